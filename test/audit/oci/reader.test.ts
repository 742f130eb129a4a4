import { describe, expect, test } from 'vitest';
import { reader } from '../../../src/audit/oci/reader.ts';
import type { Passed, ReaderOptions } from '../../../src/audit/reader.ts';
import type { AuditEvent } from '../../../src/model/event.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { compartment, event, logged, mona, printed, tenancy, texted, viewed, type Logged } from './records.ts';

function read(records: readonly JsonObject[], pipelines: ReaderOptions['pipelines'] = []): { readonly events: readonly AuditEvent[]; readonly passed: readonly Passed[] } {
  const reading = reader.open({ pipelines });
  const told = records.map((record, index) => {
    const inner = reader.unwrap(record);
    if (inner === null) throw new Error('not of this log');
    return reading.read(inner, { file: 'audit.json', record: index + 1 });
  });
  return { events: [...told.filter((one): one is AuditEvent => 'id' in one), ...reading.finish()], passed: told.filter((one): one is Passed => 'passed' in one) };
}

const id = 'ocid1.instance.oc1.eu-frankfurt-1.miner';
const launch: Logged = { service: 'ComputeApi', event: 'LaunchInstance', phase: 'begin', resourceId: id, resourceName: 'miner-1', details: { shape: 'BM.GPU.H100.8', imageId: 'ocid1.image.oc1.eu-frankfurt-1.ubuntu' }, tags: { freeformTags: { owner: 'mona' }, definedTags: { 'Oracle-Tags': { CreatedBy: 'mona@shop.example' } } } };
const launched: Logged = {
  ...launch, phase: 'end', at: '2026-11-28T02:15:40.000Z',
  current: { id, displayName: 'miner-1', compartmentId: compartment, availabilityDomain: 'Uocm:EU-FRANKFURT-1-AD-2', shape: 'BM.GPU.H100.8', shapeConfig: { ocpus: 112, gpus: 8, memoryInGBs: 2048 }, lifecycleState: 'PROVISIONING', sourceDetails: { imageId: 'ocid1.image.oc1.eu-frankfurt-1.ubuntu' } },
};

const made: AuditEvent = {
  id: 'csid1234567890/grouping-1 LaunchInstance',
  provider: 'oci',
  time: '2026-11-28T02:14:05.900Z',
  name: 'LaunchInstance',
  service: 'ComputeApi',
  deed: 'create',
  touches: null,
  outcome: 'success',
  error: null,
  scope: expect.objectContaining({ compartment: { status: 'known', value: compartment }, path: { status: 'absent' } }) as AuditEvent['scope'],
  region: 'eu-frankfurt-1',
  actor: { principal: mona, kind: 'user', name: 'mona@shop.example', behind: null, account: tenancy, address: '203.0.113.9', userAgent: 'Mozilla/5.0 (Macintosh)', invokedBy: null },
  channel: 'console',
  claimed: 'console',
  subjects: [
    {
      row: {
        type: 'oci_core_instance',
        id,
        aliases: ['miner-1'],
        name: 'miner-1',
        region: { status: 'known', value: 'eu-frankfurt-1' },
        regionPath: 'region',
        zone: { status: 'known', value: 'Uocm:EU-FRANKFURT-1-AD-2' },
        scope: expect.objectContaining({ compartment: { status: 'known', value: compartment } }) as AuditEvent['scope'],
        values: {
          id, display_name: 'miner-1', compartment_id: compartment, availability_domain: 'Uocm:EU-FRANKFURT-1-AD-2', shape: 'BM.GPU.H100.8', shape_config: { ocpus: 112, gpus: 8, memory_in_gbs: 2048 }, lifecycle_state: 'PROVISIONING',
          source_details: { image_id: 'ocid1.image.oc1.eu-frankfurt-1.ubuntu', source_id: 'ocid1.image.oc1.eu-frankfurt-1.ubuntu' }, image_id: 'ocid1.image.oc1.eu-frankfurt-1.ubuntu', image: 'ocid1.image.oc1.eu-frankfurt-1.ubuntu', freeform_tags: { owner: 'mona' }, defined_tags: { 'Oracle-Tags.CreatedBy': 'mona@shop.example' },
        },
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
  source: { file: 'audit.json', record: 1 },
  gaps: [],
};

describe('a call of OCI', () => {
  test('is one event, of its begin and its end', () => {
    expect(read([event(launch), event(launched)])).toEqual({ events: [made], passed: [{ passed: 'held', what: 'LaunchInstance' }] });
  });

  test('is the same in either order', () => {
    expect(read([event(launched), event(launch)]).events).toEqual([{ ...made, source: { file: 'audit.json', record: 2 } }]);
  });

  test.each([
    ['Logging and Service Connector Hub', logged, 'computeapi'],
    ['the viewer of the console', viewed, 'computeapi'],
    ['a pipeline that makes texts of objects', texted, 'computeapi'],
    ['the command line', printed, 'ComputeApi'],
  ])('is the same as %s has it', (_, form, service) => {
    expect(read([form(launch), form(launched)]).events).toEqual([{ ...made, service }]);
  });

  test('is told once', () => {
    const { events, passed } = read([event(launch), event(launched), event(launched), logged(launch)]);
    expect(events).toEqual([made]);
    expect(passed.map((one) => one.passed)).toEqual(['held', 'duplicate', 'duplicate']);
  });

  test('of the first version of the log is read too', () => {
    const record = {
      tenantId: tenancy, compartmentId: compartment, compartmentName: 'training', eventId: 'v1', eventName: 'LaunchInstance', eventSource: 'ComputeApi', eventType: 'ServiceApi', eventTime: '2018-11-28T02:14:05.9Z', principalId: mona, userName: 'mona@shop.example',
      credentialId: '', requestAction: 'POST', requestId: 'opc-1', requestAgent: 'Oracle-PythonSDK/1.3 (python 3.6) Oracle-PythonCLI/2.4', requestOrigin: '203.0.113.9', requestHeaders: {}, requestParameters: {}, requestResource: '/20160918/instances/', responseHeaders: {}, responseStatus: '200',
      responseTime: '2018-11-28T02:14:06Z', responsePayload: { resourceName: 'miner-1', id },
    };
    expect(read([record]).events).toMatchObject([{ deed: 'create', time: '2018-11-28T02:14:05.900Z', channel: 'cli', actor: { principal: mona, name: 'mona@shop.example', address: '203.0.113.9', account: tenancy }, subjects: [{ row: { id, name: 'miner-1', partial: 'the record does not hold all that was asked for' } }] }]);
  });

  test('of which one half is in the log says so', () => {
    const [begun] = read([event(launch)]).events;
    expect(begun).toMatchObject({ outcome: 'accepted', gaps: ['the end of the call is not in the log'], subjects: [{ row: { values: { shape: 'BM.GPU.H100.8' }, partial: 'the record does not hold all that was asked for' } }] });
    expect(read([event(launched)]).events).toMatchObject([{ outcome: 'success', gaps: [] }]);
  });

  test('puts what some services wrap in its name', () => {
    const rule = { ...launched, current: { Instance: { id, displayName: 'miner-1', compartmentId: compartment, shape: 'VM.Standard.E5.Flex', shapeConfig: { ocpus: 4 } } } };
    expect(read([texted(rule)]).events[0]?.subjects[0]?.row.values).toMatchObject({ shape: 'VM.Standard.E5.Flex', shape_config: { ocpus: 4 } });
  });
});

describe('how a call ended', () => {
  test.each<[string, string, string | null, AuditEvent['outcome'], string]>([
    ['not allowed', '404', 'NotAuthorizedOrNotFound: Authorization failed or requested resource not found.', 'denied', 'NotAuthorizedOrNotFound'],
    ['forbidden', '403', null, 'denied', '403'],
    ['a limit', '400', 'LimitExceeded: The following service limits were exceeded: gpu-h100-count.', 'quota', 'LimitExceeded'],
    ['a quota', '400', 'QuotaExceeded: compartment quota exceeded', 'quota', 'QuotaExceeded'],
    ['no machines left', '500', 'Out of host capacity.', 'failed', '500'],
    ['a fault', '409', 'IncorrectState', 'failed', 'IncorrectState'],
  ])('%s', (_, status, message, outcome, code) => {
    const record = event({ ...launch, resourceId: undefined, status, ...(message === null ? {} : { message }) });
    const [told, ...others] = read([record]).events;
    expect(others).toEqual([]);
    expect(told).toMatchObject({ deed: 'create', outcome, error: { code, message }, subjects: [{ row: { id: 'attempt/LaunchInstance-begin/0', type: 'oci_core_instance', name: 'miner-1', values: { shape: 'BM.GPU.H100.8' } } }] });
  });
});

describe('who called', () => {
  test.each<[string, JsonObject, AuditEvent['channel'], Partial<AuditEvent['actor']>]>([
    ['a person in the console', {}, 'console', { kind: 'user', principal: mona }],
    ['a person with the command line', { consoleSessionId: null, userAgent: 'Oracle-PythonSDK/2.126.4 (python 3.12; x86_64-Linux) Oracle-PythonCLI/3.40.0' }, 'cli', { kind: 'user' }],
    ['Terraform, as it says', { consoleSessionId: null, userAgent: 'Oracle-GoSDK/65.101.0 (go/1.24; linux/amd64; terraform/1.13.5; terraform-cli/1.13.5) Oracle-TerraformProvider/7.20.0' }, 'terraform', {}],
    ['a library', { consoleSessionId: null, userAgent: 'Oracle-JavaSDK/3.44.1 (Linux; Java/17)' }, 'sdk', {}],
    ['a machine by its own principal', { consoleSessionId: null, principalId: 'ocid1.instance.oc1.eu-frankfurt-1.jump', principalName: 'jump', userAgent: 'Oracle-PythonSDK/2.126.4' }, 'sdk', { kind: 'service-account', name: 'jump' }],
    ['a node pool', { consoleSessionId: null, principalId: 'ocid1.nodepool.oc1.eu-frankfurt-1.gpu', principalName: 'gpu', userAgent: null }, 'service', { kind: 'service', invokedBy: 'gpu' }],
    ['a service', { consoleSessionId: null, principalId: 'blockstorage', principalName: 'blockstorage', authType: 's2s', userAgent: 'Jersey/2.31' }, 'service', { kind: 'service', invokedBy: 'blockstorage' }],
    ['a service on behalf of a person', { consoleSessionId: null, authType: 'obo', callerName: 'containerengine', userAgent: 'Jersey/2.31' }, 'sdk', { kind: 'user', principal: mona, invokedBy: 'containerengine' }],
    ['nobody that the record tells', { consoleSessionId: null, principalId: null, principalName: null, userAgent: null }, 'unknown', { kind: 'unknown', principal: 'unknown' }],
  ])('%s', (_, identity, channel, actor) => {
    expect(read([event({ ...launched, phase: undefined, identity })]).events).toMatchObject([{ channel, claimed: channel, actor }]);
    expect(read([texted({ ...launched, identity })]).events).toMatchObject([{ channel, claimed: channel, actor }]);
  });

  test('a pipeline is told by its OCID, whatever it says of itself', () => {
    expect(read([event(launched)], [{ oci: mona }]).events).toMatchObject([{ channel: 'pipeline', claimed: 'console' }]);
    expect(read([event(launched)], [{ oci: 'ocid1.user.oc1..deployer' }]).events).toMatchObject([{ channel: 'console' }]);
  });
});

describe('what is no event is told', () => {
  test.each<[JsonObject, Passed]>([
    [event({ service: 'ComputeApi', event: 'ListInstances' }), { passed: 'read-only', what: 'ListInstances' }],
    [logged({ service: 'EventsService', event: 'GetRule' }), { passed: 'read-only', what: 'GetRule' }],
    [event({ service: 'IdentitySignOn', event: 'InteractiveLogin' }), { passed: 'unlisted', what: 'IdentitySignOn:InteractiveLogin' }],
    [event({ service: 'ComputeApi', event: 'InstanceAction', resourceId: id, parameters: { action: ['RESET'] } }), { passed: 'no-change', what: 'InstanceAction RESET' }],
    [{ ...event(launch), eventTime: 'soon' }, { passed: 'malformed', what: 'has no time that can be told' }],
    [{ eventType: 'com.oraclecloud.ComputeApi.', eventTime: '2026-11-28T02:14:05Z', data: {} }, { passed: 'malformed', what: 'has no event name' }],
  ])('%#', (record, passed) => {
    expect(read([record])).toEqual({ events: [], passed: [passed] });
  });

  test('records of other logs are not taken for its own', () => {
    for (const record of [{ eventName: 'RunInstances', eventSource: 'ec2.amazonaws.com', eventTime: 'x', recipientAccountId: '1' }, { type: 'com.example.thing' }, { protoPayload: {} }, { logContent: 'x' }, {}]) expect(reader.unwrap(record)).toBeNull();
  });

  test('a digest knows whose record it is', () => {
    for (const form of [event, logged, viewed, texted, printed]) expect(reader.open({ pipelines: [] }).scopeOf(reader.unwrap(form(launch)) as JsonObject)).toEqual({ scope: compartment, region: 'eu-frankfurt-1', time: '2026-11-28T02:14:05.900Z' });
  });
});
