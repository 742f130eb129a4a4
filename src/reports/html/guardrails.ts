import type { Finding } from '#model/finding.ts';
import type { RanGuardrail } from '#model/guardrail.ts';
import type { Result } from '#model/result.ts';
import { grouped } from '../groups.ts';
import { webAddress } from '../markdown/guardrail.ts';
import { name, prose } from '../words.ts';
import type { FacetsIn } from './facets.ts';
import { bodyMarkup, lineMarkup, row } from './finding.ts';
import { html, nothing, type Markup } from './markup.ts';
import type { Shelf } from './shelf.ts';

/** Groups of one page up to which each is open: what fits on a few screens is read, not searched. */
const openUpTo = 12;

export interface Chapter {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly verdict: Finding['verdict'];
  readonly noun: string;
  readonly open: boolean;
}

export const chapters: readonly Chapter[] = [
  { id: 'findings', title: 'Findings', about: 'What breaks a rule, the worst first.', verdict: 'fail', noun: 'finding', open: true },
  { id: 'undecided', title: 'Undecided', about: 'What the input does not tell, and what would decide it. This is no pass.', verdict: 'undecided', noun: 'undecided', open: false },
  { id: 'waived', title: 'Waived', about: 'Broken, and accepted for a time by somebody with a name.', verdict: 'waived', noun: 'waived', open: false },
  { id: 'baselined', title: 'Known from the baseline', about: 'Broken before the baseline was written; it does not fail the run.', verdict: 'baselined', noun: 'known', open: false },
];

/** The findings of one verdict, by guardrail in the order of its worst; nothing where there are none. */
export function chapterMarkup({ id, title, about, verdict, noun, open }: Chapter, result: Result, facets: FacetsIn, shelf: Shelf): Markup {
  const findings = result.findings.filter((one) => one.verdict === verdict);
  if (findings.length === 0) return nothing;
  const byId = new Map(result.guardrails.map((one) => [one.id, one]));
  const byGuardrail = new Map<string, Finding[]>();
  for (const finding of findings) {
    const known = byGuardrail.get(finding.guardrail);
    if (known) known.push(finding);
    else byGuardrail.set(finding.guardrail, [finding]);
  }
  const groups = [...byGuardrail].map(([guardrail, all]) => ({ guardrail, all, groups: grouped(all, (one) => JSON.stringify(facets.of(one))) }));
  const few = open && groups.reduce((sum, one) => sum + one.groups.length, 0) <= openUpTo;
  return html`<section id="${id}" class="chapter"><h2>${title} <span class="count" data-all="${findings.length}">${findings.length}</span></h2><p class="about">${about}</p>
${groups.map(({ guardrail, all, groups: of }) => html`<details class="guardrail" ${open ? html`open` : nothing}><summary><h3>${name(guardrail)}</h3><span class="title">${prose(all[0]?.title ?? '')}</span><span class="count" data-all="${all.length}">${all.length}</span></summary>${aboutMarkup(byId.get(guardrail))}${shelf.list(of.map((group) => ({ facets: facets.of(group.first), count: group.all.length, line: () => lineMarkup(group), body: () => bodyMarkup(group) })), noun, 'finding', few)}</details>
`)}</section>`;
}

/** Why the guardrail is there and how to mend what breaks it, tool by tool. */
function aboutMarkup(guardrail: RanGuardrail | undefined): Markup {
  if (guardrail === undefined) return nothing;
  const { description, remediation, references, origin } = guardrail;
  const rows = [
    row('why', paragraph(description)),
    row('fix', paragraph(remediation.summary)),
    row('in Terraform', code(remediation.terraform)),
    row('in CloudFormation', code(remediation.cloudformation)),
    row('on the command line', code(remediation.cli)),
    row('references', references.length === 0 ? null : html`<ul>${references.map((one) => html`<li>${linkMarkup(one)}</li>`)}</ul>`),
    row('defined in', origin === 'builtin' ? null : html`<code>${name(origin)}</code>`),
  ].filter((one) => one !== nothing);
  return rows.length === 0 ? nothing : html`<details class="why"><summary>About this rule</summary><dl>${rows}</dl></details>`;
}

const newline = html`
`;

function code(text: string | null): Markup | null {
  return text === null || text.trim() === '' ? null : html`<pre>${text.trimEnd().split('\n').map((line, at) => html`${at === 0 ? nothing : newline}${line}`)}</pre>`;
}

function paragraph(text: string): string {
  return prose(text.replaceAll(/\s+/g, ' '));
}

/** Only to the web; all else is text. */
export function linkMarkup(text: string): Markup {
  if (!webAddress(text)) return html`${name(text)}`;
  const { href } = new URL(text);
  return html`<a href="${href}" rel="noopener noreferrer">${href}</a>`;
}

