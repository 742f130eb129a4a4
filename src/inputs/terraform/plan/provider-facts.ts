import { accountOfArn, isRegion, normaliseRegion, regionOfZone } from '#catalog/regions.ts';
import { isArray, isObject, type JsonValue } from '#model/json.ts';
import { absent, known, oneOf, unknown, type Known, type Unknown } from '#model/known.ts';
import type { Provider, Tag } from '#model/resource.ts';
import type { InputOptions } from '../../options.ts';
import type { DefaultTags, ProviderFacts } from '../../resource/provider-facts.ts';
import { clouds, flagged, regionFlag, regionOfEnvironment, scopeFlag, scopeOfEnvironment } from '../provider-words.ts';
import { references } from './configuration.ts';
import { learnedDefaults, type Sibling } from './default-tags.ts';
import type { Expressions } from './expression.ts';
import { argument, type ProviderBlock } from './provider.ts';

const nothingIgnored: ProviderFacts['ignored'] = { keys: new Set(), prefixes: [] };
const noDefaults: ProviderFacts['defaults'] = { tags: [], open: null };

export class ProviderBlockFacts {
  readonly #expressions: Expressions;
  readonly #options: InputOptions;
  readonly #siblings: (block: ProviderBlock, cloud: Provider) => Iterable<Sibling>;
  readonly #known = new Map<string, ProviderFacts>();

  /** `siblings`: the taggable resources that a block configures. */
  constructor(expressions: Expressions, options: InputOptions, siblings: (block: ProviderBlock, cloud: Provider) => Iterable<Sibling>) {
    this.#expressions = expressions;
    this.#options = options;
    this.#siblings = siblings;
  }

  of(block: ProviderBlock, cloud: Provider): ProviderFacts {
    const key = `${cloud} ${block.label}`;
    const before = this.#known.get(key);
    if (before) return before;
    const facts = block.candidates.length > 0 ? this.#oneOf(block, cloud) : this.#one(block, cloud);
    this.#known.set(key, facts);
    return facts;
  }

  /** Of a resource that the configuration does not have, or of a plan without one: only flags can tell. */
  withoutBlock(name: string, cloud: Provider): ProviderFacts {
    const key = `${cloud} without ${name}`;
    const before = this.#known.get(key);
    if (before) return before;
    const because = `the plan does not show how provider ${name} is configured`;
    const told = (flags: ReadonlyMap<string, string>, flag: string): Known<string> => {
      const value = flags.get(name) ?? flags.get(name.replace(/-beta$/, ''));
      return value === undefined ? unknown(`${because}; ${flag} decides it`, [`provider ${name}`]) : known(value);
    };
    const region = cloud === 'azure' ? absent : told(this.#options.providerRegions, regionFlag({ label: name }));
    const scope = cloud === 'oci' ? absent : told(this.#options.providerScopes, scopeFlag({ label: name }, cloud));
    const facts = { name: `provider ${name}`, told: false, region, zone: absent, scope, defaults: { tags: [], open: unknown(because, [`provider ${name}`]) }, ignored: nothingIgnored };
    this.#known.set(key, facts);
    return facts;
  }

  /** Several blocks of which the plan does not say which applies: only what they agree on is known. */
  #oneOf(block: ProviderBlock, cloud: Provider): ProviderFacts {
    const all = block.candidates.map((candidate) => this.of(candidate, cloud));
    const names = all.map((facts) => facts.name);
    const because = `the module may have been given ${names.join(' or ')}, and plans of this Terraform version do not say which`;
    const agreed = (pick: (facts: ProviderFacts) => Known<string>): Known<string> => {
      const values = all.map(pick);
      return values.every((value) => value.status === 'known') ? oneOf(values.map((value) => value.value), because, names) : unknown(because, names);
    };
    const withDefaults = all.filter((facts) => facts.defaults.tags.length > 0 || facts.defaults.open !== null);
    return {
      name: `provider ${block.label}`,
      told: true,
      region: flagged(this.#options.providerRegions, block, agreed((facts) => facts.region)),
      zone: agreed((facts) => facts.zone),
      scope: flagged(this.#options.providerScopes, block, agreed((facts) => facts.scope)),
      defaults: withDefaults.length === 0 ? noDefaults : { tags: [], open: unknown(because, names) },
      ignored: nothingIgnored,
    };
  }

  #one(block: ProviderBlock, cloud: Provider): ProviderFacts {
    const zone = cloud === 'gcp' ? this.#text(block, ['zone']) : absent;
    return {
      name: `provider ${block.label}`,
      told: true,
      region: flagged(this.#options.providerRegions, block, this.#region(block, cloud, zone)),
      zone,
      scope: flagged(this.#options.providerScopes, block, this.#scope(block, cloud)),
      defaults: cloud === 'aws' || cloud === 'gcp' ? this.#defaults(block, cloud) : noDefaults,
      ignored: cloud === 'aws' ? this.#ignored(block) : nothingIgnored,
    };
  }

  #region(block: ProviderBlock, cloud: Provider, zone: Known<string>): Known<string> {
    if (cloud === 'azure') return absent;
    const flag = regionFlag(block);
    const region = this.#text(block, ['region']);
    if (region.status === 'known') {
      const name = normaliseRegion(cloud, region.value);
      const named = references(argument(block, 'region'));
      // What a single reference comes to is only then surely the region when it is one.
      if (named.length === 0 || isRegion(cloud, name) === true) return known(name);
      return unknown(`provider ${block.label} computes its region from ${named.join(', ')}; ${flag} decides it`, [`provider ${block.label}`, ...named]);
    }
    if (region.status === 'unknown') return unknown(`provider ${block.label} takes its region from ${reasonOf(region)}; ${flag} decides it`, [`provider ${block.label}`, ...region.refs]);
    if (zone.status === 'known') {
      const ofZone = regionOfZone(cloud, zone.value);
      if (ofZone !== null) return known(ofZone);
    }
    return regionOfEnvironment(block, cloud);
  }

  #scope(block: ProviderBlock, cloud: Provider): Known<string> {
    const { scopeName } = clouds[cloud];
    if (cloud === 'oci') return absent;
    const flag = scopeFlag(block, cloud);
    const found = cloud === 'aws' ? this.#account(block) : this.#text(block, [cloud === 'azure' ? 'subscription_id' : 'project']);
    if (found.status === 'oneOf') return found;
    if (found.status === 'known') {
      const named = references(argument(block, cloud === 'azure' ? 'subscription_id' : cloud === 'gcp' ? 'project' : ''));
      if (named.length === 0 || isScope(cloud, found.value, named[0] ?? '')) return found;
      return unknown(`provider ${block.label} computes its ${scopeName} from ${named.join(', ')}; ${flag} decides it`, [`provider ${block.label}`, ...named]);
    }
    if (found.status === 'unknown') return unknown(`provider ${block.label} takes its ${scopeName} from ${reasonOf(found)}; ${flag} decides it`, [`provider ${block.label}`, ...found.refs]);
    return scopeOfEnvironment(block, cloud);
  }

  /** The role that is assumed, else the accounts that are allowed. */
  #account(block: ProviderBlock): Known<string> {
    for (const role of ['assume_role', 'assume_role_with_web_identity']) {
      const arn = this.#text(block, [role, 'role_arn']);
      if (arn.status !== 'known') continue;
      const account = /^\d{12}$/.test(arn.value) ? arn.value : accountOfArn(arn.value);
      if (account !== null) return known(account);
    }
    const allowed = this.#value(block, ['allowed_account_ids']);
    if (allowed.status === 'known') {
      const accounts = (isArray(allowed.value) ? allowed.value : [allowed.value]).filter((one) => typeof one === 'string' && /^\d{12}$/.test(one));
      if (accounts.length > 0) return oneOf(accounts as readonly string[], `provider ${block.label} allows these accounts`, [`provider ${block.label}`]);
    }
    const arn = this.#value(block, ['assume_role', 'role_arn']);
    return arn.status === 'unknown' ? arn : allowed.status === 'unknown' ? allowed : absent;
  }

  #defaults(block: ProviderBlock, cloud: 'aws' | 'gcp'): ProviderFacts['defaults'] {
    const path = cloud === 'aws' ? ['default_tags', 'tags'] : ['default_labels'];
    const written = argument(block, ...path);
    if (written === undefined) return noDefaults;
    const value = this.#expressions.value(written, { module: block.module, steps: null });
    const origin = `provider ${block.label} ${path[0] ?? ''}`;
    const named = references(written);
    const refs = [`provider ${block.label}`, ...named];
    if (value.status === 'absent') return noDefaults;
    const learned = (): DefaultTags => learnedDefaults(this.#siblings(block, cloud), origin, unknown(`the keys of ${origin} are not in the plan`, refs));
    if (value.status !== 'known' || !isObject(value.value)) return learned();
    // A map that is merged with more looks the same in a plan as the map alone: what the variable holds is there, and there may be more.
    if (named.length === 0) return { tags: tagsOf(value.value, origin), open: null };
    const { tags, open } = learned();
    const keys = new Set(tags.map((tag) => tag.key));
    return { tags: [...tagsOf(value.value, origin).filter((tag) => !keys.has(tag.key)), ...tags], open };
  }

  #ignored(block: ProviderBlock): ProviderFacts['ignored'] {
    const list = (name: string): readonly string[] => {
      const value = this.#value(block, ['ignore_tags', name]);
      return value.status === 'known' && isArray(value.value) ? value.value.filter((one) => typeof one === 'string') : [];
    };
    if (argument(block, 'ignore_tags') === undefined) return nothingIgnored;
    return { keys: new Set(list('keys')), prefixes: list('key_prefixes') };
  }

  #value(block: ProviderBlock, path: readonly string[]): Known<JsonValue> {
    return this.#expressions.value(argument(block, ...path), { module: block.module, steps: null });
  }

  #text(block: ProviderBlock, path: readonly string[]): Known<string> {
    const value = this.#value(block, path);
    if (value.status !== 'known') return value.status === 'oneOf' ? absent : value;
    return typeof value.value === 'string' && value.value !== '' ? known(value.value) : absent;
  }
}

function tagsOf(map: Readonly<Record<string, JsonValue>>, origin: string): readonly Tag[] {
  const tags: Tag[] = [];
  for (const [key, value] of Object.entries(map)) {
    if (value !== null && !isObject(value) && !isArray(value)) tags.push({ key, value: known(String(value)), origin });
  }
  return tags;
}

function reasonOf(value: Unknown): string {
  return value.refs.length === 0 ? 'an expression that the plan does not show' : value.refs.join(', ');
}

/**
 * Whether what one variable holds can be the whole scope: a subscription is a GUID; a project id cannot be told from a part of one, so
 * the variable has to be named for it.
 */
function isScope(cloud: Provider, value: string, reference: string): boolean {
  if (cloud === 'azure') return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
  return cloud !== 'gcp' || (/(^|[._])project(_?id)?$/i.test(reference) && /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(value));
}
