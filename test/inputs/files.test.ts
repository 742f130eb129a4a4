import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DiskFiles } from '#inputs/files.ts';

const top = realpathSync(mkdtempSync(join(tmpdir(), 'landrail-files-')));
const root = join(top, 'checkout');
mkdirSync(join(root, '.git'), { recursive: true });
mkdirSync(join(root, 'modules', 'net'), { recursive: true });
mkdirSync(join(top, 'elsewhere', 'net'), { recursive: true });
for (const path of ['checkout/main.tf', 'checkout/modules/net/main.tf', 'elsewhere/secret', 'elsewhere/net/main.tf']) writeFileSync(join(top, path), path);
symlinkSync('main.tf', join(root, 'inside.tf'));
symlinkSync('../elsewhere/secret', join(root, 'outside.tf'));
symlinkSync('../../elsewhere/net', join(root, 'modules', 'out'));
symlinkSync('net', join(root, 'modules', 'same'));
symlinkSync('modules/same', join(root, 'twice'));
symlinkSync('gone', join(root, 'dangling'));
symlinkSync('loop', join(root, 'loop'));
afterAll(() => rmSync(top, { recursive: true }));

const files = new DiskFiles(root, [{ path: '.', absolute: root }]);
const read = (path: string): string => {
  const found = files.read(join(root, path));
  return 'bytes' in found ? found.bytes.toString() : `${found.refused}: ${found.because}`;
};

describe('a file of the checkout', () => {
  const rows: readonly (readonly [path: string, said: string])[] = [
    ['main.tf', 'checkout/main.tf'],
    ['inside.tf', 'checkout/main.tf'],
    ['modules/same/main.tf', 'checkout/modules/net/main.tf'],
    ['twice/main.tf', 'checkout/modules/net/main.tf'],
    ['outside.tf', 'outside: outside.tf lies outside of the working directory'],
    ['modules/out/main.tf', 'outside: modules/out/main.tf lies outside of the working directory'],
    ['modules/out/gone.tf', 'outside: modules/out/gone.tf lies outside of the working directory'],
    ['../elsewhere/secret', 'outside: ../elsewhere/secret lies outside of the working directory'],
    ['../gone', 'outside: ../gone lies outside of the working directory'],
    ['gone/at/all.tf', 'missing: gone/at/all.tf does not exist'],
    ['main.tf/below', 'missing: main.tf/below does not exist'],
    ['dangling', 'missing: dangling does not exist'],
    ['modules', 'folder: modules is a folder'],
  ];
  for (const [path, said] of rows) it(`${path}`, () => expect(read(path)).toBe(said));

  it('that leads to itself cannot be read', () => expect(read('loop')).toMatch(/^unreadable: loop cannot be read: ELOOP/));

  it('is no file of a folder that leads out, even for its names', () => {
    expect(files.list(join(root, 'modules', 'out'))).toBeNull();
    expect(files.list(join(root, 'twice'))).toEqual([{ name: 'main.tf', folder: false }]);
  });

  it('lies where its links lead', () => {
    expect(files.realFolder(join(root, 'twice'))).toBe(join(root, 'modules', 'net'));
    expect(files.rootAround(join(root, 'modules', 'same'))).toBe(root);
    expect(files.rootAround(join(root, 'modules', 'out'))).toBeNull();
  });
});
