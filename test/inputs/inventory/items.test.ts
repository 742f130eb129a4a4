import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { textOf } from '#inputs/load.ts';
import { detect } from '#inputs/detect.ts';
import type { SourceFile, SourceOptions } from '#inputs/format.ts';
import { Ancestry } from '#inputs/inventory/ancestry.ts';
import { configAnswers } from '#inputs/inventory/aws/config.ts';
import { isConfigAnswer } from '#inputs/inventory/aws/detect.ts';
import { Makers } from '#inputs/inventory/made-by.ts';
import { documentReader, itemsReader } from '#inputs/inventory/reader.ts';
import { Sightings } from '#inputs/inventory/sightings.ts';
import { noFlags } from '#inputs/options.ts';
import type { Outline } from '#inputs/outline.ts';
import type { Reading } from '#inputs/reading.ts';
import { ProblemError, type Problem } from '#model/problem.ts';
import { resourcesOf } from '../resources-of.ts';
import { inventories, type Inventories } from './opened.ts';

const format = { name: 'aws-config', title: 'AWS Config items', test: isConfigAnswer };
const beside = new Set(['fileVersion', 'configSnapshotId', 'nextToken']);

function volume(index: number): object {
  const id = `vol-${String(index).padStart(17, '0')}`;
  return {
    tags: { Name: `till-${index}`, ...(index % 5 === 3 ? {} : { owner: index % 11 === 7 ? 'käse "ü"' : 'payroll' }) },
    awsAccountId: '123456789012', awsRegion: 'eu-west-1', configurationItemStatus: 'OK', configurationItemCaptureTime: '2026-11-27T02:00:00.000Z', resourceType: 'AWS::EC2::Volume', resourceId: id, ARN: `arn:aws:ec2:eu-west-1:123456789012:volume/${id}`,
    configuration: index % 7 === 4 ? JSON.stringify({ volumeId: id, size: index }) : { volumeId: id, size: index, encrypted: index % 2 === 0, volumeType: 'gp3', attachments: index % 3 === 1 ? [{ instanceId: `i-${index}` }] : [] },
  };
}

const snapshot = (items: readonly object[], before: object = {}, behind: object = {}): string => JSON.stringify({ fileVersion: '1.0', configSnapshotId: '11111111-2222', ...before, configurationItems: items, ...behind });
const volumes = Array.from({ length: 40 }, (_, index) => volume(index));

interface Outcome {
  readonly resources: readonly string[];
  readonly notes: readonly string[];
  readonly problems: readonly string[];
}

const told = ({ code, message, where, hint }: Problem): string => [code, message, where, hint].join(' | ');

function options(): SourceOptions {
  return { ...noFlags, cwd: '/', document: false, attributes: () => true, relations: () => true, stdin: () => process.stdin, files: undefined as never, sightings: new Sightings(), ancestry: new Ancestry(), makers: new Makers(), earlier: null };
}

async function outcome(reading: Reading, more: readonly Problem[]): Promise<Outcome> {
  const resources = (await resourcesOf(reading)).map((one) => JSON.stringify(one));
  const { notes, problems, unread } = reading.finish();
  return { resources, notes, problems: [...problems, ...unread, ...more].map(told) };
}

function whole(bytes: Buffer): { readonly whole: Outline } | { readonly problems: readonly Problem[] } {
  try {
    const found = detect(textOf(bytes, 'snapshot.json.gz', () => null), 'snapshot.json.gz', [{ format: 'aws-config', title: format.title, detect: isConfigAnswer, single: false }]);
    return 'problem' in found ? { problems: [found.problem] } : found;
  } catch (error) {
    if (error instanceof ProblemError) return { problems: error.problems };
    throw error;
  }
}

async function asDocument(bytes: Buffer): Promise<Outcome> {
  const found = whole(bytes);
  if ('problems' in found) return { resources: [], notes: [], problems: found.problems.map(told) };
  const [reading] = documentReader(format, configAnswers).open(found.whole, { path: 'snapshot.json.gz', encoding: 'utf-8' }, options());
  return outcome(reading as Reading, []);
}

async function asItems(bytes: Buffer, piece: number): Promise<Outcome> {
  const file: SourceFile = {
    path: 'snapshot.json.gz', absolute: '/snapshot.json.gz', given: 'file', size: bytes.length, bytes: () => bytes, text: () => textOf(bytes, 'snapshot.json.gz', () => null),
    async *chunks() {
      for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
    },
    asDocument: async () => ({ encoding: 'utf-8', ...whole(bytes) }),
  };
  for await (const { readings, problems } of itemsReader(format, configAnswers, beside).open([file], options(), [])) return outcome(readings[0] as Reading, problems);
  throw new Error('nothing was opened');
}

/** Read in pieces and whole; what is sound gives the same, of what is broken the same is told. */
async function same(text: string | Buffer, piece = 3000): Promise<Outcome> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const [items, document] = [await asItems(bytes, piece), await asDocument(bytes)];
  const refused = document.resources.length === 0 && document.notes.length === 0;
  // What was read before the fault is judged, and what is odd in it told.
  expect(refused ? items.problems.filter((one) => document.problems.includes(one)) : items).toEqual(refused ? document.problems : document);
  return items;
}

describe('a snapshot that is read while it is unpacked', () => {
  test('is the same as one that is read whole', async () => {
    const text = snapshot(volumes);
    for (const piece of [2000, 2001, 5000, text.length]) expect((await same(text, piece)).resources).toHaveLength(40);
    await same(JSON.stringify(JSON.parse(text), null, 2), 9000);
    await same(`  ${text}\n`);
    await same(snapshot(volumes, { nextToken: 'abc' }));
    expect((await same(snapshot(volumes, {}, { nextToken: 'abc' }))).notes).toEqual(['not complete: a nextToken is left: there are more pages']);
    expect((await same(snapshot([...volumes, ...volumes.slice(3, 9)]))).notes).toEqual(['6 records are of resources that are listed already: the newest ones are judged']);
  });

  test.each([
    ['another document behind it', `${snapshot(volumes)}\n${snapshot([volume(77), volume(78)])}`],
    ['one right behind it', `${snapshot(volumes)}${snapshot([volume(77)])}`],
    ['what is no document behind it', `${snapshot(volumes)} oops`],
    ['white space of any length behind it', snapshot(volumes) + ' '.repeat(100_000)],
    ['keys that were not processed', snapshot(volumes, {}, { unprocessedResourceKeys: [{ resourceType: 'AWS::EC2::Volume', resourceId: 'vol-1' }] })],
    ['another list behind it', snapshot(volumes, {}, { baseConfigurationItems: [volume(90)] })],
    ['the list twice', snapshot(volumes, {}, { x: 1 }).replace('"x":1', `"configurationItems":[${JSON.stringify(volume(91))}]`)],
    ['a key twice', snapshot(volumes).replace('"fileVersion"', '"configSnapshotId":"2","fileVersion"')],
    ['an item that is none', snapshot([...volumes.slice(0, 9), 'text' as unknown as object, 7 as unknown as object, ...volumes.slice(9)])],
    ['an item of a type only', snapshot([...volumes, { resourceType: 'AWS::EC2::Volume' }])],
    ['a long number', snapshot(volumes).replace('"size":12', '"size":123456789012345678901')],
    ['a comma too many', snapshot(volumes).replace(/\]\}$/, ',]}')],
    ['a comma too few', snapshot(volumes).replace('},{"tags"', '}{"tags"')],
    ['a control character', snapshot(volumes).replace('till-30', 'till-\u0002')],
    ['a bracket too few', snapshot(volumes).replace(/\]\}$/, '}')],
    ['an item larger than any', snapshot([...volumes, { ...volume(50), relationships: ['x'.repeat(2_500_000)] }, volume(51)])],
  ])('with %s too', async (_, text) => {
    await same(text);
    await same(text, 100_000);
  });

  test('that is no UTF-8 is told', async () => {
    const bytes = Buffer.from(snapshot(volumes));
    bytes[bytes.indexOf('till-33')] = 0xff;
    expect((await same(bytes)).problems[0]).toMatch(/^input-not-utf8/);
  });

  test('wherever it is cut off', async () => {
    const text = snapshot(volumes.slice(0, 9));
    for (let end = 2200; end < text.length; end++) await same(text.slice(0, end), 1500);
  });

  test('whichever byte is another one', async () => {
    const sound = Buffer.from(snapshot(volumes.slice(0, 6)));
    let seed = 3;
    const pick = (below: number): number => ((seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) >> 8) % below;
    for (let at = 700; at < sound.length; at++) {
      const bytes = Buffer.from(sound);
      bytes[at] = pick(3) === 0 ? pick(256) : ['"', '\\', '{', '}', '[', ']', ',', ':', '0', '-', ' ', '\n', 'e', '.'][pick(14)]?.charCodeAt(0) ?? 0;
      await same(bytes, 1500);
    }
  });

  test('through the door: what is packed, cut off or followed by another', async () => {
    // What cannot be packed makes the archive as large as those that are read so.
    const large = Array.from({ length: 1100 }, (_, index) => ({ ...volume(index), configurationStateMd5Hash: randomBytes(2048).toString('hex') }));
    const text = snapshot(large, {}, { nextToken: 'more' });
    const packed = gzipSync(text);
    expect(packed.length).toBeGreaterThan(2 ** 21);
    const names = async (files: Readonly<Record<string, unknown>>) => shownOf(await inventories(files));
    const [plain, unpacked] = [await names({ 'snapshot.json': text }), await names({ 'snapshot.json.gz': packed })];
    expect(unpacked).toEqual(plain);
    expect(plain.resources).toHaveLength(1100);
    const cut = await names({ 'snapshot.json.gz': packed.subarray(0, -1000) });
    expect(cut.problems).toEqual(['input-truncated']);
    expect((await names({ 'snapshot.json.gz': gzipSync(text.slice(0, -3000)) })).problems).toEqual(['input-truncated']);
    expect((await names({ 'snapshot.json.gz': gzipSync(`${text}\n${snapshot([volume(9000)])}`) })).resources).toHaveLength(1101);
  });
});

function shownOf({ read, problems }: Inventories): { readonly resources: readonly string[]; readonly notes: readonly string[]; readonly problems: readonly string[] } {
  return { resources: read.flatMap(({ resources }) => resources.map((one) => JSON.stringify(one))), notes: read.flatMap(({ end }) => end.notes), problems: [...problems, ...read.flatMap(({ end }) => end.unread)].map(({ code }) => code) };
}
