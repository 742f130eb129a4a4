import { placeOfRegion, regionsOf, type RegionPlace } from '#catalog/world/regions.ts';
import { isArray, isObject, member, type JsonValue } from '#model/json.ts';
import { providers, type Provider } from '#model/resource.ts';
import type { Result } from '#model/result.ts';
import { wildcardMatches } from '#model/wildcard.ts';

export interface UsedRegion {
  readonly provider: Provider;
  readonly region: string;
  /** Null for what is in no place of the table. */
  readonly place: RegionPlace | null;
  /** `allowed` with 0 resources is an allowed one that nothing uses; `used`: no list says; `tried`: not allowed, and all that was begun there has failed. */
  readonly status: 'allowed' | 'not allowed' | 'tried' | 'used';
  readonly resources: number;
}

/** Regions in which something is, was made or was tried, and those that are allowed and empty. Global things are in none. */
export function regionsIn(result: Result): readonly UsedRegion[] {
  const used = new Map<string, { readonly provider: Provider; readonly region: string; resources: number }>();
  const add = (provider: Provider, region: string | null, resources: number): void => {
    if (region === null || region === '' || region === 'global') return;
    const key = `${provider} ${region}`;
    const known = used.get(key) ?? { provider, region, resources: 0 };
    known.resources += resources;
    used.set(key, known);
  };
  if (result.drift === undefined) for (const { provider, region, resources } of result.inputs.flatMap(({ coverage }) => coverage ?? [])) add(provider, region, resources);
  else {
    for (const { provider, region, declared, live } of result.drift.coverage) if (declared > 0 || (live ?? 0) > 0) add(provider, region, Math.max(declared, live ?? 0));
    // What is gone again is on neither side; of what has failed there is nothing.
    for (const { verdict, resource, live, declared } of result.drift.items) add(resource.provider, resource.region, live === null && declared === null && verdict !== 'attempt' ? 1 : 0);
  }
  const faulty = new Set(result.findings.flatMap(({ guardrail, verdict, resource }) => (guardrail === 'regions' && verdict === 'fail' && resource !== null ? [`${resource.provider} ${resource.region}`] : [])));
  const ran = result.guardrails.some(({ id }) => id === 'regions');
  const lists = new Map(providers.map((provider) => [provider, listOf(result, provider)]));
  const found = [...used].map(([key, { provider, region, resources }]): UsedRegion => {
    const list = lists.get(provider) ?? null;
    const isAllowed = !faulty.has(key) && (list === null || allows(list, region));
    const status = !isAllowed ? (resources > 0 ? 'not allowed' : 'tried') : list !== null || ran ? 'allowed' : 'used';
    return { provider, region, place: placeOfRegion(provider, region), status, resources };
  });
  const empty = [...lists].flatMap(([provider, list]) => (list === null ? [] : regionsOf(provider).filter(({ name }) => allows(list, name) && !used.has(`${provider} ${name}`)).map((place): UsedRegion => ({ provider, region: place.name, place, status: 'allowed', resources: 0 }))));
  return [...found, ...empty];
}

interface List {
  readonly allow: readonly string[] | null;
  readonly deny: readonly string[];
}

/** As the settings of the run have it; null where they are not told, or leave the cloud out. */
function listOf({ made }: Result, provider: Provider): List | null {
  const own = member(member(made?.settings, 'regions'), provider);
  if (!isObject(own)) return null;
  const allow = texts(member(own, 'allow'));
  return { allow: allow.length === 0 ? null : allow, deny: texts(member(own, 'deny')) };
}

function allows({ allow, deny }: List, region: string): boolean {
  return (allow === null || allow.some((pattern) => wildcardMatches(pattern, region))) && !deny.some((pattern) => wildcardMatches(pattern, region));
}

function texts(value: JsonValue | undefined): readonly string[] {
  return isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
