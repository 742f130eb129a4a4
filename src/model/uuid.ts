// A UUID in small letters (`1c2e7582-2c01-4eeb-bfd4-0000000008d0`) as four numbers of 32 bits: of what is kept by the million its texts are most.

/** Where its digits stand, eight a number. */
const digits = Array.from({ length: 36 }, (_, at) => at).filter((at) => ![8, 13, 18, 23].includes(at));

/** Writes the numbers of a UUID. @returns false for a text that is none, or not in small letters: there is no other way to write what `uuidIn` gives back */
export function writtenUuid(text: string, to: Uint32Array, from: number): boolean {
  if (text.length !== 36 || text[8] !== '-' || text[13] !== '-' || text[18] !== '-' || text[23] !== '-') return false;
  for (let word = 0, at = 0; word < 4; word++) {
    let value = 0;
    for (let left = 8; left > 0; left--, at++) {
      const code = text.charCodeAt(digits[at] as number);
      const digit = code >= 0x61 ? code - 0x57 : code - 0x30;
      if (digit < 0 || digit > 15 || (code > 0x39 && code < 0x61)) return false;
      value = (value << 4) | digit;
    }
    to[from + word] = value;
  }
  return true;
}

const written = Buffer.alloc(36, '-');
const signs = Buffer.from('0123456789abcdef');

/** As one text: put together of many, each of them would be kept. */
export function uuidIn(words: Uint32Array, from: number): string {
  for (let at = 0; at < digits.length; at++) {
    const word = words[from + (at >>> 3)] as number;
    written[digits[at] as number] = signs[(word >>> (28 - 4 * (at & 7))) & 0xf] as number;
  }
  return written.toString('latin1');
}
