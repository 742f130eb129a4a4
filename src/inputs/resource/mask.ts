import type { JsonValue } from '#model/json.ts';
import { unknown, type OneOf, type Unknown } from '#model/known.ts';

/**
 * Which places of a value are not known, of the same form as the value: `true` for a whole place, an object or a list for its parts;
 * nothing, false, null and what is empty for what is known. What `true` stands for is the reader's to say (`known after apply`);
 * `Unsure` and `Open` bring a reason of their own. The masks of a plan are masks as they stand.
 */
export type Mask = null | boolean | number | string | readonly Mask[] | MaskObject | Unsure | Open;

export interface MaskObject {
  readonly [key: string]: Mask;
}

/** A whole place that is not known, or that is one of a few. `perhaps`: it may also not be there at all (`condition ? "x" : null`). */
export class Unsure {
  readonly known: Unknown | OneOf<string | number>;
  readonly perhaps: boolean;

  constructor(known: Unknown | OneOf<string | number>, perhaps = false) {
    this.known = known;
    this.perhaps = perhaps;
  }
}

/** A text that is not known, though most of what it is the JSON of is. */
export class Encoded extends Unsure {
  readonly json: { readonly value: JsonValue; readonly mask: Mask | undefined };

  constructor(known: Unknown, json: Encoded['json']) {
    super(known);
    this.json = json;
  }
}

/** A map or list that is known as far as it goes, and may have further keys or elements. Its value is a map or list, if an empty one. */
export class Open {
  readonly members: Mask | undefined;
  readonly because: Unknown;

  constructor(members: Mask | undefined, because: Unknown) {
    this.members = members;
    this.because = because;
  }
}

/** Whether a whole place is not known. */
export function isHidden(mask: Mask | undefined): mask is true | Unsure {
  return mask === true || mask instanceof Unsure;
}

/** The mask of a part with the given value. A part that an open map or list does not show may be there all the same. */
export function maskAt(mask: Mask | undefined, key: string | number, value: JsonValue | undefined): Mask | undefined {
  if (typeof mask !== 'object' || mask === null) return mask === true ? true : undefined;
  if (mask instanceof Unsure) return mask.known.status === 'unknown' ? mask : new Unsure(unknown(mask.known.because, mask.known.refs));
  if (mask instanceof Open) return maskAt(mask.members, key, value) ?? (value === undefined ? new Unsure(mask.because) : undefined);
  if (isMaskList(mask)) return typeof key === 'number' ? mask[key] : undefined;
  return Object.hasOwn(mask, key) ? mask[key] : undefined;
}

/** Why a map or list may hold more than is known of it; null where it is known whole. */
export function openness(mask: Mask | undefined): Unknown | null {
  return mask instanceof Open ? mask.because : null;
}

/** The masks of the members of a map, by key. */
export function maskMembers(mask: Mask | undefined): MaskObject | null {
  const members = mask instanceof Open ? mask.members : mask;
  return typeof members === 'object' && members !== null && !isMaskList(members) && !(members instanceof Unsure) && !(members instanceof Open) ? members : null;
}

/** The masks of the elements of a list, in order. */
export function maskElements(mask: Mask | undefined): readonly Mask[] | null {
  const members = mask instanceof Open ? mask.members : mask;
  return isMaskList(members) ? members : null;
}

function isMaskList(mask: Mask | undefined): mask is readonly Mask[] {
  return Array.isArray(mask);
}
