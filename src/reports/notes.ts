import type { FindingWaiver } from '#model/finding.ts';
import { byCodePoint } from '#model/json.ts';
import type { Problem } from '#model/problem.ts';
import type { Result } from '#model/result.ts';
import { headed, type Page } from './page.ts';
import { name, plural, prose } from './words.ts';
import { labelled } from './wrap.ts';

/** Notes of one kind that are shown without --verbose. */
const shownNotes = 5;

export function errorBlock(error: Problem, page: Page): string {
  const lines = [headed('error', prose(error.message), page.paint.error, page)];
  if (error.where !== null && !names(error.message, error.where)) lines.push(labelled('at', name(error.where), page.width));
  if (error.hint !== null) lines.push(labelled('next', prose(error.hint), page.width));
  return lines.join('\n');
}

/** Whether a message names a path as it stands, not within another one; `folder` may be a word of it. */
function names(message: string, where: string): boolean {
  return /\W/.test(where) && message.split(where).some((part, index, parts) => index > 0 && !/[\w/.\\-]$/.test(parts[index - 1] ?? '') && !/^(?:[\w/\\-]|[.:]\w)/.test(part));
}

/** What changes no verdict. */
export interface Note {
  /** What it speaks of: an input, or a place in a file. */
  readonly where: string | null;
  readonly text: string;
  /** The text is said of the place, as one sentence with it. */
  readonly said?: true;
}

/** What was passed over in the inputs, stale waivers and the like, guardrails that did not run; of each kind a few, unless `all` are wanted. */
export function notesOf(result: Result, all: boolean): readonly Note[] {
  const kinds = new Map<string, Note[]>();
  const add = (kind: string, note: Note): void => {
    const notes = kinds.get(kind);
    if (notes) notes.push(note);
    else kinds.set(kind, [note]);
  };
  for (const { path, format, resources, notes } of result.inputs) {
    const taken = all ? [`${name(format)}, ${plural(resources, 'resource')}`] : [];
    if (taken.length + notes.length > 0) add('input', { where: path, text: [...taken, ...notes.map(prose)].join('; ') });
  }
  if (!all && result.verdict === 'empty' && result.skipped.length > 0) add('skipped', { where: null, text: `${plural(result.skipped.length, 'file or folder', 'files and folders')} passed over; --verbose says why` });
  if (all) for (const { path, because } of result.skipped) add('skipped', { where: path, text: `passed over: ${prose(because)}`, said: true });
  for (const notice of result.notices) add(`notice ${notice.code}`, noticeNote(notice));
  for (const note of waiverNotes(result)) add('waived', note);
  for (const text of notRunTexts(result)) add('not run', { where: null, text });
  return [...kinds.values()].flatMap((notes) => {
    const shown = all ? notes : notes.slice(0, shownNotes);
    const more = notes.length - shown.length;
    return more > 0 ? [...shown, { where: null, text: `${plural(more, 'more note')} like this; --verbose lists them` }] : shown;
  });
}

/** A message that begins with the file that it is about goes on from its place, which stands before it. */
function noticeNote({ where, message, hint }: Problem): Note {
  const file = where?.replace(/(?::\d+){1,2}$/, '');
  const said = file !== undefined && message.startsWith(`${file} `);
  const text = `${prose(said ? message.slice(file.length + 1) : message)}${hint === null ? '' : `; ${prose(hint)}`}`;
  return said ? { where, text, said } : { where, text };
}

export function noteLines(result: Result, page: Page): readonly string[] {
  return notesOf(result, page.verbose).map(({ where, text, said }) => headed('note', where === null ? text : `${name(where)}${said ? '' : ':'} ${text}`, page.paint.quiet, page));
}

/** One for each waiver that holds, wherever it is written: who reads a report is to see what it leaves out. In the order of their lines. */
function waiverNotes({ findings }: Result): readonly Note[] {
  const waivers = new Map<string, { readonly waiver: FindingWaiver; readonly guardrails: Set<string>; count: number }>();
  for (const { waiver, guardrail } of findings) {
    if (waiver === null) continue;
    const known = waivers.get(waiver.where) ?? { waiver, guardrails: new Set<string>(), count: 0 };
    known.guardrails.add(guardrail);
    known.count += 1;
    waivers.set(waiver.where, known);
  }
  return [...waivers.values()]
    .toSorted((a, b) => byPlace(a.waiver.where, b.waiver.where))
    .map(({ waiver: { reason, owner, ticket, expires, where }, guardrails, count }) => {
      const by = [owner, ticket].filter((one) => one !== null).map(name).join(', ');
      return { where, text: `waives ${plural(count, 'finding')} of ${[...guardrails].map(name).join(', ')} until ${expires}: ${prose(reason)}${by === '' ? '' : ` (${by})`}`, said: true };
    });
}

/** `file:line:column` by file, then as numbers. */
function byPlace(a: string, b: string): number {
  const [x, y] = [a, b].map((place) => /^(.*?)(?::(\d+))?(?::(\d+))?$/s.exec(place) ?? [place, place]);
  return byCodePoint(x?.[1] ?? '', y?.[1] ?? '') || Number(x?.[2] ?? 0) - Number(y?.[2] ?? 0) || Number(x?.[3] ?? 0) - Number(y?.[3] ?? 0);
}

function notRunTexts({ notRun }: Result): readonly string[] {
  const reasons = new Map<string, string[]>();
  for (const { id, because } of notRun) reasons.set(because, [...(reasons.get(because) ?? []), name(id)]);
  return [...reasons].map(([because, ids]) => {
    const hint = because === 'not configured' ? ' (add settings under guardrails: in landrail.yaml)' : '';
    return `${name(because)}, so not judged: ${ids.join(', ')}${hint}`;
  });
}
