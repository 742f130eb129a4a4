import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { beforeAll, expect, it } from 'vitest';
import { root, scratchFolder } from './commands/landrail.ts';

// What V8 keeps of the program saves time and decides nothing: whatever becomes of the file, landrail runs.

const folder = scratchFolder('launch');
const dist = join(folder, 'dist');
const kept = join(dist, 'landrail.v8');
const script = join(dist, 'landrail.js');
const whole = readFileSync(join(root, 'dist/landrail.v8'));

beforeAll(() => {
  cpSync(join(root, 'dist'), dist, { recursive: true, filter: (path) => !path.includes('compiler') });
});

function check() {
  return spawnSync(process.execPath, [join(dist, 'cli.js'), 'check', 'samples/training-cluster/plan.json', '--config', 'samples/training-cluster/landrail.yaml'], { cwd: root, encoding: 'utf8', env: { NO_COLOR: '1', LANDRAIL_NOW: '2026-11-23T00:00:00Z' } });
}

function started(): { readonly source: string; readonly rejected: boolean | undefined } {
  const source = readFileSync(script, 'latin1');
  return { source, rejected: new Script(source, { filename: script, cachedData: whole.subarray(256) }).cachedDataRejected };
}

it('is taken over by the Node that built it, whose script is ASCII', () => {
  const { source, rejected } = started();
  expect(rejected).toBe(false);
  expect(source.search(/[\u0080-\u00ff]/)).toBe(-1);
});

const expected = readFileSync(join(root, 'samples/training-cluster/expected.txt'), 'utf8');

it.each<readonly [string, () => void]>([
  ['whole', () => undefined],
  ['missing', () => rmSync(kept)],
  ['empty', () => writeFileSync(kept, '')],
  ['cut off', () => writeFileSync(kept, whole.subarray(0, whole.length >> 1))],
  ['damaged', () => writeFileSync(kept, whole.map((byte, at) => (at === whole.length >> 1 ? byte ^ 16 : byte)))],
  ['of another Node', () => writeFileSync(kept, Buffer.from(whole.toString('latin1').replace(process.version, 'v20.0.0'), 'latin1'))],
  ['of another script', () => writeFileSync(script, readFileSync(script, 'latin1').replace(/[0-9a-f]{64}\n$/, `${'0'.repeat(64)}\n`))],
])('landrail runs when it is %s', (_, spoil) => {
  writeFileSync(kept, whole);
  spoil();
  const run = check();
  expect(run.stderr).toBe('');
  expect(run.stdout).toBe(expected);
});
