import { assetTypes } from '#catalog/assets.ts';
import { answerLists, skippedKind } from '#catalog/google-answers.ts';
import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import { unknown } from '#model/known.ts';
import type { Answers, Told } from '../answers.ts';
import type { Page } from '../page.ts';
import type { LiveRow } from '#model/live-row.ts';
import { fromProject, scopeIn } from '#catalog/gcp/asset-name.ts';
import { hierarchyOf, identified } from './identified.ts';
import { liveRow, text } from './live-row.ts';
import { projectsOf, type Projects } from './projects.ts';

/**
 * What `gcloud … list --format=json` prints, and the lists and single answers of the APIs behind it: `items`, `items` by zone,
 * `clusters`, `instances`, `keyRings`, ….
 */
export const list: Answers = {
  provider: 'gcp',
  types: assetTypes,
  *rows(page, told, ancestry) {
    const projects = projectsOf(ancestry);
    if (isError(page, told)) return;
    tellGaps(page, told);
    const around: Around = { within: withinOf(page), told, projects };
    if (isItem(page)) {
      yield* rowsOf(page.whole(), around);
      return;
    }
    for (const item of page.elements(null)) yield* rowsOf(item, around);
    for (const key of answerLists()) {
      if (key === 'items' && isObject(page.value(key) ?? null)) yield* aggregated(page.value(key) as JsonObject, around);
      else for (const item of page.elements(key)) yield* rowsOf(item, around);
    }
  },
  tree(page, ancestry) {
    const projects = projectsOf(ancestry);
    for (const key of [null, 'projects', 'folders']) {
      for (const item of page.elements(key)) {
        // Of lists of other things the first tells.
        const kind = isObject(item) ? hierarchyOf(item) : null;
        if (kind === null) break;
        projects.learn(kind, item);
      }
    }
  },
};

interface Around {
  /** `projects/P`, as the answer says beside its items. */
  readonly within: string | null;
  readonly told: Told;
  readonly projects: Projects;
}

/** Something by itself, not a list of it. */
function isItem(page: Page): boolean {
  const kind = text(page.value('kind'));
  if (kind?.endsWith('List') === true || page.value('items') !== undefined) return false;
  return kind !== null || ['name', 'metadata', 'clusterName', 'projectId'].some((key) => page.value(key) !== undefined);
}

function isError(page: Page, told: Told): boolean {
  const error = page.value('error') ?? member(first(page), 'error');
  if (error === undefined || !isObject(error)) return false;
  const [status, message] = [text(error['status']), text(error['message'])];
  told.malformed(`an error instead of an answer: ${[status, message].filter((one) => one !== null).join(', ')}`);
  told.incomplete('an answer is an error');
  return true;
}

function first(page: Page): JsonValue | undefined {
  for (const one of page.elements(null)) return one;
  return undefined;
}

/** What the answer leaves out, by its own words. */
function tellGaps(page: Page, told: Told): void {
  if (text(page.value('nextPageToken')) !== null) told.goesOn('a nextPageToken is left: there are more pages');
  for (const key of ['unreachable', 'unreachables', 'missingZones', 'failedLocations', 'unreachableLocations']) {
    const places = [...page.elements(key)].filter((one) => typeof one === 'string');
    if (places.length > 0) told.incomplete(`${places.join(', ')} could not be reached when it was listed`);
  }
  warn(page.value('warning'), told);
  for (const warning of page.elements('warnings')) warn(warning, told);
}

/** That there is nothing in a zone is a warning of its own. */
function warn(warning: JsonValue | undefined, told: Told): void {
  const code = text(member(warning, 'code'));
  if (code !== null && code !== 'NO_RESULTS_ON_PAGE') told.incomplete(`${code}${text(member(warning, 'message')) === null ? '' : `: ${text(member(warning, 'message')) ?? ''}`}`);
}

function* aggregated(items: JsonObject, around: Around): Iterable<LiveRow> {
  for (const place of Object.values(items)) {
    if (!isObject(place)) continue;
    warn(place['warning'], around.told);
    for (const list of Object.values(place)) if (isArray(list)) for (const item of list) yield* rowsOf(item, around);
  }
}

function withinOf(page: Page): string | null {
  for (const key of ['id', 'selfLink']) {
    const value = text(page.value(key));
    const relative = value === null ? null : fromProject(value);
    if (relative !== null) return scopeIn(`/${relative}`);
  }
  return null;
}

function* rowsOf(item: JsonValue, { within, told, projects }: Around): Iterable<LiveRow> {
  if (!isObject(item)) {
    told.malformed('a resource that is not an object');
    return;
  }
  const kind = text(item['kind']);
  const skipped = skippedKind(kind?.includes('#') === true ? kind.slice(kind.indexOf('#') + 1) : isOperation(item) ? 'operation' : '');
  if (skipped !== null) {
    told.passedOver(...skipped);
    return;
  }
  const found = identified(item, within);
  if (found === null) {
    told.malformed('a resource of which neither kind nor name tells what it is');
    return;
  }
  if ('folder' in found) {
    projects.learn('folder', item);
    told.passedOver('folder read for the scopes of what is in it', 'folders read for the scopes of what is in them');
    return;
  }
  const row = liveRow({ type: found.type, id: found.id, data: found.data, location: null, ancestors: null, parent: null, recorded: null, partial: partial(found.type, item) }, projects);
  // Tables are listed without their place.
  yield row.region.status === 'absent' && found.type === 'bigquery.googleapis.com/Table' ? { ...row, region: unknown('a list of tables does not tell where they are') } : row;
}

function isOperation(item: JsonObject): boolean {
  return (text(item['name']) ?? '').includes('/operations/');
}

/** Everything in Compute Engine was made at some time: what does not say when was printed in part. */
function partial(type: string, item: JsonObject): string | null {
  return type.startsWith('compute.googleapis.com/') && item['creationTimestamp'] === undefined ? 'the answer holds a choice of its members' : null;
}
