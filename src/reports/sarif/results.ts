import type { Finding } from '#model/finding.ts';
import { sarifText } from '../escape.ts';
import { levelOf } from '../severity-level.ts';
import { valueText } from '../words.ts';
import { mostRelated, placeText, relatedText } from './place.ts';
import type { Rules } from './rules.ts';
import { sentence, type Shared } from './shared.ts';

/** One result, on one line. @param occurrence 1 for the first finding of its fingerprint, as GitHub numbers them: instances of one block have it in common. Written by hand: as a tree of objects, thousands of them take as long to make and to take down as to write. */
export function resultText(finding: Finding, occurrence: number, { of }: Rules, shared: Shared): string {
  const { guardrail, original, severity, fingerprint, related, resource, evidence, advisory, verdict } = finding;
  const { id, index } = of.get(guardrail) ?? noRule;
  // The standard would have no level where nothing has failed; GitHub reads the level alone, and takes a missing one for a warning.
  const level = original === 'undecided' ? '"kind":"open","level":"note"' : `"level":"${levelOf(severity)}"`;
  const about = resource === null ? '' : `,"provider":"${resource.provider}","kind":"${resource.kind}","action":"${resource.action}"${resource.region === null ? '' : `,"region":"${shared.text(resource.region)}"`}`;
  return (
    `{"ruleId":${id},"ruleIndex":${index},${level},"message":{"text":${JSON.stringify(messageOf(finding, shared))}},"locations":[${placeText(finding, shared)}]` +
    (related.length === 0 ? '' : `,"relatedLocations":[${relatedText(related, shared)}]`) +
    // GitHub's own key, told by us: it would take the text of a line, and there may be none.
    `,"partialFingerprints":{"primaryLocationLineHash":"${fingerprint}:${occurrence}","landrail/v1":"${fingerprint}"}${suppressed(finding)}` +
    `,"properties":{"verdict":"${verdict}","severity":"${severity}","advisory":${advisory}${about}${evidence.path === '' ? '' : `,"path":"${shared.text(evidence.path)}"`}}}`
  );
}

const noRule = { id: '""', index: -1 };

function suppressed({ verdict, waiver }: Finding): string {
  if (verdict === 'baselined') return ',"baselineState":"unchanged","suppressions":[{"kind":"external","status":"accepted","justification":"in the baseline"}]';
  if (waiver === null) return '';
  const by = [waiver.owner, waiver.ticket].filter((one) => one !== null).join(', ');
  const why = `${waiver.reason}${by === '' ? '' : ` (${by})`}, until ${waiver.expires}, by ${waiver.where}`;
  return `,"suppressions":[{"kind":"external","status":"accepted","justification":${JSON.stringify(sarifText(why))}}]`;
}

/** The first sentence stands alone: lists show no more. */
function messageOf({ message, original, evidence, resource, location, related, remediation, event, verdict }: Finding, shared: Shared): string {
  const { path, actual, expected, needs } = evidence;
  const found = valueText(actual);
  const allowed = typeof expected === 'string' ? expected : valueText(expected);
  let said = sentence(`${original === 'undecided' ? 'Not decided: ' : ''}${message}${original === 'undecided' && needs !== null ? ` (${needs})` : ''}`);
  if (resource !== null) said += ` ${sentence(`Resource: ${resource.name === undefined ? resource.address : `${resource.address} (${resource.name})`}`)}`;
  if (event !== null) said += ` ${sentence(`Event: ${event.name} by ${event.actor === '' ? event.principal : event.actor} at ${event.time}`)}`;
  if (found !== null) said += ` ${sentence(`Found: ${found}${path === '' ? '' : ` in ${path}`}`)}`;
  if (allowed !== null && allowed !== '') said += ` ${sentence(`Allowed: ${allowed}`)}`;
  said = sarifText(said);
  // Links are of our making, so they come after the rest was made harmless.
  if (related.length > 0) said += ` From ${related.slice(0, mostRelated).map((place, at) => `[${shared.link(place.name ?? place.role)}](${at + 1})`).join(', ')}.`;
  if (remediation !== null && verdict !== 'waived') said += ` ${shared.fix(remediation)}`;
  return location === null ? `${said} It is not known at which line this stands, so it is shown at the start of the file.` : said;
}
