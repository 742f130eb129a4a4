import type { JsonValue } from '#model/json.ts';
import { ProblemError } from '#model/problem.ts';
import { inputBytes } from './shared-bytes.ts';

/** What policies on documents read. @throws ProblemError for what nests thousands of levels deep or takes half a gigabyte. */
export function documentBytes(document: JsonValue, path: string): Uint8Array {
  return writing(path, () => inputBytes(JSON.stringify(document)));
}

/** Writes what policies read. @throws ProblemError for what cannot be written. */
export function writing<T>(path: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const deep = /call stack/i.test(error.message);
    throw new ProblemError({
      code: deep ? 'input-nesting' : 'input-size',
      message: deep ? `${path} nests thousands of levels deep` : `${path} is too large for a policy that reads all of it at once`,
      where: path,
      hint: deep ? 'check what wrote it: no plan, template or inventory nests like that' : 'split the input, or let the policy read batches',
    });
  }
}
