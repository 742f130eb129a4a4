import { describe, expect, it } from 'vitest';
import { known, unknown } from '#model/known.ts';
import { readTexts, type ReadAll } from './opened.ts';
import { shapesOf, tagsOf } from './stack.ts';

const arn = (kind: string, name: string): string => `arn:aws:cloudformation:eu-west-1:111122223333:${kind}/${name}/0a1b2c`;

interface Described {
  readonly [key: string]: unknown;
}

const change = (more: object): object => ({ Type: 'Resource', ResourceChange: { Action: 'Add', LogicalResourceId: 'Orders', ResourceType: 'AWS::SQS::Queue', Scope: [], Details: [], ...more } });
const after = (properties: object): { readonly AfterContext: string } => ({ AfterContext: JSON.stringify({ Properties: properties }) });

function changeSet(changes: readonly object[], more: Described = {}): Described {
  return { ChangeSetName: 'release-42', ChangeSetId: arn('changeSet', 'release-42'), StackId: arn('stack', 'shop-prod'), StackName: 'shop-prod', Status: 'CREATE_COMPLETE', ExecutionStatus: 'AVAILABLE', IncludeNestedStacks: false, Changes: changes, ...more };
}

const one = async (described: Described): Promise<ReadAll> => readTexts({ 'changes.json': described });

describe('a change set', () => {
  it('is judged by the properties that its resources will have', async () => {
    const { readings, problems } = await one(changeSet([
      change({ ...after({ QueueName: 'orders', Tags: [{ Key: 'owner', Value: 'checkout' }] }) }),
      change({ Action: 'Modify', Replacement: 'True', LogicalResourceId: 'Trainer', ResourceType: 'AWS::EC2::Instance', PhysicalResourceId: 'i-0a1', ...after({ InstanceType: 'p5.48xlarge' }) }),
      change({ Action: 'Modify', Replacement: 'False', LogicalResourceId: 'Ledger', ResourceType: 'AWS::RDS::DBInstance', PhysicalResourceId: 'ledger', ...after({ DBInstanceClass: 'db.r6g.large' }) }),
    ], { Tags: [{ Key: 'env', Value: 'prod' }] }));
    expect(problems).toEqual([]);
    const [reading] = readings;
    expect([reading?.path, reading?.format, reading?.recognised, reading?.notes]).toEqual(['changes.json', 'cloudformation-change-set', 3, []]);
    expect(reading?.resources.map(({ address, type, stage, action, id, region, regionPath, scope }) => [address, type, stage, action, id, region, regionPath, scope.account])).toEqual([
      ['Orders', 'AWS::SQS::Queue', 'change-set', 'create', null, known('eu-west-1'), 'stack shop-prod', known('111122223333')],
      ['Trainer', 'AWS::EC2::Instance', 'change-set', 'replace', null, known('eu-west-1'), 'stack shop-prod', known('111122223333')],
      ['Ledger', 'AWS::RDS::DBInstance', 'change-set', 'update', 'ledger', known('eu-west-1'), 'stack shop-prod', known('111122223333')],
    ]);
    expect(reading?.resources.map(({ tags }) => tagsOf(tags))).toEqual([['env=prod(stack tags)', 'owner=checkout(Tags[0])'], ['env=prod(stack tags)'], ['env=prod(stack tags)']]);
    expect(reading?.resources.flatMap(shapesOf)).toEqual(['InstanceType p5.48xlarge H100*8', 'DBInstanceClass db.r6g.large']);
  });

  it('leaves out what is nothing in an account', async () => {
    const { readings } = await one(changeSet([change({ LogicalResourceId: 'CDKMetadata', ResourceType: 'AWS::CDK::Metadata', ...after({ Analytics: 'v2' }) }), change(after({}))]));
    expect([readings[0]?.resources.map(({ address }) => address), readings[0]?.notes]).toEqual([['Orders'], []]);
  });

  it('has contexts as texts or as objects', async () => {
    const properties = { QueueName: 'orders', Tags: [{ Key: 'owner', Value: 'checkout' }] };
    const [text, object] = await Promise.all([one(changeSet([change(after(properties))])), one(changeSet([change({ AfterContext: { Properties: properties } })]))]);
    expect(object).toEqual(text);
  });

  it.each([
    ['Add', {}, 'create'], ['Modify', { Replacement: 'False' }, 'update'], ['Modify', { Replacement: 'True' }, 'replace'], ['Modify', { Replacement: 'Conditional' }, 'update'],
    ['Import', {}, 'import'], ['Dynamic', {}, 'update'], ['SyncWithActual', {}, 'update'],
  ] as const)('%s %j is %s', async (Action, more, action) => {
    const { readings } = await one(changeSet([change({ Action, ...more, ...after({}) })]));
    expect(readings[0]?.resources.map((resource) => resource.action)).toEqual([action]);
  });

  it('removes nothing that could be stopped', async () => {
    const { readings, problems } = await one(changeSet([
      change({ Action: 'Remove', LogicalResourceId: 'A' }), change({ Action: 'Remove', LogicalResourceId: 'B', PolicyAction: 'Delete' }), change({ Action: 'Remove', LogicalResourceId: 'C', PolicyAction: 'Retain' }),
    ]));
    expect(problems).toEqual([]);
    expect(readings[0]).toMatchObject({ resources: [], recognised: 3, notes: ['2 removals not judged', '1 resource that leaves the stack and is kept not judged'] });
  });

  it('says what is not known before it is executed, and what that depends on', async () => {
    const later = '{{changeSet:KNOWN_AFTER_APPLY}}';
    const { readings } = await one(changeSet([change({
      Action: 'Modify', Replacement: 'False', LogicalResourceId: 'Web', ResourceType: 'AWS::EC2::Instance', PhysicalResourceId: 'i-0a1',
      Details: [{ Target: { Attribute: 'Properties', Name: 'ImageId' }, ChangeSource: 'ResourceAttribute', CausingEntity: 'Golden.ImageId' }, { Target: { Attribute: 'Properties', Name: 'InstanceType' }, ChangeSource: 'ParameterReference', CausingEntity: 'Size' }],
      ...after({ ImageId: later, InstanceType: `m5.${later}`, SubnetId: '{{resolve:ssm:/net/subnet}}', UserData: '****', SecurityGroupIds: ['sg-1', later], Tags: [{ Key: 'owner', Value: later }, { Key: later, Value: 'x' }] }),
    })]));
    const [web] = readings[0]?.resources ?? [];
    expect(web?.attributes).toEqual({ SecurityGroupIds: ['sg-1', null], Tags: [{ Key: 'owner' }, { Value: 'x' }] });
    expect(web?.image).toEqual(unknown('known after the change set is executed', ['Golden.ImageId']));
    expect(web?.shapes[0]?.name).toEqual(unknown('known after the change set is executed', ['parameter Size']));
    expect(web?.unknownAttributes.slice(2, 4)).toEqual([
      { path: 'SubnetId', unknown: unknown('it is looked up in Parameter Store', ['ssm:/net/subnet']) }, { path: 'UserData', unknown: unknown('CloudFormation does not show it') },
    ]);
    expect(tagsOf(web?.tags)).toEqual(['owner=?(Tags[0])', '… known after the change set is executed']);
  });

  it('without property values tells types and actions, and which flag tells more', async () => {
    const { readings, problems } = await one(changeSet([change({}), change({ LogicalResourceId: 'Trainer', ResourceType: 'AWS::EC2::Instance' }), change({ Action: 'Remove', LogicalResourceId: 'Old' })]));
    expect(problems).toEqual([]);
    expect(readings[0]?.notes).toEqual(['1 removal not judged', 'described without property values, so that little more than types is known: aws cloudformation describe-change-set --include-property-values shows them']);
    expect(readings[0]?.resources.map(({ type, action, tags, shapes, region }) => [type, action, tags.open?.because, shapes.map(({ name }) => name), region])).toEqual([
      ['AWS::SQS::Queue', 'create', 'the change set was described without --include-property-values', [], known('eu-west-1')],
      ['AWS::EC2::Instance', 'create', 'the change set was described without --include-property-values', [unknown('the change set was described without --include-property-values')], known('eu-west-1')],
    ]);
    expect(readings[0]?.resources.map(({ nestedTags, unknownAttributes }) => [nestedTags, unknownAttributes])).toEqual([[[], [{ path: '', unknown: unknown('the change set was described without --include-property-values') }]], [[], [{ path: '', unknown: unknown('the change set was described without --include-property-values') }]]]);
  });

  it('may lack some values, and says why', async () => {
    const { readings } = await one(changeSet([change({ ...after({}) }), change({ LogicalResourceId: 'Topic' })], { StatusReason: '[WARN] --include-property-values option can return incomplete ChangeSet data because: No export named net' }));
    expect(readings[0]?.notes).toEqual(['1 change without property values', '--include-property-values option can return incomplete ChangeSet data because: No export named net']);
    expect(readings[0]?.resources[1]?.tags.open?.because).toBe('CloudFormation could not work out its properties');
  });

  it.each([
    "The submitted information didn't contain changes. Submit different information to create a change set.", 'No updates are to be performed.',
  ])('that found nothing to do passes: %s', async (StatusReason) => {
    const { readings, problems } = await one(changeSet([], { Status: 'FAILED', ExecutionStatus: 'UNAVAILABLE', StatusReason }));
    expect(problems).toEqual([]);
    expect(readings[0]).toMatchObject({ resources: [], recognised: 1, notes: ['the change set changes no resource'] });
  });

  it.each([
    [{ Status: 'FAILED', StatusReason: 'Transform AWS::Include failed' }, 'change-set-failed', 'changes.json is a change set that could not be made: Transform AWS::Include failed'],
    [{ NextToken: 'page-2' }, 'change-set-incomplete', 'changes.json is the first page of a change set: it has a NextToken, and the changes behind it are missing'],
    [{ Status: 'CREATE_IN_PROGRESS' }, 'change-set-unfinished', 'changes.json was described while its status was CREATE_IN_PROGRESS: it does not hold its changes'],
    [{ Status: 'CREATE_PENDING' }, 'change-set-unfinished', 'changes.json was described while its status was CREATE_PENDING: it does not hold its changes'],
    [{ Changes: [change({ Action: 'Explode' }), {}, change({})] }, 'change-set-malformed', 'changes.json has 2 changes without a type, a logical id or an action that we know'],
    [{ Changes: [change({ AfterContext: '{"Properties":{"QueueNa' }), change(after({})), change({ AfterContext: '' }), change({})] }, 'change-set-malformed', 'changes.json has properties of Orders (AfterContext) that are not a JSON object'],
  ])('that is not whole is an error: %j', async (more, code, message) => {
    const { problems } = await one(changeSet([], more));
    expect(problems.map((problem) => [problem.code, problem.message])).toEqual([[code, message]]);
  });

  it('that is obsolete says so', async () => {
    const { readings } = await one(changeSet([change(after({}))], { ExecutionStatus: 'OBSOLETE' }));
    expect(readings[0]?.notes).toEqual(['the change set is obsolete: the stack has changed since, and it cannot be executed']);
  });

  it('without ARNs leaves region and account to flags', async () => {
    const described = changeSet([change(after({}))], { ChangeSetId: 'release-42', StackId: 'arn:<partition>:cloudformation:<region>:<account>:stack/shop/1' });
    const [bare, told] = [await one(described), await readTexts({ 'changes.json': described }, { providerRegions: new Map([['aws', 'us-west-2']]), providerScopes: new Map([['aws', '444455556666']]) })];
    expect(bare.readings[0]?.resources[0]?.region).toEqual(unknown('the change set does not tell its region; --provider-region aws=REGION decides it', ['StackId']));
    expect([told.readings[0]?.resources[0]?.region, told.readings[0]?.resources[0]?.scope.account]).toEqual([known('us-west-2'), known('444455556666')]);
  });

  it('may be as hostile as it likes', async () => {
    const deep = `${'['.repeat(60_000)}${']'.repeat(60_000)}`;
    const { readings, problems } = await one(changeSet([
      change({ AfterContext: `{"Properties": {"RedrivePolicy": ${deep}, "Tags": [{"Key": "__proto__", "Value": "x"}]}}` }), change({ LogicalResourceId: '__proto__', AfterContext: '{"Properties": {"__proto__": {"Tags": []}}}' }),
      change({ LogicalResourceId: 'NoJson', AfterContext: '{"Properties": ' }),
    ], { Tags: [null, { Key: 1 }, { Key: 'env', Value: null }] }));
    expect(problems.map(({ message }) => message)).toEqual(['changes.json has properties of NoJson (AfterContext) that are not a JSON object']);
    expect(readings[0]?.resources.map(({ address, tags }) => [address, tagsOf(tags)])).toEqual([
      ['Orders', ['__proto__=x(Tags[0])', 'env=(stack tags)']], ['__proto__', ['env=(stack tags)']], ['NoJson', ['env=?(stack tags)', '… the change set was described without --include-property-values']],
    ]);
  });

  it('may come as a list', async () => {
    const { readings } = await readTexts({ 'all.json': [changeSet([change(after({}))]), changeSet([], { ChangeSetName: 'release-43' })] });
    expect(readings.map(({ path, resources }) => [path, resources.length])).toEqual([['all.json#release-42', 1], ['all.json#release-43', 0]]);
  });
});

describe('change sets of nested stacks', () => {
  const inner = arn('changeSet', 'release-42-Network');
  const innermost = arn('changeSet', 'release-42-Peering');
  const root = changeSet([change({ LogicalResourceId: 'Network', ResourceType: 'AWS::CloudFormation::Stack', ChangeSetId: inner, ...after({}) }), change(after({}))], { IncludeNestedStacks: true });
  const network = changeSet([change({ LogicalResourceId: 'Vpc', ResourceType: 'AWS::EC2::VPC', ...after({}) }), change({ LogicalResourceId: 'Peering', ResourceType: 'AWS::CloudFormation::Stack', ChangeSetId: innermost, ...after({}) })],
    { ChangeSetId: inner, StackName: 'shop-prod-Network-1ABC', ParentChangeSetId: root['ChangeSetId'], RootChangeSetId: root['ChangeSetId'] });
  const peering = changeSet([change({ LogicalResourceId: 'Link', ResourceType: 'AWS::EC2::VPCPeeringConnection', ...after({}) })], { ChangeSetId: innermost, ParentChangeSetId: inner });

  it('are files of their own, and stand where their stack stands', async () => {
    const { readings, problems } = await readTexts({ 'a-peering.json': peering, 'b-network.json': network, 'c-root.json': root });
    expect(problems).toEqual([]);
    expect(readings.map(({ path, resources }) => [path, resources.map(({ address }) => address)])).toEqual([
      ['a-peering.json', ['Network/Peering/Link']], ['b-network.json', ['Network/Vpc', 'Network/Peering']], ['c-root.json', ['Network', 'Orders']],
    ]);
  });

  it('that were not given are missed', async () => {
    const { problems } = await readTexts({ 'root.json': root });
    expect(problems).toEqual([{
      code: 'change-set-nested-missing',
      message: 'root.json changes the nested stack Network by a change set of its own, which was not given',
      where: 'root.json',
      hint: `give it as well: aws cloudformation describe-change-set --change-set-name ${inner} --include-property-values`,
    }]);
  });

  it('that name each other in a circle are read all the same', async () => {
    const loop = (id: string, other: string): Described => changeSet([change({ LogicalResourceId: 'Inner', ResourceType: 'AWS::CloudFormation::Stack', ChangeSetId: other, ...after({}) })], { ChangeSetId: id });
    const { readings } = await readTexts({ 'a.json': loop(inner, innermost), 'b.json': loop(innermost, inner) });
    expect(readings.map(({ resources }) => resources.map(({ address }) => address))).toEqual([['Inner/Inner/Inner'], ['Inner/Inner/Inner']]);
  });
});
