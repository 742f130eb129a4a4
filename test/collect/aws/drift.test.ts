import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { landrail } from '../../commands/landrail.ts';
import { record, state, trail } from '../../drift/trail.ts';
import { accessTo, machines, regions, roleIn, training, trainingGroup } from './fleet.ts';
import { findMoto, startMoto, type Moto } from './moto.ts';

const program = findMoto();

interface Report {
  readonly findings: readonly { readonly guardrail: string; readonly verdict: string; readonly resource: { readonly address: string } | null }[];
  readonly drift: { readonly counts: Readonly<Record<string, number>>; readonly items: readonly { readonly verdict: string; readonly resource: { readonly id: string | null; readonly type: string }; readonly event: { readonly name: string; readonly actor: string; readonly channel: string } | null }[] };
}

describe.skipIf(program === null)('a night of an imitated AWS, collected and compared with its code', () => {
  let moto: Moto;
  let folder: string;
  beforeAll(async () => {
    moto = await startMoto(program ?? '');
    folder = mkdtempSync(join(tmpdir(), 'landrail-night-'));
  }, 60_000);
  afterAll(() => {
    moto?.stop();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  test('the report names exactly what was made by hand, and by whom', async () => {
    const access = await accessTo(training, moto.url);
    const [home, abroad] = [regions[0] ?? '', regions[1] ?? ''];
    const managed = await machines(access, home, 'm5.large', 3, 'ml-platform');
    await trainingGroup(access, home, 'trainer');
    const byHand = await machines(access, abroad, 'p3.16xlarge', 2, 'ml-platform');
    const collected = landrail(['inventory', 'aws', '--endpoint-url', moto.url, '--services', 'ec2,autoscaling', '--role-arn', roleIn(training), '--regions', regions.join(',')], { cwd: folder, env: { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', NODE_NO_WARNINGS: '1' } });
    expect([collected.status, collected.stderr]).toEqual([0, '']);
    const rows = readFileSync(join(folder, 'aws-inventory.ndjson'), 'utf8').split('\n').filter((line) => line.startsWith('{"row"')).map((line) => (JSON.parse(line) as { row: { type: string; id: string; aliases: string[]; values: { ImageId?: string } } }).row);
    const imageOf = (id: string): string => rows.find((row) => row.aliases.includes(id))?.values.ImageId ?? '';

    // What Terraform would have written of the machines that are its own, and of the group.
    const written = JSON.parse(state(managed.map((id) => ({ id, type: 'm5.large', region: home, image: imageOf(id), tags: { owner: 'ml-platform' } })))) as { resources: object[] };
    for (const row of rows.filter(({ type }) => type === 'AWS::AutoScaling::AutoScalingGroup')) written.resources.push({ mode: 'managed', type: 'aws_autoscaling_group', name: 'trainer', provider: 'provider["registry.terraform.io/hashicorp/aws"]', instances: [{ schema_version: 0, attributes: { id: 'trainer', name: 'trainer', arn: row.id, tag: [{ key: 'owner', value: 'ml-platform', propagate_at_launch: true }] } }] });
    for (const row of rows.filter(({ type }) => type === 'AWS::AutoScaling::LaunchConfiguration')) written.resources.push({ mode: 'managed', type: 'aws_launch_configuration', name: 'trainer', provider: 'provider["registry.terraform.io/hashicorp/aws"]', instances: [{ schema_version: 0, attributes: { id: 'trainer-launch', name: 'trainer-launch', arn: row.id, image_id: 'ami-12c6146b', instance_type: 'p3.2xlarge' } }] });
    writeFileSync(join(folder, 'shop.tfstate'), JSON.stringify(written));
    writeFileSync(join(folder, 'trail.json'), trail([
      ...managed.map((id) => record({ time: '2026-11-01T09:00:00Z', id, type: 'm5.large', region: home, role: 'terraform-deploy', who: 'ci', agent: 'APN/1.0 HashiCorp/1.0 Terraform/1.13.5' })),
      ...byHand.map((id) => record({ time: '2026-11-01T23:00:00Z', id, type: 'p3.16xlarge', region: abroad })),
    ]));
    writeFileSync(join(folder, 'landrail.yaml'), `version: 1\ndrift:\n  pipelines:\n    - aws: "arn:aws:iam::${training}:role/terraform-deploy"\n`);
    const run = landrail(['drift', '--iac', 'shop.tfstate', '--inventory', 'aws-inventory.ndjson', '--audit', 'trail.json', '--until', '2026-11-02T06:00:00Z', '--no-history', '--format', 'json=night.json', '--format', 'terminal'], { cwd: folder });
    expect(run.stderr).toBe('');
    const report = JSON.parse(readFileSync(join(folder, 'night.json'), 'utf8')) as Report;

    const unmanaged = report.drift.items.filter(({ verdict, resource }) => verdict === 'unmanaged' && resource.type === 'AWS::EC2::Instance');
    expect(unmanaged.map(({ resource, event }) => [resource.id, event?.name, event?.actor, event?.channel]).toSorted()).toEqual(byHand.map((id) => [`arn:aws:ec2:${abroad}:${training}:instance/${id}`, 'RunInstances', 'mona', 'console']).toSorted());
    // Machines of the group are the group's, volumes those of their machines, default networks everybody's. In moto the first interface of a
    // machine outlives it, so that it is a thing of its own; the images nobody has declared.
    const others = report.drift.items.filter((item) => !unmanaged.includes(item)).map(({ verdict, resource }) => `${verdict} ${resource.type}`);
    expect([...new Set(others)].toSorted()).toMatchInlineSnapshot(`
      [
        "child AWS::EC2::Snapshot",
        "child AWS::EC2::Volume",
        "default AWS::EC2::NetworkAcl",
        "default AWS::EC2::SecurityGroup",
        "default AWS::EC2::Subnet",
        "default AWS::EC2::VPC",
        "service-made AWS::EC2::Instance",
        "unmanaged AWS::EC2::Image",
        "unmanaged AWS::EC2::NetworkInterface",
      ]
    `);
    const stopped = report.findings.filter(({ guardrail, verdict }) => guardrail === 'gpu-shapes' && verdict === 'fail').map(({ resource }) => resource?.address);
    expect(stopped.toSorted()).toEqual(byHand.map((id) => `arn:aws:ec2:${abroad}:${training}:instance/${id}`).toSorted());
    expect(report.drift.counts['managed']).toBe(managed.length + 2);
  }, 120_000);
});
