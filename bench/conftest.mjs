// The peer that the bench measures against, built from source once.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const version = 'v0.71.1';

/** @returns {{binary: string} | {skipped: string}} */
export function buildConftest(cache) {
  const folder = join(cache, `conftest-${version}`);
  const binary = join(folder, process.platform === 'win32' ? 'conftest.exe' : 'conftest');
  if (existsSync(binary)) return { binary };
  const go = spawnSync('go', ['version'], { stdio: 'ignore' });
  if (go.error || go.status !== 0) return { skipped: 'go is not on the PATH' };
  mkdirSync(folder, { recursive: true });
  console.error(`building conftest ${version} (once)`);
  const build = spawnSync('go', ['install', `github.com/open-policy-agent/conftest@${version}`], { env: { ...process.env, GOBIN: folder }, encoding: 'utf8' });
  if (build.status !== 0) return { skipped: `go install failed: ${build.stderr.trim().split('\n').at(-1)}` };
  return { binary };
}
