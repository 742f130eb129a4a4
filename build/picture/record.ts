import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { clock, type Line } from './story.ts';

/** A line, and what it printed: stdout and stderr together, with the escapes of a terminal. */
export interface Recorded extends Line {
  readonly printed: string;
}

/** Types the story in copies of the samples, with the landrail that the build has made. @param root of the repository, built. @throws Error where a command ends as no command of landrail does. */
export function record(story: readonly Line[], root: string): readonly Recorded[] {
  const home = mkdtempSync(join(tmpdir(), 'landrail-picture-'));
  try {
    const bin = join(home, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'landrail'), `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'dist', 'cli.js')}' "$@"\n`, { mode: 0o755 });
    for (const sample of new Set(story.map((line) => line.sample))) cpSync(join(root, 'samples', sample), join(home, sample), { recursive: true });
    const env = {
      PATH: [bin, dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter),
      HOME: home,
      XDG_CACHE_HOME: join(home, 'cache'),
      // What a terminal would be told apart by; a pipe is none.
      LANDRAIL_COLOR: 'always',
      LANDRAIL_NOW: clock,
    };
    return story.map((line) => ({ ...line, printed: printedBy(line, join(home, line.sample), env) }));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function printedBy({ typed }: Line, cwd: string, env: NodeJS.ProcessEnv): string {
  const run = spawnSync('sh', ['-c', `exec 2>&1\n${typed}`], { cwd, env, encoding: 'utf8' });
  if (run.error) throw run.error;
  if (run.status !== 0 && run.status !== 1) throw new Error(`${typed} ended with ${run.status ?? run.signal}:\n${run.stdout}`);
  return run.stdout;
}
