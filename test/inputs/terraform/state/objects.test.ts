import { describe, expect, it } from 'vitest';
import { known, unknown } from '../../../../src/model/known.ts';
import { at, one, read, state } from './states.ts';

const till = { id: 'i-0a1b2c3d4e5f60718', arn: 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0a1b2c3d4e5f60718', instance_type: 't3.micro', availability_zone: 'eu-west-1b', tags: { owner: 'tills' }, tags_all: { owner: 'tills', stage: 'prod' } };

describe('objects of a state', () => {
  it('go by the addresses of their plan', async () => {
    const found = await read(
      state([
        { module: 'module.shop["high street"].module.counter[1]', type: 'aws_instance', name: 'till', instances: [{ index_key: 'a.b"c', attributes: till }, { index_key: 'd', attributes: { ...till, id: 'i-1' } }] },
        { type: 'aws_instance', name: 'spare', instances: [{ index_key: 0, attributes: till }] },
        one('aws_instance.single', till),
      ]),
    );
    expect(found.format).toBe('terraform-state');
    expect(found.resources.map(({ address, name, stage, action, kind }) => [address, name, stage, action, kind])).toEqual([
      ['module.shop["high street"].module.counter[1].aws_instance.till["a.b\\"c"]', 'till', 'state', 'exists', 'instance'],
      ['module.shop["high street"].module.counter[1].aws_instance.till["d"]', 'till', 'state', 'exists', 'instance'],
      ['aws_instance.spare[0]', 'spare', 'state', 'exists', 'instance'],
      ['aws_instance.single', 'single', 'state', 'exists', 'instance'],
    ]);
  });

  it('are judged by what is there, with the tags that the provider adds', async () => {
    const { region, regionPath, zone, scope, shapes, tags, taggable } = at(await read(state([one('aws_instance.till', till)])), 'aws_instance.till');
    expect({ region, regionPath, zone, account: scope.account, shape: shapes[0]?.name, taggable }).toEqual({ region: known('eu-west-1'), regionPath: 'availability_zone', zone: known('eu-west-1b'), account: known('111122223333'), shape: known('t3.micro'), taggable: true });
    expect(tags).toEqual({ entries: [{ key: 'owner', value: known('tills'), origin: 'tags' }, { key: 'stage', value: known('prod'), origin: 'provider aws' }], open: null });
  });

  it('are not judged where they are read only, or of no cloud', async () => {
    const found = await read(
      state([one('aws_instance.till', till), one('aws_ami.base', { id: 'ami-1' }, { mode: 'data' }), one('random_pet.name', { id: 'otter' }), one('random_pet.other', { id: 'seal' }), one('tls_private_key.key', { id: 'x' })]),
    );
    expect(found.resources.map(({ address }) => address)).toEqual(['aws_instance.till']);
    expect(found.recognised).toBe(1);
    expect(found.notes).toEqual(['1 data source not judged', '3 resources of other providers not judged (random, tls)']);
  });

  it('that a replacement has left behind exist and cost as well', async () => {
    const found = await read(state([{ type: 'aws_instance', name: 'till', instances: [{ attributes: till, status: 'tainted' }, { deposed: '00a1b2c3', attributes: { ...till, id: 'i-2', instance_type: 'p5.48xlarge' } }] }]));
    expect(found.resources.map(({ address, shapes }) => [address, shapes[0]?.name])).toEqual([
      ['aws_instance.till', known('t3.micro')],
      ['aws_instance.till (deposed 00a1b2c3)', known('p5.48xlarge')],
    ]);
    expect(found.notes).toEqual(['1 object judged that a replacement has left behind (aws_instance.till (deposed 00a1b2c3))', '1 tainted resource judged as it is, which the next apply replaces (aws_instance.till)']);
  });

  it('of types that the catalogue does not know are said', async () => {
    const found = await read(state([one('aws_hovercraft.eel', { id: 'x', region: 'eu-west-1', tags: { owner: 'tills' } })]));
    expect(found.resources.map(({ inCatalog, region, tags }) => [inCatalog, region, tags.entries.length])).toEqual([[false, known('eu-west-1'), 1]]);
    expect(found.notes).toEqual(['1 resource of types not in the catalogue (aws_hovercraft): judged by tags and region alone']);
  });

  it('come without the wrappers around values of any type', async () => {
    const body = { value: { properties: { hardwareProfile: { vmSize: 'Standard_B1s' } } }, type: ['object', { properties: ['object', { hardwareProfile: ['object', { vmSize: 'string' }] }] }] };
    const azapi = one('azapi_resource.desk', { id: '/subscriptions/S/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/desk', type: 'Microsoft.Compute/virtualMachines@2024-03-01', location: 'westeurope', body }, { provider: 'azapi' });
    expect(at(await read(state([azapi])), 'azapi_resource.desk').shapes.map(({ path, name }) => [path, name])).toEqual([['body.properties.hardwareProfile.vmSize', known('Standard_B1s')]]);
    // A block with arguments of these names: its members are sorted.
    const trigger = one('aws_instance.till', { ...till, tags_all: null, tags: null, fields: [{ type: 'string', value: 'x' }] });
    const { attributes } = at(await read(state([trigger]), { attributes: () => true }), 'aws_instance.till');
    expect(attributes?.['fields']).toEqual([{ type: 'string', value: 'x' }]);
  });

  it('of providers that were last used with Terraform 0.11 are flat', async () => {
    const flat = {
      id: 'i-9', 'ebs_block_device.#': '1', 'ebs_block_device.2576023345.volume_size': '8', 'ebs_block_device.2576023345.tags.%': '1', 'ebs_block_device.2576023345.tags.owner': 'tills',
      'availability_zone': 'us-east-1a', instance_type: 'g5.xlarge', 'security_groups.#': '2', 'security_groups.1': 'a', 'security_groups.2': 'b', 'tags.%': '2', 'tags.Name': 'till', 'tags.app.kubernetes.io/name': 'till',
    };
    const found = at(await read(state([{ type: 'aws_instance', name: 'till', provider: 'provider.aws', instances: [{ attributes_flat: flat }] }]), { attributes: () => true }), 'aws_instance.till');
    expect([found.shapes[0]?.name, found.region, found.tags.entries.map(({ key, value }) => [key, value])]).toEqual([known('g5.xlarge'), known('us-east-1'), [['Name', known('till')], ['app.kubernetes.io/name', known('till')]]]);
    expect(found.attributes).toMatchObject({ security_groups: ['a', 'b'], ebs_block_device: [{ volume_size: '8', tags: { owner: 'tills' } }] });
  });

  it('are found by what others call them: parents, templates, tags of their own', async () => {
    const template = one('aws_launch_template.till', { id: 'lt-0a1b2c3d4e5f60718', name: 'till', arn: 'arn:aws:ec2:eu-west-1:111122223333:launch-template/lt-0a1b2c3d4e5f60718', instance_type: 'g5.xlarge', tags_all: {} });
    const group = one('aws_autoscaling_group.tills', { id: 'tills', name: 'tills', launch_template: [{ id: 'lt-0a1b2c3d4e5f60718', name: 'till' }], desired_capacity: 2, tag: [] });
    const other = one('aws_autoscaling_group.others', { id: 'others', name: 'others', launch_template: [{ id: 'lt-0ffffffffffffffff', name: 'elsewhere' }], desired_capacity: 2, tag: [] });
    const tag = one('aws_autoscaling_group_tag.owner', { id: 'tills,owner', autoscaling_group_name: 'tills', tag: [{ key: 'owner', value: 'tills', propagate_at_launch: true }] }, { dependencies: ['aws_autoscaling_group.tills'] });
    const found = await read(state([template, group, other, tag]));
    // The template is judged itself.
    expect(at(found, 'aws_autoscaling_group.tills').shapes).toEqual([]);
    expect(at(found, 'aws_autoscaling_group.others').shapes.map(({ name }) => name)).toEqual([unknown('its launch template lt-0ffffffffffffffff is not in the state')]);
    expect(at(found, 'aws_autoscaling_group.tills').tags.entries).toEqual([{ key: 'owner', value: known('tills'), origin: 'aws_autoscaling_group_tag.owner' }]);
  });

  it('are those of the same module where others have their name', async () => {
    const shop = (key: string, location: string) => [
      one('google_container_cluster.main', { id: `projects/tills/locations/${location}/clusters/tills`, name: 'tills', location }, { module: `module.shop["${key}"]` }),
      one('google_container_node_pool.main', { id: 'p', name: 'p', cluster: 'tills' }, { module: `module.shop["${key}"]`, dependencies: ['module.shop.google_container_cluster.main'] }),
    ];
    const found = await read(state([...shop('a', 'europe-west3'), ...shop('b.c', 'us-east1')]));
    expect(['a', 'b.c'].map((key) => at(found, `module.shop["${key}"].google_container_node_pool.main`).region)).toEqual([known('europe-west3'), known('us-east1')]);
  });

  it('are told apart in thousands of modules, in no more time for each', async () => {
    const keys = Array.from({ length: 4000 }, (_, index) => `s${index}`);
    const block = (type: string, attributes: (key: string) => object, dependencies: readonly string[] = []) => keys.map((key) => one(`${type}.main`, attributes(key), { module: `module.shop["${key}"]`, dependencies }));
    const started = performance.now();
    const found = await read(state([
      ...block('aws_iam_role', (key) => ({ id: 'main', name: 'main', arn: `arn:aws:iam::111122223333:role/${key}/main` })),
      ...block('aws_iam_role_policy', () => ({ id: 'main:p', role: 'main', policy: '{}' }), ['module.shop.aws_iam_role.main']),
    ]));
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(at(found, 'module.shop["s3999"].aws_iam_role_policy.main').relations.map(({ address }) => address)).toEqual(['module.shop["s3999"].aws_iam_role.main']);
  });

  it('that nobody refers to are not taken for others of the same name', async () => {
    const role = one('aws_iam_role.main', { id: 'main', name: 'main', arn: 'arn:aws:iam::111122223333:role/main' });
    const policy = (dependencies: readonly string[]) => one('aws_iam_role_policy.main', { id: 'main:p', role: 'main', policy: '{}' }, { dependencies });
    const relations = async (dependencies: readonly string[]) => at(await read(state([role, policy(dependencies)])), 'aws_iam_role_policy.main').relations.map(({ path, address, id }) => [path, address, id]);
    expect(await relations(['aws_iam_role.main'])).toEqual([['role', 'aws_iam_role.main', 'main']]);
    expect(await relations([])).toEqual([['role', null, 'main']]);
  });
});
