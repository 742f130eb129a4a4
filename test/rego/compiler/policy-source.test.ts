import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ProblemError, type Problem } from '#model/problem.ts';
import { readPolicies } from '#rego/policy-source.ts';
import { bundle, paxName, tar, type Member } from './archive.ts';
import { asNobody } from './nobody.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'landrail-policies-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

function put(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(cwd, path)), { recursive: true });
  writeFileSync(join(cwd, path), content);
}

async function problemOf(...paths: string[]): Promise<Problem> {
  const error: unknown = await readPolicies(paths, { cwd }).then(
    () => new Error('it worked'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ProblemError) || error.problems.length !== 1) throw error;
  return error.problems[0] as Problem;
}

const policy = 'package main\n\ndeny contains 1\n';

describe('folders and files', () => {
  test('a file of more than 64 MB is refused before it is read', async () => {
    put('policies/main.rego', policy);
    truncateSync(join(cwd, 'policies/main.rego'), 64 * 1024 * 1024 + 1);
    expect(await problemOf('policies')).toEqual({ code: 'policy-large', message: 'policies/main.rego has 67108865 bytes, more than 67108864', where: 'policies/main.rego', hint: 'hand over policies and data alone' });
  });

  test('everything in a folder, in one order, with tests and data apart', async () => {
    put('policies/main.rego', policy);
    put('policies/main_test.rego', 'package main_test\n\ntest_one if true\n');
    put('policies/Zone/a.rego', 'package zone\n');
    put('policies/lib/tags.rego', '\uFEFFpackage lib.tags\n');
    put('policies/lib/data.yaml', 'owner: payroll\nlimits: {vcpus: 64}\n');
    put('policies/data.json', '{"__proto__": {"polluted": 1}, "lib": {"limits": {"gpus": 4}}}');
    put('policies/README.md', '# not a policy');
    put('policies/settings.json', '{"not": "data"}');
    put('policies/.git/hidden.rego', 'package hidden\n');
    put('policies/.hidden.rego', 'package hidden\n');
    const sources = await readPolicies(['policies/'], { cwd });
    expect(sources.modules).toEqual([
      { path: 'policies/Zone/a.rego', text: 'package zone\n' },
      { path: 'policies/lib/tags.rego', text: 'package lib.tags\n' },
      { path: 'policies/main.rego', text: policy },
    ]);
    expect(sources.tests.map((one) => one.path)).toEqual(['policies/main_test.rego']);
    expect(JSON.stringify(sources.data)).toBe('{"__proto__":{"polluted":1},"lib":{"limits":{"gpus":4,"vcpus":64},"owner":"payroll"}}');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(sources.bundles).toEqual([]);
  });

  test('single files, named twice, in several ways', async () => {
    put('policies/main.rego', policy);
    put('limits.yaml', 'vcpus: 64\n');
    symlinkSync(join(cwd, 'policies/main.rego'), join(cwd, 'policies/same.rego'));
    const sources = await readPolicies(['policies/main.rego', './policies', join(cwd, 'policies/main.rego'), 'limits.yaml'], { cwd });
    expect(sources.modules.map((one) => one.path)).toEqual(['policies/main.rego']);
    expect(sources.data).toEqual({ vcpus: 64 });
  });

  test('the folder itself, and one that holds nothing new', async () => {
    put('main.rego', policy);
    put('lib/tags.rego', 'package lib.tags\n');
    expect((await readPolicies(['.', 'lib', './'], { cwd })).modules.map((one) => one.path)).toEqual(['lib/tags.rego', 'main.rego']);
  });

  test('links that lead back, out, and nowhere', async () => {
    put('policies/team/main.rego', policy);
    put('shared/lib.rego', 'package lib\n');
    symlinkSync('..', join(cwd, 'policies/team/loop'));
    symlinkSync('../shared', join(cwd, 'policies/shared'));
    symlinkSync('gone.txt', join(cwd, 'policies/dangling'));
    expect((await readPolicies(['policies'], { cwd })).modules.map((one) => one.path)).toEqual(['policies/shared/lib.rego', 'policies/team/main.rego']);
    symlinkSync('gone.txt', join(cwd, 'policies/dangling.rego'));
    expect(await problemOf('policies')).toMatchObject({ code: 'policy-missing', where: 'policies/dangling.rego' });
    symlinkSync('self.rego', join(cwd, 'self.rego'));
    expect(await problemOf('self.rego')).toMatchObject({ code: 'policy-unreadable', message: 'self.rego is a symbolic link that leads back to itself' });
  });

  test('what is missing, empty or no policy', async () => {
    expect(await problemOf('polices')).toEqual({
      code: 'policy-missing',
      message: 'there is no policy polices',
      where: 'polices',
      hint: 'check the path, on the command line or under policies: in landrail.yaml',
    });
    put('policies/README.md', 'soon');
    expect(await problemOf('policies')).toMatchObject({ code: 'policy-empty', message: 'no .rego file in policies', where: 'policies' });
    expect(await problemOf('policies/README.md')).toMatchObject({ code: 'policy-format', where: 'policies/README.md' });
    put('bundle.tar.gz', 'not gzipped');
    expect(await problemOf('bundle.tar.gz')).toMatchObject({ code: 'policy-format', message: 'bundle.tar.gz is not a policy: it is not gzipped' });
  });

  test('what is no text', async () => {
    put('latin.rego', Buffer.from('package main\n# caf\xe9\n', 'latin1'));
    expect(await problemOf('latin.rego')).toEqual({ code: 'policy-encoding', message: 'latin.rego cannot be read: it is not UTF-8', where: 'latin.rego', hint: 'save the file as UTF-8' });
    put('wide.rego', Buffer.from('\uFEFFpackage main\n', 'utf16le'));
    expect((await problemOf('wide.rego')).message).toBe('wide.rego cannot be read: it is UTF-16');
    put('zeros.rego', Buffer.alloc(100));
    expect((await problemOf('zeros.rego')).message).toBe('zeros.rego cannot be read: it has NUL bytes, so it is no text');
  });

  test('what may not be read', async () => {
    put('policies/main.rego', policy);
    put('closed/main.rego', policy);
    chmodSync(cwd, 0o755);
    chmodSync(join(cwd, 'policies/main.rego'), 0);
    chmodSync(join(cwd, 'closed'), 0);
    expect(await asNobody(() => problemOf('policies'))).toEqual({
      code: 'policy-unreadable',
      message: 'policies/main.rego cannot be read: permission denied',
      where: 'policies/main.rego',
      hint: 'give the user who runs landrail the right to read it',
    });
    expect(await asNobody(() => problemOf('closed'))).toMatchObject({ code: 'policy-unreadable', where: 'closed' });
    chmodSync(join(cwd, 'closed'), 0o755);
  });

  test('folders nested too deep', async () => {
    put(`policies/${'a/'.repeat(70)}main.rego`, policy);
    expect((await problemOf('policies')).code).toBe('policy-depth');
  });
});

describe('data', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['data.json', '{"a": ', 'policies/data.json is not JSON: '],
    ['data.yaml', 'a: [1\nb: 2\n', 'policies/data.yaml is not YAML: '],
    ['data.yaml', 'a: 1\n---\nb: 2\n', 'policies/data.yaml holds several YAML documents'],
    ['data.yaml', 'a: .inf\n', 'policies/data.yaml has the value Infinity, which JSON cannot say'],
    ['data.json', '[1]', 'policies/data.json is not an object at its top'],
    ['data.json', `${'{"a":'.repeat(9000)}1${'}'.repeat(9000)}`, 'policies/data.json is nested more than 500 deep'],
    ['data.yaml', `${'[1, '.repeat(600)}1${']'.repeat(600)}`, 'policies/data.yaml is nested more than 500 deep'],
  ];
  test.for(cases)('%s %#', async ([name, content, message]) => {
    put('policies/main.rego', policy);
    put(`policies/${name}`, content);
    const problem = await problemOf('policies');
    expect(problem.code).toBe('policy-data');
    expect(problem.message.slice(0, message.length)).toBe(message);
  });

  test('two files that say different things', async () => {
    put('policies/main.rego', policy);
    put('policies/data.json', '{"lib": {"owner": "payroll"}}');
    put('policies/lib/data.json', '{"owner": "checkout"}');
    expect(await problemOf('policies')).toMatchObject({ code: 'policy-data', message: 'policies/lib/data.json sets data.lib.owner again, which another data file has set' });
  });

  test('aliases that multiply are refused', async () => {
    const bomb = ['a0: &a0 [1,1,1,1,1,1,1,1,1]', ...Array.from({ length: 9 }, (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at},`.repeat(9)}]`)].join('\n');
    put('policies/main.rego', policy);
    put('policies/data.yaml', bomb);
    expect((await problemOf('policies')).code).toBe('policy-data');
  });
});

const manifest = (value: object): Member => ({ name: '.manifest', content: JSON.stringify(value) });

describe('bundles', () => {
  test('as opa build lays them out: leading slashes, data at the top, versions, roots', async () => {
    const members = [
      { name: '/data.json', content: '{"lib": {"limit": 3}}' },
      { name: '/policies/main.rego', content: policy },
      { name: '/policies/old.rego', content: 'package lib.old\n' },
      { name: '/policies/main_test.rego', content: 'package main_test\n' },
      { name: '/.signatures.json', content: '{}' },
      manifest({ revision: '7', roots: ['main', 'lib', 'main_test'], rego_version: 1, file_rego_versions: { '*/old.rego': 0, '/policies/none.rego': 0 } }),
    ];
    put('bundle.tar.gz', bundle(members));
    const sources = await readPolicies(['bundle.tar.gz'], { cwd });
    expect(sources.modules).toEqual([
      { path: 'bundle.tar.gz/policies/main.rego', text: policy, regoVersion: 'v1' },
      { path: 'bundle.tar.gz/policies/old.rego', text: 'package lib.old\n', regoVersion: 'v1' },
    ]);
    expect(sources.tests.map((one) => one.path)).toEqual(['bundle.tar.gz/policies/main_test.rego']);
    expect(sources.data).toEqual({ lib: { limit: 3 } });
    expect(sources.bundles).toEqual([{ path: 'bundle.tar.gz', roots: ['main', 'lib', 'main_test'] }]);
    put('v0.tar.gz', bundle([...members.slice(0, -1), manifest({ file_rego_versions: { '**/old.rego': 0 } })]));
    expect((await readPolicies(['v0.tar.gz'], { cwd })).modules.map((one) => one.regoVersion)).toEqual([undefined, 'v0']);
  });

  test('as tar makes them: ./ names, folders, long names, hidden files of other systems', async ({ skip }) => {
    const long = `policies/${'training-cluster/'.repeat(14)}main.rego`;
    put(long, policy);
    put('policies/lib/data.yaml', 'limit: 3\n');
    put('policies/._main.rego', 'garbage');
    const made = spawnSync('tar', ['-czf', 'bundle.tgz', './policies'], { cwd });
    if (made.error) {
      console.log('bundles of tar: not tested, there is no tar on PATH');
      skip();
    }
    const sources = await readPolicies(['bundle.tgz'], { cwd });
    expect(sources.modules).toEqual([{ path: `bundle.tgz/${long}`, text: policy }]);
    expect(sources.data).toEqual({ policies: { lib: { limit: 3 } } });
    expect(spawnSync('tar', ['--format=pax', '-czf', 'pax.tgz', './policies'], { cwd }).status).toBe(0);
    expect((await readPolicies(['pax.tgz'], { cwd })).modules[0]?.path).toBe(`pax.tgz/${long}`);
  });

  test('ustar prefixes and pax names', async () => {
    put('b.tar.gz', bundle([{ name: 'main.rego', prefix: 'policies/team', content: policy }, paxName('policies/café.rego'), { name: 'x', content: policy }]));
    expect((await readPolicies(['b.tar.gz'], { cwd })).modules.map((one) => one.path)).toEqual(['b.tar.gz/policies/café.rego', 'b.tar.gz/policies/team/main.rego']);
  });

  const file: Member = { name: 'main.rego', content: policy };
  const whole = tar([file]);
  const refusals: readonly (readonly [string, Uint8Array, string, string])[] = [
    ['a name that leads outside', bundle([{ name: '../main.rego', content: policy }]), 'bundle-damaged', 'b.tar.gz cannot be used: the name "../main.rego" points outside of the archive'],
    ['a pax name that leads outside', bundle([paxName('a/../../main.rego'), file]), 'bundle-damaged', 'b.tar.gz cannot be used: the name "a/../../main.rego" points outside of the archive'],
    ['a name that comes twice', bundle([file, { ...file, name: './main.rego' }]), 'bundle-damaged', 'b.tar.gz cannot be used: the name "main.rego" comes twice'],
    ['a link', bundle([file, { name: 'lib.rego', type: '2' }]), 'bundle-damaged', 'b.tar.gz cannot be used: "lib.rego" is a link or a device, not a file'],
    ['a bomb', gzipSync(Buffer.alloc(140 * 1024 * 1024)), 'bundle-too-large', 'b.tar.gz unpacks to more than 128 MB'],
    ['too many files', bundle(Array.from({ length: 10_001 }, (_, at) => ({ name: `${at}.txt` }))), 'bundle-damaged', 'b.tar.gz cannot be used: it holds more than 10000 files'],
    ['half a gzip stream', bundle([file]).subarray(0, 60), 'bundle-damaged', 'b.tar.gz cannot be unpacked: unexpected end of file'],
    ['half an archive', gzipSync(whole.subarray(0, 520)), 'bundle-damaged', 'b.tar.gz cannot be used: it ends in the middle of a file'],
    ['half a header', gzipSync(whole.subarray(0, 300)), 'bundle-damaged', 'b.tar.gz cannot be used: it ends in the middle of a header'],
    ['a changed header', gzipSync(Buffer.concat([Buffer.from('X'), whole.subarray(1)])), 'bundle-damaged', 'b.tar.gz cannot be used: a header does not match its checksum'],
    ['no policy', bundle([{ name: 'data.json', content: '{}' }]), 'policy-empty', 'no .rego file in b.tar.gz'],
    ['a module instead of Rego', bundle([file, { name: 'policy.wasm', content: 'x' }]), 'bundle-compiled', 'b.tar.gz is compiled to WebAssembly: policy.wasm; its rules are no longer there as Rego'],
    ['a delta', bundle([file, { name: 'patch.json', content: '{}' }]), 'bundle-delta', 'b.tar.gz is a delta bundle, which only changes another one'],
    ['data outside of the roots', bundle([file, { name: 'lib/data.json', content: '{"a": 1}' }, manifest({ roots: ['main'] })]), 'bundle-roots', 'b.tar.gz/lib/data.json sets data.lib, outside of the roots of its manifest (main)'],
    ['a manifest that is not JSON', bundle([file, { name: '.manifest', content: '{' }]), 'bundle-manifest', 'b.tar.gz/.manifest cannot be used: it is not JSON'],
    ['a version of Rego that nobody knows', bundle([file, manifest({ rego_version: 7 })]), 'bundle-manifest', 'b.tar.gz/.manifest cannot be used: rego_version is 7; landrail knows 0 and 1'],
    ['a policy that is no text', bundle([{ name: 'main.rego', content: Buffer.from([0xff, 0x41]) }]), 'policy-encoding', 'b.tar.gz/main.rego cannot be read: it is not UTF-8'],
  ];
  test.for(refusals)('%s', async ([, bytes, code, message]) => {
    put('b.tar.gz', bytes);
    expect(await problemOf('b.tar.gz')).toMatchObject({ code, message });
  });
});
