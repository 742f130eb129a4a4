import { expect, test } from 'vitest';
import { spoken } from '#reports/drift/deed.ts';
import { night } from './night.ts';

const arn = 'arn:aws:sts::111122223333:assumed-role/admin/mona';
const [event] = (night.drift?.items ?? []).flatMap(({ created }) => (created === null ? [] : [created]));
const by = (more: { readonly principal?: string; readonly actor?: string }) => {
  if (event === undefined) throw new Error('no event');
  return { ...event, principal: arn, actor: 'mona', ...more };
};

test.each<[string, ReturnType<typeof by> | null, string]>([
  [`${arn} made it; ${arn}, again ${arn}: (${arn}) by ${arn}.`, by({}), 'mona made it; mona, again mona: (mona) by mona.'],
  [`${arn}2 and ${arn}/x and ${arn}.eu are others, and so is x${arn}`, by({}), `${arn}2 and ${arn}/x and ${arn}.eu are others, and so is x${arn}`],
  [`by ${arn}`, by({ actor: '$& $1 $`' }), 'by $& $1 $`'],
  [`by ${arn}`, by({ actor: '' }), `by ${arn}`],
  ['by a', by({ principal: '' }), 'by a'],
  [`by ${arn}`, null, `by ${arn}`],
])('%s', (message, one, expected) => {
  expect(spoken(message, one)).toBe(expected);
});
