import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { describe, expect, it } from 'vitest';
import { cloudFormationType } from '#catalog/cloudformation.ts';
import { terraformType } from '#catalog/terraform.ts';
import { kinds } from '#model/resource.ts';

const data = fileURLToPath(new URL('../../src/catalog/data/', import.meta.url));
const table = (name: string): Readonly<Record<string, object>> => JSON.parse(readFileSync(join(data, `${name}.json`), 'utf8')) as Record<string, object>;
const types = Object.keys(table('types-cloudformation'));

type PropertyType = { readonly type: string; readonly element?: PropertyType; readonly types?: readonly PropertyType[]; readonly reference?: { readonly $ref: string } };
type Properties = Readonly<Record<string, { readonly type: PropertyType }>>;

const spec = loadAwsServiceSpecSync();
const properties = new Map(spec.all('resource').map((resource) => [resource.cloudFormationType, resource.properties as Properties]));

/** The properties inside a property: of its type, its elements, or any of the types that it may have. */
function inside(type: PropertyType): readonly Properties[] {
  if (type.type === 'ref' && type.reference !== undefined) return [spec.get('typeDefinition', type.reference.$ref).properties as Properties];
  if (type.type === 'array' && type.element !== undefined) return inside(type.element);
  return type.type === 'union' ? (type.types ?? []).flatMap(inside) : [];
}

function leads(at: readonly Properties[], path: string): boolean {
  let open = at;
  for (const segment of path.split('.')) {
    const name = segment.replace(/\[.*\]$/, '');
    const found = open.flatMap((one) => (one[name] === undefined ? [] : [one[name].type]));
    if (found.length === 0) return false;
    open = found.flatMap(inside);
  }
  return true;
}

/** Types and paths that the source does not have, each with its reason. */
const exceptions: Readonly<Record<string, string>> = {
  'AWS::CDK::Metadata': 'made for the CDK alone',
  'AWS::Serverless::Connector': 'in the documentation of SAM, not in the source',
  'AWS::Serverless::GraphQLApi': 'in the documentation of SAM, not in the source',
  'AWS::Serverless::WebSocketApi': 'in the documentation of SAM, not in the source',
  'AWS::Serverless::CapacityProvider': 'in the documentation of SAM, not in the source',
};

describe('the catalogue against the CloudFormation schemas', () => {
  it('is what the generator makes of them, byte for byte', () => {
    const out = mkdtempSync(join(tmpdir(), 'landrail-catalog-'));
    try {
      execFileSync(process.execPath, [fileURLToPath(new URL('../../src/catalog/generate/cloudformation.mjs', import.meta.url)), `${out}/`], { stdio: 'pipe' });
      for (const name of ['types-cloudformation.json', 'arns-cloudformation.json']) expect(readFileSync(join(out, name), 'utf8')).toBe(readFileSync(join(data, name), 'utf8'));
    } finally {
      rmSync(out, { recursive: true });
    }
  });

  it('names only properties that exist', () => {
    const missing: string[] = [];
    for (const type of Object.keys(table('places-cloudformation'))) {
      const block = properties.get(type);
      const facts = cloudFormationType(type);
      if (!block || !facts) {
        missing.push(type);
        continue;
      }
      const own = facts.relations.slice(usual);
      const paths = [
        ...facts.shapes.flatMap((one) => [one.path, one.count, one.market, one.variant]), ...facts.image, ...facts.templates, ...facts.containers, ...facts.region.others,
        ...facts.region.paths.map((one) => one.path), ...facts.nestedTags.map((one) => one.path), ...own.map((one) => one.path), ...facts.grants.flatMap((one) => [one.role, one.principal]), facts.tags?.path, facts.tags?.also,
      ];
      for (const written of paths) {
        for (const path of (written ?? '').split('|')) if (path !== '' && !path.startsWith('=') && !leads([block], path)) missing.push(`${type} ${path}`);
      }
    }
    expect(missing.sort()).toEqual(Object.keys(exceptions).sort());
  });
});

const usual = cloudFormationType('AWS::EC2::VPC')?.relations.length ?? 0;

describe('CloudFormation types', () => {
  it('all have a kind and a cloud', () => {
    expect(types.length).toBe(1828);
    const spread = new Map<string, number>();
    for (const type of types) spread.set(cloudFormationType(type)?.kind ?? type, (spread.get(cloudFormationType(type)?.kind ?? type) ?? 0) + 1);
    expect([...spread.keys()].filter((kind) => !(kinds as readonly string[]).includes(kind))).toEqual([]);
    expect(Object.fromEntries(spread)).toMatchObject({ instance: 10, 'instance-group': 7, 'instance-template': 5, bucket: 6, function: 3, database: 53, network: 73 });
  });

  it.each([
    ['AWS::EC2::Instance', 'Tags', 'list'], ['AWS::AutoScaling::AutoScalingGroup', 'Tags', 'blocks'], ['AWS::EKS::Nodegroup', 'Tags', 'map'], ['AWS::EKS::Cluster', 'Tags', 'list'], ['AWS::Batch::ComputeEnvironment', 'Tags', 'map'],
    ['AWS::EFS::FileSystem', 'FileSystemTags', 'list'], ['AWS::SSM::Parameter', 'Tags', 'map'], ['AWS::Cognito::UserPool', 'UserPoolTags', 'map'], ['AWS::Cognito::IdentityPool', 'IdentityPoolTags', 'list'],
    ['AWS::Route53::HostedZone', 'HostedZoneTags', 'list'], ['AWS::Backup::BackupVault', 'BackupVaultTags', 'map'], ['AWS::IAM::Role', 'Tags', 'list'], ['AWS::IAM::ManagedPolicy', undefined, undefined],
    ['AWS::EC2::LaunchTemplate', 'TagSpecifications', 'specifications'], ['AWS::EC2::EC2Fleet', 'TagSpecifications', 'specifications'], ['AWS::EC2::CapacityReservation', 'TagSpecifications', 'specifications'],
    ['AWS::EC2::ClientVpnEndpoint', 'TagSpecifications', 'specifications'], ['AWS::EC2::SpotFleet', 'Tags', 'list'], ['AWS::AutoScaling::LaunchConfiguration', undefined, undefined], ['AWS::EMR::InstanceGroupConfig', undefined, undefined],
    ['AWS::MSK::Cluster', 'Tags', 'map'], ['AWS::DAX::Cluster', 'Tags', 'map'], ['AWS::Glue::Job', 'Tags', 'map'], ['AWS::Serverless::Function', 'Tags', 'map'], ['AWS::Serverless::GraphQLApi', 'Tags', 'map'],
    ['AWS::DynamoDB::GlobalTable', undefined, undefined], ['AWS::Budgets::Budget', undefined, undefined], ['AWS::ECR::RepositoryCreationTemplate', undefined, undefined],
  ])('%s holds its tags in %s as %s', (type, path, style) => {
    const tags = cloudFormationType(type)?.tags;
    expect([tags?.path, tags?.style]).toEqual([path, style]);
  });

  it('names what tag specifications call the resource itself', () => {
    const specifying = types.filter((type) => cloudFormationType(type)?.tags?.style === 'specifications');
    expect(specifying.map((type) => [type, cloudFormationType(type)?.tags?.specifies])).toEqual([
      ['AWS::EC2::CapacityReservation', 'capacity-reservation'], ['AWS::EC2::CapacityReservationFleet', 'capacity-reservation-fleet'], ['AWS::EC2::ClientVpnEndpoint', 'client-vpn-endpoint'],
      ['AWS::EC2::EC2Fleet', 'fleet'], ['AWS::EC2::LaunchTemplate', 'launch-template'], ['AWS::WorkspacesInstances::Volume', 'volume'],
    ]);
  });

  it('admits what it does not know', () => {
    for (const type of ['Custom::Thing', 'AWS::Made::Up', 'Datadog::Monitors::Monitor', '__proto__', '']) expect(cloudFormationType(type)).toBeNull();
  });
});

/** What the Terraform provider calls a service, where its name is another one. */
const services: Readonly<Record<string, readonly string[]>> = {
  AmazonMQ: ['mq'], ApiGateway: ['api_gateway'], AutoScaling: ['', 'autoscaling'], Bedrock: ['bedrock', 'bedrockagent'], Cassandra: ['keyspaces'], CertificateManager: ['acm'], DirectConnect: ['dx'], EC2: ['', 'ec2', 'vpc', 'ebs'],
  ECR: ['ecr', 'ecrpublic'], ElasticLoadBalancing: ['elb'], ElasticLoadBalancingV2: ['lb'], Events: ['cloudwatch_event'], KafkaConnect: ['mskconnect'], KinesisAnalytics: ['kinesis_analytics'], KinesisFirehose: ['kinesis_firehose'],
  KinesisVideo: ['kinesis_video'], Logs: ['cloudwatch_log'], OpenSearchService: ['opensearch'], RDS: ['db', 'rds'], Route53RecoveryControl: ['route53recoverycontrolconfig'], Route53Resolver: ['route53_resolver'], S3Express: ['s3'],
  S3Outposts: ['s3control'], SSO: ['ssoadmin'], StepFunctions: ['sfn'], Timestream: ['timestreamwrite', 'timestreaminfluxdb', 'timestreamquery'],
};

/** Resources that Terraform calls otherwise. */
const twins: Readonly<Record<string, string>> = {
  'AWS::AutoScaling::AutoScalingGroup': 'aws_autoscaling_group', 'AWS::DynamoDB::GlobalTable': 'aws_dynamodb_global_table', 'AWS::EC2::EC2Fleet': 'aws_ec2_fleet', 'AWS::EC2::SpotFleet': 'aws_spot_fleet_request', 'AWS::EFS::FileSystem': 'aws_efs_file_system',
  'AWS::EKS::Nodegroup': 'aws_eks_node_group', 'AWS::ElastiCache::CacheCluster': 'aws_elasticache_cluster', 'AWS::EMR::InstanceGroupConfig': 'aws_emr_instance_group', 'AWS::EMR::InstanceFleetConfig': 'aws_emr_instance_fleet',
  'AWS::ElasticLoadBalancing::LoadBalancer': 'aws_elb', 'AWS::ElasticLoadBalancingV2::LoadBalancer': 'aws_lb', 'AWS::IAM::Policy': 'aws_iam_role_policy', 'AWS::IAM::ManagedPolicy': 'aws_iam_policy', 'AWS::MWAA::Environment': 'aws_mwaa_environment',
  'AWS::RDS::DBCluster': 'aws_rds_cluster', 'AWS::DocDB::DBInstance': 'aws_docdb_cluster_instance', 'AWS::Neptune::DBInstance': 'aws_neptune_cluster_instance', 'AWS::RDS::DBSecurityGroup': 'aws_db_subnet_group', 'AWS::Route53::HostedZone': 'aws_route53_zone',
  'AWS::Route53::RecordSet': 'aws_route53_record', 'AWS::S3Express::DirectoryBucket': 'aws_s3_directory_bucket', 'AWS::SSO::Assignment': 'aws_ssoadmin_account_assignment', 'AWS::SageMaker::EndpointConfig': 'aws_sagemaker_endpoint_configuration',
};

const snake = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2').toLowerCase();

/** The Terraform type of the same thing, where the names tell. */
function twinOf(type: string): string | null {
  const [, service = '', resource = ''] = type.split('::');
  const names = (services[service] ?? [service.toLowerCase()]).flatMap((prefix) => {
    const name = ['aws', prefix, snake(resource)].filter((part) => part !== '').join('_');
    return [name, name.replace('_db_db_', '_db_').replace('_rds_db_', '_rds_')];
  });
  return twins[type] ?? names.find((name) => terraformType(name) !== null) ?? null;
}

/** Where the kinds differ, and why. */
const different: Readonly<Record<string, string>> = {
  'AWS::DRS::ReplicationConfigurationTemplate': 'names the machines of its staging area',
  'AWS::EC2::SnapshotBlockPublicAccess': 'a setting, no snapshot',
  'AWS::EKS::AccessEntry': 'holds the policies that have a resource of their own in Terraform',
  'AWS::GameLift::GameServerGroup': 'names the machines that it starts',
  'AWS::OpsWorks::Instance': 'a machine',
};

it('has the kinds that the same things have in Terraform, and the same view of what is global', () => {
  const pairs = types.flatMap((type) => {
    const twin = twinOf(type);
    return twin === null || different[type] !== undefined ? [] : [[type, twin] as const];
  });
  expect(pairs.length).toBeGreaterThan(800);
  const disagree = pairs.filter(([type, twin]) => {
    const [a, b] = [cloudFormationType(type), terraformType(twin)];
    return a?.kind !== b?.kind || a?.region.global !== b?.region.global;
  });
  expect(disagree.map(([type, twin]) => `${type} ${cloudFormationType(type)?.kind ?? ''}, ${twin} ${terraformType(twin)?.kind ?? ''}`)).toEqual([]);
});
