import { isArray, isObject, member, type JsonValue } from '#model/json.ts';
import { absent, known, unknown, type Known, type OneOf, type Unknown } from '#model/known.ts';
import { isHidden, maskAt, maskElements, maskMembers, Open, openness, Unsure, type Mask } from './mask.ts';
import { elementPath, headOf, segmentsOf, type Segment } from './path.ts';
import { textual } from './text.ts';
import type { Written } from './written.ts';

/** What an input states of one resource: its arguments, and masks of the same form. */
export interface Stated {
  /** Of unknown places nothing is read, whatever stands there. */
  readonly value: JsonValue | undefined;
  readonly mask: Mask | undefined;
  /** Places that must not be shown. */
  readonly sensitive: JsonValue | undefined;
  /** False where what is not known is simply missing (`planned_values`). */
  readonly complete: boolean;
  /** Why a place is not known where the mask says no more than `true`. */
  readonly because: string;
}

/** A value, and what of it is not known. */
export interface Masked {
  readonly value: JsonValue | undefined;
  readonly mask: Mask | undefined;
}

/** One place where a path leads. */
export interface Field {
  /** `override[2].instance_type`; where a whole block is unknown, the path of the block. */
  readonly path: string;
  /** The index taken for each `[]`, in order. */
  readonly indexes: readonly (number | string)[];
  readonly value: Known<JsonValue>;
  /** What is not known within a value that is there. */
  readonly mask: Mask | undefined;
}

const allKnown: readonly never[] = [];

/** The index of the elements that an open list may have beside those that are known. */
const further = -1;

/**
 * The arguments of one resource, asked by catalogue paths. The value and its mask of unknown places are walked side by side, so that
 * what is not known comes with the reason and with what it depends on.
 */
export class Values {
  readonly stated: Stated;
  readonly written: Written | null;

  /** `written`: null where the input is itself what somebody wrote, so that all that is there is written. */
  constructor(stated: Stated, written: Written | null) {
    this.stated = stated;
    this.written = written;
  }

  get value(): JsonValue | undefined {
    return this.stated.value;
  }

  /** Whether the input has any values of the resource. */
  get there(): boolean {
    return isObject(this.stated.value);
  }

  /** An argument as it stands there, known or not, and its mask. */
  at(name: string): Masked {
    const value = member(this.stated.value, name);
    return { value, mask: maskAt(this.#rootMask, name, value) };
  }

  get mask(): Mask | undefined {
    return this.stated.mask;
  }

  /** The mask of sensitive places. */
  get sensitive(): JsonValue | undefined {
    return this.stated.sensitive;
  }

  get complete(): boolean {
    return this.stated.complete;
  }

  /** Whether the input tells what somebody wrote, apart from what a provider computes. */
  get told(): boolean {
    return this.written === null || this.written.told;
  }

  /** Whether an argument or a nested block is written; of repeated blocks, in any. False when nothing is told of what is written. */
  has(path: string): boolean {
    return this.written === null ? this.fields(path).length > 0 : this.written.has(path);
  }

  /**
   * Whether the argument at the head of `path` is written. Dynamic blocks are not in a plan's configuration, so a nested block may be
   * set although this says no. True when nothing is told of what is written.
   */
  configured(path: string): boolean {
    return !this.told || this.has(headOf(path));
  }

  /** What an argument refers to. Empty where the input says with each unknown place what it depends on. */
  refs(path: string): readonly string[] {
    return this.written?.refs(path) ?? [];
  }

  /** The elements of a list of constants as they are written, which may be another order than that of the value; null for all else. */
  constants(path: string): readonly JsonValue[] | null {
    return this.written?.constants(path) ?? null;
  }

  /** The first place that is there; absent when none is. */
  field(path: string): Known<JsonValue> {
    return isPlain(segmentsOf(path)) ? this.#argument(path) : (this.fields(path)[0]?.value ?? absent);
  }

  /** Most questions are about plain arguments: these need no walk. */
  #argument(name: string): Known<JsonValue> {
    const { value, mask } = this.at(name);
    if (isHidden(mask) || (value === undefined && !this.stated.complete)) return this.hidden(mask, name);
    return value === undefined || value === null ? absent : known(value);
  }

  /** A string (or a number or boolean as text); absent for anything else. */
  text(path: string): Known<string> {
    return textual(this.field(path));
  }

  /** A plain argument as `text` gives it, where it is known and not empty; null for all else. For questions where nobody asks why. */
  plainText(name: string): string | null {
    const { value, mask } = this.at(name);
    if (value === undefined || value === null || value === '' || typeof value === 'object' || isHidden(mask)) return null;
    return String(value);
  }

  /** The value and its mask of unknown places, for maps whose parts matter one by one. `undefined` value: not there. */
  masked(path: string): Masked {
    const segments = segmentsOf(path);
    if (isPlain(segments)) return this.at(path);
    let { value, mask } = this.at((segments[0] as Segment).name);
    for (const [index, segment] of segments.entries()) {
      if (index > 0) {
        value = member(value, segment.name);
        mask = maskAt(mask, segment.name, value);
      }
      if (segment.take === 'value') continue;
      const list = value;
      value = firstOf(list);
      // Blocks of newer providers are objects where older ones have a list of one.
      if (isArray(list) || maskElements(mask) !== null) mask = maskAt(mask, 0, value);
    }
    return { value, mask };
  }

  /** Every argument that is not known, or of these names, down to nested blocks. */
  unknownPlaces(names: readonly string[] | null = null): readonly { readonly path: string; readonly unknown: Unknown }[] {
    // Asked by its name, so that who notes what is asked notes that.
    if (this.stated.mask === undefined && this.there && this.mask === undefined) return allKnown;
    const found: { readonly path: string; readonly unknown: Unknown }[] = [];
    const add = (path: string, { because, refs }: Unknown | OneOf<JsonValue>): unknown => found.push({ path, unknown: unknown(because, refs) });
    const walk = (mask: Mask | undefined, path: string): void => {
      if (mask === true) add(path, unknown(this.stated.because));
      else if (mask instanceof Unsure) add(path, mask.known);
      else if (typeof mask === 'object' && mask !== null) {
        for (const [index, inner] of maskElements(mask)?.entries() ?? []) walk(inner, `${path}[${index}]`);
        for (const [key, inner] of Object.entries(maskMembers(mask) ?? {})) walk(inner, path === '' ? key : `${path}.${key}`);
        if (mask instanceof Open) add(path, mask.because);
      }
    };
    // Of what is not known as a whole, no argument is known.
    if (names === null || typeof this.stated.mask !== 'object' || this.stated.mask instanceof Unsure || this.stated.mask instanceof Open) walk(this.mask, '');
    else for (const name of names) walk(this.at(name).mask, name);
    return found;
  }

  unknownAt(path: string): Unknown {
    return unknown(this.stated.because, this.refs(path));
  }

  /** What is known of a hidden place. */
  hidden(mask: Mask | undefined, path: string): Unknown | OneOf<string | number> {
    return mask instanceof Unsure ? mask.known : this.unknownAt(path);
  }

  /** Why a hidden place is not known. */
  reason(mask: Mask | undefined, path: string): Unknown {
    const open = this.hidden(mask, path);
    return open.status === 'unknown' ? open : unknown(open.because, open.refs);
  }

  get #rootMask(): Mask | undefined {
    const { value, mask } = this.stated;
    return (value === undefined || value === null) && !isHidden(mask) ? true : mask;
  }

  /**
   * Every place that the path leads to and that is set or unknown, in order. `fixed`: the indexes that another path took, so that
   * the count beside a shape is found and not the count beside its neighbour.
   */
  fields(path: string, fixed: readonly (number | string)[] = []): readonly Field[] {
    const found: Field[] = [];
    const segments = segmentsOf(path);
    const { value, mask } = this.at((segments[0] as Segment).name);
    this.#walk(segments, 0, value, mask, '', [], fixed, found);
    return found;
  }

  #walk(
    segments: readonly Segment[],
    at: number,
    value: JsonValue | undefined,
    mask: Mask | undefined,
    prefix: string,
    indexes: readonly (number | string)[],
    fixed: readonly (number | string)[],
    found: Field[],
  ): void {
    const segment = segments[at] as Segment;
    const path = prefix === '' ? segment.name : `${prefix}.${segment.name}`;
    if (isHidden(mask) || (value === undefined && !this.stated.complete)) {
      found.push({ path, indexes, value: this.hidden(mask, path), mask });
      return;
    }
    if (segment.take === 'value') {
      this.#next(segments, at, value, mask, path, indexes, fixed, found);
      return;
    }
    if (segment.take === 'first') {
      if (isArray(value)) this.#next(segments, at, value[0], maskAt(mask, 0, value[0]), `${path}[0]`, indexes, fixed, found);
      // Blocks of newer providers are objects where older ones have a list of one.
      else this.#next(segments, at, value, mask, path, indexes, fixed, found);
      return;
    }
    const only = fixed[indexes.length];
    if (isArray(value)) {
      for (let index = 0; index < value.length; index++) {
        if (only !== undefined && only !== index) continue;
        const element = value[index];
        if (segment.take === 'where' && isOff(member(element, segment.flag))) continue;
        this.#next(segments, at, element, maskAt(mask, index, element), elementPath(path, index), [...indexes, index], fixed, found);
      }
    } else if (isObject(value)) {
      for (const key of Object.keys(value)) {
        if (only !== undefined && only !== key) continue;
        this.#next(segments, at, value[key], maskAt(mask, key, value[key]), `${path}[${JSON.stringify(key)}]`, [...indexes, key], fixed, found);
      }
    }
    const more = openness(mask);
    if (more !== null && (only === undefined || only === further)) found.push({ path, indexes: [...indexes, further], value: more, mask });
  }

  /** From a value that a segment has led to. */
  #next(segments: readonly Segment[], at: number, value: JsonValue | undefined, mask: Mask | undefined, path: string, indexes: readonly (number | string)[], fixed: readonly (number | string)[], found: Field[]): void {
    if (isHidden(mask)) found.push({ path, indexes, value: this.hidden(mask, path), mask });
    else if (at + 1 < segments.length) {
      if (!isObject(value)) return;
      const { name } = segments[at + 1] as Segment;
      const inner = member(value, name);
      this.#walk(segments, at + 1, inner, maskAt(mask, name, inner), path, indexes, fixed, found);
    } else if (value !== undefined && value !== null) found.push({ path, indexes, value: known(value), mask });
  }
}

/** Whether a path is the name of an argument. */
function isPlain(segments: readonly Segment[]): boolean {
  return segments.length === 1 && (segments[0] as Segment).take === 'value';
}

/** HCL takes texts for booleans. */
function isOff(flag: JsonValue | undefined): boolean {
  return flag === false || flag === 'false';
}

function firstOf(value: JsonValue | undefined): JsonValue | undefined {
  return isArray(value) ? value[0] : value;
}
