import type { ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ProblemError } from '#model/problem.ts';

export function crash(what: string): ProblemError {
  return new ProblemError({
    code: 'compiler-crash',
    message: `landrail's policy compiler crashed: ${what}`,
    where: null,
    hint: 'this is a bug of landrail: please report it with the policy that causes it',
  });
}

interface Waiting {
  readonly resolve: (reply: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

/**
 * One compiler process from its start to its end; it answers one request at a time. A process and not a thread, since it
 * runs with switches of V8 that hold for a whole process (see compiler-worker.ts), and since it ends at once when it must.
 */
export class CompilerProcess {
  readonly #child: ChildProcess;
  readonly #closed: Promise<void>;
  #waiting: Waiting | null = null;
  #ended: Error | null = null;
  #printed = '';

  /** Not imported above: a run that compiles nothing need not load what starts processes. */
  static async start(script: URL, artifact: URL): Promise<CompilerProcess> {
    const { fork } = await import('node:child_process');
    return new CompilerProcess(fork, script, artifact);
  }

  private constructor(start: typeof fork, script: URL, artifact: URL) {
    this.#child = start(fileURLToPath(script), [artifact.href], {
      execArgv: [],
      serialization: 'advanced',
      // Go writes what it has to say about a crash to its output: caught here, since ours belongs to the report.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // Whatever our own process was started with (a debugger, a loader) is not meant for this one.
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8');
      stream?.on('data', (text: string) => {
        this.#printed = (this.#printed + text).slice(0, 10_000);
      });
    }
    this.#child.on('message', (reply: Uint8Array) => this.#settle((waiting) => waiting.resolve(reply)));
    this.#child.on('error', (error) => this.#end(`it could not be started: ${error.message}`));
    this.#closed = new Promise((resolve) => {
      this.#child.on('close', (code, signal) => {
        this.#end(`it ended with ${signal ?? `code ${code}`}`);
        resolve();
      });
    });
    this.#hold(false);
  }

  get alive(): boolean {
    return this.#ended === null;
  }

  call(request: Uint8Array): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      if (this.#ended) {
        reject(this.#ended);
        return;
      }
      this.#waiting = { resolve, reject };
      this.#hold(true);
      // A failure to send is followed by the end of the process, which is reported.
      this.#child.send(request, () => undefined);
    });
  }

  async stop(reason: Error): Promise<void> {
    this.#ended ??= reason;
    this.#settle((waiting) => waiting.reject(reason));
    if (this.#child.pid === undefined) return;
    this.#child.kill('SIGKILL');
    this.#hold(true);
    await this.#closed;
  }

  /** Only while it has something to do does the compiler keep our process alive. */
  #hold(busy: boolean): void {
    const streams = [this.#child.stdout, this.#child.stderr] as unknown as readonly ({ ref(): void; unref(): void } | null)[];
    for (const part of [this.#child, this.#child.channel, ...streams]) {
      if (busy) part?.ref();
      else part?.unref();
    }
  }

  #settle(how: (waiting: Waiting) => void): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    this.#hold(false);
    if (waiting) how(waiting);
  }

  #end(what: string): void {
    const error = (this.#ended ??= crash(this.#printed.trim() === '' ? what : `${what}\n${this.#printed.trim()}`));
    this.#settle((waiting) => waiting.reject(error));
  }
}
