import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { cli, root } from '../commands/landrail.ts';

/** A reader who follows a document in a folder of their own: writes the files that it shows, types the commands that it shows. */
export class Reader {
  readonly folder: string;
  readonly #bin: string;
  #status = 0;

  /** @param home an empty folder. */
  constructor(home: string) {
    this.folder = join(home, 'shop');
    this.#bin = join(home, 'bin');
    mkdirSync(this.#bin, { recursive: true });
    mkdirSync(join(this.folder, 'node_modules'), { recursive: true });
    symlinkSync(root.replace(/[/\\]$/, ''), join(this.folder, 'node_modules', 'landrail'));
    writeFileSync(join(this.#bin, 'landrail'), `#!/bin/sh\nexec '${process.execPath}' '${cli}' "$@"\n`, { mode: 0o755 });
    writeFileSync(join(this.#bin, 'npx'), '#!/bin/sh\nexec "$@"\n', { mode: 0o755 });
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }

  /** Runs one line in a shell, as the next one of a session: `echo $?` tells of the line before. */
  type(command: string): { readonly output: string; readonly status: number } {
    const run = spawnSync('sh', ['-c', `exec 2>&1; (exit ${this.#status}); ${command}`], {
      cwd: this.folder,
      encoding: 'utf8',
      env: {
        PATH: [this.#bin, dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter),
        HOME: dirname(this.folder),
        XDG_CACHE_HOME: join(dirname(this.folder), 'cache'),
        NO_COLOR: '1',
        LANDRAIL_NOW: '2026-11-23T00:00:00Z',
      },
    });
    if (run.error) throw run.error;
    this.#status = run.status ?? 2;
    return { output: run.stdout, status: this.#status };
  }
}

/** Shells of Windows are others. */
export const noShell = process.platform === 'win32' ? 'no sh on Windows' : null;
