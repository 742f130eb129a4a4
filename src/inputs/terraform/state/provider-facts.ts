import { accountOfArn, regionOfArn, regionOfOcid } from '#catalog/regions.ts';
import { cloudOf, terraformType } from '#catalog/terraform.ts';
import { member, type JsonValue } from '#model/json.ts';
import { absent, known, oneOf, unknown, type Known } from '#model/known.ts';
import type { Provider } from '#model/resource.ts';
import type { InputOptions } from '../../options.ts';
import type { ProviderFacts } from '../../resource/provider-facts.ts';
import { ownArn } from '../own-arn.ts';
import { clouds, flagged, regionFlag, scopeFlag } from '../provider-words.ts';
import type { StateEntry, StateProvider } from './entry.ts';

const nothingIgnored: ProviderFacts['ignored'] = { keys: new Set(), prefixes: [] };

/** What the objects of one configuration of a provider say of it. */
interface Said {
  readonly regions: Set<string>;
  readonly scopes: Set<string>;
}

/**
 * What is known of the configuration of providers, which a state names and does not hold. An account has to be the same for all
 * objects of one configuration, and so has a region that they do not name themselves: what the ids of its other objects say is
 * known of an object whose own says nothing. The alias is a name that somebody has picked, and no region.
 */
export class StateProviderFacts {
  readonly #options: Pick<InputOptions, 'providerRegions' | 'providerScopes'>;
  readonly #entries: Iterable<StateEntry>;
  readonly #valuesOf: (entry: StateEntry) => JsonValue | undefined;
  readonly #known = new Map<string, ProviderFacts>();
  #said: ReadonlyMap<string, Said> | null = null;

  constructor(entries: Iterable<StateEntry>, valuesOf: (entry: StateEntry) => JsonValue | undefined, options: Pick<InputOptions, 'providerRegions' | 'providerScopes'>) {
    this.#entries = entries;
    this.#valuesOf = valuesOf;
    this.#options = options;
  }

  of(entry: StateEntry, values: JsonValue | undefined, cloud: Provider): ProviderFacts {
    const own = ownFacts(entry, cloud, values);
    const general = this.#general(entry.provider, cloud);
    if (own.region === null && own.scope === null) return general;
    return { ...general, region: own.region === null ? general.region : known(own.region), scope: own.scope === null ? general.scope : known(own.scope) };
  }

  #general(provider: StateProvider, cloud: Provider): ProviderFacts {
    const key = `${cloud} ${provider.exact} ${provider.label}`;
    const before = this.#known.get(key);
    if (before !== undefined) return before;
    const { label, exact } = provider;
    const name = `provider ${label}`;
    const hidden = exact ? `the state does not say how provider ${label} is configured` : `terraform show does not say which configuration of provider ${label} is meant, which the state itself (terraform state pull) does`;
    const said = exact ? this.#all.get(label) : undefined;
    const agreed = (values: ReadonlySet<string> | undefined, what: string, flags: ReadonlyMap<string, string>, flag: string): Known<string> => {
      const found = values === undefined || values.size === 0 ? unknown(`${hidden}; ${flag} decides it`, [name]) : oneOf([...values], `the other objects of provider ${label} are in these ${what}s; ${flag} decides it`, [name]);
      return flagged(flags, provider, found);
    };
    const facts: ProviderFacts = {
      name,
      told: false,
      region: cloud === 'azure' ? absent : agreed(said?.regions, 'region', this.#options.providerRegions, regionFlag(provider)),
      zone: absent,
      scope: cloud === 'oci' ? absent : agreed(said?.scopes, clouds[cloud].scopeName, this.#options.providerScopes, scopeFlag(provider, cloud)),
      // Everything that a provider adds is in the state.
      defaults: { tags: [], open: null },
      ignored: nothingIgnored,
    };
    this.#known.set(key, facts);
    return facts;
  }

  get #all(): ReadonlyMap<string, Said> {
    if (this.#said !== null) return this.#said;
    const all = new Map<string, Said>();
    for (const entry of this.#entries) {
      const cloud = cloudOf(entry.type);
      // Where things of Google and Azure stand, and to whom they belong, they say themselves, each for itself.
      if ((cloud !== 'aws' && cloud !== 'oci') || !entry.provider.exact) continue;
      const { region, scope } = saidOf(entry, cloud, this.#valuesOf(entry));
      const { label } = entry.provider;
      let said = all.get(label);
      if (said === undefined) all.set(label, (said = { regions: new Set(), scopes: new Set() }));
      if (region !== null) said.regions.add(region);
      if (scope !== null) said.scopes.add(scope);
    }
    return (this.#said = all);
  }
}

interface Own {
  readonly region: string | null;
  readonly scope: string | null;
}

/** Arguments by which objects say where they stand and whose they are, beside those of `isOwnArn`. */
export const placedBy = ['id', 'name', 'region', 'account_id', 'self_link', 'bucket_id'] as const;

const nothing: Own = { region: null, scope: null };

/** What an object says of the configuration that it was read or made with. */
function saidOf(entry: StateEntry, cloud: Provider, values: JsonValue | undefined): Own {
  // An id that is an ARN may be that of what it belongs to, which may be somebody else's.
  if (entry.mode === 'managed') return ownFacts(entry, cloud, values, false);
  const text = placing(values);
  // Of a data source only those that ask for just this: others may read what belongs to somebody else.
  if (entry.type === 'aws_caller_identity') return { region: null, scope: twelveDigits(text('account_id')) };
  if (entry.type === 'aws_region') return { region: text('region') ?? text('name') ?? text('id'), scope: null };
  return nothing;
}

/** Their ids begin with that of something that may be another account's. */
const givesToOthers = /_(?:grant|accepter|attachment|association|permission|subscription)$/;

/** Where an object stands, and to whom it belongs, by its own ids. */
function ownFacts({ type, identity }: StateEntry, cloud: Provider, values: JsonValue | undefined, byId = true): Own {
  const text = placing(values);
  switch (cloud) {
    case 'aws': {
      const arn = ownArn(type, (argument) => textOf(member(values, argument))) ?? (byId && !givesToOthers.test(type) ? text('id') : null) ?? '';
      return {
        // Of a few types the argument means something else; the catalogue knows which.
        region: (isPlace(type, 'region') ? text('region') : null) ?? textOf(member(identity, 'region')) ?? regionOfArn(arn),
        scope: accountOfArn(arn) ?? twelveDigits(textOf(member(identity, 'account_id'))),
      };
    }
    case 'azure':
      return { region: null, scope: /^\/subscriptions\/([^/]+)/i.exec(text('id') ?? '')?.[1] ?? null };
    case 'gcp':
      return { region: null, scope: /(?:^|\/)projects\/([^/]+)\//.exec(text('self_link') ?? text('id') ?? '')?.[1] ?? null };
    case 'oci': {
      const id = text('id') ?? '';
      return { region: regionOfOcid(id) ?? regionOfOcid(text('bucket_id') ?? ''), scope: null };
    }
  }
}

function isPlace(type: string, argument: string): boolean {
  const facts = terraformType(type);
  return facts === null || (!facts.region.global && facts.region.paths.some(({ path }) => path === argument));
}

function placing(values: JsonValue | undefined): (argument: (typeof placedBy)[number]) => string | null {
  return (argument) => textOf(member(values, argument));
}

function textOf(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function twelveDigits(text: string | null): string | null {
  return text !== null && /^\d{12}$/.test(text) ? text : null;
}
