import { describe, expect, it } from 'vitest';
import { choice, judgedIn, opened, parameter, ref, shapesOf, type Template, type Written } from './stack.ts';

const launch = (data: Written): Template[string] => ['AWS::EC2::LaunchTemplate', { LaunchTemplateData: data }];
const group = (properties: Record<string, Written>): Template[string] => ['AWS::AutoScaling::AutoScalingGroup', { DesiredCapacity: '3', MaxSize: '6', ...properties }];
const mixed = (overrides: Written): Record<string, Written> => ({ MixedInstancesPolicy: { LaunchTemplate: { LaunchTemplateSpecification: { LaunchTemplateId: ref('Template'), Version: '1' }, Overrides: overrides } } });

/** What a stack says of the shapes of one of its resources. */
const rows: readonly (readonly [title: string, stack: Template, address: string, shapes: readonly string[]])[] = [
  ['an instance', { Web: ['AWS::EC2::Instance', { InstanceType: 't3.micro' }] }, 'Web', ['InstanceType t3.micro']],
  ['an instance with accelerators', { Trainer: ['AWS::EC2::Instance', { InstanceType: 'p5.48xlarge' }] }, 'Trainer', ['InstanceType p5.48xlarge H100*8']],
  ['an instance whose type is left to AWS', { Web: ['AWS::EC2::Instance', { ImageId: 'ami-0a' }] }, 'Web', ['InstanceType ? not set, so AWS picks one']],
  ['an instance from a template of the stack', { Web: ['AWS::EC2::Instance', { LaunchTemplate: { LaunchTemplateId: ref('Template'), Version: '1' } }], Template: launch({ InstanceType: 'g5.xlarge' }) }, 'Web', []],
  ['nodes whose types are left to AWS', { Nodes: ['AWS::EKS::Nodegroup', { ScalingConfig: { DesiredSize: 4 } }] }, 'Nodes', ['InstanceTypes t3.medium x 4']],
  ['one of a few', { Web: ['AWS::EC2::Instance', { InstanceType: choice('t3.micro', 'g5.xlarge') }] }, 'Web', ['InstanceType g5.xlarge|t3.micro A10G*0|1']],
  ['a parameter without a value', { Web: ['AWS::EC2::Instance', { InstanceType: parameter('Size') }] }, 'Web', ['InstanceType ? parameter Size has no value']],
  ['a launch template', { Template: launch({ InstanceType: 'g6.12xlarge', InstanceMarketOptions: { MarketType: 'spot' } }) }, 'Template', ['LaunchTemplateData.InstanceType g6.12xlarge L4*4 spot']],
  ['a launch configuration that bids', { Old: ['AWS::AutoScaling::LaunchConfiguration', { InstanceType: 'm5.large', SpotPrice: '0.05' }] }, 'Old', ['InstanceType m5.large spot']],
  ['a template is judged once, at its cause', { Group: group({ LaunchTemplate: { LaunchTemplateId: ref('Template'), Version: '1' } }), Template: launch({ InstanceType: 'p5.48xlarge' }) }, 'Group', []],
  ['a template of elsewhere', { Group: group({ LaunchTemplate: { LaunchTemplateName: 'golden', Version: '1' } }) }, 'Group', ['LaunchTemplate.LaunchTemplateName ? its launch template golden is not in the template x 3']],
  ['a template by its name', { Group: group({ LaunchTemplate: { LaunchTemplateName: 'golden', Version: '1' } }), Template: ['AWS::EC2::LaunchTemplate', { LaunchTemplateName: 'golden', LaunchTemplateData: { InstanceType: 't3.micro' } }] }, 'Group', []],
  ['a launch configuration of the stack', { Group: group({ LaunchConfigurationName: ref('Old') }), Old: ['AWS::AutoScaling::LaunchConfiguration', { InstanceType: 'm5.large' }] }, 'Group', []],
  ['a launch configuration of elsewhere', { Group: group({ LaunchConfigurationName: parameter('Name') }) }, 'Group', ['LaunchConfigurationName ? parameter Name has no value x 3']],
  ['mixed instances', { Group: group(mixed([{ InstanceType: 'g5.2xlarge' }, { InstanceType: 'g4dn.xlarge', WeightedCapacity: '2' }])), Template: launch({ InstanceType: 'm5.large' }) }, 'Group',
    ['MixedInstancesPolicy.LaunchTemplate.Overrides[0].InstanceType g5.2xlarge x 3 A10G*1 override', 'MixedInstancesPolicy.LaunchTemplate.Overrides[1].InstanceType g4dn.xlarge x 3 T4*1 override']],
  ['mixed instances, further ones by condition', { Group: group(mixed(opened([{ InstanceType: 'm5.large' }]))), Template: launch({ InstanceType: 'm5.large' }) }, 'Group',
    ['MixedInstancesPolicy.LaunchTemplate.Overrides[0].InstanceType m5.large x 3 override', 'MixedInstancesPolicy.LaunchTemplate.Overrides ? condition IsProd is not decided x 3 override']],
  ['mixed instances by what they need', { Group: group(mixed([{ InstanceRequirements: { VCpuCount: { Min: 4, Max: 8 }, AcceleratorCount: { Min: 1, Max: 2 }, AcceleratorNames: ['a10g'] } }])), Template: launch({}) }, 'Group',
    ['MixedInstancesPolicy.LaunchTemplate.Overrides[0].InstanceRequirements ? EC2 picks any type that meets the requirements (requirements) x 3 A10G*1|2 override']],
  ['what rules accelerators out', { Template: launch({ InstanceRequirements: { VCpuCount: { Min: 4 }, AcceleratorCount: { Max: 0 } } }) }, 'Template',
    ['LaunchTemplateData.InstanceRequirements ? EC2 picks any type without accelerators that meets the requirements (requirements) accelerator*0']],
  ['what says nothing of accelerators', { Template: launch({ InstanceRequirements: { VCpuCount: { Min: 4 }, MemoryMiB: { Min: 8192 } } }) }, 'Template',
    ['LaunchTemplateData.InstanceRequirements ? EC2 picks any type that meets the requirements, also one with accelerators unless AcceleratorCount has Max = 0 (requirements)']],
  ['allowed types', { Template: launch({ InstanceRequirements: { AllowedInstanceTypes: ['p5.*', 'm5.large'] } }) }, 'Template', ['LaunchTemplateData.InstanceRequirements.AllowedInstanceTypes[0] p5.* (pattern) H100*? p5.* stands for machines of several sizes', 'LaunchTemplateData.InstanceRequirements.AllowedInstanceTypes[1] m5.large']],
  ['a fleet', { Fleet: ['AWS::EC2::EC2Fleet', { TargetCapacitySpecification: { TotalTargetCapacity: 20, DefaultTargetCapacityType: 'spot' }, LaunchTemplateConfigs: [{ LaunchTemplateSpecification: { LaunchTemplateId: ref('Template') }, Overrides: [{ InstanceType: 'trn1.32xlarge' }] }] }], Template: launch({ InstanceType: 'm5.large' }) }, 'Fleet',
    ['LaunchTemplateConfigs[0].Overrides[0].InstanceType trn1.32xlarge x 20 Trainium*16 spot override']],
  ['a spot fleet', { Fleet: ['AWS::EC2::SpotFleet', { SpotFleetRequestConfigData: { TargetCapacity: 4, LaunchSpecifications: [{ InstanceType: 'm5.large' }, { InstanceType: 'p3.2xlarge' }] } }] }, 'Fleet',
    ['SpotFleetRequestConfigData.LaunchSpecifications[0].InstanceType m5.large x 4 spot', 'SpotFleetRequestConfigData.LaunchSpecifications[1].InstanceType p3.2xlarge x 4 V100*1 spot']],
  ['reservations', { Block: ['AWS::EC2::CapacityReservation', { InstanceType: 'p5.48xlarge', InstanceCount: 2 }] }, 'Block', ['InstanceType p5.48xlarge x 2 H100*8']],
  ['a dedicated host by family', { Host: ['AWS::EC2::Host', { InstanceFamily: 'p4d' }] }, 'Host', ['InstanceFamily p4d (pattern) A100*? p4d stands for machines of several sizes']],
  ['a node group', { Nodes: ['AWS::EKS::Nodegroup', { InstanceTypes: ['g5.xlarge', 'g5.2xlarge'], CapacityType: 'SPOT', ScalingConfig: { DesiredSize: 4 } }] }, 'Nodes', ['InstanceTypes[0] g5.xlarge x 4 A10G*1 spot', 'InstanceTypes[1] g5.2xlarge x 4 A10G*1 spot']],
  ['a node group from a template of the stack', { Nodes: ['AWS::EKS::Nodegroup', { LaunchTemplate: { Id: ref('Template') } }], Template: launch({ InstanceType: 'g5.xlarge' }) }, 'Nodes', []],
  ['a task with GPUs', { Task: ['AWS::ECS::TaskDefinition', { ContainerDefinitions: [{ Name: 'web' }, { Name: 'train', ResourceRequirements: [{ Type: 'GPU', Value: '4' }] }] }] }, 'Task', ['ContainerDefinitions[1].ResourceRequirements[0] GPU (attached) accelerator*4']],
  ['a task with a number of GPUs that is not known', { Task: ['AWS::ECS::TaskDefinition', { ContainerDefinitions: [{ ResourceRequirements: [{ Type: 'GPU', Value: parameter('Gpus') }] }] }] }, 'Task', ['ContainerDefinitions[0].ResourceRequirements[0] GPU (attached) accelerator*? parameter Gpus has no value']],
  ['a task with containers that are not known', { Task: ['AWS::ECS::TaskDefinition', { ContainerDefinitions: parameter('Containers') }] }, 'Task', ['ContainerDefinitions ? parameter Containers has no value (attached)']],
  ['a task on Fargate', { Task: ['AWS::ECS::TaskDefinition', { RequiresCompatibilities: ['FARGATE'], ContainerDefinitions: parameter('Containers') }] }, 'Task', []],
  ['a job', { Job: ['AWS::Batch::JobDefinition', { ContainerProperties: { ResourceRequirements: [{ Type: 'VCPU', Value: '4' }, { Type: 'GPU', Value: 1 }] } }] }, 'Job', ['ContainerProperties.ResourceRequirements[1] GPU (attached) accelerator*1']],
  ['a job on several nodes', { Job: ['AWS::Batch::JobDefinition', { NodeProperties: { NodeRangeProperties: [{ Container: { InstanceType: 'p4d.24xlarge', ResourceRequirements: [{ Type: 'GPU', Value: '8' }] } }] } }] }, 'Job',
    ['NodeProperties.NodeRangeProperties[0].Container.InstanceType p4d.24xlarge A100*8', 'NodeProperties.NodeRangeProperties[0].Container.ResourceRequirements[0] GPU (attached) accelerator*8']],
  ['a compute environment', { Nightly: ['AWS::Batch::ComputeEnvironment', { ComputeResources: { Type: 'SPOT', InstanceTypes: ['optimal', 'p3'] } }] }, 'Nightly', ['ComputeResources.InstanceTypes[0] optimal (pattern) spot', 'ComputeResources.InstanceTypes[1] p3 (pattern) V100*? p3 stands for machines of several sizes spot']],
  ['an EMR cluster', { Spark: ['AWS::EMR::Cluster', { Instances: { MasterInstanceGroup: { InstanceType: 'm5.xlarge', InstanceCount: 1 }, CoreInstanceGroup: { InstanceType: 'g4dn.xlarge', InstanceCount: 5, Market: 'SPOT' }, TaskInstanceGroups: [{ InstanceType: 'r5.xlarge', InstanceCount: 2 }] } }] }, 'Spark',
    ['Instances.MasterInstanceGroup.InstanceType m5.xlarge master', 'Instances.CoreInstanceGroup.InstanceType g4dn.xlarge x 5 T4*1 spot core', 'Instances.TaskInstanceGroups[0].InstanceType r5.xlarge x 2 task']],
  ['an endpoint', { Config: ['AWS::SageMaker::EndpointConfig', { ProductionVariants: [{ InstanceType: 'ml.g5.12xlarge', InitialInstanceCount: 2 }] }] }, 'Config', ['ProductionVariants[0].InstanceType ml.g5.12xlarge x 2 A10G*4']],
  ['a training cluster', { HyperPod: ['AWS::SageMaker::Cluster', { InstanceGroups: [{ InstanceType: 'ml.p5.48xlarge', InstanceCount: 16 }, { InstanceType: 'ml.c5.xlarge', InstanceCount: 1 }] }] }, 'HyperPod', ['InstanceGroups[0].InstanceType ml.p5.48xlarge x 16 H100*8', 'InstanceGroups[1].InstanceType ml.c5.xlarge']],
  ['a domain', { Studio: ['AWS::SageMaker::Domain', { DefaultUserSettings: { JupyterLabAppSettings: { DefaultResourceSpec: { InstanceType: 'ml.g4dn.xlarge' } } } }] }, 'Studio', ['DefaultUserSettings.JupyterLabAppSettings.DefaultResourceSpec.InstanceType ml.g4dn.xlarge T4*1']],
  ['a build', { Build: ['AWS::CodeBuild::Project', { Environment: { ComputeType: 'BUILD_GENERAL1_LARGE', Type: 'LINUX_GPU_CONTAINER' } }] }, 'Build', ['Environment.ComputeType BUILD_GENERAL1_LARGE V100*4']],
  ['a database', { Ledger: ['AWS::RDS::DBInstance', { DBInstanceClass: 'db.r6g.large' }] }, 'Ledger', ['DBInstanceClass db.r6g.large']],
  ['a search domain', { Search: ['AWS::OpenSearchService::Domain', { ClusterConfig: { InstanceType: 'r6g.large.search', InstanceCount: 3, DedicatedMasterType: 'm6g.large.search', DedicatedMasterCount: 3 } }] }, 'Search', ['ClusterConfig.InstanceType r6g.large.search x 3 data', 'ClusterConfig.DedicatedMasterType m6g.large.search x 3 master']],
  ['a render farm', { Farm: ['AWS::Deadline::Fleet', { MaxWorkerCount: 10, Configuration: { ServiceManagedEc2: { InstanceMarketOptions: { Type: 'spot' }, InstanceCapabilities: { AcceleratorCapabilities: { Count: { Min: 1 }, Selections: [{ Name: 'l40s' }] } } } } }] }, 'Farm',
    ['Configuration.ServiceManagedEc2.InstanceCapabilities.AcceleratorCapabilities.Selections[0].Name l40s (attached) L40S*1 spot']],
  ['a bucket', { Receipts: ['AWS::S3::Bucket', {}] }, 'Receipts', []],
];

describe('shapes', () => {
  it.each(rows)('%s', (_, stack, address, shapes) => {
    expect(shapesOf(judgedIn(stack)[address])).toEqual(shapes);
  });
});
