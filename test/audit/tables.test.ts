import { describe, expect, test } from 'vitest';
import { eventRows } from '../../src/audit/aws/events.ts';
import { azureRows } from '../../src/audit/azure/events.ts';
import { gcpRows } from '../../src/audit/gcp/events.ts';
import { ociRows } from '../../src/audit/oci/events.ts';

/**
 * The calls that make, change and remove things, as research has found them, cloud by cloud. Each must stand in the table of its cloud
 * itself: a rule that happens to catch its name has no record in the tests. That each row of the tables has one, the tests of the tables tell.
 */
const trail: readonly (readonly [row: number, service: string, names: string])[] = [
  [1, 'ec2', 'RunInstances'],
  [2, 'ec2', 'TerminateInstances StopInstances StartInstances'],
  [3, 'ec2', 'ModifyInstanceAttribute'],
  [4, 'ec2', 'RequestSpotInstances'],
  [5, 'ec2', 'RequestSpotFleet'],
  [6, 'ec2', 'CreateFleet'],
  [7, 'ec2', 'CreateLaunchTemplate CreateLaunchTemplateVersion'],
  [8, 'ec2', 'CreateVolume DeleteVolume'],
  [9, 'ec2', 'CreateSnapshot CreateSnapshots CopySnapshot ImportSnapshot DeleteSnapshot'],
  [10, 'ec2', 'CreateImage CopyImage RegisterImage DeregisterImage'],
  [11, 'ec2', 'ModifySnapshotAttribute ModifyImageAttribute'],
  [12, 'ec2', 'CreateVpc DeleteVpc CreateDefaultVpc'],
  [13, 'ec2', 'CreateSubnet DeleteSubnet'],
  [14, 'ec2', 'CreateSecurityGroup DeleteSecurityGroup'],
  [15, 'ec2', 'AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress'],
  [16, 'ec2', 'RevokeSecurityGroupIngress RevokeSecurityGroupEgress ModifySecurityGroupRules'],
  [17, 'ec2', 'CreateRouteTable DeleteRouteTable AssociateRouteTable'],
  [18, 'ec2', 'CreateRoute ReplaceRoute DeleteRoute'],
  [19, 'ec2', 'CreateInternetGateway AttachInternetGateway DetachInternetGateway DeleteInternetGateway'],
  [20, 'ec2', 'CreateNatGateway DeleteNatGateway'],
  [21, 'ec2', 'AllocateAddress ReleaseAddress AssociateAddress'],
  [22, 'ec2', 'CreateNetworkInterface DeleteNetworkInterface'],
  [23, 'ec2', 'CreateNetworkAcl CreateNetworkAclEntry DeleteNetworkAcl DeleteNetworkAclEntry'],
  [24, 'ec2', 'CreateVpcPeeringConnection CreateVpnGateway CreateVpnConnection CreateCustomerGateway CreateDhcpOptions'],
  [25, 'ec2', 'CreateFlowLogs DeleteFlowLogs'],
  [26, 'ec2', 'CreateKeyPair ImportKeyPair'],
  [27, 'ec2', 'CreateTags DeleteTags'],
  [28, 'ec2', 'SharedSnapshotVolumeCreated'],
  [29, 's3', 'CreateBucket DeleteBucket'],
  [30, 's3', 'PutBucketTagging DeleteBucketTagging'],
  [31, 's3', 'PutBucketPolicy PutBucketAcl PutBucketEncryption PutBucketVersioning PutBucketLifecycle PutBucketPublicAccessBlock DeleteBucketPolicy DeleteBucketEncryption DeleteBucketLifecycle DeleteBucketPublicAccessBlock'],
  [32, 'lambda', 'CreateFunction'],
  [33, 'lambda', 'UpdateFunctionCode UpdateFunctionConfiguration PublishVersion'],
  [34, 'lambda', 'DeleteFunction AddPermission CreateEventSourceMapping CreateFunctionUrlConfig'],
  [35, 'ecs', 'CreateCluster DeleteCluster'],
  [36, 'ecs', 'RegisterTaskDefinition'],
  [37, 'ecs', 'CreateService RunTask UpdateService'],
  [38, 'eks', 'CreateCluster DeleteCluster'],
  [39, 'eks', 'CreateNodegroup CreateFargateProfile'],
  [40, 'ecr', 'CreateRepository'],
  [41, 'rds', 'CreateDBInstance ModifyDBInstance DeleteDBInstance'],
  [42, 'rds', 'CreateDBCluster'],
  [43, 'rds', 'CreateDBSnapshot CreateDBSubnetGroup ModifyDBSnapshotAttribute'],
  [44, 'dynamodb', 'CreateTable UpdateTable DeleteTable'],
  [45, 'elasticache', 'CreateCacheCluster CreateReplicationGroup'],
  [46, 'es', 'CreateDomain CreateElasticsearchDomain'],
  [47, 'redshift', 'CreateCluster'],
  [48, 'elasticmapreduce', 'RunJobFlow AddInstanceGroups TerminateJobFlows'],
  [49, 'kafka', 'CreateCluster CreateClusterV2'],
  [50, 'airflow', 'CreateEnvironment'],
  [51, 'sagemaker', 'CreateNotebookInstance CreateTrainingJob CreateEndpoint CreateEndpointConfig CreateDomain CreateApp CreateCluster'],
  [52, 'batch', 'CreateComputeEnvironment SubmitJob'],
  [53, 'autoscaling', 'CreateAutoScalingGroup UpdateAutoScalingGroup DeleteAutoScalingGroup'],
  [54, 'autoscaling', 'CreateLaunchConfiguration'],
  [55, 'lightsail', 'CreateInstances CreateContainerService CreateDisk'],
  [56, 'iam', 'CreateUser DeleteUser'],
  [57, 'iam', 'CreateRole DeleteRole UpdateAssumeRolePolicy'],
  [58, 'iam', 'CreatePolicy CreatePolicyVersion DeletePolicy'],
  [59, 'iam', 'AttachRolePolicy AttachUserPolicy AttachGroupPolicy DetachRolePolicy DetachUserPolicy DetachGroupPolicy PutRolePolicy PutUserPolicy DeleteRolePolicy DeleteUserPolicy'],
  [60, 'iam', 'CreateAccessKey CreateLoginProfile UpdateLoginProfile'],
  [61, 'iam', 'CreateInstanceProfile CreateGroup CreateServiceLinkedRole CreateOpenIDConnectProvider CreateSAMLProvider'],
  [62, 'kms', 'CreateKey ScheduleKeyDeletion DisableKey PutKeyPolicy CreateAlias'],
  [63, 'cloudformation', 'CreateStack UpdateStack DeleteStack ExecuteChangeSet'],
  [64, 'bedrock', 'CreateModelCustomizationJob CreateProvisionedModelThroughput PutFoundationModelEntitlement CreateFoundationModelAgreement PutUseCaseForModelAccess'],
  [65, 'glue', 'CreateJob CreateDevEndpoint CreateDatabase'],
  [66, 'elasticloadbalancing', 'CreateLoadBalancer CreateListener CreateTargetGroup'],
  [67, 'cloudfront', 'CreateDistribution'],
  [68, 'sns', 'CreateTopic'],
  [68, 'sqs', 'CreateQueue'],
  [69, 'secretsmanager', 'CreateSecret DeleteSecret'],
  [69, 'ssm', 'PutParameter DeleteParameter'],
  [70, 'cloudtrail', 'CreateTrail UpdateTrail DeleteTrail StopLogging PutEventSelectors'],
  [71, 'logs', 'CreateLogGroup'],
  [71, 'events', 'PutRule'],
  [71, 'monitoring', 'PutMetricAlarm'],
  [72, 'elasticfilesystem', 'CreateFileSystem'],
  [72, 'states', 'CreateStateMachine'],
  [72, 'apigateway', 'CreateApi CreateRestApi'],
  [73, 'rolesanywhere', 'CreateTrustAnchor CreateProfile'],
  [73, 'sso', 'CreateAccountAssignment'],
  [73, 'route53resolver', 'CreateResolverQueryLogConfig'],
  [74, 'servicequotas', 'RequestServiceQuotaIncrease'],
  [74, 'account', 'EnableRegion'],
  [74, 'organizations', 'CreateAccount LeaveOrganization'],
];

const azure: readonly (readonly [provider: string, operations: string])[] = [
  ['Microsoft.Compute', 'virtualMachines/write virtualMachines/delete virtualMachines/start/action virtualMachines/deallocate/action virtualMachineScaleSets/write virtualMachineScaleSets/virtualMachines/delete'],
  ['Microsoft.Compute', 'disks/write snapshots/write images/write galleries/images/versions/write disks/delete snapshots/delete images/delete galleries/images/versions/delete'],
  ['Microsoft.ContainerService', 'managedClusters/write managedClusters/agentPools/write managedClusters/delete managedClusters/agentPools/delete'],
  ['Microsoft.ContainerInstance', 'containerGroups/write'],
  ['Microsoft.App', 'managedEnvironments/write containerApps/write jobs/write'],
  ['Microsoft.Batch', 'batchAccounts/write batchAccounts/pools/write'],
  ['Microsoft.MachineLearningServices', 'workspaces/write workspaces/computes/write'],
  ['Microsoft.Databricks', 'workspaces/write'],
  ['Microsoft.Storage', 'storageAccounts/write storageAccounts/listKeys/action storageAccounts/delete'],
  ['Microsoft.KeyVault', 'vaults/write vaults/accessPolicies/write vaults/delete'],
  ['Microsoft.Authorization', 'roleAssignments/write roleAssignments/delete roleDefinitions/write'],
  ['Microsoft.Network', 'virtualNetworks/write virtualNetworks/subnets/write networkSecurityGroups/write networkSecurityGroups/securityRules/write publicIPAddresses/write loadBalancers/write networkInterfaces/write routeTables/write'],
  ['Microsoft.Resources', 'subscriptions/resourceGroups/write deployments/write'],
  ['Microsoft.Sql', 'servers/write servers/databases/write'],
  ['Microsoft.DocumentDB', 'databaseAccounts/write'],
  ['Microsoft.Cache', 'Redis/write'],
  ['Microsoft.Web', 'sites/write serverFarms/write'],
  ['Microsoft.CognitiveServices', 'accounts/write'],
  ['Microsoft.ManagedIdentity', 'userAssignedIdentities/write'],
];

const google: readonly (readonly [api: string, methods: string])[] = [
  ['compute', 'instances.insert instances.bulkInsert instances.delete instances.start instances.stop instances.setMachineType instances.setLabels'],
  ['compute', 'instanceTemplates.insert instanceGroupManagers.insert instanceGroupManagers.resize autoscalers.insert disks.insert snapshots.insert images.insert'],
  ['compute', ['networks', 'subnetworks', 'firewalls', 'routes', 'routers', 'addresses'].flatMap((one) => [`${one}.insert`, `${one}.patch`, `${one}.delete`]).join(' ')],
  ['storage', 'buckets.create buckets.delete buckets.update setIamPermissions'],
  ['iam', 'CreateServiceAccount CreateServiceAccountKey CreateRole DeleteServiceAccount'],
  ['container', 'CreateCluster CreateNodePool'],
  ['run', 'CreateService CreateJob'],
  ['cloudfunctions', 'CreateFunction'],
  ['dataproc', 'CreateCluster'],
  ['notebooks', 'CreateInstance CreateRuntime'],
  ['aiplatform', 'CreateCustomJob CreateTrainingPipeline CreateHyperparameterTuningJob CreateEndpoint'],
  ['ml', 'CreateJob CreateModel'],
  ['dataflow', 'CreateJob'],
  ['composer', 'CreateEnvironment'],
  ['cloudkms', 'CreateKeyRing CreateCryptoKey'],
  ['cloudsql', 'instances.create'],
  ['spanner', 'CreateInstance CreateDatabase'],
  ['bigquery', 'datasetservice.insert InsertDataset'],
];

const oracle =
  'LaunchInstance TerminateInstance UpdateInstance InstanceAction LaunchInstanceConfiguration CreateInstancePool CreateBucket DeleteBucket UpdateBucket CreateVolume CreateBootVolume DeleteVolume CreateVcn UpdateVcn DeleteVcn ' +
  'CreateSubnet CreateSecurityList CreateNetworkSecurityGroup CreateRouteTable CreateInternetGateway CreateNatGateway CreateServiceGateway CreateDrg CreateUser CreateGroup CreatePolicy UploadApiKey CreateCompartment AddUserToGroup ' +
  'CreateCluster CreateNodePool CreateAutonomousDatabase CreateDbSystem CreateFunction CreateJobRun';

const missing = (wanted: readonly string[], told: Iterable<string>): readonly string[] => {
  const all = new Set([...told].map((one) => one.toLowerCase()));
  return wanted.filter((one) => !all.has(one.toLowerCase()));
};

describe('every call that research has found stands in the table of', () => {
  test('CloudTrail, in its row', () => {
    const wanted = trail.flatMap(([row, service, names]) => names.split(' ').map((name) => `${row} ${service}:${name}`));
    expect(missing(wanted, eventRows.flatMap(({ row, service, names }) => names.map((name) => `${row} ${service}:${name}`)))).toEqual([]);
    expect(new Set(trail.map(([row]) => row)).size).toBe(74);
  });

  test('Azure', () => {
    expect(missing(azure.flatMap(([provider, operations]) => operations.split(' ').map((one) => `${provider}/${one}`)), azureRows.map(({ operation }) => operation))).toEqual([]);
  });

  test('Google Cloud', () => {
    expect(missing(google.flatMap(([api, methods]) => methods.split(' ').map((one) => `${api} ${one}`)), gcpRows.map(({ api, method }) => `${api} ${method}`))).toEqual([]);
  });

  test('OCI', () => {
    expect(missing(oracle.split(' '), ociRows.map(({ event }) => event))).toEqual([]);
  });
});
