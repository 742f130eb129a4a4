import type { Ahead, Thread } from './check.ts';
import { main } from './commands/main.ts';

/** The command, over the arguments of this process. @param ahead what is named first, if it is being read already. @param thread what will judge it. */
export function start(ahead: Ahead | null, thread: Thread | null): void {
  // A reader that has seen enough (`| head`) is no fault of this program.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  void main(process.argv.slice(2), {
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    stdin: () => process.stdin,
    cwd: process.cwd(),
    env: process.env,
    platform: process.platform,
    isTTY: process.stdout.isTTY === true,
    stderrIsTTY: process.stderr.isTTY === true,
    width: process.stdout.columns ?? 100,
    now: now(process.env['LANDRAIL_NOW']),
    // Looked at by those who ask alone: to open standard input takes four milliseconds.
    get ask() {
      return process.stdin.isTTY === true && process.stderr.isTTY === true ? async (question: string) => (await import('./ask.ts')).ask(question) : null;
    },
    ahead,
    thread,
  }).then((code) => {
    process.exitCode = code;
    // Once all is written: to take down threads, modules and memory one by one takes longer than to leave them to the system.
    process.stdout.write('', () => process.stderr.write('', () => process.exit()));
  });
}

/** What GitHub runs for action.yml, over the environment of this process. */
export async function act(): Promise<void> {
  const code = await (await import('./action.ts')).act({ enter: (folder) => process.chdir(folder), env: process.env, platform: process.platform, now: now(process.env['LANDRAIL_NOW']), stdout: (text) => void process.stdout.write(text), stderr: (text) => void process.stderr.write(text) });
  process.exitCode = code;
  process.stdout.write('', () => process.stderr.write('', () => process.exit()));
}

/** LANDRAIL_NOW fixes the clock, so that a report with expiry dates can be made again byte for byte. */
function now(fixed: string | undefined): Date {
  const date = fixed === undefined ? new Date() : new Date(fixed);
  return Number.isNaN(date.getTime()) ? new Date() : date;
}
