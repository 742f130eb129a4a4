/** Where something stands in a JSON text, for messages; read only when something is wrong. */
export interface Fault {
  /** 1-based line and column. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

const closing: Readonly<Record<string, string>> = { '{': '}', '[': ']' };

/** Finds what JSON.parse refused. Sign by sign and without recursion, so that a hostile text costs no more than its length. */
export function syntaxFault(text: string): Fault {
  let line = 1;
  let lineStart = 0;
  const open: string[] = [];
  let expects: 'value' | 'key' | 'colon' | 'comma' | 'end' = 'value';
  let justOpened = false;
  // oxlint-disable-next-line no-control-regex -- exactly what RFC 8259 forbids inside a text
  const token = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})[^"\\\u0000-\u001f]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\]:,]/y;
  for (let at = 0; at < text.length; ) {
    const c = text[at] as string;
    if (c === '\n' || c === ' ' || c === '\t' || c === '\r') {
      at += 1;
      if (c === '\n') {
        line += 1;
        lineStart = at;
      }
      continue;
    }
    const column = at - lineStart + 1;
    const rest = text.slice(at, at + 7);
    if (/^(?:<<<<<<<|=======|>>>>>>>)/.test(rest)) return { line, column, message: `is a merge conflict: ${rest}` };
    token.lastIndex = at;
    const word = token.exec(text)?.[0];
    const shown = JSON.stringify(text.slice(at, at + 12));
    if (word === undefined) return { line, column, message: c === '"' ? 'has a text that is never closed, or with a raw control character' : `has ${shown}, which is not JSON` };
    const wrong = { line, column, message: `has ${JSON.stringify(word.slice(0, 20))} where ${wanted(expects, open.at(-1))} should stand` };
    if (word === '{' || word === '[') {
      if (expects !== 'value') return wrong;
      open.push(word);
      expects = word === '{' ? 'key' : 'value';
      justOpened = true;
    } else if (word === '}' || word === ']') {
      if (closing[open.at(-1) ?? ''] !== word || !(expects === 'comma' || justOpened)) return wrong;
      open.pop();
      expects = open.length === 0 ? 'end' : 'comma';
      justOpened = false;
    } else {
      justOpened = false;
      if (word === ':') {
        if (expects !== 'colon') return wrong;
        expects = 'value';
      } else if (word === ',') {
        if (expects !== 'comma') return wrong;
        expects = open.at(-1) === '{' ? 'key' : 'value';
      } else if (expects === 'key' && word.startsWith('"')) expects = 'colon';
      else if (expects === 'value') expects = open.length === 0 ? 'end' : 'comma';
      else return wrong;
    }
    at += word.length;
  }
  return { line, column: text.length - lineStart + 1, message: 'ends too early' };
}

function wanted(expects: string, open: string | undefined): string {
  if (expects === 'comma') return `a comma or ${closing[open ?? ''] ?? 'the end'}`;
  if (expects === 'end') return 'nothing more';
  return expects === 'key' ? 'a key in quotes' : expects === 'colon' ? 'a colon' : 'a value';
}

/** 1-based lines of the elements of the list under the top-level key `key` of a valid JSON text. */
export function elementLines(text: string, key: string): readonly number[] {
  const lines: number[] = [];
  const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|\n|[^\s{}[\],:"]+/g;
  let line = 1;
  let depth = 0;
  let inside = false;
  let before: readonly string[] = [];
  let fresh = false;
  for (const [word] of text.matchAll(token)) {
    if (word === '\n') {
      line += 1;
      continue;
    }
    if (inside && depth === 2 && fresh && word !== ']' && word !== ',') {
      lines.push(line);
      fresh = false;
    }
    if (word === '[' && depth === 1 && before[0] === JSON.stringify(key) && before[1] === ':') {
      inside = true;
      fresh = true;
    }
    if (inside && depth === 2 && word === ',') fresh = true;
    if (word === '{' || word === '[') depth += 1;
    if (word === '}' || word === ']') depth -= 1;
    if (inside && depth === 1) inside = false;
    before = [before[1] ?? '', word];
  }
  return lines;
}

/** 1-based line and column of the value under `path` of a valid JSON text; of the nearest value around it where it is missing. */
export function placeIn(text: string, path: readonly PropertyKey[]): { readonly line: number; readonly column: number } {
  const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
  /** Of each open object or list the key or index that comes next. */
  const steps: (string | number)[] = [];
  let found = 0;
  let reached = -1;
  let before = '';
  for (const { 0: word, index } of text.matchAll(token)) {
    if (word === ',') {
      const last = steps.at(-1);
      if (typeof last === 'number') steps[steps.length - 1] = last + 1;
    } else if (word === '}' || word === ']') steps.pop();
    else if (typeof steps.at(-1) === 'string' && (before === '{' || before === ',')) steps[steps.length - 1] = JSON.parse(word) as string;
    else if (word !== ':') {
      if (steps.length <= path.length && steps.length > reached && steps.every((step, at) => String(path[at]) === String(step))) {
        found = index;
        reached = steps.length;
        if (reached === path.length) break;
      }
      if (word === '{') steps.push('');
      if (word === '[') steps.push(0);
    }
    before = word;
  }
  const above = text.slice(0, found);
  return { line: above.split('\n').length, column: found - above.lastIndexOf('\n') };
}
