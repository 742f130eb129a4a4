import { isAscii, isUtf8 } from 'node:buffer';
import { ProblemError, type Problem } from '#model/problem.ts';
import { compareFast } from './json/fast-patterns.ts';
import { lineAndColumn } from './json/place.ts';
import { padding } from './json/span.ts';
import { paddedRoom } from './padded.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** An input as UTF-8 without a byte order mark, followed by `padding` zeros. */
export interface Text {
  readonly bytes: Buffer;
  /** Without the padding. */
  readonly length: number;
  /** Whether a character is a byte. */
  readonly ascii: boolean;
  /** What the file itself was written in. */
  readonly encoding: Encoding;
}

/** What to do about a plan that Windows PowerShell 5 wrote: `>` re-encodes what a program prints. */
export const powershellAdvice =
  'PowerShell re-encodes what a program prints; write the plan with: cmd /c "terraform show -json tfplan > plan.json", or: terraform show -json tfplan | Out-File -Encoding utf8 plan.json';

/** A buffer that has room for `length` bytes and the zeros behind them. */
export function paddedBuffer(length: number): Buffer {
  const { buffer, memory } = paddedRoom(length);
  if (memory !== null) compareFast(memory, buffer.length);
  return buffer;
}

export function padded(bytes: Uint8Array): Buffer {
  const buffer = paddedBuffer(bytes.length);
  buffer.set(bytes, 0);
  return buffer;
}

/** By byte order mark, else by where the zero byte of the first character (ASCII in every format we read) stands. */
export function encodingOf(head: Uint8Array): { readonly encoding: Encoding | 'utf-32'; readonly mark: number } {
  const [a, b, c, d] = head;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', mark: 3 };
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? { encoding: 'utf-32', mark: 4 } : { encoding: 'utf-16le', mark: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', mark: 2 };
  if (a !== undefined && a !== 0 && b === 0 && c !== 0) return { encoding: 'utf-16le', mark: 0 };
  if (a === 0 && b !== undefined && b !== 0 && c === 0) return { encoding: 'utf-16be', mark: 0 };
  return { encoding: 'utf-8', mark: 0 };
}

/**
 * Bytes as they lie in a file -> UTF-8. `buffer` is padded and may be changed. Throws ProblemError for what is all zero, or in no
 * encoding that we read.
 */
export function decode(buffer: Buffer, length: number, path: string): Text {
  if (length === 0) return { bytes: buffer, length, ascii: true, encoding: 'utf-8' };
  const content = buffer.subarray(0, length);
  if (isNulFilled(content)) throw new ProblemError(nulFilled(path));
  const { encoding, mark } = encodingOf(content);
  if (encoding === 'utf-32') throw new ProblemError({ code: 'input-not-utf8', message: `${path} is UTF-32`, where: path, hint: 'save it as UTF-8' });
  if (encoding !== 'utf-8') return fromUtf16(content.subarray(mark), encoding, path);
  const bytes = buffer.subarray(mark);
  const size = length - mark;
  const text = bytes.subarray(0, size);
  const ascii = isAscii(text);
  if (!ascii && !isUtf8(text)) throw new ProblemError(notUtf8(text, path));
  return { bytes, length: size, ascii, encoding };
}

function fromUtf16(content: Buffer, encoding: 'utf-16le' | 'utf-16be', path: string): Text {
  if (content.length % 2 === 1) {
    throw new ProblemError({
      code: 'input-truncated',
      message: `${path} is UTF-16 and ends in the middle of a character`,
      where: path,
      hint: powershellAdvice,
    });
  }
  if (encoding === 'utf-16be') content.swap16();
  const bytes = padded(Buffer.from(content.toString('utf16le'), 'utf8'));
  const length = bytes.length - padding;
  return { bytes, length, ascii: isAscii(bytes.subarray(0, length)), encoding };
}

/** By its name: plans are JSON, saved ones often have no ending, and - is what stands behind a pipe. */
export function mayBePlan(path: string): boolean {
  return !/\.[a-z]\w*$/i.test(path) || /\.(?:json|txt|out|plan|tfplan)$/i.test(path);
}

/** A file that lost its content to a crash or a full disk reads as zeros. */
export function isNulFilled(content: Uint8Array): boolean {
  return content.length > 0 && content.every((code) => code === 0);
}

export function nulFilled(path: string): Problem {
  return {
    code: 'input-nul-filled',
    message: `${path} holds nothing but zero bytes: it was not written to its end`,
    where: path,
    hint: mayBePlan(path) ? 'write it again: terraform show -json tfplan > plan.json' : 'write it again, or take it from version control',
  };
}

export function emptyInput(path: string, what: string): Problem {
  return {
    code: 'input-empty',
    message: `${path === '-' ? 'standard input' : path} ${what}`,
    where: path,
    hint: 'did the command that writes it fail? for a plan: terraform show -json tfplan > plan.json',
  };
}

function notUtf8(text: Buffer, path: string): Problem {
  const offset = firstInvalid(text);
  const { line, column } = lineAndColumn(text, offset);
  return {
    code: 'input-not-utf8',
    message: `${path} is not UTF-8: byte 0x${(text[offset] as number).toString(16).padStart(2, '0')} at ${line}:${column}`,
    where: `${path}:${line}:${column}`,
    hint: 'save it as UTF-8',
  };
}

/** Offset of the first character that is not UTF-8. Halving keeps this at a few passes over the text. */
function firstInvalid(text: Buffer): number {
  let sound = 0;
  let broken = text.length;
  while (broken - sound > 4) {
    let middle = (sound + broken) >> 1;
    while (middle > sound && ((text[middle] as number) & 0xc0) === 0x80) middle--;
    if (middle === sound) break;
    if (isUtf8(text.subarray(sound, middle))) sound = middle;
    else broken = middle;
  }
  for (let at = sound; at < text.length; ) {
    const size = [1, 2, 3, 4].find((bytes) => at + bytes <= text.length && isUtf8(text.subarray(at, at + bytes)));
    if (size === undefined) return at;
    at += size;
  }
  return text.length - 1;
}
