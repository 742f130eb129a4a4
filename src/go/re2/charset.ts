/** One part of a class: what a JavaScript class of the same members matches, or the opposite. */
export interface ClassItem {
  /** The inside of a JavaScript class for the `u` flag: `\u{61}-\u{7a}`, `\p{Script=Greek}`. */
  readonly source: string;
  readonly negated: boolean;
}

export interface CharSet {
  has(code: number): boolean;
}

/** A class. Case is folded by JavaScript's `iu`, which folds as RE2 does (simple folding). */
export function charClass(items: readonly ClassItem[], negated: boolean, fold: boolean): CharSet {
  const patterns = items.map((item) => ({ pattern: new RegExp(`[${item.source}]`, fold ? 'iu' : 'u'), negated: item.negated }));
  const test = (code: number): boolean => {
    const character = String.fromCodePoint(code);
    return patterns.some((one) => one.pattern.test(character) !== one.negated) !== negated;
  };
  const ascii: (boolean | undefined)[] = [];
  return { has: (code) => (code < 128 ? (ascii[code] ??= test(code)) : test(code)) };
}

export function single(code: number, fold: boolean): CharSet {
  return fold ? charClass([range(code, code)], false, true) : { has: (other) => other === code };
}

export const anyCharacter: CharSet = { has: () => true };
export const anyButNewline: CharSet = { has: (code) => code !== 10 };

export function range(low: number, high: number): ClassItem {
  return { source: `\\u{${low.toString(16)}}-\\u{${high.toString(16)}}`, negated: false };
}

/** `\d`, `\s`, `\w` are ASCII in RE2, and `\s` has no vertical tab. */
const perl: Readonly<Record<string, string>> = { d: '0-9', s: '\\t\\n\\f\\r ', w: '0-9A-Za-z_' };

export function perlClass(letter: string): ClassItem | null {
  const source = perl[letter.toLowerCase()];
  return source === undefined ? null : { source, negated: letter !== letter.toLowerCase() };
}

const posix: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z', alpha: 'A-Za-z', ascii: '\\0-\\x7f', blank: '\\t ', cntrl: '\\0-\\x1f\\x7f', digit: '0-9', graph: '!-~', lower: 'a-z',
  print: ' -~', punct: '!-\\/:-@\\[-`\\{-~', space: '\\t\\n\\v\\f\\r ', upper: 'A-Z', word: '0-9A-Za-z_', xdigit: '0-9A-Fa-f',
};

/** `alpha` or `^alpha` of `[[:alpha:]]`. */
export function posixClass(name: string): ClassItem | null {
  const negated = name.startsWith('^');
  const source = Object.hasOwn(posix, negated ? name.slice(1) : name) ? posix[negated ? name.slice(1) : name] : undefined;
  return source === undefined ? null : { source, negated };
}
