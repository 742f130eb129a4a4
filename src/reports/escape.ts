/**
 * One function per sink. Names of resources, tags and files come from a pull request: whoever wrote them must not be able to
 * move the cursor, forge a line or hide a character in what others read.
 */

/**
 * Control characters (C0, DEL, C1), line and paragraph separators, bidirectional and zero-width marks, tag characters, lone
 * surrogates. Built from code points, so that this file shows none of them.
 */
const inert = new RegExp(
  String.raw`[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Surrogate}`,
  'gu',
);
const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** For a terminal or a log: one line in, one line out; what would not be seen or would act is written as an escape. */
export function terminalText(text: string): string {
  return text.replace(inert, (character) => short[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** For JSON: lone surrogates are no Unicode text, and many readers refuse the whole document for one. */
export function jsonText(text: string): string {
  return text.toWellFormed();
}
