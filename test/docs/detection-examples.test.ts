import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { detectionIds, filledDetections } from '#config/detection-defaults.ts';
import { detectionSchemas } from '#config/detection-schemas.ts';
import { createEvaluator } from '#rego/evaluate.ts';
import { loadDetections } from '#rego/policies.ts';
import { inputBytes } from '#rego/shared-bytes.ts';
import { root } from '../commands/landrail.ts';

const { wasm, policies } = loadDetections();
const settings = { detections: filledDetections({}, null), guardrails: {}, drift: { pipelines: [{ aws: 'arn:aws:iam::111122223333:role/terraform-*' }] } };
const entries = policies.map(({ guardrail, entrypoint }) => ({ id: guardrail.id, package: guardrail.package, entrypoint }));
const evaluator = createEvaluator({ modules: [{ wasm, data: { settings }, entries }], policyTimeoutMs: 30_000, now: new Date('2026-11-27T07:00:00Z'), mode: 'in-process' });

/** Number of failures and of doubts. */
async function said(id: string, example: string): Promise<readonly [number, number]> {
  const [result] = await evaluator.evaluate({ bytes: inputBytes(example), module: 0, entryIds: [id] });
  if (result === undefined || 'problem' in result) throw new Error(JSON.stringify(result));
  const { deny = [], undecided = [] } = result.value as { readonly deny?: readonly unknown[]; readonly undecided?: readonly unknown[] };
  return [deny.length, undecided.length];
}

test('every detection has a folder, settings and defaults', () => {
  const ids = readdirSync(join(root, 'policies/detections')).sort();
  expect(detectionIds).toEqual(ids);
  expect(Object.keys(detectionSchemas).sort()).toEqual(ids);
  expect(policies.map(({ guardrail }) => guardrail.id)).toEqual(ids);
});

test.each(policies.map(({ guardrail: { id, reads, examples } }) => ({ id, reads, bad: examples?.bad ?? '', good: examples?.good ?? '' })))('the examples of $id, as `landrail explain` shows them', async ({ id, reads, bad, good }) => {
  for (const example of [bad, good]) expect(Object.keys(JSON.parse(example) as object)).toEqual([reads === 'drift' ? 'drift' : 'events']);
  expect(await said(id, bad)).toEqual([id === 'launch-spike' ? 2 : 1, 0]);
  expect(await said(id, good)).toEqual([0, 0]);
});
