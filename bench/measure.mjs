// Whole processes, measured from outside.
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @typedef {{name: string, argv: string[], env?: Record<string, string>, cwd?: string, codes?: number[], before?: () => void}} Job */

/** One run. Output is discarded by the system, so that nobody is measured by how fast this process reads. Seconds. */
export function wallOf(job) {
  return spawned(job.argv, job).seconds;
}

/** Complaints go to a file, where there is room for all of them. */
function spawned(argv, { env, cwd, codes = [0], before }) {
  const folder = mkdtempSync(join(tmpdir(), 'landrail-bench-'));
  const file = join(folder, 'stderr');
  const stderr = openSync(file, 'w');
  try {
    before?.();
    const started = process.hrtime.bigint();
    const run = spawnSync(argv[0], argv.slice(1), { stdio: ['ignore', 'ignore', stderr], env: { ...process.env, ...env }, cwd });
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    if (run.error) throw run.error;
    const told = readFileSync(file, 'latin1');
    if (!codes.includes(run.status)) throw new Error(`${argv.join(' ')} ended with ${run.status ?? run.signal}:\n${told.slice(-4096)}`);
    return { seconds, told };
  } finally {
    closeSync(stderr);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** All jobs in turn, `rounds` times, after one unmeasured run of each (unless `warm` is false): what slows the machine down slows all of them down. */
export function alternate(jobs, rounds, { warm = true } = {}) {
  const times = new Map(jobs.map((job) => [job.name, []]));
  if (warm) for (const job of jobs) wallOf(job);
  for (let round = 0; round < rounds; round += 1) {
    for (const job of jobs) times.get(job.name).push(wallOf(job));
  }
  return new Map([...times].map(([name, seconds]) => [name, median(seconds)]));
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Peak resident memory of one run in bytes, as the system counts it (median of `rounds`); null where there is no time command that tells. */
export function peakMemory(job, rounds = 3) {
  if (!existsSync('/usr/bin/time')) return null;
  const flag = process.platform === 'darwin' ? '-l' : '-v';
  const peaks = [];
  for (let round = 0; round < rounds; round += 1) {
    const { told } = spawned(['/usr/bin/time', flag, ...job.argv], job);
    const gnu = /Maximum resident set size \(kbytes\): (\d+)/.exec(told);
    const bsd = /(\d+)\s+maximum resident set size/.exec(told);
    if (!gnu && !bsd) return null;
    peaks.push(gnu ? Number(gnu[1]) * 1024 : Number(bsd[1]));
  }
  return median(peaks);
}
