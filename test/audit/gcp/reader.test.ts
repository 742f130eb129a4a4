import { describe, expect, test } from 'vitest';
import { reader } from '../../../src/audit/gcp/reader.ts';
import type { Passed, ReaderOptions } from '../../../src/audit/reader.ts';
import type { AuditEvent } from '../../../src/model/event.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { entry, pipeline, project, type Logged } from './entries.ts';

function read(records: readonly JsonObject[], pipelines: ReaderOptions['pipelines'] = []): { readonly events: readonly AuditEvent[]; readonly passed: readonly Passed[] } {
  const reading = reader.open({ pipelines });
  const told = records.map((record, index) => reading.read(reader.unwrap(record) as JsonObject, { file: 'activity.json', record: index + 1 }));
  return { events: [...told.filter((one): one is AuditEvent => 'id' in one), ...reading.finish()], passed: told.filter((one): one is Passed => 'passed' in one) };
}

const name = `projects/${project}/zones/us-central1-a/instances/miner-1`;
const insert: Logged = { api: 'compute', method: 'v1.compute.instances.insert', resource: name, userAgent: 'Mozilla/5.0 (Macintosh) AppleWebKit/537.36,gzip(gfe)', labels: { instance_id: '8758546889396539388', zone: 'us-central1-a' } };
const request: JsonObject = {
  name: 'miner-1',
  machineType: `projects/${project}/zones/us-central1-a/machineTypes/a2-highgpu-8g`,
  labels: [{ key: 'owner', value: 'mona' }],
  guestAccelerators: [{ acceleratorType: `projects/${project}/zones/us-central1-a/acceleratorTypes/nvidia-tesla-a100`, acceleratorCount: 8 }],
  disks: [{ boot: true, initializeParams: { sourceImage: 'projects/debian-cloud/global/images/debian-12-bookworm-v20261101' } }],
};
const first = entry({ ...insert, insertId: 'one', request, response: { targetId: '8758546889396539388', targetLink: `https://www.googleapis.com/compute/v1/${name}`, status: 'RUNNING' }, operation: { id: 'operation-1', first: true } });
const last = entry({ ...insert, at: '2026-11-28T02:14:19.5Z', insertId: 'two', request: {}, operation: { id: 'operation-1', last: true } });

const made: AuditEvent = {
  id: `${project} operation-1`,
  provider: 'gcp',
  time: '2026-11-28T02:14:05.123Z',
  name: 'v1.compute.instances.insert',
  service: 'compute.googleapis.com',
  deed: 'create',
  touches: null,
  outcome: 'success',
  error: null,
  scope: expect.objectContaining({ project: { status: 'known', value: project }, folders: { status: 'unknown', because: 'logs do not tell the folders around a project; an export of Cloud Asset Inventory does', refs: [] } }) as AuditEvent['scope'],
  region: 'us-central1',
  actor: { principal: 'mona@shop.example', kind: 'user', name: 'mona@shop.example', behind: null, account: null, address: '203.0.113.9', userAgent: 'Mozilla/5.0 (Macintosh) AppleWebKit/537.36,gzip(gfe)', invokedBy: null },
  channel: 'console',
  claimed: 'console',
  subjects: [
    {
      row: {
        type: 'compute.googleapis.com/Instance',
        id: `//compute.googleapis.com/${name}`,
        aliases: [`https://www.googleapis.com/compute/v1/${name}`, '8758546889396539388', `//compute.googleapis.com/projects/${project}/zones/us-central1-a/instances/8758546889396539388`],
        name: 'miner-1',
        region: { status: 'known', value: 'us-central1' },
        regionPath: 'resource.location',
        zone: { status: 'known', value: 'us-central1-a' },
        scope: expect.objectContaining({ project: { status: 'known', value: project } }) as AuditEvent['scope'],
        values: { ...request, labels: { owner: 'mona' } },
        untold: {},
        partial: null,
        gone: null,
        madeBy: null,
        recorded: null,
      },
      count: 1,
    },
  ],
  grants: [],
  source: { file: 'activity.json', record: 1 },
  gaps: [],
};

describe('a long-running operation', () => {
  test('is one event, of its first entry and the outcome of its last', () => {
    expect(read([first, last])).toEqual({ events: [made], passed: [{ passed: 'held', what: 'v1.compute.instances.insert' }] });
  });

  test('is the same where the newest stands first, as in lists of gcloud', () => {
    expect(read([last, first]).events).toEqual([{ ...made, source: { file: 'activity.json', record: 2 } }]);
  });

  test('is told once, in whatever files its entries stand twice', () => {
    const { events, passed } = read([first, last, last, first]);
    expect(events).toEqual([made]);
    expect(passed.map((one) => one.passed)).toEqual(['held', 'duplicate', 'duplicate']);
  });

  test('that ends badly has made nothing', () => {
    const failed = entry({ ...insert, at: '2026-11-28T02:14:19.5Z', insertId: 'two', request: {}, status: { code: 8, message: "Quota 'NVIDIA_A100_GPUS' exceeded. Limit: 0.0 in region us-central1." }, operation: { id: 'operation-1', last: true } });
    expect(read([failed, first]).events).toEqual([{ ...made, outcome: 'quota', error: { code: 'RESOURCE_EXHAUSTED', message: "Quota 'NVIDIA_A100_GPUS' exceeded. Limit: 0.0 in region us-central1." }, source: { file: 'activity.json', record: 2 } }]);
  });

  test('of which one entry is in the log says so', () => {
    expect(read([first]).events).toEqual([{ ...made, outcome: 'accepted', gaps: ['the end of the operation is not in the log'] }]);
    const [event] = read([last]).events;
    expect(event).toMatchObject({ outcome: 'success', gaps: ['the entry that holds the request is not in the log'], subjects: [{ row: { id: `//compute.googleapis.com/${name}`, values: {}, partial: 'the entry that holds the request is not in the log' } }] });
  });

  test('in one entry with both marks is done', () => {
    expect(read([entry({ ...insert, request, operation: { id: 'operation-9', first: true, last: true } })]).events).toMatchObject([{ outcome: 'success', gaps: [] }]);
  });

  test('that is refused at once has no second entry', () => {
    expect(read([entry({ ...insert, request, operation: { id: 'operation-9', first: true }, status: { code: 7, message: "Required 'compute.instances.create' permission" } })]).events).toMatchObject([{ outcome: 'denied', gaps: [] }]);
  });
});

describe('how a call ended', () => {
  test.each<[string, JsonObject, AuditEvent['outcome'], string]>([
    ['not allowed', { code: 7, message: 'PERMISSION_DENIED' }, 'denied', 'PERMISSION_DENIED'],
    ['nobody', { code: 16 }, 'denied', 'UNAUTHENTICATED'],
    ['a quota', { code: 8, message: 'Quota exceeded' }, 'quota', 'RESOURCE_EXHAUSTED'],
    ['a zone without machines', { code: 8, message: 'ZONE_RESOURCE_POOL_EXHAUSTED_WITH_DETAILS' }, 'failed', 'RESOURCE_EXHAUSTED'],
    ['a policy of the organization', { code: 9, message: 'not allowed', details: [{ violations: [{ type: 'constraints/compute.vmExternalIpAccess' }] }] }, 'denied', 'constraints/compute.vmExternalIpAccess'],
    ['a policy of the organization, in words', { code: 9, message: "Constraint constraints/gcp.resourceLocations violated for projects/1" }, 'denied', 'FAILED_PRECONDITION'],
    ['a condition that does not hold', { code: 9, message: 'The resource is in use' }, 'failed', 'FAILED_PRECONDITION'],
    ['a perimeter', { code: 7, details: [{ violations: [{ type: 'VPC_SERVICE_CONTROLS' }] }] }, 'denied', 'VPC_SERVICE_CONTROLS'],
    ['it is there already', { code: 6 }, 'failed', 'ALREADY_EXISTS'],
    ['a code of its own', { code: 99 }, 'failed', '99'],
  ])('%s', (_, status, outcome, code) => {
    expect(read([entry({ ...insert, request, status })]).events).toMatchObject([{ deed: 'create', outcome, error: { code }, subjects: [{ row: { values: { machineType: request['machineType'] } } }] }]);
  });

  test('no code and code 0 are no failure', () => {
    for (const status of [{}, { code: 0 }, { message: 'fine' }]) expect(read([entry({ ...insert, request, status })]).events).toMatchObject([{ outcome: 'success', error: null }]);
  });
});

describe('who called', () => {
  test.each<[string, Partial<Logged>, AuditEvent['channel'], AuditEvent['channel'], Partial<AuditEvent['actor']>]>([
    ['a person in the console', {}, 'console', 'console', { kind: 'user' }],
    ['a person with gcloud', { userAgent: 'google-cloud-sdk gcloud/548.0.0 command/gcloud.compute.instances.create invocation-id/1 environment/devshell' }, 'cli', 'cli', { kind: 'user' }],
    ['a person with gsutil', { userAgent: 'apitools Python/3.11 gsutil/5.30 (linux) analytics/disabled' }, 'cli', 'cli', {}],
    ['Terraform, as it says', { userAgent: 'Terraform/1.13.5 (+https://www.terraform.io) Terraform-Plugin-SDK/2.37.0 terraform-provider-google/7.2.0', principal: 'robot@other.iam.gserviceaccount.com' }, 'terraform', 'terraform', { kind: 'service-account', name: 'robot', account: 'other' }],
    ['a pipeline', { principal: pipeline, userAgent: 'Terraform/1.13.5 terraform-provider-google/7.2.0' }, 'pipeline', 'terraform', { kind: 'service-account', account: project }],
    ["a pipeline's account in somebody's hands", { principal: pipeline }, 'pipeline', 'console', {}],
    ['a group of machines', { principal: '283064183700@cloudservices.gserviceaccount.com', userAgent: 'GCE Managed Instance Group for Tesseract' }, 'service', 'service', { kind: 'service', invokedBy: 'managed instance group' }],
    ['somebody who calls himself a group of machines', { userAgent: 'GCE Managed Instance Group for Tesseract' }, 'unknown', 'unknown', { kind: 'user', invokedBy: null }],
    ['an agent of Kubernetes Engine', { principal: 'service-283064183700@container-engine-robot.iam.gserviceaccount.com' }, 'service', 'service', { kind: 'service' }],
    ['a node', { principal: 'system:node:gke-shop-gpu-1' }, 'service', 'service', { kind: 'service' }],
    ['the cloud itself', { principal: '', log: 'system_event' }, 'service', 'service', { kind: 'service', principal: 'Google Cloud' }],
    ['nobody that the entry tells', { principal: '', userAgent: '' }, 'unknown', 'unknown', { kind: 'unknown', principal: 'unknown' }],
    ['a library', { principal: 'robot@other.iam.gserviceaccount.com', userAgent: 'google-api-go-client/0.5,gzip(gfe)' }, 'sdk', 'sdk', {}],
  ])('%s', (_, given, channel, claimed, actor) => {
    expect(read([entry({ ...insert, request, ...given })], [{ gcp: 'deployer@*' }]).events).toMatchObject([{ channel, claimed, actor }]);
  });

  test('an account that somebody impersonates has somebody behind it', () => {
    const more = { authenticationInfo: { principalEmail: pipeline, serviceAccountDelegationInfo: [{ firstPartyPrincipal: { principalEmail: 'mona@shop.example' } }] } };
    expect(read([entry({ ...insert, request, more })]).events).toMatchObject([{ actor: { principal: pipeline, behind: 'mona@shop.example' } }]);
  });
});

describe('machines', () => {
  test('that one call makes are each told where it names them', () => {
    const many = { count: '2', instanceProperties: { machineType: 'a2-highgpu-1g' }, perInstanceProperties: { 'train-a': {}, 'train-b': { name: 'train-b' } } };
    const [event] = read([entry({ api: 'compute', method: 'v1.compute.instances.bulkInsert', resource: `projects/${project}/zones/us-central1-a/instances`, request: { ...many, name: 'x' } })]).events;
    expect(event?.subjects).toMatchObject(['train-a', 'train-b'].map((one) => ({ row: { id: `//compute.googleapis.com/projects/${project}/zones/us-central1-a/instances/${one}`, name: one, values: { machineType: 'a2-highgpu-1g' } }, count: 1 })));
  });

  test('of a template are of a type that the entry does not tell', () => {
    const [event] = read([entry({ ...insert, request: { name: 'miner-1', sourceInstanceTemplate: 'x' } })]).events;
    expect(event?.subjects[0]?.row.untold).toEqual({ machineType: 'the entry does not tell the machine type: it may come from a template' });
  });

  test('of a group name the group that made them', () => {
    const of = { ...request, metadata: { items: [{ key: 'created-by', value: `projects/283064183700/zones/us-central1-a/instanceGroupManagers/train` }] } };
    expect(read([entry({ ...insert, request: of })]).events[0]?.subjects[0]?.row.madeBy).toBe(`//compute.googleapis.com/projects/${project}/zones/us-central1-a/instanceGroupManagers/train`);
  });

  test('of a group that changes its size in a way that the entry does not tell are a gap', () => {
    expect(read([entry({ api: 'compute', method: 'v1.compute.instanceGroupManagers.resize', resource: `projects/${project}/zones/us-central1-a/instanceGroupManagers/train` })]).events).toMatchObject([{ gaps: ['the entry does not tell how many machines'], subjects: [{ count: 1 }] }]);
  });
});

describe('what is no event is told', () => {
  test.each<[JsonObject, Passed]>([
    [entry({ api: 'compute', method: 'v1.compute.instances.list' }), { passed: 'read-only', what: 'v1.compute.instances.list' }],
    [entry({ api: 'storage', method: 'storage.objects.create' }), { passed: 'unlisted', what: 'storage.googleapis.com:objects.create' }],
    [{ logName: `projects/${project}/logs/compute.googleapis.com%2Fvpc_flows`, insertId: 'x', jsonPayload: {} }, { passed: 'no-change', what: 'entry of another log (compute.googleapis.com/vpc_flows)' }],
    [{ ...entry(insert), timestamp: 'soon', receiveTimestamp: 'later' }, { passed: 'malformed', what: 'has no time that can be told' }],
    [{ protoPayload: { serviceName: 'compute.googleapis.com' }, timestamp: '2026-11-28T02:14:05Z' }, { passed: 'malformed', what: 'has no method name' }],
  ])('%#', (record, passed) => {
    expect(read([record])).toEqual({ events: [], passed: [passed] });
  });

  test('entries come out of the message of a sink, and others are not taken for them', () => {
    expect(reader.unwrap({ logEntry: first })).toBe(first);
    for (const record of [{ eventName: 'RunInstances', eventSource: 'ec2.amazonaws.com' }, { operationName: 'Microsoft.Compute/virtualMachines/write', resourceId: '/subscriptions/1' }, { logEntry: 'x' }, {}]) expect(reader.unwrap(record)).toBeNull();
  });

  test('a digest knows whose entry it is', () => {
    expect(reader.open({ pipelines: [] }).scopeOf(first)).toEqual({ scope: project, region: null, time: '2026-11-28T02:14:05.123Z' });
  });
});

describe('labels', () => {
  const set = (request: JsonObject | undefined, more: Partial<Logged> = {}) => entry({ api: 'compute', method: 'v1.compute.instances.setLabels', resource: name, labels: { instance_id: '8758546889396539388' }, ...(request === undefined ? {} : { request }), ...more });
  const cluster = { api: 'container', method: 'google.container.v1.ClusterManager.SetLabels', resource: `projects/${project}/zones/us-central1-a/clusters/shop` };

  test.each<[string, readonly JsonObject[], JsonObject, Readonly<Record<string, string>>]>([
    ['are those of the request', [set({ labels: [{ key: 'cost', value: '42' }], labelFingerprint: 'x' })], { labels: { cost: '42' } }, {}],
    ['are none where it has none', [set({ labelFingerprint: 'x' })], { labels: {} }, {}],
    ['are not told where the request is not in the log', [set(undefined, { operation: { id: 'operation-2', last: true } })], {}, { labels: 'the entry that holds the request is not in the log' }],
    ['of a cluster have another name', [set({ resourceLabels: { cost: '42' } }, cluster)], { resourceLabels: { cost: '42' } }, {}],
  ])('that are set %s, and all that are left', (_, records, values, untold) => {
    const [event] = read(records).events;
    expect(event).toMatchObject({ deed: 'modify', touches: 'tags', replacesTags: true, subjects: [{ row: { values, untold } }] });
  });
});
