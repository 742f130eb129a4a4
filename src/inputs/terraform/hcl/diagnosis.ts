import { Worker } from 'node:worker_threads';
import type { Problem } from '#model/problem.ts';
import type { Diagnose, Question } from './diagnose.ts';

/**
 * Asks HashiCorp's parser in a thread of its own: to start it takes as long as to judge hundreds of files, which are judged meanwhile.
 * @param script diagnose-worker, bundled
 */
export class DiagnosisThread {
  readonly #script: URL;
  readonly #waiting: { readonly resolve: (problems: readonly Problem[]) => void; readonly reject: (error: Error) => void }[] = [];
  #worker: Worker | null = null;

  constructor(script: URL) {
    this.#script = script;
  }

  /** Rejects for a bug of ours. */
  diagnose(question: Question): Promise<readonly Problem[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      const worker = (this.#worker ??= this.#start());
      worker.ref();
      worker.postMessage(question);
    });
  }

  /** It answers in the order in which it is asked. */
  #start(): Worker {
    const worker = new Worker(this.#script, { execArgv: [], env: {} });
    worker.on('message', (problems: readonly Problem[]) => {
      this.#waiting.shift()?.resolve(problems);
      // An idle thread does not keep the process alive.
      if (this.#waiting.length === 0) worker.unref();
    });
    worker.on('error', (error) => {
      this.#worker = null;
      for (const { reject } of this.#waiting.splice(0)) reject(error);
    });
    return worker;
  }
}

let thread: DiagnosisThread | null = null;

/** As this code is written here, in tests, there is no script: they wait for it. */
export const diagnosis: Diagnose = async (question) => {
  if (import.meta.url.endsWith('.ts')) return (await import('./diagnose.ts')).diagnose(question);
  thread ??= new DiagnosisThread(new URL('./diagnose-worker.js', import.meta.url));
  return thread.diagnose(question);
};
