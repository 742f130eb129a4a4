import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Resource } from '#model/resource.ts';
import { inventories } from '../opened.ts';

const account = '123456789012';
const arn = `arn:aws:ec2:eu-west-1:${account}:instance/i-0a1b2c3d4e5f60718`;
const configuration = {
  instanceId: 'i-0a1b2c3d4e5f60718',
  instanceType: 'p5.48xlarge',
  imageId: 'ami-0a1b2c3d4e5f60718',
  state: { code: 16, name: 'running' },
  placement: { availabilityZone: 'eu-west-1b' },
  securityGroups: [{ groupId: 'sg-0a1b2c3d4e5f60718', groupName: 'training' }],
  tags: [{ key: 'owner', value: 'ml@shop.example' }],
};
const trainer = {
  configurationItemVersion: '1.3',
  configurationItemCaptureTime: '2026-11-02T10:00:00.000Z',
  configurationItemStatus: 'OK',
  resourceType: 'AWS::EC2::Instance',
  resourceId: 'i-0a1b2c3d4e5f60718',
  ARN: arn,
  awsRegion: 'eu-west-1',
  awsAccountId: account,
  availabilityZone: 'eu-west-1b',
  tags: { owner: 'ml@shop.example' },
  configuration,
};
const { ARN, awsAccountId, ...rest } = trainer;
const answered = { ...rest, arn: ARN, accountId: awsAccountId, configuration: JSON.stringify(configuration) };
const same = {
  id: arn,
  aliases: ['i-0a1b2c3d4e5f60718'],
  type: 'AWS::EC2::Instance',
  region: { status: 'known', value: 'eu-west-1' },
  regionPath: 'awsRegion',
  zone: { status: 'known', value: 'eu-west-1b' },
  scope: { account: { status: 'known', value: account } },
  shapes: [{ path: 'InstanceType', name: { status: 'known', value: 'p5.48xlarge' } }],
  image: { status: 'known', value: 'ami-0a1b2c3d4e5f60718' },
  attributes: { SecurityGroupIds: ['sg-0a1b2c3d4e5f60718'] },
};

async function one(document: unknown): Promise<Resource> {
  const { read, problems } = await inventories({ 'config.json': document });
  expect(problems).toEqual([]);
  expect(read.map(({ format }) => format)).toEqual(['aws-config']);
  const [resource, ...others] = read[0]?.resources ?? [];
  expect(others).toEqual([]);
  return resource as Resource;
}

const keys = ({ tags }: Resource): readonly string[] => tags.entries.map(({ key }) => key);

describe('AWS Config', () => {
  test.each([
    ['a snapshot', { fileVersion: '1.0', configSnapshotId: '1b2c', configurationItems: [trainer] }],
    ['a history', { configurationItems: [answered] }],
    ['the event of a rule', { version: '1.0', invokingEvent: JSON.stringify({ configurationItemDiff: null, configurationItem: trainer, messageType: 'ConfigurationItemChangeNotification' }), ruleParameters: '{}', resultToken: 'x' }],
    ['an event of EventBridge', { 'detail-type': 'Config Configuration Item Change', detail: { configurationItem: trainer } }],
    ['an item', answered],
    ['an item of an aggregator', { ConfigurationItem: answered }],
    ['a batch of an aggregator', { BaseConfigurationItems: [answered], UnprocessedResourceIdentifiers: [] }],
    ['items that --query has left', [answered]],
    ['lines of items', `${JSON.stringify(trainer)}\n${JSON.stringify({ ...trainer, configurationItemCaptureTime: '2026-11-01T00:00:00.000Z' })}\n`],
  ])('%s', async (_, document) => {
    const resource = await one(document);
    expect(resource).toMatchObject(same);
    expect(resource.tags).toMatchObject({ entries: [{ key: 'owner', value: { status: 'known', value: 'ml@shop.example' } }], open: null });
  });

  test('a packed snapshot says when its newest item is of', async () => {
    const { read } = await inventories({ 'config.json.gz': gzipSync(JSON.stringify({ fileVersion: '1.0', configurationItems: [trainer] })) });
    expect(read[0]?.end.coverage).toEqual([{ provider: 'aws', scope: account, region: 'eu-west-1', kind: 'instance', resources: 1, exported: '2026-11-02T10:00:00.000Z', incomplete: null }]);
  });

  test('a batch has no tags beside its items: those inside count, else nothing is known of them', async () => {
    const { tags, ...base } = answered;
    expect(keys(await one({ baseConfigurationItems: [base], unprocessedResourceKeys: [] }))).toEqual(Object.keys(tags));
    const bucket = { ...base, resourceType: 'AWS::S3::Bucket', resourceId: 'shop-receipts', arn: 'arn:aws:s3:::shop-receipts', configuration: '{"name":"shop-receipts"}' };
    expect((await one({ baseConfigurationItems: [bucket], unprocessedResourceKeys: [] })).tags).toEqual({ entries: [], open: { status: 'unknown', because: 'aws configservice batch-get-resource-config does not list tags', refs: [] } });
    const { read } = await inventories({ 'config.json': { baseConfigurationItems: [bucket], unprocessedResourceKeys: [{ resourceType: 'AWS::S3::Bucket', resourceId: 'x' }] } });
    expect(read[0]?.end.notes).toEqual(['not complete: 1 of the resources asked for were not processed']);
  });

  test('tags come in four forms', async () => {
    const bare = { ...answered, tags: {} };
    for (const inside of [{ tags: [{ key: 'owner', value: 'x' }] }, { tags: [{ tagName: 'owner', tagValue: 'x' }] }, { tagList: [{ key: 'owner', value: 'x' }] }]) {
      expect(keys(await one({ configurationItems: [{ ...bare, configuration: JSON.stringify({ ...configuration, tags: undefined, ...inside }) }] }))).toEqual(['owner']);
    }
    const bucket = { ...bare, resourceType: 'AWS::S3::Bucket', resourceId: 'shop-receipts', arn: 'arn:aws:s3:::shop-receipts', configuration: '{"name":"shop-receipts"}' };
    expect(keys(await one({ configurationItems: [{ ...bucket, supplementaryConfiguration: { BucketTaggingConfiguration: '{"tagSets":[{"tags":{"owner":"x"}}]}' } }] }))).toEqual(['owner']);
    expect(keys(await one({ configurationItems: [{ ...bucket, supplementaryConfiguration: { Tags: '[{"key":"owner","value":"x"}]' } }] }))).toEqual(['owner']);
    expect((await one({ configurationItems: [bucket] })).tags).toEqual({ entries: [], open: null });
  });

  test('a query tells what it selects', async () => {
    const select = (fields: readonly string[], ...results: readonly object[]): object => ({ Results: results.map((result) => JSON.stringify(result)), QueryInfo: { SelectFields: fields.map((Name) => ({ Name })) } });
    expect(await one(select(['resourceType', 'resourceId', 'arn', 'awsRegion', 'accountId', 'configuration.instanceType'], { resourceType: 'AWS::EC2::Instance', resourceId: 'i-0a1b2c3d4e5f60718', arn, awsRegion: 'eu-west-1', accountId: account, configuration: { instanceType: 'p5.48xlarge' } }))).toMatchObject({
      id: arn,
      shapes: [{ name: { value: 'p5.48xlarge' } }],
      image: { status: 'unknown', because: 'the query does not select the whole configuration' },
      tags: { entries: [], open: { because: 'the query does not select tags' } },
    });
    // What it is of may be told by the ARN inside alone.
    expect(await one(select(['resourceId', 'configuration'], { resourceId: 'cluster-1B2C', configuration: { dbclusterArn: `arn:aws:rds:eu-west-1:${account}:cluster:ledger`, dbclusterIdentifier: 'ledger', engine: 'aurora-postgresql', tagList: [{ key: 'owner', value: 'x' }] } }))).toMatchObject({
      id: `arn:aws:rds:eu-west-1:${account}:cluster:ledger`,
      aliases: ['cluster-1B2C', 'ledger'],
      type: 'AWS::RDS::DBCluster',
      tags: { entries: [{ key: 'owner' }], open: null },
    });
    const { problems } = await inventories({ 'config.json': { ...select(['tags'], { tags: {} }), NextToken: 'x' } });
    expect(problems.map(({ message }) => message)).toEqual(['config.json: an item without resourceType and resourceId']);
  });

  test('names of CloudFormation are told from those of Config by their letters', async () => {
    const database = { ...answered, resourceType: 'AWS::RDS::DBInstance', resourceId: 'db-1B2C', arn: `arn:aws:rds:eu-west-1:${account}:db:ledger`, resourceName: 'ledger', configuration: JSON.stringify({ dBInstanceIdentifier: 'ledger', dBInstanceClass: 'db.r7g.large', vpcSecurityGroups: [{ vpcSecurityGroupId: 'sg-1', status: 'active' }] }) };
    expect(await one({ configurationItems: [database] })).toMatchObject({ name: 'ledger', aliases: ['db-1B2C', 'ledger'], shapes: [{ path: 'DBInstanceClass', name: { value: 'db.r7g.large' } }], attributes: { VPCSecurityGroups: ['sg-1'] } });
    const role = { ...answered, resourceType: 'AWS::IAM::Role', resourceId: 'AROA1', arn: `arn:aws:iam::${account}:role/payroll`, resourceName: 'payroll', awsRegion: 'global', configuration: JSON.stringify({ roleName: 'payroll', rolePolicyList: [{ policyName: 'all', policyDocument: encodeURIComponent(JSON.stringify({ Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] })) }], attachedManagedPolicies: [{ policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }] }) };
    const found = await one({ configurationItems: [role] });
    expect(found.region).toEqual({ status: 'known', value: 'global' });
    expect(found.grants.map(({ role: granted }) => granted)).toEqual([{ status: 'known', value: 'arn:aws:iam::aws:policy/AdministratorAccess' }, { status: 'known', value: 'Allow * on *' }]);
  });
});

describe('a history', () => {
  const at = (configurationItemCaptureTime: string | number, more: object = {}): object => ({ ...answered, configurationItemCaptureTime, ...more });

  test('counts by its newest item, whatever the order and the time zone', async () => {
    const old = at('2026-11-02T01:00:00.000+09:00', { tags: { old: 'x' } });
    const young = at('2026-11-01T18:00:00.000Z', { tags: { young: 'x' } });
    for (const configurationItems of [[old, young], [young, old]]) {
      const { read } = await inventories({ 'config.json': { configurationItems } });
      const superseded = read[0]?.end.superseded ?? new Set();
      expect(read[0]?.resources.filter(({ address }) => !superseded.has(address)).map(keys)).toEqual([['young']]);
    }
    const { read } = await inventories({ 'config.json': { configurationItems: [at(1_502_617_462.927)] } });
    expect(read[0]?.end.coverage?.[0]?.exported).toBe('2017-08-13T09:44:22.927Z');
  });

  test('of what is deleted holds nothing to judge, though it goes on before', async () => {
    const alive = at('2026-11-01T00:00:00.000Z');
    const dead = at('2026-11-02T00:00:00.000Z', { configurationItemStatus: 'ResourceDeleted', configuration: null });
    for (const configurationItems of [[alive, dead], [dead, alive]]) {
      const { read } = await inventories({ 'config.json': { configurationItems } });
      const superseded = read[0]?.end.superseded ?? new Set();
      expect(read[0]?.resources.filter(({ address }) => !superseded.has(address))).toEqual([]);
      expect(read[0]?.end.notes).toContain('1 deleted resource not judged');
    }
  });
});

describe('items that are not whole or not sound', () => {
  test('a configuration that is cut off, or was too large for an event, is not known', async () => {
    expect((await one({ configurationItems: [{ ...answered, configuration: '{"instanceType":"p5.48' }] })).shapes[0]?.name).toEqual({ status: 'unknown', because: 'the configuration of the item is not JSON', refs: [] });
    const { configuration: _, tags: __, ...configurationItemSummary } = answered;
    expect(await one({ invokingEvent: JSON.stringify({ configurationItemSummary, messageType: 'OversizedConfigurationItemChangeNotification' }) })).toMatchObject({ id: arn, tags: { open: { because: 'the item was too large for the event' } } });
  });

  test('an event without an item, and one that is not JSON', async () => {
    const { read } = await inventories({ 'config.json': { invokingEvent: '{"messageType":"ScheduledNotification"}' } });
    expect(read[0]?.end.notes).toEqual(['the inventory holds no resources']);
    expect((await inventories({ 'config.json': { invokingEvent: '{"messageTy' } })).problems.map(({ message }) => message)).toEqual(['config.json: an invokingEvent that is not JSON']);
  });

  test('half a snapshot says where it ends', async () => {
    const whole = JSON.stringify({ fileVersion: '1.0', configurationItems: [trainer, trainer] });
    const { problems } = await inventories({ 'config.json': whole.slice(0, -40) });
    expect(problems.map(({ code }) => code)).toEqual(['input-truncated']);
  });
});
