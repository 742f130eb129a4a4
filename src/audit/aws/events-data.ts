import type { EventRow, SubjectRow } from './event-row.ts';

/** Buckets, databases, queues and secrets. */
const docs = 'https://docs.aws.amazon.com';
const s3 = (name: string): string => `${docs}/AmazonS3/latest/API/API_${name}.html`;
const rds = (name: string): string => `${docs}/AmazonRDS/latest/APIReference/API_${name}.html`;
const cache = (name: string): string => `${docs}/AmazonElastiCache/latest/APIReference/API_${name}.html`;
const bucket: SubjectRow = { type: 'AWS::S3::Bucket', arn: ['s3:::{$}'], id: 'req.bucketName', values: { BucketName: 'req.bucketName' } };
const instance: SubjectRow = { type: 'AWS::RDS::DBInstance', engine: 'rsp.engine|req.engine', arn: ['rsp.dBInstanceArn'], id: 'rsp.dBInstanceIdentifier|req.dBInstanceIdentifier', aliases: ['rsp.dbiResourceId'] };
const cluster: SubjectRow = { type: 'AWS::RDS::DBCluster', engine: 'rsp.engine|req.engine', arn: ['rsp.dBClusterArn'], id: 'rsp.dBClusterIdentifier|req.dBClusterIdentifier', aliases: ['rsp.dbClusterResourceId'] };
const snapshot: SubjectRow = { type: 'AWS::RDS::DBSnapshot', arn: ['rsp.dBSnapshotArn', 'rds:*:*:snapshot:{$}'], id: 'rsp.dBSnapshotIdentifier|req.dBSnapshotIdentifier' };
const clusterSnapshot: SubjectRow = { type: 'AWS::RDS::DBClusterSnapshot', arn: ['rsp.dBClusterSnapshotArn', 'rds:*:*:cluster-snapshot:{$}'], id: 'rsp.dBClusterSnapshotIdentifier|req.dBClusterSnapshotIdentifier' };
const table: SubjectRow = { type: 'AWS::DynamoDB::Table', arn: ['rsp.tableDescription.tableArn', 'record.resources[].ARN', 'dynamodb:*:*:table/{$}'], id: 'req.tableName|rsp.tableDescription.tableName', aliases: ['rsp.tableDescription.tableId'] };
const domain: SubjectRow = { type: 'AWS::OpenSearchService::Domain', arn: ['rsp.domainStatus.aRN', 'es:*:*:domain/{$}'], id: 'req.domainName|rsp.domainStatus.domainName', aliases: ['rsp.domainStatus.domainId'] };
const msk: SubjectRow = { type: 'AWS::MSK::Cluster', arn: ['rsp.clusterArn'], id: 'req.clusterName|rsp.clusterName', tags: 'req.tags' };
const queue: SubjectRow = { type: 'AWS::SQS::Queue', arn: ['rsp.queueUrl', 'req.queueUrl', 'sqs:*:*:{$}'], id: 'req.queueName|rsp.queueUrl|req.queueUrl', aliases: ['rsp.queueUrl|req.queueUrl'] };
const secret: SubjectRow = { type: 'AWS::SecretsManager::Secret', arn: ['rsp.arn', 'req.secretId'], id: 'rsp.name|req.name|req.secretId', name: 'req.name|rsp.name|req.secretId' };
const parameter: SubjectRow = { type: 'AWS::SSM::Parameter', arn: ['record.resources[].ARN', 'ssm:*:*:parameter/{$}'], id: 'req.name', name: 'req.name' };

export const dataEvents: readonly EventRow[] = [
  { row: 29, service: 's3', names: ['CreateBucket'], deed: 'create', source: s3('CreateBucket'), subjects: [{ ...bucket, region: 'req.CreateBucketConfiguration.LocationConstraint' }] },
  { row: 29, service: 's3', names: ['DeleteBucket'], deed: 'delete', source: s3('DeleteBucket'), subjects: [bucket] },
  { row: 30, service: 's3', names: ['PutBucketTagging'], deed: 'modify', touches: 'tags', replaces: true, source: s3('PutBucketTagging'), subjects: [{ ...bucket, tags: 'req.Tagging.TagSet.Tag[]' }] },
  { row: 30, service: 's3', names: ['DeleteBucketTagging'], deed: 'modify', touches: 'tags', source: s3('DeleteBucketTagging'), subjects: [bucket] },
  {
    row: 31, service: 's3', deed: 'modify', touches: 'access', source: s3('PutBucketPolicy'), subjects: [bucket],
    names: ['PutBucketPolicy', 'DeleteBucketPolicy', 'PutBucketAcl', 'PutBucketPublicAccessBlock', 'DeleteBucketPublicAccessBlock', 'PutBucketOwnershipControls', 'DeleteBucketOwnershipControls', 'PutBucketCors', 'DeleteBucketCors', 'PutBucketWebsite', 'DeleteBucketWebsite'],
  },
  { row: 31, service: 's3', names: ['PutBucketLogging'], deed: 'modify', touches: 'logging', source: s3('PutBucketLogging'), subjects: [bucket] },
  { row: 31, service: 's3', names: ['PutBucketReplication', 'DeleteBucketReplication'], deed: 'modify', touches: 'sharing', source: s3('PutBucketReplication'), subjects: [bucket] },
  {
    row: 31, service: 's3', deed: 'modify', source: s3('PutBucketEncryption'), subjects: [bucket],
    names: ['PutBucketEncryption', 'DeleteBucketEncryption', 'PutBucketVersioning', 'PutBucketLifecycle', 'PutBucketLifecycleConfiguration', 'DeleteBucketLifecycle', 'PutBucketNotification', 'PutBucketNotificationConfiguration', 'PutObjectLockConfiguration', 'PutBucketObjectLockConfiguration', 'PutAccelerateConfiguration', 'PutBucketAccelerateConfiguration', 'PutBucketRequestPayment'],
  },
  { row: 41, service: 'rds', names: ['CreateDBInstance'], deed: 'create', begins: true, source: rds('CreateDBInstance'), subjects: [{ ...instance, zone: 'rsp.availabilityZone|req.availabilityZone', whole: ['req'], values: { DBInstanceClass: 'req.dBInstanceClass|rsp.dBInstanceClass', Engine: 'req.engine|rsp.engine', VPCSecurityGroups: '*req.vpcSecurityGroupIds[]' }, tags: 'req.tags', count: '1' }] },
  { row: 41, service: 'rds', names: ['ModifyDBInstance'], deed: 'modify', source: rds('ModifyDBInstance'), subjects: [{ ...instance, whole: ['req'] }] },
  { row: 41, service: 'rds', names: ['DeleteDBInstance'], deed: 'delete', source: rds('DeleteDBInstance'), subjects: [{ ...instance, count: '1' }] },
  { row: 42, service: 'rds', names: ['CreateDBCluster'], deed: 'create', begins: true, source: rds('CreateDBCluster'), subjects: [{ ...cluster, whole: ['req'], tags: 'req.tags' }] },
  { row: 42, service: 'rds', names: ['ModifyDBCluster'], deed: 'modify', source: rds('ModifyDBCluster'), subjects: [{ ...cluster, whole: ['req'] }] },
  { row: 42, service: 'rds', names: ['DeleteDBCluster'], deed: 'delete', source: rds('DeleteDBCluster'), subjects: [cluster] },
  { row: 43, service: 'rds', names: ['CreateDBSnapshot', 'CopyDBSnapshot'], deed: 'create', begins: true, source: rds('CreateDBSnapshot'), subjects: [{ ...snapshot, id: 'rsp.dBSnapshotIdentifier|req.targetDBSnapshotIdentifier|req.dBSnapshotIdentifier', zone: 'rsp.availabilityZone', whole: ['req'], values: { SnapshotType: 'rsp.snapshotType' }, tags: 'req.tags' }] },
  { row: 43, service: 'rds', names: ['CreateDBClusterSnapshot', 'CopyDBClusterSnapshot'], deed: 'create', begins: true, source: rds('CreateDBClusterSnapshot'), subjects: [{ ...clusterSnapshot, id: 'rsp.dBClusterSnapshotIdentifier|req.targetDBClusterSnapshotIdentifier|req.dBClusterSnapshotIdentifier', whole: ['req'], tags: 'req.tags' }] },
  { row: 43, service: 'rds', names: ['DeleteDBSnapshot'], deed: 'delete', source: rds('DeleteDBSnapshot'), subjects: [snapshot] },
  { row: 43, service: 'rds', names: ['DeleteDBClusterSnapshot'], deed: 'delete', source: rds('DeleteDBClusterSnapshot'), subjects: [clusterSnapshot] },
  { row: 43, service: 'rds', names: ['CreateDBSubnetGroup'], deed: 'create', source: rds('CreateDBSubnetGroup'), subjects: [{ type: 'AWS::RDS::DBSubnetGroup', arn: ['rsp.dBSubnetGroupArn', 'rds:*:*:subgrp:{$}'], id: 'rsp.dBSubnetGroupName|req.dBSubnetGroupName', whole: ['req'], tags: 'req.tags' }] },
  { row: 43, service: 'rds', names: ['DeleteDBSubnetGroup'], deed: 'delete', source: rds('DeleteDBSubnetGroup'), subjects: [{ type: 'AWS::RDS::DBSubnetGroup', arn: ['rds:*:*:subgrp:{$}'], id: 'req.dBSubnetGroupName' }] },
  { row: 43, service: 'rds', names: ['ModifyDBSnapshotAttribute'], deed: 'modify', touches: 'sharing', source: rds('ModifyDBSnapshotAttribute'), subjects: [snapshot], grants: [{ principal: 'req.valuesToAdd[]', role: 'req.attributeName' }] },
  { row: 43, service: 'rds', names: ['ModifyDBClusterSnapshotAttribute'], deed: 'modify', touches: 'sharing', source: rds('ModifyDBClusterSnapshotAttribute'), subjects: [clusterSnapshot], grants: [{ principal: 'req.valuesToAdd[]', role: 'req.attributeName' }] },
  { row: 44, service: 'dynamodb', names: ['CreateTable'], deed: 'create', begins: true, source: `${docs}/amazondynamodb/latest/APIReference/API_CreateTable.html`, subjects: [{ ...table, whole: ['req'], tags: 'req.tags' }] },
  { row: 44, service: 'dynamodb', names: ['UpdateTable'], deed: 'modify', source: `${docs}/amazondynamodb/latest/APIReference/API_UpdateTable.html`, subjects: [{ ...table, whole: ['req'] }] },
  { row: 44, service: 'dynamodb', names: ['DeleteTable'], deed: 'delete', source: `${docs}/amazondynamodb/latest/APIReference/API_DeleteTable.html`, subjects: [table] },
  { row: 45, service: 'elasticache', names: ['CreateCacheCluster'], deed: 'create', begins: true, source: cache('CreateCacheCluster'), subjects: [{ type: 'AWS::ElastiCache::CacheCluster', arn: ['rsp.aRN'], id: 'req.cacheClusterId|rsp.cacheClusterId', zone: 'req.preferredAvailabilityZone', whole: ['req'], tags: 'req.tags', count: 'req.numCacheNodes|1' }] },
  { row: 45, service: 'elasticache', names: ['DeleteCacheCluster'], deed: 'delete', source: cache('DeleteCacheCluster'), subjects: [{ type: 'AWS::ElastiCache::CacheCluster', arn: ['rsp.aRN'], id: 'req.cacheClusterId' }] },
  { row: 45, service: 'elasticache', names: ['CreateReplicationGroup'], deed: 'create', begins: true, source: cache('CreateReplicationGroup'), subjects: [{ type: 'AWS::ElastiCache::ReplicationGroup', arn: ['rsp.aRN'], id: 'req.replicationGroupId|rsp.replicationGroupId', whole: ['req'], tags: 'req.tags', count: 'req.numCacheClusters|req.numNodeGroups|1' }] },
  { row: 45, service: 'elasticache', names: ['DeleteReplicationGroup'], deed: 'delete', source: cache('DeleteReplicationGroup'), subjects: [{ type: 'AWS::ElastiCache::ReplicationGroup', arn: ['rsp.aRN'], id: 'req.replicationGroupId' }] },
  { row: 46, service: 'es', names: ['CreateDomain'], deed: 'create', begins: true, source: `${docs}/opensearch-service/latest/APIReference/API_CreateDomain.html`, subjects: [{ ...domain, whole: ['req'], tags: 'req.tagList', count: 'req.clusterConfig.instanceCount|1' }] },
  { row: 46, service: 'es', names: ['CreateElasticsearchDomain'], deed: 'create', begins: true, source: `${docs}/opensearch-service/latest/APIReference/API_CreateDomain.html`, subjects: [{ ...domain, type: 'AWS::Elasticsearch::Domain', whole: ['req'], tags: 'req.tagList', count: 'req.elasticsearchClusterConfig.instanceCount|1' }] },
  { row: 46, service: 'es', names: ['DeleteDomain'], deed: 'delete', source: `${docs}/opensearch-service/latest/APIReference/API_DeleteDomain.html`, subjects: [domain] },
  { row: 46, service: 'es', names: ['DeleteElasticsearchDomain'], deed: 'delete', source: `${docs}/opensearch-service/latest/APIReference/API_DeleteDomain.html`, subjects: [{ ...domain, type: 'AWS::Elasticsearch::Domain' }] },
  { row: 47, service: 'redshift', names: ['CreateCluster'], deed: 'create', begins: true, source: `${docs}/redshift/latest/APIReference/API_CreateCluster.html`, subjects: [{ type: 'AWS::Redshift::Cluster', id: 'req.clusterIdentifier|rsp.clusterIdentifier', zone: 'req.availabilityZone', whole: ['req'], tags: 'req.tags', count: 'req.numberOfNodes|1' }] },
  { row: 47, service: 'redshift', names: ['DeleteCluster'], deed: 'delete', source: `${docs}/redshift/latest/APIReference/API_DeleteCluster.html`, subjects: [{ type: 'AWS::Redshift::Cluster', id: 'req.clusterIdentifier' }] },
  { row: 49, service: 'kafka', names: ['CreateCluster'], deed: 'create', begins: true, source: `${docs}/msk/1.0/apireference/clusters.html`, subjects: [{ ...msk, whole: ['req'], count: 'req.numberOfBrokerNodes|1' }] },
  {
    row: 49, service: 'kafka', names: ['CreateClusterV2'], deed: 'create', begins: true, source: `${docs}/MSK/2.0/APIReference/v2-clusters.html`,
    subjects: [{ ...msk, values: { ClusterName: 'req.clusterName', BrokerNodeGroupInfo: 'req.provisioned.brokerNodeGroupInfo', NumberOfBrokerNodes: '#req.provisioned.numberOfBrokerNodes', KafkaVersion: 'req.provisioned.kafkaVersion' }, count: 'req.provisioned.numberOfBrokerNodes' }],
  },
  { row: 49, service: 'kafka', names: ['DeleteCluster'], deed: 'delete', source: `${docs}/msk/1.0/apireference/clusters-clusterarn.html`, subjects: [{ type: 'AWS::MSK::Cluster', arn: ['req.clusterArn', 'rsp.clusterArn'] }] },
  { row: 68, service: 'sns', names: ['CreateTopic'], deed: 'create', source: `${docs}/sns/latest/api/API_CreateTopic.html`, subjects: [{ type: 'AWS::SNS::Topic', arn: ['rsp.topicArn', 'sns:*:*:{$}'], id: 'req.name', tags: 'req.tags', values: { TopicName: 'req.name' } }] },
  { row: 68, service: 'sns', names: ['DeleteTopic'], deed: 'delete', source: `${docs}/sns/latest/api/API_DeleteTopic.html`, subjects: [{ type: 'AWS::SNS::Topic', arn: ['req.topicArn'] }] },
  { row: 68, service: 'sqs', names: ['CreateQueue'], deed: 'create', source: `${docs}/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html`, subjects: [{ ...queue, tags: 'req.tags|req.tag', values: { QueueName: 'req.queueName' } }] },
  { row: 68, service: 'sqs', names: ['DeleteQueue'], deed: 'delete', source: `${docs}/AWSSimpleQueueService/latest/APIReference/API_DeleteQueue.html`, subjects: [queue] },
  { row: 68, service: 'sqs', names: ['SetQueueAttributes'], deed: 'modify', source: `${docs}/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html`, subjects: [queue] },
  { row: 69, service: 'secretsmanager', names: ['CreateSecret'], deed: 'create', source: `${docs}/secretsmanager/latest/apireference/API_CreateSecret.html`, subjects: [{ ...secret, tags: 'req.tags', values: { Name: 'req.name', KmsKeyId: 'req.kmsKeyId' } }] },
  { row: 69, service: 'secretsmanager', names: ['DeleteSecret'], deed: 'delete', source: `${docs}/secretsmanager/latest/apireference/API_DeleteSecret.html`, subjects: [secret] },
  { row: 69, service: 'secretsmanager', names: ['PutResourcePolicy', 'DeleteResourcePolicy'], deed: 'modify', touches: 'access', source: `${docs}/secretsmanager/latest/apireference/API_PutResourcePolicy.html`, subjects: [secret] },
  // `PutParameter` makes and overwrites; the request says whether it may overwrite.
  { row: 69, service: 'ssm', names: ['PutParameter'], when: 'req.overwrite', deed: 'modify', puts: true, source: `${docs}/systems-manager/latest/APIReference/API_PutParameter.html`, subjects: [{ ...parameter, values: { Name: 'req.name', Type: 'req.type' } }] },
  { row: 69, service: 'ssm', names: ['PutParameter'], deed: 'create', source: `${docs}/systems-manager/latest/APIReference/API_PutParameter.html`, subjects: [{ ...parameter, tags: 'req.tags', values: { Name: 'req.name', Type: 'req.type' } }] },
  { row: 69, service: 'ssm', names: ['DeleteParameter'], deed: 'delete', source: `${docs}/systems-manager/latest/APIReference/API_DeleteParameter.html`, subjects: [parameter] },
  { row: 69, service: 'ssm', names: ['DeleteParameters'], deed: 'delete', source: `${docs}/systems-manager/latest/APIReference/API_DeleteParameters.html`, subjects: [{ type: 'AWS::SSM::Parameter', arn: ['ssm:*:*:parameter/{$}'], each: 'req.names[]', id: 'item', name: 'item' }] },
  { row: 72, service: 'elasticfilesystem', names: ['CreateFileSystem'], deed: 'create', source: `${docs}/efs/latest/ug/API_CreateFileSystem.html`, subjects: [{ type: 'AWS::EFS::FileSystem', arn: ['rsp.fileSystemArn'], id: 'rsp.fileSystemId', zone: 'rsp.availabilityZoneName|req.availabilityZoneName', whole: ['req'], tags: 'req.tags|rsp.tags' }] },
  { row: 72, service: 'elasticfilesystem', names: ['DeleteFileSystem'], deed: 'delete', source: `${docs}/efs/latest/ug/API_DeleteFileSystem.html`, subjects: [{ type: 'AWS::EFS::FileSystem', id: 'req.fileSystemId' }] },
];
