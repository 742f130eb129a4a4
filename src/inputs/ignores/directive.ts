import { isDay } from '#model/calendar.ts';
import type { InlineIgnore } from '#model/waiver.ts';

/** What an ignore says, before it is known what it covers. */
export type Said = Pick<InlineIgnore, 'guardrails' | 'until' | 'reason' | 'owner' | 'ticket'>;

/** What is wrong with it. `at` counts UTF-16 code units from the start of the line. */
export interface Fault {
  readonly at: number;
  readonly message: string;
  readonly hint: string;
}

export interface Directive {
  /** Where in the line it begins. */
  readonly at: number;
  readonly said: Said | Fault;
}

/** With the guardrail that was written: what is copied from here is meant to hold. */
function example(id = 'gpu-shapes'): string {
  return `landrail:ignore ${id.length > 100 ? 'gpu-shapes' : id} until=YYYY-MM-DD reason="why this is right here"`;
}

const start = /(?<![\w-])landrail\s*[:\-._]\s*ignore(?![\w-])/i;
export const idForm = /^[\w.*?-]+$/;
const keys = ['until', 'reason', 'owner', 'ticket'] as const;
type Key = (typeof keys)[number];

/**
 * `landrail:ignore <guardrail>[, <guardrail>] until=YYYY-MM-DD reason="…" [owner=…] [ticket=…]` in one line of a comment; null where the
 * line holds none. What other tools write may stand before it, and after it behind a `#`.
 */
export function directiveIn(line: string): Directive | null {
  const found = start.exec(line);
  if (found === null) return null;
  const at = found.index;
  if (found[0] !== 'landrail:ignore') return { at, said: { at, message: `${JSON.stringify(found[0])} is not how an ignore begins`, hint: `write ${example()}` } };
  return { at, said: read(line, at + found[0].length) };
}

function read(line: string, from: number): Said | Fault {
  const list = /^\s+([^\s=,]+(?:\s*,\s*[^\s=,]+)*)(?![^\s]*=)/.exec(line.slice(from));
  if (list === null) return { at: from, message: 'the ignore names no guardrail', hint: `write ${example()}` };
  const guardrails = (list[1] as string).split(',').map((id) => id.trim());
  const wrong = guardrails.find((id) => !idForm.test(id));
  if (wrong !== undefined) return { at: from + list[0].indexOf(list[1] as string), message: `${JSON.stringify(wrong)} is not a guardrail id`, hint: `separate ids by commas: ${example()}` };
  const fields = new Map<Key, string>();
  let at = from + list[0].length;
  for (;;) {
    at += /^\s*/.exec(line.slice(at))?.[0].length ?? 0;
    const rest = line.slice(at);
    if (rest === '' || rest.startsWith('#') || rest.startsWith('*/')) break;
    const field = /^([\w-]+)=(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s"']+(?<!\*\/)))(?=\s|\*\/|$)/.exec(rest);
    if (field === null) return unreadable(rest, at, guardrails[0]);
    const [all, key = '', double, single, bare] = field;
    if (!isKey(key)) return { at, message: `the ignore has the field ${JSON.stringify(key)}`, hint: `its fields are ${keys.join(', ')}: ${example(guardrails[0])}` };
    if (fields.has(key)) return { at, message: `the ignore has ${key} twice`, hint: `keep one: ${example(guardrails[0])}` };
    fields.set(key, (double?.replaceAll(/\\(.)/g, '$1') ?? single ?? bare ?? '').trim());
    at += all.length;
  }
  const said = settled(guardrails, fields);
  return 'message' in said ? { at: from - 'landrail:ignore'.length, ...said } : said;
}

function unreadable(rest: string, at: number, id: string | undefined): Fault {
  const word = /^\S+/.exec(rest)?.[0] ?? rest;
  if (/^[\w-]+=\s*$/.test(word) || /^[\w-]+\s*=\s/.test(rest)) return { at, message: `${JSON.stringify(word)} has no value right behind its "="`, hint: `write ${example(id)}` };
  if (/^[\w-]+=["']/.test(word)) return { at, message: `the text that ${JSON.stringify(word)} begins is not closed by a quote`, hint: `write ${example(id)}` };
  return { at, message: `the ignore holds ${JSON.stringify(word)}, which is not a field`, hint: `put texts of several words in quotes, separate guardrails by commas: ${example(id)}` };
}

/** Ids and fields to an ignore, or what it lacks. */
export function settled(guardrails: readonly string[], fields: ReadonlyMap<string, string>): Said | Pick<Fault, 'message' | 'hint'> {
  const until = fields.get('until') ?? '';
  const reason = fields.get('reason') ?? '';
  const missing = [...(until === '' ? ['until'] : []), ...(reason === '' ? ['reason'] : [])];
  if (missing.length > 0) return { message: `the ignore has no ${missing.join(' and no ')}`, hint: `an ignore needs an expiry date and a reason: ${example(guardrails[0])}` };
  if (!isDay(until)) return { message: `until is ${JSON.stringify(until)}, which is not a calendar day in the form YYYY-MM-DD`, hint: 'write year, month, day, the last day on which it holds: until=YYYY-MM-DD' };
  return { guardrails: [...new Set(guardrails)], until, reason, owner: fields.get('owner') || null, ticket: fields.get('ticket') || null };
}

export function isKey(text: string): text is Key {
  return (keys as readonly string[]).includes(text);
}
