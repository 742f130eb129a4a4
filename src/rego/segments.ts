import type { JsonBytes } from './json-bytes.ts';
import type { Open } from './view-parts.ts';

type WritePart<T> = (json: JsonBytes, open: Open, part: T) => void;

const most = 4096;

/**
 * Bytes of parts that many resources share, such as the tags of a team or the scope of a project: found by the very object, and copied.
 * Where hardly anything is shared it is not looked for.
 */
export class Segments<T extends object> {
  readonly #bytes = new Map<T, Uint8Array>();
  #credit = most;

  write(json: JsonBytes, open: Open, part: T, write: WritePart<T>): void {
    const known = this.#credit > 0 ? this.#bytes.get(part) : undefined;
    if (known !== undefined) {
      if (this.#credit < most) this.#credit++;
      json.raw(known);
      return;
    }
    const [start, opened] = [json.length, open.count];
    write(json, open, part);
    // What is not known is told elsewhere in the view.
    if (this.#credit <= 0 || open.count > opened) return;
    this.#credit--;
    if (this.#bytes.size >= most) this.#bytes.clear();
    this.#bytes.set(part, json.part(start, json.length));
  }

  /** What was found in one input is in no other, and holds texts that are cut out of the whole file. */
  clear(): void {
    this.#bytes.clear();
  }
}
