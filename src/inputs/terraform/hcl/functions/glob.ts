/**
 * A pattern of `fileset` as a regular expression over paths with `/`: `*`, `?`, `**`, classes and alternatives. Null when
 * it is one that landrail does not read.
 */
export function globPattern(pattern: string): RegExp | null {
  let out = '';
  let braces = 0;
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] ?? '';
    if (pattern.startsWith('**/', at) && (at === 0 || pattern[at - 1] === '/')) {
      out += '(?:[^/]+/)*';
      at += 2;
    } else if (character === '*') {
      // `**` that is not a folder of its own counts as one star.
      if (pattern.startsWith('**', at) && !(at + 2 === pattern.length && (at === 0 || pattern[at - 1] === '/'))) return null;
      out += pattern.startsWith('**', at) ? '.*' : '[^/]*';
      if (pattern.startsWith('**', at)) at++;
    } else if (character === '?') out += '[^/]';
    else if (character === '{') {
      braces++;
      out += '(?:';
    } else if (character === '}' && braces > 0) {
      braces--;
      out += ')';
    } else if (character === ',' && braces > 0) out += '|';
    else if (/[[\]\\}]/.test(character)) return null;
    else out += character.replace(/[.+^$()|/]/g, '\\$&');
  }
  return braces === 0 ? new RegExp(`^${out}$`, 's') : null;
}
