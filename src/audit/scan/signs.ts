// Signs that mean something in JSON, as bytes.

export const newline = 0x0a, quote = 0x22, comma = 0x2c, openBracket = 0x5b, backslash = 0x5c, closeBracket = 0x5d, openBrace = 0x7b, closeBrace = 0x7d;
