import { unknown as unknownBecause, type Unknown } from '#model/known.ts';
import { isMapping, isSequence, isWhole, type Value } from './value.ts';

/** As many references as a person can follow. */
const mostRefs = 16;

/** Why something that was made of these values is not known: the first reason in them, with all that they depend on. */
export function reasonOf(values: Iterable<Value>): Unknown {
  let because: string | null = null;
  const refs = new Set<string>();
  for (const reason of reasonsIn(values)) {
    because ??= reason.because;
    for (const ref of reason.refs) if (refs.size < mostRefs) refs.add(ref);
    if (refs.size >= mostRefs) break;
  }
  return unknownBecause(because ?? 'not known', [...refs]);
}

function* reasonsIn(values: Iterable<Value>): Generator<Unknown> {
  for (const value of values) {
    if (value.kind === 'unknown') yield value.reason;
    else if (!isWhole(value) && (isSequence(value) || isMapping(value))) {
      if (value.open) yield value.open.reason;
      if (isSequence(value)) yield* reasonsIn(value.items);
      else if (value.members instanceof Map) yield* reasonsIn(value.members.values());
    }
  }
}
