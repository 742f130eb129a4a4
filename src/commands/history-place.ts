import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Config } from '#config/config.ts';
import type { withHistory } from '../history.ts';
import type { Io } from './io.ts';

type Place = Parameters<typeof withHistory>[0];

const usual = '.landrail/history.duckdb';

/** Milliseconds that a run waits for another one that has the file. */
const patience = 30_000;

/**
 * The history of the flag, else of the config, else the usual one beside the config. A command about histories makes that one; a report uses
 * it where it is there.
 */
export function historyPlace(flag: string | undefined, config: Config, { cwd, now }: Io, kind: 'must exist' | 'is made' | 'if there'): Place {
  const shown = flag ?? config.drift.history ?? usual;
  const path = resolve(flag === undefined ? config.folder : cwd, shown);
  const isNamed = flag !== undefined || config.drift.history !== null;
  return { file: kind === 'if there' && !isNamed && !existsSync(path) ? null : { path, shown }, cwd, patience, mustExist: kind === 'must exist', now };
}
