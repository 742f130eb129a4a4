import { cloudFormationType } from '#catalog/cloudformation.ts';
import type { Located, RelatedPlace } from '#model/finding.ts';
import { isArray, isObject, member } from '#model/json.ts';
import type { SourcePlace } from '#model/resource.ts';
import { child, placeOf, textOf as textNode, type Node } from './document/node.ts';
import { expand } from './for-each.ts';
import type { Scope } from './scope.ts';
import type { Stack } from './stack.ts';
import type { StackResource } from './stack-resource.ts';
import { nothing, Perhaps, type Value } from './value.ts';

/** A place on the way down a path. */
interface Step {
  readonly node: Node;
  readonly scope: Scope;
  /** Of the member that holds the node, its key: what is shown where something in it is missing. */
  readonly key: SourcePlace | null;
}

/**
 * Where a template has the argument of a resource: its value, through functions whose outcome is known; else the key of the nearest
 * thing around it that is written. Further places say where a value comes from that stands elsewhere.
 */
export function locateIn(stack: Stack, resource: StackResource, path: string): Located {
  const chain = new Related(stack);
  const callers = stack.place.makers.map((maker): RelatedPlace => ({ ...maker.source, role: 'module call', name: `stack ${maker.address}` }));
  const { properties, scope } = resource;
  const found = properties === undefined || path === '' ? null : descend({ node: properties, scope, key: null }, path, chain);
  const given = stackTagAt(stack, resource, path);
  return { place: found ?? resource.source, related: [...chain.places, ...(given === null ? [] : [given]), ...callers] };
}

/** Where the stack of a resource is given a tag that the resource has of it alone. */
function stackTagAt(stack: Stack, resource: StackResource, path: string): RelatedPlace | null {
  const at = cloudFormationType(resource.type)?.tags?.path ?? 'Tags';
  const [, key] = path.startsWith(at) ? (/^(?:\[[\w-]+\])?\.(.+)$/s.exec(path.slice(at.length)) ?? []) : [];
  return key === undefined || ownTags(resource, at).includes(key) ? null : (stack.deployment.tagPlace?.(key) ?? null);
}

/** The keys of the tags that a resource writes itself, as far as they are known. */
function ownTags({ settled }: StackResource, at: string): readonly string[] {
  const tags = member(settled.value, at);
  return isArray(tags) ? tags.map((tag) => String(member(tag, 'Key') ?? '')) : isObject(tags) ? Object.keys(tags) : [];
}

/** Where a resource that makes a stack gives it a tag. */
export function tagPlaceIn({ properties, scope, source }: StackResource, key: string): SourcePlace {
  return (properties === undefined ? null : descend({ node: properties, scope, key: null }, `Tags.${key}`, noChain)) ?? source;
}

function descend(start: Step, path: string, chain: Chain): SourcePlace | null {
  let at = start;
  let rest = path;
  for (;;) {
    at = outcome(at, chain);
    if (rest === '') return shownAt(at);
    const next = step(at, rest);
    if (next === null) return isOpaque(at.node) ? placeOf(at.node) : at.key;
    at = next.at;
    ({ rest } = next);
  }
}

/** A list or map that begins below its key is shown by the key. */
function shownAt({ node, key }: Step): SourcePlace {
  const place = placeOf(node);
  return key === null || node.kind === 'scalar' || isOpaque(node) || place.file !== key.file || place.line <= key.line ? place : key;
}

/** Follows a function whose outcome is another part of the template. */
function outcome(at: Step, chain: Chain): Step {
  const { node, scope } = at;
  if (node.kind !== 'map' || node.members.length !== 1) return at;
  const [only] = node.members;
  if (only === undefined) return at;
  if (only.key === 'Fn::If' && only.value.kind === 'list') {
    const [name, yes, no] = only.value.items;
    const condition = scope.textAt(name);
    const truth = condition === null ? null : scope.truth(condition);
    if (condition !== null) chain.condition(condition);
    const branch = truth === true ? yes : truth === false ? no : undefined;
    if (branch !== undefined) return outcome({ ...at, node: branch }, chain);
  }
  if (only.key === 'Fn::FindInMap') chain.mapping(only.value, scope);
  if (isOpaque(node)) chain.parametersIn(only.key, only.value, scope);
  return at;
}

/** A function, into whose value no path leads. */
function isOpaque(node: Node): boolean {
  const [only, second] = node.kind === 'map' ? node.members : [];
  return only !== undefined && second === undefined && (only.key === 'Ref' || only.key.startsWith('Fn::')) && !only.key.startsWith('Fn::ForEach::');
}

/** One step: a member by its key (which may hold dots), an element by its index, a tag by its key. */
function step(at: Step, rest: string): { readonly at: Step; readonly rest: string } | null {
  const { node, scope } = at;
  if (isOpaque(node)) return null;
  if (node.kind === 'list') return elementAt(at, node.items, rest);
  if (node.kind !== 'map') return null;
  // A block that is written once where the path knows a list of them.
  const path = rest.replace(/^(?:\[\d+\])+\.?/, '').replace(/^\["([^"]*)"\]/, '$1').replace(/^\./, '');
  if (path === '') return { at, rest: '' };
  let found: { readonly at: Step; readonly rest: string; readonly length: number } | null = null;
  for (const entry of expand(node, scope).entries) {
    const { key } = entry;
    if (!path.startsWith(key) || !/^(?:$|[.[])/.test(path.slice(key.length)) || (found !== null && found.length >= key.length)) continue;
    found = { at: { node: entry.value, scope: entry.scope, key: entry.document.place(entry.keyStart, entry.keyEnd) }, rest: path.slice(key.length).replace(/^\./, ''), length: key.length };
  }
  return found;
}

function elementAt(at: Step, items: readonly Node[], rest: string): { readonly at: Step; readonly rest: string } | null {
  const { scope } = at;
  const index = /^\[(\d+)\]\.?/.exec(rest);
  // What is `AWS::NoValue`, or may be, is not counted.
  const present = items.filter((item) => item.kind === 'scalar' || !isMissing(scope.resolve(item)));
  if (index !== null) {
    const item = present[Number(index[1])];
    return item === undefined ? null : { at: { node: item, scope, key: placeOf(firstOf(item)) }, rest: rest.slice(index[0].length) };
  }
  // `TagSpecifications[volume].Tags`: the element that says so; `Tags[PropagateAtLaunch].owner`: among those with the flag.
  const word = /^\[([\w-]+)\]\.?/.exec(rest);
  const named = word === null ? undefined : present.find((item) => scope.textAt(child(outcomeOf(item, scope), 'ResourceType')) === word[1]);
  if (word !== null && named !== undefined) return { at: { node: named, scope, key: placeOf(firstOf(named)) }, rest: rest.slice(word[0].length) };
  const wanted = word === null ? rest : rest.slice(word[0].length);
  for (const item of present) {
    const tag = outcomeOf(item, scope);
    const key = scope.textAt(child(tag, 'Key'));
    const value = child(tag, 'Value');
    if (key === wanted && value !== undefined) return { at: { node: value, scope, key: placeOf(item) }, rest: '' };
  }
  return null;
}

function outcomeOf(node: Node, scope: Scope): Node {
  return outcome({ node, scope, key: null }, noChain).node;
}

function isMissing(value: Value): boolean {
  return value === nothing || value instanceof Perhaps;
}

interface Chain {
  condition(name: string): void;
  mapping(argument: Node, scope: Scope): void;
  parametersIn(name: string, argument: Node, scope: Scope): void;
}

const noChain: Chain = { condition: () => undefined, mapping: () => undefined, parametersIn: () => undefined };

const mostRelated = 6;

/** Where values come from, in the order in which a person would follow them. */
class Related implements Chain {
  readonly places: RelatedPlace[] = [];
  readonly #stack: Stack;

  constructor(stack: Stack) {
    this.#stack = stack;
  }

  #add(place: RelatedPlace): void {
    const isKnown = this.places.some((one) => one.file === place.file && one.line === place.line && one.column === place.column);
    if (!isKnown && this.places.length < mostRelated) this.places.push(place);
  }

  condition(name: string): void {
    const condition = this.#stack.condition(name);
    if (condition !== undefined) this.#add({ ...placeOf(condition.value), role: 'condition', name });
  }

  mapping(argument: Node, scope: Scope): void {
    const [name, first, second] = argument.kind === 'list' ? argument.items : [];
    const title = scope.textAt(name);
    const mapping = title === null ? undefined : scope.stack.mapping(title);
    const level = child(mapping, scope.textAt(first) ?? '');
    const value = child(level, scope.textAt(second) ?? '');
    const place = value ?? level ?? mapping;
    if (place !== undefined) this.#add({ ...placeOf(value ?? firstOf(place)), role: 'mapping', name: title });
  }

  /** Parameters that a function takes its value from. */
  parametersIn(name: string, argument: Node, scope: Scope): void {
    if (name === 'Ref') this.#parameter(textNode(argument) ?? '', scope);
    else if (name === 'Fn::Sub') this.#names(argument, scope);
    else if (name === 'Fn::If' && argument.kind === 'list') for (const item of argument.items.slice(1)) this.#inside(item, scope);
    else this.#inside(argument, scope);
  }

  #inside(node: Node, scope: Scope): void {
    if (this.places.length >= mostRelated) return;
    if (node.kind === 'list') for (const item of node.items) this.#inside(item, scope);
    else if (node.kind === 'map') {
      const [only] = node.members;
      if (isOpaque(node) && only !== undefined) this.parametersIn(only.key, only.value, scope);
      else for (const { value } of node.members) this.#inside(value, scope);
    }
  }

  #names(argument: Node, scope: Scope): void {
    const [template, names] = argument.kind === 'list' ? argument.items : [argument];
    for (const [, name = ''] of (textNode(template) ?? '').matchAll(/\$\{([A-Za-z0-9]+)\}/g)) {
      const own = child(names, name);
      if (own === undefined) this.#parameter(name, scope);
      else this.#inside(own, scope);
    }
  }

  /** The value of a parameter; where its stack's maker gives it, what that is made of. */
  #parameter(name: string, scope: Scope): void {
    const value = scope.binding(name) ?? scope.parameter(name);
    if (value === undefined || scope.binding(name) !== undefined) return;
    const found = scope.stack.parameterPlace(name);
    if (found === null) return;
    this.#add({ ...found.place, role: found.argument === null ? found.role : 'module argument', name: `parameter ${name}` });
    if (found.argument !== null) this.#inside(found.argument.node, found.argument.scope);
  }
}

/** A map is shown by its first member. */
function firstOf(node: Node): Node {
  const [first] = node.kind === 'map' ? node.members : [];
  return first === undefined || node.kind !== 'map' ? node : ({ kind: 'scalar', value: first.key, document: node.document, start: first.keyStart, end: first.keyEnd } satisfies Node);
}
