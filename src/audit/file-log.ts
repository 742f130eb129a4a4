import type { LogFile } from './files.ts';
import type { AuditReader } from './reader.ts';

/** What is learnt of a file while its records are met. */
export class FileLog {
  readonly file: LogFile;
  /** Of the first record that one unwraps. */
  reader: AuditReader | null = null;
  parsed = 0;
  /** Records of another log than the file's. */
  elsewhere = 0;
  foreign = 0;
  /** Of what was delivered. */
  lists = 0;
  /** The key of the first of them. */
  listKey: string | null = null;
  /** Records that turned out to be no JSON when they were parsed here. */
  unread = 0;
  /** Members of the first record that is of no log. */
  stranger: string | null = null;
  /** Records that a reader calls malformed. */
  readonly bad: { readonly number: number; readonly what: string }[] = [];

  constructor(file: LogFile) {
    this.file = file;
  }
}
