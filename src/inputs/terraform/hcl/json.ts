import { ProblemError, type Problem } from '#model/problem.ts';
import { Fault } from './fault.ts';
import { blockLabels, stringsOf, type Strings } from './json-schema.ts';
import { parseJsonText, type JsonMember, type JsonNode, type JsonObjectNode, type JsonStringNode } from './json-text.ts';
import { expressionOf, templateOf } from './parse-template.ts';
import type { Attribute, Block, Body, Expression, File, SourceRange } from './syntax.ts';

/** A `.tf.json` file as the tree that the same file in HCL would have. Throws ProblemError. */
export function parseTerraformJson(path: string, text: string): File {
  const root = parseJsonText(path, text.replace(/^\uFEFF/, ''));
  const reader = new Reader(path);
  const body = reader.body(root, '', 'the file');
  if (reader.problems.length > 0) throw new ProblemError(reader.problems);
  return { path, body, comments: [] };
}

/** A `.tfvars.json` file: one argument per variable, strings mean themselves. Throws ProblemError. */
export function parseVariablesJson(path: string, text: string): File {
  const root = parseJsonText(path, text.replace(/^\uFEFF/, ''));
  const reader = new Reader(path);
  const attributes = reader.values(root);
  if (reader.problems.length > 0) throw new ProblemError(reader.problems);
  return { path, body: { attributes, blocks: [] }, comments: [] };
}

class Reader {
  readonly problems: Problem[] = [];
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** An object, or a list of objects that count as one. */
  body(node: JsonNode, type: string, what: string): Body {
    const attributes: Attribute[] = [];
    const blocks: Block[] = [];
    const seen = new Set<string>();
    const types = blockLabels[type] ?? {};
    for (const member of this.#members(node, what)) {
      const name = member.key.value;
      const labels = Object.hasOwn(types, name) ? types[name] : undefined;
      if (name === '//') continue;
      if (labels !== undefined) this.#blocks(member.value, name, labels, [], member.key, blocks);
      else if (type === '') this.#refuse(member.key.range, `no block type is named "${name}"`);
      else {
        this.#once(seen, member, 'argument');
        attributes.push(this.#attribute(member, stringsOf(type, name)));
      }
    }
    return { attributes, blocks };
  }

  values(node: JsonNode): readonly Attribute[] {
    if (node.kind !== 'object') this.#refuse(node.range, 'values of variables are an object: {"name": value}');
    const seen = new Set<string>();
    return (node.kind === 'object' ? node.members : []).map((member) => {
      this.#once(seen, member, 'variable');
      return this.#attribute(member, 'literal');
    });
  }

  #members(node: JsonNode, what: string): readonly JsonMember[] {
    const objects = node.kind === 'array' ? node.items : [node];
    return objects.flatMap((one) => {
      if (one.kind === 'object') return one.members;
      this.#refuse(one.range, `${what} is an object, or a list of objects`);
      return [];
    });
  }

  /** Each label is a level of objects; what is behind the last one is a block, or a list of blocks. */
  #blocks(node: JsonNode, type: string, labelsLeft: number, labels: readonly string[], key: JsonStringNode, into: Block[]): void {
    if (labelsLeft > 0) {
      for (const member of this.#members(node, `"${type}"`)) if (member.key.value !== '//') this.#blocks(member.value, type, labelsLeft - 1, [...labels, member.key.value], member.key, into);
      return;
    }
    if (node.kind === 'literal' && node.value === null) return;
    for (const one of node.kind === 'array' ? node.items : [node]) {
      const headerRange = key.range;
      into.push({ type, labels, body: this.body(one, type, `a block "${type}"`), headerRange, range: { start: headerRange.start, end: one.range.end } });
    }
  }

  #attribute({ key, value }: JsonMember, strings: Strings): Attribute {
    return { name: key.value, nameRange: key.range, value: this.#expression(value, strings), range: { start: key.range.start, end: value.range.end } };
  }

  #expression(node: JsonNode, strings: Strings): Expression {
    switch (node.kind) {
      case 'string':
        return this.#text(node, strings);
      case 'array':
        return { kind: 'tuple', items: node.items.map((one) => this.#expression(one, strings)), range: node.range };
      case 'object':
        return this.#object(node, strings);
      default:
        return node;
    }
  }

  #object(node: JsonObjectNode, strings: Strings): Expression {
    const seen = new Set<string>();
    const items = node.members.map((member) => {
      this.#once(seen, member, 'key');
      return { key: this.#text(member.key, strings === 'literal' ? strings : 'template'), value: this.#expression(member.value, strings), range: { start: member.key.range.start, end: member.value.range.end } };
    });
    return { kind: 'object', items, range: node.range };
  }

  #text(node: JsonStringNode, strings: Strings): Expression {
    const { value, range, places } = node;
    const literal: Expression = { kind: 'literal', value: value.normalize('NFC'), range };
    if (strings === 'literal' || (strings === 'template' && !/[$%]\{/.test(value))) return literal;
    const built = strings === 'name' ? expressionOf(this.#path, value, places) : templateOf(this.#path, value, places);
    if (!(built instanceof Fault)) return { ...built, range };
    this.#refuse(range, `not valid as a template: ${built.what}`);
    return literal;
  }

  #once(seen: Set<string>, { key }: JsonMember, what: string): void {
    if (seen.has(key.value)) this.#refuse(key.range, `the ${what} "${key.value}" is set twice`);
    seen.add(key.value);
  }

  #refuse(range: SourceRange, message: string): void {
    this.problems.push(this.#problem(range, message));
  }

  #problem({ start }: SourceRange, message: string): Problem {
    return { code: 'terraform-syntax', message, where: `${this.#path}:${start.line}:${start.column}`, hint: 'correct it: nothing of this file was judged' };
  }
}
