import { isDay, type Day } from '#model/calendar.ts';
import type { Finding } from '#model/finding.ts';
import { byCodePoint, isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import { ProblemError, type Problem } from '#model/problem.ts';
import { canonical } from './canonical.ts';
import { elementLines, syntaxFault } from '#model/json-places.ts';
import { isShallow, shallow } from '#model/shallow.ts';

/** Faults that were there before the guardrail was: known, counted, and not failing. Never by line, so that edits around them change nothing. */
export interface Baseline {
  /** As messages name the file. */
  readonly file: string;
  /** Sorted; no two with the same key. */
  readonly entries: readonly BaselineEntry[];
}

export interface BaselineEntry {
  readonly guardrail: string;
  readonly verdict: 'fail' | 'undecided';
  /** As in Identity: relative to the config's folder, without instance keys, without element numbers. */
  readonly file: string;
  readonly address: string | null;
  readonly path: string;
  readonly root?: string;
  /** The value at the time; a finding with another one is new. */
  readonly actual: JsonValue;
  /** How many findings of this key are covered. */
  readonly count: number;
  readonly owner: string | null;
  readonly reason: string | null;
  /** The last day on which it holds, in UTC; null for no end. */
  readonly expires: Day | null;
}

const version = 1;
const required = ['guardrail', 'verdict', 'file', 'address', 'path', 'actual', 'count'];
const optional = ['root', 'owner', 'reason', 'expires'];

/** What an entry says of the findings that it covers. */
export type BaselineFinding = Pick<BaselineEntry, 'guardrail' | 'verdict' | 'file' | 'address' | 'path' | 'root' | 'actual'>;

/** What makes two entries, or an entry and a finding, the same. */
export function baselineKey(entry: BaselineFinding): string {
  return JSON.stringify([entry.guardrail, entry.file, entry.address, entry.path, entry.verdict, canonical(entry.actual), ...(entry.root === undefined ? [] : [entry.root])]);
}

/** As entries were before roots were told apart: such a one covers the fault in all of them. */
export function rootless({ guardrail, verdict, file, address, path, actual }: BaselineFinding): BaselineFinding {
  return { guardrail, verdict, file, address, path, actual };
}

/** What a detection could not tell, as without a history: nobody has looked at what happened, and no baseline makes that known. */
export function isUnjudged({ original, event, resource }: Pick<Finding, 'original' | 'event' | 'resource'>): boolean {
  return original === 'undecided' && event !== null && resource === null;
}

/** The file's text: one entry per line, sorted, so that a diff shows exactly what came and went. */
export function formatBaseline(entries: readonly BaselineEntry[]): string {
  const lines = sorted(entries).map((entry) => {
    const { guardrail, verdict, file, address, path, root, actual, count, ...notes } = entry;
    const rest = Object.entries({ root: root ?? null, owner: notes.owner, reason: notes.reason, expires: notes.expires }).flatMap(([key, value]) => (value === null ? [] : [`,${JSON.stringify(key)}:${JSON.stringify(value)}`]));
    return `${JSON.stringify({ guardrail, verdict, file, address, path }).slice(0, -1)},"actual":${canonical(actual)},"count":${count}${rest.join('')}}`;
  });
  return `{"landrail-baseline":${version},"entries":[${lines.map((line) => `\n${line}`).join(',')}\n]}\n`;
}

export function sorted(entries: readonly BaselineEntry[]): readonly BaselineEntry[] {
  const keyed = entries.map((entry) => ({ entry, order: [entry.guardrail, entry.file, entry.address ?? '', entry.path, baselineKey(entry)] }));
  keyed.sort((a, b) => a.order.reduce((result, part, index) => result || byCodePoint(part, b.order[index] as string), 0));
  return keyed.map(({ entry }) => entry);
}

/**
 * @throws ProblemError with every entry that cannot be read, each with its line.
 */
export function parseBaseline(text: string, file: string): Baseline {
  let document: JsonValue;
  try {
    document = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text) as JsonValue;
  } catch {
    const fault = syntaxFault(text.startsWith('\uFEFF') ? text.slice(1) : text);
    throw new ProblemError({ code: 'baseline-syntax', message: `the baseline ${fault.message}`, where: `${file}:${fault.line}`, hint: 'fix that line, or rewrite the baseline with landrail baseline write' });
  }
  const entries = member(document, 'entries');
  const found = member(document, 'landrail-baseline');
  if (found !== version || !isArray(entries)) {
    const newer = typeof found === 'number' && found > version;
    throw new ProblemError({
      code: newer ? 'baseline-version' : 'baseline-format',
      message: newer ? `the baseline has version ${found}; this landrail reads version ${version}` : 'the file is not a landrail baseline',
      where: file,
      hint: newer ? 'install a newer landrail' : `a baseline starts with {"landrail-baseline":${version},"entries":[`,
    });
  }
  const problems: { readonly index: number; readonly message: string; readonly hint: string | null }[] = [];
  const read: BaselineEntry[] = [];
  const keys = new Map<string, number>();
  entries.forEach((value, index) => {
    const faults = entryFaults(value);
    if (faults.length > 0) {
      problems.push(...faults.map((fault) => ({ index, ...fault })));
      return;
    }
    const entry = entryOf(value as JsonObject);
    const key = baselineKey(entry);
    const earlier = keys.get(key);
    if (earlier !== undefined) problems.push({ index, message: `duplicates entry ${earlier + 1}`, hint: 'keep one of them and add up their counts' });
    keys.set(key, index);
    read.push(entry);
  });
  if (problems.length > 0) {
    const lines = elementLines(text, 'entries');
    throw new ProblemError(problems.map(({ index, message, hint }): Problem => ({ code: 'baseline-entry', message: `entry ${index + 1} of the baseline ${message}`, where: `${file}:${lines[index] ?? 1}`, hint })));
  }
  return { file, entries: sorted(read) };
}

const text = (field: JsonValue): boolean => typeof field === 'string';

function entryFaults(value: JsonValue): readonly { readonly message: string; readonly hint: string | null }[] {
  if (!isObject(value)) return [{ message: `is ${cut(value)}, not an object`, hint: null }];
  const faults: { message: string; hint: string | null }[] = [];
  for (const key of Object.keys(value)) if (![...required, ...optional].includes(key)) faults.push({ message: `has an unknown key ${JSON.stringify(key)}`, hint: `known keys: ${[...required, ...optional].join(', ')}` });
  const must = (key: string, ok: (field: JsonValue) => boolean, wanted: string): void => {
    const field = member(value, key);
    if (field === undefined) {
      if (required.includes(key)) faults.push({ message: `has no ${JSON.stringify(key)}`, hint: `add ${wanted}` });
    } else if (!ok(field)) faults.push({ message: `has ${key} ${cut(field)}; it must be ${wanted}`, hint: null });
  };
  must('guardrail', text, 'the id of a guardrail');
  must('verdict', (field) => field === 'fail' || field === 'undecided', '"fail" or "undecided"');
  must('file', text, 'a path');
  must('address', (field) => field === null || text(field), 'an address or null');
  must('path', text, 'a path of evidence');
  must('actual', (field) => isShallow(field), 'the value at fault, nested no deeper than 100 levels');
  must('count', (field) => typeof field === 'number' && Number.isSafeInteger(field) && field > 0, 'a whole number above 0');
  must('root', text, 'the folder of a root module');
  must('owner', text, 'a name');
  must('reason', text, 'a text');
  must('expires', (field) => typeof field === 'string' && isDay(field), 'a day in the form YYYY-MM-DD');
  return faults;
}

function entryOf(value: JsonObject): BaselineEntry {
  return {
    guardrail: value['guardrail'] as string,
    verdict: value['verdict'] as 'fail' | 'undecided',
    file: value['file'] as string,
    address: value['address'] as string | null,
    path: value['path'] as string,
    ...(member(value, 'root') === undefined ? {} : { root: value['root'] as string }),
    actual: value['actual'] as JsonValue,
    count: value['count'] as number,
    owner: (member(value, 'owner') as string | undefined) ?? null,
    reason: (member(value, 'reason') as string | undefined) ?? null,
    expires: (member(value, 'expires') as string | undefined) ?? null,
  };
}

function cut(value: JsonValue): string {
  const text = JSON.stringify(shallow(value));
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}
