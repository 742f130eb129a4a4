import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Resource, TagSet } from '#model/resource.ts';
import { inventories, inventoriesIn } from '../inputs/inventory/opened.ts';
import { corpus, filesBelow, readJson } from './corpus.ts';

const recordings = join(corpus ?? '', 'inventory/aws');

/** Formats by the folder of the recording; all others are answers of a describe or list call. */
const formats: readonly (readonly [folder: RegExp, format: string])[] = [
  [/\/(config-items|config\.\w+)\//, 'aws-config'],
  [/\/(tagging|tagging\.GetResources|ec2\.DescribeTags)\//, 'aws-tagging'],
  [/\/(cloudcontrol|cloudcontrolapi\.\w+)\//, 'aws-cloud-control'],
  [/./, 'aws-describe'],
];

/** Files with something that is no resource, and why. */
const refused: Readonly<Record<string, string>> = {
  'localstack+localstack/tagging/TestRGSAIntegrations-test_get_resources-0.json': 'an element of ResourceTagMappingList without an ARN in ResourceARN',
};

describe.skipIf(corpus === null)('recorded answers of AWS', () => {
  test.each(filesBelow(recordings, /\.json$/))('%s', async (file) => {
    const { read, problems } = await inventoriesIn(recordings, [file]);
    expect(problems.map(({ message }) => message)).toEqual(refused[file] === undefined ? [] : [`${file}: ${refused[file]}`]);
    expect(read.map(({ format }) => format)).toEqual([formats.find(([folder]) => folder.test(file))?.[1]]);
    const resources = read.flatMap((one) => one.resources);
    const isSilent = resources.length === 0 && read.every(({ end }) => end.notes.length === 0);
    expect(isSilent).toBe(false);
    expect(new Set(resources.map(({ address }) => address)).size).toBe(resources.length);
    for (const { id, tags } of resources) {
      expect(id).not.toBeNull();
      expect(tags.entries.filter(({ key }) => key.startsWith('aws:'))).toEqual([]);
    }
  });
});

const pairs = join(corpus ?? '', 'pairs/aws');

/** What pytest-terraform has flattened without a word of which blocks are data. */
const data = new Set(['aws_ami', 'aws_availability_zones', 'aws_caller_identity', 'aws_region']);

interface Flattened {
  readonly resources: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

async function stateOf(pair: string): Promise<readonly Resource[]> {
  const { resources } = readJson(join(pairs, pair, 'state/tf_resources.json')) as Flattened;
  const blocks = Object.entries(resources).flatMap(([type, all]) => Object.entries(all).map(([name, attributes]) => ({ mode: data.has(type) ? 'data' : 'managed', type, name, provider: 'provider["registry.terraform.io/hashicorp/aws"]', instances: [{ schema_version: 0, attributes }] })));
  const { read } = await inventories({ 'terraform.tfstate': { version: 4, terraform_version: '1.9.0', serial: 1, lineage: 'pair', outputs: {}, resources: blocks } });
  return read.flatMap((one) => one.resources);
}

async function liveOf(pair: string): Promise<readonly Resource[]> {
  const folder = join(pairs, pair, 'inventory');
  const found: Resource[] = [];
  for (const file of filesBelow(folder, /\.json$/)) for (const one of (await inventoriesIn(folder, [file])).read) found.push(...one.resources);
  return found;
}

/** What was tagged while it was recorded. */
const retagged = new Set(['aws_bedrock_guardrail.test_guardrail', 'aws_dx_gateway.test_gateway']);

/** How two sides tell of the same thing; of what an inventory does not tell, the state is right. */
function differences(state: Resource, live: Resource): readonly string[] {
  const found: string[] = [];
  if (live.id !== state.id && (live.id?.startsWith('arn:') === true || !live.aliases.some((alias) => state.aliases.includes(alias)))) found.push(`id ${live.id}, not ${state.id}`);
  if (live.region.status === 'known' && JSON.stringify(live.region) !== JSON.stringify(state.region)) found.push(`region ${JSON.stringify(live.region)}, not ${JSON.stringify(state.region)}`);
  if (live.tags.open === null && state.tags.open === null && !retagged.has(state.address) && words(live.tags) !== words(state.tags)) found.push(`tags ${words(live.tags)}, not ${words(state.tags)}`);
  const [shapes, wanted] = [live, state].map((one) => one.shapes.flatMap(({ name }) => (name.status === 'known' ? [name.value] : [])));
  if (shapes?.length !== 0 && JSON.stringify(shapes) !== JSON.stringify(wanted)) found.push(`shapes ${JSON.stringify(shapes)}, not ${JSON.stringify(wanted)}`);
  return found.map((one) => `${state.address}: ${one}`);
}

function words({ entries }: TagSet): string {
  return JSON.stringify(entries.map(({ key, value }) => [key, value.status === 'known' ? value.value : value.status]));
}

/** What the answers of a pair name, and do not list: the VPC of a subnet, the role of a function, the group of a log. */
const mentioned: Readonly<Record<string, readonly string[]>> = {
  athena_named_query: ['aws_athena_database.hoge', 'aws_athena_named_query.foo'],
  athena_workgroup: ['aws_kms_key.encrypt', 'aws_s3_bucket.results'],
  aws_asg: ['aws_launch_template.foobar'],
  aws_code_build_vpc: ['aws_iam_role.example', 'aws_subnet.example', 'aws_vpc.example'],
  aws_lambda_check_permissions: ['aws_iam_role.lambda'],
  cloudtrail_success_log_metric_filter: ['aws_cloudwatch_log_group.success-5', 'aws_cloudwatch_log_metric_filter.success-3', 'aws_iam_role.testing-cloudtrail-cloudwatch-role', 'aws_s3_bucket.success-1', 'aws_s3_bucket_policy.success-1-policy', 'aws_s3_bucket_public_access_block.block-access-bucket'],
  ec2_security_group_filter_multi_enis: ['aws_network_interface.primary_interface_private', 'aws_network_interface.primary_interface_public', 'aws_network_interface.private_only_interface', 'aws_network_interface.secondary_interface_private', 'aws_network_interface.secondary_interface_public', 'aws_subnet.private', 'aws_subnet.public', 'aws_vpc.this'],
  eip_shield_sync: ['aws_eip.protected'],
  eks_nodegroup_delete: ['aws_iam_role.node_group_example'],
  iam_role_delete: ['aws_iam_policy.policy', 'aws_iam_role_policy.test_policy'],
  rds_delete_aurora_filter: ['aws_db_subnet_group.main', 'aws_rds_cluster.main', 'aws_subnet.a', 'aws_subnet.b', 'aws_vpc.main'],
  s3_access_point: ['aws_s3_bucket.example'],
  sg_used_cross_ref: ['aws_vpc.main'],
  sqs_remove_matched_empty_sid: ['aws_sqs_queue_policy.test_sqs_policy'],
  tag_action_filter_call: ['aws_subnet.example', 'aws_vpc.example'],
  vpc_flow_logs: ['aws_cloudwatch_log_group.example', 'aws_iam_role.example'],
};

describe.skipIf(corpus === null)('states and recorded answers of the same resources', () => {
  test.each(corpus === null ? [] : readdirSync(pairs).sort())('%s', async (pair) => {
    const live = await liveOf(pair);
    const missing: string[] = [];
    const different: string[] = [];
    const { found_in_answers: inAnswers } = readJson(join(pairs, pair, 'pair.json')) as { readonly found_in_answers: readonly string[] };
    for (const state of await stateOf(pair)) {
      const names = new Set([state.id, ...state.aliases]);
      const same = live.filter(({ kind, id, aliases }) => (state.id !== null && id === state.id) || (kind === state.kind && aliases.some((name) => names.has(name))));
      if (same.length === 0 && inAnswers.includes(state.address)) missing.push(state.address);
      for (const one of same) different.push(...differences(state, one));
    }
    expect(different).toEqual([]);
    expect(missing).toEqual(mentioned[pair] ?? []);
  });
});
