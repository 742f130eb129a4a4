import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { corpus, filesBelow, readJson } from './corpus.ts';
import { at, read, state, type KeptBlock } from '../inputs/terraform/state/states.ts';

const pairs = join(corpus ?? '', 'pairs');

interface Recording {
  readonly resources: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

/** The state that a recording of pytest-terraform was made of, as far as it tells: its values stand in it as they were. */
function stateOf({ resources }: Recording): object {
  const blocks = Object.entries(resources).flatMap(([type, byName]) => Object.entries(byName).map(([name, attributes]): KeptBlock => ({ type, name, instances: [{ attributes }] })));
  return state(blocks.filter(({ type }) => !type.startsWith('data.')));
}

const names = filesBelow(pairs, /pair\.json$/).map((file) => file.replace('/pair.json', ''));

describe.skipIf(corpus === null)('a state beside what the cloud answered', () => {
  it('is there', () => expect(names).toHaveLength(52));

  it.each(names)('%s: the answer knows each resource by one of the names that its state gives it', async (name) => {
    const { found_in_answers: found } = readJson(join(pairs, name, 'pair.json')) as { readonly found_in_answers: readonly string[] };
    const whole = await read(stateOf(readJson(join(pairs, name, 'state/tf_resources.json')) as Recording));
    const answers = filesBelow(join(pairs, name, 'inventory'), /\.json$/).map((file) => readFileSync(join(pairs, name, 'inventory', file), 'utf8')).join('\n');
    const lost = found.filter((address) => whole.resources.some((resource) => resource.address === address)).filter((address) => {
      const { id, aliases } = at(whole, address);
      return ![id, ...aliases].some((one) => one !== null && answers.includes(one.replace(/^\/\/[a-z]+\.googleapis\.com\//, '')));
    });
    expect(lost).toEqual([]);
  });
});
