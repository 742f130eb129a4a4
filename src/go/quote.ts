/** What Go's strconv.IsPrint accepts: letters, marks, numbers, punctuation, symbols, and the ASCII space. Built at first use: it takes milliseconds. */
let printable: RegExp | null = null;
const plain = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;
const letters = new Map([['\x07', '\\a'], ['\b', '\\b'], ['\f', '\\f'], ['\n', '\\n'], ['\r', '\\r'], ['\t', '\\t'], ['\v', '\\v']]);

export function isPrintable(character: string): boolean {
  printable ??= new RegExp('[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S} ]', 'u');
  return printable.test(character);
}

/** Go's strconv.Quote, or QuoteToASCII. */
export function goQuote(text: string, ascii = false): string {
  return plain.test(text) ? `"${text}"` : `"${Array.from(text, (character) => escaped(character, '"', ascii)).join('')}"`;
}

/** Go's strconv.QuoteRune, or QuoteRuneToASCII, for one character. */
export function goQuoteRune(character: string, ascii = false): string {
  return `'${escaped(character, "'", ascii)}'`;
}

function escaped(character: string, quote: string, ascii: boolean): string {
  if (character === quote || character === '\\') return `\\${character}`;
  const code = character.codePointAt(0) ?? 0;
  if ((!ascii || code < 0x80) && isPrintable(character)) return character;
  const letter = letters.get(character);
  if (letter !== undefined) return letter;
  if (code < 0x20 || code === 0x7f) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
}

/** Whether Go would print the text between backquotes: no control character but tab, no backquote, no byte order mark. */
export function canBackquote(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  return !/[\x00-\x08\x0a-\x1f`\x7f\ufeff]/.test(text);
}
