import type { FileEnd, Job } from './job.ts';
import type { Candidates, ReaderOptions } from './reader.ts';
import type { Counted } from './scan/scanner.ts';
import type { UnpackLimits } from './archive.ts';

/** How a thread scans. `reads`: for the first reader of the registry; null where another one is first. */
export interface Setup {
  readonly candidates: Candidates | null;
  readonly limits: UnpackLimits;
  readonly reads: ReaderOptions | null;
  /** Whether the hash of each file is told. */
  readonly hashed: boolean;
  /** Characters that wait, from which on the thread that uses them is what the others wait for: these read as well then. */
  readonly behind: number;
}

/** To a thread: how to scan, then files; and that so many characters of what it has told were used. */
export type ToThread = Setup | { readonly files: Job } | { readonly used: number };

/** Of the job at hand. */
export type FromThread = ({ readonly file: number } & Parcel) | { readonly file: number; readonly end: FileEnd } | { readonly counted: Counted } | { readonly done: true };

/** Records as their bytes, one behind the other, which are made texts of one by one: as texts, those that wait would be in the way of all others. */
export interface Parcel {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Three numbers each: where it ends, its number in the file, and one of `parcelled`. */
  readonly rows: Int32Array<ArrayBuffer>;
}

/** What the bytes of a record are: its own, in the counts of the scan or not; or the event that was read of it. */
export const parcelled = { record: 0, counted: 1, event: 2 } as const;
