import type { Result } from '#model/result.ts';
import { renderJson } from './json.ts';

/**
 * The Result without half characters, which JSON has no place for: what is reported of a run is what is reported of its JSON, byte for
 * byte. The very same where there are none.
 */
export async function wellFormed(result: Result): Promise<Result> {
  if (isWellFormed(result, null)) return result;
  const { readSaved } = await import('./saved/read.ts');
  return readSaved([...renderJson(result)].join(''), 'the result');
}

/** @param before what stood in its place one element earlier: neighbours share much of what they hold, which is looked at once */
function isWellFormed(value: unknown, before: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null || value === before) return true;
  if (Array.isArray(value)) return value.every((item, index) => isWellFormed(item, value[index - 1]));
  const members = value as Readonly<Record<string, unknown>>;
  const others = isRecord(before) ? before : none;
  for (const key in members) if (!key.isWellFormed() || !isWellFormed(members[key], others[key])) return false;
  return true;
}

const none: Readonly<Record<string, unknown>> = {};

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
