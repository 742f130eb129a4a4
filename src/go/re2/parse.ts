import { anyButNewline, anyCharacter, charClass, perlClass, posixClass, range, single, type CharSet, type ClassItem } from './charset.ts';
import { unicodeClass } from './unicode-class.ts';

export type Assertion = 'begin-text' | 'end-text' | 'begin-line' | 'end-line' | 'word' | 'no-word';

export type Node =
  | { readonly kind: 'set'; readonly set: CharSet }
  | { readonly kind: 'assert'; readonly assertion: Assertion }
  | { readonly kind: 'group'; readonly index: number; readonly body: Node }
  | { readonly kind: 'concat' | 'alternate'; readonly parts: readonly Node[] }
  | { readonly kind: 'repeat'; readonly body: Node; readonly min: number; readonly max: number | null; readonly greedy: boolean };

export interface Parsed {
  readonly root: Node;
  /** Names of the groups, by number; group 0 is the whole match. */
  readonly names: readonly (string | null)[];
}

/** The pattern is no RE2 pattern. In Rego the call is then undefined. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

interface ParseFlags {
  readonly fold: boolean;
  readonly multiline: boolean;
  readonly dotNewline: boolean;
  readonly ungreedy: boolean;
}

/** RE2 refuses counts beyond this, nested ones multiplied. */
const maxRepeat = 1000;
const maxDepth = 1000;

/** Parses RE2 syntax (https://github.com/google/re2/wiki/Syntax) with Go's flags: Perl classes, Unicode groups, `^` and `$` of the text. */
export function parsePattern(pattern: string): Parsed {
  const parser = new Parser(pattern);
  return { root: parser.whole(), names: parser.names };
}

class Parser {
  readonly names: (string | null)[] = [null];
  readonly #text: readonly string[];
  #at = 0;
  #flags: ParseFlags = { fold: false, multiline: false, dotNewline: false, ungreedy: false };
  #depth = 0;

  constructor(pattern: string) {
    this.#text = Array.from(pattern);
  }

  whole(): Node {
    const root = this.#alternatives();
    if (this.#at < this.#text.length) throw new PatternError('unexpected )');
    checkRepeats(root, maxRepeat);
    return root;
  }

  #peek(offset = 0): string {
    return this.#text[this.#at + offset] ?? '';
  }

  #take(text: string): boolean {
    for (let index = 0; index < text.length; index++) if (this.#peek(index) !== text[index]) return false;
    this.#at += text.length;
    return true;
  }

  #alternatives(): Node {
    if (++this.#depth > maxDepth) throw new PatternError('expression nests too deeply');
    const parts = [this.#sequence()];
    while (this.#take('|')) parts.push(this.#sequence());
    this.#depth--;
    return parts.length === 1 ? (parts[0] as Node) : { kind: 'alternate', parts };
  }

  #sequence(): Node {
    const parts: Node[] = [];
    // A repetition may not follow another one directly, nor stand where nothing is to repeat.
    let repeatable = false;
    let repeated = false;
    while (this.#at < this.#text.length && this.#peek() !== '|' && this.#peek() !== ')') {
      const count = this.#repetition();
      if (count) {
        if (repeated) throw new PatternError('invalid nested repetition operator');
        const body = repeatable ? parts.pop() : undefined;
        if (!body) throw new PatternError('missing argument to repetition operator');
        const lazy = this.#take('?');
        parts.push({ kind: 'repeat', body, ...count, greedy: lazy === this.#flags.ungreedy });
        repeated = true;
        continue;
      }
      const node = this.#atom();
      repeated = false;
      parts.push(...node);
      // `(?i)` alone is no atom: what is repeated after it stands before it.
      repeatable ||= node.length > 0;
    }
    return parts.length === 1 ? (parts[0] as Node) : { kind: 'concat', parts };
  }

  #repetition(): { readonly min: number; readonly max: number | null } | null {
    if (this.#take('*')) return { min: 0, max: null };
    if (this.#take('+')) return { min: 1, max: null };
    if (this.#take('?')) return { min: 0, max: 1 };
    if (this.#peek() !== '{') return null;
    const end = this.#text.indexOf('}', this.#at);
    const match = end < 0 ? null : /^(0|[1-9]\d*)(?:(,)(0|[1-9]\d*)?)?$/.exec(this.#text.slice(this.#at + 1, end).join(''));
    // Anything else in braces is literal text.
    if (!match) return null;
    this.#at = end + 1;
    const min = Number(match[1]);
    const max = match[2] === undefined ? min : match[3] === undefined ? null : Number(match[3]);
    if (min > maxRepeat || (max !== null && (max > maxRepeat || max < min))) throw new PatternError('invalid repeat count');
    return { min, max };
  }

  #atom(): readonly Node[] {
    const character = this.#peek();
    this.#at++;
    switch (character) {
      case '(':
        return this.#group();
      case '[':
        return [{ kind: 'set', set: this.#class() }];
      case '.':
        return [{ kind: 'set', set: this.#flags.dotNewline ? anyCharacter : anyButNewline }];
      case '^':
        return [{ kind: 'assert', assertion: this.#flags.multiline ? 'begin-line' : 'begin-text' }];
      case '$':
        return [{ kind: 'assert', assertion: this.#flags.multiline ? 'end-line' : 'end-text' }];
      case '\\':
        return this.#escape();
      default:
        return [this.#literal(character)];
    }
  }

  #literal(character: string): Node {
    return { kind: 'set', set: single(character.codePointAt(0) ?? 0, this.#flags.fold) };
  }

  #group(): readonly Node[] {
    const outer = this.#flags;
    let index: number | null = null;
    if (this.#take('?')) {
      if (this.#take('P<') || this.#take('<')) index = this.#name();
      else if (this.#switches()) return [];
    } else index = this.names.push(null) - 1;
    const body = this.#alternatives();
    if (!this.#take(')')) throw new PatternError('missing closing )');
    this.#flags = outer;
    return [index === null ? { kind: 'concat', parts: [body] } : { kind: 'group', index, body }];
  }

  #name(): number {
    const end = this.#text.indexOf('>', this.#at);
    const name = end < 0 ? '' : this.#text.slice(this.#at, end).join('');
    if (!/^\w+$/.test(name)) throw new PatternError('invalid named capture');
    this.#at = end + 1;
    return this.names.push(name) - 1;
  }

  /** `i`, `m-s` up to `)` (true: they hold from here on) or `:` (they hold for this group). */
  #switches(): boolean {
    const names: Readonly<Record<string, keyof ParseFlags>> = { i: 'fold', m: 'multiline', s: 'dotNewline', U: 'ungreedy' };
    let on = true;
    let seen = false;
    let flags = this.#flags;
    for (;;) {
      const character = this.#peek();
      this.#at++;
      if (character === ')' || character === ':') {
        if (!on && !seen) break;
        this.#flags = flags;
        return character === ')';
      }
      const name = names[character];
      if (name) {
        flags = { ...flags, [name]: on };
        seen = true;
      } else if (character === '-' && on) {
        on = false;
        seen = false;
      } else break;
    }
    throw new PatternError('invalid or unsupported Perl syntax');
  }

  #escape(): readonly Node[] {
    const character = this.#peek();
    const assertions: Readonly<Record<string, Assertion>> = { A: 'begin-text', z: 'end-text', b: 'word', B: 'no-word' };
    const assertion = assertions[character];
    if (assertion) {
      this.#at++;
      return [{ kind: 'assert', assertion }];
    }
    if (character === 'Q') {
      this.#at++;
      const literals: Node[] = [];
      while (this.#at < this.#text.length && !this.#take('\\E')) {
        literals.push(this.#literal(this.#peek()));
        this.#at++;
      }
      return literals;
    }
    const item = this.#classEscape();
    if (item) return [{ kind: 'set', set: charClass([item], false, this.#flags.fold) }];
    return [this.#literal(this.#characterEscape())];
  }

  /** `\d`, `\pL`, `\p{Greek}` after the backslash, or null when it is something else. */
  #classEscape(): ClassItem | null {
    const character = this.#peek();
    const item = perlClass(character);
    if (item && /[dDsSwW]/.test(character)) {
      this.#at++;
      return item;
    }
    if (character !== 'p' && character !== 'P') return null;
    this.#at++;
    let name = this.#peek();
    this.#at++;
    if (name === '{') {
      const end = this.#text.indexOf('}', this.#at);
      if (end < 0) throw new PatternError('invalid character class range');
      name = this.#text.slice(this.#at, end).join('');
      this.#at = end + 1;
    }
    const found = unicodeClass(name, character === 'P');
    if (!found) throw new PatternError('invalid character class range');
    return found;
  }

  /** The character that an escape stands for. */
  #characterEscape(): string {
    const character = this.#peek();
    this.#at++;
    const controls: Readonly<Record<string, string>> = { a: '\x07', f: '\f', t: '\t', n: '\n', r: '\r', v: '\v' };
    const control = Object.hasOwn(controls, character) ? controls[character] : undefined;
    if (control !== undefined) return control;
    if (character === '0' || (/[1-7]/.test(character) && /[0-7]/.test(this.#peek()))) {
      let digits = character;
      while (digits.length < 3 && /[0-7]/.test(this.#peek())) digits += this.#text[this.#at++] ?? '';
      return String.fromCodePoint(Number.parseInt(digits, 8));
    }
    if (character === 'x') return this.#hexadecimal();
    if (character !== '' && character.charCodeAt(0) < 0x80 && !/[0-9A-Za-z]/.test(character)) return character;
    throw new PatternError('invalid escape sequence');
  }

  #hexadecimal(): string {
    let digits = `${this.#peek()}${this.#peek(1)}`;
    this.#at += 2;
    if (digits.startsWith('{')) {
      const end = this.#text.indexOf('}', this.#at - 1);
      digits = end < 0 ? '' : this.#text.slice(this.#at - 1, end).join('');
      this.#at = end + 1;
    } else if (digits.length !== 2) digits = '';
    if (!/^[0-9a-fA-F]+$/.test(digits) || Number.parseInt(digits, 16) > 0x10ffff) throw new PatternError('invalid escape sequence');
    return String.fromCodePoint(Number.parseInt(digits, 16));
  }

  #class(): CharSet {
    const negated = this.#take('^');
    const items: ClassItem[] = [];
    for (let first = true; first || this.#peek() !== ']'; first = false) {
      if (this.#at >= this.#text.length) throw new PatternError('missing closing ]');
      items.push(this.#classItem());
    }
    this.#at++;
    return charClass(items, negated, this.#flags.fold);
  }

  #classItem(): ClassItem {
    if (this.#peek() === '[' && this.#peek(1) === ':') {
      const rest = this.#text.slice(this.#at + 2).join('');
      const end = rest.indexOf(':]');
      if (end >= 0) {
        const name = rest.slice(0, end);
        const item = posixClass(name);
        if (!item) throw new PatternError('invalid character class range');
        this.#at += Array.from(name).length + 4;
        return item;
      }
    }
    if (this.#peek() === '\\') {
      this.#at++;
      const item = this.#classEscape();
      if (item) return item;
      this.#at--;
    }
    const low = this.#classCharacter();
    if (this.#peek() !== '-' || this.#peek(1) === ']' || this.#peek(1) === '') return range(low, low);
    this.#at++;
    const high = this.#classCharacter();
    if (high < low) throw new PatternError('invalid character class range');
    return range(low, high);
  }

  #classCharacter(): number {
    const character = this.#peek();
    this.#at++;
    if (character === '') throw new PatternError('missing closing ]');
    return (character === '\\' ? this.#characterEscape() : character).codePointAt(0) ?? 0;
  }
}

/** Counts multiply when they nest: `(a{500}){500}` is refused. */
function checkRepeats(node: Node, left: number): void {
  if (node.kind === 'group') checkRepeats(node.body, left);
  if (node.kind === 'concat' || node.kind === 'alternate') for (const part of node.parts) checkRepeats(part, left);
  if (node.kind !== 'repeat') return;
  const count = Math.max(node.min, node.max ?? 0);
  if (count > left) throw new PatternError('invalid repeat count');
  checkRepeats(node.body, count > 1 ? Math.floor(left / count) : left);
}
