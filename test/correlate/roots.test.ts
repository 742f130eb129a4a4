import { expect, test } from 'vitest';
import { Roots } from '#correlate/roots.ts';
import { machine } from './night.ts';

test('time grows with the number of states that lie apart', () => {
  const [root, state] = [machine('aws', 'web', { stage: 'source', type: 'aws_instance', address: 'aws_instance.web' }), machine('aws', 'web', { stage: 'state', type: 'aws_instance', address: 'aws_instance.web[0]' })];
  const roots = new Roots();
  roots.take(root, 'code');
  for (let at = 0; at < 20_000; at++) roots.met(`states/${at}.tfstate`, state);
  const began = performance.now();
  const [written] = roots.settled(() => [state.address]);
  expect(written?.applied.size).toBe(20_000);
  expect(performance.now() - began).toBeLessThan(3_000);
});
