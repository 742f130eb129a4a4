import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { corpus, filesBelow, plans, readJson } from './corpus.ts';
import { ownVerdictsOf, verdictsOf, type Verdict } from './guardrail.ts';
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

/** No guardrail of the pack judges these arguments: a guardrail of one's own does (policies/regula). */
const own: Readonly<Record<string, string>> = {
  'rules.tf_aws_cloudfront_viewer_https': 'viewer_https',
  'rules.tf_aws_kms_key_rotation': 'key_rotation',
  'rules.tf_aws_s3_encryption': 'bucket_encryption',
  'rules.tf_azurerm_storage_container_private_access': 'private_containers',
  'rules.tf_google_compute_subnetwork_flow_logs': 'flow_logs',
};

/** Addresses that Regula's tests say nothing of, and that its rule would treat as we do: an argument of theirs stands as in one that is stated. */
const unstated: Readonly<Record<string, readonly string[]>> = {
  'rules.tf_aws_kms_key_rotation': ['aws_kms_key.blank-invalid'],
};

/** Of every address that is stated, and of every other that was found. */
function perAddress(found: readonly Verdict[], stated: object): Readonly<Record<string, string>> {
  return Object.fromEntries([...Object.keys(stated).map((address) => [address, 'pass'] as const), ...found.map(({ address, verdict }) => [address, verdict] as const)]);
}

describe.skipIf(corpus === null)('Regula', () => {
  it('has no rule but those that are listed here', () => {
    expect(expectations.map(({ rule }) => rule).sort()).toEqual([...Object.keys(counterparts), ...Object.keys(own), 'rules.useast1_only'].sort());
  });

  it.each(expectations.filter(({ rule }) => rule in counterparts))('$rule agrees at every address', async ({ rule, plan, verdicts }) => {
    const [guardrail, settings] = counterparts[rule] ?? ['', {}];
    expect(perAddress(await verdictsOf(plan, guardrail, settings), verdicts)).toEqual(verdicts);
  });

  it.each(expectations.filter(({ rule }) => rule in own))('$rule agrees at every address, as a guardrail of one\'s own', async ({ rule, plan, verdicts }) => {
    const found = (await ownVerdictsOf(plan, 'regula')).filter(({ guardrail }) => guardrail === own[rule]?.replaceAll('_', '-'));
    expect(perAddress(found, verdicts)).toEqual({ ...verdicts, ...Object.fromEntries((unstated[rule] ?? []).map((address) => [address, 'fail'])) });
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
