import { expect, test } from 'vitest';
import { waiverTarget } from '#model/waiver.ts';

test.each([
  ['module.training.*', { by: 'name', pattern: 'module.training.*' }],
  ['tag:team=ml-*', { by: 'tag', key: 'team', value: 'ml-*' }],
  ['tag:cost-center=a=b', { by: 'tag', key: 'cost-center', value: 'a=b' }],
  ['tag:team=', { by: 'tag', key: 'team', value: '' }],
  ['tag:team', null],
  ['tag:=x', null],
  ['tag:', null],
  ['  ', null],
])('%s', (resource, target) => {
  expect(waiverTarget(resource)).toEqual(target);
});
