import { expect, test } from 'vitest';
import { terraformOf } from '#correlate/terraform.ts';
import type { JsonObject } from '#model/json.ts';
import type { Provider } from '#model/resource.ts';

const arn = (rest: string): string => `arn:aws:${rest.replace('@', 'eu-west-1:111122223333')}`;
const group = '/subscriptions/0b1f6471-1bf0-4dda-aec3-111122223333/resourcegroups/rg-checkout';
const written = '/subscriptions/0b1f6471-1bf0-4dda-aec3-111122223333/resourceGroups/rg-Checkout';

test.each<[type: string, id: string, more: { readonly name?: string; readonly aliases?: readonly string[]; readonly attributes?: JsonObject }, expected: string | null]>([
  ['AWS::EC2::Instance', arn('ec2:@:instance/i-0a1b2c3d4e5f60718'), { aliases: ['i-0a1b2c3d4e5f60718'] }, 'aws_instance i-0a1b2c3d4e5f60718'],
  ['AWS::EC2::SecurityGroup', arn('ec2:@:security-group/sg-0843b0919bddf94cd'), { name: 'checkout', aliases: ['sg-0843b0919bddf94cd'] }, 'aws_security_group sg-0843b0919bddf94cd'],
  ['AWS::EC2::VPC', arn('ec2:@:vpc/vpc-0843b0919bddf94cd'), { aliases: ['vpc-0843b0919bddf94cd'] }, 'aws_vpc vpc-0843b0919bddf94cd'],
  ['AWS::KMS::Key', arn('kms:@:key/1234abcd-12ab-34cd-56ef-1234567890ab'), { aliases: ['1234abcd-12ab-34cd-56ef-1234567890ab'] }, 'aws_kms_key 1234abcd-12ab-34cd-56ef-1234567890ab'],
  ['AWS::IAM::AccessKey', '111122223333/AWS::IAM::AccessKey/AKIAEXAMPLE', { name: 'AKIAEXAMPLE' }, 'aws_iam_access_key AKIAEXAMPLE'],
  ['AWS::SNS::Topic', arn('sns:@:pager'), { name: 'pager' }, `aws_sns_topic ${arn('sns:@:pager')}`],
  ['AWS::RDS::DBInstance', arn('rds:@:db:orders'), { name: 'orders', attributes: { Engine: 'postgres' } }, 'aws_db_instance orders'],
  ['AWS::RDS::DBInstance', arn('rds:@:db:orders-1'), { name: 'orders-1', attributes: { Engine: 'aurora-postgresql', DBClusterIdentifier: 'orders' } }, 'aws_rds_cluster_instance orders-1'],
  ['AWS::RDS::DBCluster', arn('rds:@:cluster:docs'), { name: 'docs', attributes: { Engine: 'docdb' } }, 'aws_docdb_cluster docs'],
  ['AWS::RDS::DBCluster', arn('rds:@:cluster:docs'), { name: 'docs' }, null],
  ['AWS::MSK::Cluster', arn('kafka:@:cluster/orders/0a1b'), { name: 'orders', attributes: { ClusterType: 'SERVERLESS' } }, `aws_msk_serverless_cluster ${arn('kafka:@:cluster/orders/0a1b')}`],
  // As the page of each resource of the provider says under "Import".
  ['AWS::AmazonMQ::Broker', arn('mq:@:broker:orders:b-1234a5b6-78cd-901e-2fgh-3i45j6k178l9'), { name: 'orders' }, 'aws_mq_broker b-1234a5b6-78cd-901e-2fgh-3i45j6k178l9'],
  ['AWS::CloudFront::Distribution', 'arn:aws:cloudfront::111122223333:distribution/E74FTE3EXAMPLE', {}, 'aws_cloudfront_distribution E74FTE3EXAMPLE'],
  ['AWS::EC2::KeyPair', arn('ec2:@:key-pair/key-0a1b2c3d4e5f60718'), { name: 'ops', aliases: ['key-0a1b2c3d4e5f60718'] }, 'aws_key_pair ops'],
  ['AWS::EC2::PlacementGroup', arn('ec2:@:placement-group/render'), { name: 'render', aliases: ['pg-0a1b2c3d4e5f60718'] }, 'aws_placement_group render'],
  ['AWS::EC2::LaunchTemplate', arn('ec2:@:launch-template/lt-0a1b2c3d4e5f60718'), { name: 'web', aliases: ['lt-0a1b2c3d4e5f60718'] }, 'aws_launch_template lt-0a1b2c3d4e5f60718'],
  ['AWS::EC2::SpotFleet', arn('ec2:@:spot-fleet-request/sfr-005e9ec8-5546-4c31-b317-31a62325411e'), {}, 'aws_spot_fleet_request sfr-005e9ec8-5546-4c31-b317-31a62325411e'],
  ['AWS::ECS::Service', arn('ecs:@:service/checkout/web'), { name: 'web' }, 'aws_ecs_service checkout/web'],
  ['AWS::ECS::Service', arn('ecs:@:service/web'), { name: 'web' }, null],
  ['AWS::EKS::Nodegroup', arn('eks:@:nodegroup/main/workers/0ac5f1e2-1111-2222-3333-444455556666'), { name: 'workers' }, 'aws_eks_node_group main:workers'],
  ['AWS::EKS::Addon', arn('eks:@:addon/main/vpc-cni/0ac5f1e2-1111-2222-3333-444455556666'), {}, 'aws_eks_addon main:vpc-cni'],
  ['AWS::EMR::Cluster', arn('elasticmapreduce:@:cluster/j-123456ABCDEF'), {}, 'aws_emr_cluster j-123456ABCDEF'],
  ['AWS::Elasticsearch::Domain', arn('es:@:domain/search'), { name: 'search' }, 'aws_elasticsearch_domain search'],
  ['AWS::MemoryDB::Cluster', arn('memorydb:@:cluster/sessions'), {}, 'aws_memorydb_cluster sessions'],
  ['AWS::Route53::HostedZone', 'arn:aws:route53:::hostedzone/Z1D633PJN98FT9', { name: 'shop.example.' }, 'aws_route53_zone Z1D633PJN98FT9'],
  ['AWS::SQS::Queue', arn('sqs:@:orders'), { name: 'orders', aliases: ['https://sqs.eu-west-1.amazonaws.com/111122223333/orders'] }, 'aws_sqs_queue https://sqs.eu-west-1.amazonaws.com/111122223333/orders'],
  ['AWS::SQS::Queue', arn('sqs:@:orders'), { name: 'orders' }, null],
  ['AWS::IAM::Role', 'arn:aws:iam::111122223333:role/ops/deploy', { name: 'deploy' }, 'aws_iam_role deploy'],
  ['AWS::IAM::ManagedPolicy', 'arn:aws:iam::111122223333:policy/ops', { name: 'ops' }, 'aws_iam_policy arn:aws:iam::111122223333:policy/ops'],
  ['iam.googleapis.com/ServiceAccount', '//iam.googleapis.com/projects/p/serviceAccounts/111222333444555666777', { name: 'ci@p.iam.gserviceaccount.com' }, 'google_service_account projects/p/serviceAccounts/ci@p.iam.gserviceaccount.com'],
  ['iam.googleapis.com/ServiceAccount', '//iam.googleapis.com/projects/p/serviceAccounts/111222333444555666777', { name: '111222333444555666777' }, null],
  ['iam.googleapis.com/ServiceAccountKey', '//iam.googleapis.com/projects/p/serviceAccounts/ci@p.iam.gserviceaccount.com/keys/0a', {}, null],
  ['container.googleapis.com/Cluster', '//container.googleapis.com/projects/p/zones/europe-west1-b/clusters/main', {}, 'google_container_cluster projects/p/locations/europe-west1-b/clusters/main'],
  ['container.googleapis.com/NodePool', '//container.googleapis.com/projects/p/locations/europe-west1/clusters/main/nodePools/gpu', {}, 'google_container_node_pool p/europe-west1/main/gpu'],
  ['Microsoft.Compute/virtualMachines', `${group}/providers/microsoft.compute/virtualmachines/web-1`, { aliases: [`${written}/providers/Microsoft.Compute/virtualMachines/Web-1`], attributes: { properties: { storageProfile: { osDisk: { osType: 'Linux' } } } } }, `azurerm_linux_virtual_machine ${written}/providers/Microsoft.Compute/virtualMachines/Web-1`],
  ['Microsoft.Compute/virtualMachines', `${group}/providers/microsoft.compute/virtualmachines/web-1`, {}, null],
  // What exports have in capitals is not how Azure writes it.
  ['Microsoft.Storage/storageAccounts', `${group}/providers/microsoft.storage/storageaccounts/shop`, { aliases: [`${group}/providers/microsoft.storage/storageaccounts/shop`.toUpperCase()] }, `azurerm_storage_account ${group.replace('resourcegroups', 'resourceGroups')}/providers/Microsoft.Storage/storageAccounts/shop`],
  ['Microsoft.Network/virtualNetworks/subnets', `${group}/providers/microsoft.network/virtualnetworks/main/subnets/a`, {}, `azurerm_subnet ${group.replace('resourcegroups', 'resourceGroups')}/providers/Microsoft.Network/virtualNetworks/main/subnets/a`],
  ['Microsoft.Web/sites', `${group}/providers/microsoft.web/sites/shop`, { attributes: { kind: 'functionapp,linux' } }, `azurerm_linux_function_app ${group.replace('resourcegroups', 'resourceGroups')}/providers/Microsoft.Web/sites/shop`],
  ['compute.googleapis.com/Instance', '//compute.googleapis.com/projects/p/zones/z/instances/a', {}, 'google_compute_instance projects/p/zones/z/instances/a'],
  ['storage.googleapis.com/Bucket', '//storage.googleapis.com/shop', {}, 'google_storage_bucket shop'],
  ['oci_core_instance', 'ocid1.instance.oc1.eu-frankfurt-1.a', {}, 'oci_core_instance ocid1.instance.oc1.eu-frankfurt-1.a'],
  ['oci_objectstorage_bucket', 'n/shop/b/receipts', {}, 'oci_objectstorage_bucket n/shop/b/receipts'],
  ['cloudresourcemanager.googleapis.com/Project/iamPolicy', '//cloudresourcemanager.googleapis.com/projects/p/iamPolicy', {}, null],
])('what Terraform imports as %s %s', (type, id, { name = '', aliases = [], attributes = null as JsonObject | null }, expected) => {
  const provider: Provider = type.startsWith('AWS') ? 'aws' : type.startsWith('Microsoft') ? 'azure' : type.startsWith('oci') ? 'oci' : 'gcp';
  const told = terraformOf({ type, provider, id, name, aliases, attributes });
  expect(told === null ? null : `${told.type} ${told.id}`).toBe(expected);
});
