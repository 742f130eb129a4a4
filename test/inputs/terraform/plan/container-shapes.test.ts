import { describe, expect, it } from 'vitest';
import { openPlan, refersTo } from './opened.ts';
import { shapesAt } from './told-shapes.ts';

function task(containers: unknown, after: object = {}): readonly string[] {
  const address = 'aws_ecs_task_definition.till';
  const text = containers === undefined ? {} : { container_definitions: typeof containers === 'string' ? containers : JSON.stringify(containers) };
  const unknown = containers === undefined ? { container_definitions: true } : {};
  return shapesAt(openPlan([{ address, after: { ...text, ...after }, unknown, expressions: { container_definitions: refersTo('aws_ecr_repository.till.repository_url') } }]), address);
}

describe('accelerators that containers ask for', () => {
  it('by number', () => {
    const containers = [{ name: 'proxy' }, { name: 'prices', resourceRequirements: [{ type: 'GPU', value: '2' }, { type: 'InferenceAccelerator', value: 'device_1' }] }];
    expect(task(containers)).toEqual([
      'container_definitions[1].resourceRequirements[0] GPU x 1; 2; attached',
      'container_definitions[1].resourceRequirements[1] InferenceAccelerator x 1; 1 aws; attached',
    ]);
  });

  it('of a job in AWS Batch', () => {
    const address = 'aws_batch_job_definition.prices';
    const container_properties = JSON.stringify({ image: 'prices', ResourceRequirements: [{ Type: 'VCPU', Value: '4' }, { Type: 'GPU', Value: '1' }] });
    expect(shapesAt(openPlan([{ address, after: { container_properties } }]), address)).toEqual(['container_properties.ResourceRequirements[1] GPU x 1; 1; attached']);
  });

  it('are none without a request, or with one for 0', () => {
    expect(task([{ name: 'proxy' }])).toEqual([]);
    expect(task([{ name: 'proxy', resourceRequirements: [{ type: 'GPU', value: '0' }] }])).toEqual([]);
    expect(task([{ name: 'proxy', resourceRequirements: 'GPU' }, null, 3])).toEqual([]);
  });

  it('are not known where the text is not', () => {
    expect(task(undefined)).toEqual(['container_definitions (known after apply <- aws_ecr_repository.till.repository_url) x 1; attached']);
    expect(task('[{')).toEqual(['container_definitions (container_definitions is not JSON) x 1; attached']);
    expect(task([{ resourceRequirements: [{ type: 'GPU', value: 'some' }] }])).toEqual(['container_definitions[0].resourceRequirements[0] GPU x 1; (the request names no number of accelerators); attached']);
  });

  it('cannot be on Fargate', () => {
    expect(task(undefined, { requires_compatibilities: ['FARGATE'] })).toEqual([]);
    expect(task(undefined, { requires_compatibilities: ['EC2', 'FARGATE'] })).toHaveLength(1);
  });
});
