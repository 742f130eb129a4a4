import { describe, expect, it } from 'vitest';
import { is, openPlan, refersTo, type Planned } from './opened.ts';
import { shapesAt } from './told-shapes.ts';

const template: Planned = { address: 'aws_launch_template.till', after: { id: 'lt-0a', name: 'till', instance_type: 'g5.xlarge' }, expressions: { instance_type: is('g5.xlarge') } };
const unchanged: Planned = { ...template, actions: ['no-op'] };

const byId: Planned = {
  address: 'aws_instance.till',
  after: { launch_template: [{}] },
  unknown: { instance_type: true, launch_template: [{ id: true, name: true, version: true }] },
  expressions: { launch_template: [{ id: refersTo('aws_launch_template.till.id') }] },
};

function shapes(resource: Planned, ...others: readonly Planned[]): readonly string[] {
  return shapesAt(openPlan([resource, ...others]), resource.address);
}

describe('an instance that takes its shape from a template', () => {
  it('adds nothing to a template that is judged itself', () => {
    expect(shapes(byId, template)).toEqual([]);
  });

  it('has the shape of one that Terraform leaves as it is, at the argument that names it', () => {
    const known = { ...byId, after: { launch_template: [{ id: 'lt-0a', name: 'till' }] }, unknown: { instance_type: true } };
    expect(shapes(known, unchanged)).toEqual(['launch_template[0].id g5.xlarge x 1; 1 nvidia A10G; 4 vCPUs']);
  });

  it('says where it goes by name', () => {
    const byName = { ...byId, after: { launch_template: [{ id: 'lt-0a', name: 'till' }] }, unknown: {}, expressions: { launch_template: [{ name: refersTo('aws_launch_template.till.name') }] } };
    expect(shapes(byName, unchanged)).toEqual(['launch_template[0].name g5.xlarge x 1; 1 nvidia A10G; 4 vCPUs']);
  });

  it('is not known where the plan does not hold the template', () => {
    const foreign = { ...byId, after: { launch_template: [{ id: 'lt-0abc' }] }, unknown: { instance_type: true, launch_template: [{ name: true }] }, expressions: { launch_template: [{ id: is('lt-0abc') }] } };
    expect(shapes(foreign)).toEqual(['launch_template[0].id (its launch template lt-0abc is not in the plan) x 1']);
    expect(shapes(byId, { ...template, actions: ['delete'], after: {} })).toEqual(['launch_template[0].id (its launch template aws_launch_template.till is not in the plan <- aws_launch_template.till) x 1']);
    expect(shapes({ ...byId, expressions: { launch_template: [{ id: refersTo('var.template') }] } })).toEqual(['launch_template[0].id (its launch template is known after apply <- var.template) x 1']);
  });

  it('is what the provider recorded, where the plan does not hold the template', () => {
    const update = { ...byId, after: { instance_type: 'm5.large', launch_template: [{ id: 'lt-0abc', name: 'shared' }] }, unknown: {}, actions: ['update'], expressions: { launch_template: [{ id: is('lt-0abc') }] } };
    expect(shapes(update)).toEqual(['instance_type m5.large x 1; 2 vCPUs']);
  });

  it('is not repeated by what the provider recorded, where the template is judged', () => {
    const update = { ...byId, after: { instance_type: 'g5.xlarge', launch_template: [{ id: 'lt-0a' }] }, unknown: {}, actions: ['update'] };
    expect(shapes(update, { ...template, actions: ['update'] })).toEqual([]);
  });

  it('is its own where it names one beside the template', () => {
    const own = { ...byId, after: { instance_type: 't3.micro', launch_template: [{}] }, unknown: { launch_template: [{ id: true }] }, expressions: { ...byId.expressions, instance_type: is('t3.micro') } };
    expect(shapes(own, unchanged)).toEqual(['instance_type t3.micro x 1; 2 vCPUs']);
  });

  it('is not known where a dynamic block names the template', () => {
    expect(shapes({ ...byId, expressions: {} }, template)).toEqual(['launch_template[0].id (its launch template is known after apply) x 1']);
  });
});

describe('an instance of which nobody can tell which template it takes', () => {
  const tills = (...types: readonly string[]): readonly Planned[] =>
    types.map((type, index) => ({ address: `aws_launch_template.till[${index}]`, after: { id: `lt-0${index}`, instance_type: type }, actions: ['no-op'], expressions: { instance_type: refersTo('var.types', 'count.index') } }));
  const picks = { ...byId, expressions: { launch_template: [{ id: refersTo('aws_launch_template.till', 'local.which') }] } };

  it('has one of their shapes', () => {
    expect(shapes(picks, ...tills('m5.large', 'g5.xlarge', 'm5.large'))).toEqual(['launch_template[0].id g5.xlarge|m5.large (one of 3 templates is taken <- aws_launch_template.till) x 1; 0|1 (one of 3 templates is taken <- aws_launch_template.till) nvidia A10G; 2|4 (one of 3 templates is taken <- aws_launch_template.till) vCPUs']);
  });

  it('has the shape on which they agree', () => {
    expect(shapes(picks, ...tills('g5.xlarge', 'g5.xlarge'))).toEqual(['launch_template[0].id g5.xlarge x 1; 1 nvidia A10G; 4 vCPUs']);
  });

  it('adds nothing where all of them are judged themselves', () => {
    expect(shapes(picks, ...tills('m5.large', 'g5.xlarge').map((till) => ({ ...till, actions: ['create'] })))).toEqual([]);
  });

  it('is not known where one of them is not', () => {
    const [first, second] = tills('m5.large', 'm5.large');
    expect(shapes(picks, { ...first, address: 'aws_launch_template.till[0]', after: {}, unknown: { instance_type: true } }, { ...second, address: 'aws_launch_template.till[1]', after: second?.after ?? {} })).toEqual([
      'launch_template[0].id (known after apply <- var.types) x 1',
      'launch_template[0].id m5.large x 1; 2 vCPUs',
    ]);
  });
});

describe('groups', () => {
  it('count the machines that start from the template', () => {
    const nodes = {
      address: 'aws_eks_node_group.tills',
      after: { capacity_type: 'SPOT', launch_template: [{ id: 'lt-0a' }], scaling_config: [{ desired_size: 3 }] },
      unknown: { instance_types: true },
      expressions: { launch_template: [{ id: refersTo('aws_launch_template.till.id') }] },
    };
    expect(shapes(nodes, unchanged)).toEqual(['launch_template[0].id g5.xlarge x 3; 1 nvidia A10G; 4 vCPUs; spot']);
  });

  it('follow launch configurations', () => {
    const group = { address: 'aws_autoscaling_group.tills', after: { max_size: 4, launch_configuration: 'tills' }, expressions: { launch_configuration: refersTo('aws_launch_configuration.till.name') } };
    const configuration = { address: 'aws_launch_configuration.till', after: { instance_type: 'p3.2xlarge' }, actions: ['no-op'], expressions: { instance_type: is('p3.2xlarge') } };
    expect(shapes(group, configuration)).toEqual(['launch_configuration p3.2xlarge x 4; 1 nvidia V100; 8 vCPUs']);
    expect(shapes(group)).toEqual(['launch_configuration (its launch configuration tills is not in the plan) x 4']);
  });

  const mixed = (overrides: readonly object[]): Planned => ({
    address: 'aws_autoscaling_group.tills',
    after: { max_size: 4, mixed_instances_policy: [{ launch_template: [{ launch_template_specification: [{ launch_template_id: 'lt-0a' }], override: overrides }] }] },
    expressions: {
      mixed_instances_policy: [{ launch_template: [{ launch_template_specification: [{ launch_template_id: refersTo('aws_launch_template.till.id') }], override: overrides.map((override) => Object.fromEntries(Object.keys(override).map((key) => [key, refersTo('each.value')]))) }] }],
    },
  });
  const base = 'mixed_instances_policy[0].launch_template[0].launch_template_specification[0].launch_template_id g5.xlarge x 4; 1 nvidia A10G; 4 vCPUs';
  const first = 'mixed_instances_policy[0].launch_template[0].override[0].instance_type m5.large x 4; 2 vCPUs; override';

  it('take the template for what no override replaces', () => {
    expect(shapes(mixed([]), unchanged)).toEqual([base]);
    expect(shapes(mixed([{ instance_type: 'm5.large' }]), unchanged)).toEqual([first]);
    expect(shapes(mixed([{ instance_type: 'm5.large' }, { weighted_capacity: '2' }]), unchanged)).toEqual([first, base]);
    expect(shapes(mixed([{ instance_type: 'm5.large' }, { weighted_capacity: '2' }]), template)).toEqual([first]);
  });

  it('take the template of one override', () => {
    const another = { address: 'aws_launch_template.big', after: { instance_type: 'p4d.24xlarge' }, actions: ['no-op'], expressions: { instance_type: is('p4d.24xlarge') } };
    const group = mixed([{ instance_type: 'm5.large' }, { launch_template_specification: [{ launch_template_id: 'lt-0b' }] }]);
    const expressions = { mixed_instances_policy: [{ launch_template: [{ launch_template_specification: [{ launch_template_id: refersTo('aws_launch_template.till.id') }], override: [{ instance_type: is('m5.large') }, { launch_template_specification: [{ launch_template_id: refersTo('aws_launch_template.big.id') }] }] }] }] };
    expect(shapes({ ...group, expressions }, unchanged, another)).toEqual([
      first,
      'mixed_instances_policy[0].launch_template[0].override[1].launch_template_specification[0].launch_template_id p4d.24xlarge x 4; 8 nvidia A100; 96 vCPUs',
    ]);
  });

  it('of Google and OCI follow their templates', () => {
    const blueprint = { address: 'google_compute_instance_template.till', after: { machine_type: 'n1-standard-4', guest_accelerator: [{ type: 'nvidia-tesla-t4', count: 1 }] }, actions: ['no-op'], expressions: { machine_type: is('n1-standard-4') } };
    const manager = { address: 'google_compute_instance_group_manager.tills', after: { target_size: 3, version: [{ instance_template: 'tills' }] }, expressions: { version: [{ instance_template: refersTo('google_compute_instance_template.till.self_link') }] } };
    expect(shapes(manager, blueprint)).toEqual([
      'version[0].instance_template n1-standard-4 x 3; 4 vCPUs',
      'version[0].instance_template nvidia-tesla-t4 x 3; 1 nvidia T4; attached',
    ]);
    const copy = { address: 'google_compute_instance_from_template.till', after: { machine_type: 'e2-small', source_instance_template: 'tills' }, expressions: { machine_type: is('e2-small'), source_instance_template: refersTo('google_compute_instance_template.till.self_link') } };
    expect(shapes(copy, blueprint)).toEqual(['machine_type e2-small x 1; 2 vCPUs', 'source_instance_template nvidia-tesla-t4 x 1; 1 nvidia T4; attached']);

    const configuration = { address: 'oci_core_instance_configuration.till', after: { instance_details: [{ launch_details: [{ shape: 'VM.GPU.A10.1' }] }] }, actions: ['no-op'], expressions: { instance_details: [{ launch_details: [{ shape: is('VM.GPU.A10.1') }] }] } };
    const pool = { address: 'oci_core_instance_pool.tills', after: { size: 5, instance_configuration_id: 'ocid1.x' }, expressions: { instance_configuration_id: refersTo('oci_core_instance_configuration.till.id') } };
    expect(shapes(pool, configuration)).toEqual(['instance_configuration_id VM.GPU.A10.1 x 5; 1 nvidia A10; 30 vCPUs']);
    const network = { address: 'oci_core_cluster_network.tills', after: { instance_pools: [{ size: 6, instance_configuration_id: 'ocid1.x' }] }, expressions: { instance_pools: [{ instance_configuration_id: refersTo('oci_core_instance_configuration.till.id') }] } };
    expect(shapes(network, configuration)).toEqual(['instance_pools[0].instance_configuration_id VM.GPU.A10.1 x 6; 1 nvidia A10; 30 vCPUs']);
  });
});
