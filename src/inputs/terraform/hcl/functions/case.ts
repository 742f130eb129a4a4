const ascii = /^[\t\n\r\x20-\x7e]*$/;

/** Letters whose upper case is one character in Go (simple mapping) and several in JavaScript: Greek with a iota subscript. */
function iota(code: number): number | null {
  if (code >= 0x1f80 && code <= 0x1fa7 && code % 16 < 8) return code + 8;
  return code === 0x1fb3 || code === 0x1fc3 || code === 0x1ff3 ? code + 9 : null;
}

function upperOf(character: string): string {
  const upper = character.toUpperCase();
  if (Array.from(upper).length === 1) return upper;
  const code = iota(character.codePointAt(0) ?? 0);
  return code === null ? character : String.fromCodePoint(code);
}

function lowerOf(character: string): string {
  const lower = character.toLowerCase();
  return Array.from(lower).length === 1 ? lower : 'i';
}

/** Go's strings.ToUpper: each character by itself. */
export function upperCase(text: string): string {
  if (ascii.test(text)) return text.toUpperCase();
  return Array.from(text, upperOf).join('');
}

/** Go's strings.ToLower. The only letter of two characters in JavaScript is the dotted capital I. */
export function lowerCase(text: string): string {
  if (ascii.test(text)) return text.toLowerCase();
  return Array.from(text, lowerOf).join('');
}

const titles = new Map([...'ǄǅǆǇǈǉǊǋǌǱǲǳ'].map((character, index) => [character, 'ǅǈǋǲ'[Math.floor(index / 3)] as string]));

function titleOf(character: string): string {
  const title = titles.get(character);
  if (title !== undefined) return title;
  // Georgian has capitals, but no titles.
  return /[\u10d0-\u10ff]/.test(character) ? character : upperOf(character);
}

/** Go's strings.Title: the first letter of each word, words being letters, digits and underscores. */
export function titleCase(text: string): string {
  let inside = false;
  return Array.from(text, (character) => {
    const out = inside ? character : titleOf(character);
    inside = character.charCodeAt(0) < 128 ? /\w/.test(character) : /[\p{L}\p{Nd}]/u.test(character) || !/[\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/.test(character);
    return out;
  }).join('');
}
