import { byCodePoint, isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import type { LiveRow } from '#model/live-row.ts';

/** A call that set tags, or took some away. */
export interface Tagging {
  readonly id: string;
  /** UTC, ISO 8601. */
  readonly time: string;
  /** What it set. */
  readonly values: JsonObject;
  /** Tags that its record does not tell, and why: those of a call that takes some away. */
  readonly untold: Readonly<Record<string, string>>;
  /** What it set are all that there are from then on. */
  readonly replaces: boolean;
}

/** Many things cannot be tagged by the call that makes them, and many tools tag what they have made: for so long that is one deed. */
const grace = 3_600_000;

export function isInGrace(created: string, time: string): boolean {
  const after = Date.parse(time) - Date.parse(created);
  return after >= 0 && after <= grace;
}

/** What was made, with the tags that were set soon after. */
export function withTagging(row: LiveRow, created: string, taggings: readonly Tagging[]): LiveRow {
  const soon = taggings.filter(({ time }) => isInGrace(created, time)).toSorted((a, b) => byCodePoint(a.time, b.time) || byCodePoint(a.id, b.id));
  if (soon.length === 0) return row;
  const values: Record<string, JsonValue> = { ...row.values };
  const untold: Record<string, string> = { ...row.untold };
  // Of which some were taken away and nobody can tell which are left: what is set beside them changes nothing of that.
  const lost = new Set<string>();
  for (const { values: set, untold: unsure, replaces } of soon) {
    for (const [path, tags] of Object.entries(set)) {
      const all = joined(replaces ? undefined : values[path], tags);
      if (all === null || (lost.has(path) && !replaces)) continue;
      values[path] = all;
      delete untold[path];
      lost.delete(path);
    }
    for (const [path, because] of Object.entries(unsure)) {
      delete values[path];
      untold[path] = because;
      lost.add(path);
    }
  }
  return { ...row, values, untold };
}

/** What counts of the tags that were set after its making, in words; null where none were. */
export function toldTagging(created: string, taggings: readonly Tagging[]): string | null {
  const soon = taggings.filter(({ time }) => isInGrace(created, time));
  if (soon.some(({ untold }) => Object.keys(untold).length > 0)) return 'tags were taken away within an hour of its making: which are left the logs do not tell';
  if (soon.length > 0) return 'tags that were set within an hour of its making count as made with it';
  return taggings.some(({ time }) => Date.parse(time) > Date.parse(created)) ? 'its tags were set more than an hour after its making' : null;
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
