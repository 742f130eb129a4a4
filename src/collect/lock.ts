import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { ProblemError } from '#model/problem.ts';

/**
 * Keeps a file to one run: two that write it at once would spoil it for each other. What a run has left that was killed is taken over.
 * @returns what lets it go
 * @throws ProblemError where another run has it
 */
export function locked(path: string, shown: string): () => void {
  const lock = `${path}.lock`;
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return () => rmSync(lock, { force: true });
    } catch (error) {
      if (!(error instanceof Error) || (error as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw new ProblemError({ code: 'output-unwritable', message: `${shown} cannot be written: ${error instanceof Error ? error.message : String(error)}`, where: shown, hint: 'give a file in a folder that can be written: --output' });
      }
      const owner = ownerOf(lock);
      if (owner !== null && isRunning(owner)) {
        throw new ProblemError({ code: 'inventory-busy', message: `${shown} is being written by another run (process ${owner})`, where: shown, hint: `wait for it, or write to another file (--output); if there is no such run, remove ${shown}.lock` });
      }
      rmSync(lock, { force: true });
    }
  }
}

/** Null where it names no process. */
function ownerOf(lock: string): number | null {
  try {
    const owner = Number(readFileSync(lock, 'utf8'));
    return Number.isInteger(owner) && owner > 0 ? owner : null;
  } catch {
    return null;
  }
}

function isRunning(process_: number): boolean {
  if (process_ === process.pid) return false;
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    return error instanceof Error && (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
