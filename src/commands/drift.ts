import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { Options } from '#config/options.ts';
import { windowOf } from '#config/window.ts';
import { ProblemError } from '#model/problem.ts';
import { drift } from '../drift.ts';
import type { DriftRequest } from '../drift-request.ts';
import { historyPlace } from './history-place.ts';
import type { ExitCode, Io } from './io.ts';
import { progressLine } from './progress.ts';
import { reported } from './reported.ts';
import { checkRequest, type CheckFlags } from './request.ts';

export interface DriftFlags extends Omit<CheckFlags, 'since'> {
  readonly iac: readonly string[];
  readonly inventory: readonly string[];
  readonly audit: readonly string[];
  readonly since?: string;
  readonly until?: string;
  /** False for `--no-history`. */
  readonly history?: string | false;
  /** False for `--no-learn`. */
  readonly learn?: boolean;
}

/** Flags -> three sides, a window, what was seen before -> Result -> reports -> exit code. */
export async function driftCommand(flags: DriftFlags, io: Io, paths: readonly string[]): Promise<ExitCode> {
  refusePaths(paths);
  // Where what code declares has lived for long, V8 makes all that comes later of the same form among what is old at once, and a million
  // events would leave their garbage where it is looked for last: half a gigabyte.
  setFlagsFromString('--no-allocation-site-pretenuring');
  const progress = progressLine(io);
  return reported('drift', flags, io, async (options) => {
    try {
      return await drift(driftRequest(flags, options, io, progress.tell));
    } finally {
      progress.end();
    }
  });
}

/** @throws ProblemError for paths that stand behind no flag of a side */
export function refusePaths(paths: readonly string[]): void {
  if (paths.length > 0) throw new ProblemError({ code: 'usage-sides', message: `${paths.join(' ')} is given for no side of the drift report`, where: null, hint: 'pass it with --iac, --inventory or --audit' });
}

/** `writing`: a baseline is about to be made and may be missing. @throws ProblemError with what is wrong about the flags */
export function driftRequest(flags: DriftFlags, options: Options, io: Io, progress: DriftRequest['progress'], writing = false): DriftRequest {
  const { iac, inventory, audit } = flags;
  if (inventory.length === 0 && audit.length === 0) {
    throw new ProblemError({ code: 'usage-sides', message: 'landrail drift has nothing to compare: neither --inventory nor --audit is given', where: null, hint: 'landrail drift --iac states/ --inventory inventory.ndjson --audit logs/; what one side lacks is reported as a blind spot' });
  }
  const { since: _, ...rest } = flags;
  return {
    ...checkRequest([], rest, options, io, progress, writing),
    iac,
    inventory,
    audit,
    ignores: ignoresOf(options, io),
    window: windowOf(flags.since, flags.until, io.now),
    history: flags.history === false ? null : historyPlace(flags.history, options.config, io, 'if there'),
    learn: flags.learn !== false,
  };
}

/** Files that the config names, else the one that stands where the command runs. @throws ProblemError for one that is named and cannot be read */
function ignoresOf({ config }: Options, { cwd }: Io): DriftRequest['ignores'] {
  const named = config.drift.ignore;
  const [folder, paths] = named === null ? [cwd, ['.driftignore']] : [config.folder, named];
  return paths.flatMap((path) => {
    try {
      return [{ path, text: readFileSync(resolve(folder, path), 'utf8') }];
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (named === null && code === 'ENOENT') return [];
      throw new ProblemError({ code: 'driftignore-unreadable', message: `${path}, which leaves resources out of a drift report, cannot be read: ${code === 'ENOENT' ? 'there is no such file' : String(code)}`, where: path, hint: 'fix the path in drift.ignore of the config, or leave it out' });
    }
  });
}
