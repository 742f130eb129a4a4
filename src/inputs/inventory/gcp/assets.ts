import { assetTypes } from '#catalog/assets.ts';
import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import type { Answers, Told } from '../answers.ts';
import type { Page } from '../page.ts';
import type { LiveRow } from '#model/live-row.ts';
import { lastPart, scopeIn } from '#catalog/gcp/asset-name.ts';
import { liveRow, objectAt, text } from './live-row.ts';
import { policyRow } from './policies.ts';
import { ancestorsOf, projectsOf, type Projects } from './projects.ts';

/**
 * Cloud Asset Inventory: `gcloud asset export`, `gcloud asset list`, and `batchGetAssetsHistory`, as lines, a list or a page of one
 * (https://cloud.google.com/asset-inventory/docs/reference/rest/v1/Asset). Old dumps write `asset_type`.
 */
export const assets: Answers = {
  provider: 'gcp',
  types: assetTypes,
  *rows(page, told, ancestry) {
    if (text(page.value('nextPageToken')) !== null) told.goesOn('a nextPageToken is left: there are more pages');
    const read = text(page.value('readTime'));
    if (read !== null) told.exported(read);
    const projects = projectsOf(ancestry);
    for (const asset of assetsIn(page)) {
      if (isObject(asset)) yield* rowsOf(asset, told, projects);
      else told.malformed('an asset that is not an object');
    }
  },
};

function* assetsIn(page: Page): Iterable<JsonValue> {
  if (page.value('name') !== undefined) {
    yield page.whole();
    return;
  }
  if (page.value('asset') !== undefined) {
    yield atOneTime(page.whole());
    return;
  }
  for (const one of page.elements(null)) yield atOneTime(one);
  // What an asset was in turn: the last of it is what it is.
  const history = new Map<string, { readonly since: string; readonly asset: JsonObject }>();
  for (const one of page.elements('assets')) {
    const asset = atOneTime(one);
    const name = text(member(asset, 'name'));
    if (asset === one || !isObject(asset) || name === null) {
      yield asset;
      continue;
    }
    const since = text(member(member(one, 'window'), 'startTime')) ?? '';
    const before = history.get(name);
    if (before !== undefined && before.since > since) continue;
    history.set(name, { since, asset });
  }
  for (const { asset } of history.values()) yield asset;
}

/** `{asset, window, deleted}` of a history and of a feed: what the asset was from the start of the window on. */
function atOneTime(one: JsonValue): JsonValue {
  const asset = member(one, 'asset');
  if (asset === undefined || !isObject(asset)) return one;
  const since = text(member(member(one, 'window'), 'startTime'));
  return { ...asset, ...(member(one, 'deleted') === true ? { deleted: true } : {}), ...(since === null || asset['updateTime'] !== undefined ? {} : { updateTime: since }) };
}

/** Members of other content types than resources and allow policies, and how they are called. */
const others: readonly (readonly [members: readonly string[], one: string, many: string])[] = [
  [['orgPolicy', 'org_policy'], 'set of organization policies is no resource', 'sets of organization policies are no resources'],
  [['accessPolicy', 'access_policy', 'accessLevel', 'access_level', 'servicePerimeter', 'service_perimeter'], 'policy, level or perimeter of access is no resource', 'policies, levels or perimeters of access are no resources'],
  [['osInventory', 'os_inventory'], 'inventory of an operating system is no resource', 'inventories of operating systems are no resources'],
  [['relatedAsset', 'related_asset', 'relatedAssets', 'related_assets'], 'relationship is no resource', 'relationships are no resources'],
];

function* rowsOf(asset: JsonObject, told: Told, projects: Projects): Iterable<LiveRow> {
  const type = text(asset['assetType'] ?? asset['asset_type']);
  const id = text(asset['name']);
  if (type === null || id === null) {
    told.malformed('an asset without a name and a type');
    return;
  }
  const recorded = text(asset['updateTime'] ?? asset['update_time']);
  const policy = asset['iamPolicy'] ?? asset['iam_policy'];
  if (isObject(policy)) {
    const row = policyRow({ type, id, name: lastPart(id), scope: projects.scopeOf(scopeIn(id), ancestorsOf(asset['ancestors'])), recorded }, policy, told);
    if (row !== null) yield row;
  }
  const { resource } = asset;
  if (resource === undefined || resource === null) {
    const other = others.find(([members]) => members.some((name) => isObject(asset[name]) || isArray(asset[name])));
    if (other !== undefined) told.passedOver(other[1], other[2]);
    if (other !== undefined || isObject(policy)) return;
  }
  if (isOfKubernetes(type)) {
    told.passedOver('object within a Kubernetes cluster not judged', 'objects within Kubernetes clusters not judged');
    return;
  }
  const data = objectAt(resource, 'data');
  const deleted = asset['deleted'] === true;
  const row = liveRow(
    {
      type,
      id,
      data,
      location: text(member(resource, 'location')),
      ancestors: ancestorsOf(asset['ancestors']),
      parent: text(member(resource, 'parent')),
      recorded,
      partial: data === null ? 'the export holds no resource data (--content-type=resource adds it)' : null,
    },
    projects,
  );
  yield deleted ? { ...row, gone: 'deleted' } : row;
}

/** `k8s.io/Pod`, `rbac.authorization.k8s.io/Role`: with labels and places of their own, which are not those of the cloud. */
function isOfKubernetes(type: string): boolean {
  const at = type.indexOf('/');
  return at >= 0 && type.startsWith('k8s.io', at - 6);
}
