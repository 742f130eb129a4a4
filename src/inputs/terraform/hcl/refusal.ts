import type { SourceRange } from './syntax.ts';

/** Terraform refuses the expression, in its own words. `try` and `can` catch it. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly range: SourceRange | null;
  /** Nothing that is not known here could make it right: a function that there is not, a file that is missing. */
  readonly certain: boolean;
  constructor(message: string, range: SourceRange | null = null, certain = false) {
    // It is caught and worded: to note down the stack would take longer than all else.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = stackTraceLimit;
    this.range = range;
    this.certain = certain;
  }
}

/** More work than landrail does for one expression. Nothing catches it: the value is not known. */
export class Exhausted extends Error {
  override readonly name = 'Exhausted';
}
