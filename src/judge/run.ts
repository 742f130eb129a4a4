import type { Guardrail } from '#model/guardrail.ts';
import type { Input } from '#model/input.ts';
import type { Problem } from '#model/problem.ts';
import type { Result } from '#model/result.ts';
import type { Waiver, WaiverPolicy } from '#model/waiver.ts';
import type { Baseline } from './baseline.ts';
import type { Draft, DraftOptions } from './drafts.ts';
import type { Gate } from './verdict.ts';

/** What the stages before have found. */
export interface Evaluated {
  readonly command: Result['command'];
  readonly version: string;
  readonly inputs: readonly Input[];
  readonly skipped: Result['skipped'];
  /** Folders, as they were named, of whose source everything was judged but what was skipped. Default: none. */
  readonly walked?: readonly string[];
  /** Ids of what stood in a cloud and is there no more. Default: none. */
  readonly gone?: ReadonlySet<string>;
  /** Guardrails that ran. */
  readonly guardrails: readonly Guardrail[];
  readonly notRun: Result['notRun'];
  /** What its guardrails said, in any order. */
  readonly drafts: readonly Draft[];
  readonly errors: readonly Problem[];
  /** Notices of earlier stages, kept and put first. */
  readonly notices: readonly Problem[];
  /** Resources that the readers recognised, judged or not (a plan of no-ops is not empty). Default: those in the inputs. */
  readonly recognised?: number;
}

export interface JudgeOptions extends Gate, DraftOptions {
  readonly waivers: readonly Waiver[];
  /** What inline ignores are held to; the config's own waivers have been. */
  readonly waiverPolicy: WaiverPolicy;
  readonly baseline: Baseline | null;
  /** A stale waiver or baseline entry is an error. */
  readonly strict: boolean;
  readonly now: Date;
}
