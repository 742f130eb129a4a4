import { expect, test } from 'vitest';
import { Correlation } from '#correlate/correlation.ts';
import { placeOfId } from '#correlate/id-place.ts';
import { providers } from '#model/resource.ts';
import { machine, machines } from './night.ts';

test.each(providers)('%s: what is not among its like is gone, and nothing else is', (provider) => {
  const correlation = new Correlation({ pipelines: true, ignores: null });
  const [there, gone] = ['web-1', 'web-2'].map((name) => machines[provider].id(name)) as [string, string];
  correlation.declare(machine(provider, 'web-2', {}), 'state.json');
  expect([there, gone].map((id) => correlation.isGone(id))).toEqual([false, false]);
  correlation.meet(machine(provider, 'web-1', { stage: 'inventory' }), 'inventory.json');
  expect([there, gone].map((id) => correlation.isGone(id))).toEqual([false, true]);
});

test.each([
  'aws_instance.web', '', 'arn:aws:s3:::parcels', 'arn:aws:ec2:eu-west-1:111122223333:nothing/known', '/subscriptions/', '//compute.googleapis.com/projects/shop', 'ocid1.nothing.oc1.eu-frankfurt-1.x', 'arn:aws:ec2:eu-west-1:444455556666:instance/i-0aaaa0000aaaa0001',
])('of %s nobody knows', (id) => {
  const correlation = new Correlation({ pipelines: true, ignores: null });
  for (const provider of providers) correlation.meet(machine(provider, 'web-1', { stage: 'inventory' }), 'inventory.json');
  expect(correlation.isGone(id)).toBe(false);
});

test('of another region than inventories tell of nobody knows', () => {
  const correlation = new Correlation({ pipelines: true, ignores: null });
  correlation.meet(machine('aws', 'web-1', { stage: 'inventory' }), 'inventory.json');
  correlation.inventories([{ provider: 'aws', scope: '111122223333', region: 'eu-west-1', kind: 'instance', resources: 1, exported: null, incomplete: null }]);
  const [here, there] = ['eu-west-1', 'us-west-2'].map((region) => `arn:aws:ec2:${region}:111122223333:instance/i-0aaaa0000aaaa0009`) as [string, string];
  expect([correlation.isGone(here), correlation.isGone(there)]).toEqual([true, false]);
  expect(placeOfId(there)).toMatchObject({ provider: 'aws', type: 'AWS::EC2::Instance', kind: 'instance', region: 'us-west-2' });
});
