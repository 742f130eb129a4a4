import type { DriftIgnore } from './drift-ignore.ts';
import type { Loaded } from './loaded.ts';
import type { Things } from './things.ts';

/** What is known beside one thing. */
export interface Around {
  readonly things: Things;
  readonly loaded: Loaded;
  readonly pipelines: boolean;
  readonly ignores: DriftIgnore | null;
}
