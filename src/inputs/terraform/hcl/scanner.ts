import { ProblemError } from '#model/problem.ts';
import { Fault } from './fault.ts';
import { beginsName, isDigit, nameEnd, numberEnd } from './lexemes.ts';
import type { Places } from './lines.ts';
import { sameName } from './names.ts';
import type { BinaryOperator, Comment, SourceRange } from './syntax.ts';

export type Token =
  | 'end' | 'newline' | 'name' | 'number' | 'quote' | 'heredoc' | '~}'
  | '{' | '}' | '[' | ']' | '(' | ')' | ',' | '.' | '...' | ':' | '::' | '?' | '=' | '=>' | '!'
  | BinaryOperator;

/** Deeper than any configuration that somebody wrote; everything that walks the tree recurses. */
const deepest = 500;

/**
 * The tokens of a text, one at a time, as HCL's scanner cuts them. What stands between quotation marks is read by strings.ts, which
 * says where to go on.
 */
export class Scanner {
  readonly path: string;
  readonly text: string;
  readonly places: Places;
  readonly comments: Comment[] = [];
  token: Token = 'end';
  /** Of the token. */
  start = 0;
  end = 0;
  /** The token, where it is an operator between two operands. */
  operator: BinaryOperator | null = null;
  /** Where the token before this one ended. */
  last = 0;
  /** Line breaks mean nothing, as inside of brackets. */
  bracketed = false;
  #depth = 0;

  constructor(path: string, text: string, places: Places) {
    this.path = path;
    this.text = text;
    this.places = places;
  }

  range(start: number, end: number): SourceRange {
    return this.places.range(start, end);
  }

  /** Throws Fault: what stands at an offset, the token if none is given, cannot stand there. */
  refuse(what: string, offset = this.start): never {
    throw new Fault(offset, what);
  }

  is(token: Token): boolean {
    return this.token === token;
  }

  /** Goes past a token that has to be there. */
  expect(token: Token, what: string): void {
    if (this.token !== token) this.refuse(what);
    this.next();
  }

  /** The token as it is written. */
  get written(): string {
    return this.text.slice(this.start, this.end);
  }

  /** The token, which is a name. */
  get word(): string {
    return sameName(this.text.slice(this.start, this.end));
  }

  isWord(word: string): boolean {
    return this.token === 'name' && this.end - this.start === word.length && this.text.startsWith(word, this.start);
  }

  /** Past the name that has to be there. */
  name(what: string): string {
    if (this.token !== 'name') this.refuse(what);
    const name = this.word;
    this.next();
    return name;
  }

  /** Past a bracket, into what is between it and its counterpart. What `close` needs. */
  open(bracketed: boolean): boolean {
    const before = this.bracketed;
    this.bracketed = bracketed;
    this.next();
    return before;
  }

  /** Past the bracket at the end. */
  close(before: boolean): void {
    this.bracketed = before;
    this.next();
  }

  /** Runs out where something is nested too deep. Throws ProblemError. */
  descend(): void {
    if (++this.#depth > deepest) {
      const { line, column } = this.places.point(this.start);
      throw new ProblemError({
        code: 'terraform-too-deep',
        message: `an expression or block is nested more than ${deepest} levels deep`,
        where: `${this.path}:${line}:${column}`,
        hint: 'move inner parts into locals',
      });
    }
  }

  ascend(levels = 1): void {
    this.#depth -= levels;
  }

  /** The first token from an offset on. */
  goTo(offset: number): void {
    this.end = offset;
    this.next();
  }

  next(): void {
    const { text } = this;
    let at = this.end;
    this.last = at;
    this.operator = null;
    for (;;) {
      if (at >= text.length) return this.#is('end', at, 0);
      const code = text.charCodeAt(at);
      switch (code) {
        case 0x20: // blank
        case 0x09: // tab
          at++;
          continue;
        case 0x0d: // carriage return
          if (text.charCodeAt(at + 1) !== 0x0a) this.refuse('a carriage return without a line feed', at);
          if (!this.bracketed) return this.#is('newline', at, 2);
          at += 2;
          continue;
        case 0x0a: // line feed
          if (!this.bracketed) return this.#is('newline', at, 1);
          at++;
          continue;
        case 0x23: // #
          at = this.#lineComment(at);
          continue;
        case 0x2f: { // /
          const second = text.charCodeAt(at + 1);
          if (second !== 0x2f && second !== 0x2a) return this.#isOperator('/', at);
          at = second === 0x2f ? this.#lineComment(at) : this.#blockComment(at);
          continue;
        }
        default:
          return this.#token(code, at);
      }
    }
  }

  #is(token: Token, start: number, length: number): void {
    this.token = token;
    this.start = start;
    this.end = start + length;
  }

  #isOperator(operator: BinaryOperator, start: number): void {
    this.token = operator;
    this.operator = operator;
    this.start = start;
    this.end = start + operator.length;
  }

  #token(code: number, at: number): void {
    if (beginsName(this.text, at)) return this.#is('name', at, nameEnd(this.text, at) - at);
    const second = this.text.charCodeAt(at + 1);
    switch (code) {
      case 0x22: // "
        return this.#is('quote', at, 1);
      case 0x3d: // =
        if (second === 0x3d) return this.#isOperator('==', at);
        return second === 0x3e ? this.#is('=>', at, 2) : this.#is('=', at, 1);
      case 0x2e: // .
        return second === 0x2e && this.text.charCodeAt(at + 2) === 0x2e ? this.#is('...', at, 3) : this.#is('.', at, 1);
      case 0x2c: // ,
        return this.#is(',', at, 1);
      case 0x7b: // {
        return this.#is('{', at, 1);
      case 0x7d: // }
        return this.#is('}', at, 1);
      case 0x5b: // [
        return this.#is('[', at, 1);
      case 0x5d: // ]
        return this.#is(']', at, 1);
      case 0x28: // (
        return this.#is('(', at, 1);
      case 0x29: // )
        return this.#is(')', at, 1);
      case 0x3a: // :
        return second === 0x3a ? this.#is('::', at, 2) : this.#is(':', at, 1);
      case 0x3f: // ?
        return this.#is('?', at, 1);
      case 0x21: // !
        return second === 0x3d ? this.#isOperator('!=', at) : this.#is('!', at, 1);
      case 0x3c: // <
        if (second === 0x3c) return this.#heredoc(at);
        return this.#isOperator(second === 0x3d ? '<=' : '<', at);
      case 0x3e: // >
        return this.#isOperator(second === 0x3d ? '>=' : '>', at);
      case 0x26: // &
        if (second === 0x26) return this.#isOperator('&&', at);
        break;
      case 0x7c: // |
        if (second === 0x7c) return this.#isOperator('||', at);
        break;
      case 0x7e: // ~
        if (second === 0x7d) return this.#is('~}', at, 2);
        break;
      case 0x2b: // +
        return this.#isOperator('+', at);
      case 0x2d: // -
        return this.#isOperator('-', at);
      case 0x2a: // *
        return this.#isOperator('*', at);
      case 0x25: // %
        return this.#isOperator('%', at);
      default:
        if (isDigit(code)) return this.#is('number', at, numberEnd(this.text, at) - at);
    }
    this.refuse('a character that the language does not use', at);
  }

  /** To the line break. */
  #lineComment(start: number): number {
    const { text } = this;
    const line = text.indexOf('\n', start);
    const end = line < 0 ? text.length : line;
    this.#comment(start, text.charCodeAt(end - 1) === 0x0d ? end - 1 : end);
    return end;
  }

  #blockComment(start: number): number {
    const closed = this.text.indexOf('*/', start + 2);
    if (closed < 0) this.refuse('a comment that is never closed', start);
    this.#comment(start, closed + 2);
    return closed + 2;
  }

  #comment(start: number, end: number): void {
    this.comments.push({ text: this.text.slice(start, end), range: this.range(start, end) });
  }

  /** `<<NAME` or `<<-NAME` at the end of a line, with the line break. */
  #heredoc(start: number): void {
    const { text } = this;
    const from = text.charCodeAt(start + 2) === 0x2d ? start + 3 : start + 2;
    if (!beginsName(text, from)) this.refuse('a heredoc without a marker');
    let end = nameEnd(text, from);
    if (text.charCodeAt(end) === 0x0d) end++;
    if (text.charCodeAt(end) !== 0x0a) this.refuse('a heredoc whose first line holds more than its marker', start);
    this.#is('heredoc', start, end + 1 - start);
  }
}
