import { closeSync, existsSync, mkdirSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { ProblemError } from '#model/problem.ts';
import { requireDuckdb, rowsOf } from './duckdb.ts';
import { schema, schemaVersion, steps } from './schema.ts';
import { spillFolder } from './spill.ts';

export interface HistoryPlace {
  /** As the user named it, and where that is; null for a history in memory, which lasts as long as the run. */
  readonly file: { readonly path: string; readonly shown: string } | null;
  readonly cwd: string;
  /** Milliseconds to wait for another run that has the file open. */
  readonly patience: number;
  /** For one that must be there already. */
  readonly mustExist: boolean;
  readonly now: Date;
}

export interface Opened {
  readonly instance: DuckDBInstance;
  readonly connection: DuckDBConnection;
  /** A folder to be removed when all is closed. */
  readonly spill: string | null;
}

/** Opens the file, or makes it, and begins the transaction of the run, in which a file of an older version is brought up. @throws ProblemError for one that is in use, damaged, of a newer version or cannot be written. */
export async function openFile(place: HistoryPlace): Promise<Opened> {
  const { file, cwd, now } = place;
  const { DuckDBInstance } = requireDuckdb(cwd);
  if (file !== null) {
    if (!existsSync(file.path) && place.mustExist) throw new ProblemError({ code: 'history-missing', message: `there is no history at ${file.shown}`, where: file.shown, hint: 'make one with: landrail history import LOGS…' });
    if (existsSync(file.path) && statSync(file.path).isDirectory()) throw new ProblemError({ code: 'history-folder', message: `${file.shown} is a folder`, where: file.shown, hint: 'name a file in it: --history FOLDER/history.duckdb' });
    try {
      mkdirSync(dirname(file.path), { recursive: true });
    } catch (error) {
      throw new ProblemError({ code: 'history-unreadable', message: `the folder of ${file.shown} cannot be made: ${(error as NodeJS.ErrnoException).code}`, where: file.shown, hint: 'check the path and its permissions' });
    }
  }
  // Nothing is fetched: extensions would come over the network.
  const common = { threads: '2', autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' };
  const spill = file === null ? spillFolder() : null;
  const memory = { memory_limit: spill === null ? '1GB' : '512MB', ...(file === null ? { temp_directory: spill ?? '' } : {}) };
  const instance = await opened(() => DuckDBInstance.create(file?.path ?? ':memory:', { ...common, ...memory }), place);
  const connection = await instance.connect();
  try {
    const version = await versionOf(connection, file, now);
    await connection.run('BEGIN');
    await bringUp(connection, version);
  } catch (error) {
    connection.closeSync();
    instance.closeSync();
    if (spill !== null) rmSync(spill, { recursive: true, force: true });
    throw error;
  }
  return { instance, connection, spill };
}

async function opened(open: () => Promise<DuckDBInstance>, { file, patience }: HistoryPlace): Promise<DuckDBInstance> {
  const shown = file?.shown ?? 'the history';
  for (let waited = 0; ; waited += step) {
    try {
      return await open();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (/Could not set lock|Conflicting lock|being used by another process/.test(message)) {
        if (waited < patience) {
          await setTimeout(step);
          continue;
        }
        const holder = /PID (\d+)/.exec(message)?.[1];
        throw new ProblemError({ code: 'history-in-use', message: `${shown} is in use by another run${holder === undefined ? '' : ` (process ${holder})`}`, where: shown, hint: 'wait until it has ended, or give each run a file of its own' });
      }
      if (/not a valid DuckDB database|magic bytes|corrupt|checksum|could not read enough bytes|serializ/i.test(message)) {
        throw new ProblemError({ code: 'history-damaged', message: `${shown} is not a readable history: ${statSync(file?.path ?? '').size === 0 ? 'it is empty' : 'it is damaged, or not a DuckDB file'}`, where: shown, hint: 'take it from a backup, or move it away and import the logs again: landrail history import LOGS…' });
      }
      if (/newer version of DuckDB|storage version|version number/i.test(message)) throw new ProblemError({ code: 'history-newer', message: `${shown} was written by a newer DuckDB than the one that is installed`, where: shown, hint: 'npm install @duckdb/node-api@latest' });
      throw new ProblemError({ code: 'history-unreadable', message: `${shown} cannot be opened: ${message.split('\n')[0]}`, where: shown, hint: 'check the path and its permissions' });
    }
  }
}

const step = 100;

async function bringUp(connection: DuckDBConnection, from: number): Promise<void> {
  if (from === schemaVersion) return;
  for (let version = from; version < schemaVersion; version += 1) for (const statement of steps[version] ?? []) await connection.run(statement);
  await connection.run('UPDATE meta SET version = $version', { version: schemaVersion });
}

/** Of a file without anything in it, after all was made. */
async function versionOf(connection: DuckDBConnection, file: HistoryPlace['file'], now: Date): Promise<number> {
  const shown = file?.shown ?? null;
  const tables = await rowsOf(connection, "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'main'");
  if (tables.length === 0) {
    await connection.run('BEGIN');
    for (const statement of schema) await connection.run(statement);
    await connection.run('INSERT INTO meta VALUES ($version, CAST($created AS TIMESTAMP))', { version: schemaVersion, created: now.toISOString() });
    await connection.run('COMMIT');
    return schemaVersion;
  }
  if (!tables.some(({ name }) => name === 'meta')) throw new ProblemError({ code: 'history-foreign', message: `${shown} is ${file === null || isDuckdb(file.path) ? 'a DuckDB file, but' : 'no DuckDB file, so'} no history of landrail`, where: shown, hint: 'name another file with --history' });
  const [meta] = await rowsOf(connection, 'SELECT version FROM meta');
  const version = meta?.['version'];
  if (typeof version !== 'number' || version > schemaVersion) throw new ProblemError({ code: 'history-newer', message: `${shown} was written by a newer landrail (history version ${version}, this one knows ${schemaVersion})`, where: shown, hint: 'update landrail, or name another file with --history' });
  return version;
}

/** DuckDB opens JSON, CSV and the like too, as one table: its own files say DUCK behind a checksum. */
function isDuckdb(path: string): boolean {
  const head = Buffer.alloc(12);
  const opened = openSync(path, 'r');
  try {
    readSync(opened, head, 0, head.length, 0);
  } finally {
    closeSync(opened);
  }
  return head.toString('latin1', 8) === 'DUCK';
}
