/** Elements that are not the same and are tried with each other; lists with more of them are two lists. */
const mostTried = 500;

/**
 * Elements of two lists that have no order: those that are the same, then the others, each with the first one that fits it, else with
 * one that may be meant. Null where an element has none, or there are too many to try.
 * @param fit how two fit that are not the same; null: one is not the other
 */
export function paired<T, F>(source: readonly T[], plan: readonly T[], textOf: (one: T) => string, fit: (source: T, plan: T) => { readonly fits: boolean; readonly as: F } | null): readonly F[] | null {
  if (source.length !== plan.length) return null;
  const texts = new Map<string, number[]>();
  for (const [index, one] of plan.entries()) {
    const text = textOf(one);
    const its = texts.get(text);
    if (its === undefined) texts.set(text, [index]);
    else its.push(index);
  }
  const taken = new Set<number>();
  const others = source.filter((one) => {
    const same = texts.get(textOf(one))?.pop();
    if (same !== undefined) taken.add(same);
    return same === undefined;
  });
  if (others.length > mostTried) return null;
  const left = plan.filter((_, index) => !taken.has(index));
  const found: F[] = [];
  for (const one of others) {
    let best: { readonly index: number; readonly as: F } | null = null;
    for (const [index, other] of left.entries()) {
      const tried = fit(one, other);
      if (tried === null || (best !== null && !tried.fits)) continue;
      best = { index, as: tried.as };
      if (tried.fits) break;
    }
    if (best === null) return null;
    left.splice(best.index, 1);
    found.push(best.as);
  }
  return found;
}
