import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { corpus, filesBelow, plans, readJson } from './corpus.ts';
import { ownVerdictsOf, verdictsOf } from './guardrail.ts';
import { judged } from './judged.ts';

/** What the tests of Spacelift's policies state, case by case. */
interface Expected {
  readonly cases: readonly { readonly input: string; readonly expect: Expectation }[];
}

interface Expectation {
  readonly deny_count?: number;
  readonly warn_count?: number;
  readonly deny_messages?: readonly string[];
  readonly warn_messages?: readonly string[];
}

const folder = 'spacelift-io+spacelift-policies-example-library/examples/plan';
const policies = filesBelow(join(plans, folder), /\/expected\.json$/).map((file) => file.replace('/expected.json', ''));

function casesOf(policy: string): Expected['cases'] {
  return (readJson(join(plans, folder, policy, 'expected.json')) as Expected).cases;
}

/** The policy's list as settings; what it warns of is allowed, as a guardrail has one level for all values. */
const instanceTypes = { aws: { allow: ['t2.nano', 't2.micro', 't2.small', 't2.medium'] } };

/** No guardrail of the pack judges these: a policy of one's own over the document does (policies/spacelift), the run of the pipeline included. */
const own: Readonly<Record<string, string>> = {
  'check-blast-radius': 'blast_radius',
  'dont-allow-resource-type': 'static_credentials',
  'enforce-cloud-provider': 'one_cloud',
  'enforce-module-use-policy': 'modules_only',
  'ensure-resource-creation-before-deletion': 'create_first',
  'warn-on-change-sensitive-resources': 'human_review',
};

/** Cases that are refused instead: their resources have neither names nor addresses. */
const refused = ['enforce-sqlinstance-network'];

describe.skipIf(corpus === null)('Spacelift', () => {
  it('has no policy but those that are listed here', () => {
    expect(policies).toEqual(['enforce-instance-type-list', ...Object.keys(own), ...refused].sort());
  });

  it.each(corpus === null ? [] : casesOf('enforce-instance-type-list'))('enforce-instance-type-list: $input', async ({ input, expect: { deny_count: denials } }) => {
    const found = await verdictsOf(join(folder, 'enforce-instance-type-list', input), 'instance-types', instanceTypes, ['plan-unknown-action']);
    expect(found.map(({ address, verdict }) => `${verdict} ${address}`)).toEqual(denials === 1 ? ['fail aws_instance.example'] : []);
  });

  it.each(refused.flatMap((policy) => (corpus === null ? [] : casesOf(policy).map(({ input }) => join(policy, input)))))('%s has no verdict', async (input) => {
    const { exitCode, errors } = await judged(join(folder, input));
    expect([exitCode, errors.map(({ code }) => code)]).toEqual([2, ['plan-malformed']]);
  });

  const cases = Object.entries(own).flatMap(([policy, name]) => (corpus === null ? [] : casesOf(policy).map((one) => ({ policy, name, ...one }))));

  it.each(cases)('$policy, as a policy of one\'s own: $input', async ({ policy, name, input, expect: stated }) => {
    const found = await ownVerdictsOf(join(folder, policy, input), 'spacelift', Object.values(own));
    const denied = found.filter(({ guardrail }) => guardrail === `${name}.deny`).map(({ message }) => message);
    const warned = found.filter(({ guardrail, severity }) => guardrail === `${name}.warn` && severity === 'low').map(({ message }) => message);
    // What is not stated is taken as it is.
    expect({ deny_messages: denied, warn_messages: warned, deny_count: denied.length, warn_count: warned.length }).toMatchObject(stated);
  });
});
