import { Composer, Parser, isAlias, isMap, isScalar, isSeq, type CST, type Node as YamlNode, type Pair, type YAMLError } from 'yaml';
import { ProblemError, type Problem } from '#model/problem.ts';
import { tooDeepAt } from '#yaml/depth.ts';
import type { Comment, Document } from './document.ts';
import { mapNode, type Member, type Node } from './node.ts';
import { longForm } from './short-form.ts';
import { plainScalar } from './yaml-scalars.ts';

/** How many values may come from aliases: far more than people share, far less than a "billion laughs" needs. */
const mostAliased = 50_000;

/** As deep as the composer can go. */
const deepest = 400;

/** What the usual slips look like in this parser's codes, and how to mend them. */
const hints: ReadonlyMap<string, string> = new Map([
  ['TAB_AS_INDENT', 'indent with spaces; YAML allows no tabs there'],
  ['BAD_INDENT', 'entries of one mapping or list start in the same column'],
  ['MISSING_CHAR', 'close the quote or bracket, and check the indentation of the line before'],
  ['BLOCK_AS_IMPLICIT_KEY', 'a value with ": " in it needs quotes, and a short form such as !Sub takes no other one on the same line'],
  ['MULTILINE_IMPLICIT_KEY', 'a key is followed by a colon and a space'],
  ['BAD_DQ_ESCAPE', 'use single quotes, or double the backslash'],
  ['MULTIPLE_DOCS', 'one file holds one template: remove the line with ---'],
]);

/** All of YAML, by the parser that knows it. `reason`: where the fast reader gave up. @throws ProblemError */
export function readWholeYaml(document: Document, reason: number): { readonly root: Node | null; readonly comments: readonly Comment[] } {
  const { text } = document;
  const tokens = [...new Parser().parse(text)];
  const fault = tooDeepAt(tokens, deepest);
  if (fault !== null) throw tooDeep(document, fault);
  const comments = commentsIn(tokens);
  const documents = [...new Composer({ prettyErrors: false, uniqueKeys: false, strict: false, merge: false, logLevel: 'silent' }).compose(tokens, true, text.length)];
  const faults = documents.flatMap((one) => one.errors);
  // What follows the first one mostly follows from it.
  if (faults[0] !== undefined) throw new ProblemError(syntaxProblem(faults[0], document, reason));
  const [first, second] = documents;
  if (second) throw refusal('template-yaml', document, second.range[0], 'the file holds more than one YAML document', 'one file holds one template: remove the line with ---');
  const contents = first?.contents ?? null;
  return { root: isNothing(contents) ? null : new TreeReader(document).read(contents), comments };
}

export function tooDeep(document: Document, offset: number): ProblemError {
  return refusal('template-too-deep', document, offset, 'the template is nested too deeply to be read', 'check that this is the right file');
}

function refusal(code: string, document: Document, offset: number, message: string, hint: string): ProblemError {
  return new ProblemError({ code, message, where: document.where(offset), hint });
}

function syntaxProblem(fault: YAMLError, document: Document, reason: number): Problem {
  const offset = Math.min(fault.pos[0], document.text.length);
  // The parser says where it missed the quote: at the end of the file. The fast reader knows where it begins.
  if (/closing ["']quote/.test(fault.message) && /["']/.test(document.text.charAt(reason))) {
    return { code: 'template-yaml', message: 'not valid YAML: the quote that begins here is not closed', where: document.where(reason), hint: 'close it; text that goes on in the next line is indented' };
  }
  const open = /^flow (map|sequence)/i.exec(fault.message)?.[1];
  const message = open === undefined ? fault.message.charAt(0).toLowerCase() + fault.message.slice(1) : `a ${open.toLowerCase() === 'map' ? '{' : '['} is not closed before this place`;
  return { code: 'template-yaml', message: `not valid YAML: ${message}`, where: document.where(offset), hint: hints.get(fault.code) ?? null };
}

/** Comments that speak to landrail, wherever they hang in the tree of tokens. */
function commentsIn(tokens: readonly CST.Token[]): readonly Comment[] {
  const found: Comment[] = [];
  const stack: unknown[] = [...tokens];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (Array.isArray(next)) stack.push(...(next as readonly unknown[]));
    else if (typeof next === 'object' && next !== null) {
      if (isComment(next)) {
        if (/landrail/i.test(next.source)) found.push({ text: next.source, start: next.offset, end: next.offset + next.source.length });
      } else stack.push(...Object.values(next).filter((one) => typeof one === 'object' && one !== null));
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function isComment(token: object): token is CST.SourceToken {
  return 'type' in token && token.type === 'comment';
}

/** Nodes of the parser to ours: aliases bounded, merge keys applied, short forms written out. */
class TreeReader {
  readonly #document: Document;
  readonly #anchors = new Map<string, YamlNode>();
  readonly #open = new Set<YamlNode>();
  #aliased = 0;
  #insideAlias = 0;

  constructor(document: Document) {
    this.#document = document;
  }

  read(node: unknown, at = 0): Node {
    if (this.#insideAlias > 0 && ++this.#aliased > mostAliased) {
      throw refusal('template-aliases', this.#document, startOf(node), `aliases stand for more than ${mostAliased} values`, 'write the values out');
    }
    if (isAlias(node)) return this.#alias(node.source, startOf(node));
    if (!isScalar(node) && !isMap(node) && !isSeq(node)) return this.#leaf(null, at, at);
    if (node.anchor !== undefined && this.#insideAlias === 0) this.#anchors.set(node.anchor, node);
    const value = this.#content(node);
    const { tag } = node;
    // Tags of YAML itself (`!!str`) have another form. One that nobody knows must not vanish: the value is not what it seems.
    if (tag === undefined || !/^!./.test(tag)) return value;
    const start = this.#document.text.lastIndexOf(tag, value.start);
    const from = start < 0 ? value.start : start;
    return longForm(tag.slice(1), value, this.#document, from, from + tag.length);
  }

  #leaf(value: string | number | boolean | null, start: number, end: number): Node {
    return { kind: 'scalar', value, document: this.#document, start, end };
  }

  /** What stands behind the colon of a key without a value. */
  #nothing(keyEnd: number): Node {
    const at = this.#document.text.indexOf(':', keyEnd) + 1;
    return this.#leaf(null, at, at);
  }

  #content(node: YamlNode): Node {
    const document = this.#document;
    const start = startOf(node);
    const block = isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED');
    const end = block ? start + document.text.slice(start, endOf(node)).trimEnd().length : endOf(node);
    if (isScalar(node)) return this.#leaf(node.type === 'PLAIN' && node.tag !== 'tag:yaml.org,2002:str' ? plainScalar(node.source ?? '') : String(node.value ?? ''), start, end);
    this.#open.add(node);
    const result: Node = isSeq(node)
      ? { kind: 'list', items: node.items.map((item) => this.read(item, start)), document, start, end }
      : mapNode(this.#members((node as unknown as { readonly items: readonly Pair[] }).items), document, start, end);
    this.#open.delete(node);
    return result;
  }

  #alias(name: string, at: number): Node {
    const target = this.#anchors.get(name);
    if (target === undefined) throw refusal('template-yaml', this.#document, at, `the alias *${name} has no anchor &${name} before it`, `write &${name} before the value that is meant`);
    if (this.#open.has(target)) throw refusal('template-aliases', this.#document, at, `the alias *${name} stands inside the value that it stands for`, 'write the value out');
    this.#insideAlias++;
    const value = this.read(target);
    this.#insideAlias--;
    return value;
  }

  #members(pairs: readonly Pair[]): readonly Member[] {
    const own: Member[] = [];
    const merged: Member[] = [];
    for (const { key, value } of pairs) {
      if (!isScalar(key) && !isAlias(key)) throw refusal('template-yaml', this.#document, startOf(key), 'a key must be text', 'write the key as text');
      const node = this.read(key);
      const name = keyText(key, node);
      const read = isNothing(value) ? this.#nothing(endOf(key)) : this.read(value, endOf(key));
      if (name === '<<' && isScalar(key) && key.type === 'PLAIN') merged.push(...mergedMembers(read));
      else own.push({ key: name, value: read, keyStart: startOf(key), keyEnd: endOf(key) });
    }
    if (merged.length === 0) return own;
    // Own keys count before merged ones, and of two merged maps the first.
    const names = new Set(own.map((one) => one.key));
    const added = merged.filter((one) => names.size < names.add(one.key).size);
    return [...added, ...own];
  }
}

function isNothing(value: unknown): boolean {
  return value === null || (isScalar(value) && value.source === '' && value.type === 'PLAIN' && value.tag === undefined && value.anchor === undefined);
}

function mergedMembers(node: Node): readonly Member[] {
  if (node.kind === 'list') return node.items.flatMap(mergedMembers);
  return node.kind === 'map' ? node.members : [];
}

function keyText(key: unknown, node: Node): string {
  if (isScalar(key) && key.type === 'PLAIN') return key.source ?? '';
  return node.kind === 'scalar' ? String(node.value ?? '') : '';
}

function startOf(node: unknown): number {
  return (node as { range?: readonly number[] | null } | null)?.range?.[0] ?? 0;
}

function endOf(node: unknown): number {
  return (node as { range?: readonly number[] | null } | null)?.range?.[1] ?? 0;
}
