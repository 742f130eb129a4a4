import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../../../../src/index.ts';
import { scratchFolder } from '../../../commands/landrail.ts';

const scratch = scratchFolder('cut-down');

/** `pass, 1 judged`, then the notes, or the codes of what is refused. */
async function verdictOf(plan: object): Promise<readonly string[]> {
  const path = join(scratch, 'plan.json');
  writeFileSync(path, JSON.stringify(plan));
  const { verdict, inputs, errors } = await check([path], { config: false, cwd: scratch });
  return [`${verdict}, ${inputs[0]?.resources ?? 0} judged`, ...inputs.flatMap((input) => input.notes), ...errors.map((error) => error.code)];
}

const queue = { address: 'aws_sqs_queue.orders', mode: 'managed', type: 'aws_sqs_queue', name: 'orders', values: { name: 'orders' } };
const planned_values = { root_module: { resources: [queue] } };
const fromPlannedValues = 'read from planned_values: what is not known yet cannot be told from what is not set';
const suffix = (actions: readonly string[], previous?: string): object => ({
  address: 'random_id.suffix',
  ...(previous === undefined ? {} : { previous_address: previous }),
  mode: 'managed',
  type: 'random_id',
  name: 'suffix',
  provider_name: 'registry.terraform.io/hashicorp/random',
  change: { actions, before: {}, after: {}, after_unknown: {} },
});

describe('plans of a bookshop that somebody cut down', () => {
  it.each([
    ['planned values and their configuration alone', { planned_values, configuration: { root_module: {} } }, ['pass, 1 judged', fromPlannedValues]],
    ['an empty list of changes beside planned values', { format_version: '1.2', resource_changes: [], planned_values }, ['pass, 1 judged', fromPlannedValues]],
    ['planned values without a sign of a plan', { planned_values }, ['error, 0 judged', 'input-not-recognised']],
  ])('%s', async (_, plan, verdict) => expect(await verdictOf(plan)).toEqual(verdict));
});

describe('plans with nothing to judge say why', () => {
  it.each([
    ['no resource', { format_version: '1.2', planned_values: { root_module: {} }, configuration: {} }, 'the plan holds no resources'],
    ['an unchanged resource of another provider', { format_version: '1.2', resource_changes: [suffix(['no-op'])] }, '1 resource of other providers not judged (random)'],
    ['a moved resource of another provider', { format_version: '1.2', resource_changes: [suffix(['no-op'], 'random_id.old')] }, '1 resource of other providers not judged (random)'],
  ])('%s', async (_, plan, note) => expect(await verdictOf(plan)).toEqual(['empty, 0 judged', note]));
});
