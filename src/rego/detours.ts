import { corrections } from './builtins/corrections.ts';
import type { Detour } from './module-patch.ts';

/** The iteration of sets and objects: `host(collection, previous)` gives the member that follows. */
export const iteration = -2;

/** Number of the first correction; those that follow count downwards. */
const firstCorrection = -3;

export const detours: readonly Detour[] = [
  { native: 'opa_value_iter', parameters: 2, when: { kind: 'collection', parameter: 0 }, id: iteration },
  ...corrections.map(({ native, parameters, when }, index) => ({ native, parameters, when, id: firstCorrection - index })),
];

export function correctionOf(id: number) {
  return corrections[firstCorrection - id];
}
