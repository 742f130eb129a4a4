import type { Finding } from '#model/finding.ts';
import type { SourcePlace } from '#model/resource.ts';
import type { Result } from '#model/result.ts';
import { htmlText, markdownCode, markdownText } from '../escape.ts';
import { messageOf } from '../drift/deed.ts';
import { whoText } from '../drift/words.ts';
import { factsOf } from '../facts.ts';
import { notesOf } from '../notes.ts';
import { summarySentence, verdictTitles } from '../summary.ts';
import { name, placeOf, plural, prose, rootText } from '../words.ts';
import { driftParts } from './drift.ts';

export interface MarkdownOptions {
  /** Characters; parts that have no room are left out, with a count. */
  readonly budget: number;
  /** Findings of one table or list. */
  readonly rows: number;
  /** Whether each is told in full as well. */
  readonly details: boolean;
  /** Behind the verdict: what this is one of several for. */
  readonly about: string | null;
  /** Where a place can be looked at. */
  readonly link: (place: SourcePlace) => string | null;
  /** What stands on no line and in no resource of the change; null where the change is not known. */
  readonly elsewhere: ((finding: Finding) => boolean) | null;
}

/** A comment on GitHub takes 65,536 characters, and some are added to it. */
export const plainMarkdown: MarkdownOptions = { budget: 60_000, rows: 50, details: true, about: null, link: () => null, elsewhere: null };

/** For a comment, a summary of a job, a wiki: the verdict, a table of what is wrong, the rest folded; cut to what a comment takes, with a count. */
export function renderMarkdown(result: Result): string {
  return markdown(result, plainMarkdown);
}

export function markdown(result: Result, options: MarkdownOptions): string {
  const { about, rows, elsewhere } = options;
  const of = (...verdicts: readonly Finding['verdict'][]): readonly Finding[] => result.findings.filter(({ verdict }) => verdicts.includes(verdict));
  const isElsewhere = elsewhere ?? (() => false);
  const failing = of('fail');
  const [here, others] = [failing.filter((one) => !isElsewhere(one)), failing.filter(isElsewhere)];
  const undecided = of('undecided');
  const head = [
    `## landrail ${verdictTitles[result.verdict]}${about === null ? '' : ` (${markdownText(about)})`}`,
    markdownText(summarySentence(result)),
    errors(result, rows),
  ];
  const parts = [
    ...(result.drift === undefined ? [] : driftParts(result, result.drift, rows)),
    here.length === 0 ? '' : `${result.drift === undefined ? '' : '### Findings\n\n'}${table(here, options)}`,
    ...(options.details ? details(here, rows) : []),
    folded('undecided', [...undecided.filter((one) => !isElsewhere(one)), ...undecided.filter(isElsewhere)], rows),
    others.length === 0 || rows === 0 ? '' : `<details${here.length === 0 ? ' open' : ''}><summary>${plural(others.length, 'finding')} on lines that this change does not touch</summary>\n\n${table(others, options)}\n\n</details>`,
    folded('waived or known', of('waived', 'baselined'), rows),
    rows === 0 ? '' : notes(result),
  ];
  let left = options.budget;
  const kept: string[] = [];
  const all = [...head, ...parts].filter((part) => part !== '');
  for (const part of all) {
    if (part.length + 2 > left - 200) continue;
    left -= part.length + 2;
    kept.push(part);
  }
  if (kept.length < all.length) kept.push(`_${plural(all.length - kept.length, 'part')} left out, as a comment has no room for more; the json report has all._`);
  return `${kept.join('\n\n')}\n`;
}

function errors({ errors }: Result, most: number): string {
  const lines = errors.slice(0, most).map(({ message, where, hint }) => `- **error** ${where === null ? '' : `${markdownCode(name(where))} `}${markdownText(prose(message))}${hint === null ? '' : `; ${markdownText(prose(hint))}`}`);
  return lines.join('\n');
}

function table(findings: readonly Finding[], { rows: most, link }: MarkdownOptions): string {
  const rows = findings.slice(0, most).map((one) => {
    const url = one.location === null ? null : link(one.location);
    const place = markdownCode(short(placeOf(one)));
    return `| ${one.severity}${one.advisory ? ' (advisory)' : ''} | ${markdownCode(one.guardrail)} | ${aboutOf(one)} | ${markdownText(short(messageOf(one)))} | ${url === null ? place : `[${place}](${url})`} |`;
  });
  const more = findings.length - rows.length;
  if (rows.length === 0) return '';
  return `| severity | guardrail | resource | what is wrong | where |\n|---|---|---|---|---|\n${rows.join('\n')}${more > 0 ? `\n\n${plural(more, 'more finding')}, of no higher severity, not in this table.` : ''}`;
}

/** Its resource; of what has none who did it. */
function aboutOf(finding: Finding): string {
  const { resource, event } = finding;
  if (resource !== null) return addressed(resource.name ?? resource.address, finding);
  return event === null ? '' : markdownText(whoText(event));
}

/** A name with the root that it is of, where others may have it as well. */
function addressed(called: string, finding: Finding): string {
  const root = rootText(finding);
  return `${markdownCode(short(called))}${root === '' ? '' : ` ${markdownText(short(root))}`}`;
}

/** One for each finding, and no more of one guardrail and message than one. */
function details(findings: readonly Finding[], most: number): readonly string[] {
  const seen = new Map<string, Finding[]>();
  for (const one of findings) {
    const key = JSON.stringify([one.guardrail, one.message]);
    const known = seen.get(key);
    if (known) known.push(one);
    else seen.set(key, [one]);
  }
  return [...seen.values()].slice(0, most).map(([first, ...more]) => {
    if (first === undefined) return '';
    const facts = factsOf(first).map(([label, text]) => `- ${label}: ${label === 'fix' || label === 'allowed' || label === 'waived' ? markdownText(text) : markdownCode(text)}`);
    return `<details><summary>${first.severity} ${htmlText(first.guardrail)}: ${htmlText(short(messageOf(first)))}</summary>\n\n${facts.join('\n')}${more.length === 0 ? '' : `\n- and ${plural(more.length, 'more like this', 'more like this')}`}\n\n</details>`;
  });
}

function folded(title: string, findings: readonly Finding[], most: number): string {
  if (findings.length === 0 || most === 0) return '';
  const rows = findings.slice(0, most).map((one) => {
    const because = one.waiver === null ? (one.evidence.needs ?? '') : `until ${one.waiver.expires}: ${one.waiver.reason}`;
    return `- ${markdownCode(one.guardrail)} ${one.resource === null ? '' : `${addressed(one.resource.address, one)} `}${markdownText(short(messageOf(one)))}${because === '' ? '' : ` (${markdownText(short(because))})`}`;
  });
  const more = findings.length - rows.length;
  return `<details><summary>${findings.length} ${title}</summary>\n\n${rows.join('\n')}${more > 0 ? `\n- and ${more} more` : ''}\n\n</details>`;
}

function notes(result: Result): string {
  const all = notesOf(result, false);
  if (all.length === 0) return '';
  return `<details><summary>${plural(all.length, 'note')}</summary>\n\n${all.map(({ where, text }) => `- ${where === null ? '' : `${markdownCode(name(where))} `}${markdownText(text)}`).join('\n')}\n\n</details>`;
}

function short(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 197).toWellFormed()}...`;
}
