import type { Unknown } from '#model/known.ts';
import type { TemplateResource } from '../template-resource.ts';
import type { Made } from './made.ts';
import { isSet, isTrue, keysOf, partAt, textOf, type Part } from './part.ts';
import { noneOf, propagatedBy } from './tags.ts';

/** Events that are read by a mapping: https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html */
const read = new Set(['DocumentDB', 'DynamoDB', 'Kinesis', 'MQ', 'MSK', 'SelfManagedKafka', 'SQS']);

const rules: ReadonlyMap<string, { readonly name: string; readonly when: string }> = new Map([
  ['Schedule', { name: 'Name', when: 'Schedule' }],
  ['CloudWatchEvent', { name: 'RuleName', when: 'Pattern' }],
  ['EventBridgeRule', { name: 'RuleName', when: 'Pattern' }],
]);

/** An event of a function or a state machine. */
interface Event {
  readonly maker: TemplateResource;
  readonly type: string;
  /** `CheckoutNightly`. */
  readonly id: string;
  /** `Events.Nightly`. */
  readonly at: string;
  readonly properties: Part;
}

/**
 * What SAM makes of the events of a function or a state machine, apart from APIs: rules, schedules, mappings, subscriptions, the queues that
 * they need and the roles of what starts them. Permissions, and filters of log groups, are parts of the function and the group.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html
 */
export function madeOfEvents(maker: TemplateResource): readonly Made[] {
  const events = partAt(maker, 'Events');
  return keysOf(events).flatMap((name) => {
    const type = textOf(partAt(events, name, 'Type'));
    return type === null ? [] : madeOf({ maker, type, id: `${maker.logicalId}${name}`, at: `Events.${name}`, properties: partAt(events, name, 'Properties') });
  });
}

function madeOf(event: Event): readonly Made[] {
  const { type, maker } = event;
  if (read.has(type)) return [mapping(event, event.id)];
  if (type === 'SNS') return subscribed(event);
  if (type === 'IoTRule') return [{ logicalId: event.id, type: 'AWS::IoT::TopicRule', at: event.at, tags: propagatedBy(maker) }];
  if (type === 'ScheduleV2') return [schedule(event), ...deadLetters(event), ...starter(event)];
  const rule = rules.get(type);
  if (rule !== undefined) return [ruled(event, rule.name, rule.when), ...deadLetters(event), ...(startsMachine(event) ? starter(event) : [])];
  return type === 'Api' && startsMachine(event) ? starter(event) : [];
}

function startsMachine({ maker }: Event): boolean {
  return maker.type === 'AWS::Serverless::StateMachine';
}

/** SAM gives a mapping no tags. */
function mapping({ at }: Event, logicalId: string, doubt: Unknown | null = null): Made {
  return { logicalId, type: 'AWS::Lambda::EventSourceMapping', at, tags: noneOf, doubt };
}

/** Nor a rule. */
function ruled({ id, at, properties }: Event, name: string, when: string): Made {
  const expression = when === 'Schedule' ? 'ScheduleExpression' : 'EventPattern';
  return { logicalId: id, type: 'AWS::Events::Rule', at, properties: { Name: partAt(properties, name), EventBusName: partAt(properties, 'EventBusName'), [expression]: partAt(properties, when) }, tags: noneOf };
}

/** It is called by its logical id where it has no name. */
function schedule({ id, at, properties }: Event): Made {
  const name = partAt(properties, 'Name');
  const isNamed = isSet(name) !== false || isTrue(partAt(properties, 'OmitName')) !== false;
  return { logicalId: id, type: 'AWS::Scheduler::Schedule', at, properties: { Name: isNamed ? name : { value: id, mask: undefined }, GroupName: partAt(properties, 'GroupName'), ScheduleExpression: partAt(properties, 'ScheduleExpression') }, tags: noneOf };
}

/** The queue of what could not be delivered, where the event names none. */
function deadLetters({ maker, id, at, properties }: Event): readonly Made[] {
  const config = partAt(properties, 'DeadLetterConfig');
  const hasQueue = isSet(partAt(config, 'Arn'));
  if (textOf(partAt(config, 'Type')) !== 'SQS' || hasQueue === true) return [];
  const logicalId = textOf(partAt(config, 'QueueLogicalId')) ?? `${id}Queue`;
  return [{ logicalId, type: 'AWS::SQS::Queue', at: `${at}.Properties.DeadLetterConfig`, tags: propagatedBy(maker), doubt: hasQueue === false ? null : hasQueue }];
}

/** The role by which a service starts a state machine, or a schedule whatever it calls. */
function starter({ maker, type, id, at, properties }: Event): readonly Made[] {
  const hasRole = type === 'Schedule' || type === 'ScheduleV2' ? isSet(partAt(properties, 'RoleArn')) : false;
  if (hasRole === true) return [];
  return [{ logicalId: `${id}Role`, type: 'AWS::IAM::Role', at, tags: propagatedBy(maker), doubt: hasRole === false ? null : hasRole }];
}

/** A topic calls the function, or fills a queue that a mapping reads. */
function subscribed(event: Event): readonly Made[] {
  const { maker, id, at, properties } = event;
  const subscription: Made = { logicalId: id, type: 'AWS::SNS::Subscription', at, properties: { TopicArn: partAt(properties, 'Topic') }, tags: noneOf };
  const queued = partAt(properties, 'SqsSubscription');
  const given = isSet(partAt(queued, 'QueueArn'));
  const isMade = isTrue(queued);
  if (given === false && isMade === false) return [subscription];
  const doubt = typeof isMade === 'object' ? isMade : null;
  const queue: readonly Made[] = given === false ? [{ logicalId: `${id}Queue`, type: 'AWS::SQS::Queue', at: `${at}.Properties.SqsSubscription`, tags: propagatedBy(maker), doubt }] : [];
  return [subscription, ...queue, mapping(event, `${id}EventSourceMapping`, doubt)];
}
