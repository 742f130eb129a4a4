import type { Channel } from '#model/event.ts';
import { member, type JsonObject } from '#model/json.ts';
import { claimOfAgent } from '../channel.ts';
import { serviceIn, textOf, type Caller } from './actor.ts';

/** What calls of the console say of themselves, beside what browsers do. */
const consoles = /^\[?(?:AWS Internal|signin\.amazonaws\.com|(?:[a-z0-9-]+\.)*console(?:\.[a-z0-9-]+)*\.amazonaws\.com|[A-Z]\w*Console\/|[A-Z]\w* Console, aws-internal)/;

/**
 * By what a call says it was made. What AWS itself writes comes first: a service that calls for somebody, a session of the console; a user
 * agent is what anybody may write.
 */
export function claimOf(record: JsonObject, { actor }: Caller): Channel {
  const service = serviceIn(actor.invokedBy) ?? serviceIn(actor.address);
  if (service === 'cloudformation.amazonaws.com') return 'cloudformation';
  if (service !== null || actor.kind === 'service') return 'service';
  const agent = actor.userAgent;
  const told = agent !== null && consoles.test(agent) ? 'console' : agent === 'cloudformation.amazonaws.com' ? 'cloudformation' : claimOfAgent(agent);
  // CloudShell has the credentials of the console, and calls with a tool.
  if (told !== 'unknown' && told !== 'sdk') return told;
  return isConsole(record) || actor.address === 'AWS Internal' ? 'console' : told;
}

/** Present only where it is so; a text in most records. */
function isConsole(record: JsonObject): boolean {
  const flag = member(record, 'sessionCredentialFromConsole');
  return flag === true || textOf(flag)?.toLowerCase() === 'true';
}
