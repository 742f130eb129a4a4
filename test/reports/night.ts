import { driftVerdicts, type DriftItem, type DriftVerdict, type EventRef } from '#model/drift.ts';
import { absent, known } from '#model/known.ts';
import type { Drift, Result } from '#model/result.ts';
import { finding, guardrail, resource, result } from './result.ts';

/** A night of a shop: somebody has tried out large machines by hand, and a bucket was changed. */
const scope = { account: known('111122223333'), subscription: absent, resourceGroup: absent, project: absent, folders: absent, compartment: absent, path: absent };

function event(name: string, time: string, more: Partial<EventRef> = {}): EventRef {
  return { id: `${name}-${time}`, time, name, outcome: 'success', principal: 'arn:aws:iam::111122223333:role/Developer', actor: 'mona@shop.example.com', channel: 'console', claimed: 'console', source: { file: 'trail/night.json.gz', record: 12 }, address: '198.51.100.23', userAgent: 'Mozilla/5.0 (X11; Linux x86_64)', mfa: false, ...more };
}

function item(verdict: DriftVerdict, address: string, more: Omit<Partial<DriftItem>, 'resource'> & { readonly resource?: Partial<DriftItem['resource']> } = {}): DriftItem {
  const { resource: of, ...rest } = more;
  return {
    verdict,
    declared: null, live: { input: 'inventory.ndjson' }, created: null, last: null, parent: null, changed: [], lived: null, evidence: [], needs: null, terraform: null, ignored: null,
    ...rest,
    resource: { ...resource(address, { type: 'AWS::EC2::Instance', stage: 'inventory', action: 'exists', id: address }), name: address.split('/').at(-1) ?? '', scope, ...of },
  };
}

const trainer = 'arn:aws:ec2:us-west-2:111122223333:instance/i-0a1b2c3d4e5f60718';
const runner = 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0ffee0ffee0ffee00';
const receipts = 'arn:aws:s3:::shop-receipts';
const probe = 'arn:aws:ec2:ap-south-1:111122223333:instance/i-0dead0dead0dead00';

const items: readonly DriftItem[] = [
  item('unmanaged', trainer, {
    resource: { region: 'us-west-2' },
    created: event('RunInstances', '2026-11-01T23:12:03.000Z'),
    evidence: ['no code of aws:111122223333 declares it', 'inventory.ndjson has it'],
    terraform: { type: 'aws_instance', id: 'i-0a1b2c3d4e5f60718' },
  }),
  item('orphaned-or-spoofed', runner, { created: event('RunInstances', '2026-11-02T02:40:00.000Z', { channel: 'terraform', claimed: 'terraform', principal: 'arn:aws:iam::111122223333:user/ci-old', actor: 'ci-old' }), terraform: { type: 'aws_instance', id: 'i-0ffee0ffee0ffee00' } }),
  item('ephemeral', probe, { live: null, resource: { region: 'ap-south-1', stage: 'event' }, created: event('RunInstances', '2026-11-02T03:00:00.000Z', { channel: 'cli', claimed: 'cli' }), last: event('TerminateInstances', '2026-11-02T03:21:00.000Z', { channel: 'cli', claimed: 'cli' }), lived: 1260 }),
  item('modified-outside', receipts, {
    resource: { type: 'AWS::S3::Bucket', kind: 'bucket' },
    declared: { input: 'state/shop.tfstate', address: 'module.receipts.aws_s3_bucket.this[0]', stage: 'state' },
    last: event('PutBucketTagging', '2026-11-01T21:00:00.000Z', { channel: 'pipeline', claimed: 'console' }),
    changed: [{ path: 'tags.owner', declared: 'payments', live: 'mona' }, { path: 'tags.temp', declared: null, live: 'yes' }],
  }),
  item('deleted-outside', 'aws_instance.web["a"]', { live: null, declared: { input: 'state/shop.tfstate', address: 'aws_instance.web["a"]', stage: 'state' }, last: event('TerminateInstances', '2026-11-02T01:00:00.000Z', { channel: 'sdk', claimed: 'sdk' }) }),
  item('undetermined', 'arn:aws:lambda:eu-west-1:444455556666:function:resize', { resource: { type: 'AWS::Lambda::Function', kind: 'function' }, needs: 'a state or plan of aws:444455556666' }),
  item('ghost', 'aws_sqs_queue.old', { live: null, declared: { input: 'state/shop.tfstate', address: 'aws_sqs_queue.old', stage: 'state' }, evidence: ['it is not there: removed before the logs begin, or never made'] }),
  item('unmanaged', 'arn:aws:sns:eu-west-1:111122223333:alerts', { resource: { type: 'AWS::SNS::Topic', kind: 'other' }, ignored: { where: '.driftignore:3', reason: 'made by the on-call tool' } }),
];

const counts = Object.fromEntries(driftVerdicts.map((verdict) => [verdict, items.filter((one) => one.verdict === verdict && one.ignored === null).length + (verdict === 'managed' ? 40 : 0)])) as Drift['counts'];

const drift: Drift = {
  window: { from: '2026-11-01T06:00:00.000Z', to: '2026-11-02T06:00:00.000Z' },
  items,
  counts,
  sources: [{ path: 'trail', format: 'cloudtrail', provider: 'aws', scopes: [{ scope: '111122223333', region: 'us-west-2', from: '2026-11-01T05:58:00.000Z', to: '2026-11-02T05:59:00.000Z', records: 1204, gaps: [] }], records: 1204, malformed: 0, events: 9, notes: [] }],
  coverage: [
    { provider: 'aws', scope: '111122223333', region: 'eu-west-1', declared: 43, live: 44, liveIncomplete: null, audit: { from: '2026-11-01T00:00:00.000Z', to: '2026-11-02T06:00:00.000Z', gaps: [] } },
    { provider: 'aws', scope: '111122223333', region: 'us-west-2', declared: 1, live: 1, liveIncomplete: 'a NextToken is left: there are more pages', audit: { from: '2026-11-01T09:00:00.000Z', to: '2026-11-02T06:00:00.000Z', gaps: ['01:00 to 03:00 on 2026-11-02'] } },
    { provider: 'aws', scope: '444455556666', region: 'eu-west-1', declared: 0, live: 1, liveIncomplete: null, audit: null },
    { provider: 'gcp', scope: 'shop-prod', region: null, declared: 12, live: null, liveIncomplete: null, audit: null },
  ],
};

const live = (address: string, region = 'eu-west-1') => resource(address, { type: 'AWS::EC2::Instance', stage: 'inventory', action: 'exists', id: address, region });

export const night: Result = result(
  [
    finding('gpu-shapes', trainer, { severity: 'high', input: 'inventory.ndjson', message: 'p5.48xlarge has 8 NVIDIA H100', resource: live(trainer, 'us-west-2'), evidence: { path: 'InstanceType', actual: 'p5.48xlarge' } }),
    finding('regions', trainer, { input: 'inventory.ndjson', message: 'us-west-2 is no allowed region', resource: live(trainer, 'us-west-2'), evidence: { path: 'Region', actual: 'us-west-2' } }),
    finding('unmanaged-creation', trainer, { severity: 'medium', input: 'inventory.ndjson', message: 'made outside the code', resource: live(trainer, 'us-west-2') }),
    finding('previously-unseen-region', null, { verdict: 'undecided', input: 'trail/night.json.gz', message: 'whether a region of aws:111122223333 is new is not known', evidence: { path: 'region', needs: 'a history of 14 days' } }),
    finding('launch-spike', null, { severity: 'high', input: 'trail/night.json.gz', message: '8 machines in one hour by arn:aws:iam::111122223333:role/Developer, where 0.1 are usual', evidence: { path: 'count', actual: 8, expected: 'at most 2' }, event: { ...event('RunInstances', '2026-11-01T23:12:03.000Z'), more: 7, until: '2026-11-02T03:00:00.000Z' }, items: [probe, trainer] }),
  ],
  {
    command: 'drift',
    inputs: [{ path: 'inventory.ndjson', format: 'landrail-inventory', resources: 3, notes: [] }],
    guardrails: [guardrail('gpu-shapes'), guardrail('regions'), guardrail('launch-spike', { detection: true }), guardrail('unmanaged-creation', { detection: true })],
    drift,
    trend: [
      { from: '2026-10-30T06:00:00.000Z', to: '2026-10-31T06:00:00.000Z', counts: { managed: 41 }, findings: null },
      { from: '2026-10-31T06:00:00.000Z', to: '2026-11-01T06:00:00.000Z', counts: { managed: 40, unmanaged: 1 }, findings: { critical: 0, high: 1, medium: 0, low: 0, info: 0 } },
    ],
  },
);
