import { Chance } from '../source-and-plan/random.ts';

type Json = unknown;

const nothing = { Ref: 'AWS::NoValue' };
const conditions = ['IsA', 'IsB', 'Neither', 'Either'];

/** A template in which conditions decide of every part of many resources whether it is there, and what it is. */
export function templateOf(seed: number, size: number): Json {
  const chance = new Chance(seed);
  return {
    Transform: 'AWS::Serverless-2016-10-31',
    Parameters: { A: { Type: 'String' }, B: { Type: 'String' } },
    Conditions: { IsA: { 'Fn::Equals': [{ Ref: 'A' }, 'yes'] }, IsB: { 'Fn::Equals': [{ Ref: 'B' }, 'yes'] }, Neither: { 'Fn::Not': [{ Condition: 'Either' }] }, Either: { 'Fn::Or': [{ Condition: 'IsA' }, { Condition: 'IsB' }] } },
    Resources: Object.fromEntries(Array.from({ length: size }, (_, index) => [`R${index}`, resource(chance)])),
  };
}

function resource(chance: Chance): Json {
  const [type, properties] = chance.of(makers)(chance);
  return { Type: type, ...(chance.is(0.2) ? { Condition: chance.of(conditions) } : {}), Properties: properties };
}

/** One thing or another, or nothing, as a condition says. */
function maybe<T>(chance: Chance, make: () => T): T | Json {
  if (chance.is(0.5)) return make();
  const [yes, no] = [make(), chance.is(0.5) ? nothing : make()];
  return { 'Fn::If': [chance.of(conditions), ...(chance.is(0.5) ? [yes, no] : [no, yes])] };
}

function list(chance: Chance, item: () => Json, most = 3): Json {
  return maybe(chance, () => Array.from({ length: chance.below(most + 1) }, () => maybe(chance, item)));
}

const word = (chance: Chance) => (): Json => chance.of(['shop', 'books', 'nobody', { Ref: 'A' }, { 'Fn::Sub': 'x-${B}' }]);
const shape = (chance: Chance) => (): Json => chance.of(['t3.micro', 't3.large', 'm5.large', 'p4d.24xlarge', 'g5.xlarge']);

/** No key twice: CloudFormation refuses that. */
function tags(chance: Chance, more: (tag: { readonly Key: string; readonly Value: Json }) => Json = (tag) => tag): Json {
  return maybe(chance, () => ['owner', 'team'].filter(() => chance.is(0.7)).map((key) => maybe(chance, () => more({ Key: key, Value: maybe(chance, word(chance)) }))));
}

function tagMap(chance: Chance): Json {
  return maybe(chance, () => Object.fromEntries(['owner', 'team'].filter(() => chance.is(0.6)).map((one) => [one, maybe(chance, word(chance))])));
}

const groups = (chance: Chance): Json => list(chance, () => 'sg-0a1b2c3d', 2);
const policies = (chance: Chance): Json => list(chance, () => chance.of(['arn:aws:iam::aws:policy/AdministratorAccess', 'arn:aws:iam::aws:policy/ReadOnlyAccess']), 2);

type Make = (chance: Chance) => readonly [type: string, properties: Json];

const makers: readonly Make[] = [
  (chance) => ['AWS::EC2::Instance', { InstanceType: maybe(chance, shape(chance)), SecurityGroupIds: groups(chance), Tags: tags(chance), PropagateTagsToVolumeOnCreation: maybe(chance, () => chance.is(0.5)), BlockDeviceMappings: list(chance, () => ({ DeviceName: '/dev/sda1', Ebs: { VolumeSize: 8 } }), 1) }],
  (chance) => ['AWS::SQS::Queue', { Tags: tags(chance) }],
  (chance) => ['AWS::EKS::Nodegroup', { InstanceTypes: list(chance, shape(chance)), Tags: tagMap(chance) }],
  (chance) => ['AWS::Batch::ComputeEnvironment', { Tags: tagMap(chance), ComputeResources: { MaxvCpus: maybe(chance, () => chance.of([16, 256])), InstanceTypes: list(chance, shape(chance)), Tags: tagMap(chance) } }],
  (chance) => ['AWS::IAM::Role', { Tags: tags(chance), ManagedPolicyArns: policies(chance), Policies: list(chance, () => ({ PolicyName: 'x', PolicyDocument: { Statement: list(chance, () => ({ Effect: chance.of(['Allow', 'Deny']), Action: chance.of(['*', 's3:Get*']), Resource: '*' }), 2) } }), 1) }],
  (chance) => ['AWS::EC2::LaunchTemplate', { TagSpecifications: list(chance, () => ({ ResourceType: 'launch-template', Tags: tags(chance) }), 1), LaunchTemplateData: { InstanceType: maybe(chance, shape(chance)), TagSpecifications: list(chance, () => ({ ResourceType: chance.of(['instance', 'volume']), Tags: tags(chance) }), 2) } }],
  (chance) => ['AWS::AutoScaling::AutoScalingGroup', { MaxSize: maybe(chance, () => chance.of(['1', '9'])), Tags: tags(chance, (tag) => ({ ...tag, PropagateAtLaunch: chance.is(0.5) })), MixedInstancesPolicy: maybe(chance, () => ({ LaunchTemplate: { Overrides: list(chance, () => ({ InstanceType: shape(chance)() })) } })) }],
  (chance) => ['AWS::DynamoDB::GlobalTable', { Replicas: list(chance, () => ({ Region: maybe(chance, () => chance.of(['eu-west-1', 'us-east-1'])), Tags: tags(chance) })) }],
  (chance) => ['AWS::ECS::Service', { Tags: tags(chance), PropagateTags: maybe(chance, () => chance.of(['SERVICE', 'TASK_DEFINITION', 'NONE'])), TaskDefinition: 'x' }],
  (chance) => ['AWS::RDS::DBInstance', { DBInstanceClass: maybe(chance, () => chance.of(['db.t3.micro', 'db.r5.large'])), Tags: tags(chance) }],
  (chance) => ['AWS::Serverless::Function', { InlineCode: 'x', Tags: tagMap(chance), PropagateTags: maybe(chance, () => chance.is(0.7)), Policies: list(chance, () => chance.of(['AdministratorAccess', 'AWSLambdaBasicExecutionRole']), 2), Role: maybe(chance, () => 'arn:aws:iam::111122223333:role/pay'), Events: { Nightly: { Type: 'Schedule', Properties: { Schedule: 'rate(1 day)', DeadLetterConfig: { Type: 'SQS' } } }, Seen: { Type: 'IoTRule' } } }],
  (chance) => ['AWS::Serverless::Api', { StageName: 'v1', Tags: tagMap(chance), PropagateTags: maybe(chance, () => chance.is(0.7)) }],
];
