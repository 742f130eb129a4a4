import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export const toolsFolder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'landrail-test');
const installMs = 150_000;

/** A program of a Python package, in an environment of its own, made once a machine; or why there is none. */
export function pythonProgram(program: string, requirement: string): { readonly path: string } | { readonly because: string } {
  const folder = join(toolsFolder, requirement.replaceAll(/[^\w.]+/g, '-'));
  const path = join(folder, process.platform === 'win32' ? `Scripts/${program}.exe` : `bin/${program}`);
  if (existsSync(path)) return { path };
  const because = installed(folder, requirement);
  if (because === null) return { path };
  rmSync(folder, { recursive: true, force: true });
  return { because };
}

/** Null, or why not. */
function installed(folder: string, requirement: string): string | null {
  const python = ['python3', 'python'].find((name) => spawnSync(name, ['-c', 'import sys, venv; sys.exit(sys.version_info < (3, 9))'], { stdio: 'ignore' }).status === 0);
  if (python === undefined) return 'there is no Python from 3.9 on';
  mkdirSync(folder, { recursive: true });
  const steps = [[python, '-m', 'venv', folder], [join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python'), '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', requirement]];
  for (const [program = '', ...rest] of steps) {
    const run = spawnSync(program, rest, { encoding: 'utf8', timeout: installMs });
    if (run.status !== 0) return `${rest.slice(0, 2).join(' ')} failed: ${(run.stderr ?? '').trim().split('\n').at(-1) || (run.error?.message ?? run.signal)}`;
  }
  return null;
}
