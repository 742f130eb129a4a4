import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pythonProgram, toolsFolder } from '../python.ts';

/** A newer one may have more to say: then somebody reads it, and mends the workflows with it. */
const versions = { actionlint: '1.7.12', zizmor: '1.32.0' };

/** https://github.com/rhysd/actionlint: on PATH, else built by Go once a machine; null, and a printed reason, where there is no Go. */
export function findActionlint(): string | null {
  if (isOnPath('actionlint')) return 'actionlint';
  const bin = join(toolsFolder, `actionlint-${versions.actionlint}`);
  const path = join(bin, process.platform === 'win32' ? 'actionlint.exe' : 'actionlint');
  if (existsSync(path)) return path;
  const run = spawnSync('go', ['install', `github.com/rhysd/actionlint/cmd/actionlint@v${versions.actionlint}`], { encoding: 'utf8', timeout: 150_000, env: { ...process.env, GOBIN: bin } });
  if (run.status === 0) return path;
  console.log(`skipped: actionlint over the workflows: ${run.error === undefined ? (run.stderr.trim().split('\n').at(-1) ?? '') : 'there is no Go'}`);
  return null;
}

/** https://pypi.org/project/zizmor/ */
export function findZizmor(): string | null {
  if (isOnPath('zizmor')) return 'zizmor';
  const found = pythonProgram('zizmor', `zizmor==${versions.zizmor}`);
  if ('path' in found) return found.path;
  console.log(`skipped: zizmor over the workflows: ${found.because}`);
  return null;
}

function isOnPath(program: keyof typeof versions): boolean {
  const run = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return run.error === undefined && run.stdout.includes(versions[program]);
}
