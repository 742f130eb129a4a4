import { accountOfArn, normaliseRegion, regionOfZone } from '#catalog/regions.ts';
import { absent, known, oneOf, unknown, type Known, type Unknown } from '#model/known.ts';
import type { Provider } from '#model/resource.ts';
import { shellWord } from '#model/shell-word.ts';
import type { InputOptions } from '../../options.ts';
import type { ProviderFacts } from '../../resource/provider-facts.ts';
import { addMap, noTags, TagCollection } from '../../resource/tags.ts';
import { each, isOpen, textual } from '../../resource/text.ts';
import { Values } from '../../resource/values.ts';
import { clouds, flagged, regionFlag, regionOfEnvironment, scopeFlag, scopeOfEnvironment } from '../provider-words.ts';
import type { DeclaredProvider } from './declared.ts';
import { unknownInSource, valueless } from './reasons.ts';

const nothingIgnored: ProviderFacts['ignored'] = { keys: new Set(), prefixes: [] };

/** What provider blocks give to their resources: evaluated like everything else, so that only what nobody wrote or gave is open. */
export class SourceProviderFacts {
  readonly #options: Pick<InputOptions, 'providerRegions' | 'providerScopes'>;
  readonly #known = new Map<string, ProviderFacts>();

  constructor(options: Pick<InputOptions, 'providerRegions' | 'providerScopes'>) {
    this.#options = options;
  }

  of(provider: DeclaredProvider, cloud: Provider): ProviderFacts {
    const key = `${cloud} ${provider.label} ${provider.because?.because ?? ''}`;
    const before = this.#known.get(key);
    if (before) return before;
    const facts = provider.because === null ? this.#facts(provider, cloud) : this.#unsure(provider, cloud, provider.because);
    this.#known.set(key, facts);
    return facts;
  }

  #unsure(provider: DeclaredProvider, cloud: Provider, because: Unknown): ProviderFacts {
    const { providerRegions, providerScopes } = this.#options;
    return {
      name: `provider ${provider.label}`,
      told: true,
      region: cloud === 'azure' ? absent : flagged(providerRegions, provider, because),
      zone: cloud === 'gcp' ? because : absent,
      scope: cloud === 'oci' ? absent : flagged(providerScopes, provider, because),
      defaults: cloud === 'aws' || cloud === 'gcp' ? { tags: [], open: because } : { tags: [], open: null },
      ignored: nothingIgnored,
    };
  }

  #facts(provider: DeclaredProvider, cloud: Provider): ProviderFacts {
    const written = provider.stated();
    const values = new Values({ value: written.value, mask: written.mask, sensitive: undefined, complete: true, because: unknownInSource }, null);
    const zone = cloud === 'gcp' ? nonEmpty(values.text('zone')) : absent;
    const { entries, open } = defaultTags(values, provider, cloud);
    return {
      name: `provider ${provider.label}`,
      told: true,
      region: cloud === 'azure' ? absent : flagged(this.#options.providerRegions, provider, regionOf(values, provider, cloud, zone)),
      zone,
      scope: cloud === 'oci' ? absent : flagged(this.#options.providerScopes, provider, scopeOf(values, provider, cloud)),
      defaults: { tags: entries, open },
      ignored: cloud === 'aws' ? ignoredTags(values) : nothingIgnored,
    };
  }
}

function regionOf(values: Values, provider: DeclaredProvider, cloud: Provider, zone: Known<string>): Known<string> {
  const region = nonEmpty(values.text('region'));
  if (region.status === 'known') return known(normaliseRegion(cloud, region.value));
  if (region.status === 'oneOf') return each(region, (one) => known(normaliseRegion(cloud, one)));
  if (region.status === 'unknown') return from(provider, 'region', region, regionFlag(provider));
  const ofZone = zone.status === 'known' ? regionOfZone(cloud, zone.value) : null;
  if (ofZone !== null) return known(ofZone);
  if (zone.status === 'oneOf') return each(zone, (one) => known(regionOfZone(cloud, one) ?? one));
  return zone.status === 'unknown' ? from(provider, 'zone', zone, regionFlag(provider)) : regionOfEnvironment(provider, cloud);
}

function scopeOf(values: Values, provider: DeclaredProvider, cloud: Provider): Known<string> {
  const found = cloud === 'aws' ? accountOf(values, provider) : nonEmpty(values.text(cloud === 'azure' ? 'subscription_id' : 'project'));
  if (found.status === 'unknown') return from(provider, clouds[cloud].scopeName, found, scopeFlag(provider, cloud));
  return found.status === 'absent' ? scopeOfEnvironment(provider, cloud) : found;
}

/** The role that is assumed, else the accounts that are allowed. */
function accountOf(values: Values, { label }: DeclaredProvider): Known<string> {
  let open: Unknown | null = null;
  for (const role of ['assume_role[].role_arn', 'assume_role_with_web_identity[].role_arn']) {
    // Of several the last counts: one is assumed after the other.
    const found = values.fields(role).at(-1);
    const arn = found === undefined ? absent : nonEmpty(textual(found.value));
    if (arn.status === 'unknown') open ??= arn;
    const account = arn.status === 'known' ? accountIn(arn.value) : arn.status === 'oneOf' ? each(arn, accountIn) : null;
    if (account !== null && account.status !== 'absent') return account;
  }
  const allowed = values.fields('allowed_account_ids[]').map(({ value }) => textual(value));
  const unsure = allowed.find(isOpen);
  if (open !== null || unsure !== undefined) return open ?? unknown(unsure?.because ?? unknownInSource, unsure?.refs);
  const accounts = allowed.flatMap((one) => (one.status === 'known' && /^\d{12}$/.test(one.value) ? [one.value] : []));
  return accounts.length === 0 ? absent : oneOf(accounts, `provider ${label} allows these accounts`, [`provider ${label}`]);
}

function accountIn(arn: string): Known<string> | null {
  const account = /^\d{12}$/.test(arn) ? arn : accountOfArn(arn);
  return account === null ? null : known(account);
}

function defaultTags(values: Values, { label }: DeclaredProvider, cloud: Provider): ReturnType<() => TagCollection['set']> {
  if (cloud !== 'aws' && cloud !== 'gcp') return noTags;
  const [path, name] = cloud === 'aws' ? ['default_tags[0].tags', 'default_tags'] : ['default_labels', 'default_labels'];
  const tags = new TagCollection();
  const { value, mask } = values.masked(path);
  addMap(tags, values, value, mask, { path, origin: `provider ${label} ${name}` });
  return tags.set;
}

/** Keys that are not known are not ignored: to say that a tag is there is what a person can check. */
function ignoredTags(values: Values): ProviderFacts['ignored'] {
  const list = (name: string): readonly string[] =>
    values.fields(`ignore_tags[0].${name}[]`).flatMap(({ value }) => (value.status === 'known' && typeof value.value === 'string' ? [value.value] : []));
  return values.has('ignore_tags') ? { keys: new Set(list('keys')), prefixes: list('key_prefixes') } : nothingIgnored;
}

/** `provider aws.west takes its region from var.region, which has no value; pass --var region=REGION`. */
function from({ label }: DeclaredProvider, what: string, { because, refs }: Unknown, flag: string): Unknown {
  const [only = '', ...others] = refs;
  const name = /^var\.([\p{ID_Continue}-]+)$/u.exec(only)?.[1];
  const variable = others.length === 0 && name !== undefined && because === valueless(name, true) ? name : undefined;
  const source = refs.length === 0 ? 'an expression' : refs.join(', ');
  const words = variable === undefined ? `${source} (${because}); ${flag} decides it` : `${source}, which has no value; pass --var ${shellWord(`${variable}=${what.toUpperCase()}`)}, or ${flag}`;
  return unknown(`provider ${label} takes its ${what} from ${words}`, [`provider ${label}`, ...refs]);
}

function nonEmpty(value: Known<string>): Known<string> {
  return value.status === 'known' && value.value === '' ? absent : value;
}
