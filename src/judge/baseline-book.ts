import { dayOf } from '#model/calendar.ts';
import type { Problem } from '#model/problem.ts';
import { moduleOf } from './address.ts';
import { baselineKey, isUnjudged, rootless, type Baseline, type BaselineEntry, type BaselineFinding } from './baseline.ts';
import type { Draft } from './drafts.ts';
import { anchored, type Base } from './file.ts';
import type { Evaluated } from './run.ts';

/** What a run looked at: an entry about anything else is neither met nor stale. */
export interface Seen {
  /** Anchored files, of the inputs and of their resources' sources, with the modules that were judged in them: null for all. */
  readonly files: ReadonlyMap<string, ReadonlySet<string> | null>;
  /** Ids of the guardrails that ran. */
  readonly guardrails: ReadonlySet<string>;
  /** Ids of what stood in a cloud and is there no more. */
  readonly gone: ReadonlySet<string>;
  /** Ids of those that judge what happened, which says nothing of what is there. */
  readonly detections: ReadonlySet<string>;
  /** Whether the run has judged all source that lies where this file lies, or lay. */
  readonly searched: (file: string) => boolean;
}

export function seenIn(run: Pick<Evaluated, 'inputs' | 'guardrails' | 'skipped' | 'walked' | 'gone'>, base: Base): Seen {
  const files = new Map<string, ReadonlySet<string> | null>();
  for (const { path, files: of, modules } of run.inputs) {
    const its = modules === null ? null : new Set(modules);
    for (const file of new Set([path, ...of].map((one) => anchored(one, base)))) {
      const before = files.get(file);
      files.set(file, before === undefined ? its : before === null || its === null ? null : new Set([...before, ...its]));
    }
  }
  return { files, guardrails: new Set(run.guardrails.map((guardrail) => guardrail.id)), gone: run.gone ?? new Set(), detections: new Set(run.guardrails.flatMap(({ id, selects }) => (selects === undefined ? [] : [id]))), searched: searchedIn(run, base) };
}

/** Levels above the folder of the config: `.` is 0, `../..` is 2; null for a folder that the config has others beside. */
function levels(folder: string): number | null {
  if (folder === '.') return 0;
  const parts = folder.split('/');
  return parts.every((part) => part === '..') ? parts.length : null;
}

/**
 * Only where the folder of the config was walked: a call of a module may stand anywhere in it. A plan, or a module that `terraform init`
 * has fetched, is not there in every run, and source in a folder with a dot is made by tools.
 */
function searchedIn({ skipped, walked = [] }: Pick<Evaluated, 'skipped' | 'walked'>, base: Base): Seen['searched'] {
  const most = Math.max(-1, ...walked.map((folder) => levels(anchored(folder, base)) ?? -1));
  const left = skipped.map(({ path }) => anchored(path, base));
  return (file) => {
    const parts = file.split('/');
    const up = parts.findIndex((part) => part !== '..');
    const isSource = /\.(?:tf|tofu)(?:\.json)?$/.test(file) && !parts.slice(up).some((part) => part.startsWith('.'));
    return up <= most && isSource && !left.some((path) => file === path || file.startsWith(`${path}/`));
  };
}

/** Keeps count of how much of each baseline entry the findings use up. */
export class BaselineBook {
  readonly #lines: ReadonlyMap<string, Line>;
  readonly #file: string;
  /** Where anything was found, whatever its value. */
  readonly #places = new Set<string>();

  constructor(baseline: Baseline | null, now: Date) {
    const today = dayOf(now);
    this.#file = baseline?.file ?? '';
    this.#lines = new Map((baseline?.entries ?? []).map((entry) => [baselineKey(entry), { entry, expired: entry.expires !== null && entry.expires < today, covered: 0, waived: 0, unjudged: 0, beyond: 0 }]));
  }

  /** Whether the baseline covers one more finding of this kind. A waived finding is met, but uses nothing up; what was not judged is not covered. */
  covers(finding: BaselineFinding, met: Met): boolean {
    if (this.#lines.size === 0) return false;
    this.#places.add(placeOf(finding));
    const line = this.#lines.get(baselineKey(finding)) ?? this.#lines.get(baselineKey(rootless(finding)));
    if (line === undefined) return false;
    if (met !== 'open') {
      line[met] += 1;
      return false;
    }
    if (line.expired || line.covered >= line.entry.count) {
      line.beyond += 1;
      return false;
    }
    line.covered += 1;
    return true;
  }

  /** Entries that cover more than was found, with how many findings they should cover. 0: the entry is to go. */
  stale(seen: Seen): readonly { readonly entry: BaselineEntry; readonly found: number }[] {
    return [...this.#lines.values()].flatMap((line) => {
      const found = line.covered + line.waived + line.beyond;
      if (line.unjudged > 0) return [{ entry: line.entry, found: 0 }];
      return judged(line.entry, seen) && found < line.entry.count ? [{ entry: line.entry, found }] : [];
    });
  }

  /** To be asked after the last finding. */
  announcements(seen: Seen): readonly Problem[] {
    const where = this.#file;
    const notices: Problem[] = [];
    for (const { entry, beyond } of [...this.#lines.values()].filter((line) => line.expired && line.beyond > 0)) {
      notices.push({ code: 'baseline-expired', message: `the baseline entry for ${about(entry)} expired on ${entry.expires}: ${beyond} ${beyond === 1 ? 'finding needs' : 'findings need'} it`, where, hint: 'fix it, or give the entry a new day' });
    }
    for (const { entry, found } of this.stale(seen)) {
      const isUnjudged = (this.#lines.get(baselineKey(entry))?.unjudged ?? 0) > 0;
      const message = isUnjudged ? `the baseline entry for ${about(entry)} is about what was never judged; it covers nothing` : found === 0 ? `the baseline entry for ${about(entry)} matches ${this.#places.has(placeOf(entry)) ? 'only findings with another value' : 'no finding'}` : `the baseline covers ${entry.count} findings of ${about(entry)}, but there ${found === 1 ? 'is' : 'are'} ${found}`;
      notices.push({ code: 'baseline-stale', message, where, hint: 'run landrail baseline prune' });
    }
    const unseen = [...this.#lines.values()].filter((line) => !judged(line.entry, seen) && line.covered + line.waived + line.unjudged + line.beyond === 0).length;
    if (unseen > 0) {
      notices.push({ code: 'baseline-not-judged', message: `${unseen} baseline ${unseen === 1 ? 'entry is' : 'entries are'} about files or guardrails that this run did not judge`, where, hint: null });
    }
    return notices;
  }
}

interface Line {
  readonly entry: BaselineEntry;
  readonly expired: boolean;
  covered: number;
  waived: number;
  /** Findings of this key that are not covered. */
  beyond: number;
  unjudged: number;
}

type Met = 'open' | 'waived' | 'unjudged';

export function howMet({ finding }: Draft, isWaived: boolean): Met {
  if (isWaived) return 'waived';
  return isUnjudged(finding) ? 'unjudged' : 'open';
}

function placeOf({ guardrail, file, address, path }: BaselineFinding): string {
  return JSON.stringify([guardrail, file, address, path]);
}

/** A module that is judged alone, as hooks name its files, says nothing of the calls of a root that was not. */
export function judged({ file, address, guardrail, root }: BaselineEntry, { files, guardrails, gone, detections, searched }: Seen): boolean {
  if (!guardrails.has(guardrail)) return false;
  if (searched(file)) return true;
  if (file === '' && address !== null && gone.has(address)) return !detections.has(guardrail);
  if (root !== undefined && !files.has(root)) return false;
  const modules = files.get(file);
  if (modules === undefined) return false;
  const module = moduleOf(address ?? '');
  return module === '' || modules === null || modules.has(module);
}

function about(entry: BaselineEntry): string {
  return `${entry.guardrail} on ${entry.address ?? entry.file}${entry.root === undefined ? '' : ` of ${entry.root}`}${entry.path === '' ? '' : ` (${entry.path})`}`;
}
