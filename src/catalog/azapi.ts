import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import { kinds, type Kind } from '#model/resource.ts';
import { table, text, texts } from './data.ts';
import type { TypeFacts } from './facts.ts';
import { grantPath, lists, nestedTagPath, relationPath, shapePath } from './places.ts';

/** Resources of azapi say in `type` what they are, and in `body` what Azure Resource Manager is asked for. */
const readable = new Set(['azapi_resource', 'azapi_update_resource', 'azapi_data_plane_resource']);

export function isAzapi(type: string): boolean {
  return readable.has(type);
}

let byName: ReadonlyMap<string, JsonObject> | null = null;

/** Facts of `Microsoft.Compute/virtualMachines@2024-07-01`; null when the catalogue does not know it. Case does not count. */
export function azapiType(type: string, named: string): TypeFacts | null {
  byName ??= new Map(Object.entries(table('places-arm')).map(([name, place]) => [name.toLowerCase(), place as JsonObject]));
  const place = byName.get(named.replace(/@.*$/, '').toLowerCase());
  if (place === undefined) return null;
  const kind = text(place['kind']) ?? 'other';
  return {
    provider: 'azure',
    type,
    kind: (kinds as readonly string[]).includes(kind) ? (kind as Kind) : 'other',
    tags: place['taggable'] === false || type !== 'azapi_resource' ? null : { path: 'tags', merged: null, style: 'map', defaults: false, also: 'body.tags', specifies: null },
    nestedTags: lists(place['nested']).map(([path = '', ...more]) => nestedTagPath([inBody(path), ...more])),
    region: {
      global: false,
      paths: ['location', 'body.location'].map((path) => ({ path, holds: 'location' })),
      parent: text(place['parent']),
      others: texts(place['others']).map(inBody),
    },
    shapes: listOf(place['shapes']).map((one) => shapePath(withinBody(one))),
    templates: [],
    json: null,
    containers: [],
    image: texts(place['image']).map(inBody),
    relations: lists(place['relations']).map(([path = '', role = '']) => relationPath([inBody(path), role])),
    grants: listOf(place['grants']).map((one) => grantPath(withinBody(one))),
    scope: { resourceGroup: null, project: null, folder: null, compartment: null },
  };
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return isArray(value) ? value : [];
}

function inBody(path: string): string {
  return path.split('|').map((one) => `body.${one}`).join('|');
}

const pathKeys = ['path', 'count', 'market', 'role', 'principal'];

/** A place of a shape or a grant, whose role is a path in grants alone. */
function withinBody(place: JsonValue): JsonValue {
  if (!isObject(place)) return typeof place === 'string' ? inBody(place) : place;
  const keys = member(place, 'path') === undefined ? pathKeys : pathKeys.filter((key) => key !== 'role');
  return Object.fromEntries(Object.entries(place).map(([key, value]) => [key, keys.includes(key) && typeof value === 'string' ? inBody(value) : value]));
}
