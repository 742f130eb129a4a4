/**
 * Why an evaluation gave no result. `abort`: the module gave up (a conflict); `memory`: the cap was reached; `nesting`: the
 * stack was; `trap`: the module broke; `builtin`: a built-in function cannot answer exactly; `input`: the document could not be
 * read; `undefined`: the entrypoint has no value; `long`: it may take longer than is allowed in this thread.
 */
export type Fault = 'abort' | 'memory' | 'nesting' | 'trap' | 'builtin' | 'input' | 'undefined' | 'long';

export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';
  readonly fault: Fault;

  constructor(fault: Fault, message: string) {
    super(message);
    this.fault = fault;
  }
}
