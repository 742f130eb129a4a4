import { anyButNewline, anyCharacter, charClass, single } from './charset.ts';
import { ClassReader } from './class-reader.ts';
import { PatternCursor } from './cursor.ts';
import { PatternError, type Assertion, type Node, type Parsed } from './syntax.ts';

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
  readonly #cursor: PatternCursor;
  readonly #classes: ClassReader;
  #flags: ParseFlags = { fold: false, multiline: false, dotNewline: false, ungreedy: false };
  #depth = 0;

  constructor(pattern: string) {
    this.#cursor = new PatternCursor(pattern);
    this.#classes = new ClassReader(this.#cursor);
  }

  whole(): Node {
    const root = this.#alternatives();
    if (!this.#cursor.over) throw new PatternError('unexpected )');
    checkRepeats(root, maxRepeat);
    return root;
  }

  #alternatives(): Node {
    if (++this.#depth > maxDepth) throw new PatternError('expression nests too deeply');
    const parts = [this.#sequence()];
    while (this.#cursor.take('|')) parts.push(this.#sequence());
    this.#depth--;
    return parts.length === 1 ? (parts[0] as Node) : { kind: 'alternate', parts };
  }

  #sequence(): Node {
    const parts: Node[] = [];
    // A repetition may not follow another one directly, nor stand where nothing is to repeat.
    let repeatable = false;
    let repeated = false;
    while (!this.#cursor.over && this.#cursor.peek() !== '|' && this.#cursor.peek() !== ')') {
      const count = this.#repetition();
      if (count) {
        if (repeated) throw new PatternError('invalid nested repetition operator');
        const body = repeatable ? parts.pop() : undefined;
        if (!body) throw new PatternError('missing argument to repetition operator');
        const lazy = this.#cursor.take('?');
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
    if (this.#cursor.take('*')) return { min: 0, max: null };
    if (this.#cursor.take('+')) return { min: 1, max: null };
    if (this.#cursor.take('?')) return { min: 0, max: 1 };
    if (this.#cursor.peek() !== '{') return null;
    const end = this.#cursor.text.indexOf('}', this.#cursor.at);
    const match = end < 0 ? null : /^(0|[1-9]\d*)(?:(,)(0|[1-9]\d*)?)?$/.exec(this.#cursor.text.slice(this.#cursor.at + 1, end).join(''));
    // Anything else in braces is literal text.
    if (!match) return null;
    this.#cursor.at = end + 1;
    const min = Number(match[1]);
    const max = match[2] === undefined ? min : match[3] === undefined ? null : Number(match[3]);
    if (min > maxRepeat || (max !== null && (max > maxRepeat || max < min))) throw new PatternError('invalid repeat count');
    return { min, max };
  }

  #atom(): readonly Node[] {
    const character = this.#cursor.peek();
    this.#cursor.at++;
    switch (character) {
      case '(':
        return this.#group();
      case '[':
        return [{ kind: 'set', set: this.#classes.class(this.#flags.fold) }];
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
    if (this.#cursor.take('?')) {
      if (this.#cursor.take('P<') || this.#cursor.take('<')) index = this.#name();
      else if (this.#switches()) return [];
    } else index = this.names.push(null) - 1;
    const body = this.#alternatives();
    if (!this.#cursor.take(')')) throw new PatternError('missing closing )');
    this.#flags = outer;
    return [index === null ? { kind: 'concat', parts: [body] } : { kind: 'group', index, body }];
  }

  #name(): number {
    const end = this.#cursor.text.indexOf('>', this.#cursor.at);
    const name = end < 0 ? '' : this.#cursor.text.slice(this.#cursor.at, end).join('');
    if (!/^\w+$/.test(name)) throw new PatternError('invalid named capture');
    this.#cursor.at = end + 1;
    return this.names.push(name) - 1;
  }

  /** `i`, `m-s` up to `)` (true: they hold from here on) or `:` (they hold for this group). */
  #switches(): boolean {
    const names: Readonly<Record<string, keyof ParseFlags>> = { i: 'fold', m: 'multiline', s: 'dotNewline', U: 'ungreedy' };
    let on = true;
    let seen = false;
    let flags = this.#flags;
    for (;;) {
      const character = this.#cursor.peek();
      this.#cursor.at++;
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
    const character = this.#cursor.peek();
    const assertions: Readonly<Record<string, Assertion>> = { A: 'begin-text', z: 'end-text', b: 'word', B: 'no-word' };
    const assertion = assertions[character];
    if (assertion) {
      this.#cursor.at++;
      return [{ kind: 'assert', assertion }];
    }
    if (character === 'Q') {
      this.#cursor.at++;
      const literals: Node[] = [];
      while (!this.#cursor.over && !this.#cursor.take('\\E')) {
        literals.push(this.#literal(this.#cursor.peek()));
        this.#cursor.at++;
      }
      return literals;
    }
    const item = this.#classes.escape();
    if (item) return [{ kind: 'set', set: charClass([item], false, this.#flags.fold) }];
    return [this.#literal(this.#classes.character())];
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
