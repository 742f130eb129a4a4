import { encodingOf, padded } from './bytes.ts';
import { JsonDocument } from './json/document.ts';
import { JsonFaultError } from './json/scan.ts';
import { byte } from './json/span.ts';
import { Outline } from './outline.ts';

/**
 * The first line of a file of JSON lines, by the first bytes of the file: an object that ends where its line does. Null for all else,
 * and for a document on a single line, which is told as a document.
 */
export function firstLine(head: Buffer): Outline | null {
  const { encoding, mark } = encodingOf(head);
  const end = encoding === 'utf-8' ? head.indexOf(byte.newline, mark) : -1;
  if (end < 0 || head[mark] !== byte.openBrace) return null;
  const line = head.subarray(mark, end);
  const document = new JsonDocument(padded(line), line.length);
  try {
    const scan = document.scan(0);
    return /^\s*$/.test(line.toString('latin1', scan.end)) ? Outline.ofRoot(document, scan, 0) : null;
  } catch (error) {
    if (error instanceof JsonFaultError) return null;
    throw error;
  }
}
