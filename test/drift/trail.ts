import { gzipSync } from 'node:zlib';

/** Calls and things of a parcel service, as AWS tells them. */
export const account = '111122223333';
export const deployer = `arn:aws:iam::${account}:role/terraform-deploy`;

let made = 0;

export interface Call {
  readonly time: string;
  readonly name?: string;
  readonly id: string;
  readonly type?: string;
  readonly region?: string;
  /** A role, assumed by a session of this name. */
  readonly role?: string;
  readonly who?: string;
  readonly agent?: string;
  readonly error?: string;
}

export const browser = 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0';

/** A record of CloudTrail: of a launch, else of what `name` says is done to the instance. */
export function record({ time, name = 'RunInstances', id, type = 'm7i.large', region = 'eu-west-1', role = 'Developer', who = 'mona', agent = browser, error }: Call): object {
  made += 1;
  const launched = name === 'RunInstances';
  return {
    eventVersion: '1.11', eventID: `event-${made}`, eventTime: time, eventSource: 'ec2.amazonaws.com', eventName: name, awsRegion: region, readOnly: false, eventType: 'AwsApiCall', recipientAccountId: account,
    sourceIPAddress: '198.51.100.23', userAgent: agent,
    userIdentity: { type: 'AssumedRole', arn: `arn:aws:sts::${account}:assumed-role/${role}/${who}`, accountId: account, sessionContext: { sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${account}:role/${role}`, accountId: account, userName: role } } },
    requestParameters: launched ? { instanceType: type, instancesSet: { items: [{ imageId: 'ami-0a1b2c3d4e5f60001', minCount: 1, maxCount: 1 }] } } : { instancesSet: { items: [{ instanceId: id }] } },
    responseElements: error !== undefined ? null : { instancesSet: { items: [{ instanceId: id, ...(launched ? { instanceType: type, imageId: 'ami-0a1b2c3d4e5f60001', placement: { availabilityZone: `${region}a` } } : {}) }] } },
    ...(error === undefined ? {} : { errorCode: error, errorMessage: 'no' }),
  };
}

export function trail(records: readonly object[]): string {
  return JSON.stringify({ Records: records });
}

export function packed(records: readonly object[]): Buffer {
  return gzipSync(trail(records));
}

export interface Machine {
  readonly id: string;
  readonly type?: string;
  readonly region?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly image?: string;
}

/** `aws ec2 describe-instances` */
export function instances(machines: readonly Machine[]): string {
  return JSON.stringify({
    Reservations: machines.map(({ id, type = 'm7i.large', region = 'eu-west-1', tags = {} }) => ({
      OwnerId: account,
      Instances: [{ InstanceId: id, InstanceType: type, ImageId: 'ami-0a1b2c3d4e5f60001', State: { Name: 'running' }, Placement: { AvailabilityZone: `${region}a` }, SecurityGroups: [{ GroupId: 'sg-0aaaabbbbccccdddd', GroupName: 'parcels' }], Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) }],
    })),
  });
}

/** A Terraform state. */
export function state(machines: readonly Machine[]): string {
  return JSON.stringify({
    version: 4, terraform_version: '1.11.4', serial: 1, lineage: '7d3b4c52-6f0e-4c0b-9c39-5a3c1c9f2b10', outputs: {},
    resources: machines.map(({ id, type = 'm7i.large', region = 'eu-west-1', tags = {}, image = 'ami-0a1b2c3d4e5f60001' }, index) => ({
      mode: 'managed', type: 'aws_instance', name: `parcels_${index}`, provider: 'provider["registry.terraform.io/hashicorp/aws"]',
      instances: [{ schema_version: 2, attributes: { id, arn: `arn:aws:ec2:${region}:${account}:instance/${id}`, instance_type: type, ami: image, availability_zone: `${region}a`, vpc_security_group_ids: ['sg-0aaaabbbbccccdddd'], tags, tags_all: tags } }],
    })),
  });
}

export interface Planned extends Machine {
  readonly actions: readonly string[];
  /** What Terraform found in its place: changed, or nothing. */
  readonly found?: Machine | null;
  /** What the code has changed. */
  readonly wanted?: Partial<Machine>;
}

/** A plan, and in it the state from before. */
export function plan(machines: readonly Planned[]): string {
  const values = ({ id, type = 'm7i.large', region = 'eu-west-1', tags = {}, image = 'ami-0a1b2c3d4e5f60001' }: Machine): object => ({ id, arn: `arn:aws:ec2:${region}:${account}:instance/${id}`, instance_type: type, ami: image, availability_zone: `${region}a`, vpc_security_group_ids: ['sg-0aaaabbbbccccdddd'], tags, tags_all: tags });
  const named = (index: number): object => ({ address: `aws_instance.parcels_${index}`, mode: 'managed', type: 'aws_instance', name: `parcels_${index}`, provider_name: 'registry.terraform.io/hashicorp/aws' });
  const { id: _, arn: __, ...anew } = values({ id: '' }) as { readonly id: string; readonly arn: string };
  return JSON.stringify({
    format_version: '1.2', terraform_version: '1.11.4', planned_values: { root_module: {} },
    resource_changes: machines.map((machine, index) => ({
      ...named(index),
      change: { actions: machine.actions, before: machine.found === null ? null : values(machine.found ?? machine), after: machine.actions[0] === 'no-op' || machine.actions[0] === 'update' ? values({ ...machine, ...machine.wanted }) : machine.actions.includes('create') ? anew : null, after_unknown: machine.actions.includes('create') ? { id: true, arn: true } : {}, before_sensitive: {}, after_sensitive: {} },
    })),
    resource_drift: machines.flatMap((machine, index) => (machine.found === undefined ? [] : [{ ...named(index), change: { actions: [machine.found === null ? 'delete' : 'update'], before: values(machine), after: machine.found === null ? null : values(machine.found), after_unknown: {}, before_sensitive: {}, after_sensitive: {} } }])),
    prior_state: { format_version: '1.0', terraform_version: '1.11.4', values: { root_module: { resources: machines.map((machine, index) => ({ ...named(index), schema_version: 2, values: values(machine), sensitive_values: {} })) } } },
    configuration: { provider_config: {}, root_module: {} },
  });
}
