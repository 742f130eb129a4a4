import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { GitIgnore } from '#inputs/gitignore.ts';
import { scratchFolder } from '../commands/landrail.ts';

const scratch = scratchFolder('gitignore');
let trees = 0;

/** A repository with these .gitignore files. */
function repository(ignores: Readonly<Record<string, string>>): string {
  const root = join(scratch, String(trees++));
  mkdirSync(join(root, '.git'), { recursive: true });
  for (const [folder, text] of Object.entries(ignores)) {
    mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, folder, '.gitignore'), text);
  }
  return root;
}

/** As the walk asks: folder after folder, and no further than into one that is ignored. */
function isIgnored(root: string, path: string): boolean {
  let rules = GitIgnore.of(root, root);
  const isFolder = path.endsWith('/');
  const parts = path.replace(/\/$/, '').split('/');
  for (let count = 1; count <= parts.length; count++) {
    const absolute = join(root, ...parts.slice(0, count));
    const rule = rules.rule(absolute, count < parts.length || isFolder);
    if (rule?.negated === false) return true;
    if (count < parts.length) rules = rules.within(absolute);
  }
  return false;
}

describe('patterns', () => {
  const cases: readonly (readonly [pattern: string, ignored: readonly string[], kept: readonly string[]])[] = [
    ['plan.json', ['plan.json', 'prod/plan.json', 'plan.json/'], ['plan.json5', 'myplan.json']],
    ['/plan.json', ['plan.json'], ['prod/plan.json']],
    ['prod/plan.json', ['prod/plan.json'], ['eu/prod/plan.json']],
    ['build/', ['build/', 'a/build/', 'build/x.tf'], ['build']],
    ['*.tfplan', ['a.tfplan', '.tfplan', 'x/b.tfplan'], ['a.tfplan.json']],
    ['prod/*.json', ['prod/a.json'], ['prod/eu/a.json']],
    ['**/generated', ['generated', 'a/b/generated'], ['generated.tf']],
    ['generated/**', ['generated/a', 'generated/a/b'], ['generated/', 'x/generated/a']],
    ['a/**/b', ['a/b', 'a/x/b', 'a/x/y/b'], ['b', 'x/a/b', 'a/xb']],
    ['a**b', ['ab', 'axxb'], ['a/b']],
    ['pla?.json', ['plan.json'], ['pla.json', 'plann.json']],
    ['[pq]lan.[!t]son', ['plan.json', 'qlan.json'], ['plan.tson', 'rlan.json']],
    ['[a-c]x', ['ax', 'cx'], ['dx', '-x']],
    ['[[:digit:]]x', ['1x'], ['ax']],
    ['[]x]y', [']y', 'xy'], ['y']],
    ['[a', [], ['a', '[a']],
    ['\\#x', ['#x'], ['x']],
    ['\\!x', ['!x'], ['x']],
    ['x\\ ', ['x '], ['x']],
    ['x   ', ['x'], ['x ']],
    ['# comment', [], ['# comment', 'comment']],
    ['*\n!keep.tf', ['a.tf', 'b/'], ['keep.tf']],
    ['*.tf\n!main.tf\nmain.tf', ['main.tf'], []],
    ['/*\n!/infra/', ['a', 'b/'], ['infra/', 'infra/main.tf']],
    ['build/\n!build/keep.tf', ['build/keep.tf'], []],
    ['/', [], ['a']],
  ];
  test.each(cases)('%j', (pattern, ignored, kept) => {
    const root = repository({ '.': pattern });
    expect([...ignored, ...kept].filter((path) => isIgnored(root, path))).toEqual(ignored);
  });
});

test('a file further down overrules one further up', () => {
  const root = repository({ '.': '*.json\nsecret/\n', prod: '!plan.json\n', 'prod/eu': 'plan.json\n' });
  const paths = ['plan.json', 'prod/plan.json', 'prod/x.json', 'prod/eu/plan.json', 'prod/secret/a.tf', 'prod/us/plan.json'];
  expect(paths.filter((path) => isIgnored(root, path))).toEqual(['plan.json', 'prod/x.json', 'prod/eu/plan.json', 'prod/secret/a.tf']);
});

test('a folder that is named is not ignored by what stands above it, but by what stands in it', () => {
  const root = repository({ '.': 'cdk.out/\n*.bak\n', 'cdk.out': 'asset.*\n' });
  const rules = GitIgnore.of(join(root, 'cdk.out'), root);
  expect(['a.template.json', 'a.bak', 'asset.1'].map((name) => rules.rule(join(root, 'cdk.out', name), false)?.line)).toEqual([undefined, undefined, 1]);
  const below = GitIgnore.of(join(root, 'infra'), root);
  expect(below.rule(join(root, 'infra', 'a.bak'), false)).toMatchObject({ file: join(root, '.gitignore'), line: 2, negated: false });
});

test('hostile patterns take no time', () => {
  const root = repository({ '.': `${'*a'.repeat(500)}b\n${'**/'.repeat(500)}b\n[${'a-'.repeat(5000)}` });
  const started = performance.now();
  expect(isIgnored(root, `${'a'.repeat(250)}/${'a/'.repeat(200)}${'a'.repeat(255)}`)).toBe(false);
  expect(performance.now() - started).toBeLessThan(1000);
});

const git = spawnSync('git', ['--version']).status === 0;
if (!git) console.log('skipped: what git itself ignores: no git on PATH');

/** A small generator, the same in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test.skipIf(!git)('the same as git, over generated rules and paths', () => {
  const next = numbers(7);
  const one = <T>(list: readonly T[]): T => list[next(list.length)] as T;
  const names = ['a', 'b', 'ab', 'a.tf', 'b.tf', 'x.json', '.a', 'a b'];
  const pieces = ['a', 'b', '*', '?', '*.tf', 'a*', '**', '[ab]', '[!a]', 'x.json', '.*', '\\a', 'a\\*', 'a b', '[a-b]*'];
  const pattern = (): string => `${one(['', '', '', '!'])}${one(['', '', '/'])}${Array.from({ length: 1 + next(3) }, () => one(pieces)).join('/')}${one(['', '', '/'])}`;
  let asked = 0;
  for (let round = 0; round < 60; round++) {
    const text = (): string => Array.from({ length: 1 + next(4) }, pattern).join('\n');
    const root = repository({ '.': text(), a: text(), 'a/b': text() });
    execFileSync('git', ['init', '-q', root]);
    const paths = [...new Set(Array.from({ length: 40 }, () => Array.from({ length: 1 + next(4) }, () => one(names)).join('/')))].filter((path) => !['a', 'a/b'].includes(path));
    // Only what exists has a kind: each path is a file, what is above it folders; of two that collide the first stays.
    const files = paths.filter((path) => {
      try {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), '', { flag: 'wx' });
        return true;
      } catch {
        return false;
      }
    });
    const said = spawnSync('git', ['-C', root, '-c', 'core.quotePath=false', '-c', 'core.ignoreCase=false', 'check-ignore', '--no-index', '--stdin', '-z'], { input: files.join('\0'), encoding: 'utf8', env: { PATH: process.env['PATH'], HOME: root, GIT_CONFIG_NOSYSTEM: '1' } });
    expect(files.filter((path) => isIgnored(root, path))).toEqual(said.stdout.split('\0').filter((path) => path !== ''));
    asked += files.length;
  }
  expect(asked).toBeGreaterThan(1000);
});
