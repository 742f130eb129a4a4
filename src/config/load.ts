import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ProblemError, type Problem } from '#model/problem.ts';
import type { Config } from './config.ts';
import { defaultConfig } from './defaults.ts';
import { displayPath, findConfig } from './find.ts';

export interface LoadOptions {
  /** Absolute working directory. */
  readonly cwd: string;
  /** `--config` or LANDRAIL_CONFIG, relative to `cwd`; `none` takes the defaults; null looks for one. */
  readonly path: string | 'none' | null;
  /** Whose waivers may run how long depends on the day. */
  readonly now: Date;
  /** Ids of all guardrails. Leave it out when the user's policies are not read yet, and ask unknownGuardrails() afterwards. */
  readonly knownGuardrails?: readonly string[];
  /** Ids of those that ship, or null where flags name others beside them: asked when something else is wrong, so that all is told at once. */
  readonly shipped?: () => readonly string[] | null;
}

export interface Loaded {
  readonly config: Config;
  readonly notices: readonly Problem[];
}

/**
 * Finds and reads landrail.yaml. Without one the defaults hold; the parser is then never loaded, which keeps a cold start short.
 * @throws ProblemError with all that is wrong, in the order of the file.
 */
export async function loadConfig(options: LoadOptions): Promise<Loaded> {
  const { cwd } = options;
  const path = options.path === 'none' ? null : options.path === null ? findConfig(cwd) : resolve(cwd, options.path);
  if (path === null) return { config: defaultConfig(cwd), notices: [] };
  const file = displayPath(path, cwd);
  const content = readNamed(path);
  if ('reason' in content) {
    throw new ProblemError({
      code: 'config-file',
      message: `the config ${file} ${content.reason}`,
      where: file,
      hint: options.path === null ? null : 'check --config (or LANDRAIL_CONFIG); without it landrail looks for landrail.yaml upward to the repository root',
    });
  }
  const { parseConfig } = await import('./parse.ts');
  const folder = dirname(path);
  const parsed = parseConfig(content.bytes, {
    file,
    folder,
    now: options.now,
    knownGuardrails: options.knownGuardrails,
    shipped: options.shipped,
    read: (named) => readNamed(resolve(folder, named)),
    display: (named) => displayPath(resolve(folder, named), cwd),
  });
  if (parsed.config === null) throw new ProblemError(parsed.problems);
  return { config: parsed.config, notices: parsed.notices };
}

const reasons: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'does not exist'],
  ['ENOTDIR', 'does not exist'],
  ['EISDIR', 'is a folder'],
  ['EACCES', 'cannot be read: permission denied'],
  ['EPERM', 'cannot be read: permission denied'],
  ['ELOOP', 'is a link that leads to itself'],
]);

function readNamed(path: string): { readonly bytes: Uint8Array } | { readonly reason: string } {
  try {
    return { bytes: readFileSync(path) };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const reason = code === undefined ? undefined : reasons.get(code);
    if (reason === undefined) throw error;
    return { reason };
  }
}
