import { parentPort } from 'node:worker_threads';
import { diagnose, type Question } from './diagnose.ts';

let before = Promise.resolve();

parentPort?.on('message', (question: Question) => {
  before = before.then(async () => parentPort?.postMessage(await diagnose(question)));
});
