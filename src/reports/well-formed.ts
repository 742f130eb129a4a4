import type { Result } from '#model/result.ts';
import { renderJson } from './json.ts';

/**
 * The Result without half characters, which JSON has no place for: what is reported of a run is what is reported of its JSON, byte for
 * byte. The very same where there are none.
 */
export async function wellFormed(result: Result): Promise<Result> {
  if (isWellFormed(result, new Set())) return result;
  const { readSaved } = await import('./saved/read.ts');
  return readSaved(renderJson(result), 'the result');
}

/** Thousands of findings share what they hold: each is looked at once. */
function isWellFormed(value: unknown, seen: Set<object>): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null || seen.has(value)) return true;
  seen.add(value);
  if (Array.isArray(value)) return value.every((item) => isWellFormed(item, seen));
  for (const [key, item] of Object.entries(value)) if (!key.isWellFormed() || !isWellFormed(item, seen)) return false;
  return true;
}
