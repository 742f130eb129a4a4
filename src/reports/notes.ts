import type { FindingWaiver } from '#model/finding.ts';
import type { Problem } from '#model/problem.ts';
import type { Result } from '#model/result.ts';
import { headed, type Page } from './page.ts';
import { name, plural, prose } from './words.ts';
import { labelled } from './wrap.ts';

/** Notes of one kind that are shown without --verbose. */
const shownNotes = 5;

export function errorBlock(error: Problem, page: Page): string {
  const lines = [headed('error', prose(error.message), page.paint.error, page)];
  if (error.where !== null) lines.push(labelled('at', name(error.where), page.width));
  if (error.hint !== null) lines.push(labelled('next', prose(error.hint), page.width));
  return lines.join('\n');
}

/** What changes no verdict: what was passed over in the inputs, stale waivers and the like, guardrails that did not run. */
export function noteLines(result: Result, page: Page): readonly string[] {
  const kinds = new Map<string, string[]>();
  const add = (kind: string, text: string): void => {
    const texts = kinds.get(kind);
    if (texts) texts.push(text);
    else kinds.set(kind, [text]);
  };
  for (const { path, format, resources, notes } of result.inputs) {
    const taken = page.verbose ? [`${name(format)}, ${plural(resources, 'resource')}`] : [];
    if (taken.length + notes.length > 0) add('input', `${name(path)}: ${[...taken, ...notes.map(prose)].join('; ')}`);
  }
  if (!page.verbose && result.verdict === 'empty' && result.skipped.length > 0) add('skipped', `${plural(result.skipped.length, 'file or folder', 'files and folders')} passed over; --verbose says why`);
  if (page.verbose) for (const { path, because } of result.skipped) add('skipped', `${name(path)} passed over: ${prose(because)}`);
  for (const notice of result.notices) add(`notice ${notice.code}`, noticeText(notice));
  for (const text of waiverTexts(result)) add('waived', text);
  for (const text of notRunTexts(result)) add('not run', text);
  return [...kinds.values()].flatMap((texts) => {
    const shown = page.verbose ? texts : texts.slice(0, shownNotes);
    const more = texts.length - shown.length;
    return [...shown, ...(more > 0 ? [`${plural(more, 'more note')} like this; --verbose lists them`] : [])].map((text) => headed('note', text, page.paint.quiet, page));
  });
}

function noticeText({ where, message, hint }: Problem): string {
  return `${where === null ? '' : `${name(where)}: `}${prose(message)}${hint === null ? '' : `; ${prose(hint)}`}`;
}

/** One line for each waiver that holds, wherever it is written: who reads a report is to see what it leaves out. */
function waiverTexts({ findings }: Result): readonly string[] {
  const waivers = new Map<string, { readonly waiver: FindingWaiver; readonly guardrails: Set<string>; count: number }>();
  for (const { waiver, guardrail } of findings) {
    if (waiver === null) continue;
    const known = waivers.get(waiver.where) ?? { waiver, guardrails: new Set<string>(), count: 0 };
    known.guardrails.add(guardrail);
    known.count += 1;
    waivers.set(waiver.where, known);
  }
  return [...waivers.values()].map(({ waiver: { reason, owner, ticket, expires, where }, guardrails, count }) => {
    const by = [owner, ticket].filter((one) => one !== null).map(name).join(', ');
    return `${name(where)} waives ${plural(count, 'finding')} of ${[...guardrails].map(name).join(', ')} until ${expires}: ${prose(reason)}${by === '' ? '' : ` (${by})`}`;
  });
}

function notRunTexts({ notRun }: Result): readonly string[] {
  const reasons = new Map<string, string[]>();
  for (const { id, because } of notRun) reasons.set(because, [...(reasons.get(because) ?? []), name(id)]);
  return [...reasons].map(([because, ids]) => {
    const hint = because === 'not configured' ? ' (add settings under guardrails: in landrail.yaml)' : '';
    return `${name(because)}, so not judged: ${ids.join(', ')}${hint}`;
  });
}
