/**
 * One function per sink. Names of resources, tags and files come from a pull request: whoever wrote them must not be able to
 * move the cursor, forge a line, hide a character in what others read, or command the CI that keeps the log.
 */

/**
 * Acts or is not seen: control characters (C0, DEL, C1), lone surrogates, line and paragraph separators, everything that
 * Unicode lets a terminal leave out (zero-width and bidirectional marks, tags, fillers, variation selectors), interlinear
 * marks. The selector that gives an emoji its colours may stay behind one.
 */
const unseen = String.raw`(?!(?<=\p{Extended_Pictographic})\ufe0f)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]`;
/** `##[error]`, `##vso[…]`, `##teamcity[…]`: some runners look for them anywhere in a line. */
const bracketCommand = '##(?=[a-z]*\\[)';
/** `::error::`: GitHub obeys it at the start of a line, spaces before it left out, and wrapping may put any word there. */
const colonCommand = '(?<!\\S)::(?=[a-z])';

const inert = new RegExp(`${unseen}|${bracketCommand}|${colonCommand}`, 'giu');
const inertInJson = new RegExp(`(?!\n)${unseen}|${bracketCommand}`, 'giu');
const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '##': '#\\u{23}', '::': ':\\u{3a}' };

/** Nearly all that is written is letters of ASCII without a sign of a command, and is left as it is. */
const letters = /^[ -"$-~]*$/;

/** For a terminal or a log: one line in, one line out; what would not be seen or would act is written as an escape. */
export function terminalText(text: string): string {
  return letters.test(text) && !text.includes('::') ? text : text.replace(inert, escaped);
}

function escaped(found: string): string {
  return short[found] ?? `\\u{${(found.codePointAt(0) ?? 0).toString(16)}}`;
}

const tabWidth = 4;

export interface TerminalLine {
  /** What each character of the line is shown as. */
  readonly cells: readonly string[];
  /** Offset of the line, in UTF-16 code units -> the cell that shows it; behind the end: their number. */
  readonly at: (offset: number) => number;
}

/** For a line of source: inert as `terminalText` makes it, tabs as spaces, and still to be pointed into. */
export function terminalLine(text: string): TerminalLine {
  const cells: string[] = [];
  const starts: number[] = [];
  const add = (cell: string, offset: number): void => {
    cells.push(cell);
    starts.push(offset);
  };
  const addPlain = (from: number, to: number): void => {
    let offset = from;
    for (const character of text.slice(from, to)) {
      add(character, offset);
      offset += character.length;
    }
  };
  let from = 0;
  for (const found of text.matchAll(inert)) {
    addPlain(from, found.index);
    from = found.index + found[0].length;
    if (found[0] === '\t') add(' '.repeat(tabWidth), found.index);
    else add(escaped(found[0]), found.index);
  }
  addPlain(from, text.length);
  return {
    cells,
    at: (offset) => {
      const index = starts.findLastIndex((start) => start <= offset);
      return offset >= text.length ? cells.length : Math.max(0, index);
    },
  };
}

/** For JSON, a whole document: the same value to every reader, harmless to whoever looks at it in a terminal or a log. */
export function jsonText(document: string): string {
  return document.replace(inertInJson, (found) => (found === '##' ? '#\\u0023' : jsonEscape(found)));
}

function jsonEscape(text: string): string {
  return Array.from({ length: text.length }, (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
}

/** For a message of SARIF, in which `[text](place)` is a link. */
export function sarifText(text: string): string {
  return terminalText(text).replaceAll('](', '] (');
}

/** One line, in which what GitHub would make a mention, a reference or a link of is kept apart by a space that nobody sees. */
function apartText(text: string): string {
  return terminalText(text).replaceAll(/@(?=\S)|:(?=\/\/)|#(?=\d)|\b(?:www|GH-)(?=[.\d])/gi, (sign) => `${sign}\u200b`);
}

/** For prose in Markdown: one line, no mark-up, no HTML, no mention, no reference and no link of its own. */
export function markdownText(text: string): string {
  return apartText(text)
    .replaceAll(/[&<>]/g, (sign) => entities[sign] ?? sign)
    .trimStart()
    .replaceAll(/[\\`*_{}[\]#|~!$^]|^[-+=]|(?<=^\d{1,9})[.)]/g, String.raw`\$&`)
    .replaceAll('\u200b', '&#8203;');
}

/** For a line of HTML within Markdown, where Markdown's own signs are none. */
export function htmlText(text: string): string {
  return apartText(text)
    .replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign)
    .replaceAll('\u200b', '&#8203;');
}

/** For text and quoted attributes of a page of our own: one line, nothing that acts, nothing that is not seen. */
export function pageText(text: string): string {
  return terminalText(text).replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

/** For a name or a value in Markdown: a span of code, which holds nothing that acts. For a cell of a table too. */
export function markdownCode(text: string): string {
  const line = terminalText(text).replaceAll('|', '\\|');
  const fence = '`'.repeat(longestRun(line) + 1);
  return line.trim() === '' ? '` `' : /^`|`$/.test(line) || fence.length > 1 ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}

/** For lines of code in Markdown, to be copied. */
export function markdownFence(code: string): string {
  const lines = code.replaceAll('\r\n', '\n').replace(/^(?:[ \t]*\n)+/, '').trimEnd().split('\n').map(terminalText).join('\n');
  const fence = '`'.repeat(Math.max(3, longestRun(lines) + 1));
  return `${fence}\n${lines}\n${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

/** For text and attributes of XML 1.0: what XML has no way to write is written as an escape, as in a terminal. Lines stay. */
export function xmlText(text: string): string {
  return text
    .split('\n')
    .map((line) => terminalText(line).replaceAll(/[\ufffe\uffff]|[&<>"']/gu, (sign) => entities[sign] ?? escaped(sign)))
    .join('&#10;');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** For a text that GitLab shows: plain there, and one line. */
export function gitlabText(text: string): string {
  return terminalText(text);
}

/** For the message of a workflow command: lines are written as GitHub wants them, all else is seen. */
export function commandData(text: string): string {
  return text.split('\n').map((line) => terminalText(line).replaceAll('%', '%25')).join('%0A');
}

/** For a property of a workflow command. */
export function commandProperty(text: string): string {
  return terminalText(text).replaceAll('%', '%25').replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** For a cell of CSV: quoted where it must be, and no formula to a sheet. */
export function csvCell(text: string): string {
  const inertText = terminalText(text);
  // A sheet computes what begins so, and would call out to wherever a name says.
  const plain = /^[=+\-@]/.test(inertText) ? `'${inertText}` : inertText;
  return /[",\r\n']|^\s|\s$/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
