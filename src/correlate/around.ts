import type { DriftIgnore } from './drift-ignore.ts';
import type { Loaded } from './loaded.ts';
import type { RuleBook } from './rule-book.ts';
import type { Things } from './things.ts';

/** What is known beside one thing. */
export interface Around {
  readonly things: Things;
  readonly loaded: Loaded;
  readonly rules: RuleBook;
  readonly pipelines: boolean;
  readonly ignores: DriftIgnore | null;
  /** Whether a log was given at all. */
  readonly logs: boolean;
}
