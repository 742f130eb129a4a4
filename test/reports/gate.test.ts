import { expect, test } from 'vitest';
import type { DriftItem, DriftVerdict } from '#model/drift.ts';
import { gateText } from '#reports/drift/gate.ts';
import { nobodyText } from '#reports/drift/words.ts';
import { night } from './night.ts';
import { finding } from './result.ts';

const [item] = night.drift?.items ?? [];
const of = (verdict: DriftVerdict, changed: DriftItem['changed'] = []): DriftItem => {
  if (item === undefined) throw new Error('no item');
  return { ...item, verdict, changed };
};
const missing = finding('required-tags', 'one', { evidence: { path: 'Tags.owner', actual: null, expected: 'any value' } });
const large = finding('instance-types', 'one', { evidence: { path: 'InstanceType', actual: 'p5.48xlarge', expected: 't3.*' } });
const far = finding('regions', 'one', { evidence: { path: 'Placement.AvailabilityZone', actual: 'us-west-2a', expected: 'eu-*' } });
const opened = { path: 'ingress', declared: null, live: 'tcp 22 from 0.0.0.0/0', member: true } as const;
const ssh = finding('open-ssh', 'one', { evidence: { path: 'SecurityGroupIngress[0].IpRanges[0].CidrIp', actual: '0.0.0.0/0' } });
const open = finding('network-baseline', 'one', { verdict: 'undecided', original: 'undecided' });

test.each<[string, string | null]>([
  [gateText(of('unmanaged'), [missing, large, missing]) ?? '', 'the plan gate would have stopped it: required-tags, instance-types'],
  [gateText(of('ephemeral'), []) ?? '', 'no guardrail of this run would have stopped it'],
  [gateText(of('unmanaged'), [open]) ?? '', 'whether the plan gate would have stopped it is not known: network-baseline'],
  // What code had already was no fault of the change.
  [gateText(of('modified-outside', [opened]), [missing]) ?? '', 'no guardrail of this run would have stopped it'],
  [gateText(of('modified-outside', [opened]), [missing, ssh]) ?? '', 'the plan gate would have stopped it: open-ssh'],
  [gateText(of('modified-outside', [opened]), [finding('open-ports', 'one', { evidence: { path: 'SecurityGroupIngress[0].FromPort', actual: 22 } })]) ?? '', 'whether the plan gate would have stopped it is not known: open-ports'],
  [gateText(of('modified-outside', [{ path: 'instance_type', declared: 't3.micro', live: 'p5.48xlarge' }]), [missing]) ?? '', 'whether the plan gate would have stopped it is not known: required-tags'],
  [gateText(of('modified-outside', [{ path: 'instance_type', declared: 't3.micro', live: 'p5.48xlarge' }]), [missing, large]) ?? '', 'the plan gate would have stopped it: instance-types'],
  [gateText(of('modified-outside', [{ path: 'tags.owner', declared: 'shop', live: null }]), [missing, large]) ?? '', 'the plan gate would have stopped it: required-tags'],
  [gateText(of('modified-outside', [{ path: 'tags.cost', declared: 'shop', live: null }]), [missing]) ?? '', 'no guardrail of this run would have stopped it'],
  [gateText(of('modified-outside', [{ path: 'region', declared: 'eu-west-1', live: 'us-west-2' }]), [far]) ?? '', 'the plan gate would have stopped it: regions'],
])('%s', (told, expected) => expect(told).toBe(expected));

test('of what was not made, and of a change of which nothing is known, the gate says nothing', () => {
  for (const verdict of ['modified-outside', 'deleted-outside', 'undetermined', 'attempt'] as const) expect(gateText(of(verdict), [missing])).toBeNull();
});

test('of what no event tells it is said whether there was a log', () => {
  expect([nobodyText({ sources: [] }), nobodyText(night.drift ?? { sources: [] })]).toEqual(['not known: no log was given', 'no event of the logs tells']);
});
