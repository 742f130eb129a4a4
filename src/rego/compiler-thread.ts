import { Worker } from 'node:worker_threads';
import { ProblemError } from '#model/problem.ts';

/** Enough for brackets nested 2,000 deep, beyond which the compiler refuses a file. */
const stackSizeMb = 32;

export function crash(what: string): ProblemError {
  return new ProblemError({
    code: 'compiler-crash',
    message: `landrail's policy compiler crashed: ${what}`,
    where: null,
    hint: 'this is a bug of landrail: please report it with the policy that causes it',
  });
}

interface Waiting {
  readonly resolve: (reply: Uint8Array<ArrayBuffer>) => void;
  readonly reject: (error: Error) => void;
}

/** One worker thread from its start to its end. */
export class CompilerThread {
  readonly #worker: Worker;
  #waiting: Waiting | null = null;
  #ended: Error | null = null;
  #printed = '';

  constructor(script: URL, artifact: URL) {
    // Go writes what it has to say about a crash to its standard output: caught here, since ours belongs to the report.
    this.#worker = new Worker(script, { workerData: { artifact: artifact.href }, resourceLimits: { stackSizeMb }, stdout: true, stderr: true });
    for (const stream of [this.#worker.stdout, this.#worker.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => {
        this.#printed = (this.#printed + text).slice(0, 10_000);
      });
    }
    this.#worker.on('message', (message: { readonly reply: Uint8Array<ArrayBuffer> }) => {
      this.#settle((waiting) => waiting.resolve(message.reply));
    });
    this.#worker.on('error', (error: Error) => this.#end(error.message));
    this.#worker.on('exit', (code) => this.#end(`it ended with code ${code}`));
    this.#worker.unref();
  }

  get alive(): boolean {
    return this.#ended === null;
  }

  call(request: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
    return new Promise((resolve, reject) => {
      if (this.#ended) {
        reject(this.#ended);
        return;
      }
      this.#waiting = { resolve, reject };
      this.#worker.ref();
      this.#worker.postMessage(request, [request.buffer]);
    });
  }

  async stop(reason: Error): Promise<void> {
    this.#ended ??= reason;
    this.#settle((waiting) => waiting.reject(reason));
    await this.#worker.terminate();
  }

  #settle(how: (waiting: Waiting) => void): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    // An idle compiler does not keep the process alive.
    this.#worker.unref();
    if (waiting) how(waiting);
  }

  #end(what: string): void {
    const error = (this.#ended ??= crash(this.#printed.trim() === '' ? what : `${what}\n${this.#printed.trim()}`));
    this.#settle((waiting) => waiting.reject(error));
  }
}
