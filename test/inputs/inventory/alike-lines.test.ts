import { isUtf8 } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { Lines } from '#inputs/inventory/lines.ts';
import { member } from '#model/json.ts';

/** Rows of a fleet as a cloud exports them: of few forms, each with names of its own. */
function rows(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => JSON.stringify(index % 3 === 2 ? disk(index) : machine(index)));
}

function machine(index: number): object {
  const name = `till-${index}`;
  return {
    name: `//compute.googleapis.com/projects/checkout-${index % 7}/zones/europe-west1-b/instances/${name}`,
    assetType: 'compute.googleapis.com/Instance',
    updateTime: index % 5 === 0 ? null : '2026-11-27T02:00:00Z',
    resource: { data: { id: index * 1_000_003, scale: index % 17 === 4 ? -index / 7 : -index / 8, ready: index % 2 === 0, labels: index % 11 === 3 ? {} : { owner: `team-${index % 4}` }, disks: [{ source: `disks/${name}`, tags: ['a', `${index}`] }], empty: [{}, []], note: index % 13 === 5 ? 'a "quoted" \\ tab\t \ud83d\ude80 é' : 'plain' } },
  };
}

function disk(index: number): object {
  return { name: `//compute.googleapis.com/projects/checkout-${index % 7}/zones/europe-west1-b/disks/till-${index}`, assetType: 'compute.googleapis.com/Disk', resource: { data: { sizeGb: String(index), users: [`instances/till-${index}`], padding: 'x'.repeat(120) } } };
}

interface Outcome {
  readonly values: readonly (readonly [line: number | null, json: string])[];
  readonly problems: readonly string[];
}

/** Read with or without a look at earlier lines. @param pieces sizes of those that the file comes in */
async function read(bytes: Buffer, alikeFrom: number, piece: number): Promise<Outcome> {
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
  }
  const lines = new Lines(chunks(), 'assets.ndjson', alikeFrom);
  const values: [number | null, string][] = [];
  for await (const pages of lines.pages()) for (const page of pages) values.push([page.line, shown(page.whole())]);
  return { values, problems: lines.problems.map(({ code, message, where }) => `${code} ${message} ${where}`) };
}

/** Every key in its order, every number to its sign. */
function shown(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => (Object.is(one, -0) ? '-0' : one));
}

/** What reading line by line gives. */
function plain(bytes: Buffer): readonly string[] {
  return bytes.toString('utf8').replace(/^\ufeff/, '').split('\n').flatMap((line) => {
    try {
      return line.trim() === '' ? [] : [shown(JSON.parse(line))];
    } catch {
      return [];
    }
  });
}

async function same(text: string | Buffer, piece = 4096): Promise<Outcome> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const [alike, alone] = [await read(bytes, 0, piece), await read(bytes, Infinity, piece)];
  expect(alike).toEqual(alone);
  expect(isUtf8(bytes) ? alike.values.map(([, json]) => json) : []).toEqual(isUtf8(bytes) ? plain(bytes) : []);
  return alike;
}

const text = `${rows(200).join('\n')}\n`;

describe('lines that are like earlier ones', () => {
  test('give what each of them gives by itself', async () => {
    for (const piece of [100, 4096, text.length]) expect((await same(text, piece)).values).toHaveLength(200);
    await same(text.replaceAll('\n', '\r\n'));
    await same(`\ufeff${text}`);
    await same(rows(200).join('\n\n  \n'));
    await same(rows(200).map((row) => `  ${row}\t`).join('\n'));
    await same(rows(60).map((row) => row.replaceAll('"till', '"Kasse-ü')).join('\n'));
  });

  test('share what is the same', async () => {
    async function* chunks() {
      yield Buffer.from(text);
    }
    const shared = new Set<unknown>();
    let machines = 0;
    for await (const pages of new Lines(chunks(), 'assets.ndjson', 0).pages()) {
      for (const page of pages) {
        const empty = member(member(page.value('resource'), 'data'), 'empty');
        if (empty === undefined) continue;
        shared.add(empty);
        machines += 1;
      }
    }
    expect(machines).toBe(134);
    expect(shared.size).toBeLessThan(20);
  });

  test.each([
    ['more behind the value', (row: string) => `${row} x`],
    ['two values', (row: string) => `${row}${row}`],
    ['a key twice', (row: string) => row.replace('"assetType":', '"name":"other","assetType":')],
    ['a number that is none', (row: string) => row.replace(/"id":\d+/, '"id":01')],
    ['a number of many digits', (row: string) => row.replace(/"id":\d+/, '"id":123456789012345678901')],
    ['a number that is too large', (row: string) => row.replace(/"id":\d+/, '"id":1e999')],
    ['minus nothing', (row: string) => row.replace(/"id":\d+/, '"id":-0')],
    ['half a pair', (row: string) => row.replace('till-', '\\ud800')],
    ['an escape that is none', (row: string) => row.replace('till-', '\\x')],
    ['a control character', (row: string) => row.replace('till-', '\u0001')],
    ['a key that is a number', (row: string) => row.replace('"assetType"', '"7"')],
    ['__proto__', (row: string) => row.replace('"assetType"', '"__proto__"')],
    ['a word that is none', (row: string) => row.replace('true', 'TRUE')],
    ['a comma too many', (row: string) => row.replace(/\}$/, ',}')],
    ['white space within', (row: string) => row.replaceAll(',', ' , ')],
    ['deep nesting', (row: string) => row.replace('"plain"', `${'['.repeat(200)}${']'.repeat(200)}`)],
  ])('with %s as well', async (_, change) => {
    const all = rows(60);
    // One among others, and all of them.
    await same(all.map((row, index) => (index % 10 === 6 ? change(row) : row)).join('\n'));
    await same(all.map(change).join('\n'));
  });

  test('wherever the file is cut off', async () => {
    const short = rows(12).join('\n');
    for (let end = short.length - 700; end < short.length; end++) await same(short.slice(0, end));
  });

  test('whichever byte is another one', async () => {
    const sound = Buffer.from(rows(9).join('\n'));
    let seed = 5;
    const pick = (below: number): number => ((seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) >> 8) % below;
    for (let at = sound.length >> 1; at < sound.length; at++) {
      const bytes = Buffer.from(sound);
      bytes[at] = pick(3) === 0 ? pick(256) : ['"', '\\', '{', '}', '[', ']', ',', ':', '0', '-', ' ', '\n', 'e', '.'][pick(14)]?.charCodeAt(0) ?? 0;
      await same(bytes);
    }
  });

  test('of any size', async () => {
    const long = (size: number): string => JSON.stringify({ ...disk(size), metadata: 'm'.repeat(size) });
    const all = [...rows(30), long(70_000), long(70_001), long(3_000_000), ...rows(30)].join('\n');
    expect((await same(all, 2 ** 20)).values).toHaveLength(63);
    // More texts to compare with than there is room for.
    await same(Array.from({ length: 60 }, (_, index) => JSON.stringify({ ...machine(1), [`note-${index}`]: 'n'.repeat(60_000) })).join('\n'), 2 ** 20);
  });
});
