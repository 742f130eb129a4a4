import { unknown as unknownBecause, type Unknown } from '#model/known.ts';
import { object } from '../hcl/collection.ts';
import { evaluate } from '../hcl/evaluate.ts';
import { reasonOf } from '../hcl/reason-of.ts';
import type { Scope } from '../hcl/scope.ts';
import type { Expression } from '../hcl/syntax.ts';
import { isMapping, isSequence, string, type Value } from '../hcl/value.ts';
import { BlockValue } from './block-value.ts';
import { keySuffix, type Key } from './key.ts';
import type { ModuleInstance } from './module-instance.ts';
import { constantText, type Module, type ProviderBlock } from './module.ts';
import type { ResourceInstance } from './resource-instance.ts';

/** A name of a provider configuration as an expression says it: `aws`, `aws.west`, `aws.by_region["eu"]`. */
interface ProviderName {
  readonly name: string;
  readonly alias: string | null;
  /** Of a provider with `for_each`. */
  readonly key: Expression | null;
}

/** The configuration that applies to a resource. */
export interface ProviderInstance {
  /** `aws.west`, `module.edge.aws`, `aws.by_region["eu"]`. */
  readonly label: string;
  readonly name: string;
  readonly alias: string | null;
  /** Null: there is no block, the environment configures it. */
  readonly block: ProviderBlock | null;
  readonly module: ModuleInstance;
  readonly arguments: BlockValue | null;
  /** Why nobody can tell which one applies. */
  readonly because: Unknown | null;
}

const metaArguments: ReadonlySet<string> = new Set(['alias', 'for_each', 'version']);

/** Which provider block configures a resource, through the modules that hand it down. */
export class Providers {
  readonly #instances = new Map<string, ProviderInstance>();

  of(resource: ResourceInstance, module: ModuleInstance): ProviderInstance {
    const { block } = resource;
    const written = block.provider === null ? null : nameOf(block.provider.value);
    const name = written ?? { name: block.type.split('_')[0] ?? block.type, alias: null, key: null };
    return this.#find(module, name, { ...resource.scope, file: block.file });
  }

  /** Of all configurations that were found for somebody. */
  arguments(): readonly BlockValue[] {
    return [...this.#instances.values()].flatMap((one) => (one.arguments === null ? [] : [one.arguments]));
  }

  /**
   * @param scope in which the key of `name` is evaluated
   * @param source what counts: each module may know the provider by a name of its own
   */
  #find(module: ModuleInstance, name: ProviderName, scope: Scope, source = sourceOf(module.node.module, name.name)): ProviderInstance {
    const local = localOf(name);
    const { module: declared } = module.node;
    for (const one of localNames(declared, source)) {
      const known = { ...name, name: one };
      const passed = this.#passed(module, localOf(known));
      // An empty block with an alias was how modules asked for one before configuration_aliases.
      if (passed !== null && module.called !== null) return this.#find(module.called.parent, passed, module.callScope(module.called));
      const own = declared.providers.get(localOf(known));
      if (own !== undefined) return this.#instance(module, own, known, scope);
    }
    if (declared.broken) return this.#made(module, name, null, null, unknownBecause(`provider ${local} may be configured in a file that cannot be read`, [`provider ${local}`]));
    if (name.alias !== null) return this.#made(module, name, null, null, unknownBecause(`no provider ${local} is handed to ${module.prefix === '' ? 'the root module' : module.prefix.slice(0, -1)}`, [`provider ${local}`]));
    if (module.called === null) return this.#made(module, name, null, null, null);
    const { parent } = module.called;
    return this.#find(parent, { name: localNames(parent.node.module, source)[0] ?? name.name, alias: null, key: null }, scope, source);
  }

  #passed({ called }: ModuleInstance, local: string): ProviderName | null {
    const providers = called?.call.providers?.value;
    if (providers?.kind !== 'object') return null;
    const item = providers.items.find(({ key }) => passedName(key) === local);
    return item === undefined ? null : nameOf(item.value);
  }

  #instance(module: ModuleInstance, block: ProviderBlock, name: ProviderName, scope: Scope): ProviderInstance {
    if (block.forEach === null) return this.#made(module, name, block, null, null);
    const key = name.key === null ? null : evaluate(name.key, scope);
    if (key?.kind !== 'string') return this.#made(module, name, block, null, key === null ? unknownBecause('a provider with for_each, and no key') : reasonOf([key]));
    return this.#made(module, name, block, key.value, null);
  }

  #made(module: ModuleInstance, { name, alias }: ProviderName, block: ProviderBlock | null, key: string | null, because: Unknown | null): ProviderInstance {
    const label = `${block === null && because === null ? '' : module.prefix}${name}${alias === null ? '' : `.${alias}`}${keySuffix(key as Key)}`;
    const before = this.#instances.get(label);
    if (before !== undefined) return before;
    const values = block === null || because !== null ? null : new BlockValue(block.block.body, { ...keyedScope(module, block, key), file: block.file }, (node) => module.node.module.strangers.get(node), metaArguments);
    const made = { label, name, alias, block, module, arguments: values, because };
    this.#instances.set(label, made);
    return made;
  }
}

function keyedScope(module: ModuleInstance, block: ProviderBlock, key: string | null): Scope {
  if (key === null || block.forEach === null) return module.scope;
  const all = evaluate(block.forEach.value, { ...module.scope, file: block.file });
  const value: Value = isMapping(all) ? (all.members.get(key) ?? string(key)) : string(key);
  const each = isMapping(all) || isSequence(all) ? object([['key', string(key)], ['value', value]]) : all;
  return {
    ...module.scope,
    resolve: (reference) => {
      const [member] = reference.names;
      return reference.root === 'each' && isMapping(each) && member !== undefined ? (each.members.get(member) ?? module.scope.resolve(reference)) : module.scope.resolve(reference);
    },
  };
}

/** `aws`, `aws.west`. */
function localOf({ name, alias }: ProviderName): string {
  return alias === null ? name : `${name}.${alias}`;
}

/** What a local name of a module stands for. */
interface Source {
  readonly source: string;
  readonly name: string;
  /** The module does not say so itself. */
  readonly implied: boolean;
}

function sourceOf({ requirements }: Module, name: string): Source {
  const required = requirements.get(name);
  return { source: required?.source ?? `hashicorp/${name}`, name, implied: required === undefined };
}

/** Local names of a provider in a module: those that it requires, and the one that Terraform implies. */
function localNames({ requirements }: Module, { source, name, implied }: Source): readonly string[] {
  const required = [...requirements].filter(([, one]) => one.source === source).map(([local]) => local);
  const [, official] = /^hashicorp\/(.*)$/.exec(source) ?? [];
  const others = official === undefined || requirements.has(official) ? [] : [official];
  // Modules of old say nothing of sources, and mean the provider that has the name.
  return [...new Set([...required, ...others, ...(implied ? [name] : [])])];
}

/** Old configurations have names in quotation marks. */
function nameOf(expression: Expression): ProviderName | null {
  if (expression.kind === 'index') {
    const inner = nameOf(expression.object);
    return inner === null ? null : { ...inner, key: expression.index };
  }
  if (expression.kind === 'attribute' && expression.object.kind === 'variable') return { name: expression.object.name, alias: expression.name, key: null };
  const text = constantText(expression);
  if (text === null) return null;
  const [name = '', alias] = text.split('.');
  return { name, alias: alias ?? null, key: null };
}

/** Keys of `providers`: `aws.west` stands there without quotation marks, though it is no reference. */
function passedName(key: Expression): string | null {
  const name = nameOf(key);
  return name === null ? null : name.alias === null ? name.name : `${name.name}.${name.alias}`;
}
