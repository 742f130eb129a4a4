import { describe, expect, test } from 'vitest';
import { DriftIgnore } from '#correlate/drift-ignore.ts';
import type { Resource } from '#model/resource.ts';
import { remedyOf } from '#reports/drift/remedy.ts';
import { joined, verdicts } from './joined.ts';
import { machine, machines } from './night.ts';

const read = (text: string): DriftIgnore => new DriftIgnore([{ path: '.driftignore', text }], '2026-11-28');

describe('lines on type.id, as driftctl reads them', () => {
  test.each<[string, string, string, string | null]>([
    ['the thing itself', 'aws_s3_bucket.checkout-logs', 'aws_s3_bucket.checkout-logs', '.driftignore:1'],
    ['another', 'aws_s3_bucket.checkout-logs', 'aws_s3_bucket.checkout', null],
    ['all of a type', 'aws_iam_role.*', 'aws_iam_role.deploy', '.driftignore:1'],
    ['a type without a star covers what stands behind it', 'aws_iam_role', 'aws_iam_role.deploy', '.driftignore:1'],
    ['an argument of it', 'aws_instance.i-1', 'aws_instance.i-1.tags.owner', '.driftignore:1'],
    ['a star in the middle', 'aws_*.legacy-?', 'aws_sqs_queue.legacy-1', '.driftignore:1'],
    ['a set of characters', 'aws_sqs_queue.q[0-4]', 'aws_sqs_queue.q3', '.driftignore:1'],
    ['a set that leaves out', 'aws_sqs_queue.q[!0-4]', 'aws_sqs_queue.q3', null],
    ['comments and empty lines', '# all of it\n\naws_s3_bucket.*', 'aws_s3_bucket.a', '.driftignore:3'],
    ['taken back', 'aws_s3_bucket.*\n!aws_s3_bucket.keep', 'aws_s3_bucket.keep', null],
    ['the last one counts', '!aws_s3_bucket.keep\naws_s3_bucket.*', 'aws_s3_bucket.keep', '.driftignore:2'],
    ['slashes as driftctl writes them', 'aws_cloudwatch_log_group._-_aws_-_lambda*', 'aws_cloudwatch_log_group./aws/lambda/pay', '.driftignore:1'],
    ['slashes as they are', 'aws_cloudwatch_log_group./aws/lambda/*', 'aws_cloudwatch_log_group./aws/lambda/pay', '.driftignore:1'],
    ['a hash that is meant', String.raw`\#1.*`, '#1.x', '.driftignore:1'],
    ['a dot that is meant', String.raw`aws_route53_record.a\.example\.com`, 'aws_route53_record.a.example.com', '.driftignore:1'],
    ['a dot is a dot', 'aws_s3_bucket.a.b', 'aws_s3_bucket.axb', null],
    ['with line ends of Windows', 'aws_s3_bucket.a\r\naws_s3_bucket.b\r\n', 'aws_s3_bucket.b', '.driftignore:2'],
    ['one that holds today still', 'aws_s3_bucket.a # expires=2026-11-28', 'aws_s3_bucket.a', '.driftignore:1'],
    ['one that has expired', 'aws_s3_bucket.a # expires=2026-11-27', 'aws_s3_bucket.a', null],
    ['one that has expired, in the word of inline waivers', 'aws_s3_bucket.a # until=2026-11-27', 'aws_s3_bucket.a', null],
    ['one that holds still, in the word of inline waivers', '# until=2026-11-28\naws_s3_bucket.a', 'aws_s3_bucket.a', '.driftignore:2'],
    ['one with both, the later of which holds', 'aws_s3_bucket.a # expires=2027-01-01 until=2026-11-27', 'aws_s3_bucket.a', null],
    ['one with a day that no calendar has', 'aws_s3_bucket.a # expires=2027-02-30', 'aws_s3_bucket.a', null],
    ['the mark of a Windows editor before the first line', '\uFEFFaws_s3_bucket.a', 'aws_s3_bucket.a', '.driftignore:1'],
    ['the mark of a Windows editor before a comment', '\uFEFF# all of it\naws_s3_bucket.a', 'aws_s3_bucket.a', '.driftignore:2'],
    ['one whose day is still to be written', 'aws_s3_bucket.a # owner=netops expires=', 'aws_s3_bucket.a', null],
    ['one with a day that is none', 'aws_s3_bucket.a # expires=soon', 'aws_s3_bucket.a', null],
  ])('%s', (_, text, name, where) => {
    expect(read(text).of([name])?.where ?? null).toBe(where);
  });

  test('a reason stands on the line or above it', () => {
    const ignores = read('# reason="made by the network team" owner=netops expires=2027-01-31\naws_vpc.vpc-1\naws_vpc.vpc-2 # reason=test\naws_vpc.vpc-3\n');
    expect(['1', '2', '3'].map((one) => ignores.of([`aws_vpc.vpc-${one}`])?.reason)).toEqual(['made by the network team', 'test', null]);
  });

  test('what has expired, what is not a day and what matches nothing is told', () => {
    const ignores = read('aws_vpc.a # owner=netops expires=2026-01-31\naws_vpc.b # expires=31.1.2027\naws_vpc.c\naws_vpc.d\naws_vpc.e # expires=2027-02-30\naws_vpc.f # until=2026-06-31\n');
    ignores.of(['aws_vpc.d']);
    expect([...ignores.problems, ...ignores.unused()].map(({ code, where, message }) => `${code} ${where}: ${message}`)).toEqual([
      'driftignore-expired .driftignore:1: aws_vpc.a held until 2026-01-31, says netops',
      'driftignore-date .driftignore:2: expires=31.1.2027 is not a calendar day, so the line does not hold',
      'driftignore-date .driftignore:5: expires=2027-02-30 is not a calendar day, so the line does not hold',
      'driftignore-date .driftignore:6: until=2026-06-31 is not a calendar day, so the line does not hold',
      'driftignore-unused .driftignore:3: aws_vpc.c matches nothing of this run',
    ]);
  });

  test.each<[string, string, boolean]>([
    ['a.[', 'a.[', true], ['a.[z-a]', 'a.[z-a]', true], ['a.[!x', 'a.[!x', true], ['a.[]b]', 'a.]', true], ['a.[!]b]', 'a.c', true], ['a.[!]b]', 'a.]', false], ['a.[\\]', 'a.\\', true],
    ['a.\\*', 'a.*', true], ['a.\\*', 'a.b', false], ['a.*b*c', 'a.xbxbxc.tags', true], ['a.*b', 'a.bc.b.x', true], ['a.*b', 'a.bc', false], ['a.?*', 'a.', false], ['*', '', true], ['a.b\\', 'a.b\\', true],
  ])('%s on %s: %s', (line, name, matches) => expect(read(line).of([name]) !== null).toBe(matches));

  test('a line that nobody would write takes no time, and ends no run', () => {
    const ignores = read([`a.${'*a'.repeat(2000)}b`, `a.${'*'.repeat(200_000)}[`].join('\n'));
    for (let one = 0; one < 20; one++) expect(ignores.of([`a.${'a'.repeat(5000)}`])).toBeNull();
  });

  test('a hundred thousand names against a thousand lines take no time', () => {
    const ignores = read(Array.from({ length: 1000 }, (_, one) => `aws_s3_bucket.bucket-${one}`).join('\n'));
    let found = 0;
    for (let one = 0; one < 100_000; one++) if (ignores.of([`aws_s3_bucket.bucket-${one}`, `aws_s3_bucket.arn:aws:s3:::bucket-${one}`]) !== null) found += 1;
    expect(found).toBe(1000);
  });
});

describe('in a run', () => {
  const [declared, live] = [machine('aws', 'web', {}), machine('aws', 'web', { stage: 'inventory', shape: 'm7i.large', labels: { owner: 'mona' } })];
  const other = machine('aws', 'extra', { stage: 'inventory', aliases: ['i-0a1b2c3d4e5f60718'] });

  test('a resource is told by its line, in the words of Terraform and by any of its ids', () => {
    const night = joined({ declared: [declared], live: [other], ignores: read('aws_instance.i-0a1b2c3d4e5f60718') });
    expect(night.all.map(({ item }) => [item.verdict, item.ignored])).toEqual([['ghost', null], ['unmanaged', { where: '.driftignore:1', reason: null }]]);
  });

  test.each<[string, Resource]>([
    ['a machine of AWS', other],
    ['a machine of Azure', machine('azure', 'extra', { stage: 'inventory' })],
    ['a machine of Google Cloud', machine('gcp', 'extra', { stage: 'inventory' })],
    ['a machine of OCI', machine('oci', 'extra', { stage: 'inventory' })],
    ['a service account, whose id is a number', machine('gcp', '104117421352352352352', {
      stage: 'inventory', type: 'iam.googleapis.com/ServiceAccount', id: '//iam.googleapis.com/projects/checkout-prod/serviceAccounts/104117421352352352352', aliases: ['night@checkout-prod.iam.gserviceaccount.com'],
    })],
    ['a machine with signs of patterns in its name', machine('azure', 'web[1]*?', { stage: 'inventory', id: '/subscriptions/s/resourcegroups/g/providers/microsoft.compute/virtualmachines/web[1]*?' })],
  ])('the line that a report prints matches: %s', (_, live) => {
    const printed = joined({ live: [live], declared: [machine(live.provider, 'web', {})] }).all.flatMap(({ item }) => remedyOf(item, []).ignore ?? [])[0] ?? '';
    expect(joined({ live: [live], declared: [machine(live.provider, 'web', {})], ignores: read(printed) }).all.flatMap(({ item }) => (item.live === null ? [] : [[item.verdict, item.ignored?.where]]))).toEqual([['unmanaged', '.driftignore:1']]);
  });

  test('what is managed is left out too: it is in no count, and its line is one that matches', () => {
    const ignores = read(`aws_instance.${machines.aws.id('web')}\naws_instance.nobody`);
    const night = joined({ declared: [declared, machine('aws', 'api', {})], live: [machine('aws', 'web', { stage: 'inventory' }), machine('aws', 'api', { stage: 'inventory' })], ignores });
    expect([night.all.map(({ item }) => [item.verdict, item.ignored]), night.correlation.counts.managed, ignores.unused().map(({ where }) => where)]).toEqual([[['managed', { where: '.driftignore:1', reason: null }]], 1, ['.driftignore:2']]);
    expect([night.correlation.ignores(machine('aws', 'web', { stage: 'event' })), night.correlation.ignores(machine('aws', 'api', { stage: 'event' }))]).toEqual([true, false]);
  });

  test('an argument alone is left out', () => {
    const all = joined({ declared: [declared], live: [live], ignores: read(`aws_instance.${machines.aws.id('web')}.instance_type`) }).all;
    expect(all.flatMap(({ item }) => item.changed.map(({ path }) => path))).toEqual(['tags.owner']);
    expect(verdicts(joined({ declared: [declared], live: [live], ignores: read(`aws_instance.${machines.aws.id('web')}.instance_type\naws_instance.*.tags.owner`) }))).toEqual([]);
  });
});
