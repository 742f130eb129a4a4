import type { Expression, SourceRange, TemplatePart } from './syntax.ts';

/** A template, flat: text in the pieces in which HCL scans it, and sequences. */
export type TemplateToken = TextToken | SequenceToken;

export interface TextToken {
  readonly type: 'text';
  value: string;
  readonly range: SourceRange;
}

export interface SequenceToken {
  readonly type: 'interpolation' | 'if' | 'else' | 'endif' | 'for' | 'endfor';
  /** Interpolated, the condition, or the collection. */
  readonly value: Expression | null;
  readonly keyName: string | null;
  readonly valueName: string;
  /** `${~` and `~}`. */
  readonly trimsBefore: boolean;
  readonly trimsAfter: boolean;
  readonly range: SourceRange;
}

/** Each line by itself, and `$` and `%` apart from what is around them: strip markers reach no further than one of these. */
const pieces = /(?:\$\$|%%)\{~?|[$%]|[^$%\n]*\n|[^$%\n]+/g;

export function piecesOf(raw: string): readonly string[] {
  return raw.match(pieces) ?? [];
}

const leading = /^[\s\u0085]+/;
const trailing = /[\s\u0085]+$/;

/** Applies `~`. */
export function stripped(tokens: readonly TemplateToken[]): void {
  tokens.forEach((token, at) => {
    if (token.type === 'text') return;
    const [before, after] = [tokens[at - 1], tokens[at + 1]];
    if (token.trimsBefore && before?.type === 'text') before.value = before.value.replace(trailing, '');
    if (token.trimsAfter && after?.type === 'text') after.value = after.value.replace(leading, '');
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
        const rest = token.value.replace(leading, '');
        if (rest === '' && token.value.endsWith('\n')) spaces = Number.POSITIVE_INFINITY;
        else {
          spaces = token.value.length - rest.length;
          indented.push(token);
        }
      }
      smallest = Math.min(smallest, spaces);
    }
    fresh = token.type === 'text' && token.value.endsWith('\n');
  }
  for (const token of indented) token.value = token.value.slice(smallest);
}

/** Text side by side becomes one, sequences are put into each other. */
export function nestedParts(tokens: readonly TemplateToken[]): readonly TemplatePart[] {
  let at = 0;
  /** Up to, and past, one of the given directives. */
  const until = (...ends: readonly string[]): { parts: readonly TemplatePart[]; end: TemplateToken | undefined } => {
    const parts: TemplatePart[] = [];
    for (let token = tokens[at]; token !== undefined; token = tokens[at]) {
      at++;
      if (ends.includes(token.type)) return { parts, end: token };
      const part = token.type === 'text' ? textOf(token, parts) : sequenceOf(token);
      if (part !== null) parts.push(part);
    }
    return { parts, end: undefined };
  };
  const sequenceOf = (token: SequenceToken): TemplatePart | null => {
    const { value, keyName, valueName, range } = token;
    if (value === null) return null;
    if (token.type === 'interpolation') return { kind: 'interpolation', value, range };
    if (token.type === 'for') {
      const { parts, end } = until('endfor');
      return { kind: 'for', keyName, valueName, collection: value, body: parts, range: spanning(token, end) };
    }
    const first = until('else', 'endif');
    const second = first.end?.type === 'else' ? until('endif') : { parts: [], end: first.end };
    return { kind: 'if', condition: value, then: first.parts, else: second.parts, range: spanning(token, second.end) };
  };
  return until().parts;
}

function spanning(from: TemplateToken, to: TemplateToken | undefined): SourceRange {
  return { start: from.range.start, end: (to ?? from).range.end };
}

/** Null where the text was joined to the part before it, or there is none left. */
function textOf(token: TextToken, parts: TemplatePart[]): TemplatePart | null {
  const before = parts.at(-1);
  if (token.value === '') return null;
  if (before?.kind !== 'text') return { kind: 'text', value: token.value, range: token.range };
  parts[parts.length - 1] = { kind: 'text', value: before.value + token.value, range: spanning({ ...token, range: before.range }, token) };
  return null;
}
