import type { Finding } from '#model/finding.ts';
import type { RanGuardrail } from '#model/guardrail.ts';
import type { Result } from '#model/result.ts';
import { rank, type Severity } from '#model/severity.ts';
import { sarifText } from '../escape.ts';
import { levelOf } from '../severity-level.ts';
import { guardrailMarkdown, webAddress } from '../markdown/guardrail.ts';

/** Characters: GitHub refuses longer ones. */
const longest = { name: 255, description: 1024 };

/** In the middle of what GitHub calls critical (above 9.0), high (from 7.0), medium (from 4.0) and low: a text, not a number. */
const scores: Readonly<Record<Severity, string>> = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.0', info: '0.1' };

export interface Rules {
  readonly list: readonly object[];
  /** By guardrail: how its results name it, as members of JSON. */
  readonly of: ReadonlyMap<string, string>;
}

/** All that ran, whether or not they found something: rules that come and go between uploads close and open alerts. */
export function rulesOf({ guardrails, findings }: Pick<Result, 'guardrails' | 'findings'>): Rules {
  const severities = new Map<string, Severity>();
  const list: object[] = [];
  const of = new Map<string, string>();
  for (const { guardrail, severity } of findings) {
    const known = severities.get(guardrail);
    // The config may have another one than the policy, and the score of a rule is that of all its alerts.
    if (known === undefined || rank(severity) > rank(known)) severities.set(guardrail, severity);
  }
  const add = (id: string, rule: object): void => {
    if (of.has(id)) return;
    of.set(id, `"ruleId":${JSON.stringify(sarifText(id))},"ruleIndex":${list.length}`);
    list.push(rule);
  };
  for (const one of guardrails) add(one.id, ruleOf(one, severities.get(one.id) ?? one.severity));
  for (const finding of findings) if (!of.has(finding.guardrail)) add(finding.guardrail, unlisted(finding));
  return { list, of };
}

function ruleOf(guardrail: RanGuardrail, severity: Severity): object {
  const { id, title, description, remediation, references, detection } = guardrail;
  const helpUri = references.find(webAddress);
  return {
    id: sarifText(id),
    name: cut(id, longest.name),
    shortDescription: { text: cut(title === '' ? id : title, longest.description) },
    fullDescription: { text: cut([description, title, id].find((text) => text.trim() !== '') ?? '', longest.description) },
    help: { text: sarifText([description, remediation.summary].filter((text) => text.trim() !== '').join(' ') || title || id), markdown: guardrailMarkdown(guardrail) },
    ...(helpUri === undefined ? {} : { helpUri: new URL(helpUri).href }),
    ...properties(severity, ['security', detection ? 'detection' : 'guardrail'], detection ? 'medium' : 'very-high'),
  };
}

/** Of a finding whose guardrail is in no list. */
function unlisted({ guardrail, title, severity, remediation }: Finding): object {
  const text = cut(title === '' ? guardrail : title, longest.description);
  return { id: sarifText(guardrail), name: cut(guardrail, longest.name), shortDescription: { text }, fullDescription: { text }, help: { text: sarifText(remediation ?? title) || text }, ...properties(severity, ['security', 'guardrail'], 'high') };
}

function properties(severity: Severity, tags: readonly string[], precision: string): object {
  return { defaultConfiguration: { level: levelOf(severity) }, properties: { tags, precision, 'security-severity': scores[severity] } };
}

function cut(text: string, most: number): string {
  const plain = sarifText(text.trim().replaceAll(/\s+/g, ' '));
  return plain.length <= most ? plain : `${plain.slice(0, most - 3).toWellFormed()}...`;
}
