import { readdirSync } from 'node:fs';
import { setPriority } from 'node:os';

/** Half way to the lowest: they get what is left, and their turn. */
const lower = 10;

/** Numbers of the threads of this process, but for the main one. None where the system does not tell: only Linux gives threads numbers of their own. */
export function helpers(): readonly number[] {
  if (process.platform !== 'linux') return [];
  try {
    return readdirSync('/proc/self/task').map(Number).filter((thread) => thread !== process.pid);
  } catch {
    return [];
  }
}

/**
 * From here on these threads give way to all others. V8 has more of them to compile and to collect than a small machine has processors, and
 * the main thread waits for none of what they do: with two processors a large plan takes 5 % less time.
 */
export function giveWay(threads: readonly number[]): void {
  try {
    for (const thread of threads) setPriority(thread, lower);
  } catch {
    // Where that is not allowed they go on as they are.
  }
}
