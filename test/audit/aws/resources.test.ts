import { expect, test } from 'vitest';
import { LoggedResources } from '#inputs/inventory/logged.ts';
import type { Resource } from '../../../src/model/resource.ts';
import { constructed } from './records.ts';
import { eventOf, recordOf } from './record.ts';

/** What guardrails read of a resource by its record alone: the places of shapes are those of the catalogue, or nothing would be found. */
function judgedAs({ kind, shapes, image, tags }: Resource): string {
  const said = shapes.map(({ path, name, count, market, accelerator }) => `${path} ${name.status === 'known' ? name.value : name.status}${count.status === 'known' ? ` x ${count.value}` : ''}${market === null ? '' : ` ${market}`}${accelerator === null ? '' : ` ${accelerator.model ?? ''}`}`);
  return [kind, ...said, image.status === 'known' ? image.value : null, tags.entries.length === 0 ? (tags.open === null ? 'no tags' : `tags unknown: ${tags.open.because}`) : tags.entries.map(({ key, value }) => `${key}=${value.status === 'known' ? value.value : '?'}`).join(' ')].filter((one) => one !== null).join(' · ');
}

const all = new LoggedResources({ attributes: () => false, relations: () => true });

test('machines are found in what records of launches tell', () => {
  const found = constructed.flatMap(([call, requestParameters, responseElements]) => {
    const event = eventOf(recordOf(call, { requestParameters, responseElements }));
    if (event.deed !== 'create') return [];
    return event.subjects.slice(0, 1).flatMap(({ row, count }) => {
      const resource = all.of(row, 'aws', 'create');
      return resource === null || (count === 0 && resource.shapes.length === 0) ? [] : [`${call} ×${count}: ${judgedAs(resource)}`];
    });
  });
  expect(found).toEqual([
    'ec2:RunInstances ×1: instance · InstanceType p5.48xlarge x 1 H100 · ami-0aa · owner=payroll',
    'ec2:RequestSpotInstances ×1: instance · LaunchSpecification.InstanceType g5.48xlarge x 1 spot A10G · ami-0aa · no tags',
    'ec2:RequestSpotFleet ×40: instance-group · SpotFleetRequestConfigData.LaunchSpecifications[0].InstanceType g4dn.xlarge x 40 spot T4 · no tags',
    'ec2:CreateFleet ×3: instance-group · LaunchTemplateConfigs[0].Overrides[0].InstanceType p3.2xlarge x 3 spot V100 · owner=payroll',
    'ec2:CreateLaunchTemplate ×0: instance-template · LaunchTemplateData.InstanceType p5.48xlarge x 1 H100 · ami-0aa · owner=payroll',
    'ecs:CreateService ×50: container · no tags',
    'ecs:RunTask ×1: container · no tags',
    'eks:CreateNodegroup ×8: k8s-nodepool · InstanceTypes[0] g5.12xlarge x 8 A10G · AL2023_x86_64_NVIDIA · no tags',
    'elasticmapreduce:RunJobFlow ×21: batch · Instances.MasterInstanceGroup.InstanceType m5.xlarge x 1 · Instances.CoreInstanceGroup.InstanceType p3.8xlarge x 20 V100 · no tags',
    'airflow:CreateEnvironment ×3: batch · EnvironmentClass mw1.large x 1 · owner=payroll',
    'sagemaker:CreateNotebookInstance ×1: ml · InstanceType ml.p4d.24xlarge x 1 A100 · owner=payroll',
    'sagemaker:CreateTrainingJob ×16: ml · ResourceConfig.InstanceType ml.p5.48xlarge x 16 H100 · no tags',
    'sagemaker:CreateEndpointConfig ×0: ml · ProductionVariants[0].InstanceType ml.g5.48xlarge x 4 A10G · no tags',
    'sagemaker:CreateEndpoint ×1: ml · no tags',
    'sagemaker:CreateApp ×1: ml · ResourceSpec.InstanceType ml.g5.xlarge x 1 A10G · no tags',
    'sagemaker:CreateCluster ×9: ml · InstanceGroups[0].InstanceType ml.p5.48xlarge x 8 H100 · InstanceGroups[1].InstanceType ml.m5.large x 1 · no tags',
    'batch:CreateComputeEnvironment ×1: batch · ComputeResources.InstanceTypes[0] p3 x 1 spot V100 · owner=payroll',
    'batch:SubmitJob ×100: batch · no tags',
    'autoscaling:CreateAutoScalingGroup ×12: instance-group · LaunchTemplate.LaunchTemplateId unknown x 12 · owner=payroll',
    'autoscaling:CreateLaunchConfiguration ×0: instance-template · InstanceType g4dn.xlarge x 1 T4 · ami-0aa · no tags',
    'lightsail:CreateInstances ×1: instance · BundleId xlarge_3_0 x 1 · ubuntu_24_04 · owner=payroll',
    'lightsail:CreateContainerService ×20: container · no tags',
    'bedrock:CreateProvisionedModelThroughput ×4: ml · no tags',
    'glue:CreateJob ×50: batch · WorkerType G.8X x 50 · owner=payroll',
    'glue:CreateDevEndpoint ×10: batch · WorkerType G.2X x 10 · no tags',
    'rds:CreateDBInstance ×1: database · DBInstanceClass db.r6g.4xlarge x 1 · owner=payroll',
    'elasticache:CreateCacheCluster ×3: cache · CacheNodeType cache.r6g.large x 3 · owner=payroll',
    'elasticache:CreateReplicationGroup ×2: cache · CacheNodeType cache.r6g.large x 2 · no tags',
    'es:CreateDomain ×3: search · ClusterConfig.InstanceType r6g.large.search x 3 · owner=payroll',
    'es:CreateElasticsearchDomain ×2: search · ElasticsearchClusterConfig.InstanceType m4.large.elasticsearch x 2 · no tags',
    'redshift:CreateCluster ×4: warehouse · NodeType ra3.4xlarge x 4 · owner=payroll',
    'kafka:CreateCluster ×3: stream · BrokerNodeGroupInfo.InstanceType kafka.m5.large x 3 · owner=payroll',
    'kafka:CreateClusterV2 ×6: stream · BrokerNodeGroupInfo.InstanceType kafka.m7g.large x 6 · no tags',
  ]);
});
