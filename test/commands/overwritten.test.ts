import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { landrail, root, scratchFolder } from './landrail.ts';

const scratch = scratchFolder('overwritten');
const files: Readonly<Record<string, string>> = {
  'main.tf': 'resource "aws_sqs_queue" "payslips" {\n  name = "payslips"\n}\n',
  'terraform.tfvars': '',
  'landrail.yaml': 'version: 1\n',
  'known.json': '{"landrail-baseline":1,"entries":[\n]}\n',
  'faulty.yaml': 'version: 1\nfail-on: hgih\n',
  'values.tfvars': 'a = 1\n',
  'data.json': '{}',
  '.landrail/history.duckdb': 'nights',
  'infra/plan.json': readFileSync(join(root, 'samples/payroll-api/plan.json'), 'utf8'),
};
for (const [path, text] of Object.entries(files)) {
  mkdirSync(dirname(join(scratch, path)), { recursive: true });
  writeFileSync(join(scratch, path), text);
}
symlinkSync('infra', join(scratch, 'live'));

const input = 'is an input of this run';
const there = 'is read by its name';
it.each<[line: string, message: string]>([
  ['check infra/plan.json -o json=infra/plan.json', `the json report would overwrite infra/plan.json, which ${input}`],
  ['check infra/plan.json -o terminal -o csv=live/../infra/./plan.json', `the csv report would overwrite live/../infra/./plan.json, which ${input}`],
  ['check infra/plan.json -o json=live/plan.json', `the json report would overwrite live/plan.json, which ${input}`],
  ['check main.tf --var-file values.tfvars -o json=values.tfvars', `the json report would overwrite values.tfvars, which ${input}`],
  ['drift --inventory infra/plan.json -o json=infra/plan.json', `the json report would overwrite infra/plan.json, which ${input}`],
  ['report infra/plan.json -o csv=infra/plan.json', `the csv report would overwrite infra/plan.json, which ${input}`],
  ['check . -o json=landrail.yaml', 'the json report would overwrite landrail.yaml, which is the config'],
  ['check . --no-config -o json=landrail.yaml', `the json report would overwrite landrail.yaml, which ${there}`],
  ['check . --baseline known.json -o json=known.json', 'the json report would overwrite known.json, which is the baseline'],
  ['check . -p ./data.json -o json=data.json', 'the json report would overwrite data.json, which is a file of the policies'],
  ['check . -o json=main.tf', `the json report would overwrite main.tf, which ${there}`],
  ['check infra -o json=terraform.tfvars', `the json report would overwrite terraform.tfvars, which ${there}`],
  ['drift --inventory infra/plan.json -o json=.landrail/history.duckdb', `the json report would overwrite .landrail/history.duckdb, which ${there}`],
  ['check . -o json=a.out -o csv=a.out', 'the reports json and csv would both be written to a.out'],
  ['check . -o json=infra/new/a.out -o csv=live/new/a.out', 'the reports json and csv would both be written to live/new/a.out'],
])('%s', (line, message) => {
  expect(landrail(line.split(' '), { cwd: scratch })).toMatchObject({ status: 2, stdout: '', stderr: `error  ${message}\n  next     give each report a file of its own\n` });
  expect(Object.fromEntries(Object.keys(files).map((path) => [path, readFileSync(join(scratch, path), 'utf8')]))).toEqual(files);
  expect(readdirSync(scratch).sort()).toEqual(['.landrail', 'data.json', 'faulty.yaml', 'infra', 'known.json', 'landrail.yaml', 'live', 'main.tf', 'terraform.tfvars', 'values.tfvars']);
});

it('a config with a fault stays as it is too', () => {
  expect(landrail(['check', '.', '-c', 'faulty.yaml', '-o', 'json=faulty.yaml'], { cwd: scratch })).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('did you mean "high"?') as string });
  expect(readFileSync(join(scratch, 'faulty.yaml'), 'utf8')).toBe(files['faulty.yaml']);
});

it('a report of the night before is written anew, and two may go to a device', () => {
  for (const _ of ['first', 'second']) {
    expect(landrail(['check', 'infra', '-o', 'json=infra/report.json', '-o', 'csv=/dev/null', '-o', 'sarif=/dev/null'], { cwd: scratch })).toMatchObject({ status: 0, stderr: '' });
  }
});
