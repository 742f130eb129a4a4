import type { Finding, RelatedPlace, Snippet } from '#model/finding.ts';
import { messageOf } from './drift/deed.ts';
import { addressText, howText, timeText, whoText } from './drift/words.ts';
import { digitsOf, frame } from './frame.ts';
import type { Group } from './groups.ts';
import { headed, type Page } from './page.ts';
import { listed, name, placeOf, plural, prose, sourceText, valueText } from './words.ts';
import { columns, hanging, labelled } from './wrap.ts';

/** Of a group, without --verbose. */
const shownAddresses = 3;
const shownRefs = 6;
const shownPlaces = 3;
const shownItems = 6;

/**
 * Severity, guardrail and fault; where, with the lines of the source and of what the value came from; the value, what is allowed,
 * or what is not known; the fix.
 * @param more the command that says more, or null where it has been named
 */
export function findingBlock(group: Group, page: Page, more: string | null): string {
  const { first } = group;
  const framed = first.snippet === null ? null : framedPlace(first, first.snippet, page);
  const lines = [headline(first, page), ...places(group, framed?.lines ?? [], page), ...(framed === null ? [] : relatedFrames(first.related, first, page))];
  const row = (label: string, text: string | null): void => {
    if (text !== null && text !== '') lines.push(labelled(label, text, page.width));
  };
  if (framed !== null) row('from', otherPlaces(group, page.verbose ? Infinity : shownPlaces));
  for (const [label, text] of callOf(first)) row(label, text);
  row('items', listed((first.items ?? []).map((address) => name(page.called?.(address) ?? address)), page.verbose ? Infinity : shownItems));
  for (const [label, text] of first.verdict === 'undecided' ? doubt(first, framed) : fault(first, framed)) row(label, text);
  row('from', listed(sourcesOf(group, framed !== null), shownRefs));
  if (framed === null) row('see', listed([...new Set(group.all.flatMap(({ related }) => related.map(relatedText)))], shownPlaces));
  if (first.verdict === 'fail') row('fix', first.remediation === null ? null : prose(first.remediation));
  if (more !== null) lines.push(page.paint.quiet(labelled('more', more, page.width)));
  return lines.join('\n');
}

type Row = readonly [label: string, text: string | null];

interface Framed {
  readonly lines: readonly string[];
  /** What the frame says, so that no row need say it again. */
  readonly says: { readonly value: boolean; readonly path: boolean };
}

function framedPlace(finding: Finding, snippet: Snippet, page: Page): Framed {
  const { actual, path, needs } = finding.evidence;
  const [line] = snippet;
  const marked = line?.mark == null ? '' : line.text.slice(line.mark.start - 1, line.mark.end - 1);
  const text = line?.text ?? '';
  const literal = (typeof actual === 'string' && actual !== '' && marked.includes(actual)) || (typeof actual === 'number' && marked.includes(String(actual)));
  const named = path === '' || text.includes(lastName(path));
  const missing = actual === null && finding.verdict === 'fail';
  const what = finding.verdict === 'undecided' ? (needs === null ? '' : prose(needs)) : missing ? (path === '' ? '' : `${name(path)} is missing`) : literal ? '' : (valueText(actual) ?? '');
  // A reason is a sentence of its own, so that "in" would belong to its last word.
  const label = missing || named ? what : finding.verdict === 'undecided' && what !== '' ? `${name(path)}: ${what}` : `${what}${what === '' ? '' : ' '}in ${name(path)}`;
  const paint = (of: string): string => painted(finding, of, page);
  const { lines, labelled: fits } = frame(snippet, { digits: digitsIn(finding, page), sign: '^', paint, label }, page);
  return { lines, says: { value: literal || (fits && what !== ''), path: named || missing ? named || fits : fits } };
}

/** `a.b[0]["c d"]` -> `c d`. */
function lastName(path: string): string {
  return /([^.[\]"]+)(?:"?\])*$/.exec(path.replace(/(?:\[\d*\])+$/, ''))?.[1] ?? path;
}

function digitsIn({ snippet, related }: Finding, page: Page): number {
  return digitsOf([snippet, ...shownRelated(related, page).map((place) => place.snippet)]);
}

function shownRelated(related: readonly RelatedPlace[], page: Page): readonly RelatedPlace[] {
  return page.verbose ? related : related.slice(0, shownPlaces);
}

/** Where the value came from, step by step. */
function relatedFrames(related: readonly RelatedPlace[], finding: Finding, page: Page): readonly string[] {
  const shown = shownRelated(related, page);
  const left = related.length - shown.length;
  const lines = shown.flatMap((place): readonly string[] => {
    const head = labelled('from', `${sourceText(place)}  ${roleText(place)}`, page.width);
    return [head, ...(place.snippet === undefined ? [] : frame(place.snippet.slice(0, 1), { digits: digitsIn(finding, page), sign: '-', paint: page.paint.quiet, label: '' }, page).lines)];
  });
  return left > 0 ? [...lines, `  ${hanging(`and ${plural(left, 'more place')}; --verbose lists ${left === 1 ? 'it' : 'them'}`, page.width - 2, 2)}`] : lines;
}

function roleText({ role, name: what }: RelatedPlace): string {
  return what === null ? name(role) : `${name(what)}, ${name(role)}`;
}

/** Where the values of the others came from, the nearest place of each: that of the first one is in the frames. */
function otherPlaces({ first, all }: Group, most: number): string {
  const shown = new Set(first.related.map(sourceText));
  const places = new Map(all.flatMap(({ related: [place] }) => (place === undefined || shown.has(sourceText(place)) ? [] : [[sourceText(place), place.name]])));
  const more = places.size - most;
  const told = [...places].slice(0, most).map(([place, what]) => (what === null ? place : `${place} (${name(what)})`));
  return `${told.join(', ')}${more > 0 ? `, and ${plural(more, 'more place')}` : ''}`;
}

function relatedText(place: RelatedPlace): string {
  return `${sourceText(place)} (${roleText(place)})`;
}

/** Names that the related places show are not said twice. */
function sourcesOf({ all }: Group, framed: boolean): readonly string[] {
  const shown = new Set(framed ? all.flatMap(({ related }) => related.map((place) => place.name)) : []);
  return [...new Set(all.flatMap((finding) => finding.evidence.refs))].filter((ref) => !shown.has(ref)).map(name);
}

function fault({ evidence: { actual, expected, path } }: Finding, framed: Framed | null): readonly Row[] {
  const found = valueText(actual);
  const place = path === '' ? '' : ` in ${name(path)}`;
  const allowed = typeof expected === 'string' ? prose(expected) : valueText(expected);
  const told = framed !== null && framed.says.path && (found === null || framed.says.value);
  return [...(told ? [] : [found === null ? (['missing', name(path)] as const) : (['found', `${found}${place}`] as const)]), ['allowed', allowed]];
}

/** Of a finding about what logs tell: who, when, how; of several the first. */
function callOf({ event, verdict }: Finding): readonly Row[] {
  if (event === null || verdict !== 'fail') return [];
  const others = event.more === 0 ? '' : `, and ${event.more} more${event.until === null ? '' : ` until ${timeText(event.until)}`}`;
  return [['who', whoText(event)], ['when', `${timeText(event.time)}, ${name(event.name)} (record ${event.source.record})${others}`], ['how', howText(event)], ['address', addressText(event)]];
}

function doubt({ evidence }: Finding, framed: Framed | null): readonly Row[] {
  return [
    ...(framed?.says.path === true ? [] : [['unknown', name(evidence.path)] as const]),
    ...(framed?.says.value === true ? [] : [['because', evidence.needs === null ? null : prose(evidence.needs)] as const]),
  ];
}

function headline(finding: Finding, page: Page): string {
  const label = `${finding.verdict === 'undecided' ? 'undecided' : finding.severity}${finding.advisory ? ' (advisory)' : ''}`;
  return headed(label, `${name(finding.guardrail)}  ${prose(messageOf(finding))}`, (text) => painted(finding, text, page), page);
}

function painted(finding: Finding, text: string, page: Page): string {
  return finding.verdict === 'undecided' ? page.paint.undecided(text) : page.paint.severity(finding.severity, text);
}

/** The place of the first one with its frame, then the others; instances of one line stand together. */
function places(group: Group, framed: readonly string[], page: Page): readonly string[] {
  const byPlace = new Map<string, Finding[]>();
  for (const finding of group.all) {
    const place = finding.location === null ? '' : placeOf(finding);
    const known = byPlace.get(place);
    if (known) known.push(finding);
    else byPlace.set(place, [finding]);
  }
  const most = page.verbose ? Infinity : shownAddresses;
  const lines: string[] = [];
  let shown = 0;
  for (const [place, findings] of byPlace) {
    if (shown >= most) break;
    const some = findings.slice(0, most - shown);
    lines.push(...(place === '' ? some.map((finding) => unplaced(finding, page)) : [placed(place, together(some), page.paint.strong, page)]), ...(shown === 0 ? framed : []));
    shown += some.length;
  }
  const more = group.all.length - shown;
  return more > 0 ? [...lines, `  ${hanging(`and ${more} more like this; --verbose lists them`, page.width - 2, 2)}`] : lines;
}

/** `aws_instance.web["a"], ["b"]`: instances of one block by their keys. */
function together(findings: readonly Finding[]): string {
  let base = '';
  return findings
    .map(({ resource }) => {
      const address = resource?.address ?? '';
      const [, of = '', key = ''] = /^(.*?)(\[(?:\d+|\*|"(?:[^"\\]|\\.)*")\])$/s.exec(address) ?? [];
      const repeated = of !== '' && of === base;
      base = of;
      return name(repeated ? key : address);
    })
    .filter((text) => text !== '')
    .join(', ');
}

/** The address goes beside the place, or under it where the line would be too long. */
function placed(place: string, beside: string, paint: (text: string) => string, page: Page): string {
  if (beside === '') return `  ${page.paint.quiet(place)}`;
  const fits = 2 + columns(place) + 2 + columns(beside) <= page.width;
  return `  ${page.paint.quiet(place)}${fits ? `  ${paint(beside)}` : `\n    ${paint(hanging(beside, page.width - 4, 4))}`}`;
}

/** With one input it goes without saying. */
function unplaced(finding: Finding, page: Page): string {
  const place = placeOf(finding);
  if (finding.resource === null) return `  ${place}`;
  const address = name(finding.resource.address);
  const called = finding.resource.name === undefined ? '' : ` (${name(finding.resource.name)})`;
  if (page.inputs === 1) return `  ${page.paint.strong(address)}${called}`;
  const gap = 2 + columns(address) + columns(called) + 2 + columns(place) > page.width ? '\n    ' : '  ';
  return `  ${page.paint.strong(address)}${called}${gap}${page.paint.quiet(place)}`;
}
