import type { ShapePath } from '#catalog/facts.ts';
import { known, unknown, type Known } from '#model/known.ts';
import { countAt, numberOf, type Indexes } from './shape-argument.ts';
import type { Subject } from './subject.ts';
import { each } from './text.ts';
import { zonesOf } from './zones.ts';

/** How many machines there are of a shape, in all zones. */
export function machinesAt(subject: Subject, place: Pick<ShapePath, 'count' | 'zoned' | 'total'>, indexes: Indexes): Known<number> {
  const [total] = place.total === null ? [] : subject.values.fields(place.total, indexes);
  if (total?.value.status === 'known' && (numberOf(total.value.value) ?? 0) > 0) return countAt(subject, place.total, indexes);
  const count = countAt(subject, place.count, indexes);
  return place.zoned && !(count.status === 'known' && count.value === 0) ? times(count, zonesOf(subject, indexes)) : count;
}

/** Of two numbers that are not known, the first says why. */
function times(a: Known<number>, b: Known<number>): Known<number> {
  if (a.status === 'known') return b.status === 'oneOf' ? each(b, (one) => known(one * a.value)) : b.status === 'known' ? known(a.value * b.value) : b;
  if (a.status === 'oneOf') return b.status === 'known' ? each(a, (one) => known(one * b.value)) : unknown(a.because, a.refs);
  return a;
}
