import { describe, expect, it } from 'vitest';
import { maskOfPaths } from '../../../../src/inputs/terraform/state/sensitive-paths.ts';
import { at, one, read, state } from './states.ts';

const get = (value: string) => ({ type: 'get_attr', value });
const index = (value: number | string) => ({ type: 'index', value: { value, type: typeof value } });

describe('what a state marks as sensitive', () => {
  it.each([
    ['nothing', [], undefined],
    ['no list', null, undefined],
    ['an argument', [[get('password')]], { password: true }],
    ['an element of a map', [[get('tags'), index('stage')]], { tags: { stage: true } }],
    ['an element of a list', [[get('login'), index(1), get('token')]], { login: [false, { token: true }] }],
    ['several', [[get('a')], [get('b'), index('c')], [get('b'), index('d')]], { a: true, b: { c: true, d: true } }],
    ['the whole above a part', [[get('a')], [get('a'), index('b')]], { a: true }],
    ['a part, then the whole', [[get('a'), index('b')], [get('a')]], { a: true }],
    ['one path that is not in a list', [get('a'), index(0)], { a: [true] }],
    ['names', ['password', 'master_auth.0.password'], { password: true, master_auth: [{ password: true }] }],
    ['plain indexes', [[get('a'), { type: 'index', value: 0 }]], { a: [true] }],
    ['an element of a set, which goes by its value', [[get('rule'), { type: 'index', value: { value: { port: 1 }, type: ['object', { port: 'number' }] } }, get('secret')]], { rule: true }],
    ['what nobody can read', [[{ type: 'new_step' }]], true],
    ['a number that is made up', [[get('a'), index(2_000_000_000)]], { a: true }],
  ])('%s', (_, paths, mask) => {
    expect(maskOfPaths(paths as never)).toEqual(mask);
  });

  it('is kept from reports, and so are passwords that only the schema of the provider marks', async () => {
    const found = await read(state([one('aws_db_instance.ledger', { id: 'ledger', tags: { stage: 'hush-hush', owner: 'tills' }, password: 'correct horse', nested: [{ auth_token: 'battery' }] }, { sensitive_attributes: [[get('tags'), index('stage')]] })]));
    expect([...at(found, 'aws_db_instance.ledger').sensitive].sort()).toEqual(['battery', 'correct horse', 'hush-hush']);
  });
});
