import { parentPort, type MessagePort } from 'node:worker_threads';
import { ProblemError } from '#model/problem.ts';
import { Meter } from './meter.ts';
import { Runner } from './runner.ts';
import type { Answer, Order, WorkerSetup } from './thread.ts';

/** Is told what to load, then evaluates the batches that the main thread sends, in order. */
function serve(port: MessagePort): void {
  port.once('message', (setup: WorkerSetup) => {
    let printed: (readonly [line: string, id: string])[] = [];
    const runner = new Runner({ ...setup, meter: new Meter(setup.meter, setup.thread, setup.limitMs), print: (line, id) => printed.push([line, id]) });
    let before = Promise.resolve();
    port.on('message', ({ module, bytes, ids }: Order) => {
      before = before
        .then(async (): Promise<Answer> => ({ results: await runner.run(module, bytes, ids), printed }))
        .catch((error: unknown): Answer => faultOf(error))
        .then((answer) => {
          printed = [];
          port.postMessage(answer);
        });
    });
  });
}

function faultOf(error: unknown): Answer {
  if (error instanceof ProblemError) return { problems: error.problems };
  return { crash: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

if (parentPort) serve(parentPort);
