import { regoText } from '../rego-text.ts';
import { elementsOf, type RegoValue } from '../value.ts';
import type { Builtins } from './builtin.ts';

/** An operand of `print` is the set of its values: empty when it is undefined. */
function shown(operand: RegoValue): readonly string[] {
  const values = elementsOf(operand) ?? [];
  return values.length === 0 ? ['<undefined>'] : values.map((value) => (typeof value === 'string' ? value : regoText(value)));
}

export const builtins: Builtins = {
  // Notes show up in OPA's explanations only; they never change a result.
  trace: ([note]) => (typeof note === 'string' ? true : undefined),
  'internal.print': ([operands], context) => {
    const lines = (elementsOf(operands) ?? []).map(shown).reduce<readonly string[]>(
      (before, values) => before.flatMap((line) => values.map((value) => (line === '' ? value : `${line} ${value}`))),
      [''],
    );
    for (const line of lines) context.print(line);
    return true;
  },
};
