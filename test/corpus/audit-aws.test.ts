import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { reader } from '../../src/audit/aws/reader.ts';
import type { Passed } from '../../src/audit/reader.ts';
import type { AuditEvent } from '../../src/model/event.ts';
import { isArray, isObject, member, type JsonObject, type JsonValue } from '../../src/model/json.ts';
import { corpus, filesBelow } from './corpus.ts';

const folder = join(corpus ?? '', 'audit/aws');
const files = filesBelow(folder, /\.json(?:\.gz)?$/);

interface Case {
  readonly name: string;
  readonly fires: boolean | null;
  readonly record: JsonObject;
}

/** Records of a file, out of lists; panther's tests say beside each whether its rule fires. */
function* casesIn(value: JsonValue | undefined, fires: boolean | null = null, name = ''): Generator<Case> {
  if (isArray(value)) for (const one of value) yield* casesIn(one, fires, name);
  else if (isObject(value)) {
    const list = member(value, 'Records') ?? member(value, 'cases');
    if (list !== undefined) yield* casesIn(list);
    else if (Object.hasOwn(value, 'rule_fires')) yield* casesIn(member(value, 'event'), member(value, 'rule_fires') === true, String(member(value, 'name')));
    else yield { name, fires, record: value };
  }
}

function casesOf(file: string): readonly Case[] {
  const bytes = readFileSync(join(folder, file));
  const value: JsonValue = JSON.parse((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString());
  return [...casesIn(value)];
}

/** By themselves: made-up records of panther's tests have ids in common. Null: no record of CloudTrail. */
function read({ record }: Case, file: string): AuditEvent | Passed | null {
  const own = reader.unwrap(record);
  return own === null ? null : reader.open({ pipelines: [] }).read(own, { file, record: 1 });
}

const isEvent = (one: AuditEvent | Passed | null): one is AuditEvent => one !== null && !('passed' in one);
const eventsOf = (file: string): readonly AuditEvent[] => casesOf(file).map((one) => read(one, file)).filter(isEvent);

test.runIf(corpus !== null)('every record is an event, or it is said why it is none', () => {
  const counts: Record<string, number> = {};
  const malformed: string[] = [];
  const strange: string[] = [];
  for (const file of files) {
    for (const one of casesOf(file)) {
      const found = read(one, file);
      const kind = found === null ? 'not of this log' : 'passed' in found ? found.passed : 'event';
      counts[kind] = (counts[kind] ?? 0) + 1;
      if (found === null) strange.push(file.slice(file.lastIndexOf('/') + 1));
      else if ('passed' in found && found.passed === 'malformed') malformed.push(found.what);
    }
  }
  // Messages on duty, configuration rules and findings, which are delivered as EventBridge delivers records.
  expect(strange).toEqual(['ec2-duty-event.json', 'event-config-rule-instance.json', 'event-phd-ec2-retire.json', 'event-securityhub-cloudtrail-finding-action.json', 'event-securityhub-iamkey-finding-action.json', 'iam-duty-event.json']);
  expect(malformed).toEqual(['a record of CreateModelCustomizationJob without eventTime', 'a record of DeleteBucket without eventSource', 'a record of DeleteObject without eventSource']);
  expect(counts['event'] ?? 0).toBeGreaterThan(100);
});

test.runIf(corpus !== null)('a table of another tool is read as far as it tells: it leaves out whose call it is', () => {
  const [header = '', ...rows] = readFileSync(join(folder, 'OTRF+Security-Datasets/AWS_S3_HoneyBucketLogs.csv'), 'utf8').trimEnd().split('\n');
  const names = header.split(',');
  for (const row of rows) {
    const [type = '', name = ''] = row.split(',');
    const own = reader.unwrap({ [names[0] ?? '']: type, [names[1] ?? '']: name, 'Request ID': 'x' });
    const found = own === null ? null : reader.open({ pipelines: [] }).read(own, { file: 'x', record: 1 });
    expect([{ passed: 'read-only', what: name }, { passed: 'malformed', what: `a record of ${name} without eventSource` }]).toContainEqual(found);
  }
});

test.runIf(corpus !== null)('every event has an actor, a time and its subjects where the record tells them', () => {
  for (const file of files) {
    for (const event of eventsOf(file)) {
      expect(event.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      expect(event.actor.principal).not.toBe('');
      expect(JSON.stringify(event)).not.toMatch(/HIDDEN_DUE_TO_SECURITY_REASONS|sensitiveDataRemoved/);
      for (const { row, count } of event.subjects) {
        expect(row.name).not.toBe('');
        expect(Number.isSafeInteger(count)).toBe(true);
      }
    }
  }
});

/** Attacks of Stratus Red Team: what the attacker did that is ours to see. What Terraform set up before it says so; the attacker's tool never does. */
const attacks: readonly (readonly [file: string, events: readonly string[]])[] = [
  ['defense-evasion.cloudtrail-delete', ['DeleteTrail delete logging']],
  ['execution.ec2-user-data', ['StartInstances start', 'ModifyInstanceAttribute modify code', 'StopInstances stop']],
  ['exfiltration.ec2-security-group-open-port-22-ingress', ['AuthorizeSecurityGroupIngress modify network']],
  ['persistence.iam-create-user-login-profile', ['DeleteLoginProfile modify credential failed', 'CreateLoginProfile modify credential']],
  ['persistence.lambda-backdoor-function', ['AddPermission20150331v2 modify access']],
  ['persistence.lambda-layer-extension', ['UpdateFunctionConfiguration20150331v2 modify']],
  ['persistence.lambda-overwrite-code', ['UpdateFunctionCode20150331v2 modify code']],
  ['persistence.rolesanywhere-create-trust-anchor', ['CreateTrustAnchor create access', 'CreateProfile create access']],
];

test.runIf(corpus !== null).each(attacks)('stratus: %s', (name, expected) => {
  const byAttacker = eventsOf(`DataDog+stratus-red-team/aws.${name}.json`).filter(({ channel }) => channel !== 'terraform');
  expect(byAttacker.map((event) => [event.name, event.deed, event.touches, event.outcome === 'success' ? null : event.outcome].filter((one) => one !== null).join(' '))).toEqual(expected);
  expect(new Set(byAttacker.map(({ claimed, actor }) => `${claimed} ${actor.name}`))).toEqual(new Set(['unknown christophe']));
});

/** Where panther's rule asks what an event tells as well: it fires on those, and on no others. */
const rules: readonly (readonly [file: string, fires: (event: AuditEvent) => boolean])[] = [
  ['aws_iam_create_user', ({ name, outcome }) => name === 'CreateUser' && outcome === 'success'],
  ['aws_iam_create_role', ({ name, outcome }) => name === 'CreateRole' && outcome === 'success'],
  ['aws_iam_attach_admin_role_policy', ({ grants }) => grants.some(({ role }) => role.endsWith('/AdministratorAccess'))],
  ['aws_iam_attach_admin_user_policy', ({ grants }) => grants.some(({ role }) => role.endsWith('/AdministratorAccess'))],
  ['aws_ec2_vpc_modified', ({ outcome, subjects }) => outcome === 'success' && subjects.some(({ row }) => row.type === 'AWS::EC2::VPC')],
  ['aws_ec2_route_table_modified', ({ outcome, subjects }) => outcome === 'success' && subjects.some(({ row }) => row.type === 'AWS::EC2::RouteTable')],
  ['aws_ec2_network_acl_modified', ({ outcome, subjects }) => outcome === 'success' && subjects.some(({ row }) => row.type === 'AWS::EC2::NetworkAcl')],
  ['aws_ec2_stopinstances', ({ deed, outcome, channel }) => deed === 'stop' && outcome === 'success' && channel !== 'service'],
  ['aws_modify_cloud_compute_infrastructure', ({ outcome, channel, subjects }) => outcome === 'success' && channel !== 'service' && subjects.some(({ row }) => row.type === 'AWS::EC2::Instance')],
  ['aws_cloudtrail_created', ({ deed, touches, outcome }) => deed === 'create' && touches === 'logging' && outcome === 'success'],
  ['aws_dns_logs_deleted', ({ deed, touches }) => deed === 'delete' && touches === 'logging'],
  ['aws_backdoor_lambda_function', ({ name, touches }) => touches === 'access' && name.startsWith('AddPermission')],
  ['aws_rds_manual_snapshot_created', ({ deed, subjects }) => deed === 'create' && subjects.some(({ row }) => row.type === 'AWS::RDS::DBSnapshot' && !['automated', 'awsbackup'].includes(String(row.values['SnapshotType'])))],
  ['aws_root_access_key_created', ({ actor, subjects }) => actor.kind === 'root' && subjects.some(({ row }) => row.type === 'AWS::IAM::AccessKey' && row.values['UserName'] === undefined)],
];

test.runIf(corpus !== null).each(rules)('panther: %s', (file, fires) => {
  const path = `panther-labs+panther-analysis/${file}.json`;
  const differ = casesOf(path).filter((one) => {
    const event = read(one, path);
    return (isEvent(event) && fires(event)) !== one.fires;
  });
  expect(differ.map(({ name }) => name)).toEqual([]);
});
