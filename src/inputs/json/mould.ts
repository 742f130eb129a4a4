import { isArray, isObject, type JsonObject, type JsonValue } from '#model/json.ts';
import { Pattern, type Differences } from './pattern.ts';
import { keyText } from './scan.ts';
import { scalarEnd } from './skip.ts';
import { byte, type Span } from './span.ts';
import { spaceEnd, stringEnd } from './tokens.ts';

/** Where text may hold more than a byte for a character. */
export type Encoding = 'latin1' | 'utf8';

/** An object or array of the first value, and what in it holds scalars. */
interface Node {
  readonly like: JsonObject | readonly JsonValue[];
  readonly parts: readonly Part[];
}

/** A member or element: a scalar (no node), or one that holds those from `first` to `last`. */
interface Part {
  readonly key: string | number;
  readonly last: number;
  readonly node: Node | null;
}

/** Values nest no deeper than anybody writes them. */
const deepest = 64;

/**
 * A value, and all others of its form: those are made of it, and only what differs is read. What is the same is the same object, so that
 * nobody may change what he is given.
 */
export class Mould {
  readonly pattern: Pattern;
  readonly #root: Node;
  readonly #bytes: Buffer;
  #differences: Differences | null = null;
  /** Of the next scalar that differs. */
  #at = 0;
  #encoding: Encoding = 'utf8';

  private constructor(bytes: Buffer, pattern: Pattern, root: Node) {
    this.#bytes = bytes;
    this.pattern = pattern;
    this.#root = root;
  }

  /** Null for a value that has a key twice, or is not an object. @param value what stands in the span, which is sound */
  static of(bytes: Buffer, view: DataView, span: Span, value: JsonValue): Mould | null {
    const walk = new Walk(bytes, view);
    const root = isObject(value) ? walk.node(span.start, value, 0) : null;
    if (root === null) return null;
    return new Mould(bytes, new Pattern(bytes, view, span), root);
  }

  /** The value that differs so. @param encoding of the text in which they stand */
  cast(differences: Differences, encoding: Encoding): JsonObject {
    if (differences.count === 0) return this.#root.like as JsonObject;
    this.#differences = differences;
    this.#encoding = encoding;
    this.#at = 0;
    return this.#made(this.#root, Infinity) as JsonObject;
  }

  #made({ like, parts }: Node, last: number): JsonValue {
    const { places, count } = this.#differences as Differences;
    const made: Record<string | number, JsonValue> | JsonValue[] = isArray(like) ? like.slice() : { ...like };
    for (let index = 0; this.#at < count; ) {
      const scalar = places[this.#at * 3] as number;
      if (scalar > last) break;
      let part = parts[index] as Part;
      while (part.last < scalar) part = parts[++index] as Part;
      const { key, node } = part;
      (made as Record<string | number, JsonValue>)[key] = node === null ? this.#scalar(places) : this.#made(node, part.last);
    }
    return made;
  }

  #scalar(places: Int32Array): JsonValue {
    const at = this.#at++ * 3;
    return scalarAt(this.#bytes, places[at + 1] as number, places[at + 2] as number, this.#encoding);
  }
}

/** Of a scalar that is sound. */
function scalarAt(bytes: Buffer, start: number, end: number, encoding: Encoding): JsonValue {
  switch (bytes[start]) {
    case byte.quote: {
      const text = bytes.toString(encoding, start + 1, end - 1);
      return text.includes('\\') ? (JSON.parse(`"${text}"`) as string) : text;
    }
    case 110:
      return null;
    case 116:
      return true;
    case 102:
      return false;
    default:
      return Number(bytes.toString('latin1', start, end));
  }
}

/** Goes through the text of a value and the value side by side. */
class Walk {
  /** Scalars that were passed. */
  #scalars = 0;
  #at = 0;
  readonly #bytes: Buffer;
  readonly #view: DataView;

  constructor(bytes: Buffer, view: DataView) {
    this.#bytes = bytes;
    this.#view = view;
  }

  /** Null for one that cannot be told from the text. */
  node(start: number, like: JsonObject | readonly JsonValue[], depth: number): Node | null {
    const parts: Part[] = [];
    const keys = new Set<string>();
    const isList = isArray(like);
    const close = isList ? byte.closeBracket : byte.closeBrace;
    this.#at = this.#space(start + 1);
    for (let index = 0; this.#bytes[this.#at] !== close; index++) {
      const key = isList ? index : this.#key();
      const inner = isList ? like[index] : like[key];
      // The last one counts, and the others are nowhere.
      if (inner === undefined || key === '__proto__' || (typeof key === 'string' && keys.size === keys.add(key).size)) return null;
      const before = this.#scalars;
      const node = this.#part(inner, depth);
      if (node === null && typeof inner === 'object' && inner !== null) return null;
      if (this.#scalars > before) parts.push({ key, last: this.#scalars - 1, node });
      this.#at = this.#space(this.#at);
      if (this.#bytes[this.#at] === byte.comma) this.#at = this.#space(this.#at + 1);
    }
    this.#at++;
    return { like, parts };
  }

  #key(): string {
    const start = this.#at + 1;
    const end = stringEnd(this.#view, start);
    this.#at = this.#space(this.#space(end + 1) + 1);
    return keyText(this.#bytes, start, end);
  }

  #part(value: JsonValue, depth: number): Node | null {
    const code = this.#bytes[this.#at];
    if (code === byte.openBrace || code === byte.openBracket) return depth < deepest && (isObject(value) || isArray(value)) ? this.node(this.#at, value, depth + 1) : null;
    this.#scalars++;
    this.#at = code === byte.quote ? stringEnd(this.#view, this.#at + 1) + 1 : scalarEnd(this.#bytes, this.#at);
    return null;
  }

  #space(from: number): number {
    return spaceEnd(this.#bytes, from);
  }
}
