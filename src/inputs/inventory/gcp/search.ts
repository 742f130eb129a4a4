import { assetTypes } from '#catalog/assets.ts';
import type { TypeFacts, TypeLookup } from '#catalog/facts.ts';
import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import type { Answers, Told } from '../answers.ts';
import type { Page } from '../page.ts';
import type { LiveRow } from '#model/live-row.ts';
import { lastPart, scopeIn } from '#catalog/gcp/asset-name.ts';
import { liveRow, objectAt, text } from './live-row.ts';
import { policyRow } from './policies.ts';
import { projectsOf, type Projects } from './projects.ts';

/** Wherever a type has its labels, a search lists them as `labels`. */
function searched(type: string): TypeFacts | null {
  const facts = assetTypes.factsOf(type);
  return facts?.tags == null || facts.tags.path === 'labels' ? facts : { ...facts, tags: { ...facts.tags, path: 'labels' } };
}

const cache = new Map<string, TypeFacts | null>();

const searchTypes: TypeLookup = {
  ...assetTypes,
  factsOf(type) {
    const before = cache.get(type);
    if (before !== undefined) return before;
    const facts = searched(type);
    cache.set(type, facts);
    return facts;
  },
};

/**
 * `gcloud asset search-all-resources` and `search-all-iam-policies`
 * (https://cloud.google.com/asset-inventory/docs/reference/rest/v1/ResourceSearchResult): labels, place and state of everything, of machines
 * the type, and the API's own object where `--read-mask="*"` asked for it.
 */
export const search: Answers = {
  provider: 'gcp',
  types: searchTypes,
  *rows(page, told, ancestry) {
    if (text(page.value('nextPageToken')) !== null) told.goesOn('a nextPageToken is left: there are more pages');
    const projects = projectsOf(ancestry);
    for (const found of foundIn(page)) {
      if (isObject(found)) yield* rowsOf(found, told, projects);
      else told.malformed('a search result that is not an object');
    }
  },
};

function* foundIn(page: Page): Iterable<JsonValue> {
  if (page.value('assetType') !== undefined) yield page.whole();
  yield* page.elements(null);
  yield* page.elements('results');
}

function* rowsOf(found: JsonObject, told: Told, projects: Projects): Iterable<LiveRow> {
  const type = text(found['assetType']);
  const { policy } = found;
  const id = text(policy === undefined ? found['name'] : found['resource']);
  if (type === null || id === null) {
    told.malformed('a search result without a name and a type');
    return;
  }
  const recorded = text(found['updateTime']);
  const ancestors = ancestorsOf(found);
  if (policy !== undefined) {
    const row = policyRow({ type, id, name: lastPart(id), scope: projects.scopeOf(scopeIn(id), ancestors), recorded }, policy, told);
    if (row !== null) yield row;
    return;
  }
  const whole = newest(found['versionedResources']);
  const data = withLabels(whole ?? { ...objectAt(found, 'additionalAttributes'), ...text(found['state']) === null ? {} : { state: found['state'] as JsonValue } }, found['labels']);
  yield liveRow(
    { type, id, data: whole === null ? withoutAccelerators(type, data) : data, location: text(found['location']), ancestors, parent: text(found['parentFullResourceName']), recorded, partial: whole === null ? 'a search tells no more than labels, place and state (--read-mask="*" adds the rest)' : null },
    projects,
  );
}

function withLabels(data: JsonObject, labels: JsonValue | undefined): JsonObject {
  return { ...data, labels: labels ?? {} };
}

/** Accelerators are attached to N1 machines alone (https://cloud.google.com/compute/docs/gpus). */
function withoutAccelerators(type: string, data: JsonObject): JsonObject {
  const machine = text(data['machineType']);
  return type === 'compute.googleapis.com/Instance' && machine !== null && !/^n1-|^custom-|^[fg]1-/.test(lastPart(machine)) ? { ...data, guestAccelerators: [] } : data;
}

/** `[{version, resource}]`: of several versions of an API the last. */
function newest(versions: JsonValue | undefined): JsonObject | null {
  return isArray(versions) ? objectAt(versions.at(-1), 'resource') : null;
}

/** `project`, `folders` (the innermost first) and `organization`, as Cloud Asset Inventory lists ancestors. */
function ancestorsOf(found: JsonObject): readonly string[] | null {
  const folders = member(found, 'folders');
  const all = [found['project'], ...(isArray(folders) ? folders : []), found['organization']].filter((one): one is string => typeof one === 'string' && one !== '');
  return all.length === 0 ? null : all;
}
