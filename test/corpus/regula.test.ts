import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { corpus, filesBelow, plans, readJson } from './corpus.ts';
import { verdictsOf } from './guardrail.ts';
import { judged } from './judged.ts';

/** Verdicts that Regula's own tests state, rule by rule. */
interface Expected {
  readonly rules: Readonly<Record<string, { readonly verdicts?: Readonly<Record<string, 'pass' | 'fail'>> }>>;
}

const folder = 'fugue+regula/rego/tests';
const expectations = filesBelow(join(plans, folder), /\.expected\.json$/).map((file) => {
  const { rules } = readJson(join(plans, folder, file)) as Expected;
  const [rule = '', { verdicts = {} } = {}] = Object.entries(rules)[0] ?? [];
  return { rule, plan: join(folder, file.replace('.expected.json', '.json')), verdicts };
});

/** The same rule as settings of a guardrail. */
const counterparts: Readonly<Record<string, readonly [guardrail: string, settings: object]>> = {
  'rules.ec2_t2_only': ['instance-types', { aws: { allow: ['micro', 'small', 'medium', 'large', 'xlarge', '2xlarge'].map((size) => `t2.${size}`) } }],
  // At least one tag, and no value shorter than six signs: the plan has no tags but these two.
  'rules.tag_all_resources': ['required-tags', { tags: [{ key: 'Name', pattern: '^.{6,}$' }, { key: 'Environment', required: false, pattern: '^.{6,}$' }] }],
  'rules.tf_aws_iam_admin_policy': ['privileged-identity', {}],
};

/** No guardrail of the pack judges these arguments. */
const withoutCounterpart: Readonly<Record<string, string>> = {
  'rules.useast1_only': 'judges the provider block; its plan has no resource (below)',
  'rules.tf_aws_cloudfront_viewer_https': 'viewer_protocol_policy of a distribution',
  'rules.tf_aws_kms_key_rotation': 'rotation of a key',
  'rules.tf_aws_s3_encryption': 'encryption of a bucket',
  'rules.tf_azurerm_storage_container_private_access': 'public access to a storage container',
  'rules.tf_google_compute_subnetwork_flow_logs': 'flow logs of a subnet',
};

describe.skipIf(corpus === null)('Regula', () => {
  it('has no rule but those that are listed here', () => {
    expect(expectations.map(({ rule }) => rule).sort()).toEqual([...Object.keys(counterparts), ...Object.keys(withoutCounterpart)].sort());
  });

  it.each(expectations.filter(({ rule }) => rule in counterparts))('$rule agrees at every address', async ({ rule, plan, verdicts }) => {
    const [guardrail, settings] = counterparts[rule] ?? ['', {}];
    const found = await verdictsOf(plan, guardrail, settings);
    const ours = Object.fromEntries(Object.keys(verdicts).map((address) => [address, found.find((one) => one.address === address)?.verdict ?? 'pass']));
    expect(ours).toEqual(verdicts);
    expect(found.filter(({ address }) => !(address in verdicts))).toEqual([]);
  });

  it('rules.useast1_only passes a plan that has only a provider; here nothing is judged, and that is no pass', async () => {
    const result = await judged(`${folder}/examples/aws/inputs/useast1_only_infra.json`);
    expect([result.exitCode, result.verdict, result.inputs[0]?.notes]).toEqual([3, 'empty', ['the plan holds no resources']]);
  });

  it('rules.useast1_only agrees where its provider has resources', async () => {
    const plan = `${folder}/examples/aws/inputs/tag_all_resources_infra.json`;
    expect(await verdictsOf(plan, 'regions', { aws: { allow: ['us-east-1'] } })).toEqual([]);
    const elsewhere = await verdictsOf(plan, 'regions', { aws: { allow: ['us-east-2'] } });
    expect(elsewhere.map(({ address, verdict }) => `${verdict} ${address}`)).toEqual(['fail aws_s3_bucket.invalid', 'fail aws_vpc.invalid', 'fail aws_vpc.untagged', 'fail aws_vpc.valid']);
  });
});
