import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import { kinds, type Kind } from '#model/resource.ts';
import { table, text, texts } from './data.ts';
import type { RegionFacts, TagFacts, TypeFacts, TypeLookup } from './facts.ts';
import { grantPath, lists, nestedTagPath, relationPath, shapePath } from './places.ts';

interface ArmPlace {
  /** In the case of the catalogue. */
  readonly type: string;
  readonly place: JsonObject;
}

let byName: ReadonlyMap<string, ArmPlace> | null = null;

/** `Microsoft.Compute/virtualMachines`, in whatever case and with or without a version behind `@`; null when the catalogue does not know it. */
export function armPlace(named: string): ArmPlace | null {
  byName ??= new Map(Object.entries(table('places-arm')).map(([type, place]) => [type.toLowerCase(), { type, place: place as JsonObject }]));
  return byName.get(named.replace(/@.*$/, '').toLowerCase()) ?? null;
}

/** What places-arm.json says of a type. `at` is where a path of Azure Resource Manager's own object stands: `body.…` in azapi. */
export function armFacts(type: string, place: JsonObject, tags: TagFacts | null, region: Omit<RegionFacts, 'others'>, at: (path: string) => string): TypeFacts {
  const kind = text(place['kind']) ?? 'other';
  return {
    provider: 'azure',
    type,
    kind: (kinds as readonly string[]).includes(kind) ? (kind as Kind) : 'other',
    tags,
    nestedTags: lists(place['nested']).map(([path = '', ...more]) => nestedTagPath([at(path), ...more])),
    region: { ...region, others: texts(place['others']).map(at) },
    shapes: listOf(place['shapes']).map((one) => shapePath(placed(one, at))),
    templates: [],
    json: null,
    containers: [],
    image: texts(place['image']).map(at),
    relations: lists(place['relations']).map(([path = '', role = '']) => relationPath([at(path), role])),
    grants: listOf(place['grants']).map((one) => grantPath(placed(one, at))),
    scope: { resourceGroup: null, project: null, folder: null, compartment: null },
  };
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return isArray(value) ? value : [];
}

const pathKeys = ['path', 'count', 'market', 'role', 'principal'];

/** A place of a shape or a grant, whose role is a path in grants alone. */
function placed(place: JsonValue, at: (path: string) => string): JsonValue {
  if (!isObject(place)) return typeof place === 'string' ? at(place) : place;
  const keys = member(place, 'path') === undefined ? pathKeys : pathKeys.filter((key) => key !== 'role');
  return Object.fromEntries(Object.entries(place).map(([key, value]) => [key, keys.includes(key) && typeof value === 'string' && !value.startsWith('=') ? at(value) : value]));
}

export const armTags: TagFacts = { path: 'tags', merged: null, style: 'map', defaults: false, also: null, specifies: null };

/** Where a resource stands is told beside it. */
const noPlace = { global: false, paths: [], parent: null };

const cache = new Map<string, TypeFacts | null>();

/** Facts of a resource as Azure Resource Manager gives it; null when the catalogue does not know its type. */
function armType(type: string): TypeFacts | null {
  const before = cache.get(type);
  if (before !== undefined) return before;
  const found = armPlace(type);
  const own = found === null ? null : text(found.place['tags']);
  // Some say in another place what they are than where they are asked for it.
  const place = found === null ? {} : { ...found.place, shapes: found.place['live'] ?? found.place['shapes'] ?? [] };
  const facts = found === null ? null : armFacts(found.type, place, found.place['taggable'] === false ? null : { ...armTags, path: own ?? armTags.path }, noPlace, (path) => path);
  cache.set(type, facts);
  return facts;
}

/** The resource types of Azure Resource Manager. */
export const armTypes: TypeLookup = { cloudOf: () => 'azure', factsOf: armType, usualTags: () => armTags, usualPlaces: () => [] };
