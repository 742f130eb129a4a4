import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Options } from '#config/options.ts';
import type { Problem } from '#model/problem.ts';
import type { CheckFlags } from './request.ts';

/** What a run has been told to read, as far as a report could be written over it. */
export type Read = Partial<Pick<CheckFlags, 'since' | 'planJson' | 'var' | 'parameters' | 'data' | 'config'>> & {
  readonly paths?: readonly string[];
  readonly iac?: readonly string[];
  readonly inventory?: readonly string[];
  readonly audit?: readonly string[];
  readonly history?: string | false;
};

/** Names that landrail reads wherever they stand, and that no report has. */
const sourceName = /\.(?:tf|tofu|tfvars)(?:\.json)?$|\.(?:tfstate|duckdb)$|^landrail\.ya?ml$/i;

/** A report over another one, or over what the run reads: one of them would be gone, in silence. */
export function overwritten({ formats, config, baseline, policies }: Pick<Options, 'formats' | 'config' | 'baseline' | 'policies'>, read: Read, cwd: string): Problem | null {
  const files = new Map<string, string>();
  const add = (what: string, paths: readonly (string | false | null | undefined)[], from = cwd): void => {
    for (const path of paths) if (typeof path === 'string' && path !== '-') files.set(real(path, from), what);
  };
  add('an input of this run', [...(read.paths ?? []), ...(read.iac ?? []), ...(read.inventory ?? []), ...(read.audit ?? []), read.since, read.planJson, ...(read.parameters ?? []), ...(read.var ?? []).map((one) => ('varFile' in one ? one.varFile : null))]);
  add('a file of the policies', [...(read.data ?? []), ...policies]);
  add('the history', [read.history]);
  add('the baseline', [baseline?.path]);
  add('the config', [config.file, read.config]);
  const reports = new Map<string, string>();
  for (const { name, file } of formats) {
    if (file === null) continue;
    const path = real(file, cwd);
    const kind = kindOf(path);
    // A folder says so when it is written to; a device, such as /dev/null, holds nothing.
    if (kind === 'other') continue;
    const other = reports.get(path);
    if (other !== undefined) return refused(`the reports ${other} and ${name} would both be written to ${file}`, file);
    reports.set(path, name);
    const what = files.get(path) ?? (kind === 'file' && sourceName.test(basename(path)) ? 'read by its name' : null);
    if (what !== null) return refused(`the ${name} report would overwrite ${file}, which is ${what}`, file);
  }
  return null;
}

function refused(message: string, where: string): Problem {
  return { code: 'usage-format', message, where, hint: 'give each report a file of its own' };
}

/** Where a path leads: of what is not there yet, by the nearest folder that is. */
function real(path: string, from: string): string {
  const absolute = resolve(from, path);
  try {
    return realpathSync.native(absolute);
  } catch {
    const folder = dirname(absolute);
    return folder === absolute ? absolute : join(real(folder, from), basename(absolute));
  }
}

function kindOf(path: string): 'file' | 'missing' | 'other' {
  try {
    return statSync(path).isFile() ? 'file' : 'other';
  } catch {
    return 'missing';
  }
}
