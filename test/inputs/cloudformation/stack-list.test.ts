import { describe, expect, it } from 'vitest';
import { Stacks } from '#correlate/stacks.ts';
import type { Resource } from '#model/resource.ts';
import { readTexts, type ReadAll } from './opened.ts';

const stackId = (name: string): string => `arn:aws:cloudformation:eu-west-1:111122223333:stack/${name}/0a1b2c`;

const made = (LogicalResourceId: string, PhysicalResourceId: string, ResourceType: string, more: object = {}): object => ({ StackName: 'parcels', StackId: stackId('parcels'), LogicalResourceId, PhysicalResourceId, ResourceType, Timestamp: '2026-10-01T08:00:00Z', ResourceStatus: 'CREATE_COMPLETE', ...more });

const sorter = made('Sorter', 'i-0aaaa0000aaaa0001', 'AWS::EC2::Instance');
const manifests = made('Manifests', 'parcels-manifests-1x2y', 'AWS::S3::Bucket');

const listed = (answer: unknown, declares = true): Promise<ReadAll> => readTexts({ 'stack.json': answer }, { declares });

const shown = ({ address, id, stage, action, region, scope, tags }: Resource): unknown => [address, id, stage, action, region.status === 'known' ? region.value : region.status, scope.account.status === 'known' ? scope.account.value : scope.account.status, tags.open?.because];

describe('the list of what a stack has made', () => {
  it('tells ids, and that nothing else is known', async () => {
    const { readings, problems } = await listed({ StackResources: [sorter, manifests] });
    expect(problems).toEqual([]);
    expect(readings.map(({ path, format, recognised, notes }) => [path, format, recognised, notes])).toEqual([['stack.json', 'cloudformation-stack-resources', 0, []]]);
    const open = 'the list of what a stack has made tells no properties';
    expect(readings[0]?.resources.map(shown)).toEqual([
      ['Sorter', 'i-0aaaa0000aaaa0001', 'state', 'exists', 'eu-west-1', '111122223333', open],
      ['Manifests', 'parcels-manifests-1x2y', 'state', 'exists', 'eu-west-1', '111122223333', open],
    ]);
  });

  it('tells ARNs, where the stack knows an address, a part of them, or a name within something else', async () => {
    const arns = async (...all: readonly object[]): Promise<unknown> => (await listed({ StackResources: all })).readings[0]?.resources.map(({ aliases }) => aliases.join());
    expect(
      await arns(
        made('Late', 'https://sqs.eu-west-1.amazonaws.com/111122223333/late', 'AWS::SQS::Queue'), made('Api', 'a1b2c3', 'AWS::ApiGateway::RestApi'), made('Prod', 'Prod', 'AWS::ApiGateway::Stage'),
        made('Orders', '0a1b2c3d-0000-4000-8000-000000000001', 'AWS::Lambda::EventSourceMapping'), made('Deploys', 'parcels-app', 'AWS::CodeDeploy::Application'), made('Group', 'parcels-group', 'AWS::CodeDeploy::DeploymentGroup'),
        made('Zone', 'Z123', 'AWS::Route53::HostedZone'), made('Cdn', 'E123', 'AWS::CloudFront::Distribution'), made('Web', 'i-0aaaa0000aaaa0001', 'AWS::EC2::Instance'), made('Topic', 'arn:aws:sns:eu-west-1:111122223333:late', 'AWS::SNS::Topic'), made('Odd', 'x', 'AWS::LocalStack::Unknown'),
      ),
    ).toEqual([
      'arn:aws:sqs:eu-west-1:111122223333:late', 'arn:aws:apigateway:eu-west-1::/restapis/a1b2c3', 'arn:aws:apigateway:eu-west-1::/restapis/a1b2c3/stages/Prod', 'arn:aws:lambda:eu-west-1:111122223333:event-source-mapping:0a1b2c3d-0000-4000-8000-000000000001',
      'arn:aws:codedeploy:eu-west-1:111122223333:application:parcels-app', 'arn:aws:codedeploy:eu-west-1:111122223333:deploymentgroup:parcels-app/parcels-group', 'arn:aws:route53:::hostedzone/Z123', 'arn:aws:cloudfront::111122223333:distribution/E123', 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0aaaa0000aaaa0001', '', '',
    ]);
    // Of two APIs nobody tells whose stage it is; without a region nobody tells the ARN.
    expect(await arns(made('A', 'a', 'AWS::ApiGateway::RestApi'), made('B', 'b', 'AWS::ApiGateway::RestApi'), made('Prod', 'Prod', 'AWS::ApiGateway::Stage'))).toEqual(['arn:aws:apigateway:eu-west-1::/restapis/a', 'arn:aws:apigateway:eu-west-1::/restapis/b', '']);
    expect(await arns(made('A', 'a', 'AWS::ApiGateway::RestApi', { StackId: undefined }))).toEqual(['']);
  });

  it('is nothing that a check could judge, and says so', async () => {
    const { readings, problems } = await listed({ StackResources: [sorter] }, false);
    expect(problems).toEqual([]);
    expect(readings.map(({ recognised, resources, notes }) => [recognised, resources, notes])).toEqual([[0, [], ['it lists a resource that stack parcels has made, without properties: nothing to judge. landrail drift takes it as --iac']]]);
  });

  it('may be of other calls, of several stacks, and of pages that were put together', async () => {
    const summary = { LogicalResourceId: 'Topic', PhysicalResourceId: 'arn:aws:sns:us-east-1:444455556666:late', ResourceType: 'AWS::SNS::Topic', LastUpdatedTimestamp: '2026-10-01T08:00:00Z', ResourceStatus: 'UPDATE_COMPLETE' };
    const [alone] = (await listed({ StackResourceSummaries: [summary] })).readings;
    expect(alone?.resources.map(shown)).toEqual([['Topic', summary.PhysicalResourceId, 'state', 'exists', 'us-east-1', '444455556666', expect.any(String)]]);
    expect((await listed({ StackResourceDetail: { ...sorter, LastUpdatedTimestamp: '2026-10-01T08:00:00Z' } })).readings[0]?.resources).toHaveLength(1);
    const several = await listed({ StackResources: [sorter, made('Sorter', 'i-0aaaa0000aaaa0002', 'AWS::EC2::Instance', { StackName: 'letters', StackId: stackId('letters') })] });
    expect(several.readings.map(({ path, resources }) => [path, resources.map(({ id }) => id)])).toEqual([['stack.json#parcels', ['i-0aaaa0000aaaa0001']], ['stack.json#letters', ['i-0aaaa0000aaaa0002']]]);
    const pages = await listed([{ StackResourceSummaries: [sorter], NextToken: 'more' }, { StackResourceSummaries: [manifests] }]);
    expect([pages.problems, pages.readings[0]?.resources.length]).toEqual([[], 2]);
  });

  it('leaves out what is the stack\'s no longer, or was never made', async () => {
    const gone = ['DELETE_COMPLETE', 'DELETE_SKIPPED', 'CREATE_FAILED'].map((ResourceStatus) => made(ResourceStatus.replace('_', ''), 'i-0aaaa0000aaaa0009', 'AWS::EC2::Instance', { ResourceStatus }));
    const { readings } = await listed({ StackResources: [...gone, made('Early', '', 'AWS::EC2::Instance', { ResourceStatus: 'CREATE_IN_PROGRESS' }), sorter] });
    expect(readings[0]?.resources.map(({ address }) => address)).toEqual(['Sorter']);
  });

  it('that is cut off or broken is an error', async () => {
    expect((await listed({ StackResources: [sorter], NextToken: 'more' })).problems.map(({ code, where }) => [code, where])).toEqual([['stack-list-incomplete', 'stack.json']]);
    expect((await listed({ StackResources: [sorter, { LogicalResourceId: 'Odd' }, null, 7] })).problems.map(({ code, message }) => [code, message])).toEqual([['stack-list-malformed', 'stack.json has 3 entries without a LogicalResourceId or a ResourceType']]);
  });
});

const template = (bucket: string, more: object = {}): unknown => ({ Resources: { Sorter: { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'm7i.large', Tags: [{ Key: 'owner', Value: 'parcels' }] } }, [bucket]: { Type: 'AWS::S3::Bucket' }, ...more } });

/** What a run declares of templates and lists, as `Sorter i-0… in template.json`. */
async function settled(files: Readonly<Record<string, unknown>>): Promise<readonly string[]> {
  const stacks = new Stacks();
  const { readings, problems } = await readTexts(files, { declares: true });
  expect(problems).toEqual([]);
  for (const { path, resources } of readings) for (const resource of resources) expect(stacks.take(resource, path)).toBe(true);
  return [...stacks.settled()].map(([{ address, id, tags }, input]) => `${address} ${id ?? '-'} ${tags.entries.map(({ key }) => key).join()} in ${input}`);
}

describe('a template and what its stack has made', () => {
  it('know custom resources and waits, which no inventory could list', async () => {
    expect(await settled({ 'template.json': { Resources: { Hook: { Type: 'Custom::Hook' }, Sorter: { Type: 'AWS::EC2::Instance' } } }, 'stack.json': { StackResources: [made('Hook', 'x', 'Custom::Hook'), made('Gate', 'y', 'AWS::CloudFormation::WaitCondition'), sorter] } })).toEqual(['Sorter i-0aaaa0000aaaa0001  in template.json']);
  });

  it('are one where SAM has made what the template means', async () => {
    const serverless = {
      Transform: 'AWS::Serverless-2016-10-31',
      Resources: {
        Pay: { Type: 'AWS::Serverless::Function', Properties: { Tags: { owner: 'parcels' }, PropagateTags: true, Events: { Call: { Type: 'Api', Properties: { Path: '/', Method: 'get' } }, Nightly: { Type: 'Schedule', Properties: { Schedule: 'rate(1 day)', DeadLetterConfig: { Type: 'SQS' } } } } } },
        Common: { Type: 'AWS::Serverless::LayerVersion' },
      },
    };
    const queue = 'https://sqs.eu-west-1.amazonaws.com/111122223333/parcels-PayNightlyQueue-1x2y';
    const list = [
      made('Pay', 'parcels-Pay-1x2y', 'AWS::Lambda::Function'), made('PayRole', 'parcels-PayRole-1x2y', 'AWS::IAM::Role'), made('PayNightly', 'parcels-PayNightly-1x2y', 'AWS::Events::Rule'), made('PayNightlyQueue', queue, 'AWS::SQS::Queue'),
      made('ServerlessRestApi', 'abc123', 'AWS::ApiGateway::RestApi'), made('ServerlessRestApiProdStage', 'Prod', 'AWS::ApiGateway::Stage'), made('ServerlessRestApiDeploymentaaaabbbbcc', 'abc', 'AWS::ApiGateway::Deployment'),
      made('Common0a1b2c3d4e', 'arn:aws:lambda:eu-west-1:111122223333:layer:Common:3', 'AWS::Lambda::LayerVersion'),
    ];
    expect(await settled({ 'template.json': serverless, 'stack.json': { StackResources: list } })).toEqual([
      'Common arn:aws:lambda:eu-west-1:111122223333:layer:Common:3  in template.json',
      'Pay parcels-Pay-1x2y owner in template.json',
      'PayNightly parcels-PayNightly-1x2y  in template.json',
      `PayNightlyQueue ${queue} owner in template.json`,
      'PayRole parcels-PayRole-1x2y  in template.json',
      'ServerlessRestApi abc123 owner in template.json',
      'ServerlessRestApiDeploymentaaaabbbbcc abc  in stack.json',
      'ServerlessRestApiProdStage Prod  in template.json',
    ]);
  });

  it('are one, for each of its stacks', async () => {
    const letters = { StackName: 'letters', StackId: stackId('letters') };
    expect(await settled({ 'template.json': template('Manifests'), 'a.json': { StackResources: [sorter, manifests] }, 'b.json': { StackResources: [made('Sorter', 'i-0aaaa0000aaaa0002', 'AWS::EC2::Instance', letters)] } })).toEqual([
      'Manifests parcels-manifests-1x2y  in template.json',
      'Sorter i-0aaaa0000aaaa0001 owner in template.json',
      'Sorter i-0aaaa0000aaaa0002 owner in template.json',
    ]);
  });

  it('belong together where most of their names do; what only one of them has stays its own', async () => {
    expect(await settled({ 'near.json': template('Archive'), 'template.json': template('Manifests', { Late: { Type: 'AWS::SQS::Queue' } }), 'stack.json': { StackResources: [sorter, manifests, made('Old', 'i-0aaaa0000aaaa0003', 'AWS::EC2::Instance')] } })).toEqual([
      'Manifests parcels-manifests-1x2y  in template.json',
      'Old i-0aaaa0000aaaa0003  in stack.json',
      'Sorter i-0aaaa0000aaaa0001 owner in template.json',
      'Sorter - owner in near.json',
      'Archive -  in near.json',
      'Late -  in template.json',
    ]);
  });

  it('are not guessed of two templates that have the same names', async () => {
    expect(await settled({ 'one.json': template('Manifests'), 'two.json': template('Manifests'), 'stack.json': { StackResources: [sorter] } })).toEqual(['Sorter i-0aaaa0000aaaa0001  in stack.json', 'Sorter - owner in one.json', 'Manifests -  in one.json', 'Sorter - owner in two.json', 'Manifests -  in two.json']);
  });
});
