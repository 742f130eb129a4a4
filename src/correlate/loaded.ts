import { liveTypeOf, nameClassOf } from '#catalog/type-names.ts';
import type { Coverage } from '#model/coverage.ts';
import type { DriftCoverage } from '#model/drift.ts';
import type { AuditEvent, AuditSource } from '#model/event.ts';
import { byCodePoint } from '#model/json.ts';
import { scopeIn, type Provider, type Resource } from '#model/resource.ts';
import { valueOf } from './identity.ts';

interface Part {
  readonly provider: Provider;
  readonly scope: string | null;
  readonly region: string | null;
  declared: number;
  live: number | null;
  liveIncomplete: string | null;
  audit: { from: string | null; to: string | null; gaps: Set<string> } | null;
}

/** What of each account and region the run has loaded: of what nothing is loaded, nothing can be said. */
export class Loaded {
  readonly #parts = new Map<string, Part>();
  /** Accounts of which code is loaded; null for code that does not tell its account. */
  readonly #code = new Map<Provider, Set<string | null>>();
  /** When inventories began to look, by account, region and kind: the earliest of them; null where one does not tell. */
  readonly #looked = new Map<string, string | null>();
  /** When inventories of all that there is were made, by account, region and kind. */
  readonly #made = new Map<string, Set<string>>();
  /** Regions that inventories tell of, by cloud and account. */
  readonly #regions = new Map<string, Set<string | null>>();
  /** Places of which an inventory leaves something out, by cloud and kind. */
  readonly #partly = new Map<string, Map<string, Pick<Coverage, 'scope' | 'region'>>>();
  /** Accounts in which something was done where the services without a region are logged. */
  readonly #atHome = new Set<string | null>();
  /** Types that an inventory lists, by account. */
  readonly #lists = new Map<string, Set<string | null>>();

  declared(resource: Resource): void {
    this.#part(resource.provider, scopeIn(resource.scope), valueOf(resource.region)).declared += 1;
    of(this.#code, resource.provider, set).add(accountOf(resource));
  }

  live(resource: Resource): void {
    of(this.#lists, `${resource.provider} ${liveTypeOf(resource.type)}`, set).add(accountOf(resource));
  }

  observed({ provider, region, scope }: Pick<AuditEvent, 'provider' | 'region' | 'scope'>): void {
    if (provider === 'aws' && region === homeOfGlobals) this.#atHome.add(scopeIn(scope));
  }

  /** @param isAll whether what it does not list was not there when it was made */
  inventories(rows: readonly Coverage[], isAll = false): void {
    for (const { provider, scope, region, kind, exported, resources, incomplete } of rows) {
      const key = lookKey({ provider, scope, region, kind });
      if (isAll && exported !== null) of(this.#made, key, () => new Set<string>()).add(exported);
      const before = this.#looked.get(key);
      this.#looked.set(key, before === undefined || exported === null || (before !== null && exported < before) ? exported : before);
      of(this.#regions, accountKey({ provider, scope: provider === 'oci' ? '' : scope }), set).add(region);
      if (incomplete !== null) of(this.#partly, `${provider} ${kind}`, () => new Map()).set(`${scope} ${region}`, { scope, region });
      const part = this.#part(provider, scope, region);
      part.live = (part.live ?? 0) + resources;
      if (incomplete !== null && (part.liveIncomplete === null || byCodePoint(incomplete, part.liveIncomplete) < 0)) part.liveIncomplete = incomplete;
    }
  }

  /** When inventories of the same were made, where they are of several times. Sorted. */
  get ages(): readonly string[] {
    return [...new Set([...this.#made.values()].flatMap((times) => (times.size > 1 ? [...times] : [])))].sort(byCodePoint);
  }

  logs(sources: readonly AuditSource[]): void {
    for (const { provider, scopes } of sources) {
      for (const { scope, region, from, to, gaps } of scopes) {
        const part = this.#part(provider, scope, provider === 'aws' && region === homeOfGlobals && this.#isAwayFrom(scope, region) ? 'global' : region);
        const audit = (part.audit ??= { from, to, gaps: new Set() });
        if (from !== null && (audit.from === null || from < audit.from)) audit.from = from;
        if (to !== null && (audit.to === null || to > audit.to)) audit.to = to;
        for (const gap of gaps) audit.gaps.add(gap);
      }
    }
  }

  /** What IAM and the console are asked is logged in a region in which nobody may have anything. */
  #isAwayFrom(scope: string, region: string): boolean {
    return !this.#atHome.has(scope) && !this.#parts.has(partKey('aws', scope, region));
  }

  /** Whether code of the account is loaded; that which does not tell its account may be of any, if there is no other. */
  hasCode({ provider, scope }: Pick<Resource, 'provider' | 'scope'>): boolean {
    return isAmong(this.#code.get(provider), accountOf({ provider, scope }));
  }

  /** Whether it would be in an inventory: one lists resources of the type in the account, has looked in the region, and leaves none of the kind out. */
  lists({ provider, type, scope, kind }: Pick<Resource, 'provider' | 'type' | 'scope' | 'kind'>, region: string | null): boolean {
    const account = accountOf({ provider, scope });
    if (!isAmong(this.#lists.get(`${provider} ${liveTypeOf(type)}`), account)) return false;
    if (!this.#looksIn(provider, account, type, region)) return false;
    for (const place of this.#partly.get(`${provider} ${kind}`)?.values() ?? []) if (mayBe(place.scope, scopeIn(scope)) && mayBe(place.region, region)) return false;
    return true;
  }

  /** Answers of AWS and OCI are of one region, but for those on what has its name in all the world. */
  #looksIn(provider: Provider, account: string | null, type: string, region: string | null): boolean {
    if (provider === 'azure' || provider === 'gcp' || region === null || region === 'global' || nameClassOf(type)?.within === 'world') return true;
    const told = [account, null].map((one) => this.#regions.get(accountKey({ provider, scope: one }))).filter((one) => one !== undefined);
    return told.length === 0 || told.some((regions) => regions.has(region) || regions.has(null));
  }

  /** Whether what inventories list of its like was there after a time. False where one of them does not tell when it looked. */
  listedAfter({ provider, scope, region, kind }: Pick<Resource, 'provider' | 'scope' | 'region' | 'kind'>, time: string): boolean {
    const looked = this.#looked.get(lookKey({ provider, scope: scopeIn(scope), region: valueOf(region), kind }));
    return looked != null && looked > time;
  }

  /** By provider, account and region. Logs of a subscription or a project are those of all of its regions. */
  coverage(): readonly DriftCoverage[] {
    const whole = new Map<string, Part>();
    const met = new Set<string>();
    for (const part of this.#parts.values()) {
      if (isOfAllRegions(part)) whole.set(accountKey(part), part);
      else met.add(accountKey(part));
    }
    return [...this.#parts]
      .filter(([, part]) => !isOfAllRegions(part) || !met.has(accountKey(part)))
      .sort(([a], [b]) => byCodePoint(a, b))
      .map(([, { audit: own, ...part }]) => {
        const audit = own ?? whole.get(accountKey(part))?.audit ?? null;
        return { ...part, audit: audit === null ? null : { from: audit.from, to: audit.to, gaps: [...audit.gaps].sort(byCodePoint) } };
      });
  }

  #part(provider: Provider, scope: string | null, region: string | null): Part {
    return of(this.#parts, partKey(provider, scope, region), () => ({ provider, scope, region, declared: 0, live: null, liveIncomplete: null, audit: null }));
  }
}

const homeOfGlobals = 'us-east-1';

function partKey(provider: Provider, scope: string | null, region: string | null): string {
  return `${provider}\n${scope ?? ''}\n${region ?? ''}`;
}

function mayBe(one: string | null, other: string | null): boolean {
  return one === null || other === null || one === other;
}

function lookKey({ provider, scope, region, kind }: Pick<Coverage, 'provider' | 'scope' | 'region' | 'kind'>): string {
  return `${provider}\n${scope ?? ''}\n${region ?? ''}\n${kind}`;
}

/** What Azure and Google Cloud log of a subscription or a project tells no region, and leaves none out. */
function isOfAllRegions({ provider, scope, region, declared, live, audit }: Part): boolean {
  return (provider === 'azure' || provider === 'gcp') && scope !== null && region === null && audit !== null && declared === 0 && live === null;
}

function accountKey({ provider, scope }: Pick<Part, 'provider' | 'scope'>): string {
  return `${provider}\n${scope ?? ''}`;
}

/** Compartments of OCI stand in one tenancy, which nothing tells: a new one is no reason to look away. */
function accountOf({ provider, scope }: Pick<Resource, 'provider' | 'scope'>): string | null {
  return provider === 'oci' ? '' : scopeIn(scope);
}

function isAmong(accounts: ReadonlySet<string | null> | undefined, account: string | null): boolean {
  if (accounts === undefined) return false;
  return account === null || accounts.has(account) || (accounts.size === 1 && accounts.has(null));
}

function of<K, V>(map: Map<K, V>, key: K, none: () => V): V {
  const before = map.get(key);
  if (before !== undefined) return before;
  const made = none();
  map.set(key, made);
  return made;
}

function set(): Set<string | null> {
  return new Set();
}
