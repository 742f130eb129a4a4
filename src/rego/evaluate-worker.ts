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
    const answerTo = async ({ module, bytes, ids }: Order): Promise<Answer> => {
      printed = [];
      try {
        return { results: await runner.run(module, bytes, ids), printed };
      } catch (error) {
        return faultOf(error);
      }
    };
    port.on('message', (orders: readonly Order[]) => {
      before = before.then(async () => {
        const answers: Answer[] = [];
        for (const order of orders) answers.push(await answerTo(order));
        port.postMessage(answers);
      });
    });
  });
}

function faultOf(error: unknown): Answer {
  if (error instanceof ProblemError) return { problems: error.problems };
  return { crash: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

if (parentPort) serve(parentPort);
