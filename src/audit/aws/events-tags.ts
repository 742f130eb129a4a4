import type { EventRow, SubjectRow } from './event-row.ts';

const docs = 'https://docs.aws.amazon.com';

/** Calls that tag what was made before them: `@` is the type that an ARN names. */
const byArn = (path: string, tags: string): SubjectRow => ({ type: '@', arn: [path], id: path, tags });

const pair = (row: number, service: string, [add, remove]: readonly [string, string], source: string, subject: SubjectRow): readonly EventRow[] => {
  const { tags: _, ...untagged } = subject;
  return [
    { row, service, names: [add], deed: 'modify', touches: 'tags', source: `${docs}/${source}`, subjects: [subject] },
    { row, service, names: [remove], deed: 'modify', touches: 'tags', source: `${docs}/${source}`, subjects: [untagged] },
  ];
};

const usual = ['TagResource', 'UntagResource'] as const;
const addRemove = ['AddTags', 'RemoveTags'] as const;
const ofResource = ['AddTagsToResource', 'RemoveTagsFromResource'] as const;

/** Rows are those of what is tagged. The reference lists EC2, S3 and KMS; a create without tags is followed by one of these just as often. */
export const tagEvents: readonly EventRow[] = [
  ...pair(32, 'lambda', usual, 'lambda/latest/api/API_TagResource.html', byArn('req.resource', 'req.tags')),
  ...pair(35, 'ecs', usual, 'AmazonECS/latest/APIReference/API_TagResource.html', byArn('req.resourceArn', 'req.tags')),
  ...pair(38, 'eks', usual, 'eks/latest/APIReference/API_TagResource.html', byArn('req.resourceArn', 'req.tags')),
  ...pair(40, 'ecr', usual, 'AmazonECR/latest/APIReference/API_TagResource.html', byArn('req.resourceArn', 'req.tags')),
  ...pair(41, 'rds', ofResource, 'AmazonRDS/latest/APIReference/API_AddTagsToResource.html', byArn('req.resourceName', 'req.tags')),
  ...pair(44, 'dynamodb', usual, 'amazondynamodb/latest/APIReference/API_TagResource.html', byArn('req.resourceArn', 'req.tags')),
  ...pair(45, 'elasticache', ofResource, 'AmazonElastiCache/latest/APIReference/API_AddTagsToResource.html', byArn('req.resourceName', 'req.tags')),
  ...pair(46, 'es', addRemove, 'opensearch-service/latest/APIReference/API_AddTags.html', byArn('req.aRN', 'req.tagList')),
  ...pair(47, 'redshift', ['CreateTags', 'DeleteTags'], 'redshift/latest/APIReference/API_CreateTags.html', byArn('req.resourceName', 'req.tags')),
  ...pair(48, 'elasticmapreduce', addRemove, 'emr/latest/APIReference/API_AddTags.html', { type: 'AWS::EMR::Cluster', arn: ['elasticmapreduce:*:*:cluster/{$}'], id: 'req.resourceId', tags: 'req.tags' }),
  ...pair(49, 'kafka', usual, 'msk/1.0/apireference/tags-resourcearn.html', { ...byArn('req.resourceArn', 'req.tags'), type: 'AWS::MSK::Cluster' }),
  ...pair(50, 'airflow', usual, 'mwaa/latest/API/API_TagResource.html', byArn('req.ResourceArn', 'req.Tags')),
  ...pair(51, 'sagemaker', ['AddTags', 'DeleteTags'], 'sagemaker/latest/APIReference/API_AddTags.html', byArn('req.resourceArn', 'req.tags')),
  ...pair(52, 'batch', usual, 'batch/latest/APIReference/API_TagResource.html', byArn('req.resourceArn', 'req.tags')),
  ...pair(53, 'autoscaling', ['CreateOrUpdateTags', 'DeleteTags'], 'autoscaling/ec2/APIReference/API_CreateOrUpdateTags.html', { type: 'AWS::AutoScaling::AutoScalingGroup', each: 'req.tags[]', id: 'item.resourceId', tags: 'item' }),
  ...pair(55, 'lightsail', usual, 'lightsail/2016-11-28/api-reference/API_TagResource.html', { type: 'AWS::Lightsail::Instance', id: 'req.resourceName', tags: 'req.tags' }),
  ...pair(56, 'iam', ['TagUser', 'UntagUser'], 'IAM/latest/APIReference/API_TagUser.html', { type: 'AWS::IAM::User', arn: ['iam::*:user/{$}'], id: 'req.userName', tags: 'req.tags' }),
  ...pair(57, 'iam', ['TagRole', 'UntagRole'], 'IAM/latest/APIReference/API_TagRole.html', { type: 'AWS::IAM::Role', arn: ['iam::*:role/{$}'], id: 'req.roleName', tags: 'req.tags' }),
  ...pair(58, 'iam', ['TagPolicy', 'UntagPolicy'], 'IAM/latest/APIReference/API_TagPolicy.html', { type: 'AWS::IAM::ManagedPolicy', arn: ['req.policyArn'], id: 'req.policyArn', tags: 'req.tags' }),
  ...pair(61, 'iam', ['TagInstanceProfile', 'UntagInstanceProfile'], 'IAM/latest/APIReference/API_TagInstanceProfile.html', { type: 'AWS::IAM::InstanceProfile', arn: ['iam::*:instance-profile/{$}'], id: 'req.instanceProfileName', tags: 'req.tags' }),
  ...pair(64, 'bedrock', usual, 'bedrock/latest/APIReference/API_TagResource.html', byArn('req.resourceARN', 'req.tags')),
  ...pair(65, 'glue', usual, 'glue/latest/webapi/API_TagResource.html', byArn('req.resourceArn', 'req.tagsToAdd')),
  ...pair(66, 'elasticloadbalancing', addRemove, 'elasticloadbalancing/latest/APIReference/API_AddTags.html', { ...byArn('item', 'req.tags'), each: 'req.resourceArns[]' }).map((row): EventRow => ({ ...row, subjects: [...row.subjects, { type: 'AWS::ElasticLoadBalancing::LoadBalancer', each: 'req.loadBalancerNames[]', id: 'item', ...(row.names.includes('AddTags') ? { tags: 'req.tags' } : {}) }] })),
  ...pair(67, 'cloudfront', usual, 'cloudfront/latest/APIReference/API_TagResource.html', byArn('req.resource', 'req.tags[]')),
  ...pair(68, 'sns', usual, 'sns/latest/api/API_TagResource.html', byArn('req.resourceArn', 'req.tags')),
  ...pair(68, 'sqs', ['TagQueue', 'UntagQueue'], 'AWSSimpleQueueService/latest/APIReference/API_TagQueue.html', { type: 'AWS::SQS::Queue', arn: ['req.queueUrl'], id: 'req.queueUrl', aliases: ['req.queueUrl'], tags: 'req.tags' }),
  ...pair(69, 'secretsmanager', usual, 'secretsmanager/latest/apireference/API_TagResource.html', { type: 'AWS::SecretsManager::Secret', arn: ['req.secretId'], id: 'req.secretId', tags: 'req.tags' }),
  ...pair(69, 'ssm', ofResource, 'systems-manager/latest/APIReference/API_AddTagsToResource.html', { type: 'AWS::SSM::Parameter', arn: ['ssm:*:*:parameter/{$}'], id: 'req.resourceId', name: 'req.resourceId', tags: 'req.tags' }),
  ...pair(70, 'cloudtrail', addRemove, 'awscloudtrail/latest/APIReference/API_AddTags.html', byArn('req.resourceId', 'req.tagsList')),
  ...pair(71, 'logs', ['TagLogGroup', 'UntagLogGroup'], 'AmazonCloudWatchLogs/latest/APIReference/API_TagLogGroup.html', { type: 'AWS::Logs::LogGroup', id: 'req.logGroupName', name: 'req.logGroupName', tags: 'req.tags' }),
  ...pair(71, 'logs', usual, 'AmazonCloudWatchLogs/latest/APIReference/API_TagResource.html', byArn('req.resourceArn', 'req.tags')),
  ...pair(71, 'events', usual, 'eventbridge/latest/APIReference/API_TagResource.html', byArn('req.resourceARN', 'req.tags')),
  ...pair(71, 'monitoring', usual, 'AmazonCloudWatch/latest/APIReference/API_TagResource.html', byArn('req.resourceARN', 'req.tags')),
  ...pair(72, 'elasticfilesystem', usual, 'efs/latest/ug/API_TagResource.html', { type: 'AWS::EFS::FileSystem', id: 'req.resourceId', tags: 'req.tags' }),
  ...pair(72, 'states', usual, 'step-functions/latest/apireference/API_TagResource.html', byArn('req.resourceArn', 'req.tags')),
  ...pair(72, 'apigateway', usual, 'apigateway/latest/api/API_TagResource.html', byArn('req.resourceArn', 'req.tags')),
  ...pair(73, 'rolesanywhere', usual, 'rolesanywhere/latest/APIReference/API_TagResource.html', byArn('req.resourceArn', 'req.tags')),
  // The tag editor, which calls the services in turn where they have records of it.
  ...pair(27, 'tagging', ['TagResources', 'UntagResources'], 'resourcegroupstagging/latest/APIReference/API_TagResources.html', { ...byArn('item', 'req.tags'), each: 'req.resourceARNList[]' }),
];
