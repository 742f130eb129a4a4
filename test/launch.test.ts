import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { switches } from '../src/kept-code.ts';
import { root, scratchFolder } from './commands/landrail.ts';

// What V8 keeps of the scripts saves time and decides nothing: whatever becomes of the files, landrail runs.

const scratch = scratchFolder('launch');
const dist = join(scratch, 'dist');
const cache = join(scratch, 'cache');

beforeAll(() => {
  cpSync(join(root, 'dist'), dist, { recursive: true, filter: (path) => !path.includes('compiler.wasm.br') });
});

function check(story: string, input: string, folder = dist) {
  const [path = '', ...more] = input.split(' ');
  return spawnSync(process.execPath, [join(folder, 'cli.js'), 'check', `samples/${story}${path}`, '--config', `samples/${story}/landrail.yaml`, ...more], { cwd: root, encoding: 'utf8', env: { XDG_CACHE_HOME: cache, NO_COLOR: '1', LANDRAIL_NOW: '2026-11-23T00:00:00Z' } });
}

/** Whether V8 takes the file over, in a process with these switches. */
const taken = `
  const [script, kept, switches] = process.argv.slice(1);
  if (switches !== '') require('node:v8').setFlagsFromString(switches);
  const { readFileSync } = require('node:fs');
  const compiled = new (require('node:vm').Script)(readFileSync(script, 'latin1'), { filename: script, cachedData: readFileSync(kept).subarray(256) });
  process.stdout.write(String(compiled.cachedDataRejected));`;

describe.each<readonly [name: string, story: string, input: string]>([
  ['landrail', 'training-cluster', '/plan.json'],
  ['readers', 'ticket-office', ''],
  ['worker', 'training-cluster', '/plan.json --policy bench/policies'],
])('%s.v8', (name, story, input) => {
  const [script, kept] = [join(dist, `${name}.js`), join(dist, `${name}.v8`)];
  const whole = readFileSync(join(root, `dist/${name}.v8`));
  const text = readFileSync(join(root, `dist/${name}.js`), 'latin1');
  let expected = '';

  beforeAll(() => {
    expected = check(story, input, join(root, 'dist')).stdout;
    expect(expected).toMatch(/findings \(.*\), .* resources/);
  });

  afterEach(() => {
    writeFileSync(kept, whole);
    writeFileSync(script, text, 'latin1');
  });

  it('is taken over by the Node that built it, and its script is ASCII', () => {
    expect(spawnSync(process.execPath, ['-e', taken, script, kept, name === 'readers' ? switches : ''], { encoding: 'utf8' })).toMatchObject({ stdout: 'false', stderr: '' });
    expect(text.search(/[\u0080-\u00ff]/)).toBe(-1);
  });

  it.each<readonly [string, () => void]>([
    ['whole', () => undefined],
    ['missing', () => rmSync(kept)],
    ['empty', () => writeFileSync(kept, '')],
    ['cut off', () => writeFileSync(kept, whole.subarray(0, whole.length >> 1))],
    ['damaged', () => writeFileSync(kept, whole.map((byte, at) => (at === whole.length >> 1 ? byte ^ 16 : byte)))],
    ['of another Node', () => writeFileSync(kept, Buffer.from(whole.toString('latin1').replace(process.version, 'v20.0.0'), 'latin1'))],
    ['of another script', () => writeFileSync(script, text.replace(/[0-9a-f]{64}\n$/, `${'0'.repeat(64)}\n`), 'latin1')],
  ])('may be %s', (_, spoil) => {
    spoil();
    const run = check(story, input);
    expect(run.stderr).toBe('');
    expect(run.stdout).toBe(expected);
  });
});

it('a plan needs no reader of anything else', () => {
  // The bundler names modules by their paths.
  expect(readFileSync(join(dist, 'landrail.js'), 'latin1').match(/"src\/inputs\/(?:terraform\/(?:hcl|saved-plan)|cloudformation)\/[\w/-]+\.ts"\(/g)?.filter((name) => !name.includes('detect')) ?? []).toEqual([]);
  renameSync(join(dist, 'readers.js'), join(dist, 'away.js'));
  const run = check('training-cluster', '/plan.json');
  expect(run.stderr).toBe('');
  expect(run.stdout).toBe(readFileSync(join(root, 'samples/training-cluster/expected.txt'), 'utf8'));
});
