import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type * as Duckdb from '@duckdb/node-api';
import { ProblemError } from '#model/problem.ts';

/** DuckDB, found beside landrail, else from the working directory up; null where it is not installed. */
export function loadDuckdb(cwd: string): typeof Duckdb | null {
  for (const from of [import.meta.url, pathToFileURL(`${cwd}/package.json`).href]) {
    const require = createRequire(from);
    try {
      require.resolve(packageName);
    } catch (error) {
      if (error instanceof Error && (error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') continue;
      throw error;
    }
    return require(packageName) as typeof Duckdb;
  }
  return null;
}

const packageName = '@duckdb/node-api';

/** @throws ProblemError that names the command which installs it. */
export function requireDuckdb(cwd: string): typeof Duckdb {
  const found = loadDuckdb(cwd);
  if (found !== null) return found;
  throw new ProblemError({ code: 'history-duckdb', message: 'the history is kept by DuckDB, which is not installed', where: null, hint: `npm install ${packageName}` });
}

/** Rows of a query as plain values: numbers, texts, ISO times, null. */
export type Row = Readonly<Record<string, number | string | boolean | null>>;

export async function rowsOf(connection: Duckdb.DuckDBConnection, sql: string, values: Readonly<Record<string, string | number | null>> = {}): Promise<readonly Row[]> {
  const result = await connection.runAndReadAll(sql, { ...values });
  return result.getRowObjectsJS().map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])));
}

function plain(value: unknown): Row[string] {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return value;
  throw new Error(`DuckDB gave a ${typeof value}`);
}
