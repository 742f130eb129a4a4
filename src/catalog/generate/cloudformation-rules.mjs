// Rules that the generator of CloudFormation types reads: which types are global, and the kind of a type by its name. What the
// Terraform provider calls the same thing has the same kind; a test compares the two.

/** Services without a region, as for Terraform (rules.mjs has the source). */
const globalServices = new Set([
  'BCM', 'BCMDataExports', 'BcmPricingCalculator', 'Billing', 'BillingConductor', 'Budgets', 'CE', 'CUR', 'CloudFront', 'GlobalAccelerator', 'IAM', 'Invoicing', 'NetworkManager',
  'Notifications', 'NotificationsContacts', 'Organizations', 'RolesAnywhere', 'Route53', 'Route53GlobalResolver', 'Route53RecoveryControl', 'Route53RecoveryReadiness', 'Shield', 'WAF',
]);
const globalTypes = new Set(['AWS::DirectConnect::DirectConnectGateway', 'AWS::DirectConnect::DirectConnectGatewayAssociation', 'AWS::ARCRegionSwitch::Plan']);

export function isGlobal(type) {
  return globalTypes.has(type) || globalServices.has(type.split('::')[1]);
}

/** Types whose `Tags` or `ResourceTags` are what they look for, or hand on, not what they carry. */
export const tagsMeanOther = new Set(['AWS::Budgets::Budget', 'AWS::ECR::RepositoryCreationTemplate']);

/** First match wins. Types with a shape have their kind in places-cloudformation.json, which stands above this. */
const kinds = [
  [/^(WAF|WAFRegional|WAFv2)::(WebACL|Rule|RateBasedRule|RuleGroup)$|^NetworkFirewall::FirewallPolicy$/, 'firewall'],
  [/^Glue::(Registry|Schema|SchemaVersion|SchemaVersionMetadata)$/, 'stream'],
  [/^Glue::(Database|Table|Partition|TableOptimizer|UserDefinedFunction|Catalog)$/, 'warehouse'],
  [/^Route53Recovery|^ECS::AccountSetting|^Redshift::SnapshotSchedule$/, 'other'],
  [/^Lightsail::Disk$/, 'disk'],
  [/^Lightsail::Bucket$/, 'bucket'],
  [/^Lightsail::Database$|^DSQL::Cluster$/, 'database'],
  [/^Lightsail::Container$/, 'container'],
  [/^Lightsail::LoadBalancer$|^CloudFront::Distribution$|^GlobalAccelerator::Accelerator$/, 'load-balancer'],
  [/^FSx::Volume$/, 'filesystem'],
  [/^Kendra::Index$/, 'search'],
  [/^CloudHSMV2::Cluster$/, 'key'],
  [/^EC2::(CarrierGateway|ClientVpnEndpoint|InstanceConnectEndpoint|LocalGatewayRoute|PrefixList)/, 'network'],
  [/^IAM::/, 'identity'],
  [/^EC2::(SecurityGroup|NetworkAcl)(?!.*Association)/, 'firewall'],
  [/^LakeFormation::(Permissions|PrincipalPermissions)$/, 'warehouse'],
  [/(Policy|Policies|Permissions?|Association|Attachment|Rule|Configuration|ACL|Settings?|Subscription|Membership|Notification|Version|Alias|Logging|Validation|Grant)$/, 'other'],
  [/^EC2::Instance$/, 'instance'],
  [/^EC2::Volume$/, 'disk'],
  [/^(?!Lightsail).*(Snapshot|SnapshotSchedule)$/, 'snapshot'],
  [/^(S3|S3Outposts)::Bucket$|^S3Tables::TableBucket$|^S3Vectors::VectorBucket$|^S3Express::DirectoryBucket$/, 'bucket'],
  [/^(EFS|FSx|S3Files)::(FileSystem|FileCache)$/, 'filesystem'],
  [/^(Lambda|Serverless)::Function$/, 'function'],
  [/^(ECS|AppRunner|ECR)::/, 'container'],
  [/^EKS::Cluster$/, 'k8s-cluster'],
  [/^(Batch|EMR|EMRContainers|EMRServerless|Glue|MWAAServerless)::/, 'batch'],
  [/^(SageMaker|Bedrock|BedrockAgentCore|BedrockMantle|Comprehend|Rekognition)::/, 'ml'],
  [/^(RDS|DocDB|DocDBElastic|Neptune|NeptuneGraph|DynamoDB|Cassandra|Timestream|DMS|QLDB)::|^Serverless::SimpleTable$/, 'database'],
  [/^(ElastiCache|MemoryDB|DAX)::/, 'cache'],
  [/^(OpenSearch|OpenSearchService|OpenSearchServerless|Elasticsearch)::/, 'search'],
  [/^(Redshift|RedshiftServerless|Athena|LakeFormation)::/, 'warehouse'],
  [/^(MSK|KafkaConnect|AmazonMQ|Kinesis|KinesisAnalytics|KinesisAnalyticsV2|KinesisFirehose|KinesisVideo|SQS|SNS)::/, 'stream'],
  [/^EC2::Subnet$/, 'subnet'],
  [/^(NetworkFirewall|WAF|WAFv2|WAFRegional)::/, 'firewall'],
  [/^(ElasticLoadBalancing|ElasticLoadBalancingV2)::/, 'load-balancer'],
  [/^EC2::(EIP|NetworkInterface)$/, 'ip'],
  [/^Route53/, 'dns'],
  [/^EC2::(VPC|NatGateway|InternetGateway|EgressOnlyInternetGateway|RouteTable|RouteServer|TransitGateway|VPN|CustomerGateway|DHCPOptions|IPAM|Ipam)/, 'network'],
  [/^(DirectConnect|VpcLattice|NetworkManager)::/, 'network'],
  [/^(Cognito|SSO|IdentityStore)::/, 'identity'],
  [/^KMS::/, 'key'],
  [/^(SecretsManager|ACMPCA)::|^SSM::Parameter$|^CertificateManager::Certificate$/, 'secret'],
  [/^(Organizations|ResourceGroups)::/, 'scope'],
];

export function kindOf(type) {
  const name = type.replace(/^AWS::/, '');
  return kinds.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';
}

/** Of types that share an ARN, the one that it most often is. */
export const preferred = new Set([
  'AWS::RDS::DBCluster', 'AWS::RDS::DBClusterParameterGroup', 'AWS::RDS::DBInstance', 'AWS::RDS::DBSubnetGroup', 'AWS::RDS::DBParameterGroup', 'AWS::RDS::EventSubscription', 'AWS::RDS::GlobalCluster',
  'AWS::OpenSearchService::Domain', 'AWS::IAM::ManagedPolicy', 'AWS::KinesisAnalyticsV2::Application', 'AWS::SES::ConfigurationSet', 'AWS::SES::DedicatedIpPool', 'AWS::SES::EmailIdentity', 'AWS::Redshift::ClusterSecurityGroup', 'AWS::RDS::DBClusterSnapshot', 'AWS::RDS::DBSnapshot',
]);

/** ARNs that the source does not have (Service Authorization Reference of the services), and of types that CloudFormation does not make. */
export const otherArns = [
  ['arn:*:apigateway:*::/apis/*/stages/*', 'AWS::ApiGatewayV2::Stage'],
  ['arn:*:apigateway:*::/restapis/*/stages/*', 'AWS::ApiGateway::Stage'],
  ['arn:*:autoscaling:*:*:autoScalingGroup:*:autoScalingGroupName/*', 'AWS::AutoScaling::AutoScalingGroup'],
  ['arn:*:autoscaling:*:*:launchConfiguration:*:launchConfigurationName/*', 'AWS::AutoScaling::LaunchConfiguration'],
  ['arn:*:batch:*:*:job-definition/*:*', 'AWS::Batch::JobDefinition'],
  ['arn:*:cloudformation:*:*:stack/*/*', 'AWS::CloudFormation::Stack'],
  ['arn:*:codedeploy:*:*:deploymentgroup:*/*', 'AWS::CodeDeploy::DeploymentGroup'],
  ['arn:*:ec2:*:*:image/*', 'AWS::EC2::Image'],
  ['arn:*:ec2:*:*:reserved-instances/*', 'AWS::EC2::ReservedInstances'],
  ['arn:*:ec2:*:*:snapshot/*', 'AWS::EC2::Snapshot'],
  ['arn:*:ec2:*:*:spot-instances-request/*', 'AWS::EC2::SpotInstanceRequest'],
  ['arn:*:ecs:*:*:service/*', 'AWS::ECS::Service'],
  ['arn:*:ecs:*:*:task-definition/*', 'AWS::ECS::TaskDefinition'],
  ['arn:*:eks:*:*:addon/*', 'AWS::EKS::Addon'],
  ['arn:*:eks:*:*:fargateprofile/*', 'AWS::EKS::FargateProfile'],
  ['arn:*:eks:*:*:nodegroup/*', 'AWS::EKS::Nodegroup'],
  ['arn:*:elasticloadbalancing:*:*:listener/*', 'AWS::ElasticLoadBalancingV2::Listener'],
  ['arn:*:elasticloadbalancing:*:*:loadbalancer/app/*', 'AWS::ElasticLoadBalancingV2::LoadBalancer'],
  ['arn:*:elasticloadbalancing:*:*:loadbalancer/gwy/*', 'AWS::ElasticLoadBalancingV2::LoadBalancer'],
  ['arn:*:elasticloadbalancing:*:*:loadbalancer/net/*', 'AWS::ElasticLoadBalancingV2::LoadBalancer'],
  ['arn:*:elasticloadbalancing:*:*:targetgroup/*', 'AWS::ElasticLoadBalancingV2::TargetGroup'],
  ['arn:*:rds:*:*:cluster-snapshot:*', 'AWS::RDS::DBClusterSnapshot'],
  ['arn:*:rds:*:*:snapshot:*', 'AWS::RDS::DBSnapshot'],
  ['arn:*:scheduler:*:*:schedule/*/*', 'AWS::Scheduler::Schedule'],
  ['arn:*:sagemaker:*:*:training-job/*', 'AWS::SageMaker::TrainingJob'],
  ['arn:*:sagemaker:*:*:transform-job/*', 'AWS::SageMaker::TransformJob'],
];
