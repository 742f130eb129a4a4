import type { Located, RelatedPlace } from '#model/finding.ts';
import { isObject, type JsonObject } from '#model/json.ts';
import type { Known, Unknown } from '#model/known.ts';
import { toJson } from '../hcl/stated.ts';
import type { Block } from '../hcl/syntax.ts';
import type { BlockValue } from './block-value.ts';
import type { Arguments, DeclaredInstance, DeclaredProvider, Reference } from './declared.ts';
import { callPlaces, locateArgument, placeOf } from './locate.ts';
import type { ModuleInstance } from './module-instance.ts';
import { importId, previousAddress } from './moves.ts';
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
    return new Provider(this.#providers.of(this.#resource, this.#module));
  }

  references(path: string): readonly Reference[] {
    return referencesOf(this.#resource, this.#module, path);
  }

  /** @param path as in evidence; `provider aws.west` is the block that configures it */
  locate(path: string): Located {
    const header = placeOf(this.file, this.block.headerRange);
    const calls = callPlaces(this.#module);
    if (path.startsWith('provider ')) return { place: header, related: [...this.#ofProvider('provider block', ['region', 'project', 'subscription_id', 'location']), ...calls] };
    const { place, related, exact } = locateArgument(this.#resource.arguments, this.#module, header, path);
    return { place, related: [...related, ...(exact ? [] : this.#fromProvider(path)), ...calls] };
  }

  /** What the resource does not say itself may be its provider's: its place, its account or project, a tag. */
  #fromProvider(path: string): readonly RelatedPlace[] {
    const given = givenByProviders.get(path);
    if (given !== undefined) return this.#ofProvider('provider block', given);
    const [, key] = /(?:^|\.)(?:tags|labels)\.(.+)$/s.exec(path) ?? [];
    return key === undefined ? [] : this.#ofProvider('default tags', [`default_tags[0].tags.${key}`, `default_labels.${key}`]);
  }

  /** The first of some arguments of the provider block that is written, with what led to its value; for the block as a whole its header stands in. */
  #ofProvider(role: string, paths: readonly string[]): readonly RelatedPlace[] {
    const { block, label, arguments: values, module } = this.#providers.of(this.#resource, this.#module);
    if (block === null || values === null) return [];
    const header = placeOf(block.file, block.block.headerRange);
    for (const path of paths) {
      const { place, related, exact } = locateArgument(values, module, header, path);
      if (exact) return [{ ...place, role, name: `provider ${label}` }, ...related];
    }
    return role === 'provider block' ? [{ ...header, role, name: `provider ${label}` }] : [];
  }
}

function overriding({ body }: Block, { node }: ModuleInstance): readonly string[] {
  const { strangers } = node.module;
  return strangers.size === 0 ? [] : [...body.attributes, ...body.blocks].flatMap((one) => strangers.get(one) ?? []);
}

/** Arguments of provider blocks by what evidence calls them. */
const givenByProviders: ReadonlyMap<string, readonly string[]> = new Map([
  ['region', ['region', 'zone']],
  ['account', ['assume_role[0].role_arn', 'assume_role_with_web_identity[0].role_arn', 'allowed_account_ids']],
  ['subscription', ['subscription_id']],
  ['project', ['project']],
]);

class Provider implements DeclaredProvider {
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
