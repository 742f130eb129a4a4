import type { Finding } from '#model/finding.ts';
import type { Group } from './groups.ts';
import { headed, type Page } from './page.ts';
import { listed, name, placeOf, prose, sourceText, valueText } from './words.ts';
import { columns, hanging, labelled } from './wrap.ts';

/** Of a group, without --verbose. */
const shownAddresses = 3;
const shownRefs = 6;
const shownPlaces = 3;

/**
 * Severity, guardrail and fault; where; the value, what is allowed, or what is not known; the fix.
 * @param more the command that says more, or null where it has been named
 */
export function findingBlock(group: Group, page: Page, more: string | null): string {
  const { first } = group;
  const lines = [headline(first, page), ...addresses(group, page)];
  const row = (label: string, text: string | null): void => {
    if (text !== null && text !== '') lines.push(labelled(label, text, page.width));
  };
  for (const [label, text] of first.verdict === 'undecided' ? doubt(first) : fault(first)) row(label, text);
  row('from', listed([...new Set(group.all.flatMap((finding) => finding.evidence.refs.map(name)))], shownRefs));
  row('see', listed([...new Set(group.all.flatMap((finding) => finding.related.map((place) => `${sourceText(place)} (${name(place.role)})`)))], shownPlaces));
  if (first.verdict === 'fail') row('fix', first.remediation === null ? null : prose(first.remediation));
  if (more !== null) lines.push(page.paint.quiet(labelled('more', more, page.width)));
  return lines.join('\n');
}

type Row = readonly [label: string, text: string | null];

function fault({ evidence: { actual, expected, path } }: Finding): readonly Row[] {
  const found = valueText(actual);
  const place = path === '' ? '' : ` in ${name(path)}`;
  const allowed = typeof expected === 'string' ? prose(expected) : valueText(expected);
  return [found === null ? ['missing', name(path)] : ['found', `${found}${place}`], ['allowed', allowed]];
}

function doubt({ evidence }: Finding): readonly Row[] {
  return [
    ['unknown', name(evidence.path)],
    ['because', evidence.needs === null ? null : prose(evidence.needs)],
  ];
}

function headline(finding: Finding, page: Page): string {
  const undecided = finding.verdict === 'undecided';
  const label = `${undecided ? 'undecided' : finding.severity}${finding.advisory ? ' (advisory)' : ''}`;
  const paint = (text: string): string => (undecided ? page.paint.undecided(text) : page.paint.severity(finding.severity, text));
  return headed(label, `${name(finding.guardrail)}  ${prose(finding.message)}`, paint, page);
}

function addresses(group: Group, page: Page): readonly string[] {
  const shown = page.verbose ? group.all : group.all.slice(0, shownAddresses);
  const lines = shown.map((finding) => addressLine(finding, page));
  const more = group.all.length - shown.length;
  return more > 0 ? [...lines, `  ${hanging(`and ${more} more like this; --verbose lists them`, page.width - 2, 2)}`] : lines;
}

/** The place stands beside the address, or under it where the line would be too long; with one input it goes without saying. */
function addressLine(finding: Finding, page: Page): string {
  const place = placeOf(finding);
  if (finding.resource === null) return `  ${place}`;
  const address = name(finding.resource.address);
  if (finding.location === null && page.inputs === 1) return `  ${page.paint.strong(address)}`;
  const gap = 2 + columns(address) + 2 + columns(place) > page.width ? '\n    ' : '  ';
  return `  ${page.paint.strong(address)}${gap}${page.paint.quiet(place)}`;
}
