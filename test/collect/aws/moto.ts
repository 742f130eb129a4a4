import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** https://pypi.org/project/moto/ */
const version = '5.2.5';
const installMs = 150_000;

/** moto's server as it is on PATH, else in an environment of its own, made once a machine; null, and a printed reason, where there is no Python that can have one. */
export function findMoto(): string | null {
  const onPath = spawnSync('moto_server', ['--help'], { stdio: 'ignore' });
  if (onPath.error === undefined && onPath.status === 0) return 'moto_server';
  const folder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'landrail-test', `moto-${version}`);
  const server = join(folder, process.platform === 'win32' ? 'Scripts/moto_server.exe' : 'bin/moto_server');
  if (existsSync(server)) return server;
  const because = installed(folder);
  if (because === null) return server;
  rmSync(folder, { recursive: true, force: true });
  console.log(`skipped: tests of landrail inventory aws, which need moto: ${because}`);
  return null;
}

/** Null, or why not. */
function installed(folder: string): string | null {
  const python = ['python3', 'python'].find((name) => spawnSync(name, ['-c', 'import sys, venv; sys.exit(sys.version_info < (3, 9))'], { stdio: 'ignore' }).status === 0);
  if (python === undefined) return 'there is no Python from 3.9 on';
  mkdirSync(folder, { recursive: true });
  const steps = [[python, '-m', 'venv', folder], [join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python'), '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `moto[server]==${version}`]];
  for (const [program = '', ...rest] of steps) {
    const run = spawnSync(program, rest, { encoding: 'utf8', timeout: installMs });
    if (run.status !== 0) return `${rest.slice(0, 2).join(' ')} failed: ${(run.stderr ?? '').trim().split('\n').at(-1) || (run.error?.message ?? run.signal)}`;
  }
  return null;
}

export interface Moto {
  readonly url: string;
  /** Forgets all that was created. */
  reset(): Promise<void>;
  stop(): void;
}

export async function startMoto(program: string): Promise<Moto> {
  const port = await freePort();
  const server = spawn(program, ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore', env: { ...process.env, MOTO_EC2_LOAD_DEFAULT_AMIS: 'false', INITIAL_NO_AUTH_ACTION_COUNT: 'inf' } });
  const url = `http://127.0.0.1:${port}`;
  await answers(`${url}/moto-api/data.json`, server);
  return {
    url,
    reset: async () => {
      await fetch(`${url}/moto-api/reset`, { method: 'POST' });
    },
    stop: () => void server.kill(),
  };
}

async function answers(url: string, server: ChildProcess): Promise<void> {
  for (let left = 300; left > 0; left -= 1) {
    if (server.exitCode !== null) throw new Error(`moto ended with ${server.exitCode}`);
    try {
      if ((await fetch(url)).ok) return;
    } catch {
      // It is not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('moto did not start within 30 seconds');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
