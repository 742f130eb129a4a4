import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DiskFiles } from '#inputs/files.ts';
import { unknownValue, unpack, type Unpacked } from '#inputs/terraform/saved-plan/message-pack.ts';
import { readSavedPlan, type SavedPlan } from '#inputs/terraform/saved-plan/saved-plan.ts';
import { SnapshotFiles } from '#inputs/terraform/saved-plan/snapshot-files.ts';
import type { ZipEntry } from '#inputs/zip.ts';
import { readZip } from '#inputs/zip.ts';
import { change, message, packedText, savedPlan, variable, type Field, type Made } from './archive.ts';

function plan(content: Buffer): SavedPlan {
  return readSavedPlan({ name: 'tfplan', size: content.length, bytes: () => content }, 'tfplan');
}

function of(...fields: readonly Field[]): SavedPlan {
  return plan(message([1, 3], [14, '1.11.4'], [26, 1], ...fields));
}

test('variables that were set, the workspace, and what becomes of each resource', () => {
  const read = of(
    variable('type', packedText('p5.48xlarge')),
    variable('count', Buffer.from([3]), '"number"'),
    variable('tags', Buffer.from([0x81, ...packedText('owner'), ...packedText('ml')]), '["map","string"]'),
    variable('later', Buffer.from([0xd4, 0, 0])),
    [28, 'token'],
    [13, message([1, 's3'], [3, 'blue'])],
    change('aws_instance.a[0]', 1),
    change('aws_instance.b', 6),
    change('aws_instance.c', 5),
    [3, message([13, 'aws_instance.d'], [14, 'aws_instance.old'], [9, message([5, message([1, 'i-1'])])])],
    [3, message([13, 'aws_instance.e'], [7, '0a1b2c3d'], [9, message([1, 5])])],
  );
  expect(read).toMatchObject({ errored: false, complete: true, workspace: 'blue', unset: ['token', 'later'] });
  expect(JSON.stringify(read.variables)).toBe('[{"name":"type","value":"p5.48xlarge"},{"name":"count","value":3},{"name":"tags","value":{"owner":"ml"}}]');
  expect(read.changes.map(({ address, action, previousAddress }) => [address, action, previousAddress])).toEqual([
    ['aws_instance.a[0]', 'create', null],
    ['aws_instance.b', 'replace', null],
    ['aws_instance.c', 'delete', null],
    ['aws_instance.d', 'import', 'aws_instance.old'],
  ]);
});

test.each<readonly [string, Buffer, Partial<SavedPlan>]>([
  ['errored', message([1, 3], [14, '1.11.4'], [20, 1]), { errored: true, complete: false }],
  ['of a Terraform that does not say whether it is complete', message([1, 3], [14, '1.5.7']), { complete: true, workspace: null }],
])('a plan %s', (_, content, expected) => expect(plan(content)).toMatchObject(expected));

test.each<readonly [number, string]>([[0, 'no-op'], [1, 'create'], [2, 'read'], [3, 'update'], [5, 'delete'], [6, 'replace'], [7, 'replace'], [8, 'forget'], [9, 'replace']])('action %i is %s', (number, action) => {
  expect(of(change('aws_instance.a', number)).changes.map((one) => one.action)).toEqual([action]);
});

describe('what cannot be read is a problem', () => {
  test.each<readonly [string, Buffer, string]>([
    ['another layout', message([1, 4], [14, '2.0.0']), 'tfplan is a saved plan in layout 4, of Terraform 2.0.0; this landrail reads layout 3'],
    ['nothing', Buffer.alloc(0), 'tfplan is a saved plan in layout 0; this landrail reads layout 3'],
    ['cut off', message([1, 3], [14, '1.11.4']).subarray(0, 6), 'tfplan is a saved plan whose content cannot be read: it ends in the middle of a field'],
    ['a number without end', Buffer.alloc(20, 0xff), 'tfplan is a saved plan whose content cannot be read: a number has too many digits'],
    ['an action of the future', message([1, 3], change('aws_instance.a', 40)), 'tfplan holds a change of aws_instance.a that this landrail does not know'],
    ['a variable that is cut off', message([1, 3], variable('x', Buffer.from([0xd9, 200]))), 'tfplan is a saved plan whose content cannot be read: it ends in the middle of a value'],
    ['a variable that is nested without end', message([1, 3], variable('x', Buffer.alloc(10_000, 0x91))), 'tfplan is a saved plan whose content cannot be read: a value is nested too deeply'],
  ])('%s', (_, content, expected) => expect(() => plan(content)).toThrow(expected));
});

describe('MessagePack', () => {
  test.each<readonly [readonly number[], Unpacked]>([
    [[0x7f], 127], [[0xff], -1], [[0xc0], null], [[0xc2], false], [[0xc3], true], [[0xcc, 200], 200], [[0xcd, 1, 0], 256], [[0xce, 0, 1, 0, 0], 65_536],
    [[0xcf, 0, 0, 0, 1, 0, 0, 0, 0], 4_294_967_296], [[0xcf, 255, 255, 255, 255, 255, 255, 255, 255], '18446744073709551615'], [[0xd0, 0x80], -128], [[0xd1, 0x80, 0], -32_768], [[0xd2, 0x80, 0, 0, 0], -2_147_483_648],
    [[0xd3, 255, 255, 255, 255, 255, 255, 255, 254], -2], [[0xca, 0x3f, 0xc0, 0, 0], 1.5], [[0xcb, 0x3f, 0xf8, 0, 0, 0, 0, 0, 0], 1.5], [[0xa2, 0xc3, 0xa9], 'é'], [[0xd9, 1, 97], 'a'], [[0xda, 0, 1, 97], 'a'], [[0xdb, 0, 0, 0, 1, 97], 'a'],
    [[0xc4, 1, 97], Buffer.from('a')], [[0x92, 1, 0x90], [1, []]], [[0xdc, 0, 1, 1], [1]], [[0xd4, 0, 0], unknownValue], [[0xc7, 3, 12, 0x81, 1, 0xc2], unknownValue],
  ])('%j', (bytes, expected) => expect(unpack(Buffer.from(bytes))).toEqual(expected));

  test('maps keep keys such as __proto__', () => {
    const value = unpack(Buffer.from([0x81, ...packedText('__proto__'), ...packedText('x')]));
    expect(JSON.stringify(value)).toBe('{"__proto__":"x"}');
    expect(({} as Record<string, unknown>)['0']).toBeUndefined();
  });
});

describe('the configuration in a plan', () => {
  const files = { 'm-/main.tf': 'a', 'm-/net.tf': 'b', 'm-net/main.tf': 'c', 'm-net.inner/x.tf': 'd', 'm-../evil.tf': 'e', 'm-net/sub/deep.tf': 'f' };
  const modules = JSON.stringify([{ Key: '', Dir: '.' }, { Key: 'net', Source: './modules/net', Dir: 'modules/net' }, { Key: 'net.inner', Source: 'registry.terraform.io/x/y/z', Version: '1.2.3', Dir: '../shared' }]);

  async function snapshot(made: Made = {}): Promise<SnapshotFiles> {
    const entries: readonly ZipEntry[] = await readZip(savedPlan({ files, modules, ...made }), 'tfplan');
    return new SnapshotFiles(entries, '/work/infra', 'out/tfplan', null);
  }

  test('lies where its modules lay', async () => {
    const all = await snapshot();
    const read = (path: string): string => {
      const text = all.text(path);
      return 'refused' in text ? text.because : text.bytes.toString('utf8', 0, text.length);
    };
    expect(all.rootFiles).toEqual(['main.tf', 'net.tf']);
    expect(['/work/infra/main.tf', '/work/infra/modules/net/main.tf', '/work/shared/x.tf', '/work/infra/sub/deep.tf', '/etc/passwd'].map(read)).toEqual(['a', 'c', 'd', 'sub/deep.tf is not in the saved plan', '../../etc/passwd is not in the saved plan']);
    expect(all.list('/work/infra/modules/net')).toEqual([{ name: 'main.tf', folder: false }]);
    expect(all.list('/work')).toBeNull();
    expect(all.shown('/work/infra/modules/net/main.tf')).toBe('out/tfplan!modules/net/main.tf');
    expect(JSON.parse(read('/work/infra/.terraform/modules/modules.json'))).toEqual({ Modules: [{ Key: '', Source: '', Version: '', Dir: '.' }, { Key: 'net', Source: './modules/net', Version: '', Dir: 'modules/net' }, { Key: 'net.inner', Source: 'registry.terraform.io/x/y/z', Version: '1.2.3', Dir: '../shared' }] });
  });

  test('what lies beside the checkout is read from the plan alone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'landrail-snapshot-'));
    const [checkout, outside] = [join(folder, 'checkout'), join(folder, 'outside')];
    for (const path of [checkout, outside]) mkdirSync(path);
    writeFileSync(join(outside, 'secret.txt'), 's3cret');
    const entries = await readZip(savedPlan({ files: { 'm-/main.tf': 'a', 'm-net/main.tf': 'c' }, modules: '[{"Key": "", "Dir": "."}, {"Key": "net", "Dir": "../outside"}]' }), 'tfplan');
    const all = new SnapshotFiles(entries, checkout, 'tfplan', new DiskFiles(checkout, [{ path: '.', absolute: checkout }]));
    expect(all.list(outside)).toEqual([{ name: 'main.tf', folder: false }]);
    expect(all.read(join(outside, 'main.tf'))).toEqual({ bytes: Buffer.from('c') });
    expect(['../outside/secret.txt', '../outside/none.txt', 'a\0b'].map((path) => all.read(join(checkout, path)))).toMatchObject([{ refused: 'outside' }, { refused: 'outside' }, { refused: 'unreadable' }]);
    rmSync(folder, { recursive: true });
  });

  test.each<readonly [string, string]>([
    ['{', 'out/tfplan is a saved plan whose list of modules is not JSON'],
    ['[{"Key": "", "Dir": "."}, {"Key": "net", "Dir": "/etc"}]', 'out/tfplan is a saved plan whose list of modules has "/etc", which is no folder beside the root module'],
    ['[{"Key": "", "Dir": "."}, {"Key": "net", "Dir": "a\\u0000/../../.."}]', 'out/tfplan is a saved plan whose list of modules has "a\\u0000/../../..", which is no folder beside the root module'],
  ])('%s', async (list, expected) => {
    await expect(snapshot({ modules: list })).rejects.toThrow(expected);
  });

  test('a zip without one is refused', async () => {
    const entries = (await readZip(savedPlan(), 'tfplan')).filter((entry) => !entry.name.startsWith('tfconfig'));
    expect(() => new SnapshotFiles(entries, '/work', 'tfplan', null)).toThrow('tfplan is a saved plan without its configuration');
  });
});
