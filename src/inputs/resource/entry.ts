import type { Unknown } from '#model/known.ts';
import type { Action, SourcePlace } from '#model/resource.ts';

/** One object of an input, before its values are read. Formats extend it by what they find it by. */
export interface Entry {
  /** As the source names it; once in an input. */
  readonly address: string;
  readonly previousAddress: string | null;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly action: Action;
  /** What would decide whether it is made at all; null where it is. */
  readonly conditional: Unknown | null;
  /** False for what is removed or left alone: there is nothing in it that could be stopped. */
  readonly judged: boolean;
  /** Where it is written; null where the input does not say. */
  readonly source: SourcePlace | null;
  /** Of the whole of it; missing where the input does not say. */
  readonly lastLine?: number;
}
