import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { corpus, filesBelow, plans, readJson } from './corpus.ts';
import { ownVerdictsOf, verdictsOf } from './guardrail.ts';

/** Numbers of violations that Scalr's own tests state, one per test case. */
interface Expected {
  readonly mocks: Readonly<Record<string, { readonly violations?: number; readonly violations_more_than?: number }>>;
}

const folder = 'Scalr+sample-tf-opa-policies';
const policies = filesBelow(join(plans, folder), /\/expected\.json$/).map((file) => file.replace('/expected.json', ''));

/** The policy's parameters as settings of a guardrail. */
const counterparts: Readonly<Record<string, readonly [guardrail: string, settings: object]>> = {
  'management/instance_types': [
    'instance-types',
    { aws: { allow: ['t2.nano', 't2.micro'] }, azure: { allow: ['Standard_A0', 'Standard_A1'] }, gcp: { allow: ['n1-standard-1', 'n1-standard-2'] } },
  ],
  'management/resource_tags_mock': ['required-tags', { tags: [{ key: 'owner' }, { key: 'department' }] }],
  // The policy lists zones of Google; regions are as fine as the guardrail goes.
  'placement/cloud_location': ['regions', { aws: { allow: ['us-east-1', 'us-east-2'] }, azure: { allow: ['eastus', 'eastus2'] }, gcp: { allow: ['us-central1', 'us-west1'] } }],
};

/** Where the numbers differ, and why ours are right. The resources behind the difference are undecided, never passed. */
const differences: Readonly<Record<string, { readonly because: string; readonly violations: Readonly<Record<string, number>>; readonly undecided: readonly string[] }>> = {
  'placement/cloud_location': {
    because: 'the AWS instance has neither planned values nor a block in the configuration: which provider it uses, and whether it has a region of its own, is not in the plan',
    violations: { denied_aws: 0, denied_all: 2 },
    undecided: ['aws_instance.instance1'],
  },
};

/** No guardrail of the pack judges these: a policy of one's own over the document does (policies/scalr), the run of the pipeline included. */
const own: Readonly<Record<string, string>> = {
  'aws/enforce_aws_resource': 'resource_types',
  'aws/enforce_ebs_del_on_term': 'volumes',
  'aws/enforce_lb_subnets': 'balancer_subnets',
  'aws/enforce_s3_buckets_encryption': 'buckets',
  'gcp/enforce_gcs_private': 'public_buckets',
  'management/workspace_tags': 'workspace_tags',
  'providers/blacklist_provider': 'providers',
};

/** Test cases without a plan. */
const refused: Readonly<Record<string, string>> = {
  'management/denied_provisioners': 'the configuration of a plan, and no resource',
  'management/pull_requests': 'the run of a pipeline',
  'management/workspace_environment_type': 'the run of a pipeline',
};

function mockOf(policy: string): string {
  const name = policy.split('/')[1] ?? '';
  return join(folder, policy, `${name.replace(/_mock$/, '')}_mock.json`);
}

describe.skipIf(corpus === null)('Scalr', () => {
  it('has no policy but those that are listed here', () => {
    expect(policies).toEqual([...Object.keys(counterparts), ...Object.keys(own), ...Object.keys(refused)].sort());
  });

  it.each(Object.entries(counterparts))('%s: as many violations in each test case', async (policy, [guardrail, settings]) => {
    const { mocks } = readJson(join(plans, folder, policy, 'expected.json')) as Expected;
    const found = await verdictsOf(mockOf(policy), guardrail, settings);
    const ours = Object.fromEntries(Object.keys(mocks).map((mock) => [mock, found.filter((one) => one.mock === mock && one.verdict === 'fail').length]));
    const theirs = Object.fromEntries(Object.entries(mocks).map(([mock, { violations }]) => [mock, violations]));
    const difference = differences[policy];
    expect(ours).toEqual({ ...theirs, ...difference?.violations });
    expect([...new Set(found.filter((one) => one.verdict === 'undecided').map(({ address }) => address))]).toEqual(difference?.undecided ?? []);
  });

  it.each(Object.entries(own))('%s, as a policy of one\'s own: as many violations in each test case', async (policy, name) => {
    const { mocks } = readJson(join(plans, folder, policy, 'expected.json')) as Expected;
    const found = (await ownVerdictsOf(mockOf(policy), 'scalr', Object.values(own))).filter(({ guardrail }) => guardrail === `${name}.deny`);
    const disagreeing = Object.entries(mocks).filter(([mock, { violations, violations_more_than: more }]) => {
      const count = found.filter((one) => one.mock === mock).length;
      return violations === undefined ? count <= (more ?? Infinity) : count !== violations;
    });
    expect(disagreeing).toEqual([]);
  });
});
