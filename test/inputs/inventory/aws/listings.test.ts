import { describe, expect, test } from 'vitest';
import type { Resource } from '#model/resource.ts';
import { inventories, type Inventories } from '../opened.ts';

const account = '123456789012';
const arn = `arn:aws:rds:eu-west-1:${account}:db:ledger`;
const owner = [{ Key: 'owner', Value: 'checkout@shop.example' }];

const addresses = ({ read }: Inventories): readonly string[] => read.flatMap(({ resources }) => resources.map(({ address }) => address));
const notes = ({ read }: Inventories): readonly string[] => read.flatMap(({ end }) => end.notes);
const all = async (document: unknown, format: string): Promise<readonly Resource[]> => {
  const { read, problems } = await inventories({ 'answer.json': document });
  expect(problems).toEqual([]);
  expect(read.map((one) => one.format)).toEqual([format]);
  return read.flatMap(({ resources }) => resources);
};

describe('resourcegroupstaggingapi get-resources', () => {
  test('knows type, region and account by the ARN, and what had tags once to have none', async () => {
    const [database, bucket, role, job] = await all(
      {
        ResourceTagMappingList: [
          { ResourceARN: arn, Tags: owner, ComplianceDetails: { ComplianceStatus: true } },
          { ResourceARN: 'arn:aws:s3:::shop-receipts', Tags: [] },
          { ResourceARN: `arn:aws:iam::${account}:role/payroll`, Tags: [{ Key: 'aws:cloudformation:stack-name', Value: 'payroll' }] },
          { ResourceARN: `arn:aws:bedrock:eu-west-1:${account}:model-invocation-job/1b2c`, Tags: owner },
        ],
      },
      'aws-tagging',
    );
    expect(database).toMatchObject({ id: arn, aliases: ['ledger'], type: 'AWS::RDS::DBInstance', kind: 'database', region: { value: 'eu-west-1' }, scope: { account: { value: account } }, tags: { entries: [{ key: 'owner' }], open: null }, shapes: [{ name: { status: 'unknown', because: 'aws resourcegroupstaggingapi get-resources tells tags alone' } }] });
    expect(bucket).toMatchObject({ type: 'AWS::S3::Bucket', region: { status: 'unknown', because: 'the ARN does not tell the region' }, tags: { entries: [], open: null }, taggable: true });
    expect(role).toMatchObject({ type: 'AWS::IAM::Role', region: { value: 'global' }, tags: { entries: [], open: null } });
    expect(job).toMatchObject({ type: 'bedrock:model-invocation-job', kind: 'other', inCatalog: false, tags: { entries: [{ key: 'owner' }] } });
  });

  test('lists only what has or had tags, and says so; with --strict that is not enough', async () => {
    const answer = { ResourceTagMappingList: [{ ResourceARN: arn, Tags: owner }], PaginationToken: 'abc' };
    const why = 'aws resourcegroupstaggingapi get-resources lists only what has or had tags; a PaginationToken is left: there are more pages';
    const found = await inventories({ 'answer.json': answer });
    expect(notes(found)).toEqual([`not complete: ${why}`]);
    expect(found.read[0]?.end.coverage).toEqual([{ provider: 'aws', scope: account, region: 'eu-west-1', kind: 'database', resources: 1, exported: null, incomplete: why }]);
    expect((await inventories({ 'answer.json': answer }, { strict: true })).problems.map(({ code }) => code)).toEqual(['inventory-incomplete']);
  });

  test('an element without an ARN is told', async () => {
    const { problems } = await inventories({ 'answer.json': { ResourceTagMappingList: [{ ResourceARN: 'ledger', Tags: [] }, null] } });
    expect(problems.map(({ message }) => message)).toEqual(['answer.json: an element of ResourceTagMappingList without an ARN in ResourceARN (and 1 more like it)']);
  });
});

test('ec2 describe-tags has a tag a row', async () => {
  const tag = (ResourceId: string, ResourceType: string, Key: string): object => ({ ResourceId, ResourceType, Key, Value: 'x' });
  const resources = await all({ Tags: [tag('i-1', 'instance', 'owner'), tag('vol-1', 'volume', 'owner'), tag('i-1', 'instance', 'tier')] }, 'aws-tagging');
  expect(resources.map(({ address, type, tags }) => [address, type, tags.entries.map(({ key }) => key)])).toEqual([
    ['AWS::EC2::Instance/i-1', 'AWS::EC2::Instance', ['owner', 'tier']],
    ['AWS::EC2::Volume/vol-1', 'AWS::EC2::Volume', ['owner']],
  ]);
  const told = await inventories({ 'answer.json': { Tags: [tag('i-1', 'instance', 'owner')] } }, { providerRegions: new Map([['aws', 'eu-west-1']]), providerScopes: new Map([['aws', account]]) });
  expect(addresses(told)).toEqual([`arn:aws:ec2:eu-west-1:${account}:instance/i-1`]);
});

describe('resource-explorer-2', () => {
  const resource = (Arn: string, more: object = {}): object => ({ Arn, OwningAccountId: account, Region: 'eu-west-1', ResourceType: 'rds:db', Service: 'rds', LastReportedAt: '2026-11-02T10:00:00Z', Properties: [], ...more });
  const tags = { Properties: [{ Name: 'tags', LastReportedAt: '2026-11-02T10:00:00Z', Data: owner }] };

  test('knows where and whose it is, and when it was seen', async () => {
    const { read } = await inventories({ 'answer.json': { Resources: [resource(arn, tags), resource('arn:aws:s3:::shop-receipts', { Region: 'eu-west-3', ResourceType: 's3:bucket' })], Count: { TotalResources: 2, Complete: true }, ViewArn: 'x' } });
    expect(read[0]).toMatchObject({
      format: 'aws-resource-explorer',
      resources: [
        { id: arn, type: 'AWS::RDS::DBInstance', tags: { entries: [{ key: 'owner' }], open: null }, shapes: [{ name: { status: 'unknown', because: 'Resource Explorer does not tell properties' } }] },
        // The view tells tags, so that what shows none has none.
        { id: 'arn:aws:s3:::shop-receipts', region: { value: 'eu-west-3' }, scope: { account: { value: account } }, tags: { entries: [], open: null } },
      ],
      end: { coverage: [{ exported: '2026-11-02T10:00:00.000Z', incomplete: null }, { incomplete: null }] },
    });
  });

  test('a view without tags tells none', async () => {
    expect((await all({ Resources: [resource(arn)], ViewArn: 'x' }, 'aws-resource-explorer'))[0]?.tags).toEqual({ entries: [], open: { status: 'unknown', because: 'the view of Resource Explorer does not tell tags', refs: [] } });
  });

  test('a search ends at a thousand results', async () => {
    expect(notes(await inventories({ 'answer.json': { Resources: [resource(arn)], Count: { TotalResources: 1000, Complete: false }, ViewArn: 'x' } }))).toEqual(['not complete: aws resource-explorer-2 search stops at 1,000 results']);
  });
});

describe('cloudcontrol', () => {
  test('get-resource holds the properties whole', async () => {
    const Properties = JSON.stringify({ BucketName: 'shop-receipts', Arn: 'arn:aws:s3:::shop-receipts', RegionalDomainName: 'shop-receipts.s3.eu-west-3.amazonaws.com', Tags: owner });
    expect((await all({ TypeName: 'AWS::S3::Bucket', ResourceDescription: { Identifier: 'shop-receipts', Properties } }, 'aws-cloud-control'))[0]).toMatchObject({ id: 'arn:aws:s3:::shop-receipts', aliases: ['shop-receipts'], region: { value: 'eu-west-3' }, tags: { entries: [{ key: 'owner' }], open: null } });
    const bare = JSON.stringify({ InstanceId: 'i-1', InstanceType: 'p5.48xlarge', AvailabilityZone: 'eu-west-1b' });
    expect((await all({ TypeName: 'AWS::EC2::Instance', ResourceDescription: { Identifier: 'i-1', Properties: bare } }, 'aws-cloud-control'))[0]).toMatchObject({ id: 'eu-west-1/AWS::EC2::Instance/i-1', aliases: ['i-1'], zone: { value: 'eu-west-1b' }, shapes: [{ name: { value: 'p5.48xlarge' } }], tags: { entries: [], open: null } });
  });

  test('list-resources leaves out most', async () => {
    const [instance] = await all({ TypeName: 'AWS::EC2::Instance', ResourceDescriptions: [{ Identifier: 'i-1', Properties: '{"InstanceId":"i-1"}' }], NextToken: null }, 'aws-cloud-control');
    const why = 'aws cloudcontrol list-resources leaves out properties';
    expect(instance).toMatchObject({ shapes: [{ name: { status: 'unknown', because: why } }], tags: { entries: [], open: { because: why } } });
    expect(notes(await inventories({ 'answer.json': { TypeName: 'AWS::EC2::Instance', ResourceDescriptions: [], NextToken: 'x' } }))).toEqual(['not complete: a NextToken is left: there are more pages', 'the inventory holds no resources']);
  });

  test('an id that others may have too is told apart by its file', async () => {
    const answer = { TypeName: 'AWS::Glue::Job', ResourceDescriptions: [{ Identifier: 'nightly', Properties: '{"Name":"nightly"}' }] };
    expect(addresses(await inventories({ 'prod.json': answer, 'test.json': answer }))).toEqual(['prod.json#AWS::Glue::Job/nightly', 'test.json#AWS::Glue::Job/nightly']);
  });
});

describe('answers that the table has no row for', () => {
  test('say by their ARNs what they list', async () => {
    const [topic] = await all({ Topics: [{ TopicArn: `arn:aws:sns:eu-west-1:${account}:orders` }] }, 'aws-describe');
    expect(topic).toMatchObject({ id: `arn:aws:sns:eu-west-1:${account}:orders`, aliases: ['orders'], type: 'AWS::SNS::Topic', kind: 'stream', tags: { entries: [], open: { because: 'the answer does not list tags' } } });
    const [guardrail] = await all({ guardrails: [{ id: 'g1', arn: `arn:aws:bedrock:eu-west-1:${account}:guardrail/g1`, roleArn: `arn:aws:iam::${account}:role/x`, tags: { owner: 'ml@shop.example' } }] }, 'aws-describe');
    expect(guardrail).toMatchObject({ type: 'AWS::Bedrock::Guardrail', tags: { entries: [{ key: 'owner' }], open: null } });
  });

  test('an ARN of something else is not theirs', async () => {
    const { problems } = await inventories({ 'answer.json': { jobs: [{ name: 'nightly', roleArn: `arn:aws:iam::${account}:role/x` }] } });
    expect(problems.map(({ code }) => code)).toEqual(['input-not-recognised']);
  });
});

test.each([
  { Error: { Code: 'AccessDenied', Message: 'User is not authorized to perform: ec2:DescribeInstances' }, ResponseMetadata: {} },
  { __type: 'AccessDeniedException', Message: 'User is not authorized' },
  { status_code: 403, data: { Error: { Code: 'UnauthorizedOperation', Message: 'x' } } },
])('an error in place of an answer: %j', async (answer) => {
  const { read, problems } = await inventories({ 'answer.json': answer });
  expect(read).toEqual([]);
  expect(problems).toEqual([{ code: 'input-not-supported', message: 'answer.json looks like an error of AWS in place of an answer, which a check does not read', where: 'answer.json', hint: 'nothing was exported: see what its Code and Message say (AccessDenied: the caller may not list it), and call again' }]);
});
