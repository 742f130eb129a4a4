import type { AuditEvent } from '#model/event.ts';
import type { JsonObject } from '#model/json.ts';

/** A record that is not passed over. */
export interface Met {
  /** Null where only its text has been taken, which may be malformed. */
  readonly value: JsonObject | null;
  /** Its own text, where it stands alone: threads hand it over as that. Bytes are to be taken before the next piece is pushed. */
  readonly text: string | Buffer | null;
  /** From 1 within the file. */
  readonly number: number;
  /** The scan has it in its counts of hours. */
  readonly counted: boolean;
  /** What a thread has read of it; it is of the first reader, and there is no value. */
  readonly event?: AuditEvent;
}

export interface Malformed {
  readonly number: number;
  /** Of the unpacked file. */
  readonly offset: number;
  readonly what: string;
}

/** The records of a file whose bytes come piece by piece. */
export interface RecordFile {
  /** Met so far, those that were passed over and the malformed ones included. */
  readonly records: number;
  readonly malformed: readonly Malformed[];
  /** Beyond this offset nothing could be made of it. */
  readonly broken: { readonly offset: number } | null;
  /** The member by which it says that there is more in another file. */
  readonly nextPage: string | null;
  push(chunk: Buffer): readonly Met[];
  /** @param cutOff the end is missing, which is told: what is open is no fault of the log */
  end(cutOff: boolean): readonly Met[];
}
