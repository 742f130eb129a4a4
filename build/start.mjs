// npm start: judges the shipped samples, each with its own landrail.yaml; with arguments it is the landrail command itself.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cli = join(root, 'dist', 'cli.js');

function landrail(args, options = {}) {
  const run = spawnSync(process.execPath, [cli, ...args], { stdio: 'inherit', ...options });
  if (run.error) throw run.error;
  return run.status ?? 2;
}

/** A story with logs is a night, compared with its code. One without a plan is a pull request, or what exists: its folder is judged as it stands. */
function commandFor(folder) {
  if (existsSync(join(root, folder, 'audit'))) return ['drift', '--iac', join(folder, 'code'), '--inventory', join(folder, 'inventory'), '--audit', join(folder, 'audit'), '--until', '2026-11-02T06:00:00Z'];
  return ['check', existsSync(join(root, folder, 'plan.json')) ? join(folder, 'plan.json') : folder];
}

if (process.argv.length > 2) {
  // npm runs scripts in the package's folder; paths on the command line are relative to where the user stands.
  process.exitCode = landrail(process.argv.slice(2), { cwd: process.env.INIT_CWD ?? process.cwd() });
} else {
  const stories = readdirSync(join(root, 'samples'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  for (const story of stories) {
    const folder = join('samples', story);
    const args = [...commandFor(folder), '--config', join(folder, 'landrail.yaml'), '--exit-zero'];
    process.stdout.write(`\n$ landrail ${args.join(' ')}\n\n`);
    const code = landrail(args, { cwd: root });
    if (code !== 0) process.exitCode = code;
  }
  process.stdout.write(`\nJudged ${stories.length} sample stories in ${relative(process.cwd(), join(root, 'samples')) || 'samples'}. Your own: npm start -- check my-plan.json, or npm start -- check . in a repository of Terraform or CloudFormation\n`);
}
