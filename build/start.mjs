// npm start: judges the shipped samples, each with its own landrail.yaml, and writes a page of each; with arguments it is the landrail command itself.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cli = join(root, 'dist', 'cli.js');
/** git leaves it out. */
const pages = join(root, '.landrail', 'samples');

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

/** A list of the pages: names of folders, which need no escape. */
function indexOf(stories) {
  const style = ':root{color-scheme:light dark}body{font:1rem/1.8 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem}';
  return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>landrail: the samples</title><style>${style}</style></head><body><h1>The samples</h1><ul>\n${stories.map((story) => `<li><a href="${encodeURIComponent(story)}.html">${story}</a></li>`).join('\n')}\n</ul></body></html>\n`;
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
    const code = landrail([...args, '--format', 'terminal', '--format', `html=${join(pages, `${story}.html`)}`], { cwd: root });
    if (code !== 0) process.exitCode = code;
  }
  mkdirSync(pages, { recursive: true });
  writeFileSync(join(pages, 'index.html'), indexOf(stories));
  process.stdout.write(`\nJudged ${stories.length} sample stories in ${relative(process.cwd(), join(root, 'samples')) || 'samples'}. Your own: npm start -- check my-plan.json, or npm start -- check . in a repository of Terraform or CloudFormation\nTheir reports for a browser: ${join(pages, 'index.html')}\n`);
}
