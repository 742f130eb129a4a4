import { describe, expect, it } from 'vitest';
import { is, openPlan, refersTo, type Planned } from './opened.ts';
import { shapesAt } from './told-shapes.ts';

function shapes(resource: Planned, ...others: readonly Planned[]): readonly string[] {
  return shapesAt(openPlan([resource, ...others]), resource.address);
}

describe('a node group of EKS that names no instance type', () => {
  const nodes = { address: 'aws_eks_node_group.tills', after: { scaling_config: [{ desired_size: 2 }] }, unknown: { instance_types: true }, expressions: { cluster_name: is('shop') } };
  const fallback = ['instance_types t3.medium x 2; 2 vCPUs'];

  it('gets t3.medium', () => {
    expect(shapes(nodes)).toEqual(fallback);
    expect(shapes({ ...nodes, after: { ...nodes.after, capacity_type: 'SPOT' } })).toEqual(['instance_types t3.medium x 2; 2 vCPUs; spot']);
  });

  it('is not known where somebody wrote one, or where no configuration tells', () => {
    expect(shapes({ ...nodes, expressions: { instance_types: refersTo('var.sizes') } })).toEqual(['instance_types (known after apply <- var.sizes) x 2']);
    expect(shapes({ address: nodes.address, after: nodes.after, unknown: nodes.unknown })).toEqual(['instance_types (known after apply) x 2']);
  });

  const from = { ...nodes, after: { ...nodes.after, launch_template: [{}] }, unknown: { instance_types: true, launch_template: [{ id: true }] }, expressions: { launch_template: [{ id: refersTo('aws_launch_template.till.id') }] } };
  const template: Planned = { address: 'aws_launch_template.till', after: { id: 'lt-0a', user_data: 'c2hvcA==' }, expressions: { user_data: is('c2hvcA==') } };
  const named: Planned = { ...template, after: { instance_type: 'm5.large' }, expressions: { instance_type: is('m5.large') } };

  it('gets it as well where its launch template names none', () => {
    expect(shapes(from, template)).toEqual(fallback);
    expect(shapes(from, { ...template, actions: ['no-op'] })).toEqual(fallback);
  });

  it('does not where its launch template names one, or is not known', () => {
    expect(shapes(from, named)).toEqual([]);
    expect(shapes(from, { ...named, actions: ['no-op'] })).toEqual(['launch_template[0].id m5.large x 2; 2 vCPUs']);
    expect(shapes(from, { ...template, unknown: { instance_type: true }, expressions: { instance_type: refersTo('var.size') } })).toEqual([]);
    expect(shapes({ ...from, expressions: { launch_template: [{ id: refersTo('var.template') }] } })).toEqual(['launch_template[0].id (its launch template is known after apply <- var.template) x 2']);
  });
});

describe('a node pool of GKE that names no machine type', () => {
  const pool = { address: 'google_container_node_pool.tills', after: { node_count: 3 }, unknown: { node_config: true }, expressions: { node_count: is(3) } };
  const fallback = ['node_config[0].machine_type e2-medium x 3; 2 vCPUs'];

  it('gets e2-medium', () => {
    expect(shapes(pool)).toEqual(fallback);
    expect(shapes({ ...pool, after: { node_count: 3, node_config: [{ disk_size_gb: 50 }] }, unknown: { node_config: [{ machine_type: true }] }, expressions: { node_config: [{ disk_size_gb: is(50) }] } })).toEqual(fallback);
  });

  it('is not known where somebody wrote one', () => {
    const written = { ...pool, after: { node_count: 3, node_config: [{}] }, unknown: { node_config: [{ machine_type: true }] }, expressions: { node_config: [{ machine_type: refersTo('var.size') }] } };
    expect(shapes(written)).toEqual(['node_config[0].machine_type (known after apply <- var.size) x 3']);
    expect(shapes({ ...pool, expressions: { node_config: refersTo('var.nodes') } })).toEqual(['node_config (known after apply <- var.nodes) x 3']);
  });

  it('is not guessed where no configuration tells', () => {
    expect(shapes({ address: pool.address, after: pool.after, unknown: pool.unknown })).toEqual([]);
  });

  it('keeps what is attached to it', () => {
    const attached = { ...pool, after: { node_count: 3, node_config: [{ guest_accelerator: [{ type: 'nvidia-tesla-t4', count: 1 }] }] }, unknown: { node_config: [{ machine_type: true }] }, expressions: { node_config: [{ guest_accelerator: is([]) }] } };
    expect(shapes(attached)).toEqual([...fallback, 'node_config[0].guest_accelerator[0].type nvidia-tesla-t4 x 3; 1 nvidia T4; attached']);
  });
});

describe('a cluster of GKE', () => {
  const cluster = { address: 'google_container_cluster.shop', after: { initial_node_count: 2 }, unknown: { node_config: true, node_pool: true }, expressions: { initial_node_count: is(2) } };

  it('has a default pool of e2-medium', () => {
    expect(shapes(cluster)).toEqual(['node_config[0].machine_type e2-medium x 2; 2 vCPUs']);
  });

  it.each([
    ['on Autopilot', { enable_autopilot: true }],
    ['that removes it', { initial_node_count: 1, remove_default_node_pool: true }],
  ])('has none %s', (_, after) => {
    expect(shapes({ ...cluster, after })).toEqual([]);
  });

  it('that names pools of its own has these', () => {
    const written = (...pools: readonly object[]): Planned => ({ ...cluster, after: { node_pool: pools }, unknown: { node_config: true, node_pool: pools.map((pool) => ('node_config' in pool ? {} : { node_config: true })) }, expressions: { node_pool: pools.map((pool) => ('node_config' in pool ? { node_config: [{ machine_type: is('n2-standard-8') }] } : { node_count: is(2) })) } });
    const large = { node_count: 4, node_config: [{ machine_type: 'n2-standard-8' }] };
    expect(shapes(written({ node_count: 2 }))).toEqual(['node_pool[0].node_config[0].machine_type e2-medium x 2; 2 vCPUs']);
    expect(shapes(written(large))).toEqual(['node_pool[0].node_config[0].machine_type n2-standard-8 x 4; 8 vCPUs']);
    // Which block of the configuration a pool comes from is not told.
    expect(shapes(written({ node_count: 2 }, large))).toEqual(['node_pool[0].node_config (known after apply) x 2', 'node_pool[1].node_config[0].machine_type n2-standard-8 x 4; 8 vCPUs']);
  });
});
