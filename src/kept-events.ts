import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { AuditEvent } from '#model/event.ts';

/** Characters that are packed together. */
const blockSize = 2 ** 20;

/**
 * Events that wait until the last of them was read, as packed text: as objects hundreds of thousands of them take gigabytes, and more time
 * of the collector of garbage than it takes to read them twice.
 */
export class KeptEvents implements Iterable<AuditEvent> {
  readonly #blocks: Buffer[] = [];
  #open: string[] = [];
  #waiting = 0;
  #size = 0;

  /** Characters, all in all. */
  get size(): number {
    return this.#size;
  }

  add(event: AuditEvent): void {
    const text = JSON.stringify(event);
    this.#open.push(text);
    this.#size += text.length;
    this.#waiting += text.length;
    if (this.#waiting < blockSize) return;
    this.#blocks.push(deflateRawSync(this.#open.join('\n'), { level: 1 }));
    this.#open = [];
    this.#waiting = 0;
  }

  /** As they came; each time they are made anew. */
  *[Symbol.iterator](): Generator<AuditEvent> {
    for (const block of this.#blocks) for (const text of inflateRawSync(block).toString().split('\n')) yield JSON.parse(text) as AuditEvent;
    for (const text of this.#open) yield JSON.parse(text) as AuditEvent;
  }
}
