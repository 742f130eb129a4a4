import { parentPort } from 'node:worker_threads';
import { LocalJob, type Job } from './job.ts';
import type { Candidates } from './reader.ts';
import { Scanner } from './scan/scanner.ts';
import type { FromThread, ToThread } from './thread-messages.ts';
import type { UnpackLimits } from './archive.ts';

/** Characters of records that may wait to be used, and that are sent together. */
const most = 8 * 2 ** 20;
const enough = 2 ** 17;

const scanner = new Scanner();
let setup: { readonly candidates: Candidates | null; readonly limits: UnpackLimits } | null = null;
/** Characters that were sent and not used yet, and who waits for that. */
const sent = { size: 0, wake: (): void => undefined };

function send(message: FromThread): void {
  parentPort?.postMessage(message);
}

async function run(files: Job): Promise<void> {
  if (setup === null) throw new Error('a job came before what it is to look for');
  let file = 0;
  let met: { readonly text: string; readonly number: number; readonly counted: boolean }[] = [];
  let size = 0;
  const flush = (): void => {
    if (met.length > 0) send({ file, met, size });
    sent.size += size;
    met = [];
    size = 0;
  };
  for await (const part of new LocalJob(files, scanner, setup.limits, true).parts()) {
    if ('counted' in part) {
      send(part);
      continue;
    }
    if (part.file !== file) flush();
    ({ file } = part);
    if ('met' in part) {
      for (const { value, text, number, counted } of part.met) {
        const written = text ?? JSON.stringify(value);
        met.push({ text: written, number, counted });
        size += written.length;
      }
      if (size > enough) flush();
      while (sent.size > most) await new Promise<void>((resolve) => (sent.wake = resolve));
    } else {
      flush();
      send(part);
    }
  }
  send({ done: true });
}

parentPort?.on('message', (message: ToThread) => {
  if ('used' in message) {
    sent.size -= message.used;
    sent.wake();
  } else if ('files' in message) void run(message.files);
  else {
    setup = message;
    scanner.filter(message.candidates);
  }
});
