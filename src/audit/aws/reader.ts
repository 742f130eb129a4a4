import { accountIn, type Place } from '#catalog/aws/place.ts';
import type { AuditEvent, RecordPlace } from '#model/event.ts';
import { isArray, member, type JsonObject, type JsonValue } from '#model/json.ts';
import { channelOf } from '../channel.ts';
import { MetIds } from '../met-ids.ts';
import type { AuditReader, Passed, ReaderOptions, RecordReading, RecordScope } from '../reader.ts';
import { callerOf, textOf } from './actor.ts';
import { claimOf } from './claim.ts';
import { deliveryIn, deliveryName } from './delivery.ts';
import { isOwn, unwrap } from './envelope.ts';
import { eventNames, rowOf, serviceOf, version, withoutVersion } from './events.ts';
import { gapsOf, partOf } from './hidden.ts';
import { grantsOf } from './grants.ts';
import { endingOf } from './outcome.ts';
import { Look, unwrapped } from './paths.ts';
import { subjectsOf } from './subjects.ts';
import { timeIn } from './event-time.ts';
import { scopeOf } from './scope.ts';

export const reader: AuditReader = {
  format: 'cloudtrail',
  provider: 'aws',
  unwrap,
  candidates: {
    member: 'eventName',
    version,
    texts: eventNames,
    readOnly: 'readOnly',
    digest: { scope: 'recipientAccountId', region: 'awsRegion', time: 'eventTime', service: 'eventSource' },
    always: ['insightDetails'],
  },
  delivery: deliveryIn,
  deliveryName,
  open: (options) => new TrailReading(options),
  alone: (options) => (record, place) => {
    if (!isOwn(record) || textOf(member(record, 'eventID')) === null || textOf(member(record, 'sharedEventID')) !== null) return null;
    const told = readOf(record, place, options, null);
    return 'passed' in told ? null : told;
  },
};

/** Services without a region: their records stand in us-east-1, and say nothing of where anybody is at work. */
const globals = new Set(['iam', 'cloudfront', 'route53', 'route53domains', 'organizations', 'account', 'budgets', 'globalaccelerator', 'shield', 'waf', 'support', 'ce', 'networkmanager']);

class TrailReading implements RecordReading {
  readonly #options: ReaderOptions;
  readonly #met = new MetIds();

  constructor(options: ReaderOptions) {
    this.#options = options;
  }

  read(record: JsonObject, place: RecordPlace): AuditEvent | Passed {
    return readOf(record, place, this.#options, this.#met);
  }

  take(event: AuditEvent): AuditEvent | Passed {
    if (this.#met.has(event.id)) return duplicate(event.service, event.name);
    this.#met.add(event.id);
    return event;
  }

  /** A record of CloudTrail is a whole by itself. */
  finish(): readonly AuditEvent[] {
    return [];
  }

  scopeOf(record: JsonObject): RecordScope {
    const identity = member(record, 'userIdentity');
    return {
      scope: accountIn(textOf(member(record, 'recipientAccountId')) ?? '') ?? accountIn(textOf(member(identity, 'accountId')) ?? ''),
      region: textOf(member(record, 'awsRegion'))?.toLowerCase() ?? null,
      time: timeIn(textOf(member(record, 'eventTime'))),
    };
  }
}

/** @param met ids that were met before; null where that is asked later */
function readOf(record: JsonObject, place: RecordPlace, { pipelines }: ReaderOptions, met: MetIds | null): AuditEvent | Passed {
  if (isInsight(record)) return { passed: 'insight', what: `an insight on ${textOf(member(member(record, 'insightDetails'), 'eventName')) ?? 'calls'}` };
  const written = textOf(member(record, 'eventName'));
  const source = textOf(member(record, 'eventSource'));
  const name = withoutVersion(written ?? '');
  if (written !== null && reads(record, name)) return { passed: 'read-only', what: name };
  if (written === null || source === null) return { passed: 'malformed', what: written === null ? 'a record without eventName' : `a record of ${written} without eventSource` };
  const service = serviceOf(source);
  const request = unwrapped(partOf(record, 'requestParameters'), name, 'Request');
  const answer = unwrapped(partOf(record, 'responseElements'), name, 'Response');
  const asked = new Look({ req: request ?? undefined, rsp: answer ?? undefined, record });
  const row = rowOf(service, name, asked);
  if (row === null) return { passed: 'unlisted', what: `${source}:${name}` };
  const time = timeIn(textOf(member(record, 'eventTime')));
  if (time === null) return { passed: 'malformed', what: `a record of ${written} ${textOf(member(record, 'eventTime')) === null ? 'without eventTime' : 'whose eventTime is not a time'}` };
  if (isDeep([request, answer, member(record, 'userIdentity') ?? null], deepest)) return { passed: 'malformed', what: `a record of ${written} that is nested deeper than any of AWS` };
  const eventId = textOf(member(record, 'eventID'));
  const id = eventId ?? `${place.file}#${place.record}`;
  const keys = [eventId, textOf(member(record, 'sharedEventID'))].filter((key) => key !== null);
  if (met !== null && keys.some((key) => met.has(key))) return duplicate(source, written);
  for (const key of keys) met?.add(key);

  const ending = endingOf(record, request, row.begins === true);
  const made = ending.outcome === 'success' || ending.outcome === 'accepted';
  // What an answer says of a call that failed is no answer.
  const look = made || row.deed !== 'create' ? asked : new Look({ req: request ?? undefined, record });
  const caller = callerOf(record);
  const region = textOf(member(record, 'awsRegion'))?.toLowerCase() ?? null;
  const account = accountIn(textOf(member(record, 'recipientAccountId')) ?? '') ?? caller.actor.account;
  const stands: Place = { region, account };
  const claimed = claimOf(record, caller);
  const subjects = subjectsOf(row, look, { name: written, eventId: id, place: stands });
  const gaps = [...gapsOf(record), ...(made && row.deed === 'create' && subjects.some((subject) => subject.row.id.startsWith('attempt/')) ? ['the id of what was made is not in the record'] : [])];
  const event: AuditEvent = {
    id,
    provider: 'aws',
    time,
    name: written,
    service: source,
    deed: row.deed,
    touches: row.touches ?? null,
    outcome: ending.outcome,
    error: ending.error,
    scope: scopeOf(account),
    region: globals.has(service) ? 'global' : region,
    actor: caller.actor,
    channel: channelOf(claimed, 'aws', caller.principals, pipelines),
    claimed,
    subjects,
    grants: grantsOf(row, look, stands),
    source: place,
    gaps,
  };
  if (row.puts === true) return { ...event, mayCreate: true };
  return row.replaces === true ? { ...event, replacesTags: true } : event;
}

/** @param name with its version */
function duplicate(source: string, name: string): Passed {
  return { passed: 'duplicate', what: `${source}:${withoutVersion(name)}` };
}

/** Far beyond what requests have: the steps of a state machine, conditions in conditions. */
const deepest = 100;

/** JSON may be nested deeper than what reads it may call itself. */
function isDeep(value: JsonValue, left: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (left === 0) return true;
  if (isArray(value)) return value.some((one) => isDeep(one, left - 1));
  // Parsed JSON: nothing but its own keys, which are not copied like this.
  for (const key in value) if (isDeep(value[key] ?? null, left - 1)) return true;
  return false;
}

function isInsight(record: JsonObject): boolean {
  return member(record, 'eventType') === 'AwsCloudTrailInsight' || member(record, 'eventCategory') === 'Insight';
}

/** Records of the first years do not say whether a call only reads, nor do some exports: then its name does. */
function reads(record: JsonObject, name: string): boolean {
  const told = member(record, 'readOnly');
  const text = typeof told === 'boolean' ? String(told) : textOf(told)?.toLowerCase();
  if (text === 'true' || text === 'false') return text === 'true';
  return /^(?:Get|List|Describe|Head|Lookup|BatchGet|Search|Query|Scan|Select|Assume|Decrypt|Check|Estimate|Preview|Validate|Simulate|Test)(?=[A-Z]|$)/.test(name);
}
