import { Module } from './assembler.ts';
import { scan } from './kernel/blocks.ts';
import { intern } from './kernel/entries.ts';
import { noteScalar, noteText, slotOf } from './kernel/keys.ts';
import { finish, hand } from './kernel/records.ts';
import { copyText, hashOf, isGap, newlineIn, same, slashIn } from './kernel/texts.ts';

/**
 * Finds records in a list of JSON objects, 64 bytes at a time, and tells those that need no parsing from the others. It knows strings and
 * nesting (https://www.rfc-editor.org/rfc/rfc8259, by bit masks as in Langdale and Lemire, "Parsing gigabytes of JSON per second", 2019) and
 * reads keys at the top of a record alone. It is not a parser: what it passes over is not checked to its end.
 *
 * Its pieces stand in `kernel/`: what lies where in its memory (layout) and is read and written there (cells), the loop over blocks (blocks), what a key says of its record (keys),
 * a record at its end (records), the tables in which those are counted that need no parsing (entries), and what they all do with bytes (texts).
 */
export function kernel(): Uint8Array<ArrayBuffer> {
  const module = new Module();
  const [slash, newline, hash, equal, copy] = [slashIn(module), newlineIn(module), hashOf(module), same(module), copyText(module)];
  const slot = slotOf(module);
  const text = noteText(module);
  const scalar = noteScalar(module, text);
  const entry = intern(module, hash, equal, copy);
  const end = finish(module, newline, entry, hand(module));
  scan(module, { slotOf: slot, noteText: text, noteScalar: scalar, finish: end, isGap: isGap(module), slashIn: slash });
  return module.bytes();
}
