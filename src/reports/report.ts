import type { Result } from '#model/result.ts';

export interface ReportOptions {
  readonly color: boolean;
  /** Columns; text is wrapped to it. */
  readonly width: number;
  /** List every repeat of a finding. */
  readonly verbose: boolean;
}

/** A pure function of the Result: it reads nothing, writes nothing, and decides no exit code. What may be longer than a text can be comes in pieces. */
export type Render = (result: Result, options: ReportOptions) => string | Iterable<string>;

export interface Report {
  readonly title: string;
  /** Of a file that holds it, without the dot. */
  readonly extension: string;
  /** It says when and from what it was made (`Result.made`). */
  readonly stamped?: true;
  readonly load: () => Promise<Render>;
}
