import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkJson, scratchFolder } from './landrail.ts';

const folder = scratchFolder('inventory-azure');
const subscription = '0b1f6471-1bf0-4dda-aec3-111122223333';
const other = '7c0d5f1e-0000-4000-8000-444455556666';
const at = (rest: string, group = 'rg-training', inSubscription = subscription): string => `/subscriptions/${inSubscription}/resourceGroups/${group}/providers/${rest}`;

const files: Readonly<Record<string, unknown>> = {
  'landrail.yaml': `version: 1
guardrails:
  required-tags: { tags: [{ key: owner }], kinds: [instance, k8s-cluster, bucket] }
  instance-types: { azure: { allow: ["Standard_D*_v5", "Standard_ND*", "Standard_NC*"] } }
  gpu-shapes: { allow: ["Standard_NC6s_v3"], max-count: 4 }
  regions: { azure: { allow: [westeurope] } }
  scopes: { azure: { resource-groups: ["rg-*"], management-groups: [training] } }
  business-justification: { vcpus: 64 }
`,
  // az graph query
  'graph.json': {
    count: 5,
    total_records: 5,
    skip_token: null,
    data: [
      { id: at('Microsoft.Compute/virtualMachines/trainer-1'), name: 'trainer-1', type: 'microsoft.compute/virtualmachines', location: 'northeurope', tags: null, sku: null, properties: { hardwareProfile: { vmSize: 'Standard_ND96isr_H100_v5' } }, zones: null },
      { id: at('Microsoft.Compute/virtualMachines/web-1', 'Payroll'), name: 'web-1', type: 'microsoft.compute/virtualmachines', location: 'westeurope', tags: { owner: 'payroll', 'hidden-title': 'x' }, sku: null, properties: { hardwareProfile: { vmSize: 'Standard_D4s_v5' } }, zones: null },
      { id: at('Microsoft.ContainerService/managedClusters/main'), name: 'main', type: 'microsoft.containerservice/managedclusters', location: 'westeurope', tags: { Owner: 'ml' }, sku: { name: 'Base' }, properties: { agentPoolProfiles: [{ name: 'cpu', vmSize: 'Standard_B2s', count: 3 }] } },
      { id: at('Microsoft.Compute/virtualMachineScaleSets/aks-cpu', 'MC_rg-training_main_westeurope'), name: 'aks-cpu', type: 'microsoft.compute/virtualmachinescalesets', location: 'westeurope', tags: null, sku: { name: 'Standard_B2s', capacity: 3 }, properties: {} },
      { id: at('Microsoft.Network/virtualNetworks/main'), name: 'main', type: 'microsoft.network/virtualnetworks', location: 'westeurope', tags: null, sku: null, properties: { subnets: [{ name: 'nodes', properties: { networkSecurityGroup: { id: at('Microsoft.Network/networkSecurityGroups/nodes') } } }, { name: 'open', properties: {} }, { name: 'GatewaySubnet', properties: {} }] } },
    ],
  },
  // az role assignment list
  'roles.json': [
    { id: `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleAssignments/1`, name: '1', type: 'Microsoft.Authorization/roleAssignments', principalId: 'p-1', principalType: 'ServicePrincipal', roleDefinitionId: `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635`, roleDefinitionName: 'Owner', scope: `/subscriptions/${subscription}` },
    { id: `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleAssignments/2`, name: '2', type: 'Microsoft.Authorization/roleAssignments', principalId: 'p-2', principalType: 'User', roleDefinitionId: `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7`, roleDefinitionName: 'Reader', scope: `/subscriptions/${subscription}` },
  ],
  // az resource list, in a subscription that the tree does not hold
  'resources.json': [{ id: at('Microsoft.Compute/virtualMachines/old', 'rg-old', other), name: 'old', type: 'Microsoft.Compute/virtualMachines', location: 'westeurope', tags: { owner: 'payroll' }, sku: null, kind: null, properties: null, resourceGroup: 'rg-old' }],
  // az account management-group show --expand --recurse
  'tree.json': { id: '/providers/Microsoft.Management/managementGroups/root', name: 'root', type: 'Microsoft.Management/managementGroups', children: [{ id: '/providers/Microsoft.Management/managementGroups/payroll', name: 'payroll', type: 'Microsoft.Management/managementGroups', children: [{ id: `/subscriptions/${subscription}`, name: subscription, type: '/subscriptions' }] }] },
};
for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));

const last = (address: string): string => address.slice(address.lastIndexOf('/') + 1);

it('what exists in Azure is judged by all eight guardrails', () => {
  const { report, status } = checkJson(['.'], { cwd: folder });
  expect(report.findings.map(({ guardrail, verdict, resource, message }) => `${guardrail} ${verdict} ${last(resource?.address ?? '-')}: ${message}`).sort()).toEqual([
    'business-justification undecided old: how many vCPUs the machine has is not known, and 64 or more need an approval',
    'gpu-shapes fail trainer-1: Standard_ND96isr_H100_v5 has 8 x NVIDIA H100, which needs an approval',
    'gpu-shapes undecided old: which shape will run is not known, and it may have accelerators',
    'instance-types fail main: Standard_B2s is not an allowed shape',
    'instance-types undecided old: which shape will run is not known',
    'network-baseline fail main: subnet "open" has no network security group',
    'privileged-identity fail 1: "Owner" gives owner rights to "p-1"',
    'regions fail trainer-1: region is "northeurope", not one of westeurope',
    'required-tags fail main: required tag "owner" is missing; "Owner" differs in capitals',
    'required-tags fail main: required tag "owner" of the node is missing',
    'required-tags fail trainer-1: required tag "owner" is missing',
    'scopes fail 1: management group is "payroll", "root", not one of training',
    'scopes fail 2: management group is "payroll", "root", not one of training',
    'scopes fail main: management group is "payroll", "root", not one of training',
    'scopes fail main: management group is "payroll", "root", not one of training',
    'scopes fail trainer-1: management group is "payroll", "root", not one of training',
    'scopes fail web-1: management group is "payroll", "root", not one of training',
    'scopes fail web-1: resource group is "Payroll", not one of rg-*',
    'scopes undecided old: management group is not known',
  ]);
  expect(status).toBe(1);
});

it('an answer that breaks off is told, whether it is named or found in a folder', () => {
  writeFileSync(join(folder, 'half.json'), JSON.stringify(files['roles.json']).slice(0, -30));
  const named = checkJson(['half.json'], { cwd: folder });
  expect([named.status, named.report.errors.map(({ code }) => code)]).toEqual([2, ['input-truncated']]);
  const found = checkJson(['.'], { cwd: folder });
  expect([found.status, found.report.notices?.filter(({ code }) => code === 'input-truncated').length]).toEqual([1, 1]);
  expect(checkJson(['.', '--strict'], { cwd: folder }).status).toBe(2);
});

it('an inventory without resources judges nothing, and says so', () => {
  writeFileSync(join(folder, 'none.json'), '{"value": []}');
  const { status, report } = checkJson(['none.json'], { cwd: folder });
  expect([status, report.verdict, report.inputs.map(({ notes }) => notes)]).toEqual([3, 'empty', [['the inventory holds no resources']]]);
});

it('what is listed is told by subscription, region and kind', () => {
  const { report } = checkJson(['graph.json'], { cwd: folder });
  expect((report.inputs[0] as { readonly coverage?: readonly object[] } | undefined)?.coverage).toMatchObject([
    { provider: 'azure', scope: subscription, region: 'northeurope', kind: 'instance', resources: 1, incomplete: null },
    { provider: 'azure', scope: subscription, region: 'westeurope', kind: 'instance', resources: 1 },
    { provider: 'azure', scope: subscription, region: 'westeurope', kind: 'instance-group', resources: 1 },
    { provider: 'azure', scope: subscription, region: 'westeurope', kind: 'k8s-cluster', resources: 1 },
    { provider: 'azure', scope: subscription, region: 'westeurope', kind: 'network', resources: 1 },
  ]);
});
