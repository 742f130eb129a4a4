import type { FilledIn } from '#catalog/facts.ts';
import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import { isHidden, maskAt, maskMembers, Open, openness, type Mask, type MaskObject } from './mask.ts';
import { segmentsOf } from './path.ts';

interface Part {
  readonly value: JsonValue | undefined;
  readonly mask: Mask | undefined;
}

/** Arguments to fill in, by the blocks in which they stand. */
interface Filling {
  /** Null: computed; undefined: this one is not filled in, but something in it is. */
  value: JsonValue | undefined;
  block: boolean;
  readonly inner: Map<string, Filling>;
}

/**
 * What a plan shows of arguments that nobody wrote: defaults of the provider, and what it computes as not known. Without them a
 * machine whose type is left to the cloud would be no machine at all.
 */
export function withFilledIn(all: readonly FilledIn[], { value, mask }: Part): Part {
  const filling = fillingOf(all);
  return filling.size === 0 || !isObject(value) || isHidden(mask) ? { value, mask } : filledObject(value, mask, filling);
}

/** By the list of a type, which is one object. */
const fillings = new WeakMap<readonly FilledIn[], ReadonlyMap<string, Filling>>();

function fillingOf(all: readonly FilledIn[]): ReadonlyMap<string, Filling> {
  const before = fillings.get(all);
  if (before) return before;
  const root = new Map<string, Filling>();
  for (const { path, value } of all) {
    let level = root;
    const segments = segmentsOf(path);
    for (const [index, { name, take }] of segments.entries()) {
      const filling = level.get(name) ?? { value: undefined, block: take !== 'value', inner: new Map<string, Filling>() };
      level.set(name, filling);
      if (index === segments.length - 1) filling.value = value;
      level = filling.inner;
    }
  }
  fillings.set(all, root);
  return root;
}

function filledObject(value: JsonObject, mask: Mask | undefined, filling: ReadonlyMap<string, Filling>): { readonly value: JsonObject; readonly mask: Mask } {
  const members: Record<string, JsonValue> = Object.assign(Object.create(null) as Record<string, JsonValue>, value);
  const masks: Record<string, Mask> = Object.assign(Object.create(null) as Record<string, Mask>, maskMembers(mask) as MaskObject | null);
  for (const [name, one] of filling) {
    const inner = member(value, name);
    const innerMask = maskAt(mask, name, inner);
    if (isHidden(innerMask)) continue;
    const filled = isLeftOut(inner, innerMask, one) ? leftOut(one) : isArray(inner) ? filledList(inner, innerMask, one.inner) : isObject(inner) ? filledObject(inner, innerMask, one.inner) : null;
    if (filled === null) continue;
    if (filled.value !== undefined) members[name] = filled.value;
    if (filled.mask !== undefined) masks[name] = filled.mask;
  }
  return { value: members, mask: mask instanceof Open ? new Open(masks, mask.because) : masks };
}

function filledList(list: readonly JsonValue[], mask: Mask | undefined, filling: ReadonlyMap<string, Filling>): Part {
  if (filling.size === 0) return { value: list, mask };
  const all = list.map((element, index) => {
    const inner = maskAt(mask, index, element);
    return isObject(element) && !isHidden(inner) ? filledObject(element, inner, filling) : { value: element, mask: inner ?? null };
  });
  const elements = all.map((one) => one.mask ?? null);
  return { value: all.map((one) => one.value), mask: mask instanceof Open ? new Open(elements, mask.because) : elements };
}

/** Blocks of which there is none are left out; an empty list of values is one. */
function isLeftOut(value: JsonValue | undefined, mask: Mask | undefined, { value: fill, block }: Filling): boolean {
  if (fill === undefined || openness(mask) !== null) return false;
  return value === undefined || value === null || (block && isArray(value) && value.length === 0);
}

function leftOut({ value }: Filling): Part | null {
  return value === null ? { value: undefined, mask: true } : { value, mask: undefined };
}
