import type { EventRow, SubjectRow } from './event-row.ts';

/** Functions, containers, clusters, and whatever else runs somebody's code. */
const docs = 'https://docs.aws.amazon.com';
const lambda = (name: string): string => `${docs}/lambda/latest/api/API_${name}.html`;
const ecs = (name: string): string => `${docs}/AmazonECS/latest/APIReference/API_${name}.html`;
const eks = (name: string): string => `${docs}/eks/latest/APIReference/API_${name}.html`;
const scaling = (name: string): string => `${docs}/autoscaling/ec2/APIReference/API_${name}.html`;
const sagemaker = (name: string): string => `${docs}/sagemaker/latest/APIReference/API_${name}.html`;
const batch = (name: string): string => `${docs}/batch/latest/APIReference/API_${name}.html`;
const emr = (name: string): string => `${docs}/emr/latest/APIReference/API_${name}.html`;
const lightsail = (name: string): string => `${docs}/lightsail/2016-11-28/api-reference/API_${name}.html`;
const glue = (name: string): string => `${docs}/glue/latest/dg/aws-glue-api-jobs-job.html#aws-glue-api-jobs-job-${name}`;

const fn: SubjectRow = { type: 'AWS::Lambda::Function', arn: ['rsp.functionArn', 'req.functionName', 'lambda:*:*:function:{$}'], id: 'rsp.functionName|req.functionName' };
const group: SubjectRow = { type: 'AWS::AutoScaling::AutoScalingGroup', id: 'req.autoScalingGroupName' };
const capacity = 'req.desiredCapacity|req.minSize';
const nodegroup: SubjectRow = { type: 'AWS::EKS::Nodegroup', arn: ['rsp.nodegroup.nodegroupArn'], id: 'req.nodegroupName|rsp.nodegroup.nodegroupName', parts: { ClusterName: 'req.clusterName|req.name|rsp.nodegroup.clusterName' } };
const ecsService: SubjectRow = { type: 'AWS::ECS::Service', arn: ['rsp.service.serviceArn'], id: 'rsp.service.serviceName|req.serviceName|req.service' };
const emrCluster: SubjectRow = { type: 'AWS::EMR::Cluster', arn: ['rsp.clusterArn', 'elasticmapreduce:*:*:cluster/{$}'], id: 'rsp.jobFlowId' };
/** CloudFormation has a property for each role. */
const emrInstances: Readonly<Record<string, string>> = {
  'Instances.MasterInstanceGroup': 'req.instances.instanceGroups[instanceRole=MASTER]', 'Instances.CoreInstanceGroup': 'req.instances.instanceGroups[instanceRole=CORE]', 'Instances.TaskInstanceGroups': '*req.instances.instanceGroups[instanceRole=TASK]',
  'Instances.MasterInstanceFleet': 'req.instances.instanceFleets[instanceFleetType=MASTER]', 'Instances.CoreInstanceFleet': 'req.instances.instanceFleets[instanceFleetType=CORE]', 'Instances.TaskInstanceFleets': '*req.instances.instanceFleets[instanceFleetType=TASK]',
  'Instances.MasterInstanceGroup.InstanceType': 'req.instances.masterInstanceType', 'Instances.CoreInstanceGroup.InstanceType': 'req.instances.slaveInstanceType',
};
/** Of SageMaker all ARNs are `<kind>/<name>`. */
const ml = (type: string, arn: string, kind: string, name: string, more: Omit<SubjectRow, 'type' | 'arn' | 'id'> = {}): SubjectRow => ({ type: `AWS::SageMaker::${type}`, arn: [arn, `sagemaker:*:*:${kind}/{$}`], id: name, whole: ['req'], tags: 'req.tags', ...more });
const mlGone = (type: string, kind: string, name: string): SubjectRow => ({ type: `AWS::SageMaker::${type}`, arn: [`sagemaker:*:*:${kind}/{$}`], id: name });

export const computeEvents: readonly EventRow[] = [
  { row: 32, service: 'lambda', names: ['CreateFunction'], deed: 'create', source: lambda('CreateFunction'), subjects: [{ ...fn, whole: ['req', 'rsp'], tags: 'req.tags' }] },
  { row: 33, service: 'lambda', names: ['UpdateFunctionCode', 'PublishVersion'], deed: 'modify', touches: 'code', source: lambda('UpdateFunctionCode'), subjects: [{ ...fn, values: { CodeSha256: 'rsp.codeSha256', Runtime: 'rsp.runtime', Role: 'rsp.role' } }] },
  { row: 33, service: 'lambda', names: ['UpdateFunctionConfiguration'], deed: 'modify', source: lambda('UpdateFunctionConfiguration'), subjects: [{ ...fn, whole: ['req'], values: { FunctionName: 'rsp.functionName|req.functionName' } }] },
  { row: 33, service: 'lambda', names: ['PublishLayerVersion'], deed: 'create', touches: 'code', source: lambda('PublishLayerVersion'), subjects: [{ type: 'AWS::Lambda::LayerVersion', arn: ['rsp.layerVersionArn'], id: 'req.layerName' }] },
  { row: 34, service: 'lambda', names: ['DeleteFunction'], deed: 'delete', source: lambda('DeleteFunction'), subjects: [fn] },
  { row: 34, service: 'lambda', names: ['AddPermission', 'RemovePermission'], deed: 'modify', touches: 'access', source: lambda('AddPermission'), subjects: [fn], grants: [{ principal: 'req.principal', role: 'req.action' }] },
  {
    row: 34, service: 'lambda', names: ['CreateEventSourceMapping'], deed: 'create', source: lambda('CreateEventSourceMapping'),
    subjects: [{ type: 'AWS::Lambda::EventSourceMapping', arn: ['lambda:*:*:event-source-mapping:{$}'], id: 'rsp.uUID', tags: 'req.tags', whole: ['req'] }],
  },
  { row: 34, service: 'lambda', names: ['CreateFunctionUrlConfig', 'UpdateFunctionUrlConfig', 'DeleteFunctionUrlConfig'], deed: 'modify', touches: 'access', source: lambda('CreateFunctionUrlConfig'), subjects: [{ ...fn, values: { AuthType: 'req.authType|rsp.authType' } }] },
  { row: 35, service: 'ecs', names: ['CreateCluster'], deed: 'create', source: ecs('CreateCluster'), subjects: [{ type: 'AWS::ECS::Cluster', arn: ['rsp.cluster.clusterArn', 'ecs:*:*:cluster/{$}'], id: 'rsp.cluster.clusterName|req.clusterName', whole: ['req'], tags: 'rsp.cluster.tags|req.tags' }] },
  { row: 35, service: 'ecs', names: ['DeleteCluster'], deed: 'delete', source: ecs('DeleteCluster'), subjects: [{ type: 'AWS::ECS::Cluster', arn: ['rsp.cluster.clusterArn', 'req.cluster', 'ecs:*:*:cluster/{$}'], id: 'rsp.cluster.clusterName|req.cluster' }] },
  {
    row: 36, service: 'ecs', names: ['RegisterTaskDefinition'], deed: 'create', source: ecs('RegisterTaskDefinition'),
    subjects: [{ type: 'AWS::ECS::TaskDefinition', arn: ['rsp.taskDefinition.taskDefinitionArn'], id: 'rsp.taskDefinition.family|req.family', whole: ['req', 'rsp.taskDefinition'], tags: 'req.tags|rsp.tags' }],
  },
  { row: 36, service: 'ecs', names: ['DeregisterTaskDefinition'], deed: 'delete', source: ecs('DeregisterTaskDefinition'), subjects: [{ type: 'AWS::ECS::TaskDefinition', arn: ['rsp.taskDefinition.taskDefinitionArn', 'req.taskDefinition'], id: 'req.taskDefinition' }] },
  {
    row: 37, service: 'ecs', names: ['CreateService'], deed: 'create', source: ecs('CreateService'),
    subjects: [{ ...ecsService, whole: ['req'], values: { Cluster: 'rsp.service.clusterArn|req.cluster', DesiredCount: '#req.desiredCount|rsp.service.desiredCount' }, tags: 'req.tags|rsp.service.tags', count: 'req.desiredCount|rsp.service.desiredCount|1' }],
  },
  { row: 37, service: 'ecs', names: ['UpdateService'], deed: 'modify', source: ecs('UpdateService'), subjects: [{ ...ecsService, values: { DesiredCount: '#req.desiredCount', TaskDefinition: 'req.taskDefinition' }, count: 'req.desiredCount' }] },
  { row: 37, service: 'ecs', names: ['DeleteService'], deed: 'delete', source: ecs('DeleteService'), subjects: [ecsService] },
  {
    row: 37, service: 'ecs', names: ['RunTask'], deed: 'create', source: ecs('RunTask'),
    subjects: [
      { type: 'AWS::ECS::Task', each: 'rsp.tasks[]', arn: ['item.taskArn'], id: 'item.taskArn', zone: 'item.availabilityZone', tags: 'req.tags|item.tags', count: '1', values: { TaskDefinition: 'item.taskDefinitionArn|req.taskDefinition', LaunchType: 'item.launchType|req.launchType', Cluster: 'item.clusterArn', Cpu: 'item.cpu', Memory: 'item.memory' } },
      { type: 'AWS::ECS::Task', otherwise: true, tags: 'req.tags', count: 'req.count|1', values: { TaskDefinition: 'req.taskDefinition', LaunchType: 'req.launchType', Cluster: 'req.cluster' } },
    ],
  },
  { row: 38, service: 'eks', names: ['CreateCluster'], deed: 'create', begins: true, source: eks('CreateCluster'), subjects: [{ type: 'AWS::EKS::Cluster', arn: ['rsp.cluster.arn', 'eks:*:*:cluster/{$}'], id: 'req.name|rsp.cluster.name', whole: ['req'], tags: 'req.tags' }] },
  { row: 38, service: 'eks', names: ['DeleteCluster'], deed: 'delete', source: eks('DeleteCluster'), subjects: [{ type: 'AWS::EKS::Cluster', arn: ['rsp.cluster.arn', 'eks:*:*:cluster/{$}'], id: 'req.name' }] },
  {
    row: 39, service: 'eks', names: ['CreateNodegroup'], deed: 'create', begins: true, unseen: true, source: eks('CreateNodegroup'),
    subjects: [{ ...nodegroup, whole: ['req'], tags: 'req.tags', count: 'req.scalingConfig.desiredSize|req.scalingConfig.minSize|rsp.nodegroup.scalingConfig.desiredSize|1' }],
  },
  { row: 39, service: 'eks', names: ['UpdateNodegroupConfig'], deed: 'modify', unseen: true, source: eks('UpdateNodegroupConfig'), subjects: [{ ...nodegroup, values: { ScalingConfig: 'req.scalingConfig' }, count: 'req.scalingConfig.desiredSize' }] },
  { row: 39, service: 'eks', names: ['DeleteNodegroup'], deed: 'delete', unseen: true, source: eks('DeleteNodegroup'), subjects: [nodegroup] },
  {
    row: 39, service: 'eks', names: ['CreateFargateProfile'], deed: 'create', begins: true, unseen: true, source: eks('CreateFargateProfile'),
    subjects: [{ type: 'AWS::EKS::FargateProfile', arn: ['rsp.fargateProfile.fargateProfileArn'], id: 'req.fargateProfileName', whole: ['req'], tags: 'req.tags' }],
  },
  { row: 39, service: 'eks', names: ['DeleteFargateProfile'], deed: 'delete', unseen: true, source: eks('DeleteFargateProfile'), subjects: [{ type: 'AWS::EKS::FargateProfile', arn: ['rsp.fargateProfile.fargateProfileArn'], id: 'req.fargateProfileName|req.name' }] },
  { row: 40, service: 'ecr', names: ['CreateRepository'], deed: 'create', source: `${docs}/AmazonECR/latest/APIReference/API_CreateRepository.html`, subjects: [{ type: 'AWS::ECR::Repository', arn: ['rsp.repository.repositoryArn', 'ecr:*:*:repository/{$}'], id: 'req.repositoryName', whole: ['req'], tags: 'req.tags' }] },
  { row: 40, service: 'ecr', names: ['DeleteRepository'], deed: 'delete', source: `${docs}/AmazonECR/latest/APIReference/API_DeleteRepository.html`, subjects: [{ type: 'AWS::ECR::Repository', arn: ['rsp.repository.repositoryArn', 'ecr:*:*:repository/{$}'], id: 'req.repositoryName' }] },
  {
    row: 48, service: 'elasticmapreduce', names: ['RunJobFlow'], deed: 'create', begins: true, source: emr('RunJobFlow'),
    subjects: [{
      ...emrCluster, name: 'req.name', zone: 'req.instances.placement.availabilityZone', whole: ['req'], tags: 'req.tags',
      values: emrInstances, count: 'req.instances.instanceGroups[].instanceCount|req.instances.instanceCount|req.instances.instanceFleets[].targetOnDemandCapacity+req.instances.instanceFleets[].targetSpotCapacity|1',
    }],
  },
  {
    row: 48, service: 'elasticmapreduce', names: ['AddInstanceGroups'], deed: 'modify', source: emr('AddInstanceGroups'),
    subjects: [{ ...emrCluster, id: 'req.jobFlowId', arn: ['rsp.clusterArn', 'elasticmapreduce:*:*:cluster/{$}'], values: { 'Instances.CoreInstanceGroup': 'req.instanceGroups[instanceRole=CORE]', 'Instances.TaskInstanceGroups': '*req.instanceGroups[instanceRole=TASK]' }, count: 'req.instanceGroups[].instanceCount' }],
  },
  { row: 48, service: 'elasticmapreduce', names: ['TerminateJobFlows'], deed: 'delete', source: emr('TerminateJobFlows'), subjects: [{ ...emrCluster, arn: ['elasticmapreduce:*:*:cluster/{$}'], each: 'req.jobFlowIds[]', id: 'item' }] },
  { row: 50, service: 'airflow', names: ['CreateEnvironment'], deed: 'create', begins: true, source: `${docs}/mwaa/latest/API/API_CreateEnvironment.html`, subjects: [{ type: 'AWS::MWAA::Environment', arn: ['rsp.Arn', 'airflow:*:*:environment/{$}'], id: 'req.Name', whole: ['req'], tags: 'req.Tags', count: 'req.MinWorkers' }] },
  { row: 50, service: 'airflow', names: ['DeleteEnvironment'], deed: 'delete', source: `${docs}/mwaa/latest/API/API_DeleteEnvironment.html`, subjects: [{ type: 'AWS::MWAA::Environment', arn: ['airflow:*:*:environment/{$}'], id: 'req.Name' }] },
  { row: 51, service: 'sagemaker', names: ['CreateNotebookInstance'], deed: 'create', begins: true, unseen: true, source: sagemaker('CreateNotebookInstance'), subjects: [ml('NotebookInstance', 'rsp.notebookInstanceArn', 'notebook-instance', 'req.notebookInstanceName', { count: '1' })] },
  {
    row: 51, service: 'sagemaker', names: ['CreateTrainingJob'], deed: 'create', begins: true, source: sagemaker('CreateTrainingJob'),
    subjects: [ml('TrainingJob', 'rsp.trainingJobArn', 'training-job', 'req.trainingJobName', { count: 'req.resourceConfig.instanceCount|req.resourceConfig.instanceGroups[].instanceCount|1' })],
  },
  { row: 51, service: 'sagemaker', names: ['CreateEndpointConfig'], deed: 'create', unseen: true, source: sagemaker('CreateEndpointConfig'), subjects: [ml('EndpointConfig', 'rsp.endpointConfigArn', 'endpoint-config', 'req.endpointConfigName')] },
  { row: 51, service: 'sagemaker', names: ['CreateEndpoint'], deed: 'create', begins: true, unseen: true, source: sagemaker('CreateEndpoint'), subjects: [ml('Endpoint', 'rsp.endpointArn', 'endpoint', 'req.endpointName', { count: '1' })] },
  { row: 51, service: 'sagemaker', names: ['CreateDomain'], deed: 'create', begins: true, unseen: true, source: sagemaker('CreateDomain'), subjects: [ml('Domain', 'rsp.domainArn', 'domain', 'rsp.domainId', { name: 'req.domainName', aliases: ['req.domainName'] })] },
  { row: 51, service: 'sagemaker', names: ['CreateApp'], deed: 'create', begins: true, unseen: true, source: sagemaker('CreateApp'), subjects: [{ type: 'AWS::SageMaker::App', arn: ['rsp.appArn'], id: 'req.appName', whole: ['req'], tags: 'req.tags', count: '1' }] },
  { row: 51, service: 'sagemaker', names: ['CreateCluster'], deed: 'create', begins: true, unseen: true, source: sagemaker('CreateCluster'), subjects: [ml('Cluster', 'rsp.clusterArn', 'cluster', 'rsp.clusterArn|req.clusterName', { name: 'req.clusterName', aliases: ['req.clusterName'], count: 'req.instanceGroups[].instanceCount|1' })] },
  { row: 51, service: 'sagemaker', names: ['DeleteNotebookInstance'], deed: 'delete', unseen: true, source: sagemaker('DeleteNotebookInstance'), subjects: [mlGone('NotebookInstance', 'notebook-instance', 'req.notebookInstanceName')] },
  { row: 51, service: 'sagemaker', names: ['StopTrainingJob'], deed: 'delete', unseen: true, source: sagemaker('StopTrainingJob'), subjects: [mlGone('TrainingJob', 'training-job', 'req.trainingJobName')] },
  { row: 51, service: 'sagemaker', names: ['DeleteEndpointConfig'], deed: 'delete', unseen: true, source: sagemaker('DeleteEndpointConfig'), subjects: [mlGone('EndpointConfig', 'endpoint-config', 'req.endpointConfigName')] },
  { row: 51, service: 'sagemaker', names: ['DeleteEndpoint'], deed: 'delete', unseen: true, source: sagemaker('DeleteEndpoint'), subjects: [mlGone('Endpoint', 'endpoint', 'req.endpointName')] },
  { row: 51, service: 'sagemaker', names: ['DeleteDomain'], deed: 'delete', unseen: true, source: sagemaker('DeleteDomain'), subjects: [mlGone('Domain', 'domain', 'req.domainId')] },
  { row: 51, service: 'sagemaker', names: ['DeleteCluster'], deed: 'delete', unseen: true, source: sagemaker('DeleteCluster'), subjects: [{ type: 'AWS::SageMaker::Cluster', arn: ['rsp.clusterArn', 'req.clusterName'], id: 'rsp.clusterArn|req.clusterName' }] },
  {
    row: 52, service: 'batch', names: ['CreateComputeEnvironment'], deed: 'create', begins: true, source: batch('CreateComputeEnvironment'),
    subjects: [{ type: 'AWS::Batch::ComputeEnvironment', arn: ['rsp.computeEnvironmentArn', 'batch:*:*:compute-environment/{$}'], id: 'req.computeEnvironmentName', whole: ['req'], values: { ComputeResources: 'req.computeResources' }, tags: 'req.tags', count: '1' }],
  },
  { row: 52, service: 'batch', names: ['DeleteComputeEnvironment'], deed: 'delete', source: batch('DeleteComputeEnvironment'), subjects: [{ type: 'AWS::Batch::ComputeEnvironment', arn: ['req.computeEnvironment', 'batch:*:*:compute-environment/{$}'], id: 'req.computeEnvironment' }] },
  {
    row: 52, service: 'batch', names: ['SubmitJob'], deed: 'create', begins: true, source: batch('SubmitJob'),
    subjects: [{ type: 'AWS::Batch::Job', arn: ['rsp.jobArn', 'batch:*:*:job/{$}'], id: 'rsp.jobId', name: 'req.jobName|rsp.jobName', tags: 'req.tags', count: 'req.arrayProperties.size|req.nodeOverrides.numNodes|1', values: { JobName: 'req.jobName', JobQueue: 'req.jobQueue', JobDefinition: 'req.jobDefinition', ContainerOverrides: 'req.containerOverrides' } }],
  },
  {
    row: 53, service: 'autoscaling', names: ['CreateAutoScalingGroup'], deed: 'create', source: scaling('CreateAutoScalingGroup'),
    subjects: [{ ...group, whole: ['req'], values: { VPCZoneIdentifier: ',req.vPCZoneIdentifier' }, tags: 'req.tags', count: capacity }],
  },
  { row: 53, service: 'autoscaling', names: ['UpdateAutoScalingGroup', 'SetDesiredCapacity'], deed: 'modify', source: scaling('UpdateAutoScalingGroup'), subjects: [{ ...group, whole: ['req'], count: capacity }] },
  { row: 53, service: 'autoscaling', names: ['DeleteAutoScalingGroup'], deed: 'delete', source: scaling('DeleteAutoScalingGroup'), subjects: [group] },
  { row: 54, service: 'autoscaling', names: ['CreateLaunchConfiguration'], deed: 'create', source: scaling('CreateLaunchConfiguration'), subjects: [{ type: 'AWS::AutoScaling::LaunchConfiguration', arn: ['autoscaling:*:*:launchConfiguration:*:launchConfigurationName/{$}'], id: 'req.launchConfigurationName', whole: ['req'] }] },
  { row: 54, service: 'autoscaling', names: ['DeleteLaunchConfiguration'], deed: 'delete', source: scaling('DeleteLaunchConfiguration'), subjects: [{ type: 'AWS::AutoScaling::LaunchConfiguration', arn: ['autoscaling:*:*:launchConfiguration:*:launchConfigurationName/{$}'], id: 'req.launchConfigurationName' }] },
  {
    row: 55, service: 'lightsail', names: ['CreateInstances'], deed: 'create', source: lightsail('CreateInstances'),
    subjects: [
      { type: 'AWS::Lightsail::Instance', each: 'req.instanceNames[]', id: 'item', zone: 'req.availabilityZone', tags: 'req.tags', count: '1', values: { InstanceName: 'item', BundleId: 'req.bundleId', BlueprintId: 'req.blueprintId', AvailabilityZone: 'req.availabilityZone' } },
      { type: 'AWS::Lightsail::Instance', otherwise: true, zone: 'req.availabilityZone', tags: 'req.tags', count: '1', values: { BundleId: 'req.bundleId', BlueprintId: 'req.blueprintId' } },
    ],
  },
  { row: 55, service: 'lightsail', names: ['DeleteInstance'], deed: 'delete', source: lightsail('DeleteInstance'), subjects: [{ type: 'AWS::Lightsail::Instance', id: 'req.instanceName', count: '1' }] },
  { row: 55, service: 'lightsail', names: ['CreateContainerService'], deed: 'create', source: lightsail('CreateContainerService'), subjects: [{ type: 'AWS::Lightsail::Container', arn: ['rsp.containerService.arn'], id: 'req.serviceName', whole: ['req'], tags: 'req.tags', count: 'req.scale|1' }] },
  { row: 55, service: 'lightsail', names: ['CreateDisk'], deed: 'create', source: lightsail('CreateDisk'), subjects: [{ type: 'AWS::Lightsail::Disk', id: 'req.diskName', zone: 'req.availabilityZone', tags: 'req.tags', values: { DiskName: 'req.diskName', SizeInGb: '#req.sizeInGb', AvailabilityZone: 'req.availabilityZone' } }] },
  { row: 55, service: 'lightsail', names: ['DeleteContainerService'], deed: 'delete', source: lightsail('DeleteContainerService'), subjects: [{ type: 'AWS::Lightsail::Container', id: 'req.serviceName' }] },
  { row: 55, service: 'lightsail', names: ['DeleteDisk'], deed: 'delete', source: lightsail('DeleteDisk'), subjects: [{ type: 'AWS::Lightsail::Disk', id: 'req.diskName' }] },
  {
    row: 64, service: 'bedrock', names: ['CreateModelCustomizationJob'], deed: 'create', begins: true, source: `${docs}/bedrock/latest/APIReference/API_CreateModelCustomizationJob.html`,
    subjects: [{ type: 'AWS::Bedrock::ModelCustomizationJob', arn: ['rsp.jobArn'], id: 'req.jobName', tags: 'req.jobTags', whole: ['req'] }],
  },
  {
    row: 64, service: 'bedrock', names: ['CreateProvisionedModelThroughput'], deed: 'create', begins: true, source: `${docs}/bedrock/latest/APIReference/API_CreateProvisionedModelThroughput.html`,
    subjects: [{ type: 'AWS::Bedrock::ProvisionedModelThroughput', arn: ['rsp.provisionedModelArn'], id: 'req.provisionedModelName', tags: 'req.tags', whole: ['req'], count: 'req.modelUnits|1' }],
  },
  { row: 64, service: 'bedrock', names: ['DeleteProvisionedModelThroughput'], deed: 'delete', source: `${docs}/bedrock/latest/APIReference/API_DeleteProvisionedModelThroughput.html`, subjects: [{ type: 'AWS::Bedrock::ProvisionedModelThroughput', arn: ['req.provisionedModelId'], id: 'req.provisionedModelId' }] },
  {
    row: 64, service: 'bedrock', names: ['PutFoundationModelEntitlement', 'CreateFoundationModelAgreement', 'PutUseCaseForModelAccess'], deed: 'modify', touches: 'access', source: `${docs}/bedrock/latest/userguide/model-access.html`,
    subjects: [{ type: 'AWS::Bedrock::FoundationModel', arn: ['bedrock:*::foundation-model/{$}'], id: 'req.modelId' }],
  },
  { row: 65, service: 'glue', names: ['CreateJob'], deed: 'create', source: glue('CreateJob'), subjects: [{ type: 'AWS::Glue::Job', id: 'req.name|rsp.name', whole: ['req'], tags: 'req.tags', count: 'req.numberOfWorkers' }] },
  { row: 65, service: 'glue', names: ['DeleteJob'], deed: 'delete', source: glue('DeleteJob'), subjects: [{ type: 'AWS::Glue::Job', id: 'req.jobName' }] },
  { row: 65, service: 'glue', names: ['CreateDevEndpoint'], deed: 'create', begins: true, source: `${docs}/glue/latest/webapi/API_CreateDevEndpoint.html`, subjects: [{ type: 'AWS::Glue::DevEndpoint', arn: ['glue:*:*:devEndpoint/{$}'], id: 'req.endpointName', whole: ['req'], tags: 'req.tags', count: 'req.numberOfWorkers|req.numberOfNodes|1' }] },
  { row: 65, service: 'glue', names: ['DeleteDevEndpoint'], deed: 'delete', source: `${docs}/glue/latest/webapi/API_DeleteDevEndpoint.html`, subjects: [{ type: 'AWS::Glue::DevEndpoint', arn: ['glue:*:*:devEndpoint/{$}'], id: 'req.endpointName' }] },
  { row: 65, service: 'glue', names: ['CreateDatabase'], deed: 'create', source: `${docs}/glue/latest/webapi/API_CreateDatabase.html`, subjects: [{ type: 'AWS::Glue::Database', arn: ['glue:*:*:database/{$}'], id: 'req.databaseInput.name', values: { DatabaseInput: 'req.databaseInput' } }] },
  { row: 65, service: 'glue', names: ['DeleteDatabase'], deed: 'delete', source: `${docs}/glue/latest/webapi/API_DeleteDatabase.html`, subjects: [{ type: 'AWS::Glue::Database', arn: ['glue:*:*:database/{$}'], id: 'req.name' }] },
  {
    row: 72, service: 'states', names: ['CreateStateMachine'], deed: 'create', source: `${docs}/step-functions/latest/apireference/API_CreateStateMachine.html`,
    subjects: [{ type: 'AWS::StepFunctions::StateMachine', arn: ['rsp.stateMachineArn', 'states:*:*:stateMachine:{$}'], id: 'req.name', tags: 'req.tags', values: { StateMachineName: 'req.name', RoleArn: 'req.roleArn', StateMachineType: 'req.type' } }],
  },
  { row: 72, service: 'states', names: ['DeleteStateMachine'], deed: 'delete', source: `${docs}/step-functions/latest/apireference/API_DeleteStateMachine.html`, subjects: [{ type: 'AWS::StepFunctions::StateMachine', arn: ['req.stateMachineArn'] }] },
  { row: 72, service: 'apigateway', names: ['CreateApi'], deed: 'create', source: `${docs}/apigatewayv2/latest/api-reference/apis.html`, subjects: [{ type: 'AWS::ApiGatewayV2::Api', arn: ['apigateway:*::/apis/{$}'], id: 'rsp.apiId', name: 'req.name', tags: 'req.tags', values: { Name: 'req.name', ProtocolType: 'req.protocolType' } }] },
  { row: 72, service: 'apigateway', names: ['CreateRestApi'], deed: 'create', source: `${docs}/apigateway/latest/api/API_CreateRestApi.html`, subjects: [{ type: 'AWS::ApiGateway::RestApi', arn: ['apigateway:*::/restapis/{$}'], id: 'rsp.id|rsp.restApiId', name: 'req.createRestApiInput.name|req.name', tags: 'req.createRestApiInput.tags|req.tags', values: { Name: 'req.createRestApiInput.name|req.name' } }] },
  { row: 72, service: 'apigateway', names: ['DeleteApi'], deed: 'delete', source: `${docs}/apigatewayv2/latest/api-reference/apis-apiid.html`, subjects: [{ type: 'AWS::ApiGatewayV2::Api', arn: ['apigateway:*::/apis/{$}'], id: 'req.apiId' }] },
  { row: 72, service: 'apigateway', names: ['DeleteRestApi'], deed: 'delete', source: `${docs}/apigateway/latest/api/API_DeleteRestApi.html`, subjects: [{ type: 'AWS::ApiGateway::RestApi', arn: ['apigateway:*::/restapis/{$}'], id: 'req.restApiId' }] },
];
