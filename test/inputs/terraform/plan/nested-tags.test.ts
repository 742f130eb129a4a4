import { describe, expect, test } from 'vitest';
import { nestedTagsOf } from '../../../../src/inputs/resource/nested-tags.ts';
import { is, openPlan, openStory, refersTo, type Opened, type Planned } from './opened.ts';
import { shown } from './shown.ts';

function nested(opened: Opened, address: string): readonly string[] {
  return shown(nestedTagsOf(opened.subject(address)));
}

function only(resource: Planned, providers?: object): readonly string[] {
  return nested(openPlan([resource], providers), resource.address);
}

const defaults = { aws: { name: 'aws', expressions: { region: is('eu-west-1'), default_tags: [{ tags: is({ owner: 'checkout' }) }] } } };

describe('launch templates', () => {
  test('one set per tag_specifications, named by what it tags', () => {
    const template = {
      address: 'aws_launch_template.till',
      after: {
        tag_specifications: [
          { resource_type: 'instance', tags: { owner: 'checkout' } },
          { resource_type: 'volume', tags: { owner: 'storage', shop: 'lisbon' } },
          { resource_type: 'network-interface', tags: null },
        ],
      },
      expressions: { tag_specifications: [{}, {}, {}] },
    };
    expect(only(template)).toEqual(['tag_specifications[0].tags (instance): owner=checkout', 'tag_specifications[1].tags (volume): owner=storage, shop=lisbon', 'tag_specifications[2].tags (network-interface): ']);
  });

  test('default tags of the provider do not reach them', () => {
    const template = { address: 'aws_launch_template.till', after: { tag_specifications: [{ resource_type: 'instance', tags: { shop: 'lisbon' } }] }, expressions: { tag_specifications: [{}] } };
    expect(only(template, defaults)).toEqual(['tag_specifications[0].tags (instance): shop=lisbon']);
  });

  test('no tag_specifications, nothing', () => {
    expect(only({ address: 'aws_launch_template.till', after: { tag_specifications: [] }, expressions: {} })).toEqual([]);
  });

  test('an unknown value keeps its key, and says what it depends on', () => {
    const opened = openPlan([
      {
        address: 'aws_launch_template.till',
        after: { tag_specifications: [{ resource_type: 'instance', tags: { shop: 'lisbon' } }, { resource_type: 'volume', tags: { shop: 'lisbon' } }] },
        unknown: { tag_specifications: [{ tags: {} }, { tags: { release: true } }] },
        expressions: { tag_specifications: [{ tags: is({ shop: 'lisbon' }) }, { tags: refersTo('random_pet.release.id') }] },
      },
    ]);
    expect(nested(opened, 'aws_launch_template.till')).toEqual(['tag_specifications[0].tags (instance): shop=lisbon', 'tag_specifications[1].tags (volume): release=?, shop=lisbon']);
    expect(nestedTagsOf(opened.subject('aws_launch_template.till'))[1]?.tags.entries[0]?.value).toEqual({ status: 'unknown', because: 'known after apply', refs: ['random_pet.release.id'] });
  });

  test('an unknown map leaves the set open', () => {
    const template = {
      address: 'aws_launch_template.till',
      after: { tag_specifications: [{ resource_type: 'instance' }] },
      unknown: { tag_specifications: [{ tags: true }] },
      expressions: { tag_specifications: [{ tags: refersTo('data.external.tags.result') }] },
    };
    expect(only(template)).toEqual(['tag_specifications[0].tags (instance): … known after apply']);
  });

  test('a dynamic block over something unknown leaves everything open', () => {
    expect(only({ address: 'aws_launch_template.till', after: {}, unknown: { tag_specifications: true }, expressions: {} })).toEqual(['tag_specifications.tags (resource): … known after apply']);
  });

  test('blocks that a dynamic block made are there although the configuration does not show them', () => {
    const template = { address: 'aws_launch_template.till', after: { tag_specifications: [{ resource_type: 'instance', tags: {} }] }, expressions: {} };
    expect(only(template)).toEqual(['tag_specifications[0].tags (instance): ']);
  });
});

describe('volumes of an instance', () => {
  const address = 'aws_instance.till';

  test('an instance without blocks has none of the user’s', () => {
    expect(only({ address, after: { volume_tags: null }, unknown: { root_block_device: true, ebs_block_device: true }, expressions: { ami: is('ami-1') } })).toEqual([]);
  });

  test('volume_tags that old providers compute are nobody’s; written ones that are not known leave all volumes open', () => {
    const unknown = { volume_tags: true, root_block_device: true };
    expect(only({ address, after: { ami: 'ami-1' }, unknown, expressions: { ami: is('ami-1') } })).toEqual([]);
    expect(only({ address, after: { ami: 'ami-1' }, unknown })).toEqual([]);
    expect(only({ address, after: { root_block_device: [{ tags: null }] }, unknown: { volume_tags: true }, expressions: { root_block_device: [{}] } })).toEqual(['root_block_device[0].tags (volume): ']);
    expect(only({ address, after: { root_block_device: [{ tags: null }] }, unknown: { volume_tags: true }, expressions: { volume_tags: refersTo('data.external.tags.result'), root_block_device: [{}] } })).toEqual(['volume_tags (volume): … known after apply']);
  });

  test('blocks without tags are untagged volumes', () => {
    const instance = { address, after: { root_block_device: [{ volume_size: 50, tags: null }], ebs_block_device: [{ device_name: '/dev/sdf', tags: { owner: 'checkout' } }] }, expressions: { root_block_device: [{}], ebs_block_device: [{ tags: is({ owner: 'checkout' }) }] } };
    expect(only(instance, defaults)).toEqual(['root_block_device[0].tags (volume): ', 'ebs_block_device[0].tags (volume): owner=checkout']);
  });

  test('default tags reach them where the provider has tags_all in the block', () => {
    const instance = { address, after: { root_block_device: [{ tags: { shop: 'lisbon' } }] }, unknown: { root_block_device: [{ tags_all: true }] }, expressions: { root_block_device: [{ tags: is({ shop: 'lisbon' }) }] } };
    expect(only(instance, defaults)).toEqual(['root_block_device[0].tags (volume): owner=checkout, shop=lisbon']);
  });

  test('tags_all is taken as it is when it is known, and tags keep their own origin', () => {
    const opened = openPlan([{ address, after: { root_block_device: [{ tags: { shop: 'lisbon' }, tags_all: { owner: 'payments', shop: 'lisbon' } }] }, expressions: { root_block_device: [{ tags: is({ shop: 'lisbon' }) }] } }], defaults);
    expect(nested(opened, address)).toEqual(['root_block_device[0].tags (volume): owner=payments, shop=lisbon']);
    expect(nestedTagsOf(opened.subject(address))[0]?.tags.entries.map((tag) => tag.origin)).toEqual(['provider aws default_tags', 'root_block_device[0].tags']);
  });

  test('volume_tags cover every volume that has none of its own', () => {
    const instance = {
      address,
      after: { volume_tags: { owner: 'checkout' }, root_block_device: [{ volume_size: 50, tags: null }], ebs_block_device: [{ tags: {} }, { tags: { owner: 'storage' } }] },
      expressions: { volume_tags: is({ owner: 'checkout' }), root_block_device: [{}], ebs_block_device: [{}, {}] },
    };
    expect(only(instance)).toEqual(['volume_tags (volume): owner=checkout', 'ebs_block_device[1].tags (volume): owner=storage']);
  });

  test('what AWS filled in before an update is no place of the user’s', () => {
    const root = { root_block_device: [{ volume_id: 'vol-1', tags: {}, tags_all: { owner: 'checkout' } }] };
    expect(only({ address, actions: ['update'], after: root, expressions: { ami: is('ami-1') } })).toEqual([]);
    expect(only({ address, actions: ['update'], after: root, expressions: { ami: is('ami-1'), root_block_device: [{}] } })).toEqual(['root_block_device[0].tags (volume): owner=checkout']);
  });

  test('a dynamic block is told from what AWS fills in by a value at creation', () => {
    expect(only({ address, after: { root_block_device: [{ volume_size: 50, tags: null }] }, expressions: { ami: is('ami-1') } })).toEqual(['root_block_device[0].tags (volume): ']);
  });

  test('a plan without configuration says nothing of blocks that are still to be computed', () => {
    expect(only({ address, after: { ami: 'ami-1' }, unknown: { root_block_device: true } })).toEqual([]);
  });
});

describe('other clouds', () => {
  test('Azure: a node pool without tags makes nodes without tags', () => {
    const cluster = { address: 'azurerm_kubernetes_cluster.claims', after: { default_node_pool: [{ vm_size: 'Standard_D4s_v5', tags: null }] }, expressions: { default_node_pool: [{ vm_size: is('Standard_D4s_v5') }] } };
    expect(only(cluster)).toEqual(['default_node_pool[0].tags (node): ']);
  });

  test('Google and OCI: labels that nobody wrote are none of the user’s, those that somebody wrote are judged', () => {
    const address = 'google_compute_instance.scheduler';
    const disk = { boot_disk: [{ initialize_params: [{ image: 'debian-12' }] }] };
    const mask = { boot_disk: [{ initialize_params: [{ labels: true }] }] };
    expect(only({ address, after: disk, unknown: mask, expressions: { boot_disk: [{ initialize_params: [{ image: is('debian-12') }] }] } })).toEqual([]);
    expect(only({ address, after: disk, unknown: mask, expressions: { boot_disk: [{ initialize_params: [{ labels: refersTo('random_pet.disk.id') }] }] } })).toEqual(['boot_disk[0].initialize_params[0].labels (boot-disk): … known after apply']);
    expect(only({ address, after: { boot_disk: [{ initialize_params: [{ labels: {} }] }] }, expressions: { boot_disk: [{ initialize_params: [{ labels: is({}) }] }] } })).toEqual(['boot_disk[0].initialize_params[0].labels (boot-disk): ']);
  });

  test('Batch on Fargate has no instances', () => {
    const environment = (type: string): Planned => ({ address: 'aws_batch_compute_environment.sweeps', after: { compute_resources: [{ type, max_vcpus: 16, tags: null }] }, expressions: { compute_resources: [{ type: is(type) }] } });
    expect(only(environment('FARGATE_SPOT'))).toEqual([]);
    expect(only(environment('SPOT'))).toEqual(['compute_resources[0].tags (instance): ']);
  });
});

describe('the sample stories', () => {
  test('training-cluster: a template without owner, volumes with the default tags of the provider', () => {
    const opened = openStory('training-cluster');
    expect(nested(opened, 'aws_launch_template.inference')).toEqual(['tag_specifications[0].tags (instance): project=atlas']);
    expect(nested(opened, 'module.finetune.aws_instance.trainer[0]')).toEqual(['root_block_device[0].tags (volume): owner=ml-platform, project=atlas']);
    expect(nested(opened, 'aws_instance.compiler')).toEqual([]);
  });

  test('checkout-service: the template of the invoices', () => {
    expect(nested(openStory('checkout-service'), 'module.invoices.aws_launch_template.this')).toEqual(['tag_specifications[0].tags (instance): Name=invoices, cost-center=cc-4410, environment=prod, owner=Billing Team']);
  });

  test('payroll-api: an instance that runs; its root volume is as AWS made it', () => {
    const opened = openStory('payroll-api');
    expect(nested(opened, 'aws_instance.api[0]')).toEqual([]);
    expect(nested(opened, 'aws_instance.api[1]')).toEqual([]);
  });

  test('render-farm: what an instance configuration launches; interfaces without tags of their own are left alone', () => {
    const opened = openStory('render-farm');
    expect(nested(opened, 'oci_core_instance_configuration.night_shift')).toEqual(['instance_details[0].launch_details[0].freeform_tags (instance): owner=render-wranglers, show=the-long-night, … defined tags may come from tag defaults of the compartment']);
    expect(nested(opened, 'oci_core_instance.simulation')).toEqual([]);
  });

  test('analytics-platform: nodes, and boot disks without labels of their own', () => {
    const opened = openStory('analytics-platform');
    expect(nested(opened, 'google_container_node_pool.features')).toEqual(['node_config[0].resource_labels (node): env=prod, team=analytics']);
    expect(nested(opened, 'google_compute_instance.embedding')).toEqual([]);
  });
});
