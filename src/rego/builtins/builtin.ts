import type { RegoValue } from '../value.ts';

/** What a built-in function may know of the run. */
export interface BuiltinContext {
  /** The moment that `time.now_ns` gives, the same for the whole run. */
  readonly now: Date;
  /** Takes the lines of `print`. */
  readonly print: (line: string) => void;
}

/**
 * A built-in function of Rego that the module leaves to its host. `undefined` is Rego's undefined: what OPA gives when a
 * built-in function fails, such as a date that does not parse.
 */
export type Builtin = (args: readonly RegoValue[], context: BuiltinContext) => RegoValue | undefined;

export type Builtins = Readonly<Record<string, Builtin>>;

/** A call that cannot be answered exactly as OPA would. Undefined would let a violation pass, so the policy fails instead. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
