import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import type { LiveRow } from '#model/live-row.ts';

/** A call that set tags, and what it set. */
export interface Tagging {
  /** UTC, ISO 8601. */
  readonly time: string;
  readonly values: JsonObject;
}

/** Many things cannot be tagged by the call that makes them, and many tools tag what they have made: for so long that is one deed. */
const grace = 3_600_000;

export function isInGrace(created: string, time: string): boolean {
  const after = Date.parse(time) - Date.parse(created);
  return after >= 0 && after <= grace;
}

/** What was made, with the tags that were set soon after. */
export function withTagging(row: LiveRow, created: string, taggings: readonly Tagging[]): LiveRow {
  const soon = taggings.filter(({ time }) => isInGrace(created, time)).toSorted((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
  if (soon.length === 0) return row;
  const values: Record<string, JsonValue> = { ...row.values };
  const untold: Record<string, string> = { ...row.untold };
  for (const { values: set } of soon) {
    for (const [path, tags] of Object.entries(set)) {
      const both = joined(values[path], tags);
      if (both === null) continue;
      values[path] = both;
      delete untold[path];
    }
  }
  return { ...row, values, untold };
}

/** A list of keys and values, or a map; null for what is neither. The later one counts. */
function joined(before: JsonValue | undefined, set: JsonValue): JsonValue | null {
  if (isObject(set)) return isObject(before) ? { ...before, ...set } : set;
  if (!isArray(set) || !set.every((one) => keyOf(one) !== null)) return null;
  const keys = new Set(set.map(keyOf));
  return [...(isArray(before) ? before.filter((one) => !keys.has(keyOf(one))) : []), ...set];
}

function keyOf(tag: JsonValue): string | null {
  const key = member(tag, 'Key') ?? member(tag, 'TagKey') ?? member(tag, 'key');
  return typeof key === 'string' ? key : null;
}
