import { member } from '#model/json.ts';
import { kinds, type Kind } from '#model/resource.ts';
import { table, text, texts } from './data.ts';
import type { RegionFacts, TagFacts, TypeFacts, TypeLookup } from './facts.ts';
import { grantPath, lists, nestedTagPath, relationPath, shapePath } from './places.ts';

const labels: TagFacts = { path: 'labels', merged: null, style: 'map', defaults: false, also: null, specifies: null };

/** Where an asset stands is told beside it. */
const noPlace: RegionFacts = { global: false, paths: [], parent: null, others: [] };

/** Facts of an asset type of Google Cloud (`compute.googleapis.com/Instance`), whose arguments are those of the API; null when the catalogue does not know it. */
function assetType(type: string): TypeFacts | null {
  const place = member(table('places-assets'), type);
  if (place === undefined) return null;
  const kind = text(member(place, 'kind')) ?? 'other';
  const shapes = member(place, 'shapes');
  const grants = member(place, 'grants');
  const tags = member(place, 'tags');
  return {
    provider: 'gcp',
    type,
    kind: (kinds as readonly string[]).includes(kind) ? (kind as Kind) : 'other',
    tags: tags === false ? null : { ...labels, path: text(tags) ?? labels.path },
    nestedTags: lists(member(place, 'nested')).map(nestedTagPath),
    region: { ...noPlace, others: texts(member(place, 'others')) },
    shapes: Array.isArray(shapes) ? shapes.map(shapePath) : [],
    templates: [],
    json: null,
    containers: [],
    image: texts(member(place, 'image')),
    relations: lists(member(place, 'relations')).map(relationPath),
    grants: Array.isArray(grants) ? grants.map(grantPath) : [],
    scope: { resourceGroup: null, project: null, folder: null, compartment: null },
  };
}

/** The asset types of Google Cloud. */
export const assetTypes: TypeLookup = { cloudOf: () => 'gcp', factsOf: assetType, usualTags: () => labels, usualPlaces: () => [] };
