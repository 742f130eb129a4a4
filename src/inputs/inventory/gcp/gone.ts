import { isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';

/** Where the APIs of Google say in which state something is. */
const places = ['lifecycleState', 'state', 'status', 'currentState'];

/**
 * States of what does not exist any more, or is about to. A machine that is TERMINATED is stopped: it is there, its disks and addresses
 * cost what they did, and whoever starts it has it back as it was; so it is judged.
 */
const words: Readonly<Record<string, string>> = {
  DELETED: 'deleted', DELETING: 'deleted', DELETE_IN_PROGRESS: 'deleted', DELETE_REQUESTED: 'deleted', PENDING_DELETE: 'deleted', DESTROYED: 'destroyed',
  JOB_STATE_DONE: 'finished', JOB_STATE_SUCCEEDED: 'finished', JOB_STATE_FAILED: 'finished', JOB_STATE_CANCELLED: 'finished', JOB_STATE_EXPIRED: 'finished', JOB_STATE_DRAINED: 'finished', JOB_STATE_UPDATED: 'finished',
};

/** States that mean the end for some types alone. */
const ofTypes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'batch.googleapis.com/Job': { SUCCEEDED: 'finished', FAILED: 'finished', CANCELLED: 'finished' },
  'cloudbuild.googleapis.com/Build': { SUCCESS: 'finished', FAILURE: 'finished', INTERNAL_ERROR: 'finished', TIMEOUT: 'finished', CANCELLED: 'finished', EXPIRED: 'finished' },
  'container.googleapis.com/Cluster': { STOPPING: 'deleted' },
  'container.googleapis.com/NodePool': { STOPPING: 'deleted' },
  'dataproc.googleapis.com/Batch': { SUCCEEDED: 'finished', FAILED: 'finished', CANCELLED: 'finished' },
  'dataproc.googleapis.com/Job': { DONE: 'finished', ERROR: 'finished', CANCELLED: 'finished' },
};

/** Why there is nothing left to judge; null where there is. */
export function goneOf(type: string, data: JsonObject): string | null {
  for (const place of places) {
    const state = stateIn(data[place]);
    if (state === null) continue;
    const word = (Object.hasOwn(words, state) ? words[state] : undefined) ?? ofTypes[type]?.[state];
    if (word !== undefined) return word;
  }
  return null;
}

/** `RUNNING`, or `{state: "RUNNING"}` of Dataproc and Batch. */
function stateIn(value: JsonValue | undefined): string | null {
  const state = isObject(value) ? member(value, 'state') : value;
  return typeof state === 'string' ? state : null;
}
