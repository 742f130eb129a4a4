import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import type { ConfigModule, ConfigResource, Configuration } from './configuration.ts';

/** The provider block that configures a resource. */
export interface ProviderBlock {
  /** As a person would name it: `aws`, `aws.west`, `module.edge.aws`. */
  readonly label: string;
  /** Within its module: `aws`, `aws.west`. */
  readonly local: string;
  /** Null where the plan has no block: the provider is configured by its environment alone. */
  readonly expressions: JsonObject | null;
  /** The module in which the block stands. */
  readonly module: ConfigModule;
  /** Labels of blocks of which one applies, where the plan does not say which. */
  readonly candidates: readonly ProviderBlock[];
}

/**
 * Resource -> provider block. Terraform writes a key per resource; since 1.1 it points at the block itself. Older plans leave keys of
 * resources in modules unlinked (`db:aws`, `module.db:aws`): then the block is inherited from the nearest module above that has one of
 * the same local name. An alias that was handed to a module under another name is not recorded there, so with several blocks at the
 * root none can be told.
 */
export class Providers {
  readonly #configuration: Configuration;
  readonly #linked: boolean;
  readonly #blocks = new Map<string, ProviderBlock>();
  readonly #byResource = new Map<ConfigResource, ProviderBlock | null>();

  constructor(configuration: Configuration, terraformVersion: string) {
    this.#configuration = configuration;
    const [, major, minor] = /^(\d+)\.(\d+)/.exec(terraformVersion) ?? [];
    this.#linked = Number(major) > 1 || (Number(major) === 1 && Number(minor) >= 1);
  }

  /** Null when the configuration does not name a provider for the resource. */
  of(resource: ConfigResource): ProviderBlock | null {
    const before = this.#byResource.get(resource);
    if (before !== undefined) return before;
    const block = resource.providerKey === null ? null : this.#find(resource.providerKey, resource.module);
    this.#byResource.set(resource, block);
    return block;
  }

  #find(key: string, module: ConfigModule): ProviderBlock {
    const local = key.slice(key.lastIndexOf(':') + 1);
    const exact = this.#configured(key);
    // A key without a colon is one of the root, whatever module the resource is in.
    if (exact !== null) return this.#block(this.#owner(key, module), local, exact);
    if (!key.includes(':')) return this.#block(this.#configuration.root, local, null);
    for (let above: ConfigModule | null = module; above !== null; above = above.parent) {
      for (const name of keysOf(above, local)) {
        const expressions = this.#configured(name);
        if (expressions !== null && (above.parent === null || name !== local)) return this.#inherited(above, local, expressions, module);
      }
    }
    return this.#inherited(this.#configuration.root, local, null, module);
  }

  #inherited(above: ConfigModule, local: string, expressions: JsonObject | null, module: ConfigModule): ProviderBlock {
    const block = this.#block(above, local, expressions);
    if (this.#linked || above === module || above.parent !== null) return block;
    const [name = local] = local.split('.');
    const others = Object.keys(this.#configuration.providers).filter((key) => !key.includes(':') && key !== local && key.split('.')[0] === name);
    if (others.length === 0) return block;
    const candidates = [...(expressions === null ? [] : [block]), ...others.map((key) => this.#block(this.#configuration.root, key, this.#configured(key)))];
    return { label: `${module.path}'s ${local}`, local, expressions: null, module: above, candidates };
  }

  /** The module of a key such as `module.a:aws`, or `a:aws` in old plans, seen from a resource in `module`. */
  #owner(key: string, module: ConfigModule): ConfigModule {
    if (!key.includes(':')) return this.#configuration.root;
    const local = key.slice(key.lastIndexOf(':') + 1);
    for (let above: ConfigModule | null = module; above !== null; above = above.parent) if (keysOf(above, local).includes(key)) return above;
    return module;
  }

  #configured(key: string): JsonObject | null {
    const expressions = member(member(this.#configuration.providers, key), 'expressions');
    return isObject(expressions) ? expressions : null;
  }

  #block(module: ConfigModule, local: string, expressions: JsonObject | null): ProviderBlock {
    const label = module.path === '' ? local : `${module.path}.${local}`;
    const before = this.#blocks.get(label);
    if (before) return before;
    const block = { label, local, expressions, module, candidates: [] };
    this.#blocks.set(label, block);
    return block;
  }
}

/** The keys under which versions of Terraform file a block of a module. */
function keysOf(module: ConfigModule, local: string): readonly string[] {
  if (module.parent === null) return [local];
  return [`${module.path}:${local}`, `${module.names.join('.')}:${local}`, `${module.names.at(-1) ?? ''}:${local}`];
}

/** The argument of a provider block, through nested blocks: `default_tags`, `tags`. */
export function argument(block: ProviderBlock, ...path: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = block.expressions ?? undefined;
  for (const name of path) value = member(isArray(value) ? value.at(-1) : value, name);
  return value;
}
