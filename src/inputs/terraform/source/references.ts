import { evaluate } from '../hcl/evaluate.ts';
import type { Scope } from '../hcl/scope.ts';
import type { Block, Body, Expression, TemplatePart } from '../hcl/syntax.ts';
import { isMapping, isSequence, type Value } from '../hcl/value.ts';
import { madeType } from './block-value.ts';
import { keySuffix, type Key } from './key.ts';
import type { ModuleInstance } from './module-instance.ts';
import { argument } from './module.ts';
import type { ResourceInstance } from './resource-instance.ts';

/** What an argument refers to: an instance of the same configuration, and what of it. */
export interface ReferenceTo {
  readonly address: string;
  /** Empty for the whole. */
  readonly attribute: string;
}

/** References of references; a circle is told elsewhere. */
const deepest = 24;
/** Of one block: an argument that refers to more refers to all of them. */
const most = 256;

/**
 * The instances that an argument refers to, through locals, variables, module calls and outputs. `path` is as in the catalogue:
 * `network_interface[].subnet_id`, `vpc_config[0].subnet_ids`.
 */
export function referencesOf(resource: ResourceInstance, module: ModuleInstance, path: string): readonly ReferenceTo[] {
  const found = new Map<string, ReferenceTo>();
  const add = (one: ReferenceTo): void => void found.set(`${one.address}\0${one.attribute}`, one);
  const names = path.split('.').map((part) => part.replace(/\[.*$/, ''));
  // A value that is not known says itself what it waits for, whatever came between.
  for (const value of valuesAt(resource.arguments.get(names[0] ?? ''), names.slice(1))) for (const reference of waitsFor(value)) add(reference);
  const follower = new Follower(add);
  for (const expression of expressionsAt(resource.block.block.body, names)) follower.follow(expression, { module, scope: { ...resource.scope, file: resource.block.file } }, [], 0);
  return [...found.values()];
}

function valuesAt(value: Value | undefined, names: readonly string[]): readonly Value[] {
  if (value === undefined) return [];
  if (isSequence(value)) return value.items.flatMap((item) => valuesAt(item, names));
  const [name, ...rest] = names;
  if (name === undefined) return isMapping(value) && value.members instanceof Map ? [value, ...[...value.members.values()].flatMap((one) => valuesAt(one, []))] : [value];
  return isMapping(value) ? valuesAt(value.members.get(name), rest) : [value];
}

/** `module.net.aws_subnet.private[0].id`, as the reasons of values that are not known have it. */
const resourceAttribute = /^((?:module\.[^.[\]]+(?:\[(?:\d+|\*|"(?:[^"\\]|\\.)*")\])?\.)*(?:data\.)?[a-z0-9]+_[^.[\]]*\.[^.[\]]+(?:\[(?:\d+|\*|"(?:[^"\\]|\\.)*")\])?)(?:\.([^.[\]]+))?$/;

function waitsFor(value: Value): readonly ReferenceTo[] {
  const reason = value.kind === 'unknown' ? value.reason : isSequence(value) || isMapping(value) ? value.open?.reason : undefined;
  return (reason?.refs ?? []).flatMap((ref) => {
    const [, address, attribute = ''] = resourceAttribute.exec(ref) ?? [];
    return address === undefined ? [] : [{ address, attribute }];
  });
}

/** What stands at a path, in nested blocks and objects alike. */
function expressionsAt(body: Body, [name, ...rest]: readonly string[]): readonly Expression[] {
  const own = body.attributes.filter((one) => one.name === name).flatMap((one) => inside(one.value, rest));
  return [...own, ...body.blocks.filter((one) => madeType(one) === name).flatMap((block) => expressionsAt(contentOf(block), rest))];
}

function contentOf(block: Block): Body {
  return block.type === 'dynamic' ? (block.body.blocks.find((one) => one.type === 'content')?.body ?? block.body) : block.body;
}

function inside(expression: Expression, [name, ...rest]: readonly string[]): readonly Expression[] {
  if (name === undefined) return [expression];
  if (expression.kind === 'tuple') return expression.items.flatMap((item) => inside(item, [name, ...rest]));
  if (expression.kind !== 'object') return [expression];
  return expression.items.filter(({ key }) => key.kind === 'literal' && key.value === name).flatMap((item) => inside(item.value, rest));
}

interface Place {
  readonly module: ModuleInstance;
  readonly scope: Scope;
}

class Follower {
  readonly #add: (one: ReferenceTo) => void;

  constructor(add: (one: ReferenceTo) => void) {
    this.#add = add;
  }

  /** @param steps attributes that are taken of the expression's value */
  follow(expression: Expression, place: Place, steps: readonly (string | Expression)[], depth: number): void {
    if (depth > deepest) return;
    const follow = (one: Expression, taken: readonly (string | Expression)[] = []): void => this.follow(one, place, taken, depth + 1);
    switch (expression.kind) {
      case 'variable':
        return this.#root(expression.name, place, steps, depth);
      case 'attribute':
        return this.follow(expression.object, place, [expression.name, ...steps], depth);
      case 'index':
        return this.follow(expression.object, place, [expression.index, ...steps], depth);
      case 'splat':
        return this.follow(expression.object, place, [expression, ...stepsOf(expression.each), ...steps], depth);
      case 'template':
        return expression.parts.forEach((part) => this.#part(part, follow));
      case 'tuple':
        return expression.items.forEach((one) => follow(one, steps.slice(1)));
      case 'object':
        return this.#object(expression.items.map((item) => [item.key, item.value] as const), steps, follow);
      case 'for':
        follow(expression.collection);
        return follow(expression.value);
      case 'call':
        return expression.args.forEach((one) => follow(one, steps));
      case 'conditional':
        follow(expression.then, steps);
        return follow(expression.else, steps);
      case 'binary':
        follow(expression.left);
        return follow(expression.right);
      default:
    }
  }

  #part(part: TemplatePart, follow: (one: Expression) => void): void {
    if (part.kind === 'interpolation') follow(part.value);
    else if (part.kind === 'if') for (const inner of [...part.then, ...part.else]) this.#part(inner, follow);
    else if (part.kind === 'for') for (const inner of part.body) this.#part(inner, follow);
  }

  #object(items: readonly (readonly [Expression, Expression])[], steps: readonly (string | Expression)[], follow: (one: Expression, taken: readonly (string | Expression)[]) => void): void {
    const [first, ...rest] = steps;
    const name = typeof first === 'string' ? first : first?.kind === 'literal' ? String(first.value) : null;
    for (const [key, value] of items) if (name === null || key.kind !== 'literal' || key.value === name) follow(value, rest);
  }

  #root(root: string, place: Place, steps: readonly (string | Expression)[], depth: number): void {
    const { module } = place;
    const { module: declared } = module.node;
    const [first, second, ...rest] = steps;
    if (typeof first !== 'string') return;
    const after = steps.slice(1);
    switch (root) {
      case 'local': {
        const local = declared.locals.get(first);
        if (local !== undefined) this.follow(local.attribute.value, { module, scope: { ...module.scope, file: local.file } }, after, depth + 1);
        return;
      }
      case 'var': {
        const given = module.called === null ? null : argument(module.called.call.block, first);
        if (given !== null && module.called !== null) this.follow(given.value, { module: module.called.parent, scope: module.callScope(module.called) }, after, depth + 1);
        return;
      }
      case 'module': {
        const [, output, left] = keyed(after, place);
        if (typeof output !== 'string') return;
        for (const child of module.children(first)) {
          const value = child.node.module.outputs.get(output)?.value;
          if (value && matches(child.called?.repetition.key ?? null, keyed(after, place)[0])) this.follow(value.value, { module: child, scope: child.scope }, left, depth + 1);
        }
        return;
      }
      case 'data':
        if (typeof second === 'string') this.#resource(`data.${first}.${second}`, rest, place);
        return;
      case 'resource':
        if (typeof second === 'string') this.#resource(`${first}.${second}`, rest, place);
        return;
      default:
        this.#resource(`${root}.${first}`, after, place);
    }
  }

  #resource(address: string, steps: readonly (string | Expression)[], place: Place): void {
    const [key, attribute] = keyed(steps, place);
    const all = place.module.resources(address);
    const found = key === undefined ? all.slice(0, most) : withKey(all, key);
    for (const instance of found) this.#add({ address: instance.address, attribute: typeof attribute === 'string' ? attribute : '' });
  }
}

/** The instance key that the first step takes; undefined: none, or one that is not known. Then what comes behind. */
function keyed(steps: readonly (string | Expression)[], { scope }: Place): readonly [key: string | number | undefined, next: string | Expression | undefined, left: readonly (string | Expression)[]] {
  const [first, ...rest] = steps;
  if (first === undefined || typeof first === 'string') return [undefined, first, rest];
  const value = first.kind === 'splat' ? null : evaluate(first, scope);
  const key = value?.kind === 'string' ? value.value : value?.kind === 'number' ? Number('whole' in value.value ? value.value.whole : Number.NaN) : undefined;
  return [key, rest[0], rest.slice(1)];
}

const indexes = new WeakMap<readonly ResourceInstance[], ReadonlyMap<string, ResourceInstance>>();

/** The instance with a key, or the one that stands for all. Thousands of instances may each refer to one of thousands. */
function withKey(all: readonly ResourceInstance[], key: string | number): readonly ResourceInstance[] {
  const index = indexes.get(all) ?? new Map(all.map((one) => [keySuffix(one.key), one]));
  indexes.set(all, index);
  const found = index.get(keySuffix(key)) ?? index.get('[*]') ?? index.get('');
  return found === undefined ? [] : [found];
}

function matches(key: Key, wanted: string | number | undefined): boolean {
  return wanted === undefined || typeof key === 'symbol' || key === null || keySuffix(key) === keySuffix(wanted);
}

/** What a splat takes of each element. */
function stepsOf(each: Expression): readonly (string | Expression)[] {
  if (each.kind === 'attribute') return [...stepsOf(each.object), each.name];
  return each.kind === 'index' ? [...stepsOf(each.object), each.index] : [];
}
