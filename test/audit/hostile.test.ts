import { expect, test } from 'vitest';
import { LoggedResources } from '#inputs/inventory/logged.ts';
import { reader as azureReader } from '../../src/audit/azure/reader.ts';
import { reader as gcpReader } from '../../src/audit/gcp/reader.ts';
import { reader as ociReader } from '../../src/audit/oci/reader.ts';
import { gcpRows } from '../../src/audit/gcp/events.ts';
import { ociRows } from '../../src/audit/oci/events.ts';
import { azureRows } from '../../src/audit/azure/events.ts';
import type { AuditReader } from '../../src/audit/reader.ts';
import type { AuditEvent } from '../../src/model/event.ts';
import { isArray, isObject, type JsonObject, type JsonValue } from '../../src/model/json.ts';
import * as azure from './azure/records.ts';
import * as gcp from './gcp/entries.ts';
import * as oci from './oci/records.ts';

/** Numbers of a known row, the same in each run. */
function* numbers(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    yield state >>> 8;
  }
}

const deep = (levels: number): JsonValue => JSON.parse(`${'[{"a":'.repeat(levels)}1${'}]'.repeat(levels)}`) as JsonValue;

const strange: readonly JsonValue[] = [
  null, true, 7, -1, '', '*', '/', '//', '/subscriptions/', '/subscriptions/x/resourceGroups//providers/', '//compute.googleapis.com/', 'projects/', 'ocid1.', 'ocid1.instance.', '{', '{"a":', '[]', '"x"', 'None', '\u0000\u001b[31m\u202e\n', '\ud800',
  [], {}, [[]], [null, 'x', { item: 'y' }], { value: { value: 1 } }, JSON.parse('{"__proto__": {"a": 1}, "constructor": "x", "toString": 1}') as JsonValue, { localizedValue: 1 }, 'a'.repeat(70_000), deep(300),
];

function spoilt(value: JsonValue, draw: () => number): JsonValue {
  if (draw() % 5 === 0) return strange[draw() % strange.length] ?? null;
  if (isArray(value)) return value.map((one, index) => (index === draw() % value.length ? spoilt(one, draw) : one));
  if (!isObject(value)) return strange[draw() % strange.length] ?? null;
  const keys = Object.keys(value);
  const hit = keys[draw() % Math.max(keys.length, 1)];
  return Object.fromEntries(keys.map((key) => [key, key === hit ? spoilt(value[key] ?? null, draw) : (value[key] ?? null)]));
}

const body: JsonObject = { location: 'westeurope', tags: { owner: 'a' }, properties: { hardwareProfile: { vmSize: 'Standard_D4s_v5' }, agentPoolProfiles: [{ count: 3, vmSize: 'x' }] }, sku: { name: 'x', capacity: 4 } };
const request: JsonObject = { name: 'a', machineType: 'zones/z/machineTypes/a2', labels: [{ key: 'a', value: 'b' }], disks: [{ initializeParams: { sourceImage: 'x' } }], cluster: { name: 'c', nodePools: [{ initialNodeCount: 2 }] }, policy: { bindings: [{ role: 'roles/owner', members: ['user:x'] }] } };
const current: JsonObject = { displayName: 'a', shape: 'VM.GPU.A10.1', shapeConfig: { gpus: 1 }, size: 3, freeformTags: { a: 'b' }, definedTags: { 'Oracle-Tags': { CreatedBy: 'x' } }, statements: ['Allow group a to manage all-resources in tenancy'] };

const clouds: readonly (readonly [name: string, reader: AuditReader, records: readonly JsonObject[]])[] = [
  ['Azure', azureReader, azureRows.flatMap(({ operation, type }) => {
    const called = { operation, resourceId: `${azure.group}/providers/${type}/a`, correlation: operation };
    return azure.creation(body, body).flatMap((step) => [azure.listed(called, step), azure.exported(called, step), azure.tabled(called, step)]);
  })],
  ['Google Cloud', gcpReader, gcpRows.map(({ api, method }) => gcp.entry({ api, method: `v1.${method}`, resource: 'projects/p/zones/z/instances/a', request, response: request, labels: { project_id: 'p', zone: 'z' }, operation: { id: method, first: true, last: true }, more: { serviceData: { policyDelta: { bindingDeltas: [{ action: 'ADD', role: 'r', member: 'm' }] } } } }))],
  ['OCI', ociReader, ociRows.flatMap(({ event }) => [oci.event, oci.logged, oci.viewed, oci.texted].map((form) => form({ service: 'ComputeApi', event, id: event, grouping: event, resourceId: 'ocid1.instance.oc1.eu-frankfurt-1.a', current, details: { shape: 'x', namespace: 'n', bucketName: 'b' } })))],
];

test.each(clouds)('%s: a record with anything in any place is an event or is passed over, is judged as what it is, and ends no run', (_, reader, records) => {
  const row = numbers(11);
  const draw = (): number => row.next().value;
  const logged = new LoggedResources({ attributes: () => true, relations: () => true });
  let events = 0;
  const check = (event: AuditEvent): void => {
    events += 1;
    expect(JSON.parse(JSON.stringify(event))).toEqual(event);
    expect(event.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    for (const { row: told, count } of event.subjects) {
      expect([typeof told.id, typeof told.name, typeof told.type, Number.isSafeInteger(count), Object.getPrototypeOf(told.values) === Object.prototype]).toEqual(['string', 'string', 'string', true, true]);
      logged.of(told, event.provider, 'create');
    }
  };
  for (let round = 0; round < Math.ceil(4000 / records.length); round += 1) {
    const reading = reader.open({ pipelines: [{ azure: '*' }, { gcp: '*' }, { oci: '*' }] });
    for (const [index, plain] of records.entries()) {
      const record = spoilt(plain, draw);
      const own = isObject(record) ? reader.unwrap(record) : null;
      if (own === null) continue;
      reading.scopeOf(own);
      const found = reading.read(own, { file: 'log.json', record: index + 1 });
      if (!('passed' in found)) check(found);
    }
    for (const event of reading.finish()) check(event);
  }
  expect(events).toBeGreaterThan(300);
});
