import type { Located } from '#model/finding.ts';
import type { Guardrail } from '#model/guardrail.ts';
import { isArray, isObject, type JsonObject, type JsonValue } from '#model/json.ts';
import { absent, known, type Known } from '#model/known.ts';
import type { ReplayedValue } from '#model/replay.ts';
import type { Resource, Shape, TagSet } from '#model/resource.ts';

/** Parts of a resource of which guardrails speak. */
type Part = 'places' | 'scope' | 'shapes' | 'tags' | 'grants' | 'relations' | 'arguments' | 'managers';

/** What those that ship look at, of what they are handed. */
const parts: Readonly<Record<string, readonly Part[]>> = {
  'required-tags': ['tags'],
  'instance-types': ['shapes'],
  'gpu-shapes': ['shapes'],
  'business-justification': ['shapes'],
  regions: ['places'],
  scopes: ['scope'],
  'network-baseline': ['relations', 'arguments'],
  'privileged-identity': ['grants', 'relations'],
  'duplicate-management': ['managers'],
};

type Locate = (path: string) => Located | null;

/** What a guardrail was handed of a resource, in the order in which it stands there. One of one's own may look at all of it. */
export function valuesOf(resource: Resource, guardrail: Guardrail, settings: JsonObject | null, locate: Locate): readonly ReplayedValue[] {
  const { without, relations, attributes } = guardrail;
  const own: readonly Part[] = [
    ...(without.includes('places') ? [] : (['places', 'scope'] as const)),
    ...(without.includes('shapes') ? [] : (['shapes'] as const)),
    ...(without.includes('tags') ? [] : (['tags'] as const)),
    ...(relations ? (['relations', 'grants'] as const) : []),
    ...(attributes === false ? [] : (['arguments'] as const)),
  ];
  const looked = guardrail.origin === 'builtin' ? (parts[guardrail.id] ?? own) : own;
  const found: Readonly<Record<Part, () => readonly Value[]>> = {
    places: () => placesOf(resource),
    scope: () => scopeOf(resource),
    shapes: () => resource.shapes.flatMap(shapeOf),
    tags: () => tagsOf(resource, settings),
    grants: () => resource.grants.map(({ path, role, principal }) => ({ path, value: role, note: principal.status === 'known' ? `to ${principal.value}` : principal.status === 'unknown' ? `to somebody: ${principal.because}` : null })),
    relations: () => resource.relations.map(({ path, role, address, id }) => ({ path, value: known(address ?? id ?? ''), note: role })),
    arguments: () => argumentsOf(resource),
    managers: () => (resource.alsoManaged ?? []).map(({ input, address }) => ({ path: 'also managed by', value: known(address), note: input })),
  };
  return looked.flatMap((part) => found[part]()).map((value) => ({ ...value, place: locate(value.path)?.place ?? null }));
}

type Value = Omit<ReplayedValue, 'place'>;

function placesOf({ region, regionPath, zone, otherRegions }: Resource): readonly Value[] {
  return [
    { path: regionPath, value: region, note: 'region' },
    ...(zone.status === 'absent' ? [] : [{ path: 'zone', value: zone, note: null }]),
    ...otherRegions.map(({ path, name }) => ({ path, value: name, note: 'further region' })),
  ];
}

function scopeOf({ scope }: Resource): readonly Value[] {
  const { account, subscription, resourceGroup, project, folders, compartment, path } = scope;
  const all: readonly (readonly [string, Known<string> | Known<readonly string[]>])[] = [['account', account], ['subscription', subscription], ['resource group', resourceGroup], ['project', project], ['folders', folders], ['compartment', compartment], ['path of the compartment', path]];
  return all.flatMap(([name, value]) => (value.status === 'absent' ? [] : [{ path: name, value, note: null }]));
}

function shapeOf({ path, name, count, vcpus, accelerator, form }: Shape): readonly Value[] {
  const machines = count.status === 'known' && count.value === 1 ? [] : [counted(count, ' of them')];
  const cores = vcpus.status === 'absent' ? [] : [counted(vcpus, ' vCPUs')];
  const cards = accelerator === null ? [] : [counted(accelerator.count, ` x ${[accelerator.vendor, accelerator.model].filter((one) => one !== null).join(' ') || 'accelerator'}`)];
  return [{ path, value: name, note: [...(form === 'name' ? [] : [form]), ...cores, ...cards, ...machines].join(', ') || null }];
}

function counted(number: Known<number>, what: string): string {
  if (number.status === 'known') return `${number.value}${what}`;
  return number.status === 'oneOf' ? `${number.values.join(' or ')}${what}` : `an unknown number of ${what.replace(/^ (?:x |of )?/, '')}`;
}

/** Those that are there, and those that the settings ask for and that are not. */
function tagsOf({ taggable, tags, tagsPath, nestedTags }: Resource, settings: JsonObject | null): readonly Value[] {
  if (!taggable && nestedTags.length === 0) return [];
  const asked = settings?.['tags'];
  const keys = isArray(asked) ? asked.flatMap((one) => (isObject(one) && typeof one['key'] === 'string' ? [{ key: one['key'], fold: one['case'] === 'insensitive' }] : [])) : [];
  const setOf = (path: string, { entries, open }: TagSet): readonly Value[] => [
    ...entries.map(({ key, value, origin }) => ({ path: `${path}.${key}`, value, note: origin === path ? null : origin })),
    ...keys
      .filter(({ key, fold }) => !entries.some((entry) => entry.key === key || (fold && entry.key.toLowerCase() === key.toLowerCase())))
      .map(({ key }) => ({ path: `${path}.${key}`, value: open ?? absent, note: null })),
  ];
  return [...(taggable ? setOf(tagsPath ?? 'tags', tags) : []), ...nestedTags.flatMap((one) => setOf(one.path, one.tags))];
}

function argumentsOf({ attributes, unknownAttributes }: Resource): readonly Value[] {
  return [
    ...Object.entries(attributes ?? {}).map(([path, value]: [string, JsonValue]) => ({ path, value: known(value), note: null })),
    ...unknownAttributes.map(({ path, unknown }) => ({ path, value: unknown, note: null })),
  ];
}
