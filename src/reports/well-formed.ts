import type { Result } from '#model/result.ts';
import { renderJson } from './json.ts';

/**
 * The Result without half characters, which JSON has no place for: what is reported of a run is what is reported of its JSON, byte for
 * byte. The very same where there are none.
 */
export async function wellFormed(result: Result): Promise<Result> {
  if (isWellFormed(result)) return result;
  const { readSaved } = await import('./saved/read.ts');
  return readSaved(renderJson(result), 'the result');
}

function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isWellFormed);
  for (const [key, item] of Object.entries(value)) if (!key.isWellFormed() || !isWellFormed(item)) return false;
  return true;
}
