import { existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { ProblemError, type Problem } from '#model/problem.ts';
import type { Io } from './io.ts';

/** Whichever is found first shows the plan. */
const programs = ['terraform', 'tofu'];
const longestMs = 300_000;
const mostBytes = 2 ** 31 - 4096;

/**
 * `terraform show -json` of a saved plan, in the folder where it was initialised: it needs the providers' schemas.
 * @throws ProblemError
 */
export async function showPlan(absolute: string, folder: string, { env, platform }: Pick<Io, 'env' | 'platform'>): Promise<Buffer> {
  const program = programOn(env['PATH'] ?? '', platform);
  if (program === null) throw new ProblemError(problem('terraform-missing', '--terraform finds neither terraform nor tofu on the PATH', 'install it, or give the JSON: --plan-json plan.json'));
  const { spawn } = await import('node:child_process');
  return new Promise((resolve, reject) => {
    const child = spawn(program, ['show', '-no-color', '-json', absolute], { cwd: folder, env: { ...env, TF_IN_AUTOMATION: '1', TF_CLI_ARGS: '', TF_CLI_ARGS_show: '', CHECKPOINT_DISABLE: '1' }, stdio: ['ignore', 'pipe', 'pipe'], timeout: longestMs });
    const out: Buffer[] = [];
    const said: Buffer[] = [];
    let size = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > mostBytes) child.kill();
      else out.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    child.on('error', (error) => reject(new ProblemError(problem('terraform-failed', `${program} cannot be run: ${error.message}`, 'check the PATH'))));
    child.on('close', (code, signal) => {
      if (code === 0) resolve(Buffer.concat(out));
      else reject(new ProblemError(problem('terraform-failed', `${program} show -json ${absolute} failed${signal === null ? '' : ` (${signal})`}: ${firstError(Buffer.concat(said).toString('utf8'))}`, `run terraform init in ${folder}, or name that folder with --source`)));
    });
  });
}

function programOn(path: string, platform: NodeJS.Platform): string | null {
  const end = platform === 'win32' ? '.exe' : '';
  for (const program of programs) {
    for (const folder of path.split(delimiter)) {
      // Others count from the working directory, where a pull request may have put a program of its own.
      if (isAbsolute(folder) && existsSync(join(folder, `${program}${end}`))) return join(folder, `${program}${end}`);
    }
  }
  return null;
}

/** What Terraform draws around its errors is left out. */
function firstError(said: string): string {
  const lines = said.split('\n').map((line) => line.replace(/^[\s│╷╵]+/u, '').trim()).filter((line) => line !== '');
  const at = Math.max(0, lines.findIndex((line) => line.startsWith('Error:')));
  return lines.slice(at, at + 6).join(' ').replace(/^Error: /, '').slice(0, 400) || 'it said nothing';
}

function problem(code: string, message: string, hint: string): Problem {
  return { code, message, where: null, hint };
}
