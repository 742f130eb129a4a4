import { describe, expect, it } from 'vitest';
import { openInputs } from '../../../../src/inputs/open.ts';
import { noFlags } from '../../../../src/inputs/options.ts';
import { whileThere } from '../../cloudformation/opened.ts';
import { resourcesOf } from '../../resources-of.ts';
import { one, state } from './states.ts';

/** What a run makes of a folder of states: each input with its addresses, and who managed them before. */
async function opened(files: Readonly<Record<string, object>>, paths: readonly string[] = ['.'], strict = false) {
  return whileThere(files, async (cwd) => {
    const inputs: Record<string, readonly string[]> = {};
    const [notices, problems, skipped]: [string[], string[], string[]] = [[], [], []];
    const options = { ...noFlags, cwd, strict, document: false, attributes: () => false, relations: () => false, stdin: () => process.stdin };
    for await (const { readings, ...said } of openInputs(paths, options)) {
      notices.push(...said.notices.map(({ message }) => message));
      problems.push(...said.problems.map(({ message }) => message));
      skipped.push(...said.skipped.map(({ path, because }) => `${path}: ${because}`));
      for (const reading of readings) inputs[reading.path] = (await resourcesOf(reading)).map(({ address, alsoManaged = [] }) => [address, ...alsoManaged.map((other) => `also ${other.address} in ${other.input}`)].join(', '));
    }
    return { inputs, notices, problems, skipped };
  });
}

const bucket = (name: string, id = 'slips') => one(`aws_s3_bucket.${name}`, { id, arn: `arn:aws:s3:::${id}`, region: 'eu-west-1' });
const of = (lineage: string, ...blocks: readonly ReturnType<typeof one>[]) => state(blocks, { lineage });

describe('many states', () => {
  it('are each an input of its own, as a bucket listing lies in a folder', async () => {
    const keys = { 'shop.tfstateenv:test': of('d', bucket('a', 'd')), 'shop/network': of('e', bucket('a', 'e')), 'shop/Makefile': 'all:\n' as unknown as object };
    expect(Object.keys((await opened(keys)).inputs)).toEqual(['shop.tfstateenv:test', 'shop/network']);
    const { inputs, notices, problems } = await opened({ 'env:/prod/terraform.tfstate': of('a', bucket('a')), 'env:/test/terraform.tfstate': of('b', bucket('a', 'others')), 'network/default.tfstate': of('c', one('aws_vpc.v', { id: 'vpc-0a1b2c3d' })) });
    expect(inputs).toEqual({ 'env:/prod/terraform.tfstate': ['aws_s3_bucket.a'], 'env:/test/terraform.tfstate': ['aws_s3_bucket.a'], 'network/default.tfstate': ['aws_vpc.v'] });
    expect([notices, problems]).toEqual([[], []]);
  });

  it('and the same object in two of them', async () => {
    const { inputs } = await opened({ 'a.tfstate': of('a', bucket('receipts'), one('aws_iam_role.main', { id: 'main' })), 'b.tfstate': of('b', bucket('invoices'), one('aws_iam_role.main', { id: 'main' })), 'c.tfstate': of('c', bucket('copies')) });
    expect(inputs).toEqual({
      'a.tfstate': ['aws_s3_bucket.receipts', 'aws_iam_role.main'],
      // Names of roles are unique in their account alone.
      'b.tfstate': ['aws_s3_bucket.invoices, also aws_s3_bucket.receipts in a.tfstate', 'aws_iam_role.main'],
      'c.tfstate': ['aws_s3_bucket.copies, also aws_s3_bucket.receipts in a.tfstate'],
    });
  });

  it('or at two addresses of one', async () => {
    expect((await opened({ 'a.tfstate': of('a', bucket('receipts'), bucket('invoices')) })).inputs).toEqual({ 'a.tfstate': ['aws_s3_bucket.receipts', 'aws_s3_bucket.invoices, also aws_s3_bucket.receipts in a.tfstate'] });
  });

  it.each([
    ['of AWS, by what it draws by lot', one('aws_vpc.a', { id: 'vpc-0a1b2c3d' }), true],
    ['of AWS, by a name', one('aws_cloudwatch_log_group.a', { id: '/shop' }), false],
    ['that is adopted', one('aws_default_vpc.a', { id: 'vpc-0a1b2c3d', arn: 'arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-0a1b2c3d' }), false],
    ['of Azure', one('azurerm_resource_group.a', { id: '/subscriptions/s/resourceGroups/Shop' }), true],
    ['of Google', one('google_compute_network.a', { id: 'projects/shop/global/networks/a' }), true],
    ['that is switched on', one('google_project_service.a', { id: 'shop/run.googleapis.com' }), false],
    ['of OCI', one('oci_core_vcn.a', { id: 'ocid1.vcn.oc1.phx.a' }), true],
    ['of OCI, a bucket', one('oci_objectstorage_bucket.a', { id: 'n/ns/b/a', namespace: 'ns', name: 'a' }), true],
    ['of no cloud', one('random_pet.a', { id: 'vpc-0a1b2c3d' }), false],
  ])('an object %s: %#', async (_, block, found) => {
    const { inputs } = await opened({ 'a.tfstate': of('a', block), 'b.tfstate': of('b', block) });
    expect((inputs['b.tfstate'] ?? []).some((line) => line.includes('also'))).toBe(found);
  });

  it('of one history are copies: told, and not found twice', async () => {
    const files = { 'copy.tfstate': state([bucket('receipts')], { lineage: 'a', serial: 3 }), 'terraform.tfstate': state([bucket('receipts')], { lineage: 'a', serial: 9 }) };
    const message = 'terraform.tfstate (serial 9) and copy.tfstate (serial 3) are copies of one state, and both were judged';
    expect(await opened(files)).toMatchObject({ inputs: { 'copy.tfstate': ['aws_s3_bucket.receipts'], 'terraform.tfstate': ['aws_s3_bucket.receipts'] }, notices: [message], problems: [] });
    expect(await opened(files, ['terraform.tfstate', 'copy.tfstate'])).toMatchObject({ notices: ['copy.tfstate (serial 3) and terraform.tfstate (serial 9) are copies of one state, and both were judged'], problems: [] });
    expect(await opened(files, ['.'], true)).toMatchObject({ notices: [], problems: [message] });
  });

  it('that Terraform has kept from before are passed over, unless they are named', async () => {
    const files = { 'terraform.tfstate': of('a', bucket('receipts')), 'terraform.tfstate.backup': of('a', bucket('old')), 'terraform.tfstate.1764000000.backup': of('a', bucket('older')), 'lost.tfstate.backup': of('b', bucket('lost', 'lost')) };
    const { inputs, skipped } = await opened(files);
    expect(inputs).toEqual({ 'lost.tfstate.backup': ['aws_s3_bucket.lost'], 'terraform.tfstate': ['aws_s3_bucket.receipts'] });
    expect(skipped).toEqual(['terraform.tfstate.1764000000.backup: the backup of terraform.tfstate', 'terraform.tfstate.backup: the backup of terraform.tfstate']);
    expect((await opened(files, ['terraform.tfstate.backup'])).inputs).toEqual({ 'terraform.tfstate.backup': ['aws_s3_bucket.old'] });
  });

  it('are passed over beside a copy as well', async () => {
    const { inputs, skipped } = await opened({ 'copy.tfstate': of('a', bucket('copied')), 'terraform.tfstate': of('a', bucket('receipts')), 'terraform.tfstate.backup': of('a', bucket('old')) });
    expect([Object.keys(inputs), skipped]).toEqual([['copy.tfstate', 'terraform.tfstate'], ['terraform.tfstate.backup: the backup of terraform.tfstate']]);
  });

  it('beside source and plans are judged as well, the note of a backend and versions that are too old are told', async () => {
    const { inputs, notices } = await opened({ 'shop/main.tf': 'resource "aws_s3_bucket" "receipts" {\n  bucket = "slips"\n}\n' as unknown as object, 'shop/terraform.tfstate': of('a', bucket('receipts')), 'old.tfstate': { version: 3, serial: 1, lineage: 'x', modules: [] } });
    expect(Object.keys(inputs)).toEqual(['shop', 'shop/terraform.tfstate']);
    expect(notices).toEqual(['old.tfstate is a state of version 3, as Terraform 0.11 and older ones keep it; this landrail reads version 4']);
  });
});
