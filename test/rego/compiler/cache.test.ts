import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cacheKey, PolicyCache, type CacheEntry } from '#rego/cache.ts';
import { asNobody } from './nobody.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'landrail-cache-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const entry: CacheEntry = { head: { packages: ['payroll', 'café'] }, body: new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]) };
const key = cacheKey('module', ['package payroll']);
const file = (): string => join(folder, `${key}.entry`);

test('an entry comes back as it was written, in a folder that did not exist', () => {
  rmSync(folder, { recursive: true });
  const cache = new PolicyCache(folder);
  expect(cache.read(key)).toBeNull();
  cache.write(key, entry);
  expect(new PolicyCache(folder).read(key)).toEqual(entry);
  expect(readdirSync(folder)).toEqual([`${key}.entry`]);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(cache.notes).toEqual([]);
});

test('keys depend on every part and on nothing else', () => {
  expect(cacheKey('module', ['a', 'b'])).toBe(cacheKey('module', ['a', 'b']));
  const keys = [cacheKey('module', ['a', 'b']), cacheKey('module', ['ab']), cacheKey('module', 'a', 'b'), cacheKey('inspection', ['a', 'b']), cacheKey('module', ['b', 'a'])];
  expect(new Set(keys).size).toBe(keys.length);
});

describe('what is not a whole entry is a miss, and is replaced', () => {
  const damage: readonly (readonly [string, (bytes: Buffer) => Uint8Array])[] = [
    ['empty', () => new Uint8Array()],
    ['half a header', (bytes) => bytes.subarray(0, 20)],
    ['half an entry', (bytes) => bytes.subarray(0, bytes.length - 3)],
    ['zeros where the rest should be', (bytes) => Buffer.concat([bytes.subarray(0, 50), Buffer.alloc(bytes.length - 50)])],
    ['one changed bit in the module', (bytes) => bytes.map((byte, at) => (at === bytes.length - 1 ? byte ^ 1 : byte))],
    ['one changed bit in the JSON part', (bytes) => bytes.map((byte, at) => (at === 60 ? byte ^ 1 : byte))],
    ['a changed length', (bytes) => bytes.map((byte, at) => (at === 48 ? byte ^ 1 : byte))],
    ['something after it', (bytes) => Buffer.concat([bytes, Buffer.from('!')])],
    ['something else', () => Buffer.from('<html>proxy error</html>'.repeat(10))],
    ['another version', (bytes) => Buffer.concat([Buffer.from('landrail cache 0'), bytes.subarray(16)])],
  ];
  test.for(damage)('%s', ([, change]) => {
    const cache = new PolicyCache(folder);
    cache.write(key, entry);
    writeFileSync(file(), change(readFileSync(file())));
    expect(cache.read(key)).toBeNull();
    cache.write(key, entry);
    expect(cache.read(key)).toEqual(entry);
  });

  test('an entry that may not be read', async () => {
    const cache = new PolicyCache(folder);
    cache.write(key, entry);
    chmodSync(file(), 0);
    chmodSync(folder, 0o777);
    await asNobody(async () => {
      expect(cache.read(key)).toBeNull();
      cache.write(key, entry);
      expect(cache.read(key)).toEqual(entry);
    });
    expect(cache.notes).toEqual([]);
  });

  test('a folder that may not be written', async () => {
    chmodSync(folder, 0o555);
    const cache = new PolicyCache(folder);
    await asNobody(async () => cache.write(key, entry));
    expect(cache.notes).toHaveLength(1);
    expect(cache.notes[0]).toContain('EACCES');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a folder in its place: a note, and nothing else', () => {
    mkdirSync(join(file(), 'inside'), { recursive: true });
    const cache = new PolicyCache(folder);
    expect(cache.read(key)).toBeNull();
    cache.write(key, entry);
    expect(cache.notes).toHaveLength(1);
    expect(readdirSync(folder)).toEqual([`${key}.entry`]);
  });
});

test('a folder that cannot be written costs one note', () => {
  writeFileSync(join(folder, 'file'), '');
  const cache = new PolicyCache(join(folder, 'file', 'cache'));
  cache.write(key, entry);
  cache.write(key, entry);
  expect(cache.read(key)).toBeNull();
  expect(cache.notes).toHaveLength(1);
  expect(cache.notes[0]).toMatch(/^compiled policies could not be kept in .*cache: ENOTDIR/);
});

test('without a folder nothing is kept, and nothing is said', () => {
  const cache = new PolicyCache(null);
  cache.write(key, entry);
  expect([cache.read(key), cache.notes]).toEqual([null, []]);
});

test('the oldest entries and abandoned drafts go; other files stay', () => {
  const cache = new PolicyCache(folder);
  cache.write('newest', entry);
  const made = statSync(join(folder, 'newest.entry')).mtimeMs / 1000;
  for (let age = 1; age <= 70; age++) {
    const path = join(folder, `old-${String(age).padStart(2, '0')}.entry`);
    writeFileSync(path, '');
    utimesSync(path, made - age, made - age);
  }
  for (const [name, age] of [['fresh.tmp', 60], ['abandoned.tmp', 7200], ['notes.txt', 9000]] as const) {
    writeFileSync(join(folder, name), '');
    utimesSync(join(folder, name), made - age, made - age);
  }
  cache.write('newest', entry);
  const left = readdirSync(folder);
  expect(left.filter((name) => name.endsWith('.entry'))).toHaveLength(64);
  expect(existsSync(join(folder, 'newest.entry'))).toBe(true);
  expect(existsSync(join(folder, 'old-63.entry'))).toBe(true);
  expect(existsSync(join(folder, 'old-64.entry'))).toBe(false);
  expect(left.filter((name) => !name.endsWith('.entry')).sort()).toEqual(['fresh.tmp', 'notes.txt']);
});

test('two processes that write and read one entry at once only ever see it whole', async () => {
  const script = join(folder, 'racer.mjs');
  await build({
    stdin: {
      contents: `import { PolicyCache } from './src/rego/cache.ts';
        const cache = new PolicyCache(process.argv[2]);
        const entry = { head: { size: 300000 }, body: new Uint8Array(300000).fill(7) };
        let hits = 0;
        for (let round = 0; round < 60; round++) {
          cache.write('shared', entry);
          const found = cache.read('shared');
          if (found === null) throw new Error('an entry that was there is gone');
          if (found.body.length !== 300000 || found.body.some((byte) => byte !== 7)) throw new Error('a torn entry');
          hits++;
        }
        console.log(hits, cache.notes.length);`,
      resolveDir: fileURLToPath(new URL('../../..', import.meta.url)),
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: script,
  });
  const race = async (): Promise<string> => {
    const child = spawn(process.execPath, [script, join(folder, 'cache')], { stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    child.stdout.on('data', (text: Buffer) => (printed += text.toString()));
    child.stderr.on('data', (text: Buffer) => (printed += text.toString()));
    await once(child, 'close');
    return printed;
  };
  expect(await Promise.all([race(), race()])).toEqual(['60 0\n', '60 0\n']);
  expect(readdirSync(join(folder, 'cache'))).toEqual(['shared.entry']);
});
