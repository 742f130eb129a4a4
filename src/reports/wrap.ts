/** Scripts whose characters take two columns, and pictographs. */
const wide = /[\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|\p{Extended_Pictographic}(?=\ufe0f)|[\u{20000}-\u{3fffd}]/gu;
const combining = /\p{Mn}|\p{Me}/gu;

/** Columns that a text takes in a terminal; the text holds no control characters any more. */
export function columns(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  const characters = [...text].length;
  return characters + (text.match(wide)?.length ?? 0) - (text.match(combining)?.length ?? 0);
}

/**
 * Lines of at most `width` columns, broken at spaces, those after the first at most `hanging` columns; a word that is longer
 * stays whole, so that it can be copied.
 */
export function wrap(text: string, width: number, hanging = width): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(' ')) {
    const size = columns(word);
    if (used > 0 && used + 1 + size > (lines.length === 0 ? width : hanging)) {
      lines.push(line.trimEnd());
      line = word;
      used = size;
    } else {
      line = used === 0 ? word : `${line} ${word}`;
      used += (used === 0 ? 0 : 1) + size;
    }
  }
  lines.push(line.trimEnd());
  return lines;
}

/** A paragraph whose further lines are indented. */
export function hanging(text: string, width: number, indent: number): string {
  return wrap(text, width, Math.max(20, width - indent)).join(`\n${' '.repeat(indent)}`);
}

/** A labelled paragraph: `  fix      choose …`, further lines under the text. */
export function labelled(label: string, text: string, width: number): string {
  const indent = 11;
  const [first = '', ...rest] = wrap(text, Math.max(20, width - indent));
  return [`  ${label.padEnd(indent - 2)}${first}`, ...rest.map((line) => `${' '.repeat(indent)}${line}`)].join('\n');
}
