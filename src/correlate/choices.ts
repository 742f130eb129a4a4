/** Terraform has other names for these, by how they were made or for the one that the cloud makes itself; the first is for what is there. */
export const byFirst: ReadonlySet<string> = new Set([
  'AWS::EC2::DHCPOptions', 'AWS::EC2::Image', 'AWS::EC2::NetworkAcl', 'AWS::EC2::RouteTable', 'AWS::EC2::SecurityGroup', 'AWS::EC2::Snapshot', 'AWS::EC2::Subnet', 'AWS::EC2::VPC', 'AWS::ElasticLoadBalancingV2::Listener',
  'AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::ElasticLoadBalancingV2::TargetGroup', 'AWS::KMS::Key', 'AWS::RDS::DBSnapshot', 'Microsoft.Web/serverfarms', 'compute.googleapis.com/Instance', 'run.googleapis.com/Service',
]);

interface Choice {
  readonly at: string;
  readonly types: readonly (readonly [says: RegExp, type: string])[];
  /** Where nothing stands there. */
  readonly otherwise: string | null;
}

const engines = (kind: string, other: string): Choice => ({ at: 'Engine', types: [[/^docdb/, `aws_docdb_${kind}`], [/^neptune/, `aws_neptune_${kind}`], [/./, other]], otherwise: null });

/** Kinds that Terraform has a resource for each sort of: what says which, the first that says anything. */
const choices: Readonly<Record<string, readonly Choice[]>> = {
  'AWS::FSx::FileSystem': [{ at: 'FileSystemType', types: [[/^LUSTRE$/, 'aws_fsx_lustre_file_system'], [/^ONTAP$/, 'aws_fsx_ontap_file_system'], [/^OPENZFS$/, 'aws_fsx_openzfs_file_system'], [/^WINDOWS$/, 'aws_fsx_windows_file_system']], otherwise: null }],
  'AWS::RDS::DBCluster': [engines('cluster', 'aws_rds_cluster')],
  'AWS::RDS::DBInstance': [{ at: 'Engine', types: [[/^docdb/, 'aws_docdb_cluster_instance'], [/^neptune/, 'aws_neptune_cluster_instance']], otherwise: null }, { at: 'DBClusterIdentifier', types: [[/./, 'aws_rds_cluster_instance']], otherwise: 'aws_db_instance' }],
  'Microsoft.Compute/virtualMachines': [{ at: 'properties.storageProfile.osDisk.osType', types: [[/^linux$/i, 'azurerm_linux_virtual_machine'], [/^windows$/i, 'azurerm_windows_virtual_machine']], otherwise: null }],
  'Microsoft.Compute/virtualMachineScaleSets': [
    { at: 'properties.orchestrationMode', types: [[/^flexible$/i, 'azurerm_orchestrated_virtual_machine_scale_set']], otherwise: null },
    { at: 'properties.virtualMachineProfile.storageProfile.osDisk.osType', types: [[/^linux$/i, 'azurerm_linux_virtual_machine_scale_set'], [/^windows$/i, 'azurerm_windows_virtual_machine_scale_set']], otherwise: null },
  ],
  'Microsoft.Web/sites': [{ at: 'kind', types: [[/functionapp.*linux/i, 'azurerm_linux_function_app'], [/functionapp/i, 'azurerm_windows_function_app'], [/^app.*linux/i, 'azurerm_linux_web_app'], [/^app/i, 'azurerm_windows_web_app']], otherwise: null }],
};

const none: readonly Choice[] = [];

export function choicesOf(type: string): readonly Choice[] {
  return (Object.hasOwn(choices, type) ? choices[type] : undefined) ?? none;
}
