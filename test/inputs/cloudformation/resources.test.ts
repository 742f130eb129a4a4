import { describe, expect, it } from 'vitest';
import { absent, known, unknown, type Known } from '#model/known.ts';
import { unlistedIn } from '#inputs/cloudformation/resources.ts';
import { readTexts } from './opened.ts';
import { choice, judgedIn, opened, parameter, ref, resourcesIn, type Template, type Written } from './stack.ts';

const text = (field: Known<string> | undefined): string => (field === undefined || field.status === 'absent' ? '-' : field.status === 'known' ? field.value : field.status === 'oneOf' ? field.values.join('|') : `? ${field.because}`);

describe('places', () => {
  it.each([
    ['of the stack', 'AWS::SQS::Queue', {}, 'eu-west-1', 'stack shop-prod', '-'],
    ['of no region', 'AWS::IAM::Role', {}, 'global', 'region', '-'],
    ['of no region either', 'AWS::CloudFront::Distribution', {}, 'global', 'region', '-'],
    ['a zone', 'AWS::EC2::Volume', { AvailabilityZone: 'us-east-1b' }, 'us-east-1', 'AvailabilityZone', 'us-east-1b'],
    ['a zone of the stack that is not known', 'AWS::EC2::Subnet', { AvailabilityZone: parameter('Zone') }, 'eu-west-1', 'stack shop-prod', '? parameter Zone has no value'],
    ['zones', 'AWS::AutoScaling::AutoScalingGroup', { AvailabilityZones: ['eu-central-1a', 'eu-central-1b'] }, 'eu-central-1', 'AvailabilityZones[0]', 'eu-central-1a'],
    ['a type that nobody knows', 'Shop::Network::Hub', {}, '-', 'region', '-'],
  ] as const)('%s', (_, type, properties, region, path, zone) => {
    const { Thing } = judgedIn({ Thing: [type, properties] });
    expect([text(Thing?.region), Thing?.regionPath, text(Thing?.zone)]).toEqual([region, path, zone]);
  });

  it('are not guessed where the stack does not say', () => {
    const { Queue } = judgedIn({ Queue: ['AWS::SQS::Queue', {}] }, { region: unknown('the template does not name its region; --region decides it', ['AWS::Region']), account: known('444455556666') });
    expect([text(Queue?.region), text(Queue?.scope.account)]).toEqual(['? the template does not name its region; --region decides it', '444455556666']);
  });

  it.each([
    ['AWS::DynamoDB::GlobalTable', { Replicas: [{ Region: 'eu-west-1' }, { Region: 'us-east-1' }] }, ['Replicas[0].Region eu-west-1', 'Replicas[1].Region us-east-1']],
    ['AWS::SecretsManager::Secret', { ReplicaRegions: [{ Region: choice('eu-central-1', 'us-east-1') }] }, ['ReplicaRegions[0].Region eu-central-1|us-east-1']],
    ['AWS::ECR::ReplicationConfiguration', { ReplicationConfiguration: { Rules: [{ Destinations: [{ Region: 'us-west-2', RegistryId: '1' }] }] } }, ['ReplicationConfiguration.Rules[0].Destinations[0].Region us-west-2']],
    ['AWS::EFS::FileSystem', { ReplicationConfiguration: { Destinations: [{ Region: parameter('Copy') }] } }, ['ReplicationConfiguration.Destinations[0].Region ? parameter Copy has no value']],
    ['AWS::KMS::ReplicaKey', { PrimaryKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/mrk-1' }, ['PrimaryKeyArn us-east-1']],
    ['AWS::Backup::BackupPlan', { BackupPlan: { BackupPlanRule: [{ CopyActions: [{ DestinationBackupVaultArn: 'arn:aws:backup:us-west-2:111122223333:backup-vault:copies' }] }] } }, ['BackupPlan.BackupPlanRule[0].CopyActions[0].DestinationBackupVaultArn us-west-2']],
    ['AWS::CloudFormation::StackSet', { StackInstancesGroup: [{ Regions: ['eu-west-1', 'ap-south-1'] }] }, ['StackInstancesGroup[0].Regions[0] eu-west-1', 'StackInstancesGroup[0].Regions[1] ap-south-1']],
    ['AWS::RDS::DBInstance', { AutomaticBackupReplicationRegion: 'us-east-1' }, ['AutomaticBackupReplicationRegion us-east-1']],
    ['AWS::GameLift::Fleet', { Locations: [{ Location: 'us-west-2' }, { Location: 'custom-den' }] }, ['Locations[0].Location us-west-2', 'Locations[1].Location -']],
    ['AWS::SSMIncidents::ReplicationSet', { Regions: opened([{ RegionName: 'eu-west-1' }]) }, ['Regions[0].RegionName eu-west-1', 'Regions ? condition IsProd is not decided']],
  ] as const)('of copies: %s', (type, properties, others) => {
    expect(judgedIn({ Thing: [type, properties] })['Thing']?.otherRegions.map(({ path, name }) => `${path} ${text(name)}`)).toEqual(others);
  });
});

const relations = (template: Template, address: string): readonly string[] => (judgedIn(template)[address]?.relations ?? []).map(({ role, path, address: to, id }) => `${role} ${path} ${to ?? '-'} ${id ?? '-'}`);

describe('relations', () => {
  const net: Template = { Vpc: ['AWS::EC2::VPC', {}], Private: ['AWS::EC2::Subnet', { VpcId: ref('Vpc') }], Web: ['AWS::EC2::SecurityGroup', { VpcId: ref('Vpc') }] };
  it.each([
    ['by reference', 'AWS::EC2::Subnet', { VpcId: ref('Vpc') }, ['network VpcId Vpc -']],
    ['by attribute', 'AWS::EC2::Instance', { SubnetId: ref('Private'), SecurityGroupIds: [ref('Web.GroupId')] }, ['subnet SubnetId Private -', 'firewall SecurityGroupIds Web -']],
    ['by id', 'AWS::EC2::Instance', { SubnetId: 'subnet-0a1', SecurityGroupIds: ['sg-1', ref('Web.GroupId')] }, ['subnet SubnetId - subnet-0a1', 'firewall SecurityGroupIds - sg-1', 'firewall SecurityGroupIds Web -']],
    ['by a parameter', 'AWS::EC2::Instance', { SecurityGroupIds: parameter('Groups') }, ['firewall SecurityGroupIds - -']],
    ['of an interface', 'AWS::EC2::Instance', { NetworkInterfaces: [{ DeviceIndex: '0', SubnetId: ref('Private'), GroupSet: [ref('Web.GroupId')] }] }, ['subnet NetworkInterfaces[0].SubnetId Private -', 'firewall NetworkInterfaces[0].GroupSet Web -']],
    ['of a group', 'AWS::AutoScaling::AutoScalingGroup', { VPCZoneIdentifier: [ref('Private')] }, ['subnet VPCZoneIdentifier Private -']],
    ['of a function', 'AWS::Serverless::Function', { VpcConfig: { SubnetIds: [ref('Private')], SecurityGroupIds: [ref('Web.GroupId')] } }, ['subnet VpcConfig.SubnetIds Private -', 'firewall VpcConfig.SecurityGroupIds Web -']],
    ['of a service', 'AWS::ECS::Service', { NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [ref('Private')], SecurityGroups: [ref('Web.GroupId')] } } }, ['subnet NetworkConfiguration.AwsvpcConfiguration.Subnets Private -', 'firewall NetworkConfiguration.AwsvpcConfiguration.SecurityGroups Web -']],
    ['of a database', 'AWS::RDS::DBInstance', { VPCSecurityGroups: [ref('Web.GroupId')] }, ['firewall VPCSecurityGroups Web -']],
    ['the default group of a network', 'AWS::EC2::SecurityGroupIngress', { GroupId: ref('Vpc.DefaultSecurityGroup') }, ['parent GroupId Vpc -']],
  ] as const)('%s', (_, type, properties, expected) => {
    expect(relations({ ...net, Thing: [type, properties] }, 'Thing')).toEqual(expected);
  });

  it('lead into and out of nested stacks', () => {
    const stack: Template = { 'Network/Vpc': ['AWS::EC2::VPC', {}], Private: ['AWS::EC2::Subnet', { VpcId: ref('Network/Vpc') }] };
    expect(relations(stack, 'Private')).toEqual(['network VpcId Network/Vpc -']);
  });
});

const grants = (template: Template, address: string): readonly string[] => (judgedIn(template)[address]?.grants ?? []).map(({ path, role, principal }) => `${path} ${text(role)} ${text(principal)}`);
const admin = 'arn:aws:iam::aws:policy/AdministratorAccess';
const statement = (more: Record<string, Written>): Record<string, Written> => ({ Effect: 'Allow', Action: '*', Resource: '*', ...more });

describe('grants', () => {
  it.each([
    ['managed policies', 'AWS::IAM::Role', { ManagedPolicyArns: [admin, ref('Deploy')] }, [`ManagedPolicyArns[0] ${admin} -`, 'ManagedPolicyArns[1] ? known after deployment -']],
    ['managed policies by condition', 'AWS::IAM::Role', { ManagedPolicyArns: opened([admin]) }, [`ManagedPolicyArns[0] ${admin} -`, 'ManagedPolicyArns ? condition IsProd is not decided -']],
    ['inline policies', 'AWS::IAM::User', { Policies: [{ PolicyDocument: { Statement: [statement({ Action: 's3:Get*' }), statement({})] } }] }, ['Policies[0].PolicyDocument.Statement[1] Allow * on * -']],
    ['a lone statement', 'AWS::IAM::Group', { Policies: [{ PolicyDocument: { Statement: statement({ Action: ['iam:*'] }) } }] }, ['Policies[0].PolicyDocument.Statement Allow iam:* on * -']],
    ['a policy as text', 'AWS::SSO::PermissionSet', { InlinePolicy: JSON.stringify({ Statement: [statement({})] }) }, ['InlinePolicy.Statement[0] Allow * on * -']],
    ['a policy and who gets it', 'AWS::IAM::Policy', { PolicyDocument: { Statement: [statement({})] }, Roles: [ref('Deploy'), 'ops'], Users: ['ada'] },
      ['PolicyDocument.Statement[0] Allow * on * ? known after deployment', 'PolicyDocument.Statement[0] Allow * on * ops', 'PolicyDocument.Statement[0] Allow * on * ada']],
    ['denied', 'AWS::IAM::ManagedPolicy', { PolicyDocument: { Statement: [statement({ Effect: 'Deny' })] } }, []],
    ['on what the stack makes', 'AWS::IAM::ManagedPolicy', { PolicyDocument: { Statement: [statement({ Resource: ref('Deploy.Arn') })] } }, []],
    ['on what is not known', 'AWS::IAM::ManagedPolicy', { PolicyDocument: { Statement: [statement({ Resource: [parameter('Arn')] })] } }, ['PolicyDocument.Statement[0] ? parameter Arn has no value -']],
    ['few actions on what is not known', 'AWS::IAM::ManagedPolicy', { PolicyDocument: { Statement: [statement({ Action: 's3:*', Resource: parameter('Arn') })] } }, []],
    ['actions that are not known', 'AWS::IAM::ManagedPolicy', { PolicyDocument: { Statement: [statement({ Action: parameter('Actions') })] } }, ['PolicyDocument.Statement[0] ? parameter Actions has no value -']],
    ['actions that are not known on one bucket', 'AWS::IAM::ManagedPolicy', { PolicyDocument: { Statement: [statement({ Action: parameter('Actions'), Resource: 'arn:aws:s3:::shop' })] } }, []],
    ['a document that is not known', 'AWS::IAM::ManagedPolicy', { PolicyDocument: parameter('Document') }, ['PolicyDocument ? parameter Document has no value -']],
    ['statements by condition', 'AWS::IAM::ManagedPolicy', { PolicyDocument: { Statement: opened([statement({ Action: 's3:*' })]) } }, ['PolicyDocument.Statement ? condition IsProd is not decided -']],
    ['an assignment', 'AWS::SSO::Assignment', { PermissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-1', PrincipalId: '9a67' }, ['PermissionSetArn arn:aws:sso:::permissionSet/ssoins-1/ps-1 9a67']],
    ['access to a cluster', 'AWS::EKS::AccessEntry', { PrincipalArn: ref('Deploy.Arn'), AccessPolicies: [{ PolicyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy' }] }, ['AccessPolicies[0].PolicyArn arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy ? known after deployment']],
  ] as const)('%s', (_, type, properties, expected) => {
    expect(grants({ Thing: [type, properties], Deploy: ['AWS::IAM::Role', {}] }, 'Thing')).toEqual(expected);
  });

  it.each([
    ['a name', { Policies: 'AdministratorAccess' }, [`ManagedPolicyArns[0] ${admin} -`]],
    ['names, ARNs, documents, templates', { Policies: ['AWSLambdaBasicExecutionRole', admin, { Statement: [statement({})] }, { S3ReadPolicy: { BucketName: 'shop' } }] },
      ['ManagedPolicyArns[0] arn:aws:iam::aws:policy/AWSLambdaBasicExecutionRole -', `ManagedPolicyArns[1] ${admin} -`, 'Policies[0].PolicyDocument.Statement[0] Allow * on * -']],
    ['not known', { Policies: [parameter('Policy')] }, ['ManagedPolicyArns[0] ? parameter Policy has no value -']],
    ['one of several', { Policies: [choice('AdministratorAccess', 'ReadOnlyAccess')] }, [`ManagedPolicyArns[0] ${admin}|arn:aws:iam::aws:policy/ReadOnlyAccess -`]],
    ['not known at all', { Policies: parameter('Policies') }, ['ManagedPolicyArns ? parameter Policies has no value -']],
  ] as const)('the role that SAM makes has %s', (_, properties, expected) => {
    const resources = judgedIn({ Checkout: ['AWS::Serverless::Function', properties] });
    expect(resources['CheckoutRole']).toMatchObject({ type: 'AWS::IAM::Role', kind: 'identity', taggable: false });
    expect(grants({ Checkout: ['AWS::Serverless::Function', properties] }, 'CheckoutRole')).toEqual(expected);
  });

  it('SAM makes no role where the function names one', () => {
    const resources = judgedIn({ A: ['AWS::Serverless::Function', { Role: ref('R'), Policies: 'AdministratorAccess' }], B: ['AWS::Serverless::Function', {}], C: ['AWS::Lambda::Function', { Policies: 'x' }] });
    expect(Object.keys(resources)).toEqual(['A', 'B', 'C', 'BRole']);
    expect(resources['BRole']).toMatchObject({ grants: [], taggable: false });
  });

  it('SAM may make a role where it is not known whether the function names one', async () => {
    const function_ = (role: string): string => `Parameters: {Own: {Type: String}}\nConditions: {HasOwn: !Not [!Equals [!Ref Own, ""]]}\nResources:\n  Pay:\n    Type: AWS::Serverless::Function\n    Properties: {Role: ${role}, Policies: [AdministratorAccess]}\n`;
    const made = async (role: string): Promise<unknown> => (await readTexts({ 'pay.yaml': function_(role) })).readings.flatMap(({ resources }) => resources.map(({ address, conditional }) => `${address} ${conditional?.refs.join() ?? ''}`));
    expect(await made('!If [HasOwn, !Ref Own, !Ref AWS::NoValue]')).toEqual(['Pay ', 'PayRole condition HasOwn,parameter Own']);
    expect(await made('!If [HasOwn, !Ref Own, !Sub "arn:aws:iam::111122223333:role/pay"]')).toEqual(['Pay ']);
  });
});

describe('identity and existence', () => {
  it('a resource goes by its name where it has one', () => {
    const resources = judgedIn({ A: ['AWS::S3::Bucket', { BucketName: 'shop-receipts' }], B: ['AWS::IAM::Role', { RoleName: parameter('Name') }], C: ['AWS::EKS::Cluster', { Name: 'shop' }], 'Net/D': ['AWS::EC2::VPC', {}] });
    expect(Object.values(resources).map(({ name, id, stage, action, conditional, source }) => [name, id, stage, action, conditional, source])).toEqual([
      ['shop-receipts', null, 'template', 'create', null, null], ['B', null, 'template', 'create', null, null], ['shop', null, 'template', 'create', null, null], ['D', null, 'template', 'create', null, null],
    ]);
  });

  it('a condition that is not decided stays with the resource', () => {
    const condition = unknown('parameter Env has no value', ['parameter Env', 'condition IsProd']);
    expect(judgedIn({ Trainer: ['AWS::EC2::Instance', {}] }, { conditional: { Trainer: condition } })['Trainer']?.conditional).toEqual(condition);
  });

  it('raw properties come without what is not known, which is listed', () => {
    const { Web } = judgedIn({ Web: ['AWS::EC2::Instance', { ImageId: parameter('Image'), InstanceType: 't3.micro', SecurityGroupIds: ['sg-1', ref('Group.GroupId')] }] });
    expect(Web?.attributes).toEqual({ InstanceType: 't3.micro', SecurityGroupIds: ['sg-1', null] });
    expect(Web?.unknownAttributes).toEqual([
      { path: 'ImageId', unknown: unknown('parameter Image has no value', ['parameter Image']) },
      { path: 'SecurityGroupIds[1]', unknown: unknown('known after deployment', ['Group.GroupId']) },
    ]);
  });

  it('what is nothing in AWS is not judged', () => {
    const nothing = { Facts: ['AWS::CDK::Metadata', { Analytics: 'v2' }], Wait: ['AWS::CloudFormation::WaitCondition', {}], Handle: ['AWS::CloudFormation::WaitConditionHandle', {}] } as const;
    const resources = judgedIn({ ...nothing, Seed: ['Custom::Seed', {}], Logs: ['AWS::S3::Bucket', {}] }, { region: known('ap-south-1') });
    expect(Object.values(resources).map(({ address, region }) => [address, region])).toEqual([['Seed', absent], ['Logs', known('ap-south-1')]]);
    expect(unlistedIn(resourcesIn(nothing))).toEqual([]);
  });

  it('types that the catalogue does not know are named', () => {
    expect(unlistedIn(resourcesIn({ A: ['Custom::Migration', {}], B: ['Custom::Migration', {}], C: ['Shop::Network::Hub', {}], D: ['AWS::S3::Bucket', {}] }))).toEqual(['3 resources of types not in the catalogue (Custom::Migration, Shop::Network::Hub): judged by tags and region alone']);
    expect(unlistedIn(resourcesIn({ D: ['AWS::S3::Bucket', {}] }))).toEqual([]);
    expect(unlistedIn(resourcesIn({ A: ['constructor', {}], B: ['__proto__', {}] }))).toEqual(['2 resources of types not in the catalogue (__proto__, constructor): judged by tags and region alone']);
  });
});
