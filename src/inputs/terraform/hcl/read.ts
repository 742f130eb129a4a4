import type { Grammar } from './grammar.ts';
import type { Places } from './lines.ts';
import { Walk, type Doubt } from './walk.ts';

export interface Read<T> {
  /** Null where tree-sitter found no structure. */
  readonly built: T | null;
  readonly doubt: Doubt | null;
}

/** White space that HCL does not know: everything but blank, tab, and a line feed with or without carriage return before it. */
const foreignSpace = /[^\n\r\t -~\u00a1-\u167f\u1681-\u1fff\u2010-\u2027\u202a-\u202e\u2030-\u205e\u2060-\u2fff\u3001-\ufefe\uff00-\uffff]|\r(?!\n)/;

/**
 * Has tree-sitter parse a text and builds something of its tree; `build` starts at the root's first child that is no comment, and is
 * not called where there is none.
 * @param plain also reads what is valid and rare and unknown to tree-sitter, by showing it something simpler of the same length
 */
export function readTree<T>(hcl: Grammar, path: string, text: string, places: Places, plain: boolean, build: (walk: Walk) => T, nothing: (walk: Walk) => T): Read<T> {
  const tree = hcl.parse(plain ? simpler(masked(text)) : masked(text));
  try {
    const root = tree.rootNode;
    if (root.hasError) return { built: null, doubt: { offset: root.descendantsOfType('ERROR')[0]?.startIndex ?? 0, what: 'no argument, block or expression', misread: true } };
    const cursor = tree.walk();
    try {
      const walk = new Walk(path, text, places, cursor);
      const space = foreignSpace.exec(text);
      if (space) walk.suspect(space.index, 'white space that HCL does not know');
      const built = walk.enter() ? build(walk) : nothing(walk);
      return { built, doubt: walk.doubt };
    } finally {
      cursor.delete();
    }
  } finally {
    tree.delete();
  }
}

/** `$${` and `%%{` are text, also behind further signs; tree-sitter sees a sequence in `$$${`. */
function masked(text: string): string {
  return text.includes('$${') || text.includes('%%{') ? text.replace(/\$\$+\{|%%+\{/g, (whole) => '_'.repeat(whole.length)) : text;
}

/** `1e6`, `[ * ]`, `. *`. */
function simpler(text: string): string {
  return text
    .replace(/(?<![\w.])\d+(?:\.\d+)?[eE][-+]?\d+/g, (whole) => '0'.repeat(whole.length))
    .replace(/\[\s*\*\s*\]/g, (whole) => '[*]'.padStart(whole.length))
    .replace(/\.[ \t]+\*/g, (whole) => '.*'.padStart(whole.length));
}
