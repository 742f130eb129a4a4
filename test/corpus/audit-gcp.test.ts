import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { reader } from '../../src/audit/gcp/reader.ts';
import type { AuditEvent } from '../../src/model/event.ts';
import { isArray, isObject, member, type JsonObject, type JsonValue } from '../../src/model/json.ts';
import { corpus, filesBelow, readJson } from './corpus.ts';

const folder = join(corpus ?? '', 'audit/gcp');
const files = filesBelow(folder, /\.json$/);

interface Case {
  readonly name: string;
  readonly rule_fires: boolean;
  readonly event: JsonObject;
}

/** Records of a file, whatever they are wrapped in. */
function recordsIn(file: string): readonly JsonObject[] {
  const document = readJson(join(folder, file)) as JsonValue;
  const cases = member(document, 'cases');
  const all = isArray(document) ? document : isArray(cases) ? cases.map((one) => member(one, 'event') ?? null) : [member(document, 'detail') ?? document];
  return all.filter((one) => isObject(one));
}

function eventsOf(record: JsonObject): readonly AuditEvent[] {
  const inner = reader.unwrap(record);
  if (inner === null) return [];
  const reading = reader.open({ pipelines: [] });
  const told = reading.read(inner, { file: 'case', record: 1 });
  return 'passed' in told ? reading.finish() : [told];
}

const about = (type: string, ...deeds: readonly AuditEvent['deed'][]) => ({ outcome, deed, subjects }: AuditEvent): boolean => (outcome === 'success' || outcome === 'accepted') && deeds.includes(deed) && subjects.some(({ row }) => row.type === type);
const gives = (of: RegExp) => ({ outcome, grants }: AuditEvent): boolean => outcome === 'success' && grants.some(({ principal, role }) => of.test(`${role} ${principal}`));

/** Rules of panther whose topic is what is made, changed or given; the others watch what is read, or a name in the record. */
const topics: Readonly<Record<string, (event: AuditEvent) => boolean>> = {
  gcp_cloud_run_service_created: about('run.googleapis.com/Service', 'create'),
  gcp_cloud_storage_buckets_modified_or_deleted: about('storage.googleapis.com/Bucket', 'modify', 'delete'),
  gcp_gcs_iam_changes: gives(/./),
  gcp_gcs_public: gives(/ all(?:Authenticated)?Users$/),
  gcp_iam_custom_role_changes: about('iam.googleapis.com/Role', 'create', 'modify', 'delete'),
  gcp_log_bucket_or_sink_deleted: ({ deed, touches }) => deed === 'delete' && touches === 'logging',
  gcp_permissions_granted_to_create_or_manage_service_account_key: gives(/^roles\/iam\.serviceAccount(?:TokenCreator|User|KeyAdmin|Admin) /),
};

describe('audit logs of Google Cloud in the corpus', () => {
  test.skipIf(corpus === null)('are all read: what no table lists is counted, and what cannot be read is told', () => {
    const sorts = new Map<string, number>();
    const wrong: string[] = [];
    for (const file of files) {
      for (const record of recordsIn(file)) {
        const inner = reader.unwrap(record);
        const told = inner === null ? { passed: 'not of this log', what: '' } : reader.open({ pipelines: [] }).read(inner, { file, record: 1 });
        const sort = 'passed' in told ? told.passed : 'event';
        sorts.set(sort, (sorts.get(sort) ?? 0) + 1);
        if ('passed' in told && told.passed === 'malformed') wrong.push(`${file.slice(file.lastIndexOf('/') + 1)}: ${told.what}`);
      }
    }
    expect(Object.fromEntries([...sorts].sort())).toMatchInlineSnapshot(`
      {
        "event": 35,
        "held": 13,
        "malformed": 6,
        "no-change": 6,
        "not of this log": 10,
        "read-only": 25,
        "unlisted": 20,
      }
    `);
    // Panther tests how its rules take records that lack a member.
    expect(wrong.every((one) => one.startsWith('gcp_') && /: has no (?:method name|time that can be told)$/.test(one))).toBe(true);
  });

  test.skipIf(corpus === null)('tell what was made of the records that Google and Cloud Custodian have published', () => {
    const events = files.filter((file) => /^(?:GoogleCloudPlatform|cloud-custodian)/.test(file)).flatMap((file) => recordsIn(file).flatMap(eventsOf));
    expect(events.map(({ name, outcome, claimed, subjects }) => [name, outcome, claimed, ...subjects.map(({ row, count }) => `${count} ${row.type}`)].join(' · '))).toMatchInlineSnapshot(`
      [
        "storage.buckets.create · success · cli · 1 storage.googleapis.com/Bucket",
        "storage.setIamPermissions · success · console · 1 storage.googleapis.com/Bucket/iamPolicy",
        "google.container.v1beta1.ClusterManager.CreateCluster · accepted · console · 4 container.googleapis.com/Cluster",
        "google.iam.admin.v1.CreateServiceAccount · denied · console · 1 iam.googleapis.com/ServiceAccount",
        "datasetservice.insert · success · console · 1 bigquery.googleapis.com/Dataset",
        "dataflow.jobs.create · success · unknown · 1 dataflow.googleapis.com/Job",
        "dns.managedZones.create · success · console · 1 dns.googleapis.com/ManagedZone",
        "google.iam.admin.v1.CreateRole · success · console · 1 iam.googleapis.com/Role",
        "beta.compute.instanceTemplates.insert · accepted · console · 1 compute.googleapis.com/InstanceTemplate",
        "CreateCryptoKeyVersion · success · console · 1 cloudkms.googleapis.com/CryptoKeyVersion",
        "google.logging.v2.MetricsServiceV2.CreateLogMetric · success · console",
        "google.cloud.ml.v1.ModelService.CreateModel · success · console · 1 ml.googleapis.com/Model",
        "beta.compute.routers.insert · accepted · console · 1 compute.googleapis.com/Router",
      ]
    `);
  });

  test.skipIf(corpus === null).each(Object.keys(topics))('%s fires where the event is of that kind', (rule) => {
    const topic = topics[rule] as (event: AuditEvent) => boolean;
    const file = files.find((one) => one.endsWith(`/${rule}.json`)) ?? '';
    const { cases } = readJson(join(folder, file)) as { readonly cases: readonly Case[] };
    expect(cases.map(({ name, event }) => [name, eventsOf(event).some(topic)])).toEqual(cases.map(({ name, rule_fires }) => [name, rule_fires]));
  });
});
