import type { Chance } from '../source-and-plan/random.ts';

type Json = Readonly<Record<string, unknown>>;

/** A serverless template in which anything may be beside anything. */
export function templateOf(chance: Chance): Json {
  const tags = (): Json => (chance.is(0.6) ? { Tags: Object.fromEntries(['owner', 'team', 'unit'].filter(() => chance.is(0.5)).map((key) => [key, chance.of(['shop', 'books'])])) } : {});
  const propagated = (): Json => (chance.is(0.6) ? { PropagateTags: chance.is(0.8) } : {});
  const condition = (): Json => (chance.is(0.3) ? { Condition: chance.of(['IsProd', 'IsTest']) } : {});
  const resources: Record<string, Json> = { Topic: { Type: 'AWS::SNS::Topic' } };
  for (const name of ['Pay', 'Refund', 'Ship'].slice(0, 1 + chance.below(3))) {
    resources[name] = { Type: 'AWS::Serverless::Function', ...condition(), Properties: { Runtime: 'nodejs22.x', Handler: 'a.b', InlineCode: 'x', ...tags(), ...propagated(), ...role(chance), ...eventsOf(chance, name, functionEvents), ...deployment(chance), ...destinations(chance) } };
  }
  if (chance.is(0.5)) resources['Flow'] = { Type: 'AWS::Serverless::StateMachine', ...condition(), Properties: { Definition: { StartAt: 'a', States: {} }, ...tags(), ...propagated(), ...role(chance), ...eventsOf(chance, 'Flow', machineEvents) } };
  if (chance.is(0.5)) resources['Books'] = { Type: 'AWS::Serverless::Api', ...condition(), Properties: { StageName: chance.of(['v1', 'v-1', { Ref: 'AWS::StackName' }]), DefinitionBody: { swagger: '2.0', paths: {} }, ...tags(), ...propagated(), ...usagePlan(chance), ...domain(chance) } };
  if (chance.is(0.4)) resources['Wire'] = { Type: 'AWS::Serverless::HttpApi', ...condition(), Properties: { ...(chance.is(0.5) ? { StageName: chance.of(['v1', 'v-1', '$default']) } : {}), DefinitionBody: { openapi: '3.0.1', info: { title: 'x', version: '1' }, paths: {} }, ...tags(), ...domain(chance) } };
  if (chance.is(0.3)) resources['Graph'] = { Type: 'AWS::Serverless::GraphQLApi', ...condition(), Properties: { Auth: { Type: 'AWS_IAM' }, SchemaInline: 'x', ...tags(), ...(chance.is(0.3) ? { Logging: false } : {}), DataSources: { DynamoDb: { Carts: { TableName: 'c', TableArn: 'arn:aws:dynamodb:eu-west-1:111122223333:table/c', ...(chance.is(0.5) ? { ServiceRoleArn: 'arn:aws:iam::111122223333:role/r' } : {}) } } } } };
  return {
    Transform: 'AWS::Serverless-2016-10-31',
    Parameters: { Stage: { Type: 'String' } },
    Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] }, IsTest: { 'Fn::Equals': [{ Ref: 'Stage' }, 'test'] } },
    Globals: { ...(chance.is(0.4) ? { Function: { ...tags(), ...propagated() } } : {}), ...(chance.is(0.3) ? { HttpApi: tags() } : {}), ...(chance.is(0.3) ? { Api: usagePlan(chance) } : {}) },
    Resources: resources,
  };
}

function role(chance: Chance): Json {
  return chance.is(0.3) ? { Role: chance.of(['arn:aws:iam::111122223333:role/pay', { 'Fn::GetAtt': ['Own', 'Arn'] }]) } : {};
}

function deployment(chance: Chance): Json {
  return chance.is(0.3) ? { AutoPublishAlias: 'live', DeploymentPreference: { Type: 'AllAtOnce', ...(chance.is(0.3) ? { Enabled: false } : {}), ...(chance.is(0.3) ? { Role: 'arn:aws:iam::111122223333:role/deploy' } : {}) } } : {};
}

function destinations(chance: Chance): Json {
  return chance.is(0.3) ? { EventInvokeConfig: { DestinationConfig: { OnSuccess: { Type: chance.of(['SQS', 'SNS']) }, ...(chance.is(0.5) ? { OnFailure: { Type: 'SQS', Destination: 'arn:aws:sqs:eu-west-1:111122223333:lost' } } : {}) } } } : {};
}

function usagePlan(chance: Chance): Json {
  return chance.is(0.4) ? { Auth: { UsagePlan: { CreateUsagePlan: chance.of(['PER_API', 'SHARED', 'NONE']) } } } : {};
}

function domain(chance: Chance): Json {
  return chance.is(0.3) ? { Domain: { DomainName: chance.of(['shop.example.com', 'books.example.com']), CertificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/c' } } : {};
}

type MakeEvent = (chance: Chance, path: string) => Json;

const lost = (chance: Chance): Json => (chance.is(0.5) ? { DeadLetterConfig: chance.is(0.6) ? { Type: 'SQS', ...(chance.is(0.3) ? { QueueLogicalId: 'Lost' } : {}) } : { Arn: 'arn:aws:sqs:eu-west-1:111122223333:lost' } } : {});
const api: MakeEvent = (chance, path) => ({ Type: 'Api', Properties: { Path: path, Method: 'get', ...(chance.is(0.2) ? { RestApiId: { Ref: 'ServerlessRestApi' } } : {}) } });
const schedule: MakeEvent = (chance) => ({ Type: 'Schedule', Properties: { Schedule: 'rate(1 day)', ...lost(chance) } });
const rule: MakeEvent = (chance) => ({ Type: chance.of(['EventBridgeRule', 'CloudWatchEvent']), Properties: { Pattern: { source: ['shop'] }, ...lost(chance) } });
const scheduler: MakeEvent = (chance) => ({ Type: 'ScheduleV2', Properties: { ScheduleExpression: 'rate(1 day)', ...lost(chance), ...(chance.is(0.3) ? { RoleArn: 'arn:aws:iam::111122223333:role/start' } : {}) } });

const machineEvents: readonly MakeEvent[] = [api, schedule, rule, scheduler];
const functionEvents: readonly MakeEvent[] = [
  ...machineEvents,
  (chance, path) => ({ Type: 'HttpApi', ...(chance.is(0.6) ? { Properties: { Path: path, Method: 'get' } } : {}) }),
  () => ({ Type: 'SQS', Properties: { Queue: 'arn:aws:sqs:eu-west-1:111122223333:orders' } }),
  () => ({ Type: 'DynamoDB', Properties: { Stream: 'arn:aws:dynamodb:eu-west-1:111122223333:table/t/stream/1', StartingPosition: 'LATEST' } }),
  (chance) => ({ Type: 'SNS', Properties: { Topic: { Ref: 'Topic' }, ...(chance.is(0.6) ? { SqsSubscription: chance.of([true, { QueueArn: 'arn:aws:sqs:eu-west-1:111122223333:q', QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/111122223333/q' }]) } : {}) } }),
  () => ({ Type: 'IoTRule', Properties: { Sql: 'SELECT 1' } }),
  () => ({ Type: 'CloudWatchLogs', Properties: { LogGroupName: '/shop', FilterPattern: '' } }),
];

function eventsOf(chance: Chance, name: string, makers: readonly MakeEvent[]): Json {
  const count = chance.below(5);
  return count === 0 ? {} : { Events: Object.fromEntries(Array.from({ length: count }, (_, index) => [`E${index}`, chance.of(makers)(chance, `/${name.toLowerCase()}/${index}`)])) };
}
