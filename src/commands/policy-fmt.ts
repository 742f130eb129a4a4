import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { RegoVersion } from '#rego/compiled.ts';
import { openCompiler } from '#rego/compiler.ts';
import { readPolicies } from '#rego/policy-source.ts';
import { terminalText } from '#reports/escape.ts';
import type { ExitCode, Io } from './io.ts';

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
      if (flags.check !== true) writeFileSync(resolve(io.cwd, file.path), file.text);
      io.stdout(`${flags.check === true ? 'not formatted' : 'formatted'} ${terminalText(file.path)}\n`);
    }
    return flags.check === true && changed.length > 0 ? 1 : 0;
  } finally {
    await compiler.close();
  }
}
