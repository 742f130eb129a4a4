import type { Value } from './value.ts';

/** Beyond this many combinations a closed set says too little. */
const most = 64;

/** Every combination of what the values may be, where each is known or of a closed set; null when one is not, or they are too many. */
export function combinations(values: readonly Value[]): readonly (readonly Value[])[] | null {
  let out: readonly (readonly Value[])[] = [[]];
  for (const value of values) {
    const all: readonly Value[] | null = value.kind === 'unknown' ? value.choices : [value];
    if (!all || out.length * all.length > most) return null;
    out = all.length === 1 ? out.map((done) => [...done, all[0] as Value]) : out.flatMap((done) => all.map((choice) => [...done, choice]));
  }
  return out;
}
