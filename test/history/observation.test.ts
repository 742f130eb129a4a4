import { expect, test } from 'vitest';
import { deedOf, rowsOfEvent } from '#history/observation.ts';
import { event, machine } from '../rego/engine/night.ts';

const fleet = machine('arn:fleet', { type: 'AWS::EC2::EC2Fleet', kind: 'instance-group' });
const machinesOf = (one: ReturnType<typeof event>): number => rowsOfEvent(one).reduce((sum, row) => sum + row.machines, 0);

test('a fleet stands for the machines that it answers with', () => {
  const call = event('a', {}, [fleet, machine('i-1'), machine('i-2')]);
  const [group, ...parts] = call.event.subjects;
  if (group === undefined) throw new Error('no fleet');
  const subjects = [{ ...group, count: 2 }, ...parts.map((part) => ({ ...part, row: { ...part.row, madeBy: 'arn:fleet' } }))];
  expect(machinesOf({ ...call, event: { ...call.event, subjects } })).toBe(2);
  // One that stands elsewhere made them before, or it is not told.
  expect(machinesOf({ ...call, event: { ...call.event, subjects: subjects.slice(1) }, resources: call.resources.slice(1) })).toBe(2);
});

test.each([
  [{ deed: 'create' }, 'create', 1],
  [{ deed: 'modify', mayCreate: true }, 'create', 1],
  [{ deed: 'modify', mayCreate: true, touches: 'access' }, 'modify', 0],
  [{ deed: 'modify' }, 'modify', 0],
] as const)('what may have made a machine has made it: %j', (fields, deed, machines) => {
  const call = event('a', fields);
  expect([deedOf(call.event), machinesOf(call)]).toEqual([deed, machines]);
});
