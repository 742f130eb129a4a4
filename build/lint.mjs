// npm run lint: types, lint rules, arrows between rooms, unused code. All of them run; the first failure decides the exit code.
import { spawnSync } from 'node:child_process';

const steps = [
  ['types', ['tsc', '--noEmit', '-p', 'tsconfig.json']],
  ['types of the page', ['tsc', '--noEmit', '-p', 'src/reports/html/browser/tsconfig.json']],
  // wasm_exec.js is Go's own file, byte for byte.
  ['rules', ['oxlint', '--config', 'build/oxlint.json', '--deny-warnings', '--ignore-pattern', 'wasm_exec.js', 'src', 'test', 'build', 'bench']],
  // Where no parser for TypeScript is at hand, dependency-cruiser passes over every file and is content.
  ['arrows', ['depcruise', '--config', 'build/arrows.mjs', '--output-type', 'err', 'src'], /\b[1-9]\d* modules/],
  ['unused', ['knip', '--config', 'build/knip.json', '--no-progress']],
];

let failed = 0;
for (const [name, [tool, ...args], proof = /^/] of steps) {
  const run = spawnSync('npx', ['--no-install', tool, ...args], { stdio: ['inherit', 'pipe', 'inherit'], encoding: 'utf8', shell: process.platform === 'win32' });
  process.stdout.write(run.stdout ?? String(run.error));
  if (run.status === 0 && proof.test(run.stdout)) continue;
  console.error(`lint: ${name} failed (${run.status === 0 ? `${tool} looked at nothing` : `${tool} ended with ${run.status ?? run.signal}`})`);
  failed = 1;
}
process.exitCode = failed;
