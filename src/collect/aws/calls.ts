import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';

/** Asks one more thing; null where that is refused, `gone` where what it is about is no longer there. */
export type Ask = (operation: string, input: JsonObject) => Promise<JsonObject | null | 'gone'>;

/** A call that lists resources, or leads to calls that do. All of them only read. */
export interface Call {
  readonly operation: string;
  readonly input?: JsonObject;
  /** Its answer lists nothing but names, for which the next calls ask. */
  readonly next?: (page: JsonObject) => readonly Call[];
  /** What the answer leaves out of a resource, asked for one by one. */
  readonly complete?: (page: JsonObject, ask: Ask) => Promise<JsonObject>;
}

export interface Service {
  /** As the CLI and IAM name it: `ec2`, `autoscaling`; a part of it where it is one that is asked for by itself. */
  readonly name: string;
  /** As IAM names it, where that is not the name. */
  readonly right?: string;
  readonly package: string;
  /** Of the client class: `EC2`. */
  readonly client: string;
  /** Asked once in an account, not in each region. */
  readonly global?: true;
  readonly calls: readonly Call[];
}

/** What is read of an account. A newcomer adds a service, or a call, by a row. Sources: https://docs.aws.amazon.com/service-authorization/ */
export const services: readonly Service[] = [
  {
    name: 'ec2', package: '@aws-sdk/client-ec2', client: 'EC2',
    calls: [
      { operation: 'DescribeInstances' }, { operation: 'DescribeVolumes' }, { operation: 'DescribeSnapshots', input: { OwnerIds: ['self'] } }, { operation: 'DescribeImages', input: { Owners: ['self'] } },
      { operation: 'DescribeVpcs' }, { operation: 'DescribeSubnets' }, { operation: 'DescribeSecurityGroups' }, { operation: 'DescribeNetworkAcls' }, { operation: 'DescribeNatGateways' }, { operation: 'DescribeAddresses' }, { operation: 'DescribeNetworkInterfaces' },
      { operation: 'DescribeLaunchTemplateVersions', input: { Versions: ['$Default', '$Latest'] } },
    ],
  },
  { name: 'ec2-capacity', right: 'ec2', package: '@aws-sdk/client-ec2', client: 'EC2', calls: [{ operation: 'DescribeHosts' }, { operation: 'DescribeCapacityReservations' }] },
  { name: 'autoscaling', package: '@aws-sdk/client-auto-scaling', client: 'AutoScaling', calls: [{ operation: 'DescribeAutoScalingGroups' }, { operation: 'DescribeLaunchConfigurations' }] },
  {
    name: 'eks', package: '@aws-sdk/client-eks', client: 'EKS',
    calls: [
      {
        operation: 'ListClusters',
        next: (page) => texts(page, 'clusters').flatMap((clusterName): Call[] => [
          { operation: 'DescribeCluster', input: { name: clusterName } },
          { operation: 'ListNodegroups', input: { clusterName }, next: (groups) => texts(groups, 'nodegroups').map((nodegroupName) => ({ operation: 'DescribeNodegroup', input: { clusterName, nodegroupName } })) },
        ]),
      },
    ],
  },
  {
    name: 'ecs', package: '@aws-sdk/client-ecs', client: 'ECS',
    calls: [
      {
        operation: 'ListClusters',
        next: (page) => [
          ...tens(texts(page, 'clusterArns')).map((clusters): Call => ({ operation: 'DescribeClusters', input: { clusters, include: ['TAGS'] } })),
          ...texts(page, 'clusterArns').map((cluster): Call => ({
            operation: 'ListServices',
            input: { cluster },
            next: (found) => tens(texts(found, 'serviceArns')).map((some) => ({ operation: 'DescribeServices', input: { cluster, services: some, include: ['TAGS'] } })),
          })),
        ],
      },
    ],
  },
  { name: 'lambda', package: '@aws-sdk/client-lambda', client: 'Lambda', calls: [{ operation: 'ListFunctions' }] },
  { name: 'rds', package: '@aws-sdk/client-rds', client: 'RDS', calls: [{ operation: 'DescribeDBInstances' }, { operation: 'DescribeDBClusters' }] },
  { name: 'elasticache', package: '@aws-sdk/client-elasticache', client: 'ElastiCache', calls: [{ operation: 'DescribeCacheClusters' }, { operation: 'DescribeReplicationGroups' }] },
  { name: 'redshift', package: '@aws-sdk/client-redshift', client: 'Redshift', calls: [{ operation: 'DescribeClusters' }] },
  {
    name: 'sagemaker', package: '@aws-sdk/client-sagemaker', client: 'SageMaker',
    calls: [
      { operation: 'ListNotebookInstances', next: (page) => names(page, 'NotebookInstances', 'NotebookInstanceName').map((NotebookInstanceName) => ({ operation: 'DescribeNotebookInstance', input: { NotebookInstanceName } })) },
      { operation: 'ListEndpointConfigs', next: (page) => names(page, 'EndpointConfigs', 'EndpointConfigName').map((EndpointConfigName) => ({ operation: 'DescribeEndpointConfig', input: { EndpointConfigName } })) },
    ],
  },
  { name: 'dynamodb', package: '@aws-sdk/client-dynamodb', client: 'DynamoDB', calls: [{ operation: 'ListTables', next: (page) => texts(page, 'TableNames').map((TableName) => ({ operation: 'DescribeTable', input: { TableName } })) }] },
  { name: 'elasticfilesystem', package: '@aws-sdk/client-efs', client: 'EFS', calls: [{ operation: 'DescribeFileSystems' }] },
  { name: 'elasticloadbalancing', package: '@aws-sdk/client-elastic-load-balancing-v2', client: 'ElasticLoadBalancingV2', calls: [{ operation: 'DescribeLoadBalancers' }] },
  { name: 's3', package: '@aws-sdk/client-s3', client: 'S3', global: true, calls: [{ operation: 'ListBuckets', complete: bucketsWithPlaces }] },
  { name: 'iam', package: '@aws-sdk/client-iam', client: 'IAM', global: true, calls: [{ operation: 'GetAccountAuthorizationDetails', input: { Filter: ['User', 'Role', 'Group', 'LocalManagedPolicy'] } }] },
];

/** `aws s3api list-buckets` names buckets alone. */
async function bucketsWithPlaces(page: JsonObject, ask: Ask): Promise<JsonObject> {
  const buckets: JsonValue[] = [];
  for (const bucket of list(page, 'Buckets')) {
    const Bucket = member(bucket, 'Name');
    if (!isObject(bucket) || typeof Bucket !== 'string') continue;
    const place = await ask('GetBucketLocation', { Bucket });
    const tags = place === 'gone' ? place : await ask('GetBucketTagging', { Bucket });
    if (place === 'gone' || tags === 'gone') continue;
    const region = place === null ? null : (member(place, 'LocationConstraint') ?? 'us-east-1');
    buckets.push({ ...bucket, ...(region === null ? {} : { BucketRegion: region === 'EU' ? 'eu-west-1' : region }), ...(tags === null ? {} : { TagSet: member(tags, 'TagSet') ?? [] }) });
  }
  return { ...page, Buckets: buckets };
}

function list(page: JsonObject, key: string): readonly JsonValue[] {
  const value = member(page, key);
  return isArray(value) ? value : [];
}

function texts(page: JsonObject, key: string): readonly string[] {
  return list(page, key).filter((one) => typeof one === 'string');
}

function names(page: JsonObject, key: string, name: string): readonly string[] {
  return list(page, key).flatMap((one) => {
    const text = member(one, name);
    return typeof text === 'string' ? [text] : [];
  });
}

/** As many as one call of ECS describes. */
function tens(all: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(all.length / 10) }, (_, index) => all.slice(index * 10, index * 10 + 10));
}
