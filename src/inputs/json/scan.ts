import type { Likes } from './likes.ts';
import type { Repeats } from './repeats.ts';
import { byte } from './span.ts';
import { exactDigits, literalEnd, numberEnd, spaceEnd, stringEnd } from './tokens.ts';

/** Where a document stops being JSON. */
export interface JsonFault {
  readonly offset: number;
  /** What the grammar allows at this place, in words. */
  readonly expected: string;
}

export class JsonFaultError extends Error {
  override readonly name = 'JsonFaultError';
  readonly fault: JsonFault;
  constructor(fault: JsonFault) {
    super(`expected ${fault.expected}`);
    this.fault = fault;
  }
}

/** What one pass over a document learns. All numbers are byte offsets. */
export interface Scan {
  readonly root: 'object' | 'array' | 'scalar';
  /** Behind the root value; what follows has not been looked at. */
  readonly end: number;
  /** Four per member of the root object or array: key start, key end (inside its quotes), value start, value end. Array elements have an empty key. */
  readonly members: readonly number[];
  /** For members of the root object that are arrays and were asked for, by their place in `members` divided by four: start and end of each element. */
  readonly elements: ReadonlyMap<number, readonly number[]>;
  /** Of those in which elements repeat each other, by the same place. */
  readonly repeats: ReadonlyMap<number, Repeats>;
  /** Start and end of each number with more digits than a double surely holds. */
  readonly longNumbers: readonly number[];
  /** Deepest nesting; the root object or array is 1. */
  readonly depth: number;
}

/** Levels at which elements of arrays may be compared with each other. */
const likedLevels = 16;

/**
 * Checks one JSON value against the whole grammar (RFC 8259) without building it, and notes where its parts are, so that only those
 * that are needed get parsed. The document must be followed by `padding` zero bytes: they stop every loop, which saves a bounds
 * check per byte. Not recursive; time and memory are linear in the input. Everything the loop touches is a local variable: captured
 * ones cost half the speed. Throws JsonFaultError.
 */
export function scan(bytes: Uint8Array, start: number, listed: (key: string) => boolean, repeated: (key: string) => Repeats | null, likes: Likes | null = null): Scan {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const members: number[] = [];
  const elements = new Map<number, number[]>();
  const repeats = new Map<number, Repeats>();
  const longNumbers: number[] = [];
  let current: number[] | null = null;
  let repeating: Repeats | null = null;
  /** How many long numbers there were before the element. */
  let longBefore = 0;
  /** Whether each open level lies in an object. */
  let stack = new Uint8Array(256);
  /** For the first levels, where the last element of an array began, and how many long numbers there were before it. */
  const begun = new Float64Array(likedLevels);
  const longBegun = new Float64Array(likedLevels);
  let depth = 0;
  let deepest = 0;
  let inObject = false;
  let root: Scan['root'] = 'scalar';
  let i = start;
  let code = 0;
  /** Behind an element that is like an earlier one. */
  let passed = 0;
  let expected = '';

  document: for (;;) {
    i = spaceEnd(bytes, i);
    code = bytes[i] as number;
    if (depth <= 2) {
      if (depth === 1) {
        if (inObject) members.push(i);
        else members.push(i, i, i);
      } else if (depth === 2 && current !== null) {
        current.push(i);
        longBefore = longNumbers.length;
        passed = repeating === null || code !== byte.openBrace ? 0 : repeating.pass(i);
      }
    } else if (likes !== null && code === byte.openBrace && !inObject && depth < likedLevels) {
      passed = likes.pass(depth, i);
      begun[depth] = i;
      longBegun[depth] = longNumbers.length;
    }

    let readsKey = false;
    if (passed > 0) {
      i = passed;
      if (depth > 2) passed = 0;
    } else if (code === byte.quote) {
      const end = stringEnd(view, i + 1);
      if (end < 0) {
        i = -end;
        expected = inString;
        break;
      }
      i = end + 1;
    } else if (code === byte.openBrace || code === byte.openBracket) {
      if (depth === 0) root = code === byte.openBrace ? 'object' : 'array';
      else if (depth === 1 && inObject && code === byte.openBracket) {
        const at = members.length - 3;
        const key = keyText(bytes, members[at] as number, members[at + 1] as number);
        if (listed(key)) {
          elements.set(at >> 2, (current = []));
          repeating = repeated(key);
          if (repeating !== null) repeats.set(at >> 2, repeating);
        }
      }
      if (depth === stack.length) stack = doubled(stack);
      stack[depth++] = inObject ? 1 : 0;
      if (depth > deepest) deepest = depth;
      inObject = code === byte.openBrace;
      i = spaceEnd(bytes, i + 1);
      code = bytes[i] as number;
      if (code === (inObject ? byte.closeBrace : byte.closeBracket)) {
        i++;
        inObject = stack[--depth] === 1;
      } else if (inObject) readsKey = true;
      else continue;
    } else {
      const from = i;
      const end: number = code === 45 || (code >= 48 && code <= 57) ? numberEnd(bytes, i) : literalEnd(view, i);
      if (end < 0) {
        i = -end;
        expected = i === from ? 'a value' : inScalar;
        break;
      }
      i = end;
      if (i - from > exactDigits) longNumbers.push(from, i);
    }

    while (!readsKey) {
      if (depth <= 2) {
        if (depth === 0) break document;
        if (depth === 1) {
          members.push(i);
          current = null;
        } else if (current !== null) {
          if (repeating !== null && passed === 0) repeating.add({ start: current.at(-1) as number, end: i }, code === byte.closeBrace && longNumbers.length === longBefore);
          current.push(i);
          passed = 0;
        }
      }
      i = spaceEnd(bytes, i);
      code = bytes[i] as number;
      if (code === byte.comma) {
        i++;
        if (!inObject) continue document;
        i = spaceEnd(bytes, i);
        code = bytes[i] as number;
        readsKey = true;
      } else if (code === (inObject ? byte.closeBrace : byte.closeBracket)) {
        i++;
        inObject = stack[--depth] === 1;
        if (likes !== null && code === byte.closeBrace && !inObject && depth > 2 && depth < likedLevels && longNumbers.length === longBegun[depth]) likes.add(depth, begun[depth] as number, i);
      } else {
        expected = inObject ? '"," or "}"' : '"," or "]"';
        break document;
      }
    }

    if (code !== byte.quote) {
      expected = 'a key in double quotes';
      break;
    }
    const end = stringEnd(view, i + 1);
    if (end < 0) {
      i = -end;
      expected = inString;
      break;
    }
    if (depth === 1) members.push(i + 1, end);
    i = spaceEnd(bytes, end + 1);
    if (bytes[i] !== byte.colon) {
      expected = '":"';
      break;
    }
    i++;
  }
  if (expected !== '') throw new JsonFaultError({ offset: i, expected });
  return { root, end: i, members, elements, repeats, longNumbers, depth: deepest };
}

const inString = 'the rest of a string (control characters and lone backslashes are not allowed in it)';
const inScalar = 'the rest of a number, true, false or null';

function doubled(stack: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(stack.length * 2);
  larger.set(stack);
  return larger;
}

const utf8 = new TextDecoder('utf-8');

/** The key between two offsets inside the quotes, escapes resolved. */
export function keyText(bytes: Uint8Array, start: number, end: number): string {
  const raw = utf8.decode(bytes.subarray(start, end));
  return raw.includes('\\') ? (JSON.parse(`"${raw}"`) as string) : raw;
}
