import { describe, expect, test } from 'vitest';
import { inventories } from '../opened.ts';
import { toldResource } from '../told.ts';

const compartment = 'ocid1.compartment.oc1..training';
const ocid = (kind: string, name: string, region = 'eu-frankfurt-1'): string => `ocid1.${kind}.oc1.${region}.${name}`;

const instance = {
  'availability-domain': 'Uocm:EU-FRANKFURT-1-AD-2', 'compartment-id': compartment, 'defined-tags': { 'Oracle-Tags': { CreatedBy: 'someone', CreatedOn: '2026-11-01' }, Operations: { CostCenter: '42' } }, 'display-name': 'trainer-1', 'freeform-tags': { owner: 'ml' }, id: ocid('instance', 'trainer1'),
  'image-id': ocid('image', 'ubuntu'), 'instance-configuration-id': null, 'lifecycle-state': 'RUNNING', metadata: { 'ssh-authorized-keys': 'x' }, 'preemptible-instance-config': { 'preemption-action': { type: 'TERMINATE' } }, region: 'eu-frankfurt-1', shape: 'VM.Standard.E5.Flex', 'shape-config': { ocpus: 4.0, 'memory-in-gbs': 64.0 }, 'system-tags': { 'orcl-cloud': { 'free-tier-retained': 'true' } },
};
const told = `oci_core_instance trainer-1, eu-frankfurt-1 zone Uocm:EU-FRANKFURT-1-AD-2, ${compartment}; shape VM.Standard.E5.Flex x 1; 8 vCPUs; spot; tags: Operations.CostCenter=42, owner=ml`;

/** As the SDKs and REST have it. */
const camel = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(camel);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()), /-tags$|^metadata$/.test(key) ? inner : camel(inner)]));
};

async function read(content: unknown, format = 'oci-list'): Promise<readonly string[]> {
  const { read: [inventory], problems } = await inventories({ 'answer.json': content });
  expect(problems).toEqual([]);
  expect(inventory?.format).toBe(format);
  return inventory?.resources.map(toldResource) ?? [];
}

describe('answers of OCI', () => {
  test.each<readonly [string, unknown]>([
    ['oci compute instance list', { data: [instance] }],
    ['oci compute instance get', { data: instance, etag: 'x' }],
    ['a list that is wrapped once more', { data: { items: [instance] } }],
    ['the SDKs: a list', [camel(instance)]],
    ['the SDKs: one', camel(instance)],
    ['REST: a list in items', { items: [camel(instance)] }],
    ['answers in a list', [{ data: [instance] }, { data: [] }]],
    ['an old region by its key', { data: [{ ...instance, region: 'fra' }] }],
    ['a region that only the availability domain tells', { data: [{ ...instance, region: null }] }],
  ])('%s', async (_, content) => {
    expect(await read(content)).toEqual([told]);
  });

  test('lines, and pages one behind the other', async () => {
    const other = { ...instance, id: ocid('instance', 'trainer2'), 'display-name': 'trainer-2' };
    const expected = [told, told.replace('trainer-1', 'trainer-2')];
    expect(await read(`${JSON.stringify(camel(instance))}\n${JSON.stringify(camel(other))}\n`)).toEqual(expected);
    expect(await read(`${JSON.stringify({ data: [instance], 'opc-next-page': 'abc' }, null, 2)}\n${JSON.stringify({ data: [other] }, null, 2)}\n`)).toEqual(expected);
  });

  test('in the words of Terraform, with identity and image', async () => {
    const { read: [inventory] } = await inventories({ 'a.json': { data: [instance] } });
    const [made] = inventory?.resources ?? [];
    expect(made).toMatchObject({ id: instance.id, address: instance.id, aliases: ['trainer-1'], image: { status: 'known', value: ocid('image', 'ubuntu') }, kind: 'instance', stage: 'inventory', regionPath: 'region' });
    expect(made?.attributes).toMatchObject({ shape_config: { ocpus: 4, memory_in_gbs: 64 }, metadata: { 'ssh-authorized-keys': 'x' }, defined_tags: { 'Operations.CostCenter': '42' } });
  });

  test.each<readonly [string, object, string]>([
    ['a node pool', { id: ocid('nodepool', 'gpu'), name: 'gpu', 'cluster-id': ocid('cluster', 'main'), 'compartment-id': compartment, 'node-shape': 'VM.GPU.A10.1', 'node-config-details': { size: 3, 'placement-configs': [] }, 'lifecycle-state': 'ACTIVE' }, `oci_containerengine_node_pool gpu, eu-frankfurt-1, ${compartment}; node_shape VM.GPU.A10.1 x 3; 1 nvidia A10; 30 vCPUs; tags: `],
    ['a bucket of a list, which has no tags and no place', { name: 'payroll', namespace: 'acme', 'compartment-id': compartment, 'created-by': 'x', etag: 'x', 'freeform-tags': null, 'defined-tags': null }, `oci_objectstorage_bucket payroll, (buckets are listed without their region; --provider-region oci=REGION tells it), ${compartment}; tags: … buckets are listed without tags (--fields tags adds them)`],
    ['a bucket with tags', { name: 'payroll', namespace: 'acme', 'compartment-id': compartment, id: ocid('bucket', 'payroll', 'fra'), 'freeform-tags': { owner: 'payroll' }, 'defined-tags': {} }, `oci_objectstorage_bucket payroll, eu-frankfurt-1, ${compartment}; tags: owner=payroll`],
    ['a summary of a type whose shape it leaves out', { id: ocid('instanceconfiguration', 'train'), 'display-name': 'train', 'compartment-id': compartment, 'freeform-tags': {}, 'defined-tags': {} }, `oci_core_instance_configuration train, eu-frankfurt-1, ${compartment}; instance_details (this list is a summary; get tells it) x 1; tags: `],
    ['a configuration whole', { id: ocid('instanceconfiguration', 'train'), 'display-name': 'train', 'compartment-id': compartment, 'instance-details': { 'instance-type': 'compute', 'launch-details': { shape: 'BM.GPU.H100.8', 'freeform-tags': { owner: 'ml' }, 'defined-tags': {} } }, 'freeform-tags': {} }, `oci_core_instance_configuration train, eu-frankfurt-1, ${compartment}; instance_details.launch_details.shape BM.GPU.H100.8 x 1; 8 nvidia H100; 224 vCPUs; tags: `],
    ['nodes of Big Data Service', { id: ocid('bigdataservice', 'lake'), 'display-name': 'lake', 'compartment-id': compartment, nodes: [{ 'node-type': 'MASTER', shape: 'VM.Standard2.4' }, { 'node-type': 'WORKER', shape: 'VM.Standard2.8' }, { 'node-type': 'WORKER', shape: 'VM.Standard2.8' }] }, `oci_bds_bds_instance lake, eu-frankfurt-1, ${compartment}; master_node[0].shape VM.Standard2.4 x 1; 8 vCPUs; master; worker_node[0].shape VM.Standard2.8 x 2; 16 vCPUs; worker; tags: `],
    ['a policy', { id: 'ocid1.policy.oc1..admins', name: 'admins', 'compartment-id': 'ocid1.tenancy.oc1..acme', statements: ['Allow group Admins to manage all-resources in tenancy'], 'freeform-tags': {} }, 'oci_identity_policy admins, global, ocid1.tenancy.oc1..acme root; tags: '],
    ['a kind that the catalogue does not know', { id: ocid('quantumleap', 'one'), 'display-name': 'one', 'compartment-id': compartment, 'freeform-tags': { owner: 'ml' } }, `oci_quantumleap one, eu-frankfurt-1, ${compartment}; tags: owner=ml`],
  ])('%s', async (_, row, expected) => {
    expect(await read({ data: [row] })).toEqual([expected]);
    expect(await read([camel(row)])).toEqual([expected]);
  });

  test('a bucket is known by namespace and name, with its OCID beside', async () => {
    const { read: [inventory] } = await inventories({ 'b.json': { data: { name: 'payroll', namespace: 'acme', 'compartment-id': compartment, id: ocid('bucket', 'payroll', 'fra'), 'freeform-tags': {} } } });
    expect(inventory?.resources[0]).toMatchObject({ id: 'n/acme/b/payroll', aliases: [ocid('bucket', 'payroll', 'fra'), 'payroll'] });
  });
});

describe('structured search', () => {
  const found = { identifier: ocid('instance', 'trainer1'), 'resource-type': 'Instance', 'compartment-id': compartment, 'display-name': 'trainer-1', 'availability-domain': 'Uocm:EU-FRANKFURT-1-AD-2', 'freeform-tags': { owner: 'ml' }, 'defined-tags': { 'Oracle-Tags': { CreatedBy: 'x' } }, 'system-tags': {}, 'lifecycle-state': 'Running', 'additional-details': {}, 'search-context': null };

  test('tells name, place and tags; the shape is not known', async () => {
    for (const content of [{ data: { items: [found] } }, { items: [camel(found)] }]) {
      expect(await read(content, 'oci-search')).toEqual([`oci_core_instance trainer-1, eu-frankfurt-1 zone Uocm:EU-FRANKFURT-1-AD-2, ${compartment}; shape (a search tells of a resource no more than its name, place and tags) x 1; tags: owner=ml`]);
    }
  });

  test('unless additional details were asked for', async () => {
    expect(await read({ data: { items: [{ ...found, 'additional-details': { shape: 'VM.Standard2.1', region: 'eu-frankfurt-1' } }] } }, 'oci-search')).toEqual([
      `oci_core_instance trainer-1, eu-frankfurt-1 zone Uocm:EU-FRANKFURT-1-AD-2, ${compartment}; shape VM.Standard2.1 x 1; 2 vCPUs; tags: owner=ml`,
    ]);
  });
});

describe('compartments', () => {
  const tree = { data: [
    { id: 'ocid1.compartment.oc1..platform', name: 'platform', 'compartment-id': 'ocid1.tenancy.oc1..acme', 'lifecycle-state': 'ACTIVE', 'freeform-tags': {}, 'defined-tags': {} },
    { id: compartment, name: 'training', 'compartment-id': 'ocid1.compartment.oc1..platform', 'lifecycle-state': 'ACTIVE', 'freeform-tags': {}, 'defined-tags': {} },
  ] };
  const path = async (files: Readonly<Record<string, unknown>>): Promise<unknown> => (await inventories(files)).read.flatMap(({ resources }) => resources).find(({ type }) => type === 'oci_core_instance')?.scope.path;

  test('of one file tell the paths of another, in whatever order they are given', async () => {
    expect(await path({ 'a.json': { data: [instance] }, 'b.json': tree })).toEqual({ status: 'known', value: 'root/platform/training' });
    expect(await path({ 'a.json': tree, 'b.json': { data: [instance] } })).toEqual({ status: 'known', value: 'root/platform/training' });
    expect(await path({ 'a.json': { data: [instance] }, 'b.json': camel(tree.data) })).toEqual({ status: 'known', value: 'root/platform/training' });
  });

  test('of which some are not told, and a circle of them', async () => {
    expect(await path({ 'a.json': { data: [instance] } })).toEqual({ status: 'absent' });
    expect(await path({ 'a.json': { data: [instance] }, 'b.json': { data: tree.data.slice(1) } })).toEqual({ status: 'known', value: 'ocid1.compartment.oc1..platform/training' });
    expect(await path({ 'a.json': { data: [instance] }, 'b.json': { data: [{ ...tree.data[1], 'compartment-id': compartment }] } })).toEqual({ status: 'known', value: `${compartment}/training` });
    expect(await path({ 'a.json': { data: [{ ...instance, 'compartment-id': 'ocid1.tenancy.oc1..acme' }] } })).toEqual({ status: 'known', value: 'root' });
  });

  test('are resources themselves', async () => {
    expect(await read(tree, 'oci-compartments')).toEqual(['oci_identity_compartment platform, global, ocid1.tenancy.oc1..acme root; tags: ', 'oci_identity_compartment training, global, ocid1.compartment.oc1..platform root/platform; tags: ']);
  });
});

describe('what others made', () => {
  const pool = { id: ocid('nodepool', 'gpu'), name: 'gpu', 'cluster-id': ocid('cluster', 'main'), 'compartment-id': compartment, 'node-shape': 'VM.GPU.A10.1', 'node-config-details': { size: 3 } };
  test.each<readonly [string, object]>([
    ['metadata of OKE', { metadata: { 'oke-pool-id': pool.id } }],
    ['tags of the system', { 'system-tags': { 'orcl-containerengine': { Cluster: ocid('cluster', 'main'), NodePool: pool.id } } }],
    ['the tag of Oracle', { 'defined-tags': { 'Oracle-Tags': { CreatedBy: pool.id } } }],
  ])('nodes stand with their pool: %s', async (_, more) => {
    const nodes = Array.from({ length: 3 }, (_unused, index) => ({ ...instance, ...more, id: ocid('instance', `node${index}`), 'display-name': `oke-${index}` }));
    const { read: [inventory] } = await inventories({ 'all.json': { data: [...nodes, pool] } });
    expect(inventory?.resources.map(({ name }) => name)).toEqual(['gpu']);
    expect(inventory?.end.notes).toEqual(['3 resources judged with what made them']);
  });

  test('of which the pool is listed in another file', async () => {
    const { read } = await inventories({ 'instances.json': { data: [{ ...instance, metadata: { 'oke-pool-id': pool.id } }, { ...instance, id: ocid('instance', 'jump'), 'display-name': 'jump' }] }, 'pools.json': { data: [pool] } });
    expect(read.map(({ resources }) => resources.map(({ name }) => name))).toEqual([['gpu'], ['jump']]);
  });

  test('a network stands for the lists that it begins with', async () => {
    const vcn = { id: ocid('vcn', 'main'), 'display-name': 'main', 'compartment-id': compartment, 'default-security-list-id': ocid('securitylist', 'default') };
    const { read: [inventory] } = await inventories({ 'all.json': { data: [{ id: ocid('securitylist', 'default'), 'display-name': 'Default Security List for main', 'vcn-id': vcn.id, 'compartment-id': compartment }, vcn] } });
    expect(inventory?.resources.map(({ name }) => name)).toEqual(['main']);
  });
});

describe('what is not judged, and why', () => {
  test.each<readonly [string, unknown, readonly string[]]>([
    ['terminated and deleted', { data: [{ ...instance, 'lifecycle-state': 'TERMINATED' }, { ...instance, 'lifecycle-state': 'TERMINATING' }, { id: ocid('volume', 'old'), 'compartment-id': compartment, 'lifecycle-state': 'DELETED' }] }, ['2 terminated resources not judged', '1 deleted resource not judged']],
    ['a page that is left', { data: [instance], 'opc-next-page': 'abc' }, ['not complete: an opc-next-page is left: there are more pages (--all fetches them)']],
    ['a page that is left behind others', [{ data: [instance], 'opc-next-page': 'a' }, { data: [], 'opc-next-page': 'abc' }], ['not complete: an opc-next-page is left: there are more pages (--all fetches them)']],
    ['answers in a list, all of them', [{ data: [instance], 'opc-next-page': 'a' }, { data: [] }], []],
    ['nothing', { data: [] }, ['the inventory holds no resources']],
    ['nothing found', { data: { items: [] } }, ['the inventory holds no resources']],
    ['listed twice', { data: [instance, instance] }, ['1 record is of a resource that is listed already: the newest one is judged']],
  ])('%s', async (_, content, notes) => {
    const { read: [inventory], problems } = await inventories({ 'answer.json': content });
    expect(problems).toEqual([]);
    expect(inventory?.end.notes).toEqual(notes);
  });

  test.each<readonly [string, unknown, string]>([
    ['an error in place of resources', { code: 'NotAuthorizedOrNotFound', message: 'Authorization failed or requested resource not found.', status: 404, 'opc-request-id': 'x' }, 'answer.json: an error stands in place of resources: NotAuthorizedOrNotFound: Authorization failed or requested resource not found.'],
    ['what the command line says', 'ServiceError:\n{\n    "code": "NotAuthenticated",\n    "status": 401\n}\n', "answer.json is an error message of a cloud's command line, in place of an answer"],
    ['another thing among them', { data: [instance, { size: 1 }] }, 'answer.json: no resource of OCI among them: one with size'],
    ['half a file', JSON.stringify({ data: [instance] }).slice(0, -60), 'answer.json ends too early inside data[0]'],
  ])('%s is a problem', async (_, content, message) => {
    const { problems } = await inventories({ 'answer.json': content });
    expect(problems[0]?.message).toContain(message);
  });
});
