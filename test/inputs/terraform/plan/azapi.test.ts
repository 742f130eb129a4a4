import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { azapiType } from '../../../../src/catalog/azapi.ts';
import { kinds } from '../../../../src/model/resource.ts';
import { aroundOf, resourceOf } from '../../../../src/inputs/resource/resource.ts';
import type { Resource } from '../../../../src/model/resource.ts';
import { openPlan, type Planned } from './opened.ts';
import { shownSet } from './shown.ts';
import { toldShape } from './told-shapes.ts';

function resource(planned: Omit<Planned, 'address'>, type = 'azapi_resource'): Resource {
  const opened = openPlan([{ address: `${type}.claims`, ...planned }]);
  return resourceOf(opened.subject(`${type}.claims`), aroundOf(opened.subjects, { attributes: () => true, relations: () => true }));
}

const machine = { properties: { hardwareProfile: { vmSize: 'Standard_NC24ads_A100_v4' }, priority: 'Spot' } };
const pools = [{ name: 'system', count: 3, vmSize: 'Standard_D4s_v5' }, { name: 'gpu', minCount: 0, maxCount: 8, vmSize: 'Standard_ND96isr_H100_v5', scaleSetPriority: 'Spot' }];

describe('bodies of azapi', () => {
  it.each<readonly [string, string, object, readonly string[]]>([
    ['a machine', 'Microsoft.Compute/virtualMachines@2024-07-01', machine, ['body.properties.hardwareProfile.vmSize Standard_NC24ads_A100_v4 x 1; 1 nvidia A100; 24 vCPUs; spot']],
    ['a scale set', 'microsoft.compute/virtualmachinescalesets@2024-07-01', { sku: { name: 'Standard_D4s_v5', capacity: 6 } }, ['body.sku.name Standard_D4s_v5 x 6; 4 vCPUs']],
    ['a cluster', 'Microsoft.ContainerService/managedClusters@2024-05-01', { properties: { agentPoolProfiles: pools } }, [
      'body.properties.agentPoolProfiles[0].vmSize Standard_D4s_v5 x 3; 4 vCPUs',
      'body.properties.agentPoolProfiles[1].vmSize Standard_ND96isr_H100_v5 x 8; 8 nvidia H100; 96 vCPUs; spot',
    ]],
    ['a node pool', 'Microsoft.ContainerService/managedClusters/agentPools@2024-05-01', { properties: { vmSize: 'Standard_NC6s_v3', count: 2 } }, ['body.properties.vmSize Standard_NC6s_v3 x 2; 1 nvidia V100; 6 vCPUs']],
    ['compute of a workspace', 'Microsoft.MachineLearningServices/workspaces/computes@2024-04-01', { properties: { computeType: 'AmlCompute', properties: { vmSize: 'Standard_NC24ads_A100_v4', vmPriority: 'Dedicated', scaleSettings: { maxNodeCount: 4 } } } }, ['body.properties.properties.vmSize Standard_NC24ads_A100_v4 x 4; 1 nvidia A100; 24 vCPUs; on-demand']],
    ['a deployment of a model', 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments@2024-04-01', { sku: { name: 'Default', capacity: 3 }, properties: { instanceType: 'Standard_NC6s_v3' } }, ['body.properties.instanceType Standard_NC6s_v3 x 3; 1 nvidia V100; 6 vCPUs']],
  ])('%s', (_, type, body, expected) => {
    const after = { type, name: 'claims', location: 'westeurope' };
    for (const written of [body, JSON.stringify(body)]) {
      const made = resource({ after: { ...after, body: written } });
      expect(made.shapes.map(toldShape)).toEqual(expected);
      expect([made.inCatalog, made.region]).toEqual([true, { status: 'known', value: 'westeurope' }]);
      // Policies that ask for arguments get them as they are written.
      expect(made.attributes?.['body']).toEqual(written);
    }
    expect(resource({ after: { type, name: 'claims', body } }, 'azapi_update_resource')).toMatchObject({ taggable: false, inCatalog: true });
  });

  it('places and tags may stand in the body', () => {
    const made = resource({ after: { type: 'Microsoft.Compute/virtualMachines@2024-07-01', name: 'claims', tags: { owner: 'claims' }, body: JSON.stringify({ ...machine, location: 'northeurope', tags: { stage: 'prod' } }) } });
    expect([made.region, shownSet(made.tags), made.kind]).toEqual([{ status: 'known', value: 'northeurope' }, 'owner=claims, stage=prod', 'instance']);
  });

  it('a body that is not known says so', () => {
    const made = resource({ after: { type: 'Microsoft.Compute/virtualMachines@2024-07-01', name: 'claims' }, unknown: { body: true } });
    expect(made.shapes.map(toldShape)).toEqual(['body (known after apply) x 1']);
  });

  it('a type that nobody knows is judged by tags and place alone', () => {
    const made = resource({ after: { type: 'Microsoft.Example/things@2024-01-01', name: 'claims', location: 'westeurope', tags: { owner: 'claims' }, body: machine } });
    expect([made.inCatalog, made.kind, made.shapes, shownSet(made.tags), made.region]).toEqual([false, 'other', [], 'owner=claims', { status: 'known', value: 'westeurope' }]);
  });

  it('roles are granted', () => {
    const role = '/subscriptions/0/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635';
    const { grants, kind } = resource({ after: { type: 'Microsoft.Authorization/roleAssignments@2022-04-01', name: 'claims', body: { properties: { roleDefinitionId: role, principalId: 'p-1' } } } });
    expect([kind, grants]).toMatchObject(['identity', [{ path: 'body.properties.roleDefinitionId', role: { value: role }, principal: { value: 'p-1' } }]]);
  });
});

it('every type of Azure Resource Manager has a kind that there is, and is found in whatever case', () => {
  const places = JSON.parse(readFileSync(new URL('../../../../src/catalog/data/places-arm.json', import.meta.url), 'utf8')) as Record<string, { kind: string }>;
  for (const [name, { kind }] of Object.entries(places)) {
    expect(kinds).toContain(kind);
    expect(azapiType('azapi_resource', `${name.toUpperCase()}@2024-01-01`)?.kind).toBe(kind);
  }
});
