import type { JsonValue } from '#model/json.ts';
import { ProblemError } from '#model/problem.ts';

/** What policies get to read, as JSON text. @throws ProblemError for what nests thousands of levels deep or takes half a gigabyte. */
export function inputText(value: JsonValue, path: string): string {
  return written(path, () => JSON.stringify(value));
}

/** One document of the texts of resources. @throws ProblemError when it is longer than a JavaScript text can be, half a gigabyte. */
export function batchText(resources: readonly string[], path: string): string {
  return written(path, () => `{"path":${JSON.stringify(path)},"resources":[${resources.join(',')}]}`);
}

function written(path: string, write: () => string): string {
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
