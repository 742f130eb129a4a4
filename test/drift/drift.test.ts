import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { account, browser, deployer, instances, packed, plan, record, state, trail, type Machine } from './trail.ts';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'landrail-drift-'));
const cache = mkdtempSync(join(tmpdir(), 'landrail-drift-cache-'));
afterAll(() => {
  for (const one of [folder, cache]) rmSync(one, { recursive: true, force: true });
});

/** Each test begins with one machine that code declares, that is there, and that nobody has touched of late. */
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  write({ 'states/a.tfstate': state([owned]), 'live.json': instances([owned]), 'logs/a.json': trail([record({ time: '2026-10-01T09:00:00Z', id: owned.id, role: 'terraform-deploy', who: 'ci', agent: 'APN/1.0 HashiCorp/1.0 Terraform/1.13.5' })]) });
});

function write(files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

interface Reported {
  readonly verdict: string;
  readonly findings: readonly { readonly guardrail: string; readonly verdict: string; readonly severity: string; readonly message: string; readonly resource: { readonly address: string } | null }[];
  readonly summary: { readonly bySeverity: object };
  readonly trend?: readonly object[];
  readonly drift?: { readonly window: object; readonly items: readonly { readonly verdict: string; readonly resource: { readonly address: string; readonly type: string }; readonly event: { readonly name: string; readonly channel: string } | null; readonly changed: readonly { readonly path: string }[] }[]; readonly counts: Readonly<Record<string, number>> };
  readonly errors: readonly { readonly code: string; readonly where: string | null }[];
  readonly notices: readonly { readonly code: string; readonly message: string }[];
}

const bash = process.platform !== 'win32' && spawnSync('bash', ['-c', ':']).status === 0;
if (!bash) console.log('skipped: a history on a full disk (bash, which bounds what may be written, is not on PATH)');

const config = `version: 1\ndrift:\n  pipelines:\n    - aws: "${deployer}"\n`;

function landrail(args: readonly string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  write({ 'landrail.yaml': config });
  return spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8', cwd: folder, env: { PATH: process.env['PATH'], HOME: folder, XDG_CACHE_HOME: cache, NO_COLOR: '1', LANDRAIL_NOW: '2026-11-02T06:00:00Z' } });
}

function drift(args: readonly string[]): { readonly status: number | null; readonly stderr: string; readonly report: Reported; readonly bytes: string } {
  const out = join(folder, 'report.json');
  rmSync(out, { force: true });
  const { status, stderr } = landrail(['drift', ...args, '--format', 'json=report.json', '--format', 'terminal']);
  const bytes = readFileSync(out, 'utf8');
  return { status, stderr, report: JSON.parse(bytes) as Reported, bytes };
}

const verdictsOf = ({ drift: found }: Reported): readonly string[] => (found?.items ?? []).map(({ verdict, resource, event }) => `${verdict} ${resource.address.split('/').at(-1) ?? ''} ${event === null ? '-' : `${event.name} ${event.channel}`}`);

const night = '2026-11-01T23:00:00Z';
const owned = { id: 'i-0aaaa0000aaaa0001', tags: { owner: 'parcels' } };
const sides = ['--iac', 'states', '--inventory', 'live.json', '--audit', 'logs'];

describe('a night', () => {
  test('what nobody made by hand is managed, and no finding', () => {
    write({ 'states/a.tfstate': state([owned]), 'live.json': instances([owned]), 'logs/a.json': trail([record({ time: night, id: owned.id, role: 'terraform-deploy', who: 'ci', agent: 'APN/1.0 HashiCorp/1.0 Terraform/1.13.5' })]) });
    const { status, report } = drift([...sides, '--no-history']);
    expect(verdictsOf(report)).toEqual([]);
    expect(report.drift?.counts['managed']).toBe(1);
    expect(report.findings.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
    expect(status).toBe(0);
  });

  test('a policy that fails over each inventory is one error', () => {
    const policy = 'package landrail.guardrails.day_of_launch\n\nimport rego.v1\n\ndeny contains {"resource": r.address, "path": "id", "msg": time.format([0, "Europe/Berlin", "MST"])} if some r in input.resources\n';
    write({ 'own.yaml': `${config}policies: [own]\n`, 'own/day_of_launch.rego': policy, 'live.json': instances([owned]), 'more.json': instances([{ id: 'i-0aaaa0000aaaa0009' }]) });
    const { status, report } = drift(['--config', 'own.yaml', '--inventory', 'live.json', '--inventory', 'more.json', '--no-history']);
    expect(report.errors.map(({ code }) => code)).toEqual(['policy-builtin']);
    expect(status).toBe(2);
  });

  test('what was made, changed, removed and tried by hand is told, each with its call', () => {
    const [gone, changed, byHand] = [{ id: 'i-0aaaa0000aaaa0002' }, { id: 'i-0aaaa0000aaaa0003', tags: { owner: 'parcels' } }, { id: 'i-0aaaa0000aaaa0004', type: 'p5.48xlarge', region: 'us-west-2' }];
    write({
      'states/a.tfstate': state([owned, gone, changed]),
      'live.json': instances([owned, { ...changed, tags: { owner: 'mona' } }, byHand]),
      'logs/a.json': trail([
        record({ time: night, id: byHand.id, type: byHand.type, region: byHand.region }),
        record({ time: '2026-11-01T23:10:00Z', name: 'TerminateInstances', id: gone.id, agent: 'aws-cli/2.31.0' }),
      ]),
      'logs/b.json.gz': packed([
        record({ time: '2026-11-01T23:20:00Z', id: 'i-0aaaa0000aaaa0005', agent: 'Boto3/1.40.61' }),
        record({ time: '2026-11-01T23:50:00Z', name: 'TerminateInstances', id: 'i-0aaaa0000aaaa0005', agent: 'Boto3/1.40.61' }),
        record({ time: '2026-11-01T23:55:00Z', id: '', type: 'p5.48xlarge', error: 'Client.VcpuLimitExceeded' }),
      ]),
    });
    const { status, report, bytes } = drift([...sides, '--no-history']);
    expect(verdictsOf(report)).toEqual([
      'modified-outside i-0aaaa0000aaaa0003 -',
      'deleted-outside aws_instance.parcels_1 TerminateInstances cli',
      'unmanaged i-0aaaa0000aaaa0004 RunInstances console',
      'ephemeral i-0aaaa0000aaaa0005 RunInstances sdk',
      expect.stringMatching(/^attempt .* RunInstances console$/) as string,
    ]);
    expect(report.drift?.items[0]?.changed.map(({ path }) => path)).toEqual(['tags.owner']);
    const gate = report.findings.filter(({ resource }) => resource?.address.endsWith(byHand.id) === true).map(({ guardrail, verdict }) => `${verdict} ${guardrail}`);
    expect(gate).toEqual(expect.arrayContaining(['fail gpu-shapes', 'fail unmanaged-creation']));
    expect(status).toBe(1);

    // The same bytes, whatever the order in which the files are given.
    expect(drift(['--audit', 'logs/b.json.gz', '--audit', 'logs/a.json', '--inventory', 'live.json', '--iac', 'states', '--no-history']).report.drift?.items).toEqual(report.drift?.items);
    expect(drift([...sides, '--no-history']).bytes).toBe(bytes);
  });

  test('a door that was opened by hand is told, whoever reads the logs', () => {
    const [id, arn] = ['sg-0aaaabbbbccccdddd', `arn:aws:ec2:eu-west-1:${account}:security-group/sg-0aaaabbbbccccdddd`];
    const rule = (port: number, cidr: string): object => ({ protocol: 'tcp', from_port: port, to_port: port, cidr_blocks: [cidr], ipv6_cidr_blocks: [], prefix_list_ids: [], security_groups: [], self: false, description: '' });
    const there = (port: number, ...cidrs: readonly string[]): object => ({ IpProtocol: 'tcp', FromPort: port, ToPort: port, IpRanges: cidrs.map((CidrIp) => ({ CidrIp })), Ipv6Ranges: [], PrefixListIds: [], UserIdGroupPairs: [] });
    write({
      'door/code/a.tfstate': JSON.stringify({ version: 4, terraform_version: '1.13.5', serial: 1, lineage: 'door', outputs: {}, resources: [{ mode: 'managed', type: 'aws_security_group', name: 'parcels', provider: 'provider["registry.terraform.io/hashicorp/aws"]', instances: [{ schema_version: 1, attributes: { id, arn, name: 'parcels', ingress: [rule(443, '10.0.0.0/8'), rule(443, '192.168.0.0/16')], egress: [], tags: {} } }] }] }),
      'door/live.json': JSON.stringify({ SecurityGroups: [{ GroupId: id, GroupName: 'parcels', OwnerId: account, SecurityGroupArn: arn, IpPermissions: [there(443, '192.168.0.0/16', '10.0.0.0/8'), there(22, '0.0.0.0/0')], IpPermissionsEgress: [] }] }),
    });
    const { status, report } = drift(['--iac', 'door/code', '--inventory', 'door/live.json', '--no-history']);
    expect(report.drift?.items.map(({ verdict, changed }) => [verdict, changed])).toEqual([['modified-outside', [{ path: 'ingress', declared: null, live: 'tcp 22 from 0.0.0.0/0', member: true }]]]);
    expect(report.findings.map(({ guardrail, severity, message }) => [guardrail, severity, message])).toEqual([['modified-outside', 'high', 'ingress has tcp 22 from 0.0.0.0/0, which code does not declare, and no log tells who changed it']]);
    expect(status).toBe(1);
  });

  test('a door that was opened by hand and that an apply took into the state is told by the source', () => {
    const [id, arn] = ['sg-0aaaabbbbccccddde', `arn:aws:ec2:eu-west-1:${account}:security-group/sg-0aaaabbbbccccddde`];
    const rule = (port: number, cidr: string): object => ({ protocol: 'tcp', from_port: port, to_port: port, cidr_blocks: [cidr], ipv6_cidr_blocks: [], prefix_list_ids: [], security_groups: [], self: false, description: '' });
    const there = (port: number, cidr: string): object => ({ IpProtocol: 'tcp', FromPort: port, ToPort: port, IpRanges: [{ CidrIp: cidr }], Ipv6Ranges: [], PrefixListIds: [], UserIdGroupPairs: [] });
    const provider = 'provider["registry.terraform.io/hashicorp/aws"]';
    write({
      'absorbed/code/terraform.tfstate': JSON.stringify({ version: 4, terraform_version: '1.13.5', serial: 9, lineage: 'absorbed', outputs: {}, resources: [
        { mode: 'managed', type: 'aws_security_group', name: 'parcels', provider, instances: [{ schema_version: 1, attributes: { id, arn, name: 'parcels', ingress: [rule(443, '10.0.0.0/8'), rule(22, '0.0.0.0/0')], egress: [], tags: {} } }] },
        { mode: 'managed', type: 'aws_vpc_security_group_ingress_rule', name: 'https', provider, instances: [{ schema_version: 0, attributes: { id: 'sgr-0aaaaaaaaaaaaaaa1', security_group_id: id, ip_protocol: 'tcp', from_port: 443, to_port: 443, cidr_ipv4: '10.0.0.0/8', cidr_ipv6: null, prefix_list_id: null, referenced_security_group_id: null, tags: null } }] },
      ] }),
      'absorbed/live.json': JSON.stringify({ SecurityGroups: [{ GroupId: id, GroupName: 'parcels', OwnerId: account, SecurityGroupArn: arn, IpPermissions: [there(443, '10.0.0.0/8'), there(22, '0.0.0.0/0')], IpPermissionsEgress: [] }] }),
    });
    const changed = (body: string): readonly string[] => {
      write({ 'absorbed/code/main.tf': `resource "aws_security_group" "parcels" {\n  name = "parcels"\n${body}}\nresource "aws_vpc_security_group_ingress_rule" "https" {\n  security_group_id = aws_security_group.parcels.id\n  ip_protocol = "tcp"\n  from_port = 443\n  to_port = 443\n  cidr_ipv4 = "10.0.0.0/8"\n}\n` });
      return (drift(['--iac', 'absorbed/code', '--inventory', 'absorbed/live.json', '--no-history']).report.drift?.items ?? []).map((item) => `${item.verdict} ${JSON.stringify(item.changed)}`);
    };
    expect(changed('')).toEqual(['modified-outside [{"path":"ingress","declared":null,"live":"tcp 22 from 0.0.0.0/0","member":true}]']);
    expect(changed('  dynamic "ingress" {\n    for_each = []\n    content {\n      protocol = "tcp"\n    }\n  }\n')).toHaveLength(1);
    expect(changed('  dynamic "ingress" {\n    for_each = var.ports\n    content {\n      protocol = "tcp"\n      from_port = ingress.value\n      to_port = ingress.value\n    }\n  }\n')).toEqual([]);
  });

  test('a thing of which an inventory has several records is judged as any other', () => {
    const item = (configurationItemCaptureTime: string, instanceType: string): object => ({
      resourceType: 'AWS::EC2::Instance', resourceId: 'i-0aaaa0000aaaa0007', configurationItemStatus: 'OK', configurationItemCaptureTime, tags: {},
      ARN: `arn:aws:ec2:eu-west-1:${account}:instance/i-0aaaa0000aaaa0007`, awsRegion: 'eu-west-1', awsAccountId: account, configuration: { instanceId: 'i-0aaaa0000aaaa0007', instanceType },
    });
    write({ 'live.json': JSON.stringify({ configurationItems: [item('2026-10-30T10:00:00Z', 't3.small'), item('2026-10-31T10:00:00Z', 'p5.48xlarge')] }) });
    const { report } = drift(['--iac', 'states', '--inventory', 'live.json', '--no-history']);
    expect(verdictsOf(report)).toContain('unmanaged i-0aaaa0000aaaa0007 -');
    expect(report.findings.flatMap(({ guardrail, resource }) => (guardrail === 'gpu-shapes' ? [resource?.address] : []))).toEqual([`arn:aws:ec2:eu-west-1:${account}:instance/i-0aaaa0000aaaa0007`]);
  });

  test('of two inventories the newer one counts, whatever they are called', () => {
    const listed = (started: string, owner: string): string => [
      { landrail: 'inventory', version: 1, provider: 'aws', asked: {}, started },
      { row: { type: 'AWS::EC2::Instance', id: `arn:aws:ec2:eu-west-1:${account}:instance/${owned.id}`, aliases: [owned.id], name: owned.id, region: 'eu-west-1', scope: { account }, values: { InstanceId: owned.id, InstanceType: 'm7i.large', Tags: [{ Key: 'owner', Value: owner }] } } },
      { end: { resources: 1 } },
    ].map((line) => `${JSON.stringify(line)}\n`).join('');
    const [older, newer] = [listed('2026-11-01T05:00:00Z', 'parcels'), listed('2026-11-02T05:00:00Z', 'mona')];
    const told = (files: Readonly<Record<string, string>>): readonly string[] => {
      write(files);
      return verdictsOf(drift(['--iac', 'states', ...Object.keys(files).flatMap((path) => ['--inventory', path]), '--no-history']).report);
    };
    expect(told({ 'a.ndjson': older })).toEqual([]);
    const changed = [`modified-outside ${owned.id} -`];
    expect(told({ 'a.ndjson': newer })).toEqual(changed);
    expect(told({ 'a.ndjson': older, 'b.ndjson': newer })).toEqual(changed);
    // What was removed between them nobody can tell.
    expect(drift(['--iac', 'states', '--inventory', 'a.ndjson', '--inventory', 'b.ndjson', '--no-history']).report.notices).toContainEqual({ code: 'drift-inventories', message: 'inventories of 2026-11-01T05:00:00Z and 2026-11-02T05:00:00Z list the same accounts and regions: what was removed between them counts as there', where: null, hint: 'give the newest of them alone' });
    expect(drift(['--iac', 'states', '--inventory', 'b.ndjson', '--no-history']).report.notices.filter(({ code }) => code === 'drift-inventories')).toEqual([]);
    expect(told({ 'a.ndjson': newer, 'b.ndjson': older })).toEqual(changed);
    expect(told({ 'all.ndjson': older + newer })).toEqual(changed);
    expect(told({ 'all.ndjson': newer + older })).toEqual(changed);
  });

  test('a thing whose name holds half a character is judged by guardrails and detections, and joined with its calls, as any other', () => {
    const lone = 'shop\ud800x';
    const name = `//compute.googleapis.com/projects/shop/zones/europe-west4-a/instances/${lone}`;
    const self = `projects/shop/zones/europe-west4-a/instances/${lone}`;
    write({
      'google/code/a.tfstate': JSON.stringify({ version: 4, terraform_version: '1.13.5', serial: 1, lineage: 'shop', outputs: {}, resources: [{ mode: 'managed', type: 'google_compute_instance', name: 'till', provider: 'provider["registry.terraform.io/hashicorp/google"]', instances: [{ schema_version: 6, attributes: { id: 'projects/shop/zones/europe-west4-a/instances/till', name: 'till', project: 'shop', zone: 'europe-west4-a', machine_type: 'e2-small' } }] }] }),
      'google/live.json': JSON.stringify([{ name, assetType: 'compute.googleapis.com/Instance', resource: { version: 'v1', data: { name: lone, zone: 'projects/shop/zones/europe-west4-a', machineType: 'projects/shop/zones/europe-west4-a/machineTypes/a3-highgpu-8g', status: 'RUNNING' } }, ancestors: ['projects/410001'] }]),
      'google/log.json': JSON.stringify([{
        insertId: 'a1', timestamp: night, logName: 'projects/shop/logs/cloudaudit.googleapis.com%2Factivity', resource: { type: 'gce_instance', labels: { project_id: 'shop', zone: 'europe-west4-a', instance_id: '1' } },
        protoPayload: { '@type': 'type.googleapis.com/google.cloud.audit.AuditLog', serviceName: 'compute.googleapis.com', methodName: 'v1.compute.instances.insert', resourceName: self, authenticationInfo: { principalEmail: 'mona@parcels.example' }, requestMetadata: { callerIp: '198.51.100.23', callerSuppliedUserAgent: browser }, request: { '@type': 'type.googleapis.com/compute.instances.insert', name: lone, machineType: 'projects/shop/zones/europe-west4-a/machineTypes/a3-highgpu-8g' } },
      }]),
    });
    const { status, stderr, report } = drift(['--iac', 'google/code', '--inventory', 'google/live.json', '--audit', 'google/log.json', '--no-history']);
    const told = '//compute.googleapis.com/projects/shop/zones/europe-west4-a/instances/shop\ufffdx';
    expect(report.drift?.items.map(({ resource, event }) => [resource.address, event?.name])).toContainEqual([told, 'v1.compute.instances.insert']);
    const found = report.findings.filter(({ guardrail }) => ['gpu-shapes', 'unmanaged-creation'].includes(guardrail)).map(({ guardrail, resource }) => `${guardrail} ${resource?.address}`).sort();
    expect([status, found, stderr]).toEqual([1, [`gpu-shapes ${told}`, `unmanaged-creation ${told}`], '']);
  });

  test('of a record in two files the same copy is told of, in whatever order they are given', () => {
    const twice = record({ time: night, id: 'i-0aaaa0000aaaa0006' });
    write({ 'copies/a.json': trail([twice]), 'copies/b.json': trail([twice, record({ time: night, id: 'i-0aaaa0000aaaa0007' })]) });
    const [a, b] = [['--audit', 'copies/a.json'], ['--audit', 'copies/b.json']] as const;
    const rest = ['--iac', 'states', '--inventory', 'live.json', '--no-history'];
    expect(drift([...b, ...rest, ...a, ...b]).bytes).toBe(drift([...a, ...b, ...rest]).bytes);
  });

  test('events of after the window are counted, and no more', () => {
    write({ 'states/a.tfstate': state([owned]), 'live.json': instances([owned]), 'later.json': trail([record({ time: night, id: owned.id, name: 'StopInstances' }), record({ time: '2026-11-02T06:00:00Z', id: 'i-0bbbb0000bbbb0001' }), record({ time: '2031-01-01T00:00:00Z', id: 'i-0bbbb0000bbbb0002' })]) });
    const { report } = drift(['--iac', 'states', '--inventory', 'live.json', '--audit', 'later.json', '--no-history']);
    expect([verdictsOf(report), report.notices.filter(({ code }) => code === 'drift-later').map(({ message }) => message)]).toEqual([[], ['2 events are later than the window, until 2031-01-01T00:00:00.000Z: of another report, or of a clock that is wrong']]);
  });

  test('of what two inventories list by different names the fuller one counts, and it is one thing', () => {
    const volume = 'vol-0c0c0c0c0c0c0c0c1';
    const item = { configurationItemVersion: '1.3', configurationItemCaptureTime: '2026-11-01T10:00:00.000Z', awsAccountId: account, configurationItemStatus: 'OK', resourceType: 'AWS::EC2::Volume', resourceId: volume, ARN: `arn:aws:ec2:eu-west-1:${account}:volume/${volume}`, awsRegion: 'eu-west-1', tags: {}, configuration: { volumeId: volume, size: 500, volumeType: 'gp3', encrypted: false } };
    write({
      'states/a.tfstate': state([owned]), 'live.json': instances([owned]), 'twice/volumes.json': JSON.stringify({ Volumes: [{ VolumeId: volume, Size: 500, VolumeType: 'gp3', AvailabilityZone: 'eu-west-1a', State: 'available' }] }),
      'twice/config.json': JSON.stringify({ fileVersion: '1.0', configurationItems: [item] }),
    });
    for (const order of [['twice/volumes.json', 'twice/config.json'], ['twice/config.json', 'twice/volumes.json']]) {
      const { report } = drift(['--iac', 'states', '--inventory', 'live.json', ...order, '--no-history']);
      expect([order, verdictsOf(report), report.drift?.counts['unmanaged']]).toEqual([order, [`unmanaged ${volume} -`], 1]);
      expect(report.findings.map(({ guardrail }) => guardrail)).toEqual([...new Set(report.findings.map(({ guardrail }) => guardrail))]);
    }
  });

  test('what is older than the window is no news', () => {
    write({ 'states/a.tfstate': state([owned]), 'live.json': instances([owned]), 'logs/a.json': trail([record({ time: '2026-10-20T10:00:00Z', id: 'i-0bbbb0000bbbb0001' }), record({ time: '2026-10-20T11:00:00Z', name: 'TerminateInstances', id: 'i-0bbbb0000bbbb0001' })]) });
    rmSync(join(folder, 'logs/b.json.gz'), { force: true });
    expect(verdictsOf(drift([...sides, '--no-history']).report)).toEqual([]);
    expect(verdictsOf(drift([...sides, '--no-history', '--since', '30d']).report)).toEqual(['ephemeral i-0bbbb0000bbbb0001 RunInstances console']);
  });
});

describe('a plan', () => {
  test('tells what somebody has changed since, and does not take it for what the code changes', () => {
    const by = (who: string): object => ({ tags: { owner: who } });
    const one = (digit: number): Machine => ({ id: `i-0aaaa0000aaaa002${digit}`, tags: { owner: 'parcels' } });
    const [changed, written, both, gone] = [one(1), one(2), one(3), one(4)];
    write({
      'plan/plan.json': plan([
        { ...changed, actions: ['update'], found: { ...changed, ...by('mona') } },
        { ...written, actions: ['update'], wanted: by('letters') },
        { ...both, actions: ['update'], found: { ...both, ...by('mona'), type: 'p5.48xlarge' }, wanted: by('letters') },
        { ...gone, actions: ['create'], found: null },
      ]),
      'live.json': instances([{ ...changed, ...by('mona') }, written, { ...both, ...by('mona'), type: 'p5.48xlarge' }]),
    });
    const given = ['--iac', 'plan/plan.json', '--inventory', 'live.json', '--no-history'];
    const told = (): unknown => drift(given).report.drift?.items.map(({ verdict, resource, changed: paths }) => [verdict, resource.address.split('/').at(-1), paths.map(({ path }) => path)]);
    expect(told()).toEqual([['modified-outside', changed.id, ['tags.owner']], ['modified-outside', both.id, ['instance_type']], ['ghost', 'aws_instance.parcels_3', []], ['pending', 'aws_instance.parcels_3', []]]);
    // Once it is applied, nothing is left to tell.
    write({ 'live.json': instances([changed, { ...written, ...by('letters') }, { ...both, ...by('letters') }]) });
    expect(told()).toEqual([['ghost', 'aws_instance.parcels_3', []], ['pending', 'aws_instance.parcels_3', []]]);
  });

  test('has what it removes or replaces until it is applied, and what it makes afterwards', () => {
    const [old, gone] = [{ id: 'i-0aaaa0000aaaa0011' }, { id: 'i-0aaaa0000aaaa0012' }];
    write({ 'plan/plan.json': plan([{ ...owned, actions: ['no-op'] }, { ...old, actions: ['delete', 'create'] }, { ...gone, actions: ['delete'] }]), 'live.json': instances([owned, old, gone]) });
    const given = ['--iac', 'plan/plan.json', '--inventory', 'live.json', '--no-history'];
    expect([verdictsOf(drift(given).report), drift(given).report.drift?.counts['managed']]).toEqual([['pending aws_instance.parcels_1 -'], 3]);
    write({ 'live.json': instances([owned]) });
    expect(verdictsOf(drift(given).report)).toEqual(['pending aws_instance.parcels_1 -']);
  });
});

describe('code of CloudFormation', () => {
  const template = { Resources: { Sorter: { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'm7i.large', ImageId: 'ami-0a1b2c3d4e5f60001', Tags: [{ Key: 'owner', Value: 'parcels' }] } } } };
  const stack = { StackResources: [{ StackName: 'parcels', StackId: `arn:aws:cloudformation:eu-west-1:${account}:stack/parcels/0a1b`, LogicalResourceId: 'Sorter', PhysicalResourceId: owned.id, ResourceType: 'AWS::EC2::Instance', ResourceStatus: 'CREATE_COMPLETE' }] };

  test('tells by the list of a stack which machine is its own, and by the template how it should be', () => {
    write({ 'cfn/template.json': JSON.stringify(template), 'cfn/stack.json': JSON.stringify(stack), 'live.json': instances([owned]) });
    const given = ['--iac', 'cfn/template.json', 'cfn/stack.json', '--inventory', 'live.json', '--no-history'];
    expect([verdictsOf(drift(given).report), drift(given).report.drift?.counts['managed']]).toEqual([[], 1]);
    expect(verdictsOf(drift(['--iac', 'cfn/template.json', '--inventory', 'live.json', '--no-history']).report)).toEqual(['pending Sorter -', `unmanaged ${owned.id} -`]);
    write({ 'live.json': instances([{ ...owned, tags: { owner: 'mona' } }]) });
    expect(drift(given).report.drift?.items.map(({ verdict, changed }) => [verdict, changed.map(({ path }) => path)])).toEqual([['modified-outside', ['Tags.owner']]]);
  });

  test('knows what SAM has made of it', () => {
    const serverless = { Transform: 'AWS::Serverless-2016-10-31', Resources: { Sort: { Type: 'AWS::Serverless::Function', Properties: { Tags: { owner: 'parcels' }, Events: { Call: { Type: 'Api', Properties: { Path: '/', Method: 'get' } }, Nightly: { Type: 'Schedule', Properties: { Schedule: 'rate(1 day)', DeadLetterConfig: { Type: 'SQS' } } } } } } } };
    const made = (LogicalResourceId: string, PhysicalResourceId: string, ResourceType: string): object => ({ ...stack.StackResources[0], LogicalResourceId, PhysicalResourceId, ResourceType });
    const list = { StackResources: [
      made('Sort', 'parcels-Sort-1x', 'AWS::Lambda::Function'), made('SortRole', 'parcels-SortRole-1x', 'AWS::IAM::Role'), made('SortNightly', 'parcels-SortNightly-1x', 'AWS::Events::Rule'), made('SortNightlyQueue', `https://sqs.eu-west-1.amazonaws.com/${account}/parcels-Lost-1x`, 'AWS::SQS::Queue'),
      made('ServerlessRestApi', 'a1b2c3', 'AWS::ApiGateway::RestApi'), made('ServerlessRestApiProdStage', 'Prod', 'AWS::ApiGateway::Stage'),
    ] };
    const sam = [{ Key: 'owner', Value: 'parcels' }, { Key: 'lambda:createdBy', Value: 'SAM' }];
    const live = (queue: object[]): string => JSON.stringify({ ResourceTagMappingList: [
      { ResourceARN: `arn:aws:lambda:eu-west-1:${account}:function:parcels-Sort-1x`, Tags: sam }, { ResourceARN: `arn:aws:iam::${account}:role/parcels-SortRole-1x`, Tags: sam }, { ResourceARN: `arn:aws:events:eu-west-1:${account}:rule/parcels-SortNightly-1x`, Tags: [] },
      { ResourceARN: `arn:aws:sqs:eu-west-1:${account}:parcels-Lost-1x`, Tags: queue }, { ResourceARN: 'arn:aws:apigateway:eu-west-1::/restapis/a1b2c3', Tags: [] }, { ResourceARN: 'arn:aws:apigateway:eu-west-1::/restapis/a1b2c3/stages/Prod', Tags: [] },
    ] });
    write({ 'sam/template.json': JSON.stringify(serverless), 'sam/stack.json': JSON.stringify(list), 'live.json': live([]) });
    const given = ['--iac', 'sam/template.json', 'sam/stack.json', '--inventory', 'live.json', '--no-history'];
    expect([verdictsOf(drift(given).report), drift(given).report.drift?.counts['managed']]).toEqual([[], 6]);
    write({ 'live.json': live([{ Key: 'owner', Value: 'mona' }]) });
    expect(drift(given).report.drift?.items.map(({ verdict, resource, changed }) => [verdict, resource.address, changed.map(({ path }) => path)])).toEqual([['modified-outside', `arn:aws:sqs:eu-west-1:${account}:parcels-Lost-1x`, ['Tags.owner']]]);
  });
});

describe('what is missing is told, and never taken for clean', () => {
  test('source and the state of its root are one thing, wherever the state lies', () => {
    const code = 'provider "aws" {\n  region = "eu-west-1"\n}\n\nresource "aws_instance" "parcels_0" {\n  ami           = "ami-0a1b2c3d4e5f60001"\n  instance_type = "m7i.large"\n}\n';
    write({ 'root/main.tf': code, 'root/terraform.tfstate': state([owned]), 'alone/main.tf': code, 'apart/of-it.tfstate': state([owned]), 'spaces/main.tf': `${code}\nresource "aws_instance" "planned" {\n  ami           = "ami-0a1b2c3d4e5f60001"\n  instance_type = "m7i.large"\n}\n`, 'spaces/terraform.tfstate.d/dev/terraform.tfstate': state([owned]), 'spaces/terraform.tfstate.d/prod/terraform.tfstate': state([{ id: 'i-0aaaa0000aaaa0009' }]), 'live.json': instances([{ ...owned, tags: { owner: 'mona' } }]) });
    const told = (...iac: readonly string[]): readonly string[] => verdictsOf(drift([...iac.flatMap((one) => ['--iac', one]), '--inventory', 'live.json', '--no-history']).report);
    expect(told('root')).toEqual(['modified-outside i-0aaaa0000aaaa0001 -']);
    expect(told('root/main.tf', 'root/terraform.tfstate')).toEqual(told('root'));
    expect(told('apart', 'alone')).toEqual(told('root'));
    // Two roots that declare the same: whose state lies apart nobody tells.
    expect(told('apart', 'alone', 'root/main.tf')).toEqual([...told('root'), 'pending aws_instance.parcels_0 -', 'pending aws_instance.parcels_0 -']);
    expect(told('spaces')).toEqual([...told('root'), 'ghost aws_instance.parcels_0 -', 'pending aws_instance.planned -']);
  });

  test('a state that lies apart is of the root that declares most of it', () => {
    const block = (name: string): string => `resource "aws_instance" "${name}" {\n  ami           = "ami-0a1b2c3d4e5f60001"\n  instance_type = "m7i.large"\n}\n`;
    const region = 'provider "aws" {\n  region = "eu-west-1"\n}\n';
    write({ 'two/shop/main.tf': `${region}${block('parcels_0')}`, 'two/bank/main.tf': `${region}${block('ledger')}${block('vault')}`, 'two/states/a.tfstate': state([owned]), 'live.json': instances([owned]) });
    const told = (...iac: readonly string[]): readonly string[] => verdictsOf(drift([...iac.flatMap((one) => ['--iac', one]), '--inventory', 'live.json', '--no-history']).report);
    expect(told('two')).toEqual(['pending aws_instance.ledger -', 'pending aws_instance.vault -']);
    // One of three is no more than half: a common name is no proof.
    write({ 'two/states/a.tfstate': state([owned, { id: 'i-0aaaa0000aaaa0002' }, { id: 'i-0aaaa0000aaaa0003' }]) });
    expect(told('two')).toContain('pending aws_instance.parcels_0 -');
  });

  test('no code of the account: nothing is called unmanaged', () => {
    write({ 'live.json': instances([owned]), 'logs/a.json': trail([record({ time: night, id: owned.id })]) });
    const { report } = drift(['--inventory', 'live.json', '--audit', 'logs/a.json', '--no-history']);
    expect(verdictsOf(report)).toEqual([`undetermined ${owned.id} RunInstances console`]);
  });

  test('no side at all, and a window that ends before it begins', () => {
    expect(landrail(['drift', '--iac', 'states'])).toMatchObject({ status: 2, stdout: expect.stringContaining('error  landrail drift has nothing to compare: neither --inventory nor --audit is given') as string });
    expect(landrail(['drift', ...sides, '--since', '2026-12-01'])).toMatchObject({ status: 2 });
  });

  test('a log that is cut off: what was read counts, and the run ends with 2', () => {
    const bytes = packed(Array.from({ length: 200 }, (_, index) => record({ time: night, id: `i-0cccc0000cccc${String(index).padStart(4, '0')}` })));
    write({ 'cut/a.json.gz': bytes.subarray(0, bytes.length - 40), 'states/a.tfstate': state([owned]), 'live.json': instances([owned]) });
    const { status, report } = drift(['--iac', 'states', '--inventory', 'live.json', '--audit', 'cut', '--no-history']);
    expect(status).toBe(2);
    expect(report.errors.map(({ code, where }) => `${code} ${where ?? ''}`)).toEqual([expect.stringMatching(/^audit-\S+ cut\/a\.json\.gz/) as string]);
    expect(report.drift?.counts['unmanaged-claimed']).toBeGreaterThan(100);
  });

  test('a part of a folder that is cut off, however early', () => {
    const whole = { 'parts/state/a.tfstate': state([owned]), 'parts/live/a.json': instances([owned]), 'parts/log/a.json': trail([record({ time: '2026-10-01T09:00:00Z', id: owned.id })]) };
    const [states, live, log] = [state([owned, { id: 'i-0aaaa0000aaaa0002' }]), instances([owned, { id: 'i-0aaaa0000aaaa0004', type: 'p5.48xlarge' }]), trail([record({ time: night, id: 'i-0aaaa0000aaaa0004' })])];
    const parts = ['--iac', 'parts/state', '--inventory', 'parts/live', '--audit', 'parts/log', '--no-history'];
    const cut: readonly (readonly [path: string, bytes: string | Uint8Array, code: string])[] = [
      ...[10, 200, states.length - 5].map((end) => ['parts/state/b.tfstate', states.slice(0, end), 'input-truncated'] as const),
      ...[10, 30, 200, live.length - 5].map((end) => ['parts/live/b.json', live.slice(0, end), 'input-truncated'] as const),
      ...[6, 12, 60, log.length - 5].map((end) => ['parts/log/b.json', log.slice(0, end), 'audit-broken'] as const),
      ['parts/live/b.json', '', 'input-empty'], ['parts/log/b.json.gz', gzipSync(''), 'audit-truncated'], ['parts/log/b.json.gz', gzipSync(gzipSync(log)), 'audit-not-supported'],
    ];
    write(whole);
    expect(drift(parts)).toMatchObject({ status: 0, report: { errors: [] } });
    for (const [path, bytes, code] of cut) {
      write({ [path]: bytes });
      const { status, report } = drift(parts);
      rmSync(join(folder, path));
      expect([path, bytes.length, status, report.verdict, report.errors.map((error) => `${error.code} ${error.where?.split(':')[0] ?? ''}`)]).toEqual([path, bytes.length, 2, 'error', [`${code} ${path}`]]);
    }
  });

  test('a side that was given and holds nothing of its kind', () => {
    write({ 'states/a.tfstate': state([owned]), 'live.json': instances([owned]), 'calls/a.json': trail([record({ time: '2026-10-01T09:00:00Z', id: owned.id })]), 'void/README.md': '# To come' });
    const given = { '--iac': 'states', '--inventory': 'live.json', '--audit': 'calls' };
    for (const [side, path] of [['--iac', 'void'], ['--iac', 'calls'], ['--inventory', 'void'], ['--inventory', 'calls'], ['--audit', 'void'], ['--audit', 'states']] as const) {
      const { status, report } = drift([...Object.entries({ ...given, [side]: path }).flat(), '--no-history']);
      expect([side, path, status, report.verdict, report.errors.map(({ code, where }) => `${code} ${where ?? ''}`)]).toEqual([side, path, 2, 'error', [`drift-side-empty ${path}`]]);
    }
  });

  test('a side that is given for the other one', () => {
    write({ 'states/a.tfstate': state([owned]), 'live.json': instances([owned]), 'logs/a.json': trail([record({ time: night, id: owned.id })]), 'listed.json': JSON.stringify({ StackResources: [{ StackName: 'parcels', LogicalResourceId: 'Sorter', PhysicalResourceId: owned.id, ResourceType: 'AWS::EC2::Instance', ResourceStatus: 'CREATE_COMPLETE' }] }) });
    for (const [args, where] of [[['--iac', 'states', '--inventory', 'states/a.tfstate'], 'states/a.tfstate'], [['--iac', 'states', '--inventory', 'listed.json'], 'listed.json'], [['--iac', 'live.json', '--inventory', 'live.json'], 'live.json']] as const) {
      const { status, report } = drift([...args, '--audit', 'logs/a.json', '--no-history']);
      expect([status, report.errors.filter(({ code }) => code === 'drift-side').map((one) => one.where)]).toEqual([2, [where]]);
    }
  });

  test('a log of which no record can be read', () => {
    write({ 'states/a.tfstate': state([owned]), 'live.json': instances([owned]), 'broken.json': JSON.stringify({ Records: [{ eventVersion: '1.11', eventSource: 'ec2.amazonaws.com', eventName: 'RunInstances', eventTime: 'yesterday', userIdentity: { type: 'IAMUser' } }] }) });
    const { status, report } = drift(['--iac', 'states', '--inventory', 'live.json', '--audit', 'broken.json', '--no-history']);
    expect([status, report.errors.map(({ code }) => code)]).toEqual([2, ['drift-side-empty']]);
  });

  test('a path that is not there', () => {
    for (const [flag, path] of [['--iac', 'nothing'], ['--inventory', 'nothing.json'], ['--audit', 'nowhere']]) {
      const { status, report } = drift([...sides, flag as string, path as string, '--no-history']);
      expect([flag, status, report.errors.some(({ where }) => where?.startsWith(path as string))]).toEqual([flag, 2, true]);
    }
  });
});

describe('a baseline', () => {
  test('of the sides makes what is known pass, what is new does not, and the history learns nothing of it', () => {
    write({ 'states/a.tfstate': state([owned]), 'live.json': instances([owned, { id: 'i-0cafe000cafe0001' }]), 'logs/a.json': trail([record({ time: night, id: 'i-0cafe000cafe0001' })]) });
    const given = [...sides, '--no-history'];
    const before = drift(given);
    expect([before.status, before.report.summary.bySeverity]).not.toEqual([0, expect.anything()]);
    const failing = before.report.findings.filter(({ verdict }) => verdict === 'fail').length;
    expect(landrail(['baseline', 'write', ...sides, '--baseline', 'drift.json'])).toMatchObject({ status: 0, stderr: '', stdout: expect.stringMatching(/^drift\.json: \d+ entries, \d+ findings added, 0 removed\n$/) as string });
    const known = drift([...given, '--baseline', 'drift.json']);
    // Nobody has judged whether its user is new, and that stays said.
    expect(known.report.findings.flatMap(({ guardrail, verdict }) => (guardrail === 'previously-unseen-user' ? [verdict] : []))).toEqual(['undecided']);
    expect(readFileSync(join(folder, 'drift.json'), 'utf8')).not.toContain('history');
    expect([known.status, known.report.findings.filter(({ verdict }) => verdict === 'fail'), known.report.findings.filter(({ verdict }) => verdict === 'baselined').length >= failing]).toEqual([0, [], true]);

    write({ 'live.json': instances([owned, { id: 'i-0cafe000cafe0001' }, { id: 'i-0cafe000cafe0002' }]), 'logs/a.json': trail([record({ time: night, id: 'i-0cafe000cafe0001' }), record({ time: night, id: 'i-0cafe000cafe0002' })]) });
    const more = drift([...given, '--baseline', 'drift.json']);
    expect([more.status, [...new Set(more.report.findings.flatMap(({ verdict, resource }) => (verdict === 'fail' ? [resource?.address.split('/').at(-1)] : [])))]]).toEqual([1, ['i-0cafe000cafe0002']]);
    expect(landrail(['baseline', 'prune', ...sides, '--baseline', 'drift.json']).status).toBe(0);
    expect(existsSync(join(folder, '.landrail'))).toBe(false);
  });

  test('of what is there no more is stale, where an inventory lists its like', () => {
    const known = { id: 'i-0cafe000cafe0001', type: 'p5.48xlarge' };
    const given = ['--iac', 'states', '--inventory', 'live.json', '--no-history'];
    write({ 'live.json': instances([owned, known]) });
    expect(landrail(['baseline', 'write', ...given.slice(0, 4), '--baseline', 'drift.json']).status).toBe(0);
    const stale = (): readonly string[] => drift([...given, '--baseline', 'drift.json']).report.notices.flatMap(({ code, message }) => (code === 'baseline-stale' ? [message] : []));
    expect(stale()).toEqual([]);
    // Of machines nobody has looked for, nothing is known.
    write({ 'live.json': JSON.stringify({ Volumes: [{ VolumeId: 'vol-0aaaa0000aaaa0001', Size: 8, VolumeType: 'gp3', AvailabilityZone: 'eu-west-1a', State: 'available', Attachments: [], Tags: [] }] }) });
    expect(stale()).toEqual([]);
    // In the code now: what a check of the inventory found of it may be so still.
    write({ 'live.json': instances([owned, known]), 'states/b.tfstate': state([known]).replaceAll('parcels_0', 'trainer') });
    expect(stale()).toEqual([]);
    rmSync(join(folder, 'states/b.tfstate'));
    write({ 'live.json': instances([owned]) });
    const address = `arn:aws:ec2:eu-west-1:${account}:instance/${known.id}`;
    expect(stale()).toEqual(expect.arrayContaining([`the baseline entry for gpu-shapes on ${address} (InstanceType) matches no finding`]));
    expect(stale().some((message) => message.includes('unmanaged-creation'))).toBe(false);
    const { stdout } = landrail(['baseline', 'prune', ...given.slice(0, 4), '--baseline', 'drift.json']);
    expect(stdout).toMatch(/^drift\.json: \d+ entr(?:y|ies), 0 findings added, \d+ removed\n$/);
    expect(readFileSync(join(folder, 'drift.json'), 'utf8')).not.toContain('"gpu-shapes"');
  });

  test('takes a path on no side for a mistake', () => {
    expect(landrail(['baseline', 'write', 'plan.json', ...sides])).toMatchObject({ status: 2, stderr: expect.stringContaining('error  plan.json is given for no side of the drift report') as string });
    expect(landrail(['drift', 'plan.json', 'logs'])).toMatchObject({ status: 2, stderr: expect.stringContaining('error  plan.json logs is given for no side of the drift report\n  next     pass it with --iac, --inventory or --audit') as string });
  });
});

describe('the history', () => {
  const history = ['--history', 'past.duckdb'];
  const unseen = ({ findings }: Reported): readonly string[] => findings.filter(({ guardrail }) => guardrail.startsWith('previously-unseen')).map(({ guardrail, verdict }) => `${verdict} ${guardrail}`).toSorted();

  const month = Array.from({ length: 30 }, (_, day) => record({ time: `2026-10-${String(day + 1).padStart(2, '0')}T09:00:00Z`, id: `i-0dddd0000dddd${String(day).padStart(4, '0')}`, role: 'terraform-deploy', who: 'ci', agent: 'APN/1.0 HashiCorp/1.0 Terraform/1.13.5' }));

  /** Of a month before the night. */
  function imported(): void {
    write({ 'month.json': trail(month) });
    expect(landrail(['history', 'import', 'month.json', ...history])).toMatchObject({ status: 0, stdout: '30 events in the logs, 30 of them new to the history.\n', stderr: '' });
  }

  test('tells what is new, learns what is not, and keeps what alerted until it is approved', () => {
    imported();
    write({ 'logs/a.json': trail([record({ time: night, id: 'i-0eeee0000eeee0001', region: 'us-west-2', role: 'terraform-deploy', who: 'ci' })]) });
    const first = drift([...sides, ...history]);
    expect(unseen(first.report)).toEqual(['fail previously-unseen-region']);
    // Again, and the night after: it alerted, and was not learned.
    expect(drift([...sides, ...history]).bytes).toBe(first.bytes);
    write({ 'logs/next.json': trail([record({ time: '2026-11-02T10:00:00Z', id: 'i-0eeee0000eeee0002', region: 'us-west-2', role: 'terraform-deploy', who: 'ci' })]) });
    const second = drift([...sides, ...history, '--until', '2026-11-03T06:00:00Z']).report;
    expect(unseen(second)).toEqual(['fail previously-unseen-region']);
    expect(first.report.trend).toBeUndefined();
    expect(second.trend).toEqual([{ ...first.report.drift?.window, counts: Object.fromEntries(Object.entries(first.report.drift?.counts ?? {}).filter(([, count]) => count > 0).toSorted()), findings: first.report.summary.bySeverity }]);

    expect(landrail(['history', 'status', ...history]).stdout).toContain(`region us-west-2 in aws:${account}`);
    expect(landrail(['history', 'approve', 'region', 'us-west-2', '--owner', 'platform', '--reason', 'second site', '--expires', '2026-12-31', ...history])).toMatchObject({ status: 0, stdout: 'region us-west-2 is approved until 2026-12-31 by platform: second site.\n' });
    expect(unseen(drift([...sides, ...history, '--until', '2026-11-03T06:00:00Z']).report)).toEqual([]);
  });

  test('where nobody names one is the one that an import has made', () => {
    write({ 'own/month.json': trail(month), 'own/night.json': trail([record({ time: night, id: 'i-0eeee0000eeee0004', role: 'terraform-deploy', who: 'ci' })]) });
    const of = (args: readonly string[]) => landrail([...args, '--config', 'landrail.yaml']);
    const asked = ['drift', '--audit', 'own/night.json', '--format', 'json'];
    const reported = (): Reported => JSON.parse(of(asked).stdout) as Reported;
    expect(unseen(reported())).toContain('undecided previously-unseen-user');
    expect(of(['history', 'import', 'own/month.json']).status).toBe(0);
    expect(unseen(reported())).toEqual([]);
  });

  test('takes nothing from a folder without logs, and says so with 3', () => {
    write({ 'empty/notes.txt': 'nothing here' });
    expect(landrail(['history', 'import', 'empty', ...history])).toMatchObject({ status: 3, stdout: '0 events in the logs, 0 of them new to the history.\n' });
  });

  test('is not changed by --no-learn', () => {
    imported();
    const before = landrail(['history', 'status', ...history]).stdout;
    write({ 'logs/more.json': trail([record({ time: night, id: 'i-0eeee0000eeee0003', type: 'c7i.48xlarge' })]) });
    drift([...sides, ...history, '--no-learn']);
    expect(landrail(['history', 'status', ...history]).stdout).toBe(before);
  });

  test.skipIf(!bash)('on a full disk stays as it was, and says so', () => {
    imported();
    write({ 'many.json': trail(Array.from({ length: 3000 }, (_, index) => record({ time: '2026-10-15T09:00:00Z', id: `i-${String(index).padStart(17, '0')}`, who: `w${index}` }))) });
    const before = landrail(['history', 'status', ...history]).stdout;
    const full = spawnSync('bash', ['-c', `trap '' XFSZ; ulimit -f 64; exec "$0" "$@"`, process.execPath, cli, 'drift', ...sides, '--audit', 'many.json', ...history], { encoding: 'utf8', cwd: folder, env: { PATH: process.env['PATH'], HOME: folder, NO_COLOR: '1', LANDRAIL_NOW: '2026-11-02T06:00:00Z' } });
    expect(full).toMatchObject({ status: 2, stderr: '', stdout: expect.stringMatching(/^error {2}past\.duckdb could not be written: /) as string });
    expect(landrail(['history', 'status', ...history]).stdout).toBe(before);
  });

  test('that cannot be used ends the run', () => {
    imported();
    write({ 'broken.duckdb': 'no database' });
    expect(landrail(['drift', ...sides, '--history', 'broken.duckdb'])).toMatchObject({ status: 2, stdout: expect.stringContaining('broken.duckdb is not a readable history') as string });
    expect(landrail(['history', 'status', '--history', 'none.duckdb'])).toMatchObject({ status: 2 });
    expect(landrail(['drift', ...sides, '--history', 'live.json/past.duckdb'])).toMatchObject({ status: 2, stderr: '', stdout: expect.stringContaining('error  the folder of live.json/past.duckdb cannot be made: ') as string });
    for (const [args, said] of [
      [['export', 'states'], 'error  states cannot be written: '],
      [['approve', 'user', '', '--owner', 'a', '--reason', 'b', '--expires', '2026-12-31'], 'error  no user is named'],
      [['approve', 'user', 'x', '--owner', ' ', '--reason', 'b', '--expires', '2026-12-31'], 'error  --owner is empty'],
      [['approve', 'user', 'x', '--owner', 'a', '--reason', '', '--expires', '2026-12-31'], 'error  --reason is empty'],
      [['approve', 'user', 'x', '--owner', 'a', '--reason', 'b', '--expires', '2026-11-01'], 'error  --expires is 2026-11-01, which is over'],
    ] as const) expect(landrail(['history', ...args, ...history])).toMatchObject({ status: 2, stderr: expect.stringContaining(said) as string });
    expect(landrail(['history', 'approve', 'colour', 'red', '--owner', 'a', '--reason', 'b', '--expires', '2026-12-31'])).toMatchObject({ status: 2, stderr: expect.stringContaining('use one of user, region, image, type, service') as string });
  });
});
