// npm run bench: how fast and how big landrail is, against bare Node and against conftest, as ratios within one run.
//
//   npm run bench             medians of 5 (big plan) and 15 (small plan) alternating runs
//   npm run bench -- --quick  3 and 5
//
// It prints what must be reached and what was; it fails only when something cannot run.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildConftest } from './conftest.mjs';
import { alternate, peakMemory } from './measure.mjs';
import { writePlan } from './plan/generate.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const here = (path) => join(root, 'bench', path);
const cache = join(root, 'node_modules', '.cache', 'landrail-bench');
const cli = join(root, 'dist', 'cli.js');
const quick = process.argv.includes('--quick');
const rounds = { big: quick ? 3 : 5, small: quick ? 5 : 15 };

if (!existsSync(cli)) {
  console.error('dist/cli.js is missing: npm run build');
  process.exit(2);
}

const plans = {};
for (const resources of [50, 1_500, 15_000]) {
  const path = join(cache, `plan-${resources}.json`);
  plans[resources] = { path, bytes: writePlan(resources, path) };
}
const peer = buildConftest(cache);

// Empty caches of our own, so that the user's are neither used nor touched.
const cold = join(cache, 'cold');
const warm = join(cache, 'warm');
const cacheEnv = (folder) => ({ XDG_CACHE_HOME: folder, HOME: folder, LOCALAPPDATA: folder, LANDRAIL_NOW: '2026-11-23T00:00:00Z', NO_COLOR: '1' });
rmSync(warm, { recursive: true, force: true });
mkdirSync(warm, { recursive: true });

/** Plans with findings end with 1: both tools. */
const codes = [0, 1];
const node = process.execPath;
const check = (name, resources, ...more) => ({
  name,
  argv: [node, cli, 'check', plans[resources].path, '--config', here('landrail.yaml'), ...more],
  env: cacheEnv(warm),
  cwd: cache,
  codes,
});
const jobs = {
  node: { name: 'node -e 0', argv: [node, '-e', '0'] },
  parse: { name: 'bare Node: read and JSON.parse', argv: [node, here('parse.mjs'), plans[15_000].path] },
  big: check('landrail, 15,000 resources', 15_000),
  middle: check('landrail, 1,500 resources', 1_500),
  small: check('landrail, 50 resources', 50),
  cached: check('landrail, 50 resources, custom policy, cached', 50, '--policy', here('policies')),
  first: {
    ...check('landrail, 50 resources, custom policy, first compile', 50, '--policy', here('policies')),
    env: cacheEnv(cold),
    before: () => {
      rmSync(cold, { recursive: true, force: true });
      mkdirSync(cold, { recursive: true });
    },
  },
  conftest: { name: 'conftest, 15,000 resources', argv: [peer.binary, 'test', '--policy', here('conftest'), plans[15_000].path], codes },
  conftestSmall: { name: 'conftest, 50 resources', argv: [peer.binary, 'test', '--policy', here('conftest'), plans[50].path], codes },
};
const withPeer = (...list) => (peer.binary ? list : list.filter((job) => job !== jobs.conftest && job !== jobs.conftestSmall));

const progress = (text) => process.stderr.write(`${text}\n`);
progress(`big plan, ${rounds.big} rounds`);
const big = alternate(withPeer(jobs.parse, jobs.middle, jobs.big, jobs.conftest), rounds.big);
progress(`small plan, ${rounds.small} rounds`);
const small = alternate(withPeer(jobs.node, jobs.small, jobs.cached, jobs.conftestSmall), rounds.small);
progress('first compile of a custom policy');
const compile = alternate([jobs.small, jobs.first], Math.min(5, rounds.small));
progress('memory');
const memory = new Map(withPeer(jobs.parse, jobs.big, jobs.conftest).map((job) => [job.name, peakMemory(job)]));

const time = (job) => big.get(job.name) ?? small.get(job.name) ?? compile.get(job.name);
const seconds = (value) => (value >= 1 ? `${value.toFixed(2)} s` : `${(value * 1000).toFixed(0)} ms`);
const megabytes = (bytes) => `${(bytes / 2 ** 20).toFixed(0)} MB`;
const verdict = (reached, most, hope) => (reached <= hope ? 'hoped for' : reached <= most ? 'reached' : 'MISSED');
const noPeer = { reached: `not measured: ${peer.skipped}`, verdict: '' };

function ratioRow(work, must, hope, most, hoped, over, under, text = '') {
  const reached = time(over) / time(under);
  return { work, must, hope, reached: `${reached.toFixed(2)} x (${seconds(time(over))} : ${seconds(time(under))})${text}`, verdict: verdict(reached, most, hoped) };
}

function fasterRow() {
  const row = { work: '  against conftest, five comparable rules', must: '>= 3 x faster', hope: '' };
  if (!peer.binary) return { ...row, ...noPeer };
  const reached = time(jobs.conftest) / time(jobs.big);
  return { ...row, reached: `${reached.toFixed(2)} x (${seconds(time(jobs.conftest))} : ${seconds(time(jobs.big))})`, verdict: reached >= 3 ? 'reached' : 'MISSED' };
}

function memoryRow() {
  const row = { work: '  peak memory', must: "<= conftest's", hope: 'half of it' };
  const [ours, theirs, bare] = [jobs.big, jobs.conftest, jobs.parse].map((job) => memory.get(job.name));
  if (ours === null) return { ...row, reached: 'not measured: no /usr/bin/time that tells', verdict: '' };
  if (!theirs) return { ...row, reached: `${megabytes(ours)} (bare Node ${megabytes(bare)}); conftest ${noPeer.reached}`, verdict: '' };
  return { ...row, reached: `${(ours / theirs).toFixed(2)} x (${megabytes(ours)} : ${megabytes(theirs)}; bare Node ${megabytes(bare)})`, verdict: verdict(ours / theirs, 1, 0.5) };
}

function coldRow() {
  const row = ratioRow('50-resource plan, cold process, against node -e 0', '<= 3 x', "conftest's time", 3, 0, jobs.small, jobs.node);
  if (!peer.binary) return row;
  const theirs = time(jobs.conftestSmall);
  return { ...row, reached: `${row.reached}; conftest ${seconds(theirs)}`, verdict: row.verdict === 'reached' && time(jobs.small) <= theirs ? 'hoped for' : row.verdict };
}

function extraRow(work, must, hope, most, hoped, more, base) {
  const extra = more - base;
  return { work, must, hope, reached: `${seconds(Math.max(0, extra))} more (${seconds(more)} : ${seconds(base)})`, verdict: verdict(extra, most, hoped) };
}

const size = `${(plans[15_000].bytes / 1e6).toFixed(1)} MB`;
const rows = [
  ratioRow(`15,000 resources, ${size}, against bare Node parsing it`, '<= 2.5 x', '1.5 x', 2.5, 1.5, jobs.big, jobs.parse),
  fasterRow(),
  memoryRow(),
  coldRow(),
  ratioRow('1,500 -> 15,000 resources', '<= 10.5 x', '', 10.5, 0, jobs.big, jobs.middle),
  extraRow('custom policy, first compile', '<= 3 s', '1.5 s', 3, 1.5, compile.get(jobs.first.name), compile.get(jobs.small.name)),
  extraRow('custom policy, cached', '<= 40 ms', '10 ms', 0.04, 0.01, small.get(jobs.cached.name), small.get(jobs.small.name)),
];

console.log(`\nnode ${process.version}, ${process.platform}-${process.arch}, ${availableParallelism()} cores; medians of ${rounds.big} / ${rounds.small} alternating runs\n`);
printTable(['work', 'must', 'hope', 'reached', 'verdict'], rows);
console.log('');
printFindings();

function printTable(columns, lines) {
  const widths = columns.map((column) => Math.max(column.length, ...lines.map((line) => line[column].length)));
  const print = (cells) => console.log(`| ${cells.map((cell, at) => cell.padEnd(widths[at])).join(' | ')} |`);
  print(columns);
  console.log(`|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
  for (const line of lines) print(columns.map((column) => line[column]));
}

/** Two tools are comparable when they find the same. */
function printFindings() {
  const ours = countBy(json(jobs.big, ['--format', 'json']).findings, (finding) => finding.guardrail);
  const theirs = peer.binary ? countBy(json(jobs.conftest, ['--output', 'json'])[0].failures, (failure) => failure.metadata.rule) : new Map();
  const rules = [...new Set([...ours.keys(), ...theirs.keys()])].sort();
  printTable(
    ['findings, 15,000 resources', 'landrail', 'conftest'],
    rules.map((rule) => ({ 'findings, 15,000 resources': rule, landrail: String(ours.get(rule) ?? '-'), conftest: String(theirs.get(rule) ?? '-') })),
  );
  console.log(`\nplans and conftest: ${relative(process.cwd(), cache)}`);
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
