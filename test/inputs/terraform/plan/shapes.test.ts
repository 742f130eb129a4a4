import { describe, expect, it } from 'vitest';
import { imageOf, shapesOf } from '../../../../src/inputs/resource/shapes.ts';
import { is, openPlan, openStory, refersTo, type Planned } from './opened.ts';
import { shapesAt } from './told-shapes.ts';

function shapes(resource: Planned): readonly string[] {
  return shapesAt(openPlan([resource]), resource.address);
}

describe('shapes of the stories, as the real terraform planned them', () => {
  const every = (story: string, type: string): readonly string[] => {
    const opened = openStory(story);
    return opened.entries.filter((entry) => entry.type === type).flatMap(({ address }) => shapesAt(opened, address).map((line) => `${address} ${line}`));
  };

  it.each([
    ['training-cluster', 'aws_instance', [
      'aws_instance.compiler instance_type trn1.32xlarge x 1; 16 aws Trainium; 128 vCPUs',
      'aws_instance.dashboard instance_type m7i.large x 1; 2 vCPUs',
      'aws_instance.head_node instance_type r7i.48xlarge x 1; 192 vCPUs',
      'aws_instance.preview instance_type (known after apply <- random_shuffle.preview_type.result[0]) x 1',
      'module.finetune.aws_instance.trainer[0] instance_type p5.48xlarge x 1; 8 nvidia H100; 192 vCPUs',
      'module.finetune.aws_instance.trainer[1] instance_type p5.48xlarge x 1; 8 nvidia H100; 192 vCPUs',
    ]],
    ['training-cluster', 'aws_autoscaling_group', [
      'aws_autoscaling_group.inference mixed_instances_policy[0].launch_template[0].override[0].instance_type g5.xlarge x 3; 1 nvidia A10G; 4 vCPUs; override',
      'aws_autoscaling_group.inference mixed_instances_policy[0].launch_template[0].override[1].instance_type g5.12xlarge x 3; 4 nvidia A10G; 48 vCPUs; override',
    ]],
    ['training-cluster', 'aws_launch_template', [
      'aws_launch_template.evaluation instance_requirements[0] (EC2 picks any type that meets the requirements) x 1; 1|2|3|4|5|6|7|8 (EC2 picks a machine with 1 to 8 accelerators); 4|1920 (EC2 picks a machine with 4 vCPUs or more) vCPUs; requirements',
      'aws_launch_template.inference instance_type g5.xlarge x 1; 1 nvidia A10G; 4 vCPUs',
      'aws_launch_template.pretraining instance_type p4d.24xlarge x 1; 8 nvidia A100; 96 vCPUs',
    ]],
    ['training-cluster', 'aws_eks_node_group', [
      'aws_eks_node_group.labelling instance_types[0] g5.xlarge x 12; 1 nvidia A10G; 4 vCPUs',
      'aws_eks_node_group.serving instance_types[0] g5.xlarge x 2; 1 nvidia A10G; 4 vCPUs; spot',
      'aws_eks_node_group.serving instance_types[1] g5.2xlarge x 2; 1 nvidia A10G; 8 vCPUs; spot',
      'aws_eks_node_group.system instance_types[0] m7i.large x 2; 2 vCPUs',
    ]],
    // The plan sorts the set; the source names p4d first.
    ['training-cluster', 'aws_batch_compute_environment', [
      'aws_batch_compute_environment.sweeps compute_resources[0].instance_type[1] g5.xlarge x 1; 1 nvidia A10G; 4 vCPUs; on-demand',
      'aws_batch_compute_environment.sweeps compute_resources[0].instance_type[0] p4d x 1; (p4d stands for machines of several sizes) nvidia A100; (p4d stands for machines of several sizes) vCPUs; on-demand; pattern',
    ]],
    // Their templates are judged themselves.
    ['checkout-service', 'aws_autoscaling_group', []],
    ['claims-portal', 'azurerm_kubernetes_cluster_node_pool', [
      'azurerm_kubernetes_cluster_node_pool.batch vm_size Standard_D8s_v5 x 1; 8 vCPUs',
      'azurerm_kubernetes_cluster_node_pool.fraud_model vm_size Standard_NC24ads_A100_v4 x 2; 1 nvidia A100; 24 vCPUs',
    ]],
    ['claims-portal', 'azurerm_kubernetes_cluster', ['azurerm_kubernetes_cluster.claims default_node_pool[0].vm_size Standard_D4s_v5 x 3; 4 vCPUs; default-pool']],
    ['claims-portal', 'azurerm_windows_virtual_machine', ['azurerm_windows_virtual_machine.scanner size Standard_NV12ads_A10_v5 x 1; 1 nvidia A10 share 0.3333333333333333; 12 vCPUs']],
    ['analytics-platform', 'google_compute_instance', [
      'google_compute_instance.embedding machine_type n1-standard-8 x 1; 8 vCPUs; on-demand',
      'google_compute_instance.embedding guest_accelerator[0].type nvidia-tesla-t4 x 1; 2 nvidia T4; on-demand; attached',
      'google_compute_instance.experiment machine_type e2-standard-4 x 1; 4 vCPUs',
      'google_compute_instance.scheduler machine_type c3-standard-4 x 1; 4 vCPUs',
      'google_compute_instance.solver machine_type n2-standard-96 x 1; 96 vCPUs',
    ]],
    ['analytics-platform', 'google_container_node_pool', [
      'google_container_node_pool.features node_config[0].machine_type a2-highgpu-4g x 3; 4 nvidia A100; 48 vCPUs; spot',
      'google_container_node_pool.general node_config[0].machine_type n2-standard-8 x 9; 8 vCPUs; on-demand',
    ]],
    ['render-farm', 'oci_core_instance', [
      'oci_core_instance.denoiser shape VM.GPU.A10.2 x 1; 2 nvidia A10; 60 vCPUs',
      'oci_core_instance.license_server shape VM.Standard.E5.Flex x 1; 4 vCPUs',
      'oci_core_instance.renderer[0] shape BM.GPU.A10.4 x 1; 4 nvidia A10; 128 vCPUs',
      'oci_core_instance.renderer[1] shape BM.GPU.A10.4 x 1; 4 nvidia A10; 128 vCPUs',
      'oci_core_instance.simulation shape VM.Standard.E5.Flex x 1; 160 vCPUs',
      'oci_core_instance.test_bench shape VM.Standard2.4 x 1; 8 vCPUs',
    ]],
    ['render-farm', 'oci_core_instance_pool', []],
  ])('%s %s', (story, type, expected) => {
    expect(every(story, type)).toEqual(expected);
  });
});

describe('what is not known', () => {
  it('leaves the choice to the cloud where nobody set an argument', () => {
    const till = { address: 'aws_elasticache_replication_group.till', after: { num_cache_clusters: 2 }, unknown: { node_type: true }, expressions: { num_cache_clusters: is(2) } };
    expect(shapes(till)).toEqual(['node_type (not set, so AWS picks one) x 2']);
  });

  it('takes what the provider recorded of such an argument later', () => {
    const till = { address: 'aws_eks_node_group.till', after: { instance_types: ['t3.medium'], scaling_config: [{ desired_size: 2 }] }, actions: ['update'], expressions: { cluster_name: is('shop') } };
    expect(shapes(till)).toEqual(['instance_types[0] t3.medium x 2; 2 vCPUs']);
  });

  it('takes everything that is not known for set where the plan has no configuration', () => {
    expect(shapes({ address: 'aws_instance.till', after: {}, unknown: { instance_type: true } })).toEqual(['instance_type (known after apply) x 1']);
  });

  it('is no shape: an empty string, null, a list in place of a name, or a block that Google fills in by itself', () => {
    expect(shapes({ address: 'aws_instance.till', after: { instance_type: '' }, expressions: {} })).toEqual([]);
    expect(shapes({ address: 'aws_instance.till', after: { instance_type: null }, expressions: {} })).toEqual([]);
    expect(shapes({ address: 'aws_instance.till', after: { instance_type: ['m5.large'] }, expressions: {} })).toEqual([]);
    expect(shapes({ address: 'google_compute_instance.till', after: { machine_type: 'e2-small' }, unknown: { guest_accelerator: true }, expressions: { machine_type: is('e2-small') } })).toEqual(['machine_type e2-small x 1; 2 vCPUs']);
  });

  it('does not repeat the node pools that a cluster of Google lists once it exists', () => {
    const after = { node_pool: [{ node_config: [{ machine_type: 'a2-highgpu-1g' }], node_count: 2 }] };
    expect(shapes({ address: 'google_container_cluster.shop', after, actions: ['update'], expressions: { name: is('shop') } })).toEqual([]);
    expect(shapes({ address: 'google_container_cluster.shop', after, actions: ['update'], expressions: { node_pool: [{ node_count: is(2) }] } })).toEqual([
      'node_pool[0].node_config[0].machine_type a2-highgpu-1g x 2; 1 nvidia A100; 12 vCPUs',
    ]);
  });

  it('names a dynamic block over something unknown once', () => {
    const policy = { launch_template: [{ launch_template_specification: [{ launch_template_id: 'lt-0a' }] }] };
    const unknown = { mixed_instances_policy: [{ launch_template: [{ override: true }] }] };
    const expressions = { mixed_instances_policy: [{ launch_template: [{ launch_template_specification: [{ launch_template_id: is('lt-0a') }] }] }] };
    expect(shapes({ address: 'aws_autoscaling_group.tills', after: { max_size: 3, mixed_instances_policy: [policy] }, unknown, expressions })).toEqual([
      'mixed_instances_policy[0].launch_template[0].override (known after apply) x 3; override',
    ]);
  });

  it('does not ask a type that the catalogue does not know', () => {
    const opened = openPlan([{ address: 'aws_till_drawer.main', after: { instance_type: 'p5.48xlarge' } }]);
    expect(shapesOf(opened.subject('aws_till_drawer.main'), { judged: () => true })).toEqual([]);
  });

});

describe('how many machines', () => {
  const group = (after: object, unknown: object = {}, expressions: object = {}): readonly string[] =>
    shapes({
      address: 'aws_autoscaling_group.tills',
      after: { mixed_instances_policy: [{ launch_template: [{ launch_template_specification: [], override: [{ instance_type: 'm5.large' }] }] }], ...after },
      unknown,
      expressions: { name: is('tills'), ...expressions },
    }).map((line) => / x (.*?);/.exec(line)?.[1] ?? line);

  it.each([
    ['the first that is more than 0', { desired_capacity: 0, max_size: 4 }, '4'],
    ['a string of digits', { desired_capacity: '3', max_size: 4 }, '3'],
    ['none at all', { desired_capacity: 0, max_size: 0 }, '0'],
    ['no number in the plan', {}, '1'],
  ])('%s', (_, after, expected) => {
    expect(group(after)).toEqual([expected]);
  });

  it('passes over a number that nobody set, and stops at one that somebody did', () => {
    expect(group({ max_size: 4 }, { desired_capacity: true })).toEqual(['4']);
    expect(group({ max_size: 4 }, { desired_capacity: true }, { desired_capacity: refersTo('var.tills') })).toEqual(['(known after apply <- var.tills)']);
    expect(group({}, { desired_capacity: true })).toEqual(['(desired_capacity is not set)']);
  });

  it('counts beside the shape, not beside its neighbour', () => {
    const variants = [{ instance_type: 'ml.g5.xlarge', initial_instance_count: 2 }, { instance_type: 'ml.m5.large', initial_instance_count: 5 }];
    expect(shapes({ address: 'aws_sagemaker_endpoint_configuration.prices', after: { production_variants: variants } })).toEqual([
      'production_variants[0].instance_type ml.g5.xlarge x 2; 1 nvidia A10G; 4 vCPUs',
      'production_variants[1].instance_type ml.m5.large x 5; 2 vCPUs',
    ]);
  });
});

describe('spot or not', () => {
  it.each([
    ['aws_instance', { instance_type: 't3.micro', instance_market_options: [{ market_type: 'spot' }] }, 'spot'],
    ['aws_spot_instance_request', { instance_type: 't3.micro' }, 'spot'],
    ['azurerm_linux_virtual_machine', { size: 'Standard_B2s', priority: 'Spot' }, 'spot'],
    ['azurerm_linux_virtual_machine', { size: 'Standard_B2s', priority: 'Regular' }, 'on-demand'],
    ['azurerm_machine_learning_compute_cluster', { vm_size: 'Standard_B2s', vm_priority: 'LowPriority' }, 'spot'],
    ['google_compute_instance', { machine_type: 'e2-small', scheduling: [{ provisioning_model: 'STANDARD', preemptible: false }] }, 'on-demand'],
    ['google_compute_instance', { machine_type: 'e2-small', scheduling: [{ preemptible: true }] }, 'spot'],
    ['google_container_node_pool', { node_config: [{ machine_type: 'e2-small', spot: false, preemptible: true }] }, 'spot'],
    ['oci_core_instance', { shape: 'VM.Standard2.1', preemptible_instance_config: [{ preemption_action: [] }] }, 'spot'],
    ['oci_core_instance', { shape: 'VM.Standard2.1', preemptible_instance_config: [] }, null],
    ['aws_batch_compute_environment', { compute_resources: [{ type: 'SPOT', instance_type: ['c5.large'] }] }, 'spot'],
    ['aws_eks_node_group', { instance_types: ['t3.small'], capacity_type: 'ON_DEMAND' }, 'on-demand'],
    ['aws_instance', { instance_type: 't3.micro', instance_market_options: [{ market_type: 'capacity-block' }] }, null],
  ])('%s %j', (type, after, market) => {
    const address = `${type}.till`;
    expect(shapesOf(openPlan([{ address, after }]).subject(address), { judged: () => true }).map((shape) => shape.market)).toEqual([market]);
  });
});

describe('OCPUs of a flexible shape', () => {
  const instance = (after: object, unknown: object = {}): readonly string[] =>
    shapes({ address: 'oci_core_instance.till', after: { shape: 'VM.Standard.E5.Flex', ...after }, unknown, expressions: { shape: is('VM.Standard.E5.Flex'), ...('shape_config' in after ? { shape_config: [{ ocpus: refersTo('var.ocpus') }] } : {}) } });

  it('come from the argument beside it', () => {
    expect(instance({ shape_config: [{ ocpus: 8 }] })).toEqual(['shape VM.Standard.E5.Flex x 1; 16 vCPUs']);
    expect(instance({ shape: 'VM.Standard.A1.Flex', shape_config: [{ ocpus: 8 }] })).toEqual(['shape VM.Standard.A1.Flex x 1; 8 vCPUs']);
    expect(instance({ shape_config: [{}] }, { shape_config: [{ ocpus: true }] })).toEqual(['shape VM.Standard.E5.Flex x 1; (known after apply <- var.ocpus) vCPUs']);
    expect(instance({}, { shape_config: true })).toEqual(['shape VM.Standard.E5.Flex x 1; (ocpus of this flexible shape is not set) vCPUs']);
    expect(instance({ shape: 'VM.Standard2.4', shape_config: [{ ocpus: 99 }] })).toEqual(['shape VM.Standard2.4 x 1; 8 vCPUs']);
  });
});

describe('machines of builds', () => {
  it('depend on the environment', () => {
    const project = (type: string): readonly string[] => shapes({ address: 'aws_codebuild_project.till', after: { environment: [{ compute_type: 'BUILD_GENERAL1_LARGE', type }] } });
    expect(project('LINUX_CONTAINER')).toEqual(['environment[0].compute_type BUILD_GENERAL1_LARGE x 1; 8 vCPUs']);
    expect(project('LINUX_GPU_CONTAINER')).toEqual(['environment[0].compute_type BUILD_GENERAL1_LARGE x 1; 4 nvidia V100; 32 vCPUs']);
  });

  it('of a fleet may be named beside the word that says so', () => {
    const fleet = { address: 'aws_codebuild_fleet.till', after: { compute_type: 'CUSTOM_INSTANCE_TYPE', base_capacity: 2, environment_type: 'LINUX_EC2', compute_configuration: [{ instance_type: 'g5.xlarge' }] } };
    expect(shapes(fleet)).toEqual(['compute_configuration[0].instance_type g5.xlarge x 2; 1 nvidia A10G; 4 vCPUs']);
  });
});

describe('names', () => {
  it('are taken out of URLs of Google', () => {
    expect(shapes({ address: 'google_compute_instance.till', after: { machine_type: 'https://www.googleapis.com/compute/v1/projects/shop/zones/europe-west4-a/machineTypes/n2-standard-8' } })).toEqual(['machine_type n2-standard-8 x 1; 8 vCPUs']);
  });

  it('of Databricks belong to the cloud that has them', () => {
    expect(shapes({ address: 'databricks_cluster.prices', after: { node_type_id: 'Standard_NC6s_v3', driver_node_type_id: 'n1-standard-4', num_workers: 3 } })).toEqual([
      'node_type_id Standard_NC6s_v3 x 3; 1 nvidia V100; 6 vCPUs; worker',
      'driver_node_type_id n1-standard-4 x 1; 4 vCPUs; driver',
    ]);
    expect(shapes({ address: 'databricks_cluster.prices', after: { node_type_id: 'g5.xlarge', num_workers: 2 } })).toEqual(['node_type_id g5.xlarge x 2; 1 nvidia A10G; 4 vCPUs; worker']);
  });

  it('stand in awscc as CloudFormation has them', () => {
    expect(shapes({ address: 'awscc_ec2_launch_template.till', after: { launch_template_data: { instance_type: 'g6.xlarge' } } })).toEqual(['launch_template_data.instance_type g6.xlarge x 1; 1 nvidia L4; 4 vCPUs']);
  });

  it('of families and keywords are patterns', () => {
    expect(shapes({ address: 'aws_batch_compute_environment.prices', after: { compute_resources: [{ type: 'EC2', instance_type: ['optimal', 'm5', 'c5.large', 'trn1'] }] } })).toEqual([
      'compute_resources[0].instance_type[0] optimal x 1; (optimal stands for machines of several sizes) vCPUs; on-demand; pattern',
      'compute_resources[0].instance_type[1] m5 x 1; (m5 stands for machines of several sizes) vCPUs; on-demand; pattern',
      'compute_resources[0].instance_type[2] c5.large x 1; 2 vCPUs; on-demand',
      'compute_resources[0].instance_type[3] trn1 x 1; (trn1 stands for machines of several sizes) aws Trainium; (trn1 stands for machines of several sizes) vCPUs; on-demand; pattern',
    ]);
  });
});

describe('the image', () => {
  it.each([
    ['known', { ami: 'ami-1' }, {}, {}, { status: 'known', value: 'ami-1' }],
    ['set, but not known', {}, { ami: true }, { ami: refersTo('aws_ami_copy.till.id') }, { status: 'unknown', because: 'known after apply', refs: ['aws_ami_copy.till.id'] }],
    ['computed', {}, { ami: true }, {}, { status: 'absent' }],
  ])('%s', (_, after, unknown, expressions, expected) => {
    expect(imageOf(openPlan([{ address: 'aws_instance.till', after, unknown, expressions }]).subject('aws_instance.till'))).toEqual(expected);
  });

  it('is the first argument that says something', () => {
    const after = { source_image_id: null, source_image_reference: [{ offer: 'ubuntu-24_04-lts' }] };
    expect(imageOf(openPlan([{ address: 'azurerm_linux_virtual_machine.till', after }]).subject('azurerm_linux_virtual_machine.till'))).toEqual({ status: 'known', value: 'ubuntu-24_04-lts' });
  });
});
