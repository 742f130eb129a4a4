import type { Outline } from '../../outline.ts';

/** An asset of Cloud Asset Inventory, in either spelling. */
export function isAsset(item: Outline | null): boolean {
  if (item?.has('window') === true && isAsset(item.inner('asset'))) return true;
  return item !== null && (item.has('assetType') || item.has('asset_type')) && item.has('name') && !isFound(item);
}

export function isAssets(it: Outline): boolean {
  return isAsset(it) || isAsset(it.kind === 'array' ? it.first() : (it.inner('assets')?.first() ?? null)) || isEmptyAnswer(it, 'assets');
}

/** Whatever there is not, the answer may say when it was asked. */
function isEmptyAnswer(it: Outline, list: string): boolean {
  if (!it.keys.every((key) => key === list || key === 'readTime' || key === 'nextPageToken')) return false;
  return (it.has('readTime') && list === 'assets') || (it.kindOf(list) === 'array' && it.inner(list)?.first() === null);
}

/** A result of `gcloud asset search-all-resources` or `search-all-iam-policies`. */
export function isFound(item: Outline | null): boolean {
  if (item === null || !item.has('assetType')) return false;
  if (item.has('resource', 'policy')) return true;
  return item.has('name') && !item.has('resource') && ['parentFullResourceName', 'displayName', 'additionalAttributes', 'versionedResources', 'organization', 'project', 'folders', 'parentAssetType'].some((key) => item.has(key));
}

export function isSearch(it: Outline): boolean {
  return isFound(it) || isFound(it.kind === 'array' ? it.first() : (it.inner('results')?.first() ?? null)) || isEmptyAnswer(it, 'results');
}

/** What a `gcloud … list` prints one of, or an API lists. */
export function isListed(item: Outline | null): boolean {
  if (item === null || item.kind !== 'object' || item.has('assetType') || item.has('asset_type') || item.has('logName')) return false;
  if (/^(?:compute|storage|sql|bigquery|dns)#/.test(item.text('kind') ?? '')) return true;
  if ((item.text('selfLink') ?? '').includes('googleapis.com/')) return true;
  if (/^(?:projects|folders|organizations|apps)\/[^/]+(?:\/|$)/.test(item.text('name') ?? '')) return true;
  if (/^(?:serving\.knative\.dev|run\.googleapis\.com)\//.test(item.text('apiVersion') ?? '')) return true;
  return (item.has('projectId') && (item.has('projectNumber') || item.has('clusterName'))) || (item.text('storage_url') ?? '').startsWith('gs://') || isError(item);
}

/** `{"error": {code, message, status}}` where an answer should be. */
function isError(it: Outline): boolean {
  const error = it.inner('error');
  return error?.kind === 'object' && error.kindOf('code') === 'number' && error.has('message') && (error.has('status') || error.has('errors'));
}

export function isList(it: Outline): boolean {
  if (it.kind === 'array') return isListed(it.first());
  // An asset has lists of its own: policies, ancestors. A state has one whose first element may be all there is of it.
  if (isAsset(it) || it.has('terraform_version')) return false;
  if (isListed(it)) return true;
  const items = it.inner('items');
  if (items?.kind === 'object' && items.keys.length > 0 && items.keys.every((key) => /^(?:zones|regions)\/|^global$/.test(key))) return true;
  return it.keys.length <= most && it.keys.some((key) => it.kindOf(key) === 'array' && isListed(it.inner(key)?.first() ?? null));
}

/** Members of an answer: lists, a token, what was not reached. */
const most = 8;

/** The answer of getIamPolicy. */
export function isPolicy(it: Outline): boolean {
  return it.kind === 'object' && it.kindOf('etag') === 'string' && it.keys.every((key) => policyKeys.has(key));
}

const policyKeys = new Set(['version', 'etag', 'bindings', 'auditConfigs']);
