import { isUtf8 } from 'node:buffer';
import { describe, expect, test, vi } from 'vitest';
import type { JsonObject, JsonValue } from '#model/json.ts';
import { absent, known, oneOf, unknown } from '#model/known.ts';
import { ProblemError } from '#model/problem.ts';
import type { Resource } from '#model/resource.ts';
import { Batcher, type InputBatch } from '#rego/batches.ts';
import { JsonBytes } from '#rego/json-bytes.ts';
import * as view from '#rego/view.ts';
import { documentPolicy, machine, policy } from './training.ts';

const text = ({ bytes }: InputBatch): string => Buffer.from(bytes).toString();
const read = (batch: InputBatch): JsonObject => JSON.parse(text(batch)) as JsonObject;
const viewed = (resource: Resource, form: view.ViewForm): JsonObject => {
  const json = new JsonBytes();
  view.writeView(json, resource, form);
  return JSON.parse(Buffer.from(json.bytes).toString()) as JsonObject;
};
const addresses = (batch: InputBatch): readonly JsonValue[] => (read(batch)['resources'] as readonly JsonObject[]).map((one) => one['address'] ?? null);
/** [module, entries, addresses] of each batch. */
const outline = (batches: Iterable<InputBatch>) => [...batches].map((batch) => [batch.module, batch.entryIds, addresses(batch)]);

const trainer = machine('aws_instance.trainer');
const scratch = machine('aws_ebs_volume.scratch', { kind: 'disk' });
const store = machine('google_storage_bucket.store', { provider: 'gcp', kind: 'bucket' });

function all(batcher: Batcher, resources: readonly Resource[], document: JsonObject | null = null): InputBatch[] {
  return [...batcher.add(resources), ...batcher.finish(document)];
}

describe('what policies are handed', () => {
  test('policies that ask for the same share one document, over all modules', () => {
    const batcher = new Batcher([{ policies: [policy('regions'), policy('scopes')] }, { policies: [policy('team-names')] }], 'plan.json');
    const batches = all(batcher, [trainer, scratch]);
    expect(outline(batches)).toEqual([
      [0, ['regions', 'scopes'], ['aws_instance.trainer', 'aws_ebs_volume.scratch']],
      [1, ['team-names'], ['aws_instance.trainer', 'aws_ebs_volume.scratch']],
    ]);
    expect(batches[0]?.bytes).toBe(batches[1]?.bytes);
    expect(batches.map((batch) => batch.path)).toEqual(['plan.json', 'plan.json']);
    expect(batches.map(read)[0]).toEqual({ path: 'plan.json', resources: [viewed(trainer, { attributes: false, relations: true, without: [] }), viewed(scratch, { attributes: false, relations: true, without: [] })] });
  });

  test('a policy that judges each resource by itself is handed no relations', () => {
    const subnet = { ...trainer, relations: [{ role: 'subnet' as const, path: 'subnet_id', address: 'aws_subnet.gpu', id: null }] };
    const policies = [policy('shapes', { relations: false, without: [] }), policy('subnets')];
    const views = all(new Batcher([{ policies }], 'plan.json'), [subnet]).map((batch) => [batch.entryIds, read(batch)] as const);
    expect(views).toEqual([
      [['shapes'], { path: 'plan.json', resources: [viewed(subnet, { attributes: false, relations: false, without: [] })] }],
      [['subnets'], { path: 'plan.json', resources: [viewed(subnet, { attributes: false, relations: true, without: [] })] }],
    ]);
    expect(JSON.stringify(views[0])).not.toContain('aws_subnet.gpu');
    expect(JSON.stringify(views[1])).toContain('aws_subnet.gpu');
  });

  test('a policy is not handed what it does without, nor what is not known of that', () => {
    const later = unknown('known after apply');
    const cluster = { ...trainer, region: later, tags: { entries: [{ key: 'team', value: later, origin: 'tags' }], open: null } };
    const [batch] = all(new Batcher([{ policies: [policy('subnets', { without: ['places', 'shapes', 'tags'] })] }], 'plan.json'), [cluster]);
    expect(batch && read(batch)).toEqual({
      path: 'plan.json',
      resources: [{ address: 'aws_instance.trainer', provider: 'aws', type: 'aws_instance', kind: 'instance', name: 'trainer', stage: 'plan', action: 'create', inCatalog: true, relations: [], grants: [], unknown: {}, oneOf: {} }],
    });
  });

  test('types select, by name or with *', () => {
    const policies = [policy('volumes', { types: ['aws_ebs_*'] }), policy('machines', { types: ['aws_instance', 'oci_core_instance'] })];
    expect(outline(all(new Batcher([{ policies }], 'plan.json'), [trainer, { ...scratch, type: 'aws_ebs_volume' }]))).toEqual([
      [0, ['volumes'], ['aws_ebs_volume.scratch']],
      [0, ['machines'], ['aws_instance.trainer']],
    ]);
  });

  test('kinds and providers select; a policy that selects nothing of the input is not evaluated', () => {
    const policies = [
      policy('disks', { kinds: ['disk', 'bucket'] }),
      policy('storage', { kinds: ['bucket', 'disk'] }),
      policy('gcp-disks', { kinds: ['disk'], providers: ['gcp'] }),
      policy('gcp', { providers: ['gcp'] }),
      policy('plan-of-databases', { reads: 'plan', kinds: ['database'] }),
    ];
    expect(outline(all(new Batcher([{ policies }], 'plan.json'), [trainer, scratch, store]))).toEqual([
      [0, ['disks', 'storage'], ['aws_ebs_volume.scratch', 'google_storage_bucket.store']],
      [0, ['gcp'], ['google_storage_bucket.store']],
    ]);
  });

  test('of a plan what is judged alone comes by itself, and is let go when a batch is full', () => {
    const policies = [policy('network-baseline', { reads: 'plan', types: ['aws_*', 'google_*'], alone: [{ types: ['google_*'], stages: null }] })];
    const batcher = new Batcher([{ policies }], 'plan.json');
    const buckets = Array.from({ length: 3_000 }, (_, index) => ({ ...store, type: 'google_storage_bucket', address: `google_storage_bucket.store-${index}`, name: 'x'.repeat(200) }));
    const early = [...batcher.add([trainer, ...buckets])];
    expect(early.length).toBeGreaterThan(0);
    expect(early.flatMap(addresses)).not.toContain('aws_instance.trainer');
    const late = [...batcher.finish(null)];
    expect([...early, ...late].flatMap(addresses)).toHaveLength(3_001);
    expect(outline(late).at(-1)).toEqual([0, ['network-baseline'], ['aws_instance.trainer']]);
  });

  test('alone at one stage is not alone at another', () => {
    const policies = [policy('network-baseline', { reads: 'plan', types: ['AWS::EC2::*'], alone: [{ types: ['AWS::EC2::Instance'], stages: ['inventory'] }] })];
    const [declared, live] = [machine('Trainer', { type: 'AWS::EC2::Instance', stage: 'template' }), machine('i-0a', { type: 'AWS::EC2::Instance', stage: 'inventory' })];
    expect(outline(all(new Batcher([{ policies }], 'plan.json'), [declared, live]))).toEqual([
      [0, ['network-baseline'], ['i-0a']],
      [0, ['network-baseline'], ['Trainer']],
    ]);
  });

  test('the memory of a batch serves a later one, once all modules have judged it', () => {
    const batcher = new Batcher([{ policies: [policy('regions')] }, { policies: [policy('team-names')] }], 'plan.json');
    const buckets = Array.from({ length: 3_000 }, (_, index) => ({ ...store, address: `google_storage_bucket.store-${index}`, name: 'x'.repeat(200) }));
    const [first, same] = [...batcher.add(buckets)] as [InputBatch, InputBatch];
    const written = text(first);
    first.done();
    // The second module has it still.
    expect([...batcher.add(buckets)].map(({ bytes }) => bytes.buffer)).not.toContain(first.bytes.buffer);
    expect(text(same)).toBe(written);
    same.done();
    const later = [...batcher.add(buckets), ...batcher.add(buckets)];
    expect(later.map(({ bytes }) => bytes.buffer)).toContain(first.bytes.buffer);
  });

  test('an input without resources gives no batch', () => {
    expect(all(new Batcher([{ policies: [policy('regions'), policy('network-baseline', { reads: 'plan' })] }], 'plan.json'), [])).toEqual([]);
  });

  test('attributes go only to those who ask', () => {
    const batcher = new Batcher([{ policies: [policy('regions'), policy('network-baseline', { attributes: true })] }], 'plan.json');
    const batches = all(batcher, [machine('aws_instance.trainer', { attributes: { ebs_optimized: true } })]);
    expect(batches.map((batch) => (read(batch)['resources'] as readonly JsonObject[]).map((one) => one['attributes'] ?? null))).toEqual([[null], [{ ebs_optimized: true }]]);
  });

  test('named attributes come alone, with what is not known in them', () => {
    const trainer = machine('aws_instance.trainer', {
      attributes: { ebs_optimized: true, root_block_device: [{ volume_size: 100 }], user_data: 'x'.repeat(100) },
      unknownAttributes: ['root_block_device[0].tags', 'root_block', 'subnet_id'].map((path) => ({ path, unknown: { status: 'unknown', because: 'known after apply', refs: [] } })),
    });
    const batcher = new Batcher([{ policies: [policy('disks', { attributes: ['root_block_device', 'ebs_block_device'] }), policy('all', { attributes: true })] }], 'plan.json');
    const [disks, whole] = all(batcher, [trainer]).map((batch) => (read(batch)['resources'] as readonly JsonObject[])[0]);
    const unknown = { because: 'known after apply', refs: [] };
    expect(disks).toMatchObject({ attributes: { root_block_device: [{ volume_size: 100 }] }, unknown: { 'attributes.root_block_device[0].tags': unknown } });
    expect([Object.keys(disks?.['attributes'] ?? {}), Object.keys(disks?.['unknown'] ?? {})]).toEqual([['root_block_device'], ['attributes.root_block_device[0].tags']]);
    expect([Object.keys(whole?.['attributes'] ?? {}).length, Object.keys(whole?.['unknown'] ?? {}).length]).toEqual([3, 3]);
  });

  test('a policy on documents gets the raw document, and only that', () => {
    const document = JSON.parse('{"resource_changes":[{"address":"aws_instance.trainer"}],"__proto__":{"variables":{}}}') as JsonObject;
    const batches = all(new Batcher([{ policies: [policy('regions')] }, { policies: [documentPolicy('deny'), documentPolicy('warn')] }], 'plan.json'), [trainer], document);
    expect(batches.map((batch) => [batch.module, batch.entryIds])).toEqual([[0, ['regions']], [1, ['main.deny', 'main.warn']]]);
    expect(batches.map(text)[1]).toBe(JSON.stringify(document));
  });

  test('without a document, policies on documents get nothing', () => {
    expect(all(new Batcher([{ policies: [documentPolicy('deny')] }], 'main.tf'), [trainer], null)).toEqual([]);
  });
});

describe('what a policy sees of a resource', () => {
  const later = unknown('known after apply', ['aws_vpc.gpu.id']);
  const found = { because: 'known after apply', refs: ['aws_vpc.gpu.id'] };
  const trainer = machine('module.gpu["a.b"].aws_instance.trainer[0]', {
    id: 'i-1', previousAddress: 'aws_instance.old', conditional: unknown('its count is not known', ['var.gpus']), source: { file: 'gpu.tf', line: 3, column: 1 },
    region: later, zone: known('eu-west-1a'), image: oneOf(['ami-1', 'ami-2'], 'one of two', []), otherRegions: [{ path: 'replica[0].region', name: known('eu-north-1') }, { path: 'replica[1].region', name: later }],
    scope: { ...machine('').scope, account: known('111122223333'), folders: known(['root', 'ml']), path: later },
    shapes: [
      { path: 'instance_type', form: 'name', name: known('p5.48xlarge'), count: known(2), vcpus: later, accelerator: { vendor: 'nvidia', model: 'H100', count: later, fraction: null }, market: 'spot', role: null },
      { path: 'size', form: 'name', name: absent, count: known(1), vcpus: absent, accelerator: null, market: null, role: 'worker' },
    ],
    tags: { entries: [{ key: 'owner', value: known('ml "platform"'), origin: 'tags' }, { key: 'team', value: later, origin: 'provider aws default_tags' }], open: later },
    nestedTags: [{ path: 'root_block_device[0].tags', target: 'volume', tags: { entries: [{ key: 'size', value: oneOf(['s', 'm'], 'one of two', ['var.size']), origin: 'tags' }], open: null } }],
    relations: [{ role: 'subnet', path: 'subnet_id', address: 'aws_subnet.gpu', id: null }, { role: 'image', path: 'ami', address: null, id: 'ami-1' }],
    grants: [{ path: 'role', role: known('roles/owner'), principal: later }],
    attributes: { ebs_optimized: true, cpu_options: [{ core_count: 1.5 }] }, unknownAttributes: [{ path: 'cpu_options[0].threads', unknown: later }, { path: 'arn', unknown: later }],
  });

  test('in its fullest form', () => {
    expect(viewed(trainer, { attributes: true, relations: true, without: [] })).toEqual({
      address: 'module.gpu["a.b"].aws_instance.trainer[0]', provider: 'aws', type: 'aws_instance', kind: 'instance', name: 'trainer', stage: 'plan', action: 'create',
      conditional: { because: 'its count is not known', refs: ['var.gpus'] }, id: 'i-1', previousAddress: 'aws_instance.old', inCatalog: true, regionPath: 'provider aws', zone: 'eu-west-1a',
      otherRegions: [{ path: 'replica[0].region', name: 'eu-north-1' }, { path: 'replica[1].region' }],
      scope: { account: '111122223333', folders: ['root', 'ml'] },
      shapes: [
        { path: 'instance_type', form: 'name', name: 'p5.48xlarge', count: 2, accelerator: { vendor: 'nvidia', model: 'H100', fraction: null }, market: 'spot', role: null },
        { path: 'size', form: 'name', count: 1, market: null, role: 'worker' },
      ],
      taggable: true, tagsPath: 'tags', tags: { owner: 'ml "platform"' }, tagOrigins: { owner: 'tags', team: 'provider aws default_tags' }, tagsOpen: found,
      nestedTags: [{ path: 'root_block_device[0].tags', target: 'volume', tags: {}, tagOrigins: { size: 'tags' } }],
      relations: [{ role: 'subnet', path: 'subnet_id', address: 'aws_subnet.gpu' }, { role: 'image', path: 'ami', id: 'ami-1' }],
      grants: [{ path: 'role', role: 'roles/owner' }],
      source: { file: 'gpu.tf', line: 3, column: 1 },
      attributes: { ebs_optimized: true, cpu_options: [{ core_count: 1.5 }] },
      unknown: {
        region: found, 'otherRegions[1].name': found, 'scope.path': found, 'shapes[0].vcpus': found, 'shapes[0].accelerator.count': found, 'tags.team': found, 'grants[0].principal': found,
        'attributes.cpu_options[0].threads': found, 'attributes.arn': found,
      },
      oneOf: { image: { values: ['ami-1', 'ami-2'], because: 'one of two', refs: [] }, 'nestedTags[0].tags.size': { values: ['m', 's'], because: 'one of two', refs: ['var.size'] } },
    });
  });

  test('in its barest form', () => {
    expect(viewed(machine('aws_instance.trainer', { tagsPath: null, taggable: false, inCatalog: false }), { attributes: false, relations: false, without: [] })).toEqual({
      address: 'aws_instance.trainer', provider: 'aws', type: 'aws_instance', kind: 'instance', name: 'trainer', stage: 'plan', action: 'create', inCatalog: false, region: 'eu-west-1', regionPath: 'provider aws',
      otherRegions: [], scope: {}, shapes: [], taggable: false, tags: {}, tagOrigins: {}, nestedTags: [], unknown: {}, oneOf: {},
    });
  });
});

describe('large inputs', () => {
  const many = Array.from({ length: 5000 }, (_, index) => machine(`aws_instance.trainer[${index}]`));

  test('batches leave as they fill; a policy on plans gets everything at once, at the end', () => {
    const batcher = new Batcher([{ policies: [policy('regions'), policy('network-baseline', { reads: 'plan' })] }], 'plan.json');
    const early = [...batcher.add(many.slice(0, 3000)), ...batcher.add(many.slice(3000))];
    const late = [...batcher.finish(null)];
    expect(early.length).toBeGreaterThan(1);
    for (const batch of early) {
      expect(batch.entryIds).toEqual(['regions']);
      expect(batch.bytes.length).toBeGreaterThan(400_000);
      expect(batch.bytes.length).toBeLessThan(402_000);
    }
    const [rest, plan] = late;
    expect(late.map((batch) => batch.entryIds)).toEqual([['regions'], ['network-baseline']]);
    expect([...early, rest].flatMap((batch) => (batch ? addresses(batch) : []))).toEqual(many.map((one) => one.address));
    expect(plan ? addresses(plan) : []).toEqual(many.map((one) => one.address));
  });

  test('documents come after all resources', () => {
    const batches = all(new Batcher([{ policies: [policy('regions'), documentPolicy('deny')] }, { policies: [documentPolicy('warn')] }], 'plan.json'), [trainer], {});
    expect(batches.map(({ entryIds }) => entryIds)).toEqual([['regions'], ['main.deny'], ['main.warn']]);
  });

  test('each resource is viewed once for each form, whatever the number of policies and modules', () => {
    const spy = vi.spyOn(view, 'writeView');
    try {
      const policies = [policy('regions'), policy('disks', { kinds: ['instance'] }), policy('network-baseline', { reads: 'plan', attributes: true }), policy('privileged-identity', { reads: 'plan' })];
      all(new Batcher([{ policies }, { policies }], 'plan.json'), many.slice(0, 10));
      expect(spy).toHaveBeenCalledTimes(20);
    } finally {
      spy.mockRestore();
    }
  });

  test('batches are the same bytes every time', () => {
    const once = () => all(new Batcher([{ policies: [policy('regions'), policy('disks', { kinds: ['instance'] })] }], 'plan.json'), many).map(text);
    expect(once()).toEqual(once());
  });
});

describe('texts from outside', () => {
  test('half a surrogate pair becomes U+FFFD, in a key as well: the bytes are UTF-8', () => {
    const odd = machine('aws_instance.trainer["\ud83d"]', { tags: { entries: [{ key: 'mood\udc00', value: known('\ud83d\ude00 \\ud83d \ud83d'), origin: 'tags' }], open: null } });
    const [batch] = all(new Batcher([{ policies: [policy('regions')] }], 'plan \udfff.json'), [odd]);
    if (!batch) throw new Error('no batch');
    expect(isUtf8(batch.bytes)).toBe(true);
    const { path, resources } = read(batch) as { path: string; resources: readonly JsonObject[] };
    expect(path).toBe('plan \ufffd.json');
    expect(resources[0]?.['address']).toBe('aws_instance.trainer["\ufffd"]');
    expect(resources[0]?.['tags']).toEqual({ 'mood\ufffd': '\ud83d\ude00 \\ud83d \ufffd' });
  });

  test('a tag named __proto__ is a tag', () => {
    const odd = machine('aws_instance.trainer', { tags: { entries: [{ key: '__proto__', value: known('ml-platform'), origin: 'tags' }], open: null } });
    const [batch] = all(new Batcher([{ policies: [policy('regions')] }], 'plan.json'), [odd]);
    expect(batch ? text(batch) : '').toContain('"tags":{"__proto__":"ml-platform"},"tagOrigins":{"__proto__":"tags"}');
  });

  test('what nests too deeply to be written is a problem of the input', () => {
    let deep: JsonValue = 1;
    for (let level = 0; level < 100_000; level++) deep = [deep];
    const batcher = new Batcher([{ policies: [documentPolicy('deny')] }], 'plan.json');
    let thrown: unknown = null;
    try {
      all(batcher, [], { deep });
    } catch (error) {
      thrown = error;
    }
    expect(thrown instanceof ProblemError && thrown.problems).toEqual([{
      code: 'input-nesting',
      message: 'plan.json nests thousands of levels deep',
      where: 'plan.json',
      hint: 'check what wrote it: no plan, template or inventory nests like that',
    }]);
  });
});
