import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { landrail, root, scratchFolder } from './landrail.ts';

const source = 'resource "aws_instance" "trainer" {\n  ami                    = "ami-0123456789abcdef0"\n  instance_type          = "p5.48xlarge"\n  vpc_security_group_ids = ["sg-0123456789abcdef0"]\n}\n';

function folderOf(name: string, files: Readonly<Record<string, string>>): string {
  const cwd = scratchFolder(`baseline-from-${name}`);
  for (const [file, text] of Object.entries({ 'landrail.yaml': 'version: 1\n', ...files })) writeFileSync(join(cwd, file), text);
  return cwd;
}

const known = (cwd: string): string => readFileSync(join(cwd, '.landrail/baseline.json'), 'utf8');

describe.each([
  ['a pull request', 'ticket-office', ['.'], ['check']],
  ['a plan', 'training-cluster', ['plan.json'], ['check']],
  ['an inventory', 'night-fleet', ['aws-inventory.ndjson'], ['check']],
  ['a night', 'night', ['--iac', 'code', '--inventory', 'inventory', '--audit', 'audit', '--until', '2026-11-02T06:00:00Z'], ['drift']],
])('of %s', (_, sample, inputs, command) => {
  test('it is the baseline that judging again makes', () => {
    const cwd = scratchFolder(`baseline-from-${sample}`);
    cpSync(join(root, 'samples', sample), cwd, { recursive: true });
    expect(landrail(['baseline', 'write', ...inputs], { cwd }).status).toBe(0);
    const written = known(cwd);
    rmSync(join(cwd, '.landrail'), { recursive: true });
    landrail([...command, ...inputs, '--format', 'json=/dev/null', '--format', 'json=run.json'], { cwd });
    expect(landrail(['baseline', 'write', '--from', 'run.json'], { cwd })).toMatchObject({ status: 0, stderr: '', stdout: expect.stringMatching(/^\.landrail\/baseline\.json: \d+ entries(?: \(\d+ undecided\))?, [1-9]\d* findings added, 0 removed\n$/) as string });
    expect(known(cwd)).toBe(written);
    expect(landrail(['baseline', 'write', '--from', 'run.json'], { cwd }).stdout).toMatch(/, 0 findings added, 0 removed\n$/);
  });
});

it('takes nothing out, keeps what entries say, and takes in nothing that is waived', () => {
  const cwd = folderOf('kept', { 'main.tf': source, 'other.tf': source.replace('trainer', 'loader') });
  expect(landrail(['baseline', 'write', '.'], { cwd }).status).toBe(0);
  const noted = known(cwd).replace(/("address":"aws_instance\.trainer".*?"count":)1/, '$13,"owner":"ml","reason":"until spring"');
  writeFileSync(join(cwd, '.landrail/baseline.json'), noted);
  writeFileSync(join(cwd, 'other.tf'), `# landrail:ignore gpu-shapes until=2027-06-30 reason="a run"\n${source.replace('trainer', 'waived')}`);
  landrail(['check', '.', '--format', 'json=run.json'], { cwd });
  expect(landrail(['baseline', 'write', '--from', 'run.json'], { cwd })).toMatchObject({ status: 0, stdout: expect.stringContaining(', 0 findings added, 0 removed') as string });
  expect(known(cwd)).toBe(noted);
});

it('reads standard input, and another baseline of another config', () => {
  const cwd = folderOf('stdin', { 'main.tf': source, 'other.yaml': 'version: 1\n' });
  const json = landrail(['check', '.', '--format', 'json'], { cwd }).stdout;
  expect(landrail(['baseline', 'write', '--from', '-', '--baseline', 'known.json', '-c', 'other.yaml'], { cwd, input: json })).toMatchObject({ status: 0, stdout: 'known.json: 1 entry, 1 finding added, 0 removed\n' });
});

describe('refused', () => {
  const cwd = folderOf('refused', { 'main.tf': source, 'broken.json': '{"format_version": "1.2", "terraform_version": "1.9.0", "resource_changes": [' });
  landrail(['check', 'main.tf', '--format', 'json=run.json'], { cwd });
  landrail(['check', 'main.tf', 'broken.json', '--format', 'json=errors.json'], { cwd });
  writeFileSync(join(cwd, 'older.json'), JSON.stringify(JSON.parse(readFileSync(join(cwd, 'run.json'), 'utf8')), (key, value: unknown) => (key === 'identity' ? undefined : value)));

  it.each([
    ['paths beside it', ['.', '--from', 'run.json'], '--from takes what a run has found; . would judge again'],
    ['sides and values beside it', ['--from', 'run.json', '--iac', 'main.tf', '--strict', '--var', 'a=b'], '--from takes what a run has found; --iac, --strict, --var'],
    ['no baseline', ['--from', 'run.json', '--no-baseline'], '--no-baseline leaves nothing to write'],
    ['a run with errors', ['--from', 'errors.json'], 'the run in errors.json had 1 error: a baseline of half a run would hide the other half'],
    ['an older run', ['--from', 'older.json'], 'the run in older.json does not tell what its findings are known by'],
    ['no run', ['--from', 'main.tf'], 'the saved result'],
    ['a file that is not there', ['--from', 'gone.json'], 'the saved result gone.json does not exist'],
    ['a run in place of the baseline', ['--from', 'run.json', '--baseline', 'run.json'], 'the file is not a landrail baseline'],
  ])('%s', (_, flags, said) => {
    const { status, stdout, stderr } = landrail(['baseline', 'write', ...flags], { cwd });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr.replaceAll(/\n\s*/g, ' ')).toContain(said);
  });

  it('of a run that judged nothing there is none', () => {
    const empty = folderOf('empty', {});
    landrail(['check', '.', '--format', 'json=run.json'], { cwd: empty });
    expect(landrail(['baseline', 'write', '--from', 'run.json'], { cwd: empty })).toMatchObject({ status: 3, stdout: '', stderr: 'Nothing was judged, so .landrail/baseline.json stays as it is.\n' });
  });
});
