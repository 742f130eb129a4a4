// npm run lint: types, lint rules, arrows between rooms, unused code. All of them run; the first failure decides the exit code.
import { spawnSync } from 'node:child_process';

const steps = [
  ['types', ['tsc', '--noEmit', '-p', 'tsconfig.json']],
  ['rules', ['oxlint', '--config', 'build/oxlint.json', '--deny-warnings', '--ignore-pattern', 'wasm_exec.js', 'src', 'test', 'build', 'bench']],
  ['arrows', ['depcruise', '--config', 'build/arrows.mjs', '--output-type', 'err', 'src']],
  ['unused', ['knip', '--config', 'build/knip.json', '--no-progress']],
];

let failed = 0;
for (const [name, [tool, ...args]] of steps) {
  const run = spawnSync('npx', ['--no-install', tool, ...args], { stdio: 'inherit', shell: process.platform === 'win32' });
  if (run.status !== 0) {
    console.error(`lint: ${name} failed (${tool} ended with ${run.status ?? run.signal})`);
    failed = 1;
  }
}
process.exitCode = failed;
