import type { Scanner } from './scanner.ts';
import type { Expression, TemplatePart } from './syntax.ts';

/** A template, flat: text in the pieces in which HCL scans it, and sequences. */
export type TemplateToken = TextToken | SequenceToken;

/** Offsets in the text that is scanned. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

export interface TextToken extends Stretch {
  readonly type: 'text';
  value: string;
}

export interface SequenceToken extends Stretch {
  readonly type: 'interpolation' | 'if' | 'else' | 'endif' | 'for' | 'endfor';
  /** Interpolated, the condition, or the collection. */
  readonly value: Expression | null;
  readonly keyName: string | null;
  readonly valueName: string;
  /** `${~` and `~}`. */
  readonly trimsBefore: boolean;
  readonly trimsAfter: boolean;
}

/** Each line by itself, and `$` and `%` apart from what is around them: strip markers reach no further than one of these. */
const pieces = /(?:\$\$|%%)\{~?|[$%]|[^$%\n]*\n|[^$%\n]+/g;

export function piecesOf(raw: string): readonly string[] {
  return raw.match(pieces) ?? [];
}

/** A line of a heredoc that ends it. */
export function isMarker(line: string, marker: string): boolean {
  return line.length >= marker.length && line.includes(marker) && line.slice(spaceBefore(line), spaceBehind(line)) === marker;
}

/** White space as Go knows it. */
function isSpace(code: number): boolean {
  if (code < 0x80) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  return code === 0x85 || code === 0xa0 || code === 0x1680 || (code >= 0x2000 && code <= 0x200a) || code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000;
}

/** Where a text begins that is no white space. */
function spaceBefore(text: string): number {
  let at = 0;
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** And where it ends. */
function spaceBehind(text: string): number {
  let at = text.length;
  while (at > 0 && isSpace(text.charCodeAt(at - 1))) at--;
  return at;
}

/** Applies `~`. */
export function stripped(tokens: readonly TemplateToken[]): void {
  tokens.forEach((token, at) => {
    if (token.type === 'text') return;
    const [before, after] = [tokens[at - 1], tokens[at + 1]];
    if (token.trimsBefore && before?.type === 'text') before.value = before.value.slice(0, spaceBehind(before.value));
    if (token.trimsAfter && after?.type === 'text') after.value = after.value.slice(spaceBefore(after.value));
  });
}

/** `<<-`: takes the smallest indentation of all lines from each of them. Blank lines do not count. */
export function unindented(tokens: readonly TemplateToken[]): void {
  let smallest = Number.POSITIVE_INFINITY;
  const indented: TextToken[] = [];
  let fresh = true;
  for (const token of tokens) {
    if (fresh) {
      let spaces = 0;
      if (token.type === 'text') {
        spaces = spaceBefore(token.value);
        if (spaces === token.value.length && token.value.endsWith('\n')) spaces = Number.POSITIVE_INFINITY;
        else indented.push(token);
      }
      smallest = Math.min(smallest, spaces);
    }
    fresh = token.type === 'text' && token.value.endsWith('\n');
  }
  for (const token of indented) token.value = token.value.slice(smallest);
}

/** Text side by side becomes one, sequences are put into each other. */
export function nestedParts(scan: Scanner, tokens: readonly TemplateToken[]): readonly TemplatePart[] {
  return new Nesting(scan, tokens).whole();
}

class Nesting {
  readonly #scan: Scanner;
  readonly #tokens: readonly TemplateToken[];
  #at = 0;

  constructor(scan: Scanner, tokens: readonly TemplateToken[]) {
    this.#scan = scan;
    this.#tokens = tokens;
  }

  whole(): readonly TemplatePart[] {
    const parts = this.#parts();
    const left = this.#tokens[this.#at];
    return left === undefined ? parts : this.#scan.refuse('a directive that ends none', left.start);
  }

  /** Up to a directive that belongs to one before. */
  #parts(): readonly TemplatePart[] {
    const parts: TemplatePart[] = [];
    for (let token = this.#tokens[this.#at]; token !== undefined; token = this.#tokens[this.#at]) {
      if (token.type === 'else' || token.type === 'endif' || token.type === 'endfor') break;
      this.#at++;
      if (token.type !== 'text') parts.push(this.#sequence(token));
      else if (token.value !== '') parts.push(this.#text(token));
    }
    return parts;
  }

  #text({ value, start, end }: TextToken): TemplatePart {
    let [text, last] = [value, end];
    for (let token = this.#tokens[this.#at]; token?.type === 'text'; token = this.#tokens[++this.#at]) {
      text += token.value;
      if (token.value !== '') last = token.end;
    }
    return { kind: 'text', value: text, range: this.#scan.range(start, last) };
  }

  #sequence(token: SequenceToken): TemplatePart {
    const { type, value, keyName, valueName, start, end } = token;
    if (value === null) return this.#scan.refuse('a directive that ends none', start);
    if (type === 'interpolation') return { kind: 'interpolation', value, range: this.#scan.range(start, end) };
    this.#scan.descend();
    const inner = this.#parts();
    const otherwise = type === 'if' && this.#tokens[this.#at]?.type === 'else' ? this.#otherwise() : [];
    const closing = this.#tokens[this.#at++];
    if (closing?.type !== (type === 'if' ? 'endif' : 'endfor')) return this.#scan.refuse('a directive that is never ended', start);
    this.#scan.ascend();
    const range = this.#scan.range(start, closing.end);
    return type === 'if' ? { kind: 'if', condition: value, then: inner, else: otherwise, range } : { kind: 'for', keyName, valueName, collection: value, body: inner, range };
  }

  #otherwise(): readonly TemplatePart[] {
    this.#at++;
    return this.#parts();
  }
}
