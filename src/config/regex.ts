import type { Fault } from './glob.ts';

/**
 * Syntax of RE2 (https://github.com/google/re2/wiki/Syntax), in which Rego's `regex.match` reads a pattern. JavaScript accepts
 * more: lookarounds and back-references would leave the rule without an answer, so they are refused here, with a reason.
 * What is checked is what both the C++ and the Go engine refuse.
 */
export function patternFault(pattern: string): Fault | null {
  try {
    new Checker(pattern).run();
    return null;
  } catch (error) {
    if (error instanceof Refused) return { message: error.message, hint: error.hint };
    throw error;
  }
}

class Refused extends Error {
  readonly hint: string;
  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}

const general = 'patterns are RE2: https://github.com/google/re2/wiki/Syntax';
const posixClasses = ['alnum', 'alpha', 'ascii', 'blank', 'cntrl', 'digit', 'graph', 'lower', 'print', 'punct', 'space', 'upper', 'word', 'xdigit'];
/** Letters after a backslash that stand for a class, an anchor or a control character. */
const escapes = new Set('AbBzdDsSwWafnrtv');
const classEscapes = new Set('dDsSwWafnrtv');
const controls: ReadonlyMap<string, number> = new Map([['a', 7], ['t', 9], ['n', 10], ['v', 11], ['f', 12], ['r', 13]]);
/** Both engines refuse a repetition above this, nested ones multiplied. */
const mostRepeats = 1000;
const mostDeep = 100;

/** RE2 knows general categories by their short names, scripts, and `Any`. */
function isUnicodeClass(name: string): boolean {
  if (name === 'Any') return true;
  try {
    RegExp(name.length <= 2 ? `\\p{General_Category=${name}}` : `\\p{Script=${name}}`, 'u');
    return true;
  } catch {
    return false;
  }
}

class Checker {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  run(): void {
    this.#alternatives();
    if (this.#at < this.#text.length) throw new Refused('has a ) that closes nothing', 'write \\) for the character itself');
  }

  /** The largest product of counted repetitions inside. */
  #alternatives(): number {
    this.#depth += 1;
    if (this.#depth > mostDeep) throw new Refused('nests groups too deeply', general);
    let most = this.#sequence();
    while (this.#peek() === '|') {
      this.#at += 1;
      most = Math.max(most, this.#sequence());
    }
    this.#depth -= 1;
    return most;
  }

  #sequence(): number {
    let most = 1;
    while (this.#at < this.#text.length && this.#peek() !== '|' && this.#peek() !== ')') {
      const inside = this.#atom();
      if (inside !== null) most = Math.max(most, inside * this.#repetition(inside));
    }
    return most;
  }

  /** Null for flags such as (?i), which match nothing and cannot be repeated. */
  #atom(): number | null {
    const start = this.#at;
    const c = this.#next();
    if (c === '(') return this.#group(start);
    if (c === '[') this.#class();
    else if (c === '\\') {
      this.#escape(false);
      if (this.#text.slice(start, this.#at) === '\\Q\\E') return null;
    }
    else if (c === '*' || c === '+' || c === '?') throw new Refused(`has a ${c} with nothing before it to repeat`, `write \\${c} for the character itself`);
    else if (c === '{' && this.#counted(start)) throw new Refused('has a {…} with nothing before it to repeat', 'write \\{ for the character itself');
    return 1;
  }

  #repetition(inside: number): number {
    const start = this.#at;
    const c = this.#peek();
    let count = 1;
    if (c === '*' || c === '+' || c === '?') this.#at += 1;
    else if (c === '{') {
      const counted = this.#counted(this.#at);
      if (!counted) return 1;
      this.#at = counted.end;
      if (counted.most !== null && counted.most < counted.least) throw new Refused(`has ${counted.text}, whose limits are the wrong way round`, general);
      count = Math.max(counted.most ?? counted.least, 1);
      if (count * inside > mostRepeats) throw new Refused(`repeats something more than ${mostRepeats} times`, 'use a smaller count, or + or *');
    } else return 1;
    if (this.#peek() === '?') this.#at += 1;
    const again = this.#peek();
    if (again === '*' || again === '+' || again === '?' || (again === '{' && this.#counted(this.#at))) {
      const end = again === '{' ? this.#counted(this.#at)?.end : this.#at + 1;
      throw new Refused(`has ${this.#text.slice(start, end)}, a repetition of a repetition`, 'RE2 has no possessive quantifiers; remove one, or put the first in (?:…)');
    }
    return count;
  }

  /** A `{2}`, `{2,}` or `{2,5}` at `at`; anything else in braces is plain text. */
  #counted(at: number): { readonly text: string; readonly least: number; readonly most: number | null; readonly end: number } | null {
    const match = /^\{(\d+)(,(\d*))?\}/.exec(this.#text.slice(at, at + 32));
    if (!match) return null;
    const least = Number(match[1]);
    return { text: match[0], least, most: match[2] === undefined ? least : match[3] === '' ? null : Number(match[3]), end: at + match[0].length };
  }

  #group(start: number): number | null {
    if (this.#peek() === '?') this.#groupKind();
    // Flags alone, as in (?i), have no body.
    if (this.#text[this.#at - 1] !== ')') {
      const most = this.#alternatives();
      if (this.#next() !== ')') throw new Refused(`has a ( at ${start + 1} that is never closed`, 'write \\( for the character itself');
      return most;
    }
    return null;
  }

  #groupKind(): void {
    const rest = this.#text.slice(this.#at, this.#at + 80);
    const look = /^\?(<?[=!])/.exec(rest);
    if (look) throw new Refused(`has (?${look[1]}…), a look${look[1]?.startsWith('<') ? 'behind' : 'ahead'}, which RE2 does not have`, 'say the same without it, for example with values: [...] or another entry');
    const named = /^\?P<(\w+)>/.exec(rest);
    if (named) {
      this.#at += named[0].length;
      return;
    }
    if (/^\?P?</.test(rest)) throw new Refused('has a named group that RE2 cannot read', 'write (?:…), or (?P<name>…) with letters, digits and _');
    const flags = /^\?([imsU]*)(?:-([imsU]+))?([:)])/.exec(rest);
    if (!flags || (flags[1] === '' && flags[2] === undefined && flags[3] === ')')) {
      throw new Refused(`has (${rest.slice(0, 2)}…, which RE2 does not have`, general);
    }
    this.#at += flags[0].length;
  }

  #class(): void {
    const start = this.#at;
    if (this.#peek() === '^') this.#at += 1;
    let first = true;
    for (;;) {
      if (this.#at >= this.#text.length) throw new Refused(`has a [ at ${start} that is never closed`, 'write \\[ for the character itself');
      if (this.#peek() === ']' && !first) break;
      first = false;
      const low = this.#classItem();
      // A `-` before the closing bracket is the character itself.
      if (low === null || this.#peek() !== '-' || this.#text[this.#at + 1] === ']') continue;
      this.#at += 1;
      if (this.#at >= this.#text.length) continue;
      const high = this.#classItem(false);
      if (high === null) throw new Refused('has a range with a class at one end', general);
      if (low > high) throw new Refused(`has the range ${String.fromCodePoint(low)}-${String.fromCodePoint(high)}, which runs backwards`, general);
    }
    this.#at += 1;
  }

  /** Code point of the next member of a class; null when it is itself a class such as \d. */
  #classItem(mayBeClass = true): number | null {
    const posix = !mayBeClass ? null : /^\[:(\^?)(\w*):\]/.exec(this.#text.slice(this.#at, this.#at + 32));
    if (posix) {
      if (!posixClasses.includes(posix[2] as string)) throw new Refused(`has ${posix[0]}, which is not an RE2 class`, `classes: ${posixClasses.join(', ')}`);
      this.#at += posix[0].length;
      return null;
    }
    const c = this.#next();
    return c === '\\' ? this.#escape(true) : (c?.codePointAt(0) ?? null);
  }

  #escape(inClass: boolean): number | null {
    const c = this.#next();
    if (c === undefined) throw new Refused('ends with a \\ that stands for nothing', 'write \\\\ for the character itself');
    const rest = this.#text.slice(this.#at, this.#at + 80);
    if (c === 'p' || c === 'P') {
      const named = /^(?:\{\^?([A-Za-z_]+)\}|([A-Za-z]))/.exec(rest);
      if (!named) throw new Refused(`has \\${c} without the name of a Unicode class`, 'write \\p{L} or \\pL');
      if (!isUnicodeClass(named[1] ?? (named[2] as string))) throw new Refused(`has \\${c}${named[0]}, which is not a Unicode class`, 'use a general category such as Lu, or a script such as Greek');
      this.#at += named[0].length;
      return null;
    }
    if (c === 'x') {
      const hex = /^(?:\{([0-9A-Fa-f]{1,6})\}|([0-9A-Fa-f]{2}))/.exec(rest);
      const code = Number.parseInt(hex?.[1] ?? hex?.[2] ?? '', 16);
      if (!hex || code > 0x10_ff_ff) throw new Refused('has \\x without two hexadecimal digits or {…} after it', 'write \\x2E or \\x{2E}');
      this.#at += hex[0].length;
      return code;
    }
    if (c === 'Q' && !inClass) {
      const end = this.#text.indexOf('\\E', this.#at);
      this.#at = end < 0 ? this.#text.length : end + 2;
      return null;
    }
    if (c === '0' || (c >= '1' && c <= '7' && /^[0-7]/.test(rest))) {
      const octal = /^[0-7]{0,2}/.exec(rest)?.[0] ?? '';
      this.#at += octal.length;
      return Number.parseInt(c + octal, 8);
    }
    if (/[1-9]/.test(c) || (c === 'k' && /^[<{']/.test(rest))) throw new Refused(`has \\${c}, a back-reference, which RE2 does not have`, 'say the same without it, for example with values: [...]');
    if (/[A-Za-z]/.test(c)) {
      if (!(inClass ? classEscapes : escapes).has(c)) throw new Refused(`has \\${c}, which RE2 does not have${inClass ? ' in [ ]' : ''}`, c === 'Z' ? 'write \\z or $ for the end of the text' : general);
      return controls.get(c) ?? null;
    }
    return c.codePointAt(0) ?? null;
  }

  #peek(): string | undefined {
    return this.#text[this.#at];
  }

  /** The next character as a whole code point. */
  #next(): string | undefined {
    const code = this.#text.codePointAt(this.#at);
    if (code === undefined) return undefined;
    const c = String.fromCodePoint(code);
    this.#at += c.length;
    return c;
  }
}
