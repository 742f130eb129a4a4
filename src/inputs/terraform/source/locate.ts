import type { Located, RelatedPlace } from '#model/finding.ts';
import type { SourcePlace } from '#model/resource.ts';
import { evaluate } from '../hcl/evaluate.ts';
import type { Scope } from '../hcl/scope.ts';
import type { Attribute, Expression, SourceRange } from '../hcl/syntax.ts';
import { isMapping, isSequence, type Origin, type Value } from '../hcl/value.ts';
import { BlockValue, type MadeBlock } from './block-value.ts';
import { keySuffix } from './key.ts';
import type { ModuleInstance } from './module-instance.ts';
import { argument } from './module.ts';

type PathPart = string | number;

/** Related places that a person follows; more are no help. */
const most = 8;

/** Something written, and what of its value is meant. */
interface At {
  readonly module: ModuleInstance;
  readonly scope: Scope;
  readonly expression: Expression;
  readonly path: readonly PathPart[];
}

export interface LocatedArgument extends Located {
  /** False: the argument is not written, or computed as a whole, and this is the nearest place around it. */
  readonly exact: boolean;
}

/**
 * Where an argument stands, and where its value came from. What is not written stands at the nearest thing around it that is.
 * @param path as in evidence: `instance_type`, `root_block_device[0].tags.owner`
 * @param header of the block
 */
export function locateArgument(values: BlockValue, module: ModuleInstance, header: SourcePlace, path: string): LocatedArgument {
  let block = values;
  let place = header;
  let parts = partsOf(path);
  for (;;) {
    const name = parts[0];
    const index = parts[1];
    const attribute = block.body.attributes.find((one) => one.name === name);
    if (attribute !== undefined) {
      const scope = { ...block.scope, file: module.fileOf(attribute, block.scope.file) };
      const at = descended({ module, scope, expression: attribute.value, path: parts.slice(1) });
      const chain = new Chain(block, attribute);
      chain.follow(at, 0);
      const here = placeOf(scope.file, at.expression.range);
      return { place: here, related: chain.places.filter((one) => !isSame(one, here)), exact: at.path.length === 0 };
    }
    const all = typeof name === 'string' ? block.blocks(name).made.map((made) => ({ made, values: valuesOf(made, module) })) : [];
    const key = parts.slice(1).join('.');
    const keyed = all.find(({ values: one }) => isKeyed(one, key));
    const inner = keyed ?? all[typeof index === 'number' ? index : 0];
    if (inner === undefined) return { place, related: [], exact: false };
    place = placeOf(inner.made.scope.file, inner.made.header);
    block = inner.values;
    parts = keyed !== undefined ? ['value'] : parts.slice(typeof index === 'number' ? 2 : 1);
  }
}

function valuesOf({ body, scope }: MadeBlock, module: ModuleInstance): BlockValue {
  return new BlockValue(body, scope, (node) => module.fileOf(node, scope.file), new Set());
}

/** `tag { key = "owner" }`, which evidence calls `tag.owner`. */
function isKeyed(values: BlockValue, key: string): boolean {
  const written = key === '' ? undefined : values.get('key');
  return written?.kind === 'string' && written.value === key;
}

/** The calls that lead to a module instance, innermost first. */
export function callPlaces(module: ModuleInstance): readonly RelatedPlace[] {
  const places: RelatedPlace[] = [];
  for (let at = module.called; at !== null; at = at.parent.called) {
    places.push({ ...placeOf(at.call.file, at.call.block.headerRange), role: 'module call', name: `${at.parent.prefix}module.${at.call.name}${keySuffix(at.repetition.key)}` });
  }
  return places;
}

/** `a[0].b.c` -> a, 0, b, c. Keys of maps may hold dots: `descended` puts them together again. */
function partsOf(path: string): readonly PathPart[] {
  const parts: PathPart[] = [];
  for (const part of path.split('.')) {
    if (!part.endsWith(']')) {
      parts.push(part);
      continue;
    }
    const [, name = '', indexes = ''] = /^(.*?)((?:\[\d+\])*)$/s.exec(part) ?? [];
    parts.push(name, ...[...indexes.matchAll(/\d+/g)].map(([digits]) => Number(digits)));
  }
  return parts;
}

/** Into literal objects and lists, as far as the path goes and something is written. */
function descended(at: At): At {
  const { expression, path } = at;
  const first = path[0];
  if (expression.kind === 'template' && expression.wrapped && expression.parts[0]?.kind === 'interpolation') return descended({ ...at, expression: expression.parts[0].value });
  if (first === undefined) return at;
  const encoded = expression.kind === 'call' && expression.name === 'jsonencode' ? expression.args[0] : undefined;
  if (encoded !== undefined) return descended({ ...at, expression: encoded });
  if (expression.kind === 'tuple') {
    const item = typeof first === 'number' ? expression.items[first] : expression.items.length === 1 ? expression.items[0] : undefined;
    return item === undefined ? at : descended({ ...at, expression: item, path: typeof first === 'number' ? path.slice(1) : path });
  }
  if (expression.kind !== 'object') return at;
  // A block in JSON may be an object where HCL has a list of one.
  const names = typeof first === 'number' ? path.slice(1) : path;
  for (let length = names.length; length > 0; length--) {
    const key = names.slice(0, length).join('.');
    const item = expression.items.findLast((one) => keyOf(one.key, at.scope) === key);
    if (item !== undefined) return descended({ ...at, expression: item.value, path: names.slice(length) });
  }
  return at;
}

function keyOf(key: Expression, scope: Scope): string | null {
  if (key.kind === 'literal') return typeof key.value === 'string' ? key.value : null;
  const value = evaluate(key, scope);
  return value.kind === 'string' ? value.value : null;
}

/** The places that a value came through. */
class Chain {
  readonly places: RelatedPlace[] = [];
  readonly #block: BlockValue;
  readonly #argument: Attribute;

  /** @param block remembers the value of its argument: there is a finding for each tag that one lacks */
  constructor(block: BlockValue, argument: Attribute) {
    this.#block = block;
    this.#argument = argument;
  }

  follow(from: At, depth: number): void {
    const at = descended(from);
    if (depth > most || this.places.length >= most) return;
    const steps = stepsOf(at.expression, at.scope);
    const [root, name, ...rest] = steps ?? [];
    if (typeof root !== 'string' || typeof name !== 'string') return this.#origin(at);
    const { module } = at;
    const path = [...rest, ...at.path];
    if (root === 'local') {
      const local = module.node.module.locals.get(name);
      if (local !== undefined) this.#next('local value', `${module.prefix}local.${name}`, { module, scope: { ...module.scope, file: local.file }, expression: local.attribute.value, path }, depth);
    } else if (root === 'var') this.#variable(module, name, path, depth);
    else if (root === 'module') this.#output(module, name, path, depth);
    else if (root === 'data' && name === 'aws_iam_policy_document') this.#statement(module, path);
    else this.#origin(at);
  }

  #next(role: string, name: string, at: At, depth: number): void {
    const inner = descended(at);
    this.#add(role, name, placeOf(inner.scope.file, inner.expression.range));
    this.follow(inner, depth + 1);
  }

  #variable(module: ModuleInstance, name: string, path: readonly PathPart[], depth: number): void {
    const variable = module.node.module.variables.get(name);
    if (variable === undefined) return;
    const label = `${module.prefix}var.${name}`;
    const given = module.called === null ? null : argument(module.called.call.block, name);
    if (given !== null && module.called !== null) {
      const { parent, call } = module.called;
      const scope = { ...module.callScope(module.called), file: parent.fileOf(given, call.file) };
      return this.#next('module argument', label, { module: parent, scope, expression: given.value, path }, depth);
    }
    const outside = module.called === null ? module.argument(variable) : null;
    if (outside?.place) return this.#add('variable value', label, placeOf(outside.place.file, outside.place.range));
    const declared = placeOf(variable.file, variable.block.headerRange);
    // What was said on the command line, in the environment or to the plan has no place of its own.
    if (outside !== null) return this.#add(outside.said === undefined ? 'set for the plan' : `set by ${outside.said.from}`, label, declared);
    if (variable.default === null) return this.#add('defined here', label, declared);
    const file = module.fileOf(variable.default, variable.file);
    this.#next('variable default', label, { module, scope: { ...module.scope, file }, expression: variable.default.value, path }, depth);
  }

  #output(module: ModuleInstance, name: string, path: readonly PathPart[], depth: number): void {
    const [first, ...rest] = path;
    const children = module.children(name);
    const keyed = children.find((one) => one.called?.repetition.key === first);
    const child = keyed ?? children[0];
    const [output, ...left] = keyed === undefined || typeof first === 'undefined' ? path : rest;
    if (child === undefined || typeof output !== 'string') return;
    const declared = child.node.module.outputs.get(output);
    if (declared?.value) this.#next('defined here', `${module.prefix}module.${name}.${output}`, { module: child, scope: { ...child.scope, file: declared.file }, expression: declared.value.value, path: left }, depth);
  }

  /** `till.json.Statement[2]`: the block that the statement is made of. */
  #statement(module: ModuleInstance, [name, , element, index]: readonly PathPart[]): void {
    const address = `data.aws_iam_policy_document.${name ?? ''}`;
    const [document] = module.resources(address);
    const statement = element === 'Statement' && typeof index === 'number' ? document?.arguments.blocks('statement').made[index] : undefined;
    if (statement !== undefined) this.#add('defined here', `${module.prefix}${address}`, placeOf(statement.scope.file, statement.header));
  }

  /** What the evaluator knows of a value that an expression computes or chooses. */
  #origin({ module, scope, expression, path }: At): void {
    if (path.length === 0 && makesItsValue(expression)) return;
    const value = (expression === this.#argument.value ? this.#block.get(this.#argument.name) : undefined) ?? evaluate(expression, scope);
    const { origin } = inside(value, path);
    if (origin === null || (origin.file === scope.file && isWithin(origin.range, expression.range))) return;
    const [role, name] = describe(origin, module);
    this.#add(role, name, placeOf(origin.file, origin.range));
  }

  #add(role: string, name: string | null, place: SourcePlace): void {
    if (this.places.length < most && !this.places.some((one) => isSame(one, place))) this.places.push({ ...place, role, name });
  }
}

/** Whatever is in it, what comes of it was made here. */
function makesItsValue(expression: Expression): boolean {
  const { kind } = expression;
  return kind === 'literal' || kind === 'number' || kind === 'tuple' || kind === 'object' || (kind === 'template' && !expression.wrapped);
}

/** Of a map or list, the part that a path leads to, as far as it is there. */
function inside(value: Value, [first, ...rest]: readonly PathPart[]): Value {
  if (isMapping(value)) {
    const names = [first, ...rest];
    for (let length = names.length; length > 0; length--) {
      const member = value.members.get(names.slice(0, length).join('.'));
      if (member !== undefined) return inside(member, names.slice(length).filter((name) => name !== undefined));
    }
  }
  const item = isSequence(value) && typeof first === 'number' ? value.items[first] : undefined;
  return item === undefined ? value : inside(item, rest);
}

/** `var.a.b[0]` -> var, a, b, 0; null for what is no plain reference. */
function stepsOf(expression: Expression, scope: Scope): readonly PathPart[] | null {
  if (expression.kind === 'variable') return [expression.name];
  if (expression.kind !== 'attribute' && expression.kind !== 'index') return null;
  const before = stepsOf(expression.object, scope);
  if (before === null) return null;
  if (expression.kind === 'attribute') return [...before, expression.name];
  const key = evaluate(expression.index, scope);
  if (key.kind === 'string') return [...before, key.value];
  return key.kind === 'number' && 'whole' in key.value ? [...before, key.value.whole] : null;
}

/** What stands where a value was made, in the module of the argument or one that calls it. */
function describe(origin: Origin, from: ModuleInstance): readonly [role: string, name: string | null] {
  for (let module: ModuleInstance | null = from; module !== null; module = module.called?.parent ?? null) {
    const { prefix } = module;
    const { variables, locals } = module.node.module;
    for (const { name, file, default: value } of variables.values()) if (value !== null && file === origin.file && isWithin(origin.range, value.range)) return ['variable default', `${prefix}var.${name}`];
    for (const { name, file, attribute } of locals.values()) if (file === origin.file && isWithin(origin.range, attribute.range)) return ['local value', `${prefix}local.${name}`];
    if (module.called !== null) {
      const { call } = module.called;
      const given = call.file === origin.file ? call.block.body.attributes.find((one) => isWithin(origin.range, one.range)) : undefined;
      if (given !== undefined) return ['module argument', `${prefix}var.${given.name}`];
    } else {
      for (const variable of variables.values()) {
        const place = module.argument(variable)?.place;
        if (place && place.file === origin.file && isWithin(origin.range, place.range)) return ['variable value', `var.${variable.name}`];
      }
    }
  }
  return ['defined here', null];
}

function isWithin(inner: SourceRange, outer: SourceRange): boolean {
  const after = inner.start.line > outer.start.line || (inner.start.line === outer.start.line && inner.start.column >= outer.start.column);
  const before = inner.end.line < outer.end.line || (inner.end.line === outer.end.line && inner.end.column <= outer.end.column);
  return after && before;
}

export function placeOf(file: string, { start, end }: SourceRange): SourcePlace {
  return { file, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}

function isSame(a: SourcePlace, b: SourcePlace): boolean {
  return a.file === b.file && a.line === b.line && a.column === b.column && a.endLine === b.endLine && a.endColumn === b.endColumn;
}
