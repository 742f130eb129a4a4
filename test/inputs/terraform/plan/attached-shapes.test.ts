import { describe, expect, it } from 'vitest';
import { is, openPlan, refersTo, type Planned } from './opened.ts';
import { shapesAt } from './told-shapes.ts';

function shapes(resource: Planned): readonly string[] {
  return shapesAt(openPlan([resource]), resource.address);
}

const instance = (after: object, unknown: object = {}): readonly string[] =>
  shapes({ address: 'google_compute_instance.till', after, unknown, expressions: { machine_type: is('n1-standard-4'), guest_accelerator: [{ type: refersTo('var.accelerator'), count: refersTo('var.number') }] } });

describe('accelerators attached to a machine', () => {
  it('come with their number and the machines of the resource', () => {
    const after = { node_count: 3, node_config: [{ machine_type: 'n1-standard-4', spot: true, guest_accelerator: [{ type: 'nvidia-tesla-t4', count: 2 }, { type: 'nvidia-tesla-v100', count: 1 }] }] };
    expect(shapes({ address: 'google_container_node_pool.tills', after })).toEqual([
      'node_config[0].machine_type n1-standard-4 x 3; 4 vCPUs; spot',
      'node_config[0].guest_accelerator[0].type nvidia-tesla-t4 x 3; 2 nvidia T4; spot; attached',
      'node_config[0].guest_accelerator[1].type nvidia-tesla-v100 x 3; 1 nvidia V100; spot; attached',
    ]);
  });

  it('of one role belong to the machines of that role', () => {
    const after = { cluster_config: [{ master_config: [{ machine_type: 'n1-standard-4', num_instances: 1 }], worker_config: [{ machine_type: 'n1-standard-8', num_instances: 5, accelerators: [{ accelerator_type: 'nvidia-tesla-t4', accelerator_count: 2 }] }] }] };
    expect(shapes({ address: 'google_dataproc_cluster.prices', after })).toContain('cluster_config[0].worker_config[0].accelerators[0].accelerator_type nvidia-tesla-t4 x 5; 2 nvidia T4; worker; attached');
  });

  it('may not be known by type or number', () => {
    expect(instance({ machine_type: 'n1-standard-4', guest_accelerator: [{ count: 1 }] }, { guest_accelerator: [{ type: true }] })).toEqual([
      'machine_type n1-standard-4 x 1; 4 vCPUs',
      'guest_accelerator[0].type (known after apply <- var.accelerator) x 1; attached',
    ]);
    expect(instance({ machine_type: 'n1-standard-4', guest_accelerator: [{ type: 'nvidia-tesla-t4' }] }, { guest_accelerator: [{ count: true }] })).toEqual([
      'machine_type n1-standard-4 x 1; 4 vCPUs',
      'guest_accelerator[0].type nvidia-tesla-t4 x 1; (known after apply <- var.number) nvidia T4; attached',
    ]);
  });

  it('are none with a count of 0', () => {
    expect(instance({ machine_type: 'n1-standard-4', guest_accelerator: [{ type: 'nvidia-tesla-t4', count: 0 }] })).toEqual(['machine_type n1-standard-4 x 1; 4 vCPUs']);
  });

  it.each([
    ['a2-highgpu-1g', 'nvidia-tesla-a100'],
    ['a2-ultragpu-1g', 'nvidia-a100-80gb'],
    ['a3-highgpu-8g', 'nvidia-h100-80gb'],
    ['a3-ultragpu-8g', 'nvidia-h200-141gb'],
    ['g2-standard-4', 'https://www.googleapis.com/compute/v1/projects/shop/zones/europe-west4-a/acceleratorTypes/nvidia-l4'],
    ['g4-standard-48', 'nvidia-rtx-pro-6000'],
  ])('of %s say again what the machine has: %s', (machine, type) => {
    expect(instance({ machine_type: machine, guest_accelerator: [{ type, count: 1 }] }).map((line) => line.split(' ')[0])).toEqual(['machine_type']);
  });

  it('beside a machine with another one are a shape of their own', () => {
    expect(instance({ machine_type: 'g2-standard-4', guest_accelerator: [{ type: 'nvidia-tesla-t4', count: 1 }] })).toHaveLength(2);
  });

  it('of TPUs are the machine itself', () => {
    expect(shapes({ address: 'google_tpu_v2_vm.prices', after: { accelerator_type: 'v5litepod-16' }, expressions: { accelerator_type: is('v5litepod-16') } })).toEqual(['accelerator_type v5litepod-16 x 1; 16 google TPU v5litepod; attached']);
  });
});
