import { resolve } from 'node:path';
import { ProblemError } from '#model/problem.ts';
import type { RegoVersion } from '#rego/compiled.ts';
import { openCompiler } from '#rego/compiler.ts';
import { readPolicies } from '#rego/policy-source.ts';
import { terminalText } from '#reports/escape.ts';
import type { ExitCode, Io } from './io.ts';
import { unwritable, writeWhole } from './whole-file.ts';

export interface PolicyFmtFlags {
  readonly check?: boolean;
  readonly regoVersion: RegoVersion;
}

/** Formats as `opa fmt` does. With `check` it writes nothing and exits 1 where something is to be written. */
export async function policyFmtCommand(paths: readonly string[], flags: PolicyFmtFlags, io: Io): Promise<ExitCode> {
  const sources = await readPolicies(paths, { cwd: io.cwd });
  const modules = [...sources.modules, ...sources.tests];
  const compiler = await openCompiler();
  try {
    const formatted = await compiler.format({ modules, regoVersion: flags.regoVersion });
    const changed = modules.flatMap((module, index) => {
      const text = formatted[index];
      return text === undefined || text === module.text ? [] : [{ path: module.path, text }];
    });
    for (const file of changed) {
      if (flags.check !== true) write(file, io);
      io.stdout(`${flags.check === true ? 'not formatted' : 'formatted'} ${terminalText(file.path)}\n`);
    }
    return flags.check === true && changed.length > 0 ? 1 : 0;
  } finally {
    await compiler.close();
  }
}

function write({ path, text }: { readonly path: string; readonly text: string }, io: Io): void {
  try {
    writeWhole(resolve(io.cwd, path), [text]);
  } catch (error) {
    throw new ProblemError(unwritable('policy-file', path, path, error));
  }
}
