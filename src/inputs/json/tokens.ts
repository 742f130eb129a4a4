import { byte } from './span.ts';

// Where a token ends. Every function takes an offset and gives one; a negative answer is minus the offset of the byte at fault.
// All of them rely on the zeros behind the document (`padding` in span.ts) instead of asking for its length.

/**
 * From behind the opening quote of a string to its closing quote. Four bytes at a time: the classic test for a zero byte in a word,
 * for quote, backslash and control characters together; the lowest hit of the three is always a true one.
 */
export function stringEnd(view: DataView, from: number): number {
  let at = from;
  for (;;) {
    let word = view.getInt32(at, true);
    let quotes = word ^ 0x22222222;
    let slashes = word ^ 0x5c5c5c5c;
    let hits = (((quotes - 0x01010101) & ~quotes) | ((slashes - 0x01010101) & ~slashes) | ((word - 0x20202020) & ~word)) & 0x80808080;
    while (hits === 0) {
      at += 4;
      word = view.getInt32(at, true);
      quotes = word ^ 0x22222222;
      slashes = word ^ 0x5c5c5c5c;
      hits = (((quotes - 0x01010101) & ~quotes) | ((slashes - 0x01010101) & ~slashes) | ((word - 0x20202020) & ~word)) & 0x80808080;
    }
    at += (31 - Math.clz32(hits & -hits)) >> 3;
    const code = view.getUint8(at);
    if (code === byte.quote) return at;
    if (code !== byte.backslash) return -at;
    at = escapeEnd(view, at);
    if (at < 0) return at;
  }
}

/** From a backslash to behind its escape. */
function escapeEnd(view: DataView, at: number): number {
  const code = view.getUint8(at + 1);
  if (code !== 117) {
    // " \ / b f n r t
    const simple = code === 34 || code === 92 || code === 47 || code === 98 || code === 102 || code === 110 || code === 114 || code === 116;
    return simple ? at + 2 : -(at + 1);
  }
  for (let digit = at + 2; digit < at + 6; digit++) if (!isHexDigit(view.getUint8(digit))) return -digit;
  return at + 6;
}

function isHexDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);
}

/** Every number of up to so many digits survives as a double. */
export const exactDigits = 15;

/** From the first byte of a number (minus sign or digit) to behind it. */
export function numberEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  if (bytes[at] === 45) at++;
  if (bytes[at] === 48) at++;
  else {
    at = digitsEnd(bytes, at);
    if (at < 0) return at;
  }
  if (bytes[at] === 46) {
    at = digitsEnd(bytes, at + 1);
    if (at < 0) return at;
  }
  if (bytes[at] === 101 || bytes[at] === 69) {
    at++;
    if (bytes[at] === 43 || bytes[at] === 45) at++;
    at = digitsEnd(bytes, at);
  }
  return at;
}

/** One digit at least. */
function digitsEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  let code = bytes[at] as number;
  while (code >= 48 && code <= 57) code = bytes[++at] as number;
  return at === from ? -at : at;
}

const [nullWord, trueWord, alseWord] = [0x6c6c756e, 0x65757274, 0x65736c61];

/** From the first letter of true, false or null to behind it. */
export function literalEnd(view: DataView, from: number): number {
  const word = view.getInt32(from, true);
  if (word === nullWord || word === trueWord) return from + 4;
  const first = word & 0xff;
  if (first === 102 && view.getInt32(from + 1, true) === alseWord) return from + 5;
  const text = first === 116 ? 'true' : first === 102 ? 'false' : first === 110 ? 'null' : '';
  let at = 0;
  while (at < text.length && view.getUint8(from + at) === text.charCodeAt(at)) at++;
  return -(from + at);
}

/** Behind the scalar that begins at `from`; 0 where there is none, for a faulty one, and for a number that has to be looked at. */
export function soundEnd(bytes: Uint8Array, view: DataView, from: number): number {
  const code = bytes[from] as number;
  if (code === byte.quote) return Math.max(0, stringEnd(view, from + 1) + 1);
  if (code !== 45 && (code < 48 || code > 57)) return Math.max(0, literalEnd(view, from));
  const end = numberEnd(bytes, from);
  return end - from > exactDigits ? 0 : Math.max(0, end);
}

/** The first byte at or behind `from` that is no space, tab, newline or carriage return. */
export function spaceEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  let code = bytes[at] as number;
  while (code <= 32 && (code === 32 || code === 10 || code === 13 || code === 9)) code = bytes[++at] as number;
  return at;
}
