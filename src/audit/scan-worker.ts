import { parentPort } from 'node:worker_threads';
import type { LogFile } from './files.ts';
import { LocalJob, type Job } from './job.ts';
import type { AuditEvent } from '#model/event.ts';
import { isObject, type JsonValue } from '#model/json.ts';
import { packedEvent } from '#model/packed-event.ts';
import type { ReadAlone } from './reader.ts';
import type { Met } from './record-file.ts';
import { first } from './registry.ts';
import { Scanner } from './scan/scanner.ts';
import { parcelled, type FromThread, type Setup, type ToThread } from './thread-messages.ts';

/** Bytes of records that may wait to be used, and that are sent together. */
const most = 8 * 2 ** 20;
const enough = 2 ** 17;

const scanner = new Scanner();
let setup: Setup | null = null;
let alone: ReadAlone | null = null;
/** Bytes that were sent and not used yet, and who waits for that. */
const sent = { size: 0, wake: (): void => undefined };

function send(message: FromThread, transferred: readonly ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transferred);
}

/** Records that are sent together. */
class Outgoing {
  #bytes: Buffer<ArrayBuffer> = Buffer.allocUnsafeSlow(enough * 1.25);
  #size = 0;
  #rows: number[] = [];

  get isFull(): boolean {
    return this.#size >= enough;
  }

  add({ value, text, number, counted }: Met, event: AuditEvent | null): void {
    const written = event !== null ? packedEvent(event) : (text ?? JSON.stringify(value));
    const needed = this.#size + (typeof written === 'string' ? written.length * 3 : written.length);
    if (needed > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2));
      this.#bytes.copy(larger, 0, 0, this.#size);
      this.#bytes = larger;
    }
    this.#size += typeof written === 'string' ? this.#bytes.write(written, this.#size) : written.copy(this.#bytes, this.#size);
    this.#rows.push(this.#size, number, event !== null ? parcelled.event : counted ? parcelled.counted : parcelled.record);
  }

  flush(file: number): void {
    if (this.#rows.length === 0) return;
    const bytes = new Uint8Array(this.#bytes.buffer, 0, this.#size);
    const rows = Int32Array.from(this.#rows);
    sent.size += this.#size;
    send({ file, bytes, rows }, [bytes.buffer, rows.buffer]);
    this.#bytes = Buffer.allocUnsafeSlow(enough * 1.25);
    this.#size = 0;
    this.#rows = [];
  }
}

/** Null for what is left to the thread that uses it. */
function eventOf({ value, text, number, counted }: Met, file: string): AuditEvent | null {
  if (alone === null || !counted) return null;
  const record = value ?? parsed(text);
  return isObject(record) ? alone(record, { file, record: number }) : null;
}

function parsed(text: string | Buffer | null): JsonValue | undefined {
  try {
    return text === null ? undefined : (JSON.parse(typeof text === 'string' ? text : text.toString()) as JsonValue);
  } catch {
    return undefined;
  }
}

async function run(files: Job): Promise<void> {
  if (setup === null) throw new Error('a job came before what it is to look for');
  let file = 0;
  const outgoing = new Outgoing();
  const { reads, limits, hashed, behind } = setup;
  for await (const part of new LocalJob(files, scanner, limits, { lazily: true, hashed }).parts()) {
    if ('counted' in part) {
      send(part);
      continue;
    }
    if (part.file !== file) outgoing.flush(file);
    ({ file } = part);
    if ('met' in part) {
      if (sent.size > behind && reads !== null) alone ??= (await first()).alone?.(reads) ?? null;
      const { path } = files[file] as LogFile;
      for (const one of part.met) outgoing.add(one, sent.size > behind ? eventOf(one, path) : null);
      if (outgoing.isFull) outgoing.flush(file);
      while (sent.size > most) await new Promise<void>((resolve) => (sent.wake = resolve));
    } else {
      outgoing.flush(file);
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
