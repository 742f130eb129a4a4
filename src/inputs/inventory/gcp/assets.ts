import { assetTypes } from '#catalog/assets.ts';
import { regionOfZone, normaliseRegion } from '#catalog/regions.ts';
import { isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import { absent, known, unknown, type Known } from '#model/known.ts';
import type { Answers } from '../answers.ts';
import type { Page } from '../page.ts';
import type { LiveRow } from '../row.ts';
import { scopeWith } from '../scopes.ts';

/**
 * Cloud Asset Inventory: `gcloud asset export`, `gcloud asset list`, and `batchGetAssetsHistory`, as lines, a list or a page of one
 * (https://cloud.google.com/asset-inventory/docs/reference/rest/v1/Asset). Old dumps write `asset_type`.
 */
export const assets: Answers = {
  provider: 'gcp',
  types: assetTypes,
  *rows(page, told) {
    if (typeof page.value('nextPageToken') === 'string' && page.value('nextPageToken') !== '') told.incomplete('a nextPageToken is left: there are more pages');
    for (const asset of assetsIn(page)) {
      const row = isObject(asset) ? rowOf(asset) : null;
      if (row === null) told.malformed('an asset without a name and a type');
      else yield row;
    }
  },
};

function* assetsIn(page: Page): Iterable<JsonValue> {
  if (page.value('name') !== undefined) {
    yield page.whole();
    return;
  }
  yield* page.elements(null);
  for (const one of page.elements('assets')) yield member(one, 'asset') ?? one;
}

function rowOf(asset: JsonObject): LiveRow | null {
  const type = text(member(asset, 'assetType') ?? member(asset, 'asset_type'));
  const id = text(member(asset, 'name'));
  if (type === null || id === null) return null;
  const resource = member(asset, 'resource');
  const data = member(resource, 'data');
  const location = text(member(resource, 'location')) ?? null;
  return {
    type,
    id,
    aliases: [],
    name: id.slice(id.lastIndexOf('/') + 1),
    region: location === null ? absent : regionOf(location),
    regionPath: 'resource.location',
    zone: location !== null && regionOfZone('gcp', location) !== null ? known(location) : absent,
    scope: scopeWith({ project: projectOf(id) }),
    values: isObject(data) ? data : {},
    untold: {},
    partial: isObject(data) ? null : 'the export holds no resource data (--content-type=resource adds it)',
    gone: null,
    madeBy: null,
    recorded: text(member(asset, 'updateTime') ?? member(asset, 'update_time')),
  };
}

function regionOf(location: string): Known<string> {
  return known(regionOfZone('gcp', location) ?? normaliseRegion('gcp', location));
}

function projectOf(id: string): Known<string> {
  const project = /\/projects\/([^/]+)/.exec(id)?.[1];
  return project === undefined ? unknown('the asset name holds no project') : known(project);
}

function text(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
