import type { JsonValue } from '#model/json.ts';
import { unknown } from '#model/known.ts';
import { Open, Unsure, type Mask } from '../resource/mask.ts';
import { isScalar, ListValue, MapValue, nothing, Perhaps, Undecided, type Value } from './value.ts';

/** A value as readers of any format hand it on: what is known, and a mask of what is not. */
export interface Settled {
  /** Undefined where nothing is there, or nothing is known. */
  readonly value: JsonValue | undefined;
  readonly mask: Mask | undefined;
}

export function settle(value: Value): Settled {
  if (isScalar(value)) return { value, mask: undefined };
  if (value === nothing) return { value: undefined, mask: undefined };
  if (value instanceof Undecided) return { value: undefined, mask: new Unsure(value.known) };
  if (value instanceof ListValue) return settledList(value);
  if (value instanceof MapValue) return settledMap(value);
  return value instanceof Perhaps ? perhaps(value) : { value: undefined, mask: undefined };
}

/** A list that may not be there is as good as one that may have elements; of a map, so is every key. */
function perhaps({ value, because }: Perhaps): Settled {
  if (value instanceof ListValue) return { value: [], mask: new Open(undefined, because) };
  if (value instanceof MapValue) return settledMap(new MapValue(new Map([...value.members].map(([key, member]) => [key, new Perhaps(member, because)])), value.open));
  const inner = value instanceof Undecided ? value.known.refs : [];
  return { value: undefined, mask: new Unsure(unknown(because.because, [...new Set([...because.refs, ...inner])]), true) };
}

function settledList({ items, open }: ListValue): Settled {
  const values: JsonValue[] = [];
  let masks: Mask[] | undefined;
  for (const [index, item] of items.entries()) {
    const { value, mask } = settle(item);
    values.push(value ?? null);
    if (mask === undefined) continue;
    masks ??= items.map(() => false);
    masks[index] = mask;
  }
  return { value: values, mask: open === null ? masks : new Open(masks, open) };
}

function settledMap({ members, open }: MapValue): Settled {
  const values: { [key: string]: JsonValue } = {};
  let masks: { [key: string]: Mask } | undefined;
  for (const [key, member] of members) {
    const { value, mask } = settle(member);
    if (value !== undefined) put(values, key, value);
    if (mask !== undefined) put((masks ??= {}), key, mask);
  }
  return { value: values, mask: open === null ? masks : new Open(masks, open) };
}

/** Keys from outside may be `__proto__`. */
function put<T>(into: { [key: string]: T }, key: string, value: T): void {
  if (key === '__proto__') Object.defineProperty(into, key, { value, enumerable: true, configurable: true, writable: true });
  else into[key] = value;
}
