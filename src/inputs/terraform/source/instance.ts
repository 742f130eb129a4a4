import type { Located } from '#model/finding.ts';
import { isObject, type JsonObject } from '#model/json.ts';
import type { Known, Unknown } from '#model/known.ts';
import { toJson } from '../hcl/stated.ts';
import type { Block } from '../hcl/syntax.ts';
import type { BlockValue } from './block-value.ts';
import type { Arguments, DeclaredInstance, DeclaredProvider, Reference } from './declared.ts';
import { callPlaces, locateArgument, placeOf } from './locate.ts';
import type { ModuleInstance } from './module-instance.ts';
import { importId, previousAddress } from './moves.ts';
import { placesInProvider, placesOfProvider } from './provider-places.ts';
import type { ProviderInstance, Providers } from './providers.ts';
import { referencesOf } from './references.ts';
import type { ResourceInstance } from './resource-instance.ts';

/** An instance of a resource or data source, for those who make resources of the model of it. */
export class Instance implements DeclaredInstance {
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly previousAddress: string | null;
  readonly imported: Known<string>;
  readonly possible: Unknown | null;
  readonly block: Block;
  readonly file: string;
  readonly #resource: ResourceInstance;
  readonly #module: ModuleInstance;
  readonly #providers: Providers;
  #stated: Arguments | null = null;
  #provider: ProviderInstance | null = null;

  constructor(resource: ResourceInstance, module: ModuleInstance, root: ModuleInstance, providers: Providers) {
    const { block } = resource;
    this.address = resource.address;
    this.mode = block.mode === 'managed' ? 'managed' : 'data';
    this.type = block.type;
    this.name = block.name;
    this.previousAddress = previousAddress(resource, module);
    this.imported = importId(resource, root);
    this.possible = resource.possible;
    this.block = block.block;
    this.file = block.file;
    this.#resource = resource;
    this.#module = module;
    this.#providers = providers;
  }

  /** Files that override its block, of the calls that lead to it, and that override those. */
  otherFiles(): readonly string[] {
    const files = new Set(overriding(this.block, this.#module));
    for (let at = this.#module.called; at !== null; at = at.parent.called) {
      files.add(at.call.file);
      for (const file of overriding(at.call.block, at.parent)) files.add(file);
    }
    return [...files];
  }

  stated(): Arguments {
    return (this.#stated ??= statedOf(this.#resource.arguments));
  }

  provider(): DeclaredProvider {
    return new Provider(this.#configured);
  }

  /** Whether the block has an argument, or nested blocks of a type; `null` is written as well. */
  writes(argument: string): boolean {
    return Object.hasOwn(this.stated().value, argument);
  }

  references(path: string): readonly Reference[] {
    return referencesOf(this.#resource, this.#module, path);
  }

  /** @param path as in evidence; `provider aws.west` is the block that configures it */
  locate(path: string): Located {
    const header = placeOf(this.file, this.block.headerRange);
    const calls = callPlaces(this.#module);
    if (path.startsWith('provider ')) return { place: header, related: [...placesOfProvider(this.#configured), ...calls] };
    const { place, related, exact } = locateArgument(this.#resource.arguments, this.#module, header, path);
    return { place, related: [...related, ...(exact ? [] : placesInProvider(this.#configured, path)), ...calls] };
  }

  get #configured(): ProviderInstance {
    return (this.#provider ??= this.#providers.of(this.#resource, this.#module));
  }
}

function overriding({ body }: Block, { node }: ModuleInstance): readonly string[] {
  const { strangers } = node.module;
  return strangers.size === 0 ? [] : [...body.attributes, ...body.blocks].flatMap((one) => strangers.get(one) ?? []);
}

/** The configuration of a provider, for those who make facts of it. */
export class Provider implements DeclaredProvider {
  readonly label: string;
  readonly local: string;
  readonly because: Unknown | null;
  readonly #instance: ProviderInstance;

  constructor(instance: ProviderInstance) {
    this.label = instance.label;
    this.local = instance.alias === null ? instance.name : `${instance.name}.${instance.alias}`;
    this.because = instance.because;
    this.#instance = instance;
  }

  stated(): Arguments {
    return this.#instance.arguments === null ? nothing : statedOf(this.#instance.arguments);
  }
}

const nothing: Arguments = { value: {}, mask: undefined, sensitive: undefined };

function statedOf(values: BlockValue): Arguments {
  const { value, mask, sensitive } = toJson(values.whole());
  const plain: JsonObject = isObject(value) ? value : {};
  return { value: plain, mask, sensitive };
}
