import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Where a history without a file puts what its memory has no room for: a folder of the system's, which nobody else may look into. Null where
 * none can be made: then all of it has to fit. Left to itself DuckDB would take the folder in which somebody works.
 */
export function spillFolder(): string | null {
  try {
    return mkdtempSync(join(tmpdir(), 'landrail-'));
  } catch {
    return null;
  }
}
