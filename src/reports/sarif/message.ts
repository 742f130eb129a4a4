import type { Finding } from '#model/finding.ts';
import { messageOf } from '../drift/deed.ts';
import { whoText } from '../drift/words.ts';
import { name } from '../words.ts';
import { mostRelated } from './place.ts';
import { encoded, ended, sentence, type Shared } from './shared.ts';

/** What is wrong, as JSON without its quotes. The first sentence stands alone: lists show no more. Each is made harmless by itself, and a space parts it from the next. */
export function messageText({ message: written, original, evidence, resource, location, related, remediation, event, verdict }: Finding, address: string, shared: Shared): string {
  const { path, actual, expected, needs } = evidence;
  const message = messageOf({ message: written, event });
  let said = original === 'undecided' ? `Not decided: ${sentence(needs === null ? message : `${message} (${needs})`)}` : sentence(message);
  if (resource !== null) said += ` Resource: ${resource.name === undefined ? ended(address) : `${address} (${encoded(name(resource.name))}).`}`;
  if (event !== null) said += ` Event: ${sentence(`${event.name} by ${whoText(event)} at ${event.time}`)}`;
  if (actual !== null) said += ` Found: ${path === '' ? ended(shared.value(actual)) : `${shared.value(actual)} in ${shared.sentence(path)}`}`;
  if (expected !== null && expected !== '') said += ` Allowed: ${typeof expected === 'string' ? shared.sentence(expected) : ended(shared.value(expected))}`;
  if (related.length > 0) said += ` From ${related.slice(0, mostRelated).map((place, at) => `[${shared.link(place.name ?? place.role)}](${at + 1})`).join(', ')}.`;
  if (remediation !== null && verdict !== 'waived') said += ` Fix: ${shared.sentence(remediation)}`;
  return location === null ? `${said} It is not known at which line this stands, so it is shown at the start of the file.` : said;
}
