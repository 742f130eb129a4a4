import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Known } from '#model/known.ts';
import type { Resource } from '#model/resource.ts';
import { inventories, inventoriesIn } from '../inputs/inventory/opened.ts';
import { corpus, filesBelow, readJson } from './corpus.ts';

const folder = join(corpus ?? '', 'inventory', 'gcp');
const library = 'GoogleCloudPlatform+policy-library/fixtures';

/** Files in which there is nothing to judge, and what is said of them. */
const none: readonly (readonly [file: RegExp, said: string])[] = [
  [/getIamPolicy_\d\.json$/, 'looks like an allow policy of Google Cloud, which a check does not read'],
  [/post-.*-(?:start|stop|setPrivateIpGoogleAccess)_1|-operations-|models-upload/, '1 operation is no resource'],
  [/sqlbackuprun-query/, '1 run of a backup is no resource'],
  [/sqluser-query/, '1 database user is no resource'],
  [/generateDownloadUrl|-publish_1/, 'is JSON, but in no format that landrail knows'],
  [/function-delete/, '1 deleted resource not judged'],
  [/org_policies/, 'organization policies'],
  [/mock_cai_access_policies|vpc_sc_/, 'of access are no resources'],
  [/additional_cai_resources/, 'is not JSON'],
];

/** Notes of rows that are no resources of their own, and of two types that the catalogue does not have. */
const explained = /of access are no|organization polic|within Kubernetes|with what made|listed already|agents? of Google|EvaluationRun|EvaluationSet|google\.bigtable\.Instance/;

const files = filesBelow(folder, /\.(?:nd)?json$/).filter((file) => !file.endsWith('/expected.json'));

const isEmpty = (file: string): boolean => none.some(([name]) => name.test(file));

describe.skipIf(corpus === null)('recorded answers and exports of Google Cloud', () => {
  it.each(files.filter((file) => !isEmpty(file)))('%s', async (file) => {
    const { read, problems } = await inventoriesIn(folder, [file]);
    const resources = read.flatMap((one) => one.resources);
    expect(problems).toEqual([]);
    expect(resources.length).toBeGreaterThan(0);
    expect(read.flatMap(({ end }) => end.notes).filter((note) => !explained.test(note))).toEqual([]);
    for (const { id, stage, provider } of resources) expect([id?.startsWith('//'), stage, provider]).toEqual([true, 'inventory', 'gcp']);
  });

  it.each(files.filter(isEmpty))('%s holds nothing to judge', async (file) => {
    const { read, problems } = await inventoriesIn(folder, [file]);
    expect(read.flatMap((one) => one.resources)).toEqual([]);
    expect([...read.flatMap(({ end }) => end.notes), ...problems.map(({ message }) => message)].join('; ')).toContain(none.find(([name]) => name.test(file))?.[1]);
  });
});

interface Case {
  readonly test: string;
  readonly assets: readonly string[];
  readonly constraints: readonly string[];
  readonly violations: number | string;
  readonly resources?: readonly string[];
}

interface Constraint {
  readonly spec: { readonly parameters?: Readonly<Record<string, unknown>> };
}

function constraintOf(path: string): Readonly<Record<string, unknown>> {
  return (parse(readFileSync(join(folder, library, path, 'data.yaml'), 'utf8')) as Constraint).spec.parameters ?? {};
}

function told(field: Known<string>): string | null {
  return field.status === 'known' ? field.value : null;
}

/** What their rule counts, from what landrail knows of a resource. */
const rules: Readonly<Record<string, (resource: Resource, parameters: Readonly<Record<string, unknown>>) => number>> = {
  /** A label that is missing or has another value: one for each. */
  enforce_labels: ({ taggable, tags, type }, { mandatory_labels: labels, resource_types_to_scan: types }) =>
    !(types as readonly string[]).includes(type) || !taggable ? 0 : (labels as readonly Record<string, string>[]).flatMap((one) => Object.entries(one)).filter(([key, pattern]) => !new RegExp(pattern).test(told(tags.entries.find((tag) => tag.key === key)?.value ?? { status: 'absent' }) ?? '\n')).length,
  gke_cluster_location: ({ type, zone, region, id }, parameters) => (type === 'container.googleapis.com/Cluster' ? located(told(zone) ?? told(region), id, parameters) : 0),
  storage_location: ({ type, region, id }, parameters) => (type === 'storage.googleapis.com/Bucket' ? located(told(region), id, parameters) : 0),
};

function located(place: string | null, id: string | null, { mode, locations, exemptions }: Readonly<Record<string, unknown>>): number {
  if (((exemptions ?? []) as readonly string[]).includes(id ?? '')) return 0;
  const listed = ((locations ?? []) as readonly string[]).some((one) => one.toLowerCase() === place);
  return (mode ?? 'denylist') === 'allowlist' ? Number(!listed) : Number(listed);
}

/** Where the counts of policy-library are not what landrail counts, and why. */
const disagreements: Readonly<Record<string, { readonly ours: number; readonly because: string }>> = {
  'enforce_labels test_enforce_label_compute_instance_violations enforce_labels/assets/compute/instances': { ours: 4, because: 'two of the machines are of one instance group, and alike: one of them is judged' },
  'storage_location test_storage_bucket_allowlist_one storage_location/assets/storage_buckets': { ours: 2, because: 'the bucket in US is where the list allows it' },
  'storage_location test_storage_bucket_allowlist_one_exemption storage_location/assets/storage_buckets': { ours: 1, because: 'as above, and one is exempt' },
};

/** Their topics that are none of landrail's: versions of App Engine, retention, which engine a database has, bindings that must be there, who may read a bucket. */
const otherTopics = ['app_service_versions', 'bigquery_table_retention', 'iam_required_bindings', 'sql_instance_type', 'storage_bucket_retention', 'storage_bucket_world_readable'];

const topics = corpus === null ? [] : readdirSync(join(folder, library)).filter((name) => existsSync(join(folder, library, name, 'expected.json')));
const cases = topics.filter((topic) => topic in rules).flatMap((topic) => (readJson(join(folder, library, topic, 'expected.json')) as { readonly cases: readonly Case[] }).cases.map((one) => ({ topic, ...one })));

describe.skipIf(corpus === null)('counts of policy-library', () => {
  it('are of topics that are known', () => {
    expect(topics).toEqual([...Object.keys(rules), ...otherTopics].sort());
  });

  it.each(cases)('$topic $test', async ({ topic, test, assets, constraints, violations, resources }) => {
    const { read } = await inventoriesIn(join(folder, library), assets.map((path) => join(path, 'data.json')));
    const all = read.flatMap((one) => one.resources);
    const parameters = constraints.map(constraintOf);
    const rule = rules[topic];
    const counts = all.map((one) => [one.id, parameters.reduce((sum, each) => sum + (rule?.(one, each) ?? 0), 0)] as const).filter(([, count]) => count > 0);
    const count = counts.reduce((sum, [, each]) => sum + each, 0);
    const known = disagreements[`${topic} ${test} ${assets.join()}`];
    expect(count).toBe(known?.ours ?? (typeof violations === 'number' ? violations : all.length));
    const named = counts.map(([id]) => id ?? '').sort();
    expect(named).toEqual(resources === undefined || known !== undefined ? named : [...resources].sort());
  });
});

/** Of what a state and the answers both hold, what they do not tell alike, and why. */
const differences: Readonly<Record<string, readonly [told: string, because: string]>> = {
  'google_compute_snapshot.default': ['region global, us-central1', 'a snapshot is global; Terraform keeps the zone of its disk'],
  'google_redis_cluster.c7n_redis_cluster_legacy': ['labels goog-terraform-provisioned, ', 'clusters have labels since a provider that is newer than the catalogue'],
  'google_redis_cluster.c7n_redis_cluster_primary': ['labels goog-terraform-provisioned, ', 'as above'],
};

/** State that pytest-terraform has kept, as the state that it was made of. */
async function stateOf(path: string): Promise<readonly Resource[]> {
  const { resources } = readJson(path) as { readonly resources: Readonly<Record<string, Readonly<Record<string, object>>>> };
  const listed = Object.entries(resources).flatMap(([type, all]) => Object.entries(all).map(([name, attributes]) => ({ mode: 'managed', type, name, provider: 'provider["registry.terraform.io/hashicorp/google"]', instances: [{ schema_version: 0, attributes }] })));
  const { read } = await inventories({ 'terraform.tfstate': { version: 4, terraform_version: '1.9.0', serial: 1, lineage: '00000000-0000-0000-0000-000000000000', outputs: {}, resources: listed } });
  return read.flatMap((one) => one.resources);
}

const namesOf = ({ id, aliases }: Resource): readonly string[] => [...(id === null ? [] : [id]), ...aliases];

/** What is compared: labels by their keys, for the recordings are of actions that set them. */
const sides = ({ region, tags, shapes }: Resource): Readonly<Record<string, string>> => ({ region: told(region) ?? '-', labels: tags.entries.map((tag) => tag.key).join(' '), shapes: shapes.map((one) => told(one.name)).join(' ') });

describe.skipIf(corpus === null)('a state and the answers about the same things', () => {
  const pairs = join(corpus ?? '', 'pairs', 'gcp');
  const compared: string[] = [];

  it.each(corpus === null ? [] : readdirSync(pairs).sort())('%s: identity, region, labels and shapes', async (name) => {
    const state = await stateOf(join(pairs, name, 'state', 'tf_resources.json'));
    const live = (await inventoriesIn(join(pairs, name, 'inventory'), filesBelow(join(pairs, name, 'inventory'), /\.json$/))).read.flatMap((one) => one.resources);
    for (const declared of state) {
      const names = new Set(namesOf(declared));
      const twin = live.find((one) => namesOf(one).some((each) => names.has(each)));
      if (twin === undefined) continue;
      compared.push(declared.address);
      const [theirs, ours] = [sides(declared), sides(twin)];
      const different = Object.keys(ours).flatMap((side) => (ours[side] === theirs[side] ? [] : [`${side} ${ours[side]}, ${theirs[side]}`]));
      expect(different).toEqual(differences[declared.address]?.slice(0, 1) ?? []);
    }
  });

  it('are many', () => {
    expect(compared).toHaveLength(24);
  });
});
