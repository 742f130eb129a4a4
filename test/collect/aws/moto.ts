import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { pythonProgram } from '../../python.ts';

/** https://pypi.org/project/moto/ */
const version = '5.2.5';

/** moto's server as it is on PATH, else in an environment of its own, made once a machine; null, and a printed reason, where there is no Python that can have one. */
export function findMoto(): string | null {
  const onPath = spawnSync('moto_server', ['--help'], { stdio: 'ignore' });
  if (onPath.error === undefined && onPath.status === 0) return 'moto_server';
  const found = pythonProgram('moto_server', `moto[server]==${version}`);
  if ('path' in found) return found.path;
  console.log(`skipped: tests of landrail inventory aws, which need moto: ${found.because}`);
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
