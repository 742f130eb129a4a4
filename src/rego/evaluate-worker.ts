import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { ProblemError } from '#model/problem.ts';
import { Meter } from './meter.ts';
import { Runner } from './runner.ts';
import type { Answer, Order, WorkerSetup } from './thread.ts';

/** Evaluates the batches that the main thread sends, in order. */
async function serve(port: MessagePort, setup: WorkerSetup): Promise<void> {
  let printed: (readonly [line: string, id: string])[] = [];
  const opened = Runner.open({
    ...setup,
    meter: new Meter(setup.meter, setup.thread, setup.limitMs),
    print: (line, id) => printed.push([line, id]),
  });
  opened.catch(() => undefined);
  port.on('message', (order: Order) => {
    void opened.then(
      (runner): Answer => ({ results: runner.run(order.module, order.bytes, order.ids), printed }),
    ).catch((error: unknown): Answer => faultOf(error)).then((answer) => {
      printed = [];
      port.postMessage(answer);
    });
  });
}

function faultOf(error: unknown): Answer {
  if (error instanceof ProblemError) return { problems: error.problems };
  return { crash: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

if (parentPort) void serve(parentPort, workerData as WorkerSetup);
