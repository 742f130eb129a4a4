import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { AuditEvent } from '#model/event.ts';
import { packedEvent, unpackedEvent } from '#model/packed-event.ts';

/** Bytes that are packed together. */
const blockSize = 2 ** 20;
const newline = 0x0a;

/**
 * Events that wait until the last of them was read, as packed text: as objects hundreds of thousands of them take gigabytes, and more time
 * of the collector of garbage than it takes to read them twice.
 */
export class KeptEvents implements Iterable<AuditEvent> {
  readonly #blocks: Buffer[] = [];
  /** What is not packed yet: bytes, for texts that wait would be in the way of the collector. */
  #open = Buffer.allocUnsafeSlow(blockSize * 1.25);
  #end = 0;
  #size = 0;

  /** Bytes, all in all. */
  get size(): number {
    return this.#size;
  }

  add(event: AuditEvent): void {
    const text = `${packedEvent(event)}\n`;
    const needed = this.#end + text.length * 3;
    if (needed > this.#open.length) this.#open = Buffer.concat([this.#open.subarray(0, this.#end)], needed * 2);
    const written = this.#open.write(text, this.#end);
    this.#end += written;
    this.#size += written;
    if (this.#end < blockSize) return;
    this.#blocks.push(deflateRawSync(this.#open.subarray(0, this.#end), { level: 1 }));
    this.#end = 0;
  }

  /** As they came; each time they are made anew. */
  *[Symbol.iterator](): Generator<AuditEvent> {
    for (const block of this.#blocks) yield* eventsIn(inflateRawSync(block));
    yield* eventsIn(this.#open.subarray(0, this.#end));
  }
}

function* eventsIn(lines: Buffer): Generator<AuditEvent> {
  for (let from = 0, end = lines.indexOf(newline); end >= 0; from = end + 1, end = lines.indexOf(newline, from)) yield unpackedEvent(lines.toString('utf8', from, end));
}
