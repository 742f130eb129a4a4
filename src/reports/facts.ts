import type { Finding } from '#model/finding.ts';
import { addressText, whoText } from './drift/words.ts';
import { prose, valueText } from './words.ts';

/** What there is to say of a finding beside its message and place: label and text, for reports without a layout of their own. */
export function factsOf({ resource, evidence, remediation, waiver, event, related, items }: Finding): readonly (readonly [label: string, text: string])[] {
  const { path, actual, expected, needs, refs } = evidence;
  const found = valueText(actual);
  const allowed = typeof expected === 'string' ? prose(expected) : valueText(expected);
  const from = related.length > 0 ? related.map(({ role, name, file, line }) => `${name ?? role} (${file}:${line})`) : refs;
  const facts: readonly (readonly [string, string | null])[] = [
    ['resource', resource === null ? null : `${resource.address}${resource.name === undefined ? '' : ` (${resource.name})`}`],
    ['event', event === null ? null : `${event.name} by ${whoText(event)} at ${event.time}${addressText(event) === '' ? '' : ` from ${addressText(event)}`}`],
    ['items', items === undefined ? null : `${items.slice(0, 12).join(', ')}${items.length > 12 ? `, and ${items.length - 12} more` : ''}`],
    ['found', found === null ? null : `${found}${path === '' ? '' : ` in ${path}`}`],
    ['allowed', allowed],
    ['not decided because', needs],
    ['from', from.length === 0 ? null : from.slice(0, 12).join(', ')],
    ['fix', remediation],
    ['waived', waiver === null ? null : `until ${waiver.expires}: ${waiver.reason} (${waiver.where})`],
  ];
  return facts.flatMap(([label, text]) => (text === null || text === '' ? [] : [[label, prose(text)] as const]));
}
