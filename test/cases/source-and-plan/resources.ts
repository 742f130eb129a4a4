import { computed, expression, hcl, tagsExpression, type Place, type Scalar, type Tags } from './expressions.ts';
import type { Chance } from './random.ts';

/** Writes resource blocks of one cloud with whatever chance picks. */
export interface Writing {
  readonly at: Place;
  readonly chance: Chance;
  /** Unique in its module. */
  readonly name: string;
  /** `provider = aws.west`, or nothing. */
  readonly provider: string;
}

type Writer = (writing: Writing) => string;

const owners = ['payments', 'checkout', 'tills', 'Nobody!'];
const stages = ['dev', 'prod', 'production'];

function tags({ at, chance }: Writing): string {
  const some: Tags = [
    ...(chance.is(0.85) ? [['owner', chance.is(0.15) ? computed : chance.of(owners)] as const] : []),
    ...(chance.is(0.85) ? [['environment', chance.is(0.1) ? computed : chance.is(0.05) ? null : chance.of(stages)] as const] : []),
    ...(chance.is(0.3) ? [['release', '7'] as const] : []),
  ];
  return tagsExpression(some, at, chance);
}

function of(writing: Writing, choices: readonly Scalar[]): string {
  return expression(writing.chance.of(choices), writing.at, writing.chance);
}

/** A block as it stands, or made by a dynamic block over one or two elements, or none. */
function nested(writing: Writing, type: string, body: (value: string) => string, values: readonly Scalar[]): string {
  const { chance, at } = writing;
  const picked = values.filter(() => chance.is(0.7));
  if (chance.is(0.6)) return picked.map((value) => `  ${type} {\n${body(expression(value, at, chance, 1))}\n  }`).join('\n');
  const list = `[${picked.map((value) => hcl(value)).join(', ')}]`;
  const over = chance.of([() => list, () => at.local(list), () => at.variable(`list(${typeof values[0] === 'number' ? 'number' : 'string'})`, list, chance.of(['default', 'set']))])();
  return `  dynamic "${type}" {\n    for_each = ${over}\n    content {\n${body(`${type}.value`)}\n    }\n  }`;
}

function one(writing: Writing, type: string, body: string): string {
  if (writing.chance.is(0.75)) return `  ${type} {\n${body}\n  }`;
  const { at, chance } = writing;
  return `  dynamic "${type}" {\n    for_each = ${at.variable('bool', 'true', chance.of(['default', 'set']))} ? [1] : []\n    content {\n${body}\n    }\n  }`;
}

/** Header with count or for_each, and what `each` gives for one of its values. */
function repeated(writing: Writing, type: string, body: (name: string) => string): string {
  const { at, chance, name } = writing;
  const head = `resource "${type}" "${name}" {\n${writing.provider === '' ? '' : `  ${writing.provider}\n`}`;
  const times = chance.of([0, 1, 2]);
  switch (chance.below(6)) {
    case 0:
      return `${head}  count = ${expression(times, at, chance, 1)}\n${body(`"${name}-\${count.index}"`)}\n}`;
    case 1:
      return `${head}  for_each = ${chance.of([() => 'toset(["a", "b"])', () => at.variable('set(string)', '["a", "b"]', chance.of(['default', 'set'])), () => '{ a = 1, b = 2 }'])()}\n${body(`"${name}-\${each.key}"`)}\n}`;
    case 2:
      return `${head}  count = ${at.variable('bool', 'true', chance.of(['default', 'set']))} ? 1 : 0\n${body(`"${name}"`)}\n}`;
    default:
      return `${head}${body(`"${name}"`)}\n}`;
  }
}

const machines: readonly Scalar[] = ['t3.micro', 't3.large', 'm7i.large', 'p5.48xlarge', 'g5.xlarge', 'c7i.metal-24xl', 'r7i.16xlarge'];

const aws: readonly Writer[] = [
  (w) => repeated(w, 'aws_sqs_queue', (name) => `  name = ${name}\n${w.chance.is(0.9) ? `  tags = ${tags(w)}` : ''}`),
  (w) => repeated(w, 'aws_instance', () => [
    '  ami = "ami-0a"',
    ...(w.chance.is(0.9) ? [`  instance_type = ${of(w, machines)}`] : []),
    ...(w.chance.is(0.8) ? [`  tags = ${tags(w)}`] : []),
    ...(w.chance.is(0.4) ? [`  vpc_security_group_ids = ["sg-1"]`] : []),
    ...(w.chance.is(0.4) ? [one(w, 'root_block_device', `    volume_size = 8\n    tags = ${tags(w)}`)] : []),
    ...(w.chance.is(0.4) ? [nested(w, 'ebs_block_device', (size) => `      device_name = "/dev/sdf"\n      volume_size = ${size}\n      tags = { owner = "tills" }`, [8, 16])] : []),
  ].join('\n')),
  (w) => repeated(w, 'aws_db_instance', (name) => `  identifier = ${name}\n  instance_class = ${of(w, ['db.t4g.micro', 'db.r6g.large'])}\n  engine = "postgres"\n  allocated_storage = 20\n  skip_final_snapshot = true\n  tags = ${tags(w)}`),
  (w) => [
    `resource "aws_launch_template" "${w.name}" {\n${w.provider}\n  name = "${w.name}"\n${w.chance.is(0.8) ? `  instance_type = ${of(w, machines)}` : ''}\n  tags = ${tags(w)}\n${w.chance.is(0.6) ? one(w, 'tag_specifications', `    resource_type = "instance"\n    tags = ${tags(w)}`) : ''}\n}`,
    repeated({ ...w, name: `${w.name}_group` }, 'aws_autoscaling_group', (name) => [
      `  name = ${name}\n  min_size = 1\n  max_size = ${of(w, [1, 4])}`,
      w.chance.is(0.6)
        ? `  launch_template {\n    id = aws_launch_template.${w.name}.id\n  }`
        : `  mixed_instances_policy {\n    launch_template {\n      launch_template_specification {\n        launch_template_id = aws_launch_template.${w.name}.id\n      }\n${nested(w, 'override', (type) => `      instance_type = ${type}`, ['m7i.large', 'g5.xlarge'])}\n    }\n  }`,
      `  tag {\n    key = "owner"\n    value = ${of(w, owners)}\n    propagate_at_launch = ${of(w, [true, false])}\n  }`,
      nested(w, 'tag', (value) => `      key = "environment"\n      value = ${value}\n      propagate_at_launch = true`, ['dev']),
    ].join('\n')),
  ].join('\n\n'),
  (w) => repeated(w, 'aws_eks_node_group', (name) => `  cluster_name = "till"\n  node_group_name = ${name}\n  node_role_arn = "arn:aws:iam::111122223333:role/node"\n  subnet_ids = ["subnet-1"]\n  scaling_config {\n    desired_size = ${of(w, [1, 3])}\n    max_size = 3\n    min_size = 1\n  }\n${w.chance.is(0.8) ? `  instance_types = [${of(w, machines)}, ${of(w, machines)}]` : ''}\n  tags = ${tags(w)}`),
  (w) => repeated(w, 'aws_dynamodb_table', (name) => `  name = ${name}\n  hash_key = "id"\n  billing_mode = "PAY_PER_REQUEST"\n  attribute {\n    name = "id"\n    type = "S"\n  }\n${nested(w, 'replica', (region) => `      region_name = ${region}`, ['eu-west-1', 'us-east-1'])}\n  tags = ${tags(w)}`),
  (w) => repeated(w, 'aws_iam_role_policy_attachment', () => `  role = "till"\n  policy_arn = ${of(w, ['arn:aws:iam::aws:policy/AdministratorAccess', 'arn:aws:iam::aws:policy/ReadOnlyAccess'])}`),
  (w) => repeated(w, 'aws_iam_policy', (name) => `  name = ${name}\n  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ${of(w, ['*', 's3:GetObject'])}, Resource = "*" }] })\n  tags = ${tags(w)}`),
  (w) => `resource "aws_vpc" "${w.name}" {\n${w.provider}\n  cidr_block = "10.0.0.0/16"\n  tags = ${tags(w)}\n}\n\nresource "aws_ec2_tag" "${w.name}" {\n${w.provider}\n  resource_id = aws_vpc.${w.name}.id\n  key = "owner"\n  value = ${of(w, owners)}\n}\n\nresource "aws_default_security_group" "${w.name}" {\n${w.provider}\n  vpc_id = aws_vpc.${w.name}.id\n${nested(w, 'ingress', (range) => `      from_port = 0\n      to_port = 0\n      protocol = "-1"\n      cidr_blocks = [${range}]`, ['0.0.0.0/0', '10.0.0.0/8'])}\n  tags = ${tags(w)}\n}`,
  (w) => repeated(w, 'aws_elasticache_cluster', (name) => `  cluster_id = ${name}\n  engine = "redis"\n${w.chance.is(0.8) ? `  node_type = ${of(w, ['cache.t4g.micro', 'cache.r7g.large'])}\n` : ''}  num_cache_nodes = 1\n  tags = ${tags(w)}`),
];

const locations: readonly Scalar[] = ['westeurope', 'West Europe', 'eastus'];

const azure: readonly Writer[] = [
  (w) => `resource "azurerm_resource_group" "${w.name}" {\n${w.provider}\n  name = ${of(w, ['rg-platform-a', 'rg-other'])}\n  location = ${of(w, locations)}\n  tags = ${tags(w)}\n}\n\n${repeated({ ...w, name: `${w.name}_store` }, 'azurerm_storage_account', () => `  name = "tillstore"\n  resource_group_name = azurerm_resource_group.${w.name}.name\n  location = azurerm_resource_group.${w.name}.location\n  account_tier = "Standard"\n  account_replication_type = "LRS"\n  tags = ${tags(w)}`)}`,
  (w) => repeated(w, 'azurerm_linux_virtual_machine', (name) => `  name = ${name}\n  resource_group_name = ${of(w, ['rg-platform-a', 'rg-other'])}\n  location = ${of(w, locations)}\n  size = ${of(w, ['Standard_B2s', 'Standard_D2s_v5', 'Standard_NC6s_v3', 'Standard_D96s_v5'])}\n  admin_username = "till"\n  network_interface_ids = ["nic"]\n  os_disk {\n    caching = "None"\n    storage_account_type = "Standard_LRS"\n  }\n  tags = ${tags(w)}`),
  (w) => repeated(w, 'azurerm_kubernetes_cluster_node_pool', () => `  name = "pool"\n  kubernetes_cluster_id = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-platform-a/providers/Microsoft.ContainerService/managedClusters/till"\n${w.chance.is(0.8) ? `  vm_size = ${of(w, ['Standard_B2s', 'Standard_NC6s_v3'])}\n` : ''}${w.chance.is(0.5) ? `  node_count = ${of(w, [1, 40])}\n` : ''}  tags = ${tags(w)}`),
  (w) => repeated(w, 'azurerm_role_assignment', () => `  scope = "/subscriptions/11111111-1111-1111-1111-111111111111"\n  role_definition_name = ${of(w, ['Owner', 'Reader'])}\n  principal_id = "22222222-2222-2222-2222-222222222222"`),
  (w) => `resource "azurerm_subnet" "${w.name}" {\n${w.provider}\n  name = "till"\n  resource_group_name = "rg-platform-a"\n  virtual_network_name = "net"\n  address_prefixes = ["10.0.0.0/24"]\n}${w.chance.is(0.5) ? `\n\nresource "azurerm_subnet_network_security_group_association" "${w.name}" {\n${w.provider}\n  subnet_id = azurerm_subnet.${w.name}.id\n  network_security_group_id = "nsg"\n}` : ''}`,
  (w) => repeated(w, 'azurerm_virtual_network', (name) => `  name = ${name}\n  resource_group_name = "rg-platform-a"\n  location = ${of(w, locations)}\n  address_space = ["10.0.0.0/16"]\n${nested(w, 'subnet', (subnet) => `      name = ${subnet}\n      address_prefixes = ["10.0.1.0/24"]${w.chance.is(0.5) ? '\n      security_group = "nsg"' : ''}`, ['front', 'back'])}\n  tags = ${tags(w)}`),
];

const google: readonly Writer[] = [
  (w) => repeated(w, 'google_storage_bucket', (name) => `  name = ${name}\n  location = ${of(w, ['EU', 'europe-west3', 'US-EAST1'])}\n  labels = ${tags(w)}`),
  (w) => repeated(w, 'google_compute_instance', (name) => [
    `  name = ${name}\n  machine_type = ${of(w, ['e2-medium', 'n2-standard-8', 'a2-highgpu-1g'])}`,
    ...(w.chance.is(0.8) ? [`  zone = ${of(w, ['europe-west3-a', 'us-east1-b'])}`] : []),
    '  boot_disk {\n    initialize_params {\n      image = "debian"\n    }\n  }\n  network_interface {\n    network = "default"\n  }',
    nested(w, 'guest_accelerator', (type) => `      type = ${type}\n      count = 1`, ['nvidia-tesla-t4']),
    `  labels = ${tags(w)}`,
  ].join('\n')),
  (w) => `resource "google_container_cluster" "${w.name}" {\n${w.provider}\n  name = "till"\n  location = ${of(w, ['europe-west3', 'us-east1'])}\n  initial_node_count = 1\n${w.chance.is(0.5) ? `  node_config {\n    machine_type = ${of(w, ['e2-medium', 'a2-highgpu-1g'])}\n  }\n` : ''}  resource_labels = ${tags(w)}\n}\n\n${repeated({ ...w, name: `${w.name}_pool` }, 'google_container_node_pool', () => `  cluster = google_container_cluster.${w.name}.${w.chance.of(['id', 'name'])}\n${w.chance.is(0.5) ? `  node_count = ${of(w, [1, 30])}\n` : ''}${w.chance.is(0.7) ? `  node_config {\n${w.chance.is(0.7) ? `    machine_type = ${of(w, ['e2-standard-4', 'g2-standard-8'])}\n` : ''}  }` : ''}`)}`,
  (w) => repeated(w, 'google_sql_database_instance', (name) => `  name = ${name}\n  database_version = "POSTGRES_15"\n${w.chance.is(0.7) ? `  region = ${of(w, ['europe-west3', 'us-east1'])}\n` : ''}  settings {\n    tier = ${of(w, ['db-f1-micro', 'db-custom-64-240000'])}\n    user_labels = ${tags(w)}\n  }`),
  (w) => repeated(w, 'google_project_iam_member', () => `  project = ${of(w, ['prod-a', 'test'])}\n  role = ${of(w, ['roles/owner', 'roles/viewer'])}\n  member = ${of(w, ['serviceAccount:till@prod-a.iam.gserviceaccount.com', 'user:ada@example.com'])}`),
];

const oci: readonly Writer[] = [
  (w) => repeated(w, 'oci_core_instance', () => [
    `  availability_domain = ${of(w, ['AD-1', 'AD-2'])}\n  compartment_id = ${of(w, ['ocid1.compartment.oc1..a', 'ocid1.compartment.oc1..b'])}`,
    ...(w.chance.is(0.85) ? [`  shape = ${of(w, ['VM.Standard.E5.Flex', 'VM.Standard3.Flex', 'BM.GPU4.8'])}`] : []),
    ...(w.chance.is(0.6) ? [one(w, 'shape_config', `    ocpus = ${of(w, [2, 60])}\n    memory_in_gbs = 16`)] : []),
    ...(w.chance.is(0.8) ? [`  freeform_tags = ${tags(w)}`] : []),
    ...(w.chance.is(0.3) ? [`  defined_tags = { "Ops.CostCentre" = ${of(w, ['42', '7'])} }`] : []),
  ].join('\n')),
  (w) => `resource "oci_core_vcn" "${w.name}" {\n${w.provider}\n  compartment_id = ${of(w, ['ocid1.compartment.oc1..a', 'ocid1.compartment.oc1..b'])}\n  cidr_blocks = ["10.0.0.0/16"]\n  freeform_tags = ${tags(w)}\n  defined_tags = {}\n}\n\n${repeated({ ...w, name: `${w.name}_subnet` }, 'oci_core_subnet', () => `  compartment_id = "ocid1.compartment.oc1..a"\n  vcn_id = oci_core_vcn.${w.name}.id\n  cidr_block = "10.0.1.0/24"\n${w.chance.is(0.5) ? '  security_list_ids = ["ocid1.securitylist.oc1..a"]\n' : ''}  freeform_tags = ${tags(w)}`)}`,
  (w) => repeated(w, 'oci_objectstorage_bucket', (name) => `  compartment_id = ${of(w, ['ocid1.compartment.oc1..a'])}\n  name = ${name}\n  namespace = "till"\n  freeform_tags = ${tags(w)}\n  defined_tags = {}`),
  (w) => repeated(w, 'oci_identity_policy', (name) => `  compartment_id = "ocid1.compartment.oc1..a"\n  name = ${name}\n  description = "till"\n  statements = [${of(w, ['Allow group Tills to manage all-resources in tenancy', 'Allow group Tills to read buckets in tenancy'])}]`),
];

export type Cloud = 'aws' | 'azurerm' | 'google' | 'oci';

export const writers: Readonly<Record<Cloud, readonly Writer[]>> = { aws, azurerm: azure, google, oci };
