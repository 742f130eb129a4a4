// Signs that mean something in YAML, as UTF-16 code units.

export const tab = 9, newline = 10, carriage = 13, space = 32, exclamation = 33, quote = 34, hash = 35, apostrophe = 39, comma = 44, dash = 45, point = 46, colon = 58, greater = 62, question = 63, openBracket = 91, backslash = 92, closeBracket = 93, openBrace = 123, bar = 124, closeBrace = 125;

/** `# , ] } & * ! | > % @` and the backtick begin no plain scalar. */
export function isIndicator(code: number): boolean {
  switch (code) {
    case hash:
    case comma:
    case closeBracket:
    case closeBrace:
    case 38:
    case 42:
    case exclamation:
    case bar:
    case greater:
    case 37:
    case 64:
    case 96:
      return true;
    default:
      return false;
  }
}
