import { describe, expect, test } from 'vitest';
import { ActivityReading, reader } from '../../../src/audit/azure/reader.ts';
import type { Passed } from '../../../src/audit/reader.ts';
import type { AuditEvent } from '../../../src/model/event.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { creation, exported, group, inCsv, listed, mona, portal, subscription, tabled, type Called, type Step } from './records.ts';

function read(records: readonly JsonObject[], pipelines: Parameters<typeof reader.open>[0]['pipelines'] = []): { readonly events: readonly AuditEvent[]; readonly passed: readonly Passed[] } {
  const reading = reader.open({ pipelines });
  const told = records.map((record, index) => {
    const inner = reader.unwrap(record);
    return inner === null ? ({ passed: 'malformed', what: 'not of this log' } as const) : reading.read(inner, { file: 'activity.json', record: index + 1 });
  });
  return { events: [...told.filter((one): one is AuditEvent => 'id' in one), ...reading.finish()], passed: told.filter((one): one is Passed => 'passed' in one) };
}

const vm: Called = { operation: 'Microsoft.Compute/virtualMachines/write', resourceId: `${group}/providers/Microsoft.Compute/virtualMachines/miner-1` };
const body: JsonObject = {
  location: 'westus3',
  tags: { owner: 'mona' },
  properties: { hardwareProfile: { vmSize: 'Standard_NC24ads_A100_v4' }, storageProfile: { imageReference: { offer: 'ubuntu-hpc', publisher: 'microsoft-dsvm', sku: '2204', version: 'latest' } } },
};
const answer: JsonObject = { ...body, id: vm.resourceId, name: 'miner-1', type: 'Microsoft.Compute/virtualMachines', properties: { ...(body['properties'] as JsonObject), vmId: '5d4e8c8e-1111-4222-8333-00000000abcd', provisioningState: 'Creating' } };

const made: AuditEvent = {
  id: `0b5a3f10-0000-4000-8000-00000000c001 microsoft.compute/virtualmachines/write ${vm.resourceId.toLowerCase()} 2026-11-28t02:14:05.101z`,
  provider: 'azure',
  time: '2026-11-28T02:14:05.101Z',
  name: 'Microsoft.Compute/virtualMachines/write',
  service: 'Microsoft.Compute',
  deed: 'create',
  touches: null,
  outcome: 'success',
  error: null,
  scope: {
    account: { status: 'absent' },
    subscription: { status: 'known', value: subscription },
    resourceGroup: { status: 'known', value: 'rg-training' },
    project: { status: 'absent' },
    folders: { status: 'absent' },
    compartment: { status: 'absent' },
    path: { status: 'absent' },
  },
  region: 'westus3',
  actor: { principal: 'mona@shop.example', kind: 'user', name: 'Mona Lisa', behind: null, account: '99999999-aaaa-4bbb-8ccc-000000000009', address: '203.0.113.9', userAgent: null, invokedBy: null },
  channel: 'console',
  claimed: 'console',
  subjects: [
    {
      row: {
        type: 'Microsoft.Compute/virtualMachines',
        id: vm.resourceId.toLowerCase(),
        aliases: [vm.resourceId, 'miner-1', '5d4e8c8e-1111-4222-8333-00000000abcd'],
        name: 'miner-1',
        region: { status: 'known', value: 'westus3' },
        regionPath: 'location',
        zone: { status: 'absent' },
        scope: {
          account: { status: 'absent' },
          subscription: { status: 'known', value: subscription },
          resourceGroup: { status: 'known', value: 'rg-training' },
          project: { status: 'absent' },
          folders: { status: 'absent' },
          compartment: { status: 'absent' },
          path: { status: 'absent' },
        },
        values: answer,
        untold: {},
        partial: null,
        gone: null,
        madeBy: null,
        recorded: null,
      },
      count: 1,
    },
  ],
  grants: [],
  source: { file: 'activity.json', record: 3 },
  gaps: [],
};

describe('a call of Azure', () => {
  const steps = creation(body, answer);

  test('is one event, of three records', () => {
    const { events, passed } = read(steps.map((step) => listed(vm, step)));
    expect(events).toEqual([made]);
    expect(passed.map((one) => one.passed)).toEqual(['held', 'held', 'held']);
  });

  test.each([
    ['a list, newest first', (step: Step) => listed(vm, step), true],
    ['an export', (step: Step) => exported(vm, step), false],
    ['rows of Log Analytics', (step: Step) => tabled(vm, step), false],
    ['a CSV of the portal', (step: Step) => inCsv(vm, step), true],
  ])('is the same whatever form it has: %s', (_, form, turned) => {
    const records = steps.map(form);
    const [event, ...others] = read(turned ? [...records].reverse() : records).events;
    expect(others).toEqual([]);
    expect(event?.subjects[0]?.row.aliases).toEqual(expect.arrayContaining(['miner-1', '5d4e8c8e-1111-4222-8333-00000000abcd']));
    const aliased = (one: AuditEvent | undefined): unknown => ({ ...one, source: null, actor: { ...one?.actor }, subjects: one?.subjects.map(({ row, count }) => ({ row: { ...row, aliases: [] }, count })) });
    expect(aliased(event)).toEqual(aliased(made));
  });

  test('is told once, in whatever files its records stand twice', () => {
    const records = steps.map((step) => listed(vm, step));
    const { events, passed } = read([...records, ...records, ...steps.map((step) => exported(vm, step))]);
    expect(events).toHaveLength(1);
    expect(passed.filter((one) => one.passed === 'duplicate')).toHaveLength(6);
  });

  test('with the correlation of another is another: Terraform has one for a whole run', () => {
    const resize: readonly Step[] = [
      { at: '2026-11-28T02:20:00.000Z', status: 'Started', request: body },
      { at: '2026-11-28T02:20:01.000Z', status: 'Accepted', subStatus: 'OK', response: answer },
      { at: '2026-11-28T02:21:00.000Z', status: 'Succeeded' },
    ];
    const { events } = read([...resize, ...steps].map((step) => listed(vm, step)).reverse());
    expect(events.map(({ time, deed, outcome }) => [time, deed, outcome])).toEqual([
      ['2026-11-28T02:14:05.101Z', 'create', 'success'],
      ['2026-11-28T02:20:00.000Z', 'modify', 'success'],
    ]);
  });

  test('that a deployment makes names it, whichever of them is read first', () => {
    const deployment: Called = { operation: 'Microsoft.Resources/deployments/write', resourceId: `${group}/providers/Microsoft.Resources/deployments/CreateVm-2026` };
    const records = [...steps.map((step) => listed(vm, step)), listed(deployment, { at: '2026-11-28T02:14:01.000Z', status: 'Started' })];
    for (const one of [records, [...records].reverse()]) {
      const { events, passed } = read(one);
      expect(events).toEqual([{ ...made, partOf: deployment.resourceId, source: expect.anything() as unknown }]);
      expect(passed.filter((pass) => pass.passed === 'no-change')).toEqual([{ passed: 'no-change', what: 'Microsoft.Resources/deployments/write' }]);
    }
  });
});

describe('of more calls than are held', () => {
  test('those that have waited longest are told while the log is read', () => {
    const reading = new ActivityReading({ pipelines: [] }, 3);
    const records = Array.from({ length: 10 }, (_, index) => creation(body, answer).map((step) => listed({ ...vm, correlation: `correlation-${index}` }, step))).flat();
    const told = records.flatMap((record, index) => {
      const one = reading.read(reader.unwrap(record) as JsonObject, { file: 'a.json', record: index + 1 });
      return 'passed' in one ? [] : [one];
    });
    expect(told).toHaveLength(7);
    const all = [...told, ...reading.finish()];
    expect(all.map(({ id, deed, outcome, subjects }) => [id.slice(0, 13), deed, outcome, subjects[0]?.row.values['location']])).toEqual(Array.from({ length: 10 }, (_, index) => [`correlation-${index}`, 'create', 'success', 'westus3']));
  });
});

describe('whether a write made or changed', () => {
  test.each<[string, readonly Step[], Partial<AuditEvent>]>([
    ['201 made', [{ at: '2026-11-28T03:00:00Z', status: 'Started' }, { at: '2026-11-28T03:00:01Z', status: 'Succeeded', subStatus: 'Created' }], { deed: 'create' }],
    ['200 changed', [{ at: '2026-11-28T03:00:00Z', status: 'Started' }, { at: '2026-11-28T03:00:01Z', status: 'Succeeded', subStatus: 'OK' }], { deed: 'modify' }],
    ['201 before the end', [{ at: '2026-11-28T03:00:00Z', status: 'Accepted', subStatus: 'Created' }, { at: '2026-11-28T03:00:01Z', status: 'Succeeded', subStatus: 'OK' }], { deed: 'create' }],
    ['202 tells neither, and what ends it is 200 in either case', [{ at: '2026-11-28T03:00:00Z', status: 'Accepted', subStatus: 'Accepted' }, { at: '2026-11-28T03:00:01Z', status: 'Succeeded', subStatus: 'OK' }], { deed: 'modify', mayCreate: true, gaps: ['the records do not tell whether it was made or changed'] }],
    ['no status', [{ at: '2026-11-28T03:00:01Z', status: 'Succeeded' }], { deed: 'modify', mayCreate: true }],
    ['a write that failed was to make something, as far as can be told', [{ at: '2026-11-28T03:00:01Z', status: 'Failed', subStatus: 'BadRequest' }], { deed: 'create', outcome: 'failed' }],
  ])('%s', (_, steps, expected) => {
    const { events } = read(steps.map((step) => exported(vm, step)));
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject(expected);
    expect(events[0]?.mayCreate).toBe(expected.mayCreate);
  });
});

describe('how a call ended', () => {
  const failed = (error: JsonObject | undefined, subStatus: string): AuditEvent | undefined =>
    read([listed(vm, { at: '2026-11-28T03:00:00Z', status: 'Started', request: body }), listed(vm, { at: '2026-11-28T03:00:01Z', status: 'Failed', subStatus, ...(error === undefined ? {} : { error }) })]).events[0];

  test.each<[string, JsonObject | undefined, string, AuditEvent['outcome'], AuditEvent['error']]>([
    ['not allowed', { error: { code: 'AuthorizationFailed', message: 'The client does not have authorization' } }, 'Forbidden', 'denied', { code: 'AuthorizationFailed', message: 'The client does not have authorization' }],
    ['forbidden by a policy', { error: { code: 'RequestDisallowedByPolicy', message: 'Resource was disallowed by policy' } }, 'Forbidden', 'denied', { code: 'RequestDisallowedByPolicy', message: 'Resource was disallowed by policy' }],
    [
      'a quota, within the failure of a deployment',
      { status: 'Failed', error: { code: 'DeploymentFailed', message: 'see details', details: [{ code: 'QuotaExceeded', message: 'exceeds approved Total Regional Cores quota' }] } },
      'Conflict', 'quota', { code: 'QuotaExceeded', message: 'exceeds approved Total Regional Cores quota' },
    ],
    ['a quota of machines', { error: { code: 'OperationNotAllowed', message: 'Operation could not be completed as it results in exceeding approved standardNCADSA100v4Family Cores quota' } }, 'Conflict', 'quota', { code: 'OperationNotAllowed', message: 'Operation could not be completed as it results in exceeding approved standardNCADSA100v4Family Cores quota' }],
    ['an operation that is not allowed now', { error: { code: 'OperationNotAllowed', message: 'The server is busy with another operation' } }, 'Conflict', 'failed', { code: 'OperationNotAllowed', message: 'The server is busy with another operation' }],
    ['no machines left', { error: { code: 'SkuNotAvailable', message: 'not available in westus3' } }, 'Conflict', 'failed', { code: 'SkuNotAvailable', message: 'not available in westus3' }],
    ['no reason given', undefined, 'Conflict', 'failed', { code: 'conflict conflict', message: null }],
  ])('%s', (_, error, subStatus, outcome, told) => {
    const event = failed(error, subStatus);
    expect(event).toMatchObject({ deed: 'create', outcome, error: told });
    expect(event?.subjects[0]?.row.values).toMatchObject({ properties: { hardwareProfile: { vmSize: 'Standard_NC24ads_A100_v4' } } });
  });

  test('an end that is not in the log is told', () => {
    expect(read([listed(vm, { at: '2026-11-28T03:00:00Z', status: 'Started', request: body })]).events[0]).toMatchObject({ outcome: 'accepted', gaps: ['the records do not tell whether it was made or changed', 'the end of the call is not in the log'] });
  });
});

describe('who called', () => {
  const ended: Step = { at: '2026-11-28T03:00:01Z', status: 'Succeeded', subStatus: 'Created', response: answer };
  const by = (claims: JsonObject, caller: string, pipelines: Parameters<typeof reader.open>[0]['pipelines'] = [], evidence?: JsonObject): AuditEvent | undefined => read([listed({ ...vm, claims, caller, ...(evidence === undefined ? {} : { evidence }) }, ended)], pipelines).events[0];

  test.each<[string, JsonObject, string, Partial<AuditEvent['actor']>, AuditEvent['channel']]>([
    ['a person in the portal', mona, 'mona@shop.example', { kind: 'user', principal: 'mona@shop.example', name: 'Mona Lisa' }, 'console'],
    ['a person with the command line', { ...mona, appid: '04B07795-8DDB-461A-BBEE-02F9E1BF7B46' }, 'mona@shop.example', { kind: 'user' }, 'cli'],
    ['a person with PowerShell', { ...mona, appid: '1950a258-227b-4e31-a9cf-717495945fc2' }, 'mona@shop.example', { kind: 'user' }, 'cli'],
    ['an application', { appid: 'aaaa1111-0000-4000-8000-000000000001', appidacr: '1', idtyp: 'app' }, '22222222-aaaa-4bbb-8ccc-000000000002', { kind: 'service-account', principal: '22222222-aaaa-4bbb-8ccc-000000000002', name: 'aaaa1111-0000-4000-8000-000000000001' }, 'unknown'],
    ['the agents of a cluster', { appid: '7319c514-987d-4e9b-ac3d-d38c4f427f4c', idtyp: 'app' }, '33333333-aaaa-4bbb-8ccc-000000000003', { kind: 'service', invokedBy: 'Azure Kubernetes Service' }, 'service'],
    ['a policy that deploys what is missing', { appid: 'aaaa1111-0000-4000-8000-000000000002', idtyp: 'app', xms_mirid: `/subscriptions/${subscription}/providers/Microsoft.Authorization/policyAssignments/backup` }, '44444444-aaaa-4bbb-8ccc-000000000004', { kind: 'service', name: 'backup' }, 'service'],
    ['code on a machine, by the identity of the machine', { appid: 'aaaa1111-0000-4000-8000-000000000003', idtyp: 'app', xms_mirid: `${group}/providers/Microsoft.Compute/virtualMachines/jump` }, '55555555-aaaa-4bbb-8ccc-000000000005', { kind: 'service-account', name: 'jump', behind: `${group}/providers/Microsoft.Compute/virtualMachines/jump` }, 'unknown'],
    ['nobody that the record tells', {}, '', { kind: 'unknown', principal: 'unknown', name: 'unknown' }, 'unknown'],
  ])('%s', (_, claims, caller, actor, channel) => {
    expect(by(claims, caller)).toMatchObject({ actor, channel, claimed: channel });
  });

  test('a pipeline is told by its application', () => {
    const app = { appid: 'aaaa1111-0000-4000-8000-000000000001', idtyp: 'app' };
    expect(by(app, '22222222-aaaa-4bbb-8ccc-000000000002', [{ azure: 'AAAA1111-0000-4000-8000-000000000001' }])).toMatchObject({ channel: 'pipeline', claimed: 'unknown' });
    expect(by(app, '22222222-aaaa-4bbb-8ccc-000000000002', [{ azure: 'bbbb1111-*' }, { gcp: '*' }])).toMatchObject({ channel: 'unknown' });
  });

  test('a person is no pipeline by the application through which they sign in', () => {
    expect(by(mona, 'mona@shop.example', [{ azure: portal }])).toMatchObject({ channel: 'console' });
    expect(by(mona, 'mona@shop.example', [{ azure: 'mona@*' }])).toMatchObject({ channel: 'pipeline', claimed: 'console' });
  });
});

describe('what is no event is told', () => {
  const ended: Step = { at: '2026-11-28T03:00:01Z', status: 'Succeeded', subStatus: 'OK' };
  const of = (operation: string): JsonObject => exported({ operation, resourceId: vm.resourceId }, ended);

  test.each<[JsonObject, Passed]>([
    [of('Microsoft.Compute/virtualMachines/read'), { passed: 'read-only', what: 'MICROSOFT.COMPUTE/VIRTUALMACHINES/READ' }],
    [of('Microsoft.Compute/virtualMachines/runCommand/action'), { passed: 'unlisted', what: 'microsoft.compute/virtualmachines/runcommand/action' }],
    [of('Microsoft.Insights/metricAlerts/write'), { passed: 'unlisted', what: 'microsoft.insights/metricalerts/write' }],
    [of('Microsoft.Storage/storageAccounts/listKeys/action'), { passed: 'no-change', what: 'Microsoft.Storage/storageAccounts/listKeys/action' }],
    [{ ...of('Microsoft.Compute/virtualMachines/write'), category: 'ServiceHealth' }, { passed: 'no-change', what: 'category ServiceHealth' }],
    [{ ...of('Microsoft.Compute/virtualMachines/write'), resultType: 'Active' }, { passed: 'no-change', what: 'MICROSOFT.COMPUTE/VIRTUALMACHINES/WRITE is active' }],
    [{ ...of('Microsoft.Compute/virtualMachines/write'), time: 'last night' }, { passed: 'malformed', what: 'has no time that can be told' }],
    [{ ...of('Microsoft.Compute/virtualMachines/write'), resourceId: '' }, { passed: 'malformed', what: 'has no resource id' }],
  ])('%#', (record, passed) => {
    expect(read([record])).toEqual({ events: [], passed: [passed] });
  });

  test('records of other logs are not taken for its own', () => {
    for (const record of [{ eventName: 'RunInstances', eventSource: 'ec2.amazonaws.com', eventTime: '2026-11-28T02:14:00Z' }, { protoPayload: { methodName: 'v1.compute.instances.insert' }, timestamp: '2026-11-28T02:14:00Z' }, { operationName: 'x' }, {}]) expect(reader.unwrap(record)).toBeNull();
  });

  test('a digest knows whose record it is', () => {
    const inner = reader.unwrap(listed(vm, ended)) as JsonObject;
    expect(reader.open({ pipelines: [] }).scopeOf(inner)).toEqual({ scope: subscription, region: null, time: '2026-11-28T03:00:01.000Z' });
  });

  test('a body that is cut off is a gap, and what is not told is unknown', () => {
    const record = exported(vm, ended);
    const [event] = read([{ ...record, properties: { responseBody: '{"id":"/subscriptions/x","location":"westus3","tags":{"own' } }]).events;
    expect(event).toMatchObject({ gaps: ['the response is cut off'], subjects: [{ row: { values: {}, partial: 'the record of the call is cut off', region: { status: 'unknown', because: 'the record does not tell the location' } } }] });
  });
});
