import type { JsonObject } from '#model/json.ts';
import type { AuditReader, Delivery, ReaderOptions, RecordReading } from './reader.ts';

/** The readers of a run: each is loaded when a record comes that those before it do not know. */
export class Readers {
  readonly #options: ReaderOptions;
  readonly #loaded: AuditReader[] = [];
  readonly #unloaded: (() => Promise<AuditReader>)[];
  readonly #readings = new Map<AuditReader, RecordReading>();

  constructor(readers: readonly (() => Promise<AuditReader>)[], options: ReaderOptions) {
    this.#unloaded = [...readers];
    this.#options = options;
  }

  /** Null before one is loaded. */
  get first(): AuditReader | null {
    return this.#loaded[0] ?? null;
  }

  /** Those that have read something. */
  get readings(): Iterable<readonly [AuditReader, RecordReading]> {
    return this.#readings;
  }

  async load(): Promise<AuditReader | null> {
    const load = this.#unloaded.shift();
    if (load === undefined) return null;
    const reader = await load();
    this.#loaded.push(reader);
    return reader;
  }

  /** Whose record it is, of those that are loaded, taken out of its envelope. @param own that of the file, which is asked first */
  unwrapped(value: JsonObject, own: AuditReader | null): { readonly reader: AuditReader; readonly record: JsonObject } | null {
    for (const reader of own === null ? this.#loaded : [own, ...this.#loaded]) {
      const record = reader.unwrap(value);
      if (record !== null) return { reader, record };
    }
    return null;
  }

  /** Whose it is of all others. */
  async unwrappedByMore(value: JsonObject): Promise<{ readonly reader: AuditReader; readonly record: JsonObject } | null> {
    for (let reader = await this.load(); reader !== null; reader = await this.load()) {
      const record = reader.unwrap(value);
      if (record !== null) return { reader, record };
    }
    return null;
  }

  /** Which files were delivered, where it tells that. */
  delivery(value: JsonObject): { readonly reader: AuditReader; readonly delivery: Delivery } | null {
    for (const reader of this.#loaded) {
      const delivery = reader.delivery?.(value) ?? null;
      if (delivery !== null) return { reader, delivery };
    }
    return null;
  }

  readingOf(reader: AuditReader): RecordReading {
    const known = this.#readings.get(reader);
    if (known !== undefined) return known;
    const reading = reader.open(this.#options);
    this.#readings.set(reader, reading);
    return reading;
  }
}
