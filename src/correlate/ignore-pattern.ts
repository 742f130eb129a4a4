/** One character of a pattern: any number of any, any one, this one, or one of a set. */
type Token = '*' | '?' | { readonly is: string } | { readonly of: RegExp };

/**
 * A line of an ignore file with signs of patterns: `*`, `?`, `[a-z]`, `[!a-z]`, and `\` before a sign that stands for itself. Unless it ends
 * in `*`, what stands behind a dot belongs to it too. It takes no longer than the text times the pattern, whatever somebody has written.
 */
export class IgnorePattern {
  readonly #head: string;
  readonly #tokens: readonly Token[];

  constructor(pattern: string) {
    const tokens = [...tokensOf(pattern)];
    const first = tokens.findIndex((token) => typeof token === 'string' || 'of' in token);
    this.#head = tokens.slice(0, first < 0 ? tokens.length : first).map((token) => (typeof token === 'object' && 'is' in token ? token.is : '')).join('');
    this.#tokens = tokens;
  }

  test(text: string): boolean {
    return text.startsWith(this.#head) && this.#matches(text);
  }

  /** Tries again from the last star alone: what stands before it has matched. */
  #matches(text: string): boolean {
    const tokens = this.#tokens;
    let [at, next, star, from] = [0, 0, -1, 0];
    while (at < text.length) {
      const token = tokens[next];
      if (token === '*') [star, from] = [next++, at];
      else if (token !== undefined && fits(token, text.charAt(at))) [at, next] = [at + 1, next + 1];
      // The whole pattern has matched, and what follows is a part of it.
      else if (token === undefined && text.charAt(at) === '.') return true;
      else if (star < 0) return false;
      else [at, next] = [++from, star + 1];
    }
    while (tokens[next] === '*') next++;
    return next === tokens.length;
  }
}

function fits(token: Token, char: string): boolean {
  if (token === '?') return true;
  return typeof token === 'object' && ('is' in token ? token.is === char : token.of.test(char));
}

function* tokensOf(pattern: string): Iterable<Token> {
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern.charAt(at);
    if (char === '*') {
      if (pattern.charAt(at - 1) !== '*' || pattern.charAt(at - 2) === '\\') yield '*';
    } else if (char === '?') yield '?';
    else if (char === '\\' && at + 1 < pattern.length) yield { is: pattern.charAt((at += 1)) };
    else {
      const set = char === '[' ? setAt(pattern, at) : null;
      yield set === null ? { is: char } : { of: set.of };
      if (set !== null) at += set.length - 1;
    }
  }
}

/** Null where the bracket is one that is not closed, or holds what is no set: then it is a bracket. */
function setAt(pattern: string, at: number): { readonly of: RegExp; readonly length: number } | null {
  const close = pattern.indexOf(']', at + (pattern.charAt(at + 1) === '!' ? 3 : 2));
  if (close < 0) return null;
  const inner = pattern.slice(at + 1, close);
  try {
    return { of: new RegExp(`^[${inner.replace(/^!/, '^').replaceAll(/[\\\]]/g, String.raw`\$&`)}]$`, 's'), length: close + 1 - at };
  } catch {
    return null;
  }
}
