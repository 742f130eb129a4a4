import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { filledDetections } from '#config/detection-defaults.ts';
import { LoggedResources } from '#inputs/inventory/logged.ts';
import type { JudgedEvent } from '#model/judged.ts';
import { detect, type Detection } from '#rego/detect.ts';
import { Engine } from '#rego/engine.ts';
import { wantedBy } from '#rego/handover.ts';
import { loadDetections } from '#rego/policies.ts';
import { readAudit } from '../../src/audit/read.ts';
import { corpus } from './corpus.ts';

const sets = [loadDetections()];
const engine = new Engine();
let found: Detection = { claims: [], named: [], problems: [], events: 0, items: 0 };

async function* eventsOf(folder: string): AsyncGenerator<JudgedEvent> {
  const logged = new LoggedResources(wantedBy(sets.flatMap(({ policies }) => policies.map(({ guardrail }) => guardrail))));
  for await (const { events } of readAudit([folder], { pipelines: [] }).batches()) {
    for (const event of events) yield { event, resources: event.subjects.map(({ row }) => logged.of(row, event.provider, 'exists')), features: null };
  }
}

beforeAll(async () => {
  engine.load({ sets, settings: { guardrails: {}, detections: filledDetections({}, null) }, policyTimeoutMs: 30_000, now: new Date('2026-11-27T07:00:00Z') });
  if (corpus !== null) found = await detect(engine.for(0), sets, { events: eventsOf(join(corpus, 'audit')), items: [] });
});
afterAll(() => engine.close());

/** What detections say of the records of a file: detection, verdict, argument, value. */
function saidOf(file: string): readonly string[] {
  return found.claims.flatMap((claim) => (claim.detected?.event?.source.file.endsWith(`/${file}.json`) === true ? [`${claim.guardrail} ${claim.verdict} ${claim.evidence.path} ${JSON.stringify(claim.evidence.actual)}`] : [])).sort();
}

describe.skipIf(corpus === null)('detections over the logs of the corpus', () => {
  test('run on every event without a fault', () => {
    expect(found.problems).toEqual([]);
    expect(found.events).toBeGreaterThan(100);
  });

  test('without a history each of those that need one says so once', () => {
    const doubts = found.claims.filter(({ evidence }) => evidence.needs?.includes('npm install @duckdb/node-api') === true);
    expect(doubts.map(({ guardrail, detected }) => [guardrail, detected?.who]).sort()).toEqual([['launch-spike', 'no history'], ...['image', 'instance-type', 'region', 'user'].map((what) => [`previously-unseen-${what}`, 'no history'])]);
  });

  test.each<readonly [string, readonly string[]]>([
    // The attacker replaces the code of a function; what Terraform set up for the attack before says that it is Terraform.
    ['aws.persistence.lambda-overwrite-code', ['code-update-outside-pipeline fail code "unknown"']],
    ['aws.execution.ec2-user-data', ['code-update-outside-pipeline fail code "unknown"']],
    ['aws.persistence.rolesanywhere-create-trust-anchor', ['manual-creation fail  "unknown"', 'manual-creation fail  "unknown"']],
    // Ten machines with an accelerator each, and no right to launch them: panther's rule fires as well.
    ['aws_ec2_launch_unusual_ec2_instances', ['high-compute-launch fail InstanceType "p2.xlarge"']],
    ['aws_ec2_startup_script_change', ['code-update-outside-pipeline fail code "unknown"']],
    // The record that holds the request is not in the log: of what size the machine is nobody knows.
    ['gcp_unused_regions', ['high-compute-launch undecided machineType null', 'manual-creation fail  "console"', 'manual-creation fail  "console"']],
    ['ec2_CreateSecurityGroup', ['manual-creation fail  "console"']],
  ])('%s', (file, expected) => expect(saidOf(file)).toEqual(expected));

  test('what somebody makes with a machine is told with the machine', () => {
    const types = found.claims.filter(({ guardrail }) => guardrail === 'manual-creation').map(({ message }) => message.split(' ')[0]);
    expect(types).toContain('AWS::EC2::Instance');
    expect(types).not.toContain('AWS::EC2::NetworkInterface');
  });
});
