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

test('a state that lies apart is of the only root; of several, of the one that declares most of it', () => {
  const declared = (name: string): ReturnType<typeof machine> => machine('aws', name, { stage: 'source', type: 'aws_instance', address: `aws_instance.${name}` });
  const state = machine('aws', 'web', { stage: 'state', type: 'aws_instance' });
  const rootsOf = (roots: Readonly<Record<string, readonly string[]>>, addresses: readonly string[]): readonly string[] => {
    const all = new Roots();
    for (const [root, names] of Object.entries(roots)) for (const name of names) all.take(declared(name), root);
    all.met('states/shop.tfstate', state);
    return [...all.settled(() => addresses)].flatMap(({ resource, applied }) => (applied.has('states/shop.tfstate') ? [resource.address] : []));
  };
  expect(rootsOf({ shop: ['web'] }, ['aws_instance.db'])).toEqual(['aws_instance.web']);
  expect(rootsOf({ ads: ['web'], shop: ['db', 'cache'] }, ['aws_instance.db', 'aws_instance.cache'])).toEqual(['aws_instance.db', 'aws_instance.cache']);
  expect(rootsOf({ ads: ['web'], shop: ['db'] }, ['aws_instance.other'])).toEqual([]);
});
