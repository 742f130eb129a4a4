// Signs that mean something in YAML, as UTF-16 code units.

export const tab = 9, newline = 10, carriage = 13, space = 32, quote = 34, hash = 35, apostrophe = 39, comma = 44, dash = 45, colon = 58, question = 63, openBracket = 91, closeBracket = 93, openBrace = 123, closeBrace = 125;

/** `# , ] } & * ! | > % @` and the backtick begin no plain scalar. */
export function isIndicator(code: number): boolean {
  switch (code) {
    case hash:
    case comma:
    case closeBracket:
    case closeBrace:
    case 38:
    case 42:
    case 33:
    case 124:
    case 62:
    case 37:
    case 64:
    case 96:
      return true;
    default:
      return false;
  }
}
