import { absent, known, unknown, type Known } from '#model/known.ts';
import { evaluate } from '../hcl/evaluate.ts';
import type { Expression } from '../hcl/syntax.ts';
import { keySuffix, type Key } from './key.ts';
import type { ModuleInstance } from './module-instance.ts';
import { argument, constantText, type Declared, type Module } from './module.ts';
import type { ResourceInstance } from './resource-instance.ts';

/** A step of an address: a module instance, or a resource at its end. */
interface Part {
  /** `module.net`, `aws_instance.web`. */
  readonly name: string;
  /** Undefined: none is written, so that it is about all instances. */
  readonly key: string | number | undefined;
}

/** A chain of renamings longer than this is one in a circle. */
const mostMoves = 64;

/** The address that a resource instance had before, by the `moved` blocks of its module and of those around it; null: the same. */
export function previousAddress(resource: ResourceInstance, module: ModuleInstance): string | null {
  let moving: ModuleInstance | null = module;
  while (moving !== null && moving.node.module.moves.length === 0) moving = moving.called?.parent ?? null;
  if (moving === null) return null;
  let parts: readonly Part[] = [...resource.steps.map(({ name, key }): Part => ({ name: `module.${name}`, key: written(key) })), { name: resource.block.address, key: written(resource.key) }];
  if (typeof resource.key === 'symbol') return null;
  const levels: ModuleInstance[] = [];
  for (let at: ModuleInstance | null = module; at !== null; at = at.called?.parent ?? null) levels.unshift(at);
  let moved = false;
  for (const [depth, level] of [...levels.entries()].toReversed()) {
    let left = mostMoves;
    for (let before = movedFrom(parts.slice(depth), level); before !== null && left > 0; before = movedFrom(parts.slice(depth), level), left--) {
      parts = [...parts.slice(0, depth), ...before];
      moved = true;
    }
  }
  const address = parts.map(({ name, key }) => `${name}${keySuffix(key ?? null)}`).join('.');
  return moved && address !== resource.address ? address : null;
}

function written(key: Key): string | number | undefined {
  return typeof key === 'symbol' || key === null ? undefined : key;
}

/** By the names that an address begins with: configurations that are written by programs have as many moves as resources. */
const moves = new WeakMap<Module, ReadonlyMap<string, readonly Move[]>>();

interface Move {
  readonly from: readonly Part[];
  readonly to: readonly Part[];
}

function movesOf(module: Module): ReadonlyMap<string, readonly Move[]> {
  const before = moves.get(module);
  if (before !== undefined) return before;
  const index = new Map<string, Move[]>();
  for (const { block } of module.moves) {
    const [from, to] = [argument(block, 'from'), argument(block, 'to')].map((one) => (one === null ? null : partsOf(one.value)));
    if (!from || !to) continue;
    const its = index.get(namesOf(to));
    if (its === undefined) index.set(namesOf(to), [{ from, to }]);
    else its.push({ from, to });
  }
  moves.set(module, index);
  return index;
}

function namesOf(parts: readonly Part[]): string {
  return parts.map(({ name }) => name).join('.');
}

function movedFrom(parts: readonly Part[], level: ModuleInstance): readonly Part[] | null {
  const index = movesOf(level.node.module);
  if (index.size === 0) return null;
  for (let length = parts.length; length > 0; length--) {
    const found = index.get(namesOf(parts.slice(0, length)))?.find(({ to }) => to.every((one, at) => isAbout(one, parts[at] as Part)));
    if (found === undefined) continue;
    const [last, before] = [parts[length - 1] as Part, found.from.at(-1) as Part];
    // Without a key, all instances move with theirs.
    const renamed: Part = { name: before.name, key: before.key ?? (found.to.at(-1)?.key === undefined ? last.key : undefined) };
    return [...found.from.slice(0, -1), renamed, ...parts.slice(length)];
  }
  return null;
}

function isAbout(pattern: Part, part: Part): boolean {
  return pattern.name === part.name && (pattern.key === undefined || pattern.key === part.key);
}

/** `module.a["x"].aws_instance.web[0]`, cut; null for what is no address. */
function partsOf(expression: Expression): readonly Part[] | null {
  const steps: (string | { readonly key: string | number })[] = [];
  let at = expression;
  for (;;) {
    if (at.kind === 'index') {
      const key = at.index.kind === 'number' ? Number(at.index.text) : constantText(at.index);
      if (key === null) return null;
      steps.unshift({ key });
      at = at.object;
    } else if (at.kind === 'attribute') {
      steps.unshift(at.name);
      at = at.object;
    } else break;
  }
  if (at.kind !== 'variable') return null;
  const names = [at.name, ...steps];
  const parts: Part[] = [];
  for (let index = 0; index < names.length; ) {
    const length = names[index] === 'data' ? 3 : 2;
    const name = names.slice(index, index + length);
    if (name.length < length || name.some((one) => typeof one !== 'string')) return null;
    index += length;
    const next = names[index];
    const key = typeof next === 'object' ? next.key : undefined;
    if (key !== undefined) index++;
    parts.push({ name: name.join('.'), key });
  }
  return parts;
}

/** Import blocks of the root module by address; those that stand for several instances by the address without keys. */
const imports = new WeakMap<Module, ReadonlyMap<string, Declared>>();

function importsOf(module: Module): ReadonlyMap<string, Declared> {
  const before = imports.get(module);
  if (before !== undefined) return before;
  const index = new Map<string, Declared>();
  for (const declared of module.imports) {
    const to = argument(declared.block, 'to')?.value;
    const repeated = to?.kind === 'index' && argument(declared.block, 'for_each') !== null;
    const parts = to === undefined ? null : partsOf(repeated ? to.object : to);
    if (parts !== null) index.set(repeated ? `${namesOf(parts)}[*]` : parts.map(({ name, key }) => `${name}${keySuffix(key ?? null)}`).join('.'), declared);
  }
  imports.set(module, index);
  return index;
}

/** The id under which an `import` block of the root module takes a resource over; absent without one. */
export function importId(resource: ResourceInstance, root: ModuleInstance): Known<string> {
  const index = importsOf(root.node.module);
  const exact = index.get(resource.address);
  const declared = exact ?? index.get(`${resource.configAddress}[*]`);
  if (declared === undefined) return absent;
  const id = argument(declared.block, 'id');
  const value = id === null || exact === undefined ? null : evaluate(id.value, { ...root.scope, file: declared.file });
  return value?.kind === 'string' ? known(value.value) : unknown('imported under an id that is not known', [resource.address]);
}
