import { describe, expect, test } from 'vitest';
import type { Resource } from '#model/resource.ts';
import { shownSet } from '../terraform/plan/shown.ts';
import { told } from '../terraform/plan/told-shapes.ts';
import { inventories } from './opened.ts';

const subscription = '0b1f6471-1bf0-4dda-aec3-111122223333';
const at = (rest: string): string => `/subscriptions/${subscription}/resourceGroups/rg-checkout/providers/${rest}`;

interface Pair {
  readonly provider: string;
  readonly state: Readonly<Record<string, object>>;
  readonly live: unknown;
}

const azure: Pair = {
  provider: 'provider["registry.terraform.io/hashicorp/azurerm"]',
  state: {
    azurerm_linux_virtual_machine: { id: at('Microsoft.Compute/virtualMachines/web-1'), name: 'web-1', location: 'westeurope', resource_group_name: 'rg-checkout', size: 'Standard_D4s_v5', tags: { owner: 'checkout' }, virtual_machine_id: 'u-1' },
    azurerm_linux_virtual_machine_scale_set: { id: at('Microsoft.Compute/virtualMachineScaleSets/batch'), name: 'batch', location: 'westeurope', resource_group_name: 'rg-checkout', sku: 'Standard_NC6s_v3', instances: 2, tags: {} },
    azurerm_storage_account: { id: at('Microsoft.Storage/storageAccounts/orders'), name: 'orders', location: 'northeurope', resource_group_name: 'rg-checkout', tags: null },
    azurerm_user_assigned_identity: { id: at('Microsoft.ManagedIdentity/userAssignedIdentities/deploy'), name: 'deploy', location: 'westeurope', resource_group_name: 'rg-checkout', tags: { owner: 'checkout' }, principal_id: 'p-1', client_id: 'c-1' },
    azurerm_subnet: { id: at('Microsoft.Network/virtualNetworks/main/subnets/web'), name: 'web', resource_group_name: 'rg-checkout', virtual_network_name: 'main' },
  },
  live: [
    { id: at('Microsoft.Compute/virtualMachines/web-1').toUpperCase().replace(subscription.toUpperCase(), subscription).replace('RG-CHECKOUT', 'rg-checkout'), name: 'web-1', type: 'Microsoft.Compute/virtualMachines', location: 'westeurope', tags: { owner: 'checkout' }, hardwareProfile: { vmSize: 'Standard_D4s_v5' }, vmId: 'u-1' },
    { id: at('Microsoft.Compute/virtualMachineScaleSets/batch'), name: 'batch', type: 'Microsoft.Compute/virtualMachineScaleSets', location: 'westeurope', tags: null, sku: { name: 'Standard_NC6s_v3', capacity: 2 }, upgradePolicy: {} },
    { id: at('Microsoft.Storage/storageAccounts/orders'), name: 'orders', type: 'Microsoft.Storage/storageAccounts', location: 'northeurope', tags: {}, accessTier: 'Hot' },
    { id: at('Microsoft.ManagedIdentity/userAssignedIdentities/deploy'), name: 'deploy', type: 'Microsoft.ManagedIdentity/userAssignedIdentities', location: 'westeurope', tags: { owner: 'checkout' }, principalId: 'p-1', clientId: 'c-1' },
    { id: at('Microsoft.Network/virtualNetworks/main/subnets/web'), name: 'web', type: 'Microsoft.Network/virtualNetworks/subnets', addressPrefix: '10.0.0.0/24' },
  ],
};

const compartment = 'ocid1.compartment.oc1..checkout';
const ocid = (kind: string, name: string): string => `ocid1.${kind}.oc1.eu-frankfurt-1.${name}`;

const oci: Pair = {
  provider: 'provider["registry.terraform.io/oracle/oci"]',
  state: {
    oci_core_instance: { id: ocid('instance', 'web1'), display_name: 'web-1', availability_domain: 'Uocm:EU-FRANKFURT-1-AD-2', region: 'eu-frankfurt-1', compartment_id: compartment, shape: 'VM.Standard.E5.Flex', shape_config: [{ ocpus: 2 }], freeform_tags: { owner: 'checkout' }, defined_tags: { 'Operations.CostCenter': '42', 'Oracle-Tags.CreatedBy': 'x' } },
    oci_core_vcn: { id: ocid('vcn', 'main'), display_name: 'main', compartment_id: compartment, freeform_tags: {}, defined_tags: {} },
    oci_objectstorage_bucket: { id: 'n/acme/b/orders', namespace: 'acme', name: 'orders', bucket_id: ocid('bucket', 'orders'), compartment_id: compartment, freeform_tags: { owner: 'checkout' }, defined_tags: {} },
    oci_containerengine_node_pool: { id: ocid('nodepool', 'gpu'), name: 'gpu', compartment_id: compartment, cluster_id: ocid('cluster', 'main'), node_shape: 'VM.GPU.A10.1', node_config_details: [{ size: 3 }], freeform_tags: {}, defined_tags: {} },
  },
  live: { data: [
    { id: ocid('instance', 'web1'), 'display-name': 'web-1', 'availability-domain': 'Uocm:EU-FRANKFURT-1-AD-2', region: 'eu-frankfurt-1', 'compartment-id': compartment, shape: 'VM.Standard.E5.Flex', 'shape-config': { ocpus: 2 }, 'freeform-tags': { owner: 'checkout' }, 'defined-tags': { Operations: { CostCenter: '42' }, 'Oracle-Tags': { CreatedBy: 'x' } } },
    { id: ocid('vcn', 'main'), 'display-name': 'main', 'compartment-id': compartment, 'freeform-tags': {}, 'defined-tags': {} },
    { id: ocid('bucket', 'orders'), namespace: 'acme', name: 'orders', 'compartment-id': compartment, 'freeform-tags': { owner: 'checkout' }, 'defined-tags': {} },
    { id: ocid('nodepool', 'gpu'), name: 'gpu', 'compartment-id': compartment, 'cluster-id': ocid('cluster', 'main'), 'node-shape': 'VM.GPU.A10.1', 'node-config-details': { size: 3 }, 'freeform-tags': {}, 'defined-tags': {} },
  ] },
};

/** What a state and an inventory must agree on; the words of a path are each one's own. */
const core = ({ id, kind, scope, shapes, tags }: Resource): object => ({
  id,
  kind,
  scope: [scope.subscription, scope.resourceGroup, scope.compartment].map(told),
  shapes: shapes.map(({ name, count, vcpus }) => [name, count, vcpus].map(told)),
  tags: shownSet(tags),
});

describe.each(Object.entries({ azure, oci }))('%s: a state and an inventory', (_, { provider, state, live }) => {
  const raw = { version: 4, terraform_version: '1.11.4', serial: 1, lineage: 'x', outputs: {}, resources: Object.entries(state).map(([type, attributes]) => ({ mode: 'managed', type, name: 'one', provider, instances: [{ schema_version: 0, attributes }] })) };

  test('know the same resources, by the same ids, with the same scope, shapes and tags', async () => {
    const { read, problems } = await inventories({ 'terraform.tfstate': raw, 'live.json': live });
    expect(problems).toEqual([]);
    const [ofState, ofInventory] = ['state', 'inventory'].map((stage) => read.flatMap(({ resources }) => resources).filter((one) => one.stage === stage));
    const byId = (resources: readonly Resource[] | undefined): readonly object[] => [...(resources ?? [])].sort((a, b) => ((a.id ?? '') < (b.id ?? '') ? -1 : 1)).map(core);
    expect(byId(ofInventory)).toEqual(byId(ofState));
    expect(ofInventory).toHaveLength(Object.keys(state).length);
    // A state may not tell a region; where both do, it is the same.
    const told = (ofInventory ?? []).flatMap((one) => {
      const twin = ofState?.find(({ id }) => id === one.id);
      return twin?.region.status === 'known' ? [{ live: one.region, kept: twin.region }] : [];
    });
    expect(told.map(({ live: region }) => region)).toEqual(told.map(({ kept }) => kept));
  });
});
