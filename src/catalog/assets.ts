import { isArray, isObject, member, type JsonObject } from '#model/json.ts';
import { kinds, type Kind } from '#model/resource.ts';
import { bareFacts } from './bare.ts';
import { row, table, text, texts } from './data.ts';
import type { RegionFacts, TagFacts, TypeFacts, TypeLookup } from './facts.ts';
import { grantPath, lists, nestedTagPath, relationPath, shapePath } from './places.ts';

const labels: TagFacts = { path: 'labels', merged: null, style: 'map', defaults: false, also: null, specifies: null };

/** Where an asset stands is told beside it. */
const noPlace: RegionFacts = { global: false, paths: [], parent: null, others: [] };

/** The allow policy of an asset is no asset of its own; as a resource it has the name and the type of the asset, and this behind them. */
export const policySuffix = '/iamPolicy';

const cache = new Map<string, TypeFacts | null>();

/** Facts of an asset type of Google Cloud (`compute.googleapis.com/Instance`), whose arguments are those of the API; null when the catalogue does not know it. */
function assetType(type: string): TypeFacts | null {
  const before = cache.get(type);
  if (before !== undefined) return before;
  const facts = type.endsWith(policySuffix) ? policy(type) : lookUp(type);
  cache.set(type, facts);
  return facts;
}

/** Row letters: k kind, t where its labels are, g global. */
function lookUp(type: string): TypeFacts | null {
  const written = row('types-assets', type);
  const place = member(table('places-assets'), type);
  if (written === undefined && place === undefined) return null;
  const more: JsonObject = isObject(place) ? place : {};
  const kind = text(more['kind']) ?? text(member(written, 'k')) ?? 'other';
  const tags = more['tags'] === false ? null : (text(more['tags']) ?? text(member(written, 't')));
  return {
    ...bareFacts('gcp', type),
    kind: (kinds as readonly string[]).includes(kind) ? (kind as Kind) : 'other',
    tags: tags === null ? null : { ...labels, path: tags, also: text(more['also']) },
    nestedTags: lists(more['nested']).map(nestedTagPath),
    region: { ...noPlace, global: member(written, 'g') === 1, others: texts(more['others']) },
    shapes: isArray(more['shapes']) ? more['shapes'].map(shapePath) : [],
    image: texts(more['image']),
    relations: lists(more['relations']).map(relationPath),
  };
}

function policy(type: string): TypeFacts {
  return { ...bareFacts('gcp', type), kind: 'identity', grants: [grantPath({ role: 'iamPolicy', form: 'policy-document' })] };
}

const placed = new Map<string, readonly string[]>();

/** Arguments that say where an asset stands if nothing beside it does: `config` of a Spanner instance. */
export function assetPlaces(type: string): readonly string[] {
  const before = placed.get(type);
  if (before !== undefined) return before;
  const found = texts(member(member(table('places-assets'), type), 'places'));
  placed.set(type, found);
  return found;
}

/** The asset types of Google Cloud. */
export const assetTypes: TypeLookup = { cloudOf: () => 'gcp', factsOf: assetType, usualTags: () => labels, usualPlaces: () => [] };
