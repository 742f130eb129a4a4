import { encodingOf, padded } from './bytes.ts';
import { JsonDocument } from './json/document.ts';
import { JsonFaultError, keyText } from './json/scan.ts';
import { byte } from './json/span.ts';
import { soundEnd, spaceEnd, stringEnd } from './json/tokens.ts';
import { Outline } from './outline.ts';

/** The begin of a document whose first member that is no scalar is a list. */
export interface ListHead {
  /** Of the list. */
  readonly key: string;
  /** Behind its bracket. */
  readonly start: number;
  /** Its first element. */
  readonly first: Outline;
}

/** By the first bytes of a document; null for any other one, and where the first element does not end in them. */
export function listHead(head: Buffer): ListHead | null {
  const { encoding, mark } = encodingOf(head);
  if (encoding !== 'utf-8' || mark > 0) return null;
  const document = new JsonDocument(padded(head), head.length);
  const { bytes, view } = document;
  let at = spaceEnd(bytes, 0);
  if (bytes[at] !== byte.openBrace) return null;
  do {
    const start = spaceEnd(bytes, at + 1);
    const end = bytes[start] === byte.quote ? stringEnd(view, start + 1) : -1;
    const colon = end < 0 ? 0 : spaceEnd(bytes, end + 1);
    if (bytes[colon] !== byte.colon) return null;
    const value = spaceEnd(bytes, colon + 1);
    if (bytes[value] === byte.openBracket) {
      const first = firstIn(document, value + 1);
      return first === null ? null : { key: keyText(bytes, start + 1, end), start: value + 1, first };
    }
    const behind = soundEnd(bytes, view, value);
    if (behind === 0) return null;
    at = spaceEnd(bytes, behind);
  } while (bytes[at] === byte.comma);
  return null;
}

function firstIn(document: JsonDocument, from: number): Outline | null {
  try {
    return Outline.ofRoot(document, document.scan(from), from);
  } catch (error) {
    if (error instanceof JsonFaultError) return null;
    throw error;
  }
}
