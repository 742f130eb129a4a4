import { expect, test } from 'vitest';
import { LoggedResources } from '#inputs/inventory/logged.ts';
import { absent, known } from '#model/known.ts';
import type { LiveRow } from '#model/live-row.ts';
import type { Provider } from '#model/resource.ts';
import { toldResource } from './told.ts';

const nowhere: LiveRow['scope'] = { account: absent, subscription: absent, resourceGroup: absent, project: absent, folders: absent, compartment: absent, path: absent };
const row = (told: Partial<LiveRow>): LiveRow => ({ type: '', id: 'one', aliases: [], name: 'one', region: known('eu-west-1'), regionPath: 'awsRegion', zone: absent, scope: nowhere, values: {}, untold: {}, partial: null, gone: null, madeBy: null, recorded: null, ...told });

const cases: readonly (readonly [Provider, LiveRow, string])[] = [
  ['aws', row({ type: 'AWS::EC2::Instance', values: { InstanceType: 'p5.48xlarge', ImageId: 'ami-0a1b2c3d4e5f60718', Tags: [{ Key: 'owner', Value: 'mona' }] } }), 'AWS::EC2::Instance one, eu-west-1, ; InstanceType p5.48xlarge x 1; 8 nvidia H100; 192 vCPUs; tags: owner=mona'],
  ['aws', row({ type: 'AWS::S3::Bucket', untold: { Tags: 'CreateBucket records carry no tags' } }), 'AWS::S3::Bucket one, eu-west-1, ; tags: … CreateBucket records carry no tags'],
  ['azure', row({ type: 'Microsoft.Compute/virtualMachines', values: { properties: { hardwareProfile: { vmSize: 'Standard_B2s' } } }, untold: { tags: 'the record holds no response' } }), 'Microsoft.Compute/virtualMachines one, eu-west-1, ; properties.hardwareProfile.vmSize Standard_B2s x 1; 2 vCPUs; tags: … the record holds no response'],
  ['gcp', row({ type: 'compute.googleapis.com/Instance', values: { machineType: 'zones/europe-west1-b/machineTypes/e2-small', labels: { owner: 'mona' } } }), 'compute.googleapis.com/Instance one, eu-west-1, ; machineType e2-small x 1; 2 vCPUs; tags: owner=mona'],
  ['oci', row({ type: 'oci_core_instance', values: { shape: 'BM.GPU.H100.8' }, partial: 'the record holds the shape alone' }), 'oci_core_instance one, eu-west-1, ; shape BM.GPU.H100.8 x 1; 8 nvidia H100; 224 vCPUs; tags: … the record holds the shape alone'],
];

test.each(cases)('what a record of %s tells is judged as a resource; what it leaves out is not known', (provider, one, told) => {
  const resource = new LoggedResources({ attributes: () => false, relations: () => true }).of(one, provider, 'create');
  expect(resource).toMatchObject({ stage: 'event', action: 'create', address: 'one', id: 'one', provider });
  expect(resource === null ? null : toldResource(resource)).toBe(told);
});
