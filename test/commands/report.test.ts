import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { reports } from '#reports/registry.ts';
import { landrail, root, scratchFolder } from './landrail.ts';

const scratch = scratchFolder('report');
const samples = readdirSync(join(root, 'samples'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);

/** As npm start judges them. */
function command(sample: string): readonly string[] {
  const folder = join('samples', sample);
  const paths = existsSync(join(root, folder, 'audit')) ? ['drift', '--iac', join(folder, 'code'), '--inventory', join(folder, 'inventory'), '--audit', join(folder, 'audit'), '--until', '2026-11-02T06:00:00Z', '--no-history'] : ['check', existsSync(join(root, folder, 'plan.json')) ? join(folder, 'plan.json') : folder];
  return [...paths, '--config', join(folder, 'landrail.yaml')];
}

const files = (folder: string): readonly string[] => Object.entries(reports).flatMap(([name, { extension }]) => ['--format', `${name}=${join(folder, `${name}.${extension}`)}`]);
const written = (folder: string): Readonly<Record<string, string>> => Object.fromEntries(readdirSync(folder).sort().map((file) => [file, readFileSync(join(folder, file), 'utf8')]));

test.each(samples)('%s: every report of the saved run is that of the run, byte for byte', (sample) => {
  for (const more of [[], ['--verbose']]) {
    const [first, second] = [join(scratch, sample, `run${more.length}`), join(scratch, sample, `again${more.length}`)];
    const run = landrail([...command(sample), ...more, ...files(first)]);
    expect(run.stderr).toBe('');
    const again = landrail(['report', join(first, 'json.json'), ...more, ...files(second)]);
    expect([again.status, again.stdout, again.stderr]).toEqual([0, '', '']);
    expect(Object.keys(written(first))).toHaveLength(Object.keys(reports).length);
    expect(written(second)).toEqual(written(first));
    expect(landrail(['report', join(first, 'json.json'), ...more, '--exit-code']).status).toBe(run.status);
  }
});

test('a resource whose address holds half a character is told of in every report, and the saved run tells the same', () => {
  const [first, second] = [join(scratch, 'half/run'), join(scratch, 'half/again')];
  mkdirSync(first, { recursive: true });
  const machine = (key: string) => ({ address: `aws_instance.web[${key}]`, mode: 'managed', type: 'aws_instance', name: 'web', provider_name: 'registry.terraform.io/hashicorp/aws', change: { actions: ['create'], before: null, after: { instance_type: 'p5.48xlarge' }, after_unknown: {}, before_sensitive: false, after_sensitive: {} } });
  const plan = join(scratch, 'half/plan.json');
  writeFileSync(plan, JSON.stringify({ format_version: '1.2', terraform_version: '1.11.4', resource_changes: [machine('"\ud800"'), machine('"\udc00x"'), machine('"a"')], configuration: { root_module: {} } }));
  const run = landrail(['check', plan, '--no-config', ...files(first)]);
  expect([run.status, run.stderr]).toEqual([1, '']);
  const { findings } = JSON.parse(readFileSync(join(first, 'json.json'), 'utf8')) as { readonly findings: readonly { readonly guardrail: string; readonly resource: { readonly address: string; readonly type: string } | null }[] };
  expect(findings.filter(({ guardrail }) => guardrail === 'gpu-shapes').map(({ resource }) => resource?.address).sort()).toEqual(['aws_instance.web["a"]', 'aws_instance.web["\ufffd"]', 'aws_instance.web["\ufffdx"]']);
  expect(landrail(['report', join(first, 'json.json'), ...files(second)]).stderr).toBe('');
  expect(written(second)).toEqual(written(first));
});

test.skipIf(process.platform === 'win32')('a report that cannot be written is told with its place, and all others are there', () => {
  const folder = join(scratch, 'unwritable');
  mkdirSync(join(folder, 'folder'), { recursive: true });
  writeFileSync(join(folder, 'file'), 'no folder');
  symlinkSync('/dev/full', join(folder, 'full.csv'));
  landrail([...command('payroll-api'), '--format', `json=${join(folder, 'result.json')}`]);
  const { status, stdout, stderr } = landrail(['report', 'result.json', '--format', 'concise', '--format', 'sarif=folder', '--format', 'junit=file/junit.xml', '--format', 'csv=full.csv', '--format', 'markdown=new/folders/comment.md', '--exit-code'], { cwd: folder });
  expect(status).toBe(2);
  expect(stdout).toContain('No findings. 4 resources');
  expect(stderr).toBe(`${[
    ['sarif', 'there is a folder of this name', 'folder'],
    ['junit', 'a part of the path is a file, and no folder', 'file/junit.xml'],
    ['csv', 'the disk is full', 'full.csv'],
  ].map(([name, why, where]) => `error  the ${name} report cannot be written: ${why}\n  at       ${where}\n  next     check the folder and its rights\n`).join('\n')}`);
  expect(readFileSync(join(folder, 'new/folders/comment.md'), 'utf8')).toMatch(/^## landrail passed/);
});

describe('what is read', () => {
  const whole = landrail([...command('payroll-api'), '--format', 'json']).stdout;
  const expected = landrail([...command('payroll-api'), '--format', 'concise']).stdout;
  const utf16be = Buffer.from(`\ufeff${whole}`, 'utf16le').swap16();

  test.each<readonly [string, string | Uint8Array]>([
    ['as it was written', whole],
    ['packed', gzipSync(whole)],
    ['with the mark of UTF-8', `\ufeff${whole}`],
    ['as Windows PowerShell saves what is piped', Buffer.from(`\ufeff${whole}`, 'utf16le')],
    ['UTF-16, the other way round', utf16be],
  ])('%s, from a file and from standard input', (_, content) => {
    writeFileSync(join(scratch, 'saved'), content);
    expect(landrail(['report', 'saved', '--format', 'concise'], { cwd: scratch }).stdout).toBe(expected);
    expect(landrail(['report', '-', '--format', 'concise'], { cwd: scratch, input: content }).stdout).toBe(expected);
  });

  test.each<readonly [string, string | Uint8Array, string]>([
    ['half of it', whole.slice(0, 500), `error  the saved result ends too early\n  at       saved:29:4\n  next     it was not written completely: let the run write it again with --format json=FILE\n`],
    ['half of it, packed', gzipSync(whole).subarray(0, 500), 'error  saved is packed by gzip, and cut off\n  at       saved\n'],
    ['packed and damaged', Buffer.from([0x1f, 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18]), 'error  saved is packed by gzip, and damaged: '],
    ['Latin-1', Buffer.from('{"größe": 1}', 'latin1'), 'error  saved is not UTF-8 text\n'],
    ['half a character of UTF-16', Buffer.from('\ufeff{\ud800}', 'utf16le'), 'error  saved is not UTF-16LE text\n'],
    ['a plan', readFileSync(join(root, 'samples/payroll-api/plan.json')), 'error  the file is not a landrail result, but a Terraform plan\n  at       saved:1:1\n  next     judge it: landrail check FILE\n'],
  ])('%s is refused, and no report is written', (_, content, said) => {
    writeFileSync(join(scratch, 'saved'), content);
    const run = landrail(['report', 'saved', '--format', 'json=never.json'], { cwd: scratch });
    expect([run.status, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain(said);
    expect(existsSync(join(scratch, 'never.json'))).toBe(false);
  });

  test.each([
    ['a folder', '.', 'error  the saved result . is a folder\n  next     name the file in it\n'],
    ['nothing', 'missing.json', 'error  the saved result missing.json does not exist\n  next     make it with landrail check --format json=FILE\n'],
  ])('%s', (_, path, said) => {
    const run = landrail(['report', path], { cwd: scratch });
    expect([run.status, run.stdout, run.stderr]).toEqual([2, '', said]);
  });

  test('a config that is broken is no matter: nothing is judged', () => {
    const folder = join(scratch, 'broken');
    mkdirSync(folder);
    writeFileSync(join(folder, 'landrail.yaml'), 'version: 7\n');
    expect(landrail(['report', '-', '--format', 'concise'], { cwd: folder, input: whole }).stdout).toBe(expected);
  });
});
