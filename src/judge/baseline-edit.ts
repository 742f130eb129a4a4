import type { Finding, FindingIdentity } from '#model/finding.ts';
import { baselineKey, isUnjudged, rootless, sorted, type Baseline, type BaselineEntry } from './baseline.ts';
import { BaselineBook, howMet, judged, seenIn } from './baseline-book.ts';
import { baselined, type Draft } from './drafts.ts';
import { Exceptions } from './exceptions.ts';
import type { Evaluated, JudgeOptions } from './run.ts';

export interface BaselineChange {
  readonly entries: readonly BaselineEntry[];
  /** Findings that the new baseline covers and the old one did not. */
  readonly added: number;
  /** Findings that the old baseline covered and the new one does not. */
  readonly removed: number;
}

/**
 * `landrail baseline write`: covers every finding of this run that no waiver holds for, but not what could not be judged. Entries of the old baseline keep owner,
 * reason and expiry; those about files or guardrails that this run did not judge stay as they are.
 */
export function writeBaseline(run: Evaluated, options: JudgeOptions): BaselineChange {
  const old = options.baseline?.entries ?? [];
  const seen = seenIn(run, options.base);
  const notes = new Map(old.map((entry) => [baselineKey(entry), entry]));
  const counted = new Map<string, BaselineEntry>();
  const unjudged = new Set<string>();
  for (const draft of unwaived(run, options)) {
    const entry = entryOf(draft);
    const key = baselineKey(entry);
    if (isUnjudged(draft.finding)) {
      unjudged.add(key);
      continue;
    }
    const before = counted.get(key);
    const { owner, reason, expires } = notes.get(key) ?? notes.get(baselineKey(rootless(entry))) ?? entry;
    counted.set(key, { ...entry, owner, reason, expires, count: (before?.count ?? 0) + 1 });
  }
  const elsewhere = old.filter((entry) => !counted.has(baselineKey(entry)) && !unjudged.has(baselineKey(entry)) && !judged(entry, seen));
  return change(old, [...counted.values(), ...elsewhere]);
}

/** A finding of a saved run, which tells what it is known by. */
export type Told = Finding & { readonly identity: FindingIdentity };

/**
 * `landrail baseline write --from`: covers every finding of a saved run that no waiver held for. What else that run has looked at is not in
 * it: an entry that it has not met stays, and so does a count that is higher.
 */
export function addToBaseline(baseline: Baseline | null, findings: readonly Told[]): BaselineChange {
  const old = baseline?.entries ?? [];
  const entries = new Map(old.map((entry) => [baselineKey(entry), entry]));
  const counts = new Map<string, number>();
  for (const finding of findings.filter(({ verdict }) => verdict !== 'waived')) {
    const { guardrail, identity, original, evidence } = finding;
    const entry: BaselineEntry = { guardrail, ...identity, verdict: original, actual: evidence.actual, count: 1, owner: null, reason: null, expires: null };
    const key = baselineKey(entry);
    if (isUnjudged(finding)) {
      entries.delete(key);
      continue;
    }
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    const before = entries.get(key) ?? entry;
    entries.set(key, { ...before, count: Math.max(before.count, count) });
  }
  return change(old, [...entries.values()]);
}

/** `landrail baseline prune`: takes out what this run no longer finds, and adds nothing. */
export function pruneBaseline(run: Evaluated, options: JudgeOptions): BaselineChange {
  const old = options.baseline?.entries ?? [];
  const exceptions = new Exceptions(run, options);
  const book = new BaselineBook(options.baseline, options.now);
  for (const draft of run.drafts) book.covers(baselined(draft), howMet(draft, exceptions.waiverOf(draft) !== null));
  const found = new Map(book.stale(seenIn(run, options.base)).map((one) => [baselineKey(one.entry), one.found]));
  const entries = old.flatMap((entry) => {
    const count = found.get(baselineKey(entry)) ?? entry.count;
    return count === 0 ? [] : [{ ...entry, count }];
  });
  return change(old, entries);
}

function unwaived(run: Evaluated, options: JudgeOptions): readonly Draft[] {
  const exceptions = new Exceptions(run, options);
  return run.drafts.filter((draft) => exceptions.waiverOf(draft) === null);
}

function entryOf(draft: Draft): BaselineEntry {
  return { ...baselined(draft), count: 1, owner: null, reason: null, expires: null };
}

function change(old: readonly BaselineEntry[], entries: readonly BaselineEntry[]): BaselineChange {
  const before = new Map(old.map((entry) => [baselineKey(entry), entry.count]));
  const after = new Map(entries.map((entry) => [baselineKey(entry), entry.count]));
  return { entries: sorted(entries), added: gained(before, after), removed: gained(after, before) };
}

function gained(from: ReadonlyMap<string, number>, to: ReadonlyMap<string, number>): number {
  return [...to].reduce((sum, [key, count]) => sum + Math.max(0, count - (from.get(key) ?? 0)), 0);
}
