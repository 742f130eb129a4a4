import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { root, scratchFolder } from '../commands/landrail.ts';
import { metadata } from './runner.ts';

/** What a commit has of dist/: a release, and nothing else, has it. */
const listed = spawnSync('git', ['ls-files', '--stage', 'dist'], { cwd: root, encoding: 'utf8' });
const committed = listed.status === 0 ? listed.stdout.split('\n').filter((line) => line !== '') : [];
if (committed.length === 0) console.log(`skipped: dist/ as committed (${listed.status === 0 ? 'this commit is no release' : 'there is no git that could tell'})`);

describe('the bundle of the Action', () => {
  const folder = scratchFolder('bundle');
  beforeAll(() => {
    const run = spawnSync(process.execPath, [join(root, 'build/build.mjs'), '--bundle', folder, '--quiet'], { encoding: 'utf8' });
    if (run.status !== 0) throw new Error(run.stderr);
  });

  it('built again is the same, byte for byte', () => {
    const scripts = readdirSync(folder).filter((file) => /\.m?js$/.test(file));
    expect(scripts).toEqual(expect.arrayContaining([metadata.runs.main.replace('dist/', ''), 'landrail.js', 'readers.js', 'worker.js']));
    for (const script of scripts) expect(digest(join(root, 'dist', script))).toBe(digest(join(folder, script)));
  });

  it.skipIf(committed.length === 0)('is what a release has committed', () => {
    for (const line of committed) {
      const [, , blob, path = ''] = /^(\d+) ([0-9a-f]+) \d\t(.*)$/.exec(line) ?? [];
      expect(`${path} ${spawnSync('git', ['hash-object', path], { cwd: root, encoding: 'utf8' }).stdout.trim()}`).toBe(`${path} ${blob}`);
    }
  });
});

function digest(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
