import { charClass, perlClass, posixClass, range, type CharSet, type ClassItem } from './charset.ts';
import type { PatternCursor } from './cursor.ts';
import { PatternError } from './syntax.ts';
import { unicodeClass } from './unicode-class.ts';

/** What stands for one character of several: classes in brackets, and escapes. */
export class ClassReader {
  readonly #cursor: PatternCursor;

  constructor(cursor: PatternCursor) {
    this.#cursor = cursor;
  }

  /** `\d`, `\pL`, `\p{Greek}` after the backslash, or null when it is something else. */
  escape(): ClassItem | null {
    const character = this.#cursor.peek();
    const item = perlClass(character);
    if (item && /[dDsSwW]/.test(character)) {
      this.#cursor.at++;
      return item;
    }
    if (character !== 'p' && character !== 'P') return null;
    this.#cursor.at++;
    let name = this.#cursor.peek();
    this.#cursor.at++;
    if (name === '{') {
      const end = this.#cursor.text.indexOf('}', this.#cursor.at);
      if (end < 0) throw new PatternError('invalid character class range');
      name = this.#cursor.text.slice(this.#cursor.at, end).join('');
      this.#cursor.at = end + 1;
    }
    const found = unicodeClass(name, character === 'P');
    if (!found) throw new PatternError('invalid character class range');
    return found;
  }

  /** The character that an escape stands for. */
  character(): string {
    const character = this.#cursor.peek();
    this.#cursor.at++;
    const controls: Readonly<Record<string, string>> = { a: '\x07', f: '\f', t: '\t', n: '\n', r: '\r', v: '\v' };
    const control = Object.hasOwn(controls, character) ? controls[character] : undefined;
    if (control !== undefined) return control;
    if (character === '0' || (/[1-7]/.test(character) && /[0-7]/.test(this.#cursor.peek()))) {
      let digits = character;
      while (digits.length < 3 && /[0-7]/.test(this.#cursor.peek())) digits += this.#cursor.text[this.#cursor.at++] ?? '';
      return String.fromCodePoint(Number.parseInt(digits, 8));
    }
    if (character === 'x') return this.#hexadecimal();
    if (character !== '' && character.charCodeAt(0) < 0x80 && !/[0-9A-Za-z]/.test(character)) return character;
    throw new PatternError('invalid escape sequence');
  }

  #hexadecimal(): string {
    let digits = `${this.#cursor.peek()}${this.#cursor.peek(1)}`;
    this.#cursor.at += 2;
    if (digits.startsWith('{')) {
      const end = this.#cursor.text.indexOf('}', this.#cursor.at - 1);
      digits = end < 0 ? '' : this.#cursor.text.slice(this.#cursor.at - 1, end).join('');
      this.#cursor.at = end + 1;
    } else if (digits.length !== 2) digits = '';
    if (!/^[0-9a-fA-F]+$/.test(digits) || Number.parseInt(digits, 16) > 0x10ffff) throw new PatternError('invalid escape sequence');
    return String.fromCodePoint(Number.parseInt(digits, 16));
  }

  /** Behind the opening bracket. */
  class(fold: boolean): CharSet {
    const negated = this.#cursor.take('^');
    const items: ClassItem[] = [];
    for (let first = true; first || this.#cursor.peek() !== ']'; first = false) {
      if (this.#cursor.over) throw new PatternError('missing closing ]');
      items.push(this.#item());
    }
    this.#cursor.at++;
    return charClass(items, negated, fold);
  }

  #item(): ClassItem {
    if (this.#cursor.peek() === '[' && this.#cursor.peek(1) === ':') {
      const rest = this.#cursor.text.slice(this.#cursor.at + 2).join('');
      const end = rest.indexOf(':]');
      if (end >= 0) {
        const name = rest.slice(0, end);
        const item = posixClass(name);
        if (!item) throw new PatternError('invalid character class range');
        this.#cursor.at += Array.from(name).length + 4;
        return item;
      }
    }
    if (this.#cursor.peek() === '\\') {
      this.#cursor.at++;
      const item = this.escape();
      if (item) return item;
      this.#cursor.at--;
    }
    const low = this.#code();
    if (this.#cursor.peek() !== '-' || this.#cursor.peek(1) === ']' || this.#cursor.peek(1) === '') return range(low, low);
    this.#cursor.at++;
    const high = this.#code();
    if (high < low) throw new PatternError('invalid character class range');
    return range(low, high);
  }

  #code(): number {
    const character = this.#cursor.peek();
    this.#cursor.at++;
    if (character === '') throw new PatternError('missing closing ]');
    return (character === '\\' ? this.character() : character).codePointAt(0) ?? 0;
  }
}
