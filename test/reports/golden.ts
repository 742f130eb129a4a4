import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

/** UPDATE=1 records what is said now; read the difference before committing it. */
const update = process.env['UPDATE'] === '1';

/** Compares with golden/<file> of a room of test/, byte for byte. */
export function expectGolden(file: string, actual: string, room = 'reports'): void {
  const path = fileURLToPath(new URL(`../${room}/golden/${file}`, import.meta.url));
  if (update) writeFileSync(path, actual);
  if (!existsSync(path)) throw new Error(`golden/${file} is missing: UPDATE=1 npx vitest run --config test/vitest.config.ts test/${room}`);
  expect(actual).toBe(readFileSync(path, 'utf8'));
}
