import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readAhead, type Ahead } from '#inputs/ahead.ts';
import { loadAhead, loadFile } from '#inputs/load.ts';
import { ProblemError, type Problem } from '#model/problem.ts';

const folder = mkdtempSync(join(tmpdir(), 'landrail-ahead-'));
afterAll(() => rmSync(folder, { recursive: true }));

const large = `{"notes":"${'till '.repeat(500_000)}"}\n`;

function file(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return name;
}

function begun(path: string): Ahead {
  const ahead = readAhead(path, folder);
  if (ahead === null) throw new Error(`${path} is not read ahead`);
  return ahead;
}

async function problemOf(loading: Promise<unknown>): Promise<Problem | undefined> {
  const error = await loading.then(() => null, (reason: unknown) => reason);
  return error instanceof ProblemError ? error.problems[0] : undefined;
}

describe('a large file is read ahead', () => {
  it.each([['plan.json', large], ['spaced.json', ` \n\t${large}`], ['indented.json', `{\n  "notes": [\n    ${JSON.stringify(large)}\n  ]\n}\n`]])('as it is read otherwise: %s', async (name, content) => {
    const path = file(name, content);
    const [ahead, other] = [await loadAhead(begun(path), path, () => null), loadFile(join(folder, path), path, () => null)];
    expect([ahead.length, ahead.encoding]).toEqual([other.length, other.encoding]);
    expect(ahead.bytes.equals(other.bytes)).toBe(true);
  });

  it('one that becomes longer meanwhile is refused', async () => {
    const path = file('changing.json', large);
    const ahead = begun(path);
    appendFileSync(join(folder, path), ' ');
    expect(await problemOf(loadAhead(ahead, path, () => null))).toMatchObject({ code: 'input-changed', message: 'changing.json changed while it was read' });
  });

  it('so is one that became shorter before its end was read', async () => {
    const path = file('changing.json', large);
    expect(await problemOf(loadAhead({ ...begun(path), all: Promise.resolve(3_000) }, path, () => null))).toMatchObject({ code: 'input-changed' });
  });

  it('what looks wrong is not waited for', async () => {
    const path = file('plan.json', large);
    const problem: Problem = { code: 'input-not-json', message: 'no plan', where: path, hint: null };
    expect(await problemOf(loadAhead({ ...begun(path), all: new Promise(() => undefined) }, path, () => problem))).toEqual(problem);
  });

  it('a fault of the disk is told', async () => {
    const path = file('plan.json', large);
    const fault = Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO' });
    expect(await problemOf(loadAhead({ ...begun(path), all: Promise.reject(fault) }, path, () => null))).toMatchObject({ code: 'input-unreadable', message: 'plan.json cannot be read: EIO: i/o error, read' });
  });
});

it.each<[what: string, path: () => string]>([
  ['small', () => file('small.json', '{"resource_changes":[]}')],
  ['no JSON object', () => file('words.txt', 'till '.repeat(500_000))],
  ['lines of JSON', () => file('assets.json', '{"name":"till"}\n'.repeat(200_000))],
  ['missing', () => 'missing.json'],
  ['a folder', () => '.'],
  ['standard input', () => '-'],
])('what is %s is left to whoever reads it', (_, path) => expect(readAhead(path(), folder)).toBeNull());

it('nothing given, nothing read', () => expect(readAhead(undefined, folder)).toBeNull());
