import type { Condition } from '../module-patch.ts';
import type { RegoValue } from '../value.ts';

/** The function that the module has is right for these arguments. */
export const keep = Symbol('the native function answers');

/** A built-in function that is linked into every module and that answers otherwise than OPA in Go. */
export interface Correction {
  readonly name: string;
  /** Its name inside the module. */
  readonly native: string;
  readonly parameters: 1 | 2 | 3;
  /** Where it is wrong, as far as that can be told before the call. */
  readonly when: Condition;
  readonly call: (args: readonly RegoValue[]) => RegoValue | undefined | typeof keep;
}

export const always: Condition = { kind: 'always' };

/** Numbers, and one of them is no 64-bit integer. */
export function fractions(...parameters: readonly number[]): Condition {
  return { kind: 'fractions', parameters };
}
