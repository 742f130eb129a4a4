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
  it.each([
    [{}],
    [{ accelerator_count: [{ min: 0 }] }],
    [{ accelerator_count: [{ max: 4 }] }],
    [{ burstable_performance: 'included' }],
    [{ excluded_instance_types: ['p*', 'g*', 'trn*'] }],
  ])('that says nothing of accelerators, or admits them, leaves them open: %j', (asked) => {
    expect(shapes({ ...small, ...asked })).toEqual(['instance_requirements[0] (EC2 picks any type that meets the requirements, also one with accelerators unless accelerator_count has max = 0) x 1; 2 vCPUs; requirements']);
  });

  it.each([
    [{ accelerator_count: [{ max: 0 }] }],
    [{ accelerator_count: [{ min: 0, max: 0 }], accelerator_types: ['gpu'] }],
    [{ burstable_performance: 'required' }],
    [{ excluded_instance_types: ['p*', 'g*', 'trn*', 'inf*', 'dl*', 'vt*', 'f*'] }],
    [{ excluded_instance_types: ['*'] }],
  ])('that rules them out has none: %j', (asked) => {
    expect(shapes({ ...small, ...asked })).toEqual(['instance_requirements[0] (EC2 picks any type without accelerators that meets the requirements) x 1; 0; 2 vCPUs; requirements']);
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
    expect(shapes({ ...small, accelerator_count: [{ min: null }] }, { accelerator_count: [{ min: true }] })).toEqual(['instance_requirements[0] (known after apply <- var.wanted) x 1; 2 vCPUs; requirements']);
  });

  it('says how many vCPUs', () => {
    const vcpus = (vcpu_count: object, unknown: object = {}): string => shapes({ ...small, vcpu_count: [vcpu_count] }, { vcpu_count: [unknown] })[0]?.split('; ')[1] ?? '';
    expect(vcpus({ min: 2, max: 8 })).toBe('2|8 (EC2 picks a machine with 2 to 8 vCPUs) vCPUs');
    expect(vcpus({ min: 0, max: 8 })).toBe('1|8 (EC2 picks a machine with 1 to 8 vCPUs) vCPUs');
    expect(vcpus({ min: 96 })).toBe('96|1920 (EC2 picks a machine with 96 vCPUs or more) vCPUs');
    expect(vcpus({ min: 8, max: 4 })).toBe('(no machine has 8 to 4 vCPUs) vCPUs');
    expect(vcpus({ max: 8 }, { min: true })).toBe('1|8 (known after apply <- var.wanted) vCPUs');
    expect(vcpus({ min: 96 }, { max: true })).toBe('96|1920 (known after apply <- var.wanted) vCPUs');
    expect(vcpus({}, { min: true, max: true })).toBe('1|1920 (known after apply <- var.wanted) vCPUs');
  });

  it('is not known where what rules accelerators out is not', () => {
    expect(shapes({ ...small, accelerator_count: [{ max: null }] }, { accelerator_count: [{ max: true }] })).toEqual(['instance_requirements[0] (known after apply <- var.wanted) x 1; 2 vCPUs; requirements']);
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

  it('among allowed types picks none with accelerators where they are ruled out', () => {
    expect(shapes({ ...small, allowed_instance_types: ['g5.xlarge', 'p5.*', 'm7g.*'], accelerator_count: [{ max: 0 }] })).toEqual([
      'instance_requirements[0].allowed_instance_types[0] g5.xlarge x 1; 4 vCPUs',
      'instance_requirements[0].allowed_instance_types[1] p5.* x 1; (p5.* stands for machines of several sizes) vCPUs; pattern',
      'instance_requirements[0].allowed_instance_types[2] m7g.* x 1; (m7g.* stands for machines of several sizes) vCPUs; pattern',
    ]);
  });

  it('in overrides counts the machines of the group', () => {
    const address = 'aws_autoscaling_group.tills';
    const after = { max_size: 5, mixed_instances_policy: [{ launch_template: [{ override: [{ instance_requirements: [{ ...small, accelerator_names: ['t4'] }] }] }] }] };
    expect(shapesAt(openPlan([{ address, after }]), address)).toEqual([
      'mixed_instances_policy[0].launch_template[0].override[0].instance_requirements[0] (EC2 picks any type that meets the requirements) x 5; (EC2 picks a machine with 1 accelerator or more) nvidia T4; 2 vCPUs; override; requirements',
    ]);
  });
});
