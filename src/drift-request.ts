import type { Window } from '#config/window.ts';
import type { IgnoreFile } from '#correlate/drift-ignore.ts';
import type { HistoryPlace } from '#history/file.ts';
import type { CheckRequest } from './check.ts';

/** A report of what drifted, resolved: nothing below reads flags, the environment or the clock. */
export interface DriftRequest extends Omit<CheckRequest, 'paths' | 'ahead'> {
  /** Paths of what code declares, of what exists, of what was done. */
  readonly iac: readonly string[];
  readonly inventory: readonly string[];
  readonly audit: readonly string[];
  /** Files of lines that leave resources out. */
  readonly ignores: readonly IgnoreFile[];
  readonly window: Window;
  /** Null: nothing is known of before. */
  readonly history: HistoryPlace | null;
  /** Whether the history takes in what this run has read. */
  readonly learn: boolean;
}
