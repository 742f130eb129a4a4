import { absent, known, oneOf, unknown, type Known } from '#model/known.ts';
import type { Accelerator, Shape } from '#model/resource.ts';

/** A machine that may be the one that runs. */
export interface Possible {
  readonly name: string;
  readonly accelerator: Accelerator | null;
  readonly vcpus: Known<number>;
}

/** One of several machines: what all of them have is known, the rest is one of a few. Accelerators of some are counted as 0 for the others. */
export function oneMachine(all: readonly Possible[], because: string, refs: readonly string[]): Pick<Shape, 'name' | 'accelerator' | 'vcpus'> {
  const name = oneOf(all.map((one) => one.name), because, refs);
  return { name, accelerator: accelerators(all, because, refs), vcpus: together(all.map((one) => one.vcpus), because, refs) };
}

function accelerators(all: readonly Possible[], because: string, refs: readonly string[]): Accelerator | null {
  const equipped = all.flatMap(({ accelerator }) => (accelerator === null ? [] : [accelerator]));
  if (equipped.length === 0) return null;
  const counts = together(all.map(({ accelerator }) => accelerator?.count ?? known(0)), because, refs);
  const [share = null, ...others] = new Set(equipped.map(({ fraction }) => fraction));
  return {
    vendor: shared(equipped.map(({ vendor }) => vendor)),
    model: shared(equipped.map(({ model }) => model)),
    // Shares of different sizes do not add up to a number.
    count: others.length === 0 ? counts : unknown(because, refs),
    fraction: others.length === 0 ? share : null,
  };
}

function together(all: readonly Known<number>[], because: string, refs: readonly string[]): Known<number> {
  if (all.every(({ status }) => status === 'absent')) return absent;
  const numbers = all.flatMap((one) => (one.status === 'known' ? [one.value] : []));
  return numbers.length === all.length ? oneOf(numbers, because, refs) : unknown(because, refs);
}

function shared<T>(values: readonly T[]): T | null {
  const [first = null, ...others] = new Set(values);
  return others.length === 0 ? first : null;
}
