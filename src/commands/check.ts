import { setFlagsFromString } from 'node:v8';
import { check, readAhead } from '../check.ts';
import type { ExitCode, Io } from './io.ts';
import { progressLine } from './progress.ts';
import { reported } from './reported.ts';
import { checkRequest, type CheckFlags } from './request.ts';

export async function checkCommand(paths: readonly string[], flags: CheckFlags, io: Io): Promise<ExitCode> {
  const progress = progressLine(io);
  const ahead = io.ahead ?? readAhead(paths[0], io.cwd);
  return reported('check', { ...flags, paths }, io, async (options) => {
    try {
      return await check({ ...checkRequest(paths, flags, options, io, progress.tell), ahead, thread: io.thread, manyFound, manyFiles });
    } finally {
      progress.end();
    }
  });
}

/** From so many files on, what is held at a time grows faster than what is alive. */
const veryMany = 2000;

/**
 * V8 optimises a policy after it has run for a while. Policies over source run in a thread that is idle half of the time, while the thread
 * that reads needs the processor: to let them run ten times as long before that takes a tenth off the processor time of a thousand files.
 * And it lets the heap grow to four times of what is alive before it collects all of it: with a quarter more than that, ten thousand files of
 * source or three thousand templates take a third less memory in the same time. A plan, of which most stays alive, would only be collected more often.
 */
function manyFiles(files: number): void {
  setFlagsFromString('--wasm-tiering-budget=20000000');
  if (files >= veryMany) setFlagsFromString('--heap-growing-percent=25');
}

/**
 * The room for what is new doubles, up to 32 MB, with what is alive when it is full. What is made of one file is let go with it, and fits into
 * half of that: three thousand templates take 20 MB less in the same time.
 */
function manyFound(files: number): void {
  if (files < veryMany) return;
  growNoFurther();
  // V8 sets it back for each thread that starts.
  process.on('worker', (worker) => worker.once('online', growNoFurther));
}

function growNoFurther(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
