// Whole processes, measured from outside.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** @typedef {{name: string, argv: string[], env?: Record<string, string>, cwd?: string, codes?: number[], before?: () => void}} Job */

/** One run. Output is discarded by the system, so that nobody is measured by how fast this process reads. Seconds. */
function wall({ argv, env, cwd, codes = [0], before }) {
  before?.();
  const started = process.hrtime.bigint();
  const run = spawnSync(argv[0], argv.slice(1), { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...env }, cwd });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (run.error) throw run.error;
  if (!codes.includes(run.status)) throw new Error(`${argv.join(' ')} ended with ${run.status ?? run.signal}:\n${run.stderr}`);
  return seconds;
}

/** All jobs in turn, `rounds` times, after one unmeasured run of each (unless `warm` is false): what slows the machine down slows all of them down. */
export function alternate(jobs, rounds, { warm = true } = {}) {
  const times = new Map(jobs.map((job) => [job.name, []]));
  if (warm) for (const job of jobs) wall(job);
  for (let round = 0; round < rounds; round += 1) {
    for (const job of jobs) times.get(job.name).push(wall(job));
  }
  return new Map([...times].map(([name, seconds]) => [name, median(seconds)]));
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Peak resident memory of one run in bytes, as the system counts it (median of `rounds`); null where there is no time command that tells. */
export function peakMemory({ argv, env, cwd, codes = [0], before }, rounds = 3) {
  if (!existsSync('/usr/bin/time')) return null;
  const flag = process.platform === 'darwin' ? '-l' : '-v';
  const peaks = [];
  for (let round = 0; round < rounds; round += 1) {
    before?.();
    const run = spawnSync('/usr/bin/time', [flag, ...argv], { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...env }, cwd, encoding: 'utf8' });
    if (!codes.includes(run.status)) throw new Error(`${argv.join(' ')} ended with ${run.status ?? run.signal}`);
    const gnu = /Maximum resident set size \(kbytes\): (\d+)/.exec(run.stderr);
    const bsd = /(\d+)\s+maximum resident set size/.exec(run.stderr);
    if (!gnu && !bsd) return null;
    peaks.push(gnu ? Number(gnu[1]) * 1024 : Number(bsd[1]));
  }
  return median(peaks);
}
