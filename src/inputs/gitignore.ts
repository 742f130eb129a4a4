import { lstatSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';

/** What a .gitignore says of a path: the line that decides, negated or not. */
export interface Rule {
  /** `.gitignore:3`, the file as an absolute path. */
  readonly file: string;
  readonly line: number;
  readonly negated: boolean;
}

interface Pattern extends Rule {
  readonly foldersOnly: boolean;
  readonly segments: readonly Segment[];
}

/** `**` stands for any number of segments of a path. */
type Segment = '**' | readonly Token[];

/**
 * The .gitignore files that hold for a folder: its own and those above it, up to the repository (gitignore(5)). What is in a folder
 * that is ignored is not asked about, for nobody walks it.
 */
export class GitIgnore {
  readonly #folder: string;
  readonly #patterns: readonly Pattern[];
  readonly #above: GitIgnore | null;

  private constructor(folder: string, patterns: readonly Pattern[], above: GitIgnore | null) {
    this.#folder = folder;
    this.#patterns = patterns;
    this.#above = above;
  }

  /** Those from `root` down to `folder`; nothing of them where `folder` itself is ignored: somebody has named it all the same. */
  static of(folder: string, root: string): GitIgnore {
    const folders = [folder];
    while (folders[0] !== root && folders[0] !== dirname(folders[0] as string)) folders.unshift(dirname(folders[0] as string));
    let rules: GitIgnore | null = null;
    for (const one of folders) {
      if (rules?.rule(one, true)?.negated === false) return new GitIgnore(folder, patternsIn(folder), null);
      rules = new GitIgnore(one, patternsIn(one), rules);
    }
    return rules as GitIgnore;
  }

  /** The rules of a folder in this one. */
  within(folder: string): GitIgnore {
    const patterns = patternsIn(folder);
    return patterns.length === 0 ? this : new GitIgnore(folder, patterns, this);
  }

  /** The last line of the nearest file that matches; `undefined`: none says anything. */
  rule(path: string, isFolder: boolean): Rule | undefined {
    const segments = this.#patterns.length === 0 ? [] : relative(this.#folder, path).split(sep);
    for (let at = this.#patterns.length - 1; at >= 0; at--) {
      const pattern = this.#patterns[at] as Pattern;
      if ((isFolder || !pattern.foldersOnly) && matches(pattern.segments, segments)) return pattern;
    }
    return this.#above?.rule(path, isFolder);
  }
}

const mostBytes = 2 ** 20;

function patternsIn(folder: string): readonly Pattern[] {
  const file = join(folder, '.gitignore');
  let text: string;
  try {
    // Git reads no link here (CVE-2021-21300 and others).
    const stats = lstatSync(file);
    if (!stats.isFile() || stats.size > mostBytes) return [];
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  return patternsOf(text, file);
}

function patternsOf(text: string, file: string): readonly Pattern[] {
  return text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .flatMap((written, index): readonly Pattern[] => {
      const line = withoutTrailingSpace(written.endsWith('\r') ? written.slice(0, -1) : written);
      if (line === '' || line.startsWith('#')) return [];
      const negated = line.startsWith('!');
      const pattern = negated ? line.slice(1) : line;
      const foldersOnly = pattern.endsWith('/');
      const path = foldersOnly ? pattern.slice(0, -1) : pattern;
      if (path === '' || path === '/') return [];
      const segments = path.replace(/^\//, '').split('/').map((one): Segment | null => (one === '**' ? one : tokensOf(one)));
      if (!segments.every((one) => one !== null)) return [];
      // At the end it is everything inside, and one thing at least.
      if (segments.at(-1) === '**') segments.push(['*']);
      // Without a slash in it a pattern means a name, at any depth.
      return [{ file, line: index + 1, negated, foldersOnly, segments: path.includes('/') ? segments : ['**', ...segments] }];
    });
}

function withoutTrailingSpace(line: string): string {
  let end = line.length;
  while (line[end - 1] === ' ' && !isEscaped(line, end - 1)) end--;
  return line.slice(0, end);
}

function isEscaped(line: string, at: number): boolean {
  let backslashes = 0;
  while (line[at - 1 - backslashes] === '\\') backslashes++;
  return backslashes % 2 === 1;
}

/** Of segments of a path, `**` being any number of them. */
function matches(pattern: readonly Segment[], path: readonly string[]): boolean {
  return isWhole<Segment, string>(pattern, path, '**', (segment, one) => segment !== '**' && isWhole<Token, string>(segment, one, '*', (token, sign) => token !== '*' && token(sign)));
}

/** Whether a pattern stands for all of something. Only the last star is ever gone back to, so that time is at most pattern x things. */
function isWhole<P, T>(pattern: readonly P[], things: ArrayLike<T>, any: P, isOne: (part: P, thing: T) => boolean): boolean {
  let p = 0;
  let at = 0;
  let star = -1;
  let resume = 0;
  while (at < things.length) {
    const part = pattern[p];
    if (part === any) {
      star = p++;
      resume = at;
    } else if (part !== undefined && isOne(part, things[at] as T)) {
      p++;
      at++;
    } else if (star >= 0) {
      p = star + 1;
      at = ++resume;
    } else return false;
  }
  while (pattern[p] === any) p++;
  return p === pattern.length;
}

type Token = '*' | ((sign: string) => boolean);

/** One segment of a pattern; null for one that git takes for broken and never matches. */
function tokensOf(pattern: string): readonly Token[] | null {
  const tokens: Token[] = [];
  for (let at = 0; at < pattern.length; ) {
    const c = pattern[at] as string;
    if (c === '*') tokens.push('*');
    else if (c === '?') tokens.push(() => true);
    else if (c === '[') {
      const set = setAt(pattern, at);
      if (set === null) return null;
      tokens.push(set.has);
      at += set.length;
      continue;
    } else {
      const [sign, next] = literal(pattern, at);
      tokens.push((one) => one === sign);
      at = next;
      continue;
    }
    at++;
  }
  return tokens;
}

const classes: Readonly<Record<string, RegExp>> = {
  alnum: /[A-Za-z0-9]/, alpha: /[A-Za-z]/, blank: /[ \t]/, cntrl: /\p{Cc}/u, digit: /[0-9]/, graph: /[!-~]/, lower: /[a-z]/,
  print: /[ -~]/, punct: /[!-/:-@[-`{-~]/, space: /\s/, upper: /[A-Z]/, xdigit: /[A-Fa-f0-9]/,
};

/** `[a-z!]`, `[!a]`, `[[:digit:]]`; null for one that is not closed. */
function setAt(pattern: string, start: number): { readonly length: number; readonly has: (sign: string) => boolean } | null {
  let at = start + 1;
  const negated = pattern[at] === '!' || pattern[at] === '^';
  if (negated) at++;
  const tests: ((sign: string) => boolean)[] = [];
  for (let first = true; first || pattern[at] !== ']'; first = false) {
    if (at >= pattern.length) return null;
    const named = /^\[:([a-z]+):\]/.exec(pattern.slice(at, at + 12));
    if (named !== null) {
      const test = classes[named[1] as string];
      if (test === undefined) return null;
      tests.push((sign) => test.test(sign));
      at += named[0].length;
      continue;
    }
    const [from, afterFrom] = literal(pattern, at);
    at = afterFrom;
    if (pattern[at] === '-' && pattern[at + 1] !== ']' && at + 1 < pattern.length) {
      const [to, afterTo] = literal(pattern, at + 1);
      at = afterTo;
      tests.push((sign) => sign >= from && sign <= to);
    } else tests.push((sign) => sign === from);
  }
  return { length: at + 1 - start, has: (sign) => tests.some((test) => test(sign)) !== negated };
}

function literal(pattern: string, at: number): readonly [sign: string, next: number] {
  return pattern[at] === '\\' ? [pattern[at + 1] ?? '', at + 2] : [pattern[at] as string, at + 1];
}

/** As messages name it: `.gitignore:3`. */
export function ruleText({ file, line }: Rule, shown: (absolute: string) => string): string {
  return `${shown(dirname(file)) === '.' ? '' : `${shown(dirname(file))}/`}${basename(file)}:${line}`;
}
