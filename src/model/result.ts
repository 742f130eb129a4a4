import type { Coverage } from './coverage.ts';
import type { DriftCoverage, DriftItem, DriftVerdict, LaunchHour } from './drift.ts';
import type { AuditSource } from './event.ts';
import type { Finding } from './finding.ts';
import type { RanGuardrail } from './guardrail.ts';
import type { Night } from './history.ts';
import type { LeftOut } from './input.ts';
import type { JsonObject } from './json.ts';
import type { Problem } from './problem.ts';
import type { Severity } from './severity.ts';

export interface InputSummary {
  readonly path: string;
  readonly format: string;
  /** Resources judged. */
  readonly resources: number;
  readonly notes: readonly string[];
  /** Of an inventory: what it has shown, sorted; nothing for all else. */
  readonly coverage?: readonly Coverage[];
  /** What is written and not made, so that it was not judged; missing where there is none. */
  readonly leftOut?: readonly LeftOut[];
}

/** What was passed over in a folder, and why: `ignored by .gitignore:3`. */
export interface Skipped {
  readonly path: string;
  readonly because: string;
}

export interface Summary {
  readonly resources: number;
  /** Guardrails that ran. */
  readonly guardrails: number;
  readonly fail: number;
  readonly undecided: number;
  readonly waived: number;
  readonly baselined: number;
  /** Of the failing findings. */
  readonly bySeverity: Readonly<Record<Severity, number>>;
}

/** The one value that every report renders. Same input, same Result. */
export interface Result {
  readonly tool: { readonly name: 'landrail'; readonly version: string };
  readonly command: 'check' | 'drift';
  readonly verdict: 'pass' | 'fail' | 'undecided' | 'error' | 'empty';
  readonly exitCode: 0 | 1 | 2 | 3;
  readonly summary: Summary;
  readonly inputs: readonly InputSummary[];
  /** In the order of the given paths, each sorted by path. */
  readonly skipped: readonly Skipped[];
  /** Sorted by severity (worst first), file, line, address, guardrail, evidence path, message. Waived and baselined ones included. */
  readonly findings: readonly Finding[];
  /** Guardrails that ran, sorted by id. */
  readonly guardrails: readonly RanGuardrail[];
  /** Guardrails that did not run, and why: `not configured`, `switched off`. */
  readonly notRun: readonly { readonly id: string; readonly because: string }[];
  /** Hints that change nothing in the verdict: unused or soon expiring waivers, stale baseline entries, types not in the catalogue. */
  readonly notices: readonly Problem[];
  readonly errors: readonly Problem[];
  /** Of `drift` alone. */
  readonly drift?: Drift;
  /** Reports of nights before this one, the oldest first; missing where no history tells of any. */
  readonly trend?: readonly Night[];
  /** Where a report was asked for that says it: every other one is the same bytes for the same input. */
  readonly made?: Made;
}

/** When, from what and with what a run was made. */
export interface Made {
  /** UTC, ISO 8601, in seconds. */
  readonly at: string;
  /** What was asked for, by the names of landrail.yaml and the command line. */
  readonly options: Readonly<Record<string, string>>;
  /** The settings of the guardrails, as policies see them. */
  readonly settings: JsonObject;
  /** SHA-256 of the inputs that are files, hexadecimal, by their paths. */
  readonly digests: Readonly<Record<string, string>>;
}

/** What code declares, what exists and what the logs tell, joined. */
export interface Drift {
  /** What the report is about, half open, UTC, ISO 8601: events before it only tell who made what. */
  readonly window: { readonly from: string; readonly to: string };
  /** All but what is managed and unchanged, by verdict, then time, then address. */
  readonly items: readonly DriftItem[];
  /** How many of each verdict, those without an item included; what an ignore file leaves out is in none. */
  readonly counts: Readonly<Record<DriftVerdict, number>>;
  readonly sources: readonly AuditSource[];
  readonly coverage: readonly DriftCoverage[];
  /** Of the window, sorted; hours without any are left out. Missing where no detection asks for all of them. */
  readonly launches?: readonly LaunchHour[];
}
