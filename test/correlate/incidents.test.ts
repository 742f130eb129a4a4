import { expect, test } from 'vitest';
import { withItems } from '#correlate/incidents.ts';
import type { Claim } from '#model/finding.ts';
import { joined } from './joined.ts';
import { call, machine } from './night.ts';

const claim = (events: readonly string[], more: Partial<Claim> = {}): Claim => ({
  guardrail: 'mining-shaped-launches', verdict: 'fail', message: 'launched as a miner does', input: 'logs/1.json', address: null, evidence: { path: 'launches', actual: null, expected: null, refs: [], needs: null }, severity: null, remediation: null, location: null, located: null,
  detected: { event: null, who: 'aws:111122223333 mona', about: 'signs', events }, ...more,
});

test('what happened is told with what became of all that it was about, each once, sorted', () => {
  const [made, also, tried, other] = [call('aws', 'web', {}), call('aws', 'api', {}), call('aws', 'web', { outcome: 'quota', region: 'us-east-1' }), call('aws', 'db', {})];
  const items = joined({ declared: [machine('aws', 'other', {})], observed: [made, also, tried, other], live: ['web', 'api', 'db', 'other'].map((name) => machine('aws', name, { stage: 'inventory' })) }).all.map(({ item }) => item);
  const itemsOf = (one: Claim): readonly string[] | undefined => withItems([one], items)[0]?.detected?.items;
  expect(itemsOf(claim([made.id, tried.id, also.id, 'of another night']))).toEqual(['RunInstances 111122223333 us-east-1 mona', ...[machine('aws', 'api', {}).id, machine('aws', 'web', {}).id].toSorted()]);
  expect(itemsOf(claim(['of another night']))).toBeUndefined();
  // What is about a resource has its item by that, and what is not known is held against nobody.
  expect(itemsOf(claim([made.id], { address: 'arn:aws:ec2:eu-west-1:111122223333:instance/i-1' }))).toBeUndefined();
  expect(itemsOf(claim([made.id], { verdict: 'undecided' }))).toBeUndefined();
});
