import { describe, expect, test } from 'vitest';
import { inventories } from '../opened.ts';

const account = 'arn:aws:autoscaling:eu-west-1:111122223333';
const group = { AutoScalingGroupARN: `${account}:autoScalingGroup:8f2:autoScalingGroupName/trainer`, AutoScalingGroupName: 'trainer', LaunchConfigurationName: 'gpu', MinSize: 2, MaxSize: 4, DesiredCapacity: 2, AvailabilityZones: ['eu-west-1a'], Instances: [], Tags: [] };
const launch = (region: string, shape: string) => ({ LaunchConfigurationName: 'gpu', LaunchConfigurationARN: `arn:aws:autoscaling:${region}:111122223333:launchConfiguration:5d:launchConfigurationName/gpu`, ImageId: 'ami-1', InstanceType: shape, SecurityGroups: [], KeyName: '' });

describe('a group that launches from a configuration', () => {
  test('leaves its shape to the configuration, wherever in the inventory that stands', async () => {
    const groups = { AutoScalingGroups: [group] };
    const configurations = { LaunchConfigurations: [launch('us-east-1', 't3.micro'), launch('eu-west-1', 'p3.2xlarge')] };
    for (const pages of [[groups, configurations], [configurations, groups]]) {
      const { read } = await inventories({ 'fleet.json': pages.map((page) => `${JSON.stringify(page)}\n`).join('') });
      const shapes = Object.fromEntries((read[0]?.resources ?? []).map((one) => [`${one.type} ${one.region.status === 'known' ? one.region.value : '?'}`, one.shapes.map((shape) => shape.name)]));
      expect(shapes).toEqual({
        'AWS::AutoScaling::AutoScalingGroup eu-west-1': [],
        'AWS::AutoScaling::LaunchConfiguration us-east-1': [{ status: 'known', value: 't3.micro' }],
        'AWS::AutoScaling::LaunchConfiguration eu-west-1': [{ status: 'known', value: 'p3.2xlarge' }],
      });
    }
  });

  test('of another region, or of none that is told, is not known', async () => {
    const { read } = await inventories({ 'fleet.json': `${JSON.stringify({ AutoScalingGroups: [group] })}\n${JSON.stringify({ LaunchConfigurations: [launch('us-east-1', 't3.micro')] })}\n` });
    expect(read[0]?.resources.find((one) => one.name === 'trainer')?.shapes.map((shape) => shape.name)).toEqual([{ status: 'unknown', because: 'its launch configuration gpu is not in the inventory', refs: [] }]);
  });
});
