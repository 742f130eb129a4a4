import { describe, expect, it } from 'vitest';
import { absent, known, unknown, type Known } from '../../../../src/model/known.ts';
import { at, one, read, state, type KeptBlock } from './states.ts';

const west = (name: string) => unknown(`the state does not say how provider ${name} is configured; --provider-region ${name}=REGION decides it`, [`provider ${name}`]);
const account = (name: string) => unknown(`the state does not say how provider ${name} is configured; --provider-scope ${name}=ACCOUNT decides it`, [`provider ${name}`]);

describe('where an object stands, and to whom it belongs', () => {
  const cases: readonly (readonly [what: string, block: KeptBlock, region: Known<string>, scope: Record<string, Known<unknown>>])[] = [
    ['the region of version 6 of the provider', one('aws_sqs_queue.q', { region: 'eu-west-1', arn: 'arn:aws:sqs:eu-west-1:111122223333:q' }), known('eu-west-1'), { account: known('111122223333') }],
    ['an ARN', one('aws_sqs_queue.q', { arn: 'arn:aws:sqs:us-east-1:111122223333:q' }), known('us-east-1'), { account: known('111122223333') }],
    ['an id that is an ARN', one('aws_sns_topic_policy.q', { id: 'arn:aws:sns:us-east-1:111122223333:q' }), known('us-east-1'), { account: known('111122223333') }],
    ['an id that begins with the ARN of something else', one('aws_kms_grant.q', { id: 'arn:aws:kms:us-east-1:999988887777:key/k:g' }), west('aws'), { account: account('aws') }],
    ['the identity of newer providers', one('aws_route_table_association.q', { id: 'rtbassoc-1' }, { identity: { account_id: '111122223333', region: 'eu-west-1' } }), known('eu-west-1'), { account: known('111122223333') }],
    ['an alias is no region', one('aws_route_table_association.q', { id: 'rtbassoc-1' }, { provider: 'aws.us-west-2' }), west('aws.us-west-2'), { account: account('aws.us-west-2') }],
    ['a bucket before version 6', one('aws_s3_bucket.b', { id: 'b', arn: 'arn:aws:s3:::b', region: 'eu-west-1' }), known('eu-west-1'), { account: account('aws') }],
    ['a service without regions', one('aws_iam_role.r', { id: 'r', arn: 'arn:aws:iam::111122223333:role/r' }), known('global'), { account: known('111122223333') }],
    ['a location of Azure', one('azurerm_storage_account.s', { id: '/subscriptions/5B0C/resourceGroups/Tills/providers/Microsoft.Storage/storageAccounts/s', location: 'westeurope', resource_group_name: 'Tills' }), known('westeurope'), { subscription: known('5B0C'), resourceGroup: known('Tills') }],
    ['a resource group', one('azurerm_resource_group.g', { id: '/subscriptions/5B0C/resourceGroups/Tills', name: 'Tills', location: 'westeurope' }), known('westeurope'), { subscription: known('5B0C'), resourceGroup: known('Tills') }],
    ['a zone of Google, as a URL', one('google_compute_disk.d', { id: 'projects/tills/zones/us-east1-b/disks/d', project: 'tills', zone: 'https://www.googleapis.com/compute/v1/projects/tills/zones/us-east1-b' }), known('us-east1'), { project: known('tills') }],
    ['a name of Google alone', one('google_compute_address.a', { id: 'projects/tills/regions/us-east1/addresses/a' }), known('us-east1'), { project: known('tills') }],
    ['a link of Google alone', one('google_compute_disk.d', { id: 'd', self_link: 'https://www.googleapis.com/compute/v1/projects/tills/zones/us-east1-b/disks/d' }), known('us-east1'), { project: known('tills') }],
    ['an OCID with a key', one('oci_core_volume.v', { id: 'ocid1.volume.oc1.phx.aaaa', compartment_id: 'ocid1.compartment.oc1..c' }), known('us-phoenix-1'), { compartment: known('ocid1.compartment.oc1..c') }],
    ['an OCID with a name', one('oci_core_vcn.v', { id: 'ocid1.vcn.oc1.eu-frankfurt-1.aaaa', compartment_id: 'ocid1.compartment.oc1..c' }), known('eu-frankfurt-1'), { compartment: known('ocid1.compartment.oc1..c') }],
    ['an availability domain', one('oci_core_volume.v', { id: 'v', availability_domain: 'NQNU:US-ASHBURN-AD-1', compartment_id: 'c' }), known('us-ashburn-1'), {}],
    ['the OCID of a bucket', one('oci_objectstorage_bucket.b', { id: 'n/ns/b/b', bucket_id: 'ocid1.bucket.oc1.phx.aaaa', namespace: 'ns', name: 'b', compartment_id: 'c' }), known('us-phoenix-1'), {}],
  ];
  it.each(cases)('%s', async (_, block, region, scope) => {
    const found = at(await read(state([block])), `${block.type}.${block.name}`);
    expect(found.region).toEqual(region);
    for (const [name, value] of Object.entries(scope)) expect(found.scope[name as 'account']).toEqual(value);
  });

  const queue = (region: string, provider = 'aws') => one(`aws_sqs_queue.${region.replaceAll('-', '_')}`, { arn: `arn:aws:sqs:${region}:111122223333:q` }, { provider });
  const association = one('aws_route_table_association.a', { id: 'rtbassoc-1' });

  it('what other objects of the same configuration say holds for one that says nothing', async () => {
    const found = await read(state([association, queue('eu-west-1'), queue('us-east-1', 'aws.far')]));
    expect([at(found, 'aws_route_table_association.a').region, at(found, 'aws_route_table_association.a').scope.account]).toEqual([known('eu-west-1'), known('111122223333')]);
  });

  it('an id that is an ARN says nothing of others', async () => {
    const policy = one('aws_sns_topic_policy.p', { id: 'arn:aws:sns:us-east-1:999988887777:q' });
    expect(at(await read(state([association, policy])), 'aws_route_table_association.a').region).toEqual(west('aws'));
  });

  it('where they disagree it is one of theirs', async () => {
    const { region } = at(await read(state([association, queue('eu-west-1'), queue('us-east-1')])), 'aws_route_table_association.a');
    expect(region).toEqual({ status: 'oneOf', values: ['eu-west-1', 'us-east-1'], because: 'the other objects of provider aws are in these regions; --provider-region aws=REGION decides it', refs: ['provider aws'] });
  });

  it('who asks for the account and the region of the caller has them', async () => {
    const caller = [one('aws_caller_identity.me', { account_id: '444455556666', id: '444455556666' }, { mode: 'data' }), one('aws_region.here', { name: 'eu-north-1' }, { mode: 'data' })];
    const found = at(await read(state([association, ...caller])), 'aws_route_table_association.a');
    expect([found.region, found.scope.account]).toEqual([known('eu-north-1'), known('444455556666')]);
  });

  it('a flag tells what the state does not', async () => {
    const options = { providerRegions: new Map([['aws.west', 'us-west-2'], ['aws', 'sa-east-1']]), providerScopes: new Map([['aws.west', '999988887777']]) };
    const found = await read(state([one('aws_route_table_association.a', { id: 'x' }, { provider: 'aws.west' }), queue('eu-west-1')]), options);
    expect([at(found, 'aws_route_table_association.a').region, at(found, 'aws_route_table_association.a').scope.account]).toEqual([known('us-west-2'), known('999988887777')]);
    expect(at(found, 'aws_sqs_queue.eu_west_1').region).toEqual(known('eu-west-1'));
  });

  it('each instance has its own where OpenTofu repeats the provider', async () => {
    const by = (region: string) => `provider["registry.opentofu.org/hashicorp/aws"].by["${region}"]`;
    const routes = { type: 'aws_route', name: 'r', provider: 'provider["registry.opentofu.org/hashicorp/aws"].by', instances: ['eu-west-1', 'us-east-1'].map((region) => ({ index_key: region, attributes: { id: 'r' }, instance_provider: by(region) })) };
    const queues = { type: 'aws_sqs_queue', name: 'q', provider: routes.provider, instances: ['eu-west-1', 'us-east-1'].map((region) => ({ index_key: region, attributes: { arn: `arn:aws:sqs:${region}:111122223333:q` }, instance_provider: by(region) })) };
    const found = await read(state([routes, queues]));
    expect(['eu-west-1', 'us-east-1'].map((region) => at(found, `aws_route.r["${region}"]`).region)).toEqual([known('eu-west-1'), known('us-east-1')]);
  });

  it('configurations in modules are others', async () => {
    const inModule = one('aws_route_table_association.a', { id: 'x' }, { module: 'module.edge', provider: 'module.edge.provider["registry.terraform.io/hashicorp/aws"].cdn' });
    expect(at(await read(state([inModule, queue('eu-west-1')])), 'module.edge.aws_route_table_association.a').region).toEqual(west('module.edge.aws.cdn'));
  });

  it('compartments of the same state have names, from the root down', async () => {
    const compartment = (name: string, parent: string) => one(`oci_identity_compartment.${name}`, { id: `ocid1.compartment.oc1..${name}`, name, compartment_id: parent });
    const bucket = (name: string, compartment: string) => one(`oci_objectstorage_bucket.${name}`, { id: `n/ns/b/${name}`, compartment_id: compartment });
    const found = await read(state([compartment('platform', 'ocid1.tenancy.oc1..t'), compartment('prod', 'ocid1.compartment.oc1..platform'), compartment('far', 'ocid1.compartment.oc1..elsewhere'), bucket('a', 'ocid1.compartment.oc1..prod'), bucket('b', 'ocid1.compartment.oc1..far'), bucket('c', 'ocid1.compartment.oc1..unseen')]));
    expect(['a', 'b', 'c'].map((name) => at(found, `oci_objectstorage_bucket.${name}`).scope).map(({ compartment: own, path }) => [own, path])).toEqual([
      [known('ocid1.compartment.oc1..prod'), known('root/platform/prod')],
      [known('ocid1.compartment.oc1..far'), known('ocid1.compartment.oc1..elsewhere/far')],
      [known('ocid1.compartment.oc1..unseen'), absent],
    ]);
  });
});
