import type { Correction } from './corrections/correction.ts';
import { integers } from './corrections/integers.ts';
import { json } from './corrections/json.ts';
import { numbers } from './corrections/numbers.ts';
import { patterns } from './corrections/patterns.ts';
import { texts } from './corrections/texts.ts';
import type { Detour } from './module-patch.ts';

/** The iteration of sets and objects: `host(collection, previous)` gives the member that follows. */
export const iteration = -2;

const corrections: readonly Correction[] = [...texts, ...json, ...numbers, ...integers, ...patterns];

/** Number of the first correction; those that follow count downwards. */
const firstCorrection = -3;

export const detours: readonly Detour[] = [
  { native: 'opa_value_iter', parameters: 2, when: { kind: 'collection', parameter: 0 }, id: iteration },
  ...corrections.map(({ native, parameters, when }, index) => ({ native, parameters, when, id: firstCorrection - index })),
];

export function correctionOf(id: number): Correction | undefined {
  return corrections[firstCorrection - id];
}
