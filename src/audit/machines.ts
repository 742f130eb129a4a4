import type { TypeFacts } from '#catalog/facts.ts';
import type { JsonObject, JsonValue } from '#model/json.ts';
import { everyAt } from './path.ts';

/**
 * How many machines a resource stands for, by what the catalogue knows of its type: the sum over its pools; null where it says none.
 * Of `a|b` the first that is set.
 */
export function machinesOf(facts: TypeFacts | null, values: JsonObject): number | null {
  const counts = new Set((facts?.shapes ?? []).filter(({ form }) => form !== 'attached').flatMap(({ count }) => (count === null ? [] : [count])));
  const sums = [...counts].map((count) => machinesAt(values, count)).filter((sum) => sum !== null);
  return sums.length === 0 ? null : sums.reduce((sum, one) => sum + one, 0);
}

/** The sum of the numbers at a path. */
export function machinesAt(values: JsonObject, path: string): number | null {
  const byPlace = new Map<string, number>();
  for (const one of path.split('|')) {
    for (const { value, indexes } of everyAt(values, one)) {
      const count = numberOf(value);
      const place = indexes.join();
      if (count !== null && !byPlace.has(place)) byPlace.set(place, count);
    }
  }
  return byPlace.size === 0 ? null : [...byPlace.values()].reduce((sum, one) => sum + one, 0);
}

/** APIs of Google write 64-bit numbers as texts. */
function numberOf(value: JsonValue): number | null {
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0 ? value : null;
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : null;
}
