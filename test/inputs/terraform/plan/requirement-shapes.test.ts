import { describe, expect, it } from 'vitest';
import { openPlan, refersTo } from './opened.ts';
import { shapesAt } from './told-shapes.ts';

function shapes(block: object, unknown: object = {}): readonly string[] {
  const address = 'aws_launch_template.till';
  const written = Object.fromEntries(Object.keys({ ...block, ...unknown }).map((key) => [key, refersTo('var.wanted')]));
  return shapesAt(openPlan([{ address, after: { instance_requirements: [block] }, unknown: { instance_requirements: [unknown] }, expressions: { instance_requirements: [written] } }]), address);
}

const small = { vcpu_count: [{ min: 2, max: 2 }], memory_mib: [{ min: 4096 }] };
const any = 'instance_requirements[0] (EC2 picks any type that meets the requirements) x 1;';

describe('attribute-based selection', () => {
  it('that asks for no accelerator', () => {
    expect(shapes(small)).toEqual(['instance_requirements[0] (EC2 picks any type that meets the requirements, and accelerator_count does not rule out accelerated ones) x 1; 2 vCPUs; requirements']);
    expect(shapes({ ...small, accelerator_count: [{ max: 0 }] })).toEqual(['instance_requirements[0] (EC2 picks any type without accelerators that meets the requirements) x 1; 2 vCPUs; requirements']);
    expect(shapes({ ...small, accelerator_count: [{ min: 0 }] })).toEqual(['instance_requirements[0] (EC2 picks any type that meets the requirements, and accelerator_count does not rule out accelerated ones) x 1; 2 vCPUs; requirements']);
  });

  it.each([
    [{ accelerator_count: [{ min: 1, max: 1 }] }, '1'],
    [{ accelerator_count: [{ min: 2, max: 4 }] }, '2|3|4 (EC2 picks a machine with 2 to 4 accelerators)'],
    [{ accelerator_count: [{ min: 4 }] }, '(EC2 picks a machine with 4 accelerators or more)'],
    [{ accelerator_types: ['gpu'] }, '(EC2 picks a machine with 1 accelerator or more)'],
    [{ accelerator_types: ['gpu'], accelerator_count: [{ max: 2 }] }, '1|2 (EC2 picks a machine with 1 to 2 accelerators)'],
    [{ accelerator_names: ['a100'] }, '(EC2 picks a machine with 1 accelerator or more) nvidia A100'],
    [{ accelerator_names: ['a100', 'inferentia'] }, '(EC2 picks a machine with 1 accelerator or more)'],
    [{ accelerator_names: ['a100', 'h100'] }, '(EC2 picks a machine with 1 accelerator or more) nvidia'],
    [{ accelerator_manufacturers: ['amazon-web-services'] }, '(EC2 picks a machine with 1 accelerator or more) aws'],
    [{ accelerator_total_memory_mib: [{ min: 16384 }] }, '(EC2 picks a machine with 1 accelerator or more)'],
  ])('that asks: %j', (asked, expected) => {
    expect(shapes({ ...small, ...asked })).toEqual([`${any} ${expected}; 2 vCPUs; requirements`]);
  });

  it('is not known where what it asks for is not', () => {
    expect(shapes({ ...small, accelerator_count: [{ min: null }] }, { accelerator_count: [{ min: true }] })).toEqual(['instance_requirements[0] (known after apply <- var.wanted) x 1; 2 vCPUs']);
  });

  it('says how many vCPUs', () => {
    expect(shapes({ accelerator_count: [{ max: 0 }], vcpu_count: [{ min: 2, max: 8 }] })[0]).toContain('(EC2 picks a machine with 2 to 8 vCPUs) vCPUs');
    expect(shapes({ accelerator_count: [{ max: 0 }], vcpu_count: [{}] }, { vcpu_count: [{ max: true }] })[0]).toContain('(known after apply <- var.wanted) vCPUs');
  });

  it('among allowed types is each of them', () => {
    expect(shapes({ ...small, allowed_instance_types: ['c6i.large', 'g5*', 'p5.*', 'm7g.xlarge'] })).toEqual([
      'instance_requirements[0].allowed_instance_types[0] c6i.large x 1; 2 vCPUs',
      'instance_requirements[0].allowed_instance_types[1] g5* x 1; (g5* stands for machines of several sizes) nvidia A10G; (g5* stands for machines of several sizes) vCPUs; pattern',
      'instance_requirements[0].allowed_instance_types[2] p5.* x 1; (p5.* stands for machines of several sizes) nvidia H100; (p5.* stands for machines of several sizes) vCPUs; pattern',
      'instance_requirements[0].allowed_instance_types[3] m7g.xlarge x 1; 4 vCPUs',
    ]);
  });

  it.each([
    ['p*', 'p* x 1; (p* stands for machines of several sizes); (p* stands for machines of several sizes) vCPUs; pattern'],
    ['inf*', 'inf* x 1; (inf* stands for machines of several sizes) aws Inferentia; (inf* stands for machines of several sizes) vCPUs; pattern'],
    ['m*', 'm* x 1; (m* stands for machines of several sizes) vCPUs; pattern'],
  ])('among %s has accelerators where all of the family have', (glob, expected) => {
    expect(shapes({ ...small, allowed_instance_types: [glob] })).toEqual([`instance_requirements[0].allowed_instance_types[0] ${expected}`]);
  });

  it.each(['*', 't*', '*.2xlarge'])('among %s may pick them unless they are ruled out', (glob) => {
    expect(shapes({ ...small, allowed_instance_types: [glob] })[0]).toContain(`allowed_instance_types[0] (${glob} also stands for machines with accelerators) x 1; (`);
    expect(shapes({ ...small, allowed_instance_types: [glob], accelerator_count: [{ max: 0 }] })[0]).toContain(`allowed_instance_types[0] ${glob} x 1; (`);
  });

  it('in overrides counts the machines of the group', () => {
    const address = 'aws_autoscaling_group.tills';
    const after = { max_size: 5, mixed_instances_policy: [{ launch_template: [{ override: [{ instance_requirements: [{ ...small, accelerator_names: ['t4'] }] }] }] }] };
    expect(shapesAt(openPlan([{ address, after }]), address)).toEqual([
      'mixed_instances_policy[0].launch_template[0].override[0].instance_requirements[0] (EC2 picks any type that meets the requirements) x 5; (EC2 picks a machine with 1 accelerator or more) nvidia T4; 2 vCPUs; override; requirements',
    ]);
  });
});
