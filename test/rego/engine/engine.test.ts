import { afterAll, expect, it } from 'vitest';
import { known } from '#model/known.ts';
import { Batcher, type InputBatch } from '#rego/batches.ts';
import { Engine } from '#rego/engine.ts';
import { evaluateAll } from '#rego/evaluate.ts';
import { loadPack } from '#rego/policies.ts';
import { machine } from './training.ts';

const sets = [loadPack()];
const [engine, another] = [opened(), opened()];
afterAll(() => Promise.all([engine.close(), another.close()]));

function opened(): Engine {
  const one = new Engine();
  one.load({ sets, settings: { guardrails: { regions: { aws: { allow: ['eu-west-1'] } } } }, policyTimeoutMs: 30_000, now: new Date('2026-11-23T00:00:00Z') });
  return one;
}

/** Groups of machines, one in three in a region that is not allowed, one in three in the default security group, and who has a role. */
const machines = Array.from({ length: 3000 }, (_, index) => machine(`aws_instance.trainer[${index}]`, { region: known(index % 3 === 0 ? 'us-east-1' : 'eu-west-1'), attributes: index % 3 === 1 ? {} : { launch_template: [{ id: 'lt-1' }] } }));
const roles = ['till', 'desk'].map((name) => machine(`aws_iam_role_policy_attachment.${name}`, { type: 'aws_iam_role_policy_attachment', kind: 'identity', grants: [{ path: 'policy_arn', role: known('arn:aws:iam::aws:policy/AdministratorAccess'), principal: known(name) }] }));

async function said(size: number, by = engine): Promise<readonly (readonly [InputBatch['entryIds'], unknown])[]> {
  const batcher = new Batcher(sets, 'plan.json');
  const found: (readonly [InputBatch['entryIds'], unknown])[] = [];
  for await (const { batch, results } of evaluateAll(by.for(size), [...batcher.add([...machines, ...roles]), ...batcher.finish(null)])) found.push([batch.entryIds, results]);
  return found;
}

it('a large input is judged in threads: what policies say is the same', async () => {
  const [large, small] = [await said(2 ** 22), await said(1000)];
  expect(large.map(([ids]) => ids)).toContainEqual(['network-baseline']);
  expect(JSON.stringify(large)).toContain('us-east-1');
  expect(large).toEqual(small);
});

it('many small inputs are judged in threads, to their last batch', async () => {
  await another.expectMany();
  expect(await said(1000, another)).toEqual(await said(1000));
});
