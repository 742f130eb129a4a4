import type { FileEnd, Job } from './job.ts';
import type { Candidates } from './reader.ts';
import type { Counted } from './scan/scanner.ts';
import type { UnpackLimits } from './archive.ts';

/** To a thread: how to scan, then files; and that so many characters of what it has told were used. */
export type ToThread = { readonly candidates: Candidates | null; readonly limits: UnpackLimits } | { readonly files: Job } | { readonly used: number };

/** Of the job at hand. A record comes as its text. */
export type FromThread =
  | { readonly file: number; readonly met: readonly { readonly text: string; readonly number: number; readonly counted: boolean }[]; readonly size: number }
  | { readonly file: number; readonly end: FileEnd }
  | { readonly counted: Counted }
  | { readonly done: true };
