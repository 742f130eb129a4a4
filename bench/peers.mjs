// The tools that the bench measures against, each installed once by its own package manager into the bench's cache.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{binary: string, skipped?: undefined} | {binary?: undefined, skipped: string}} Peer */

const windows = process.platform === 'win32';

/** @returns {Peer} conftest: Rego over plans. */
export const conftest = (cache) => goTool(cache, 'conftest', 'github.com/open-policy-agent/conftest', 'v0.71.1');

/** @returns {Peer} tflint: rules over Terraform source. */
export const tflint = (cache) => goTool(cache, 'tflint', 'github.com/terraform-linters/tflint', 'v0.64.0');

/** @returns {Peer} Checkov: policies over Terraform source and CloudFormation. */
export const checkov = (cache) => pythonTool(cache, 'checkov', '3.3.30');

/** @returns {Peer} cfn-lint: rules over CloudFormation. */
export const cfnLint = (cache) => pythonTool(cache, 'cfn-lint', '1.58.0');

function goTool(cache, name, module, version) {
  const folder = join(cache, `${name}-${version}`);
  const binary = join(folder, windows ? `${name}.exe` : name);
  if (existsSync(binary)) return { binary };
  if (!runs('go', ['version'])) return { skipped: 'go is not on the PATH' };
  mkdirSync(folder, { recursive: true });
  console.error(`building ${name} ${version} (once)`);
  const build = spawnSync('go', ['install', `${module}@${version}`], { env: { ...process.env, GOBIN: folder }, encoding: 'utf8' });
  return build.status === 0 ? { binary } : { skipped: `go install failed: ${build.stderr.trim().split('\n').at(-1)}` };
}

function pythonTool(cache, name, version) {
  const folder = join(cache, `${name}-${version}`);
  const bin = join(folder, windows ? 'Scripts' : 'bin');
  const binary = join(bin, windows ? `${name}.exe` : name);
  if (existsSync(binary)) return { binary };
  if (!runs('python3', ['--version'])) return { skipped: 'python3 is not on the PATH' };
  console.error(`installing ${name} ${version} (once)`);
  for (const [command, args] of [['python3', ['-m', 'venv', folder]], [join(bin, 'python'), ['-m', 'pip', 'install', '--quiet', `${name}==${version}`]]]) {
    const step = spawnSync(command, args, { encoding: 'utf8' });
    if (step.status === 0) continue;
    rmSync(folder, { recursive: true, force: true });
    return { skipped: `${name} could not be installed: ${step.stderr.trim().split('\n').at(-1)}` };
  }
  return { binary };
}

function runs(command, args) {
  const run = spawnSync(command, args, { stdio: 'ignore' });
  return !run.error && run.status === 0;
}
