import type { Scalar } from './node.ts';

/**
 * A plain scalar by the core schema of YAML 1.2: `yes`, `on` and `2012-10-17` stay texts, as CloudFormation wants them. A number that
 * would be written otherwise (`012345678901`, `1.10`, `0x1F`, more digits than a double holds) stays the text that it is: it is an account,
 * a version or an id more often than a quantity, and who needs the number can still read it.
 */
export function plainScalar(text: string): Scalar {
  const first = text.charCodeAt(0);
  // Digits and signs begin numbers; of letters only n, N, t, T, f and F begin a word of the schema, and `~` stands for null.
  if ((first >= 48 && first <= 57) || first === 45 || first === 46 || first === 43) {
    const number = Number(text);
    return String(number) === text && Number.isFinite(number) ? number : text;
  }
  if (text.length > 5) return text;
  switch (text) {
    case '':
    case '~':
    case 'null':
    case 'Null':
    case 'NULL':
      return null;
    case 'true':
    case 'True':
    case 'TRUE':
      return true;
    case 'false':
    case 'False':
    case 'FALSE':
      return false;
    default:
      return text;
  }
}

const lineEnd = /[ \t]*(?:\r?\n[ \t]*)+/g;

/** A line end within a flow scalar is a space; each further one is kept. */
export function folded(text: string): string {
  if (!text.includes('\n')) return text;
  return text.replace(lineEnd, (gap) => {
    const lines = gap.split('\n').length - 1;
    return lines === 1 ? ' ' : '\n'.repeat(lines - 1);
  });
}

const escapes: Readonly<Record<string, string>> = {
  '0': '\0', a: '\x07', b: '\b', t: '\t', '\t': '\t', n: '\n', v: '\v', f: '\f', r: '\r', e: '\x1b', ' ': ' ', '"': '"', '/': '/', '\\': '\\',
  N: '\x85', _: '\xa0', L: '\u2028', P: '\u2029',
};

const escape = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(\r?\n[ \t]*)|([\s\S]))|[ \t]*(?:\r?\n[ \t]*)+/g;

/** What stands between double quotes. Null for an escape that YAML does not have. */
export function unescaped(raw: string): string | null {
  if (!raw.includes('\\')) return folded(raw);
  let sound = true;
  const text = raw.replace(escape, (match: string, x?: string, u?: string, wide?: string, continued?: string, one?: string) => {
    const code = x ?? u ?? wide;
    if (code !== undefined) {
      const point = Number.parseInt(code, 16);
      if (point > 0x10ffff) sound = false;
      return point > 0x10ffff ? '' : String.fromCodePoint(point);
    }
    if (continued !== undefined) return '';
    if (one !== undefined) {
      if (!Object.hasOwn(escapes, one)) sound = false;
      return escapes[one] ?? '';
    }
    const lines = match.split('\n').length - 1;
    return lines === 1 ? ' ' : '\n'.repeat(lines - 1);
  });
  return sound ? text : null;
}

export type Chomping = 'clip' | 'strip' | 'keep';

/** Lines of a block scalar, their indentation removed (blank ones empty), to its text. YAML 1.2, 8.1. */
export function blockText(lines: readonly string[], fold: boolean, chomping: Chomping): string {
  let last = lines.length;
  while (last > 0 && lines[last - 1] === '') last--;
  const tail = chomping === 'keep' ? '\n'.repeat(last === 0 ? lines.length : lines.length - last + 1) : chomping === 'strip' || last === 0 ? '' : '\n';
  const content = lines.slice(0, last);
  return (fold ? foldedLines(content) : content.join('\n')) + tail;
}

/** Lines that begin with a space or tab keep the line ends around them. */
function foldedLines(lines: readonly string[]): string {
  let text = '';
  let blank = 0;
  let wasIndented = false;
  let first = true;
  for (const line of lines) {
    if (line === '') {
      blank++;
      continue;
    }
    const indented = line.startsWith(' ') || line.startsWith('\t');
    if (first) text += '\n'.repeat(blank);
    else if (indented || wasIndented) text += '\n'.repeat(blank + 1);
    else text += blank === 0 ? ' ' : '\n'.repeat(blank);
    text += line;
    blank = 0;
    wasIndented = indented;
    first = false;
  }
  return text;
}
