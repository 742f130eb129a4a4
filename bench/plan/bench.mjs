// Plans: against bare Node, and against conftest with five comparable rules.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { alternate, peakMemory } from '../measure.mjs';
import { conftest } from '../peers.mjs';
import { extraRow, fasterRow, megabytes, memoryRow, printRows, printTable, seconds, timesRow } from '../table.mjs';
import { writePlan } from './generate.mjs';

export function run({ cache, quick, here, progress, check, environment }) {
  const rounds = { big: quick ? 3 : 5, small: quick ? 5 : 15 };
  const plans = {};
  for (const resources of [50, 1_500, 15_000]) {
    const path = join(cache, `plan-${resources}.json`);
    plans[resources] = { path, bytes: writePlan(resources, path) };
  }
  const peer = conftest(cache);
  const cold = join(cache, 'cold');
  const codes = [0, 1];
  const node = process.execPath;
  const jobs = {
    node: { name: 'node -e 0', argv: [node, '-e', '0'] },
    parse: { name: 'bare Node: read and JSON.parse', argv: [node, here('plan/parse.mjs'), plans[15_000].path] },
    big: check('landrail, 15,000 resources', [plans[15_000].path]),
    middle: check('landrail, 1,500 resources', [plans[1_500].path]),
    small: check('landrail, 50 resources', [plans[50].path]),
    cached: check('landrail, 50 resources, custom policy, cached', [plans[50].path], '--policy', here('policies')),
    first: {
      ...check('landrail, 50 resources, custom policy, first compile', [plans[50].path], '--policy', here('policies')),
      env: environment(cold),
      before: () => {
        rmSync(cold, { recursive: true, force: true });
        mkdirSync(cold, { recursive: true });
      },
    },
    conftest: { name: 'conftest, 15,000 resources', argv: [peer.binary, 'test', '--policy', here('conftest'), plans[15_000].path], codes },
    conftestSmall: { name: 'conftest, 50 resources', argv: [peer.binary, 'test', '--policy', here('conftest'), plans[50].path], codes },
  };
  const withPeer = (...list) => (peer.binary ? list : list.filter((job) => job !== jobs.conftest && job !== jobs.conftestSmall));

  progress(`big plan, ${rounds.big} rounds`);
  const big = alternate(withPeer(jobs.parse, jobs.middle, jobs.big, jobs.conftest), rounds.big);
  progress(`small plan, ${rounds.small} rounds`);
  const small = alternate(withPeer(jobs.node, jobs.small, jobs.cached, jobs.conftestSmall), rounds.small);
  progress('first compile of a custom policy');
  const compile = alternate([jobs.small, jobs.first], Math.min(5, rounds.small));
  progress('memory');
  const memory = new Map(withPeer(jobs.parse, jobs.big, jobs.conftest).map((job) => [job.name, peakMemory(job)]));
  const [ours, theirs, bare] = [jobs.big, jobs.conftest, jobs.parse].map((job) => memory.get(job.name));

  const size = `${(plans[15_000].bytes / 1e6).toFixed(1)} MB`;
  printRows([
    timesRow(`15,000 resources, ${size}, against bare Node parsing it`, { most: 2.5, hope: 1.5 }, of(big, jobs.big), of(big, jobs.parse)),
    fasterRow('  against conftest, five comparable rules', { least: 3 }, of(big, jobs.big), of(big, jobs.conftest), peer.skipped),
    memoryRow('  peak memory', { most: 1, hope: 0.5, must: "<= conftest's", hoped: 'half of it' }, ours, theirs, peer.skipped, `; bare Node ${megabytes(bare)}`),
    coldRow(of(small, jobs.small), of(small, jobs.node), of(small, jobs.conftestSmall)),
    timesRow('1,500 -> 15,000 resources', { most: 10.5 }, of(big, jobs.big), of(big, jobs.middle)),
    extraRow('custom policy, first compile', { most: 3, hope: 1.5 }, of(compile, jobs.first), of(compile, jobs.small)),
    extraRow('custom policy, cached', { most: 0.04, hope: 0.01 }, of(small, jobs.cached), of(small, jobs.small)),
  ]);
  console.log('');
  printFindings(jobs, peer);
}

function coldRow(ours, node, conftest) {
  const row = timesRow('50-resource plan, cold process, against node -e 0', { most: 3, hoped: "conftest's time" }, ours, node);
  if (conftest === undefined) return row;
  return { ...row, reached: `${row.reached}; conftest ${seconds(conftest)}`, verdict: row.verdict === 'reached' && ours <= conftest ? 'hoped for' : row.verdict };
}

const of = (times, job) => times.get(job.name);

/** Two tools are comparable when they find the same. */
function printFindings(jobs, peer) {
  const ours = countBy(json(jobs.big, ['--format', 'json']).findings, (finding) => finding.guardrail);
  const theirs = peer.binary ? countBy(json(jobs.conftest, ['--output', 'json'])[0].failures, (failure) => failure.metadata.rule) : new Map();
  const rules = [...new Set([...ours.keys(), ...theirs.keys()])].sort();
  printTable(
    ['findings, 15,000 resources', 'landrail', 'conftest'],
    rules.map((rule) => ({ 'findings, 15,000 resources': rule, landrail: String(ours.get(rule) ?? '-'), conftest: String(theirs.get(rule) ?? '-') })),
  );
}

function json({ argv, env, cwd }, more) {
  const run = spawnSync(argv[0], [...argv.slice(1), ...more], { env: { ...process.env, ...env }, cwd, encoding: 'utf8', maxBuffer: 2 ** 30 });
  return JSON.parse(run.stdout);
}

function countBy(list, key) {
  const counts = new Map();
  for (const item of list) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}
