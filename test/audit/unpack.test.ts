import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { UnpackLimits } from '../../src/audit/archive.ts';
import { Gunzip } from '../../src/audit/gunzip.ts';
import { unpacking } from '../../src/audit/unpack.ts';
import { folderOf } from './logs.ts';

/** Reads it whole, as a thread does, or as a Node does that has only streams. */
async function unpacked(content: string | Buffer, asStream: boolean, limits: UnpackLimits): Promise<{ readonly bytes: Buffer; readonly problem: string | null }> {
  const absolute = join(folderOf({ 'log.json': content }), 'log.json');
  const pieces = unpacking({ path: 'log.json', absolute, size: statSync(absolute).size, root: 'log.json' }, limits, !asStream);
  const bytes: Buffer[] = [];
  for (let piece = await pieces.next(); piece !== null; piece = await pieces.next()) bytes.push(Buffer.from(piece));
  pieces.stop();
  return { bytes: Buffer.concat(bytes), problem: pieces.problem?.message.replace('log.json ', '') ?? null };
}

const text = Buffer.from(Array.from({ length: 40_000 }, (_, index) => `{"eventName":"RunInstances","number":${Math.imul(index, 2654435761)}}\n`).join(''));
const noise = randomBytes(700_000);
const packed = gzipSync(text);
const zeros = Buffer.alloc(70 * 2 ** 20);
const few: UnpackLimits = { maxRatio: 250, maxSize: 2 ** 40 };

test.each<[name: string, content: string | Buffer, bytes: Buffer, problem: string | null, limits: UnpackLimits]>([
  ['a plain file', text, text, null, few],
  ['an empty file', '', Buffer.alloc(0), null, few],
  ['an archive', packed, text, null, few],
  ['of nothing', gzipSync(''), Buffer.alloc(0), null, few],
  ['of what does not pack', gzipSync(noise), noise, null, few],
  ['of as much as a piece', gzipSync(noise.subarray(0, 2 ** 18)), noise.subarray(0, 2 ** 18), null, few],
  ['of many members', Buffer.concat(Array.from({ length: 3000 }, (_, index) => gzipSync(text.subarray(index * 10, index * 10 + 10)))), text.subarray(0, 30_000), null, few],
  ['with zeros behind it', Buffer.concat([packed, Buffer.alloc(200_000)]), text, null, few],
  ['with something behind zeros', Buffer.concat([packed, Buffer.alloc(2), Buffer.from('more')]), text, 'has 6 bytes behind its gzip archive that are no part of it', few],
  ['that is no archive but for its head', Buffer.from([0x1f, 0x8b, 8]), Buffer.alloc(0), 'is a gzip archive that ends too early; what is in it was read', few],
  ['that unpacks too far', gzipSync(zeros), zeros.subarray(0, 64 * 2 ** 20), 'unpacks to more than 250 times its size; what lies beyond was not read', few],
  ['that is larger than it may be', gzipSync(zeros), zeros.subarray(0, 2 ** 30 / 64), 'unpacks to more than 0.016 GB; what lies beyond was not read', { maxRatio: 2000, maxSize: 2 ** 30 / 64 }],
])('%s', async (_, content, bytes, problem, limits) => {
  for (const asStream of [false, true]) {
    const found = await unpacked(content, asStream, limits);
    expect(found.problem).toBe(problem);
    // Of a bomb the piece that was too much is given as well.
    expect(found.bytes.length - bytes.length).toBeLessThanOrEqual(problem?.startsWith('unpacks') === true ? 2 ** 19 : 0);
    expect(found.bytes.subarray(0, bytes.length).equals(bytes)).toBe(true);
  }
}, 30_000);

test.each([3, 100, 70_000, packed.length - 1])('an archive that is cut off behind byte %i gives all that is in it', async (end) => {
  const [thread, stream] = [await unpacked(packed.subarray(0, end), false, few), await unpacked(packed.subarray(0, end), true, few)];
  expect(thread.problem).toBe('is a gzip archive that ends too early; what is in it was read');
  expect(thread.bytes.equals(stream.bytes)).toBe(true);
  expect(thread.bytes.equals(text.subarray(0, thread.bytes.length))).toBe(true);
});

test('of a damaged archive what stands before is given, and the next one is unpacked all the same', async () => {
  const damaged = Buffer.from(packed);
  damaged.fill(0x55, damaged.length - 5000, damaged.length - 4000);
  const { bytes, problem } = await unpacked(damaged, false, few);
  expect(problem).toMatch(/^is a gzip archive that is damaged: .*; what stands before was read, up to half a megabyte from it$/);
  expect(bytes.length).toBeGreaterThan(text.length - 2 ** 19);
  expect((await unpacked(packed, false, few)).bytes.equals(text)).toBe(true);
});

test('this Node has what unpacks without a stream', () => {
  expect(Gunzip.isThere).toBe(true);
});
