import type { Finding } from '#model/finding.ts';
import { sarifText } from '../escape.ts';
import { levelOf } from '../severity-level.ts';
import { valueText } from '../words.ts';
import { placeOf, relatedOf } from './place.ts';
import type { Rules } from './rules.ts';

/** Characters of one message; JSON has it whole. */
const longest = 4000;

export function resultOf(finding: Finding, { indexOf }: Rules): object {
  const { guardrail, original, severity, fingerprint, related, resource, evidence, advisory, verdict } = finding;
  const undecided = original === 'undecided';
  const places = relatedOf(related);
  return {
    ruleId: sarifText(guardrail),
    ruleIndex: indexOf.get(guardrail) ?? -1,
    // The standard would have no level where nothing has failed; GitHub reads the level alone, and takes a missing one for a warning.
    ...(undecided ? { kind: 'open', level: 'note' } : { level: levelOf(severity) }),
    message: { text: messageOf(finding, places.length) },
    locations: [placeOf(finding)],
    ...(places.length === 0 ? {} : { relatedLocations: places }),
    // GitHub's own key, told by us: it would take the text of a line, and there may be none.
    partialFingerprints: { primaryLocationLineHash: `${fingerprint}:1`, 'landrail/v1': fingerprint },
    ...suppressed(finding),
    properties: {
      verdict, severity, advisory,
      ...(resource === null ? {} : { provider: resource.provider, kind: resource.kind, action: resource.action, ...(resource.region === null ? {} : { region: sarifText(resource.region) }) }),
      ...(evidence.path === '' ? {} : { path: sarifText(evidence.path) }),
    },
  };
}

function suppressed({ verdict, waiver }: Finding): object {
  if (verdict === 'baselined') return { baselineState: 'unchanged', suppressions: [{ kind: 'external', status: 'accepted', justification: 'in the baseline' }] };
  if (waiver === null) return {};
  const by = [waiver.owner, waiver.ticket].filter((one) => one !== null).join(', ');
  return { suppressions: [{ kind: 'external', status: 'accepted', justification: sarifText(`${waiver.reason}${by === '' ? '' : ` (${by})`}, until ${waiver.expires}, by ${waiver.where}`) }] };
}

/** The first sentence stands alone: lists show no more. */
function messageOf({ message, original, evidence, resource, location, related, remediation, event, verdict }: Finding, linked: number): string {
  const { path, actual, expected, needs } = evidence;
  const found = valueText(actual);
  const allowed = typeof expected === 'string' ? expected : valueText(expected);
  const parts = [
    `${original === 'undecided' ? 'Not decided: ' : ''}${message}${original === 'undecided' && needs !== null ? ` (${needs})` : ''}`,
    resource === null ? '' : `Resource: ${resource.name === undefined ? resource.address : `${resource.address} (${resource.name})`}`,
    event === null ? '' : `Event: ${event.name} by ${event.actor === '' ? event.principal : event.actor} at ${event.time}`,
    found === null ? '' : `Found: ${found}${path === '' ? '' : ` in ${path}`}`,
    allowed === null || allowed === '' ? '' : `Allowed: ${allowed}`,
  ].filter((part) => part !== '').map((part) => sentence(sarifText(part.slice(0, longest))));
  // Links are of our making, so they come after the rest was made harmless.
  const links = related.slice(0, linked).map((place, at) => `[${linkText(place.name ?? place.role)}](${at + 1})`);
  return [
    ...parts,
    links.length === 0 ? '' : `From ${links.join(', ')}.`,
    remediation === null || verdict === 'waived' ? '' : sentence(sarifText(`Fix: ${remediation.slice(0, longest)}`)),
    location === null ? 'It is not known at which line this stands, so it is shown at the start of the file.' : '',
  ].filter((part) => part !== '').join(' ');
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

function linkText(text: string): string {
  return sarifText(text.slice(0, longest)).replaceAll(/[\\[\]]/g, '\\$&');
}
