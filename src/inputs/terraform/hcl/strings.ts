import { introduction, type Read } from './introduction.ts';
import { sameName } from './names.ts';
import { unescapeTemplate, unquote } from './quoting.ts';
import type { Scanner } from './scanner.ts';
import type { Expression, SourceRange } from './syntax.ts';
import { isMarker, nestedParts, piecesOf, stripped, unindented, type SequenceToken, type TemplateToken } from './template-parts.ts';

/** At an opening quotation mark. */
export function quoted(scan: Scanner, read: Read): Expression {
  const { text, start, end } = scan;
  let at = end;
  // Most hold nothing but text.
  for (let code = text.charCodeAt(at); code !== 0x22; code = text.charCodeAt(++at)) if (isSpecial(code)) return quotedTemplate(scan, read);
  scan.goTo(at + 1);
  return { kind: 'literal', value: text.slice(end, at), range: scan.range(start, at + 1) };
}

/** What may be no text of itself: an escape, a sequence, a line break, what is not ASCII, the end of the file. */
function isSpecial(code: number): boolean {
  return code === 0x5c || code === 0x24 || code === 0x25 || code === 0x0a || code === 0x0d || !(code < 0x80);
}

function quotedTemplate(scan: Scanner, read: Read): Expression {
  const start = scan.start;
  const tokens: TemplateToken[] = [];
  scan.goTo(readQuoted(scan, scan.end, (from, to) => addText(tokens, scan, from, to, true), (at) => {
    tokens.push(sequence(scan, at, read));
    return scan.end;
  }));
  return assembled(scan, tokens, false, scan.range(start, scan.last));
}

/** The label of a block, which is no template. */
export function label(scan: Scanner): string {
  const from = scan.end;
  const end = readQuoted(scan, from, () => {}, (at) => scan.refuse('a template sequence in the label of a block', at));
  const value = unescaped(scan, from, scan.text.slice(from, end - 1));
  scan.goTo(end);
  return sameName(value);
}

/** Goes over text up to sequences, and to the closing quotation mark. @returns the offset behind it */
function readQuoted(scan: Scanner, from: number, text: (from: number, to: number) => void, sequenceAt: (at: number) => number): number {
  const whole = scan.text;
  let begin = from;
  for (let at = from; ; ) {
    switch (whole.charCodeAt(at)) {
      case 0x22: // "
        text(begin, at);
        return at + 1;
      case 0x5c: // backslash
        at += 2;
        break;
      case 0x24: // $
      case 0x25: { // %
        const next = opening(whole, at);
        if (next !== at) at = next;
        else {
          text(begin, at);
          at = begin = sequenceAt(at);
        }
        break;
      }
      case 0x0a:
      case 0x0d:
        return scan.refuse('a string in quotation marks over several lines', at);
      default:
        if (++at > whole.length) scan.refuse('a string that is never closed', from - 1);
    }
  }
}

/** From a `$` or `%`: the offset behind it where it is text, with what belongs to it; the same where a sequence begins. */
function opening(text: string, at: number): number {
  const code = text.charCodeAt(at);
  const next = text.charCodeAt(at + 1);
  if (next === 0x7b) return at;
  return next === code && text.charCodeAt(at + 2) === 0x7b ? at + 3 : at + 1;
}

/** At the line that opens it: the text is everything up to the line on which the marker stands again. */
export function heredoc(scan: Scanner, read: Read): Expression {
  const { text, start } = scan;
  const [, dash, marker = ''] = /^<<(-?)(.*?)\r?\n$/u.exec(scan.written) ?? [];
  const tokens: TemplateToken[] = [];
  let begin = scan.end;
  let line = begin;
  for (let at = begin; ; ) {
    switch (text.charCodeAt(at)) {
      case 0x24: // $
      case 0x25: { // %
        line = -1;
        const next = opening(text, at);
        if (next !== at) at = next;
        else {
          addText(tokens, scan, begin, at, false);
          tokens.push(sequence(scan, at, read));
          at = begin = scan.end;
        }
        break;
      }
      case 0x0d: // carriage return
        if (text.charCodeAt(at + 1) !== 0x0a) scan.refuse('a carriage return without a line feed', at);
        at++;
        break;
      case 0x0a: // line feed
        if (line >= 0 && isMarker(text.slice(line, at), marker)) {
          addText(tokens, scan, begin, line, false);
          scan.goTo(text.charCodeAt(at - 1) === 0x0d ? at - 1 : at);
          return assembled(scan, tokens, dash === '-', scan.range(start, scan.last));
        }
        line = ++at;
        break;
      default:
        if (++at > text.length) scan.refuse('a heredoc that is never closed', start);
    }
  }
}

/** A text that is a template from its beginning to its end: a file, a string of JSON. */
export function bareTemplate(scan: Scanner, read: Read): Expression {
  const { text } = scan;
  const tokens: TemplateToken[] = [];
  let begin = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === 0x0d && text.charCodeAt(at + 1) !== 0x0a) scan.refuse('a carriage return without a line feed', at);
    const next = code === 0x24 || code === 0x25 ? opening(text, at) : at + 1;
    if (next !== at) at = next;
    else {
      addText(tokens, scan, begin, at, false);
      tokens.push(sequence(scan, at, read));
      at = begin = scan.end;
    }
  }
  addText(tokens, scan, begin, text.length, false);
  return assembled(scan, tokens, false, scan.range(0, text.length));
}

/** @param escapes the backslash means something */
function addText(tokens: TemplateToken[], scan: Scanner, from: number, to: number, escapes: boolean): void {
  let start = from;
  for (const piece of piecesOf(scan.text.slice(from, to))) {
    const end = start + piece.length;
    tokens.push({ type: 'text', value: escapes ? unescaped(scan, start, piece) : unescapeTemplate(piece), start, end });
    start = end;
  }
}

function unescaped(scan: Scanner, at: number, raw: string): string {
  return unquote(raw) ?? scan.refuse('an escape that HCL does not know', at);
}

/** `${…}` or `%{…}`. The scanner is left at the brace that ends it. */
function sequence(scan: Scanner, start: number, read: Read): SequenceToken {
  const { text, bracketed } = scan;
  const trimsBefore = text[start + 2] === '~';
  scan.bracketed = true;
  scan.goTo(start + (trimsBefore ? 3 : 2));
  const directed = text[start] === '%' ? directive(scan, read) : { type: 'interpolation', value: read(scan), keyName: null, valueName: '' } as const;
  const trimsAfter = scan.is('~}');
  if (!trimsAfter && !scan.is('}')) scan.refuse('a template sequence that goes on, or is never closed');
  scan.bracketed = bracketed;
  return { ...directed, trimsBefore, trimsAfter, start, end: scan.end };
}

function directive(scan: Scanner, read: Read): Pick<SequenceToken, 'type' | 'value' | 'keyName' | 'valueName'> {
  const start = scan.start;
  const word = scan.name('a directive without its word');
  switch (word) {
    case 'if':
      return { type: word, value: read(scan), keyName: null, valueName: '' };
    case 'for': {
      const { keyName, valueName, collection } = introduction(scan, read);
      return { type: word, value: collection, keyName, valueName };
    }
    case 'else':
    case 'endif':
    case 'endfor':
      return { type: word, value: null, keyName: null, valueName: '' };
    default:
      return scan.refuse('a directive that templates do not have', start);
  }
}

/** What a flat template means. */
function assembled(scan: Scanner, tokens: readonly TemplateToken[], indented: boolean, range: SourceRange): Expression {
  const [only] = tokens;
  const wrapped = only?.type === 'interpolation' && tokens.length === 1;
  if (!wrapped) stripped(tokens);
  if (indented) unindented(tokens);
  const parts = nestedParts(scan, tokens);
  if (tokens.every((token) => token.type === 'text')) return { kind: 'literal', value: parts[0]?.kind === 'text' ? parts[0].value : '', range };
  return { kind: 'template', parts, wrapped, range };
}
