import type { Scanner } from './scanner.ts';
import type { Expression } from './syntax.ts';

/** Reads an expression from the token on. */
export type Read = (scan: Scanner) => Expression;

interface Introduction {
  readonly keyName: string | null;
  readonly valueName: string;
  readonly collection: Expression;
}

/** Behind the word `for`, in expressions and templates: `key, value in collection`. */
export function introduction(scan: Scanner, read: Read): Introduction {
  const first = scan.name('a for without a name');
  let second: string | null = null;
  if (scan.is(',')) {
    scan.next();
    second = scan.name('a for without a second name behind its comma');
  }
  if (!scan.isWord('in')) scan.refuse('a for without "in"');
  scan.next();
  return { keyName: second === null ? null : first, valueName: second ?? first, collection: read(scan) };
}
