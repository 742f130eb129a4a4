import { expect, test } from 'vitest';
import { detectionTakes, handedTo } from '#rego/detection-takes.ts';
import { loadDetections } from '#rego/policies.ts';

const shipped = loadDetections();
const without = (...ids: readonly string[]) => [{ policies: shipped.policies.filter(({ guardrail: { id } }) => !ids.includes(id)) }];

test('whoever asks for every launch that ended well has them counted', () => {
  const asking = shipped.policies.filter(({ guardrail }) => guardrail.selects !== undefined && guardrail.reads !== 'drift' && detectionTakes(guardrail).takesLaunches).map(({ guardrail: { id } }) => id);
  expect(asking).toEqual(['launch-spike', 'manual-creation', 'previously-unseen-image', 'previously-unseen-instance-type', 'previously-unseen-region', 'previously-unseen-user']);
  expect([handedTo([shipped]).launches, handedTo(without('launch-spike')).launches, handedTo(without(...asking)).launches]).toEqual([true, true, false]);
});
