import { armPlace } from '#catalog/arm.ts';
import type { Deed, Touch } from '#model/event.ts';

/** What an operation of Azure Resource Manager does. */
export interface AzureRow {
  /** `virtualMachines/write` of a provider, in the catalogue's case. */
  readonly operation: string;
  /** `write` makes or changes: what the record says of its outcome tells which. Null: it changes nothing that code declares. */
  readonly deed: Deed | 'write' | null;
  /** What it is done to. */
  readonly type: string;
  readonly touches: Touch | null;
  /** Where the operation is documented. */
  readonly source: string;
}

const operations = 'https://learn.microsoft.com/azure/role-based-access-control/permissions/';

/** Types that are written and deleted as a whole, by the page that documents their operations. */
const whole: Readonly<Record<string, readonly string[]>> = {
  compute: [
    'Microsoft.Compute/virtualMachines', 'Microsoft.Compute/virtualMachineScaleSets', 'Microsoft.Compute/virtualMachineScaleSets/virtualMachines', 'Microsoft.Compute/disks', 'Microsoft.Compute/snapshots', 'Microsoft.Compute/images',
    'Microsoft.Compute/galleries', 'Microsoft.Compute/galleries/images', 'Microsoft.Compute/galleries/images/versions', 'Microsoft.Batch/batchAccounts', 'Microsoft.Batch/batchAccounts/pools',
  ],
  containers: ['Microsoft.ContainerService/managedClusters', 'Microsoft.ContainerService/managedClusters/agentPools', 'Microsoft.ContainerInstance/containerGroups', 'Microsoft.App/managedEnvironments', 'Microsoft.App/containerApps', 'Microsoft.App/jobs'],
  'ai-machine-learning': ['Microsoft.MachineLearningServices/workspaces', 'Microsoft.MachineLearningServices/workspaces/computes', 'Microsoft.CognitiveServices/accounts'],
  analytics: ['Microsoft.Databricks/workspaces'],
  storage: ['Microsoft.Storage/storageAccounts'],
  security: ['Microsoft.KeyVault/vaults'],
  networking: [
    'Microsoft.Network/virtualNetworks', 'Microsoft.Network/virtualNetworks/subnets', 'Microsoft.Network/networkSecurityGroups', 'Microsoft.Network/publicIPAddresses', 'Microsoft.Network/loadBalancers', 'Microsoft.Network/networkInterfaces',
    'Microsoft.Network/routeTables',
  ],
  'management-and-governance': ['Microsoft.Resources/resourceGroups'],
  databases: ['Microsoft.Sql/servers', 'Microsoft.Sql/servers/databases', 'Microsoft.DocumentDB/databaseAccounts', 'Microsoft.Cache/redis'],
  'web-and-mobile': ['Microsoft.Web/sites', 'Microsoft.Web/serverfarms'],
  identity: ['Microsoft.ManagedIdentity/userAssignedIdentities'],
};

/** Those that do less than that, or something else. */
const others: readonly (readonly [page: string, operation: string, deed: AzureRow['deed'], type: string, touches: Touch | null])[] = [
  ['compute', 'Microsoft.Compute/virtualMachines/start/action', 'start', 'Microsoft.Compute/virtualMachines', null],
  ['compute', 'Microsoft.Compute/virtualMachines/deallocate/action', 'stop', 'Microsoft.Compute/virtualMachines', null],
  ['compute', 'Microsoft.Compute/virtualMachines/powerOff/action', 'stop', 'Microsoft.Compute/virtualMachines', null],
  ['compute', 'Microsoft.Compute/virtualMachineScaleSets/start/action', 'start', 'Microsoft.Compute/virtualMachineScaleSets', null],
  ['compute', 'Microsoft.Compute/virtualMachineScaleSets/deallocate/action', 'stop', 'Microsoft.Compute/virtualMachineScaleSets', null],
  ['compute', 'Microsoft.Compute/virtualMachineScaleSets/powerOff/action', 'stop', 'Microsoft.Compute/virtualMachineScaleSets', null],
  // The keys that it hands out were there before; the portal asks for them whenever somebody looks.
  ['storage', 'Microsoft.Storage/storageAccounts/listKeys/action', null, 'Microsoft.Storage/storageAccounts', 'credential'],
  ['storage', 'Microsoft.Storage/storageAccounts/regenerateKey/action', 'modify', 'Microsoft.Storage/storageAccounts', 'credential'],
  ['security', 'Microsoft.KeyVault/vaults/accessPolicies/write', 'modify', 'Microsoft.KeyVault/vaults', 'access'],
  ['security', 'Microsoft.Authorization/roleAssignments/write', 'create', 'Microsoft.Authorization/roleAssignments', 'grant'],
  ['security', 'Microsoft.Authorization/roleAssignments/delete', 'delete', 'Microsoft.Authorization/roleAssignments', 'grant'],
  ['security', 'Microsoft.Authorization/roleDefinitions/write', 'write', 'Microsoft.Authorization/roleDefinitions', 'access'],
  ['security', 'Microsoft.Authorization/roleDefinitions/delete', 'delete', 'Microsoft.Authorization/roleDefinitions', 'access'],
  ['networking', 'Microsoft.Network/networkSecurityGroups/securityRules/write', 'write', 'Microsoft.Network/networkSecurityGroups/securityRules', 'network'],
  ['networking', 'Microsoft.Network/networkSecurityGroups/securityRules/delete', 'delete', 'Microsoft.Network/networkSecurityGroups/securityRules', 'network'],
  // What it makes is logged beside it; of itself there is nothing that exists.
  ['management-and-governance', 'Microsoft.Resources/deployments/write', null, 'Microsoft.Resources/deployments', null],
];

export const azureRows: readonly AzureRow[] = [
  ...Object.entries(whole).flatMap(([page, types]) =>
    types.flatMap((type): readonly AzureRow[] => {
      const written = type === 'Microsoft.Resources/resourceGroups' ? 'Microsoft.Resources/subscriptions/resourceGroups' : type;
      const source = `${operations}${page}`;
      return [
        { operation: `${written}/write`, deed: 'write', type, touches: null, source },
        { operation: `${written}/delete`, deed: 'delete', type, touches: null, source },
      ];
    }),
  ),
  ...others.map(([page, operation, deed, type, touches]): AzureRow => ({ operation, deed, type, touches, source: `${operations}${page}` })),
];

const byOperation: ReadonlyMap<string, AzureRow> = new Map(azureRows.map((row) => [row.operation.toLowerCase(), row]));

/** Operations are named by one rule: what writes or deletes any other type that the catalogue knows is told by it. Null for all else. */
export function azureRow(operation: string): AzureRow | null {
  const lower = operation.toLowerCase();
  const listed = byOperation.get(lower);
  if (listed !== undefined) return listed;
  const verb = /\/(write|delete)$/.exec(lower)?.[1];
  const place = verb === undefined ? null : armPlace(lower.slice(0, -verb.length - 1));
  return place === null ? null : { operation, deed: verb === 'write' ? 'write' : 'delete', type: place.type, touches: null, source: operations };
}
