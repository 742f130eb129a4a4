import { Composer, LineCounter, Parser, isAlias, isMap, isScalar, isSeq, type Node, type YAMLError } from 'yaml';
import type { JsonValue } from '#model/json.ts';
import type { Problem } from '#model/problem.ts';
import { tooDeepAt } from '#yaml/depth.ts';
import type { Located } from './located.ts';

/** A text that was read as YAML (or as JSON, which is YAML), and how to say where something stands in it. */
export interface YamlFile {
  /** Null when the text holds nothing but comments. */
  readonly root: Located | null;
  /** All that is wrong with the text itself. `root` is not to be used when there is any. */
  readonly problems: readonly Problem[];
  /** `file:line:col`, 1-based. */
  where(offset: number): string;
}

/** How many values may come from aliases: far more than people share, far less than a "billion laughs" needs. */
const mostAliased = 10_000;

const mostDeep = 64;

/** What the usual slips look like in this parser's codes, and how to mend them. */
const hints: ReadonlyMap<string, string> = new Map([
  ['TAB_AS_INDENT', 'indent with spaces; YAML allows no tabs there'],
  ['BAD_INDENT', 'entries of one mapping or list start in the same column'],
  ['MISSING_CHAR', 'close the quote or bracket'],
  ['BLOCK_AS_IMPLICIT_KEY', 'a value with ": " in it needs quotes'],
  ['MULTILINE_IMPLICIT_KEY', 'a key is followed by a colon and a space'],
  ['BAD_DQ_ESCAPE', 'use single quotes, or double the backslash'],
]);

export function readYaml(text: string, file: string): YamlFile {
  const lines = new LineCounter();
  const where = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${Math.max(line, 1)}:${Math.max(col, 1)}`;
  };
  const fault = (offset: number, message: string, hint: string): YamlFile => ({ root: null, problems: [{ code: 'config-yaml', message, where: where(offset), hint }], where });

  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const tooDeep = tooDeepAt(tokens, mostDeep);
  if (tooDeep !== null) return fault(tooDeep, `the file is nested more than ${mostDeep} levels deep`, 'check that this is the right file');
  const composer = new Composer({ lineCounter: lines, prettyErrors: false, uniqueKeys: false, strict: true, merge: false, logLevel: 'silent' });
  const documents = [...composer.compose(tokens, true, text.length)];
  const faults = documents.flatMap((document) => [...document.errors, ...document.warnings]);
  if (faults.length > 0) return { root: null, problems: faults.map((one) => syntaxProblem(one, where)), where };
  const [document, second] = documents;
  if (second) return fault(second.range[0], 'the file holds more than one YAML document', 'keep one document: remove the line with ---');
  const contents = document?.contents ?? null;
  if (contents === null || (isScalar(contents) && contents.value === null)) return { root: null, problems: [], where };
  const reader = new TreeReader(where);
  const root = reader.read(contents);
  return { root, problems: reader.problems, where };
}

function syntaxProblem(fault: YAMLError, where: (offset: number) => string): Problem {
  const open = /^flow (map|sequence)/i.exec(fault.message)?.[1];
  if (open !== undefined) return { code: 'config-yaml', message: `a ${open.toLowerCase() === 'map' ? '{' : '['} is not closed before this place`, where: where(fault.pos[0]), hint: 'close it, and indent the lines inside it' };
  return { code: 'config-yaml', message: lowerFirst(fault.message), where: where(fault.pos[0]), hint: hints.get(fault.code) ?? null };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Nodes of the parser to located values: aliases bounded, keys checked, numbers that JSON can hold. */
class TreeReader {
  readonly problems: Problem[] = [];
  readonly #where: (offset: number) => string;
  readonly #anchors = new Map<string, Node>();
  readonly #open = new Set<Node>();
  #aliased = 0;
  #insideAlias = 0;

  constructor(where: (offset: number) => string) {
    this.#where = where;
  }

  read(node: unknown): Located {
    if (this.#insideAlias > 0) this.#aliased += 1;
    if (isAlias(node)) return this.#alias(node.source, offset(node));
    if (isScalar(node)) return this.#scalar(this.#anchored(node));
    if (isMap(node)) return this.#inside(this.#anchored(node), () => this.#map(node));
    if (isSeq(node)) {
      return this.#inside(this.#anchored(node), () => {
        const items = node.items.map((item) => this.read(item));
        return { value: items.map((item) => item.value), at: offset(node), source: null, members: new Map(), items };
      });
    }
    return leaf(null, 0, '');
  }

  #fault(at: number, message: string, hint: string | null, code = 'config-yaml'): void {
    this.problems.push({ code, message, where: this.#where(at), hint });
  }

  #anchored<T extends Node & { anchor?: string }>(node: T): T {
    if (node.anchor !== undefined && this.#insideAlias === 0) this.#anchors.set(node.anchor, node);
    return node;
  }

  #inside(node: Node, work: () => Located): Located {
    this.#open.add(node);
    const located = work();
    this.#open.delete(node);
    return located;
  }

  #alias(name: string, at: number): Located {
    const target = this.#anchors.get(name);
    if (target === undefined) {
      this.#fault(at, `the alias *${name} has no anchor &${name} before it`, `write &${name} before the value that is meant`);
      return leaf(null, at, '');
    }
    if (this.#open.has(target)) {
      this.#fault(at, `the alias *${name} stands inside the value that it stands for`, 'write the value out');
      return leaf(null, at, '');
    }
    if (this.#aliased > mostAliased) return leaf(null, at, '');
    this.#insideAlias += 1;
    const located = this.read(target);
    this.#insideAlias -= 1;
    if (this.#aliased > mostAliased && this.#insideAlias === 0) {
      this.#fault(at, `aliases stand for more than ${mostAliased} values`, 'write the values out');
    }
    return located;
  }

  #scalar(node: Node & { value: unknown; source?: string }): Located {
    const at = offset(node);
    const { value } = node;
    const source = node.source ?? String(value);
    if (typeof value === 'number' && (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)))) {
      this.#fault(at, `${source} is a number that cannot be kept exactly`, `if it is a name or an id, put it in quotes: "${source}"`, 'config-number');
    }
    if (typeof value === 'string') {
      if (/\p{Surrogate}/u.test(value)) this.#fault(at, `${JSON.stringify(value)} holds half of a character`, 'remove the \\u escape', 'config-encoding');
      return leaf(value, at, source);
    }
    return leaf(typeof value === 'number' || typeof value === 'boolean' ? value : null, at, source);
  }

  #map(node: Node & { items: readonly { key: unknown; value: unknown }[] }): Located {
    // Without a prototype: a key such as `constructor` finds nothing but itself.
    const value = Object.create(null) as { [key: string]: JsonValue };
    const members = new Map<string, { at: number; node: Located }>();
    for (const pair of node.items) {
      const { key: keyNode } = pair;
      if (!isScalar(keyNode) && !isAlias(keyNode)) {
        this.#fault(offset(keyNode), 'a key must be text', null);
        continue;
      }
      const keyPlace = this.read(keyNode);
      const at = isAlias(keyNode) ? offset(keyNode) : keyPlace.at;
      const key = typeof keyPlace.value === 'string' ? keyPlace.value : (keyPlace.source ?? '');
      const earlier = members.get(key);
      const child = pair.value === null ? leaf(null, at, '') : this.read(pair.value);
      if (earlier) this.#fault(at, `the key ${JSON.stringify(key)} stands here twice; the first is at ${this.#where(earlier.at)}`, 'keep one of them', 'config-duplicate-key');
      else if (key === '__proto__') this.#fault(at, 'the key "__proto__" is never allowed', null, 'config-unknown-key');
      else if (key === '<<' && isScalar(keyNode) && keyNode.type === 'PLAIN') this.#fault(at, 'the merge key << is not supported', 'write the settings out');
      else {
        members.set(key, { at, node: child });
        value[key] = child.value;
      }
    }
    return { value, at: offset(node), source: null, members, items: [] };
  }
}

function leaf(value: JsonValue, at: number, source: string): Located {
  return { value, at, source, members: new Map(), items: [] };
}

function offset(node: unknown): number {
  const range = (node as { range?: readonly number[] | null } | null)?.range;
  return range?.[0] ?? 0;
}
