import { member, type JsonValue } from '#model/json.ts';
import { oneOf, unknown, type Unknown } from '#model/known.ts';
import { isHidden, maskAt, maskMembers, Open, openness, Unsure, type Mask } from '../../resource/mask.ts';
import type { Settled } from '../settle.ts';

/** A value in the properties of a serverless resource, with what of it is not known. */
export type Part = Settled;

export const nothing: Part = { value: undefined, mask: undefined };

export function partAt({ value, mask }: Part, ...path: readonly string[]): Part {
  let part: Part = { value, mask };
  for (const key of path) {
    const inner = member(part.value, key);
    part = { value: inner, mask: maskAt(part.mask, key, inner) };
  }
  return part;
}

/** Whether a property is set; unknown where a condition decides it. */
export function isSet({ value, mask }: Part): boolean | Unknown {
  if (isHidden(mask)) return mask instanceof Unsure && mask.perhaps ? unknownOf(mask) : true;
  return value !== undefined && value !== null;
}

/** Whether a property says yes; unknown where its value is not known. */
export function isTrue({ value, mask }: Part): boolean | Unknown {
  return isHidden(mask) ? unknownOf(mask) : value === true || value === 'true';
}

/** A text that is known. */
export function textOf({ value, mask }: Part): string | null {
  return isHidden(mask) || typeof value !== 'string' ? null : value;
}

export function unknownOf(mask: true | Unsure): Unknown {
  return mask === true ? unknown('known after deployment') : unknown(mask.known.because, mask.known.refs);
}

/** A map of its parts; those that are not there are left out. */
export function mapOf(parts: Readonly<Record<string, Part>>): Part {
  const value: { [key: string]: JsonValue } = {};
  const masks: { [key: string]: Mask } = {};
  for (const [key, part] of Object.entries(parts)) {
    if (part.value !== undefined) value[key] = part.value;
    if (part.mask !== undefined) masks[key] = part.mask;
  }
  return { value, mask: masks };
}

/** In which order SAM takes resources that it makes something common of, nothing tells. */
const orderless = 'whose value SAM takes is not documented';

/** Maps as one: where they have several values for a key, it is one of them. */
export function union(maps: readonly Part[]): Part {
  const members = new Map<string, Part[]>();
  let open: Unknown | null = null;
  for (const map of maps) {
    if (isHidden(map.mask)) open ??= unknownOf(map.mask);
    else {
      for (const key of keysOf(map)) {
        const before = members.get(key);
        if (before === undefined) members.set(key, [partAt(map, key)]);
        else before.push(partAt(map, key));
      }
      open ??= openness(map.mask);
    }
  }
  const { value, mask } = mapOf(Object.fromEntries([...members].map(([key, parts]) => [key, oneOfAll(parts as [Part, ...Part[]])])));
  return { value, mask: open === null ? mask : new Open(mask, open) };
}

function oneOfAll(parts: readonly [Part, ...Part[]]): Part {
  const [first] = parts;
  if (parts.length === 1 || parts.every(({ value, mask }) => mask === undefined && value === first.value)) return first;
  const values = [...new Set(parts.flatMap(possibilities))];
  const known = values.includes(null) ? unknown(orderless) : oneOf(values as readonly string[], orderless, []);
  return { value: undefined, mask: new Unsure(known.status === 'oneOf' ? known : unknown(orderless)) };
}

/** Texts that it may be; null among them where that is not known. */
function possibilities({ value, mask }: Part): readonly (string | null)[] {
  if (mask instanceof Unsure && mask.known.status === 'oneOf') return mask.known.values.map(String);
  return [typeof value === 'string' && mask === undefined ? value : null];
}

/** Keys of a map, those of which the value is not known included. */
export function keysOf({ value, mask }: Part): readonly string[] {
  const known = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
  return [...new Set([...known, ...Object.keys(maskMembers(mask) ?? {})])];
}
