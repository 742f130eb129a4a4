import { keyText, type AddressStep, type InstanceKey } from '../address.ts';

/** Stands for every instance of a block whose `count` or `for_each` is not known. */
export const every: unique symbol = Symbol('[*]');

export type Key = InstanceKey | typeof every;

/** A module instance on the way to another one. */
export interface Step {
  readonly name: string;
  readonly key: Key;
}

/** As Terraform writes it behind a name: `[0]`, `["k.1"]`; `[*]` for every instance. */
export function keySuffix(key: Key): string {
  if (key === every) return '[*]';
  // A key that is an asterisk is one of many.
  return key === '*' ? '["*"]' : keyText(key);
}

/** `module.a["x"].module.b[0].`, to be put before what is in there; empty for the root. */
export function prefixOf(steps: readonly Step[]): string {
  return steps.map(({ name, key }) => `module.${name}${keySuffix(key)}.`).join('');
}

/** Without keys: `module.a.module.b.`. */
export function configPrefix(steps: readonly Pick<AddressStep, 'name'>[]): string {
  return steps.map(({ name }) => `module.${name}.`).join('');
}
