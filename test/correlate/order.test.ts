import { expect, test } from 'vitest';
import type { AuditEvent } from '#model/event.ts';
import { absent, unknown } from '#model/known.ts';
import { providers, type Provider, type Resource } from '#model/resource.ts';
import { joined, verdicts } from './joined.ts';
import { call, homes, machine, machines, row } from './night.ts';

/** Numbers from a seed, so that a failure can be had again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function shuffled<T>(all: readonly T[], next: () => number): readonly T[] {
  const left = [...all];
  for (let at = left.length - 1; at > 0; at--) {
    const other = Math.floor(next() * (at + 1));
    [left[at], left[other]] = [left[other] as T, left[at] as T];
  }
  return left;
}

function night(provider: Provider, next: () => number): { readonly declared: Resource[]; readonly observed: AuditEvent[]; readonly live: Resource[] } {
  const declared: Resource[] = [];
  const observed: AuditEvent[] = [];
  const live: Resource[] = [];
  const deeds = ['create', 'modify', 'delete'] as const;
  const channels = ['console', 'pipeline', 'terraform', 'service', 'cli'] as const;
  for (let one = 0; one < 30; one++) {
    const name = `m${one}`;
    // Known by another name to some: they turn out to be one when a record has both.
    const aliases = provider === 'aws' ? [machines.aws.id(name).replace(/^.*\//, '')] : [];
    if (next() < 0.6) declared.push(machine(provider, name, { aliases }));
    if (next() < 0.2) declared.push(machine(provider, name, { stage: 'plan', action: next() < 0.5 ? 'create' : 'no-op', id: next() < 0.5 ? null : machines[provider].id(name), address: `plan.${name}` }));
    if (next() < 0.7) live.push(machine(provider, name, { stage: 'inventory', aliases, ...(next() < 0.3 ? { shape: machines[provider].large } : {}), ...(next() < 0.3 ? { makers: [{ id: machines[provider].id(`m${Math.floor(next() * 30)}`), by: next() < 0.5 ? 'name' : 'member' }] } : {}) }));
    for (let times = Math.floor(next() * 4); times > 0; times--) {
      const told = row(provider, name, { aliases, values: { Tags: [{ Key: `k${Math.floor(next() * 2)}`, Value: `v${Math.floor(next() * 9)}` }] }, ...(next() < 0.3 && aliases[0] !== undefined ? { id: aliases[0], aliases: [] } : {}) });
      const [deed, channel] = [deeds[Math.floor(next() * 3)] ?? 'modify', channels[Math.floor(next() * 5)] ?? 'cli'];
      observed.push(call(provider, told, { deed, channel, touches: deed === 'modify' && next() < 0.5 ? 'tags' : null, outcome: next() < 0.1 ? 'denied' : 'success', time: `2026-11-27T22:${String(Math.floor(next() * 60)).padStart(2, '0')}:00.000Z` }));
    }
  }
  return { declared, observed, live };
}

test.each(providers)('%s: the order in which each side comes changes nothing, to the byte', (provider) => {
  for (let seed = 1; seed <= 40; seed++) {
    const next = random(seed);
    const { declared, observed, live } = night(provider, next);
    const bytes = (told: { readonly declared: readonly Resource[]; readonly observed: readonly AuditEvent[]; readonly live: readonly Resource[] }): string => {
      const { all, correlation } = joined(told);
      return JSON.stringify([all.map((one) => JSON.stringify(one)).sort(), correlation.counts, correlation.coverage(), correlation.notes]);
    };
    const first = bytes({ declared, observed, live });
    expect(bytes({ declared: shuffled(declared, next), observed: shuffled(observed, next), live: shuffled(live, next) }), `seed ${seed}`).toBe(first);
  }
});

const nowhere = { ...homes.aws, account: unknown('the answer does not tell the account') };
const role = (more: Partial<Resource>): Resource => machine('aws', 'deploy', { type: 'aws_iam_role', kind: 'identity', shapes: [], id: 'arn:aws:iam::111122223333:role/deploy', aliases: ['deploy', 'AROAEXAMPLEEXAMPLE01'], ...more });
const liveRole = (more: Partial<Resource>): Resource => role({ stage: 'inventory', type: 'AWS::IAM::Role', aliases: [], ...more });

/** What one side calls a thing, and what the other does. */
const called: readonly (readonly [what: string, declared: Resource, live: Resource, one: boolean])[] = [
  ['a role by its ARN', role({}), liveRole({}), true],
  ['a role by its unique id', role({}), liveRole({ id: 'AROAEXAMPLEEXAMPLE01' }), true],
  ['a role by its name, where the account is not told', role({}), liveRole({ id: 'iam.json#AWS::IAM::Role/deploy', scope: nowhere, aliases: ['deploy'] }), true],
  ['a role of another account by the same name', role({}), liveRole({ id: 'arn:aws:iam::999988887777:role/deploy', scope: { ...homes.aws, account: { status: 'known', value: '999988887777' } }, aliases: ['deploy'] }), false],
  ['a user by the name of the role', role({}), liveRole({ type: 'AWS::IAM::User', id: 'arn:aws:iam::111122223333:user/deploy', aliases: ['deploy'] }), false],
  ['a queue by both forms of its address', machine('aws', 'q', { type: 'aws_sqs_queue', shapes: [], id: 'https://sqs.eu-west-1.amazonaws.com/111122223333/q' }), machine('aws', 'q', { stage: 'inventory', type: 'AWS::SQS::Queue', shapes: [], id: 'https://eu-west-1.queue.amazonaws.com/111122223333/q' }), true],
  ['a function by the ARN of a version', machine('aws', 'f', { type: 'aws_lambda_function', shapes: [], id: 'arn:aws:lambda:eu-west-1:111122223333:function:f' }), machine('aws', 'f', { stage: 'inventory', type: 'AWS::Lambda::Function', shapes: [], id: 'arn:aws:lambda:eu-west-1:111122223333:function:f:7' }), true],
  ['a bucket that is planned, by its name', machine('aws', 'logs', { stage: 'plan', action: 'create', type: 'aws_s3_bucket', shapes: [], id: null, attributes: { bucket: 'checkout-logs' } }), machine('aws', 'checkout-logs', { stage: 'inventory', type: 'AWS::S3::Bucket', shapes: [], id: 'arn:aws:s3:::checkout-logs' }), true],
  ['a bucket by the name that Terraform has for a planned one', machine('aws', 'logs', { stage: 'plan', action: 'create', type: 'aws_s3_bucket', shapes: [], id: null }), machine('aws', 'logs', { stage: 'inventory', type: 'AWS::S3::Bucket', shapes: [], id: 'arn:aws:s3:::logs' }), false],
  ['a machine of Azure in another case', machine('azure', 'web', { id: machines.azure.id('web').toUpperCase() }), machine('azure', 'web', { stage: 'inventory' }), true],
  ['a planned machine of Azure, by where it is to stand', machine('azure', 'web', { stage: 'plan', action: 'create', id: null, attributes: { name: 'web' } }), machine('azure', 'web', { stage: 'inventory' }), true],
  ['a machine of Google by its link', machine('gcp', 'web', { id: 'https://www.googleapis.com/compute/v1/projects/checkout-prod/zones/europe-west1-b/instances/web' }), machine('gcp', 'web', { stage: 'inventory' }), true],
  ['a machine of Google by its number', machine('gcp', 'web', { aliases: ['4512345678901234567'] }), machine('gcp', 'web', { stage: 'inventory', id: '//compute.googleapis.com/projects/42/zones/europe-west1-b/instances/web', aliases: ['4512345678901234567'] }), true],
  ['a planned machine of Google, by where it is to stand', machine('gcp', 'web', { stage: 'plan', action: 'create', id: null, zone: { status: 'known', value: 'europe-west1-b' }, attributes: { name: 'web' } }), machine('gcp', 'web', { stage: 'inventory' }), true],
  ['a bucket of OCI by namespace and name', machine('oci', 'logs', { type: 'oci_objectstorage_bucket', shapes: [], id: 'n/acme/b/logs' }), machine('oci', 'logs', { stage: 'inventory', type: 'oci_objectstorage_bucket', shapes: [], id: 'n/acme/b/logs' }), true],
  ['a machine of OCI by no more than its display name', machine('oci', 'web', {}), machine('oci', 'web', { stage: 'inventory', id: machines.oci.id('another') }), false],
];

test.each(called)('%s', (_, declared, live, one) => {
  const told = (all: readonly Resource[]): readonly Resource[] => all.map((resource) => ({ ...resource, region: resource.type.includes('IAM') || resource.type.includes('iam') ? { status: 'known', value: 'global' } : resource.region, image: absent }));
  const night = joined({ declared: told([declared, machine(declared.provider, 'other', {})]), live: told([live, machine(live.provider, 'other', { stage: 'inventory' })]) });
  expect(night.correlation.counts.managed).toBe(one ? 2 : 1);
  expect(verdicts(night)).toHaveLength(one ? 0 : 2);
});

test('what an inventory lists under a name of what is declared is that, where another record has both names, in any order', () => {
  const alone = liveRole({ id: 'AROAEXAMPLEEXAMPLE01', name: '', scope: nowhere });
  const both = liveRole({ aliases: ['AROAEXAMPLEEXAMPLE01'] });
  for (const live of [[both, alone], [alone, both], [both, alone, both], [alone, both, alone]]) {
    const night = joined({ declared: [role({ aliases: [] })], live });
    expect([verdicts(night), night.correlation.counts.managed]).toEqual([[], 1]);
  }
});

test('two that are declared and turn out to be one are counted once', () => {
  const declared = [role({ aliases: [] }), role({ id: 'AROAEXAMPLEEXAMPLE01', aliases: [], name: 'other', address: 'aws_iam_role.other' })];
  const live = [liveRole({}), liveRole({ id: 'AROAEXAMPLEEXAMPLE01', name: '', scope: nowhere }), liveRole({ aliases: ['AROAEXAMPLEEXAMPLE01'] })];
  for (const all of [live, live.toReversed()]) {
    const night = joined({ declared, live: all });
    expect([verdicts(night), night.correlation.counts.managed]).toEqual([[], 1]);
  }
});
