import { describe, expect, test } from 'vitest';
import { readZip } from '#inputs/zip.ts';
import { zip, type Packed } from './terraform/saved-plan/archive.ts';

const queue = { name: 'tfconfig/m-/main.tf', content: 'resource "aws_sqs_queue" "payslips" {\n}\n'.repeat(50) };

async function unpacked(archive: Buffer): Promise<readonly string[]> {
  return (await readZip(archive, 'tfplan')).map((entry) => `${entry.name}: ${entry.bytes().toString()}`);
}

test.each<readonly [string, readonly Packed[], string]>([
  ['packed', [queue], ''],
  ['stored', [{ ...queue, stored: true }], ''],
  ['empty', [{ name: 'empty', content: '' }, queue], ''],
  ['with a comment', [queue], 'made by hand PK\u0005\u0006'],
  ['nothing in it', [], ''],
])('%s', async (_, files, comment) => {
  expect(await unpacked(zip(files, comment))).toEqual(files.map(({ name, content }) => `${name}: ${content.toString()}`));
});

describe('what is damaged is said', () => {
  const whole = zip([queue]);
  const shifted = Buffer.from(whole);
  shifted.writeUInt32LE(7, whole.length - 6);
  const moved = zip([queue]);
  moved.writeUInt32LE(0, 0);
  const garbled = zip([queue]);
  garbled.fill(0xff, 60, 70);
  test.each<readonly [string, Buffer, string]>([
    ['no archive', Buffer.from('PK\u0003\u0004'), 'its directory is missing; the file was cut off'],
    ['cut off', whole.subarray(0, whole.length - 1), 'its directory is missing; the file was cut off'],
    ['a directory elsewhere', shifted, 'entry 1 of its directory is not there'],
    ['a file elsewhere', moved, '"tfconfig/m-/main.tf" is not where its directory says'],
    ['garbled', garbled, '"tfconfig/m-/main.tf" cannot be unpacked'],
    ['another sum', zip([{ ...queue, sum: 1 }]), '"tfconfig/m-/main.tf" is not what its directory says'],
    ['longer than told', zip([{ ...queue, size: 10 }]), '"tfconfig/m-/main.tf" cannot be unpacked'],
    ['shorter than told', zip([{ ...queue, size: 10_000 }]), '"tfconfig/m-/main.tf" is not what its directory says'],
    ['the same name twice', zip([queue, queue]), 'it holds "tfconfig/m-/main.tf" twice'],
  ])('%s', async (_, archive, what) => {
    await expect(unpacked(archive)).rejects.toThrow(`tfplan is a damaged zip archive: ${what}`);
  });
});

describe('what is no plan is refused before it is unpacked', () => {
  test.each<readonly [string, readonly Packed[], string]>([
    ['encrypted', [{ ...queue, flags: 1 }], '"tfconfig/m-/main.tf" is encrypted'],
    ['another method', [{ ...queue, method: 14 }], '"tfconfig/m-/main.tf" is packed by method 14'],
    ['a huge file', [{ ...queue, size: 2 ** 27 }], 'unpacked it would take more than 64 MiB'],
    ['many large files', Array.from({ length: 20 }, (_, at) => ({ name: `${at}`, content: '', size: 2 ** 25 })), 'unpacked it would take more than 512 MiB'],
    ...['../../etc/passwd', 'tfconfig/m-/../../../main.tf', 'tfconfig/..', '..', '.', './main.tf', '/etc/passwd', 'tfconfig//main.tf', '', 'C:/Windows/win.ini', 'tfconfig\\m-\\main.tf', '..\\..\\main.tf', 'main.tf\0.png'].map(
      (name): readonly [string, readonly Packed[], string] => [`a name that leads out: ${JSON.stringify(name)}`, [queue, { ...queue, name }], `${JSON.stringify(name)} is no path inside of it`],
    ),
    ['a link', [queue, { name: 'tfconfig/m-/secrets.tf', content: '/etc/passwd', mode: 0o120777 }], '"tfconfig/m-/secrets.tf" is a link'],
    ['very many files', Array.from({ length: 20_001 }, (_, at) => ({ name: `${at}`, content: '', stored: true })), 'it holds 20001 files'],
  ])('%s', async (_, files, what) => {
    await expect(readZip(zip(files), 'tfplan')).rejects.toThrow(`tfplan is a zip archive that cannot be a saved plan: ${what}`);
  });

  test('a bomb is unpacked no further than it says it is long', async () => {
    const bomb = zip([{ name: 'zeros', content: Buffer.alloc(300 * 2 ** 20), size: 1000 }]);
    const [entry] = await readZip(bomb, 'tfplan');
    const started = performance.now();
    expect(() => entry?.bytes()).toThrow('cannot be unpacked');
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
