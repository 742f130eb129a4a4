import { expect, test } from 'vitest';
import { readers } from '../../src/audit/registry.ts';
import type { JsonObject } from '../../src/model/json.ts';
import * as azure from './azure/records.ts';
import * as gcp from './gcp/entries.ts';
import { folderOf, readAll, trail, trailRecord } from './logs.ts';
import * as oci from './oci/records.ts';

const lines = (records: readonly unknown[]): string => records.map((one) => JSON.stringify(one)).join('\n');
const quoted = (value: unknown): string => `"${String(value).replaceAll('"', '""')}"`;
const csv = (rows: readonly JsonObject[]): string => [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))].map((cells) => cells.map(quoted).join(',')).join('\n');

const called = (name: string): azure.Called => ({ operation: 'Microsoft.Compute/virtualMachines/write', resourceId: `${azure.group}/providers/Microsoft.Compute/virtualMachines/${name}`, correlation: `correlation-of-${name}` });
const steps = (name: string): readonly azure.Step[] => azure.creation({ location: 'westeurope' }, { id: called(name).resourceId, name, location: 'westeurope', properties: { hardwareProfile: { vmSize: 'Standard_D4s_v5' } } });
const inAzure = (name: string, form: (given: azure.Called, step: azure.Step) => JsonObject): readonly JsonObject[] => steps(name).map((step) => form(called(name), step));

const instance = (name: string): readonly JsonObject[] => {
  const given = { api: 'compute', method: 'v1.compute.instances.insert', resource: `projects/${gcp.project}/zones/us-central1-a/instances/${name}` };
  return [gcp.entry({ ...given, insertId: `${name}-1`, request: { name, machineType: 'zones/us-central1-a/machineTypes/e2-small' }, operation: { id: `operation-${name}`, first: true } }), gcp.entry({ ...given, insertId: `${name}-2`, at: '2026-11-28T02:14:20Z', operation: { id: `operation-${name}`, last: true } })];
};

const launch = (name: string, form: (given: oci.Logged) => JsonObject): readonly JsonObject[] =>
  (['begin', 'end'] as const).map((phase) => form({ service: 'ComputeApi', event: 'LaunchInstance', phase, id: `${name}-${phase}`, grouping: `grouping-${name}`, resourceId: `ocid1.instance.oc1.eu-frankfurt-1.${name}`, resourceName: name, details: { shape: 'VM.Standard.E5.Flex' } }));

const table = (rows: readonly JsonObject[]): string => JSON.stringify({ tables: [{ name: 'PrimaryResult', columns: Object.keys(rows[0] ?? {}).map((name) => ({ name, type: 'string' })), rows: rows.map((row) => Object.values(row)) }] });

test('logs of all clouds are read from one folder, in whatever they are delivered', async () => {
  const folder = folderOf({
    'aws/trail.json.gz': trail(trailRecord('1')),
    'azure/hub.json': JSON.stringify({ records: inAzure('hub', azure.exported) }),
    'azure/y=2026/m=11/PT1H.json': lines(inAzure('exported', azure.exported)),
    'azure/list.json': JSON.stringify([...inAzure('listed', azure.listed)].reverse()),
    'azure/rest.json': JSON.stringify({ value: inAzure('rest', azure.listed), nextLink: null }),
    'azure/rows.json': JSON.stringify(inAzure('rows', azure.tabled)),
    'azure/answer.json': table(inAzure('answer', azure.tabled)),
    'azure/portal.csv': csv(inAzure('portal', azure.inCsv)),
    'gcp/list.json': JSON.stringify([...instance('listed')].reverse(), null, 2),
    'gcp/entries.json': JSON.stringify({ entries: instance('entries') }),
    'gcp/cloudaudit.googleapis.com/activity/2026/11/28/02:00:00_02:59:59_S0.json': lines(instance('sunk')),
    'oci/api.json': JSON.stringify(launch('api', oci.event)),
    'oci/cli.json': JSON.stringify({ data: launch('cli', oci.printed) }, null, 2),
    'oci/connector.ndjson.gz': lines(launch('connector', oci.logged)),
    'oci/viewer.json': JSON.stringify(launch('viewer', oci.viewed)),
    'oci/texts.json': lines(launch('texts', oci.texted)),
  });
  const { events, sources, problems, skipped, notices } = await readAll([folder], { readers }, folder);
  expect({ problems, skipped, notices }).toEqual({ problems: [], skipped: [], notices: [] });
  const made = events.filter(({ provider }) => provider !== 'aws').map(({ provider, deed, outcome, subjects, gaps }) => [provider, deed, outcome, ...subjects.map(({ row }) => row.name), ...gaps].join(' '));
  expect(made.sort()).toEqual([
    ...['answer', 'exported', 'hub', 'listed', 'portal', 'rest', 'rows'].map((name) => `azure create success ${name}`),
    ...['entries', 'listed', 'sunk'].map((name) => `gcp create success ${name}`),
    ...['api', 'cli', 'connector', 'texts', 'viewer'].map((name) => `oci create success ${name}`),
  ]);
  expect(sources.map(({ format, records, events: count }) => `${format}: ${count} of ${records}`).sort()).toEqual(['azure-activity: 7 of 21', 'cloudtrail: 1 of 1', 'gcp-audit: 3 of 6', 'oci-audit: 5 of 10']);
  expect(sources.find(({ format }) => format === 'azure-activity')?.scopes).toMatchObject([{ scope: azure.subscription, from: '2026-11-28T02:14:05.101Z', to: '2026-11-28T02:15:41.008Z', records: 21 }]);
  expect(sources.find(({ format }) => format === 'oci-audit')?.scopes).toMatchObject([{ scope: oci.compartment }]);
});

test('the same logs in any order are the same events', async () => {
  const all = [...inAzure('a', azure.listed), ...instance('b'), ...launch('c', oci.event)];
  const of = async (records: readonly JsonObject[]): Promise<readonly unknown[]> => {
    const folder = folderOf({ 'all.ndjson': lines(records) });
    const { events } = await readAll([folder], { readers }, folder);
    return events.map((event) => ({ ...event, source: null })).sort((one, other) => (one.id < other.id ? -1 : 1));
  };
  expect(await of([...all].reverse())).toEqual(await of(all));
});
