import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Options } from '#config/options.ts';
import type { Made, Result } from '#model/result.ts';
import type { Io } from './io.ts';

/** What a report says of the run that it is of. Inputs that are files are read once more for it. */
export async function madeOf({ inputs }: Pick<Result, 'inputs'>, options: Options, io: Pick<Io, 'cwd' | 'env' | 'now'>): Promise<Made> {
  const digests: [string, string][] = [];
  for (const path of new Set(inputs.map((one) => one.path))) {
    const digest = await digestOf(resolve(io.cwd, path));
    if (digest !== null) digests.push([path, digest]);
  }
  return { at: madeAt(io), options: named(options, io.cwd), settings: options.settings['guardrails'], digests: Object.fromEntries(digests) };
}

/** https://reproducible-builds.org/specs/source-date-epoch/: whoever sets it gets the same bytes again. */
function madeAt({ env, now }: Pick<Io, 'env' | 'now'>): string {
  const epoch = /^\d{1,11}$/.exec(env['SOURCE_DATE_EPOCH'] ?? '')?.[0];
  const date = epoch === undefined ? now : new Date(Number(epoch) * 1000);
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}

function named({ config, failOn, undecided, policies, baseline, strict, exitZero, ignores }: Options, cwd: string): Made['options'] {
  return {
    config: config.file ?? 'none',
    'fail-on': failOn,
    undecided,
    ...(policies.length === 0 ? {} : { policies: policies.join(', ') }),
    ...(baseline === null || !existsSync(resolve(cwd, baseline.path)) ? {} : { baseline: baseline.path }),
    ...(strict ? { strict: 'yes' } : {}),
    ...(exitZero ? { 'exit-zero': 'yes' } : {}),
    ...(ignores ? {} : { ignores: 'no' }),
  };
}

/** Null for what is no file, and for one that is there no more. */
async function digestOf(path: string): Promise<string | null> {
  try {
    if (!(await stat(path)).isFile()) return null;
    const hash = createHash('sha256');
    await pipeline(createReadStream(path, { highWaterMark: 2 ** 20 }), hash);
    return hash.digest('hex');
  } catch {
    return null;
  }
}
