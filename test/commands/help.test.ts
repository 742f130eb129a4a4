import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findMoto, startMoto, type Moto } from '../collect/aws/moto.ts';
import { remembered } from '#model/remembered.ts';
import { noShell, Reader } from '../docs/reader.ts';
import { landrail, root, scratchFolder } from './landrail.ts';

const commands = ['check', 'drift', 'report', 'init', 'baseline write', 'baseline prune', 'history import', 'history status', 'history approve', 'history forget', 'history export', 'inventory aws', 'explain', 'policy test', 'policy list', 'policy fmt', 'completion'];
const groups = ['baseline', 'history', 'inventory', 'policy'];
const helpOf = remembered((command: string): string => landrail([...command.split(' ').filter((word) => word !== ''), '--help']).stdout);

/** Lines of its help below a heading, up to the next empty line. */
function below(help: string, heading: RegExp): readonly string[] {
  const lines = help.split('\n');
  const start = lines.findIndex((line) => heading.test(line)) + 1;
  if (start === 0) return [];
  const rest = lines.slice(start);
  const end = rest.indexOf('');
  return rest.slice(0, end < 0 ? rest.length : end);
}

const examplesOf = (command: string): readonly string[] => below(helpOf(command), /^Examples:/).map((line) => line.trim());

it('the first page fits a screen of 24 lines and 80 columns, and has three examples', () => {
  const lines = helpOf('').trimEnd().split('\n');
  // The line of the prompt is one of them.
  expect(lines.length).toBeLessThan(24);
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
  expect(below(helpOf(''), /^Examples:/)).toHaveLength(3);
});

it('every command that the first page lists has a page, and every page is tested here', () => {
  const listed = below(helpOf(''), /^Commands:/).flatMap((line) => {
    const [name = '', second = ''] = line.trim().split(' ');
    return /^[a-z]+(?:\|[a-z]+)*$/.test(second) ? second.split('|').map((one) => `${name} ${one}`) : [name];
  });
  expect(new Set(listed.map((one) => one.split(' ')[0]))).toEqual(new Set(commands.map((command) => command.split(' ')[0])));
  expect(groups.flatMap((group) => below(helpOf(group), /^Commands:/).map((line) => `${group} ${line.trim().split(' ')[0]}`)).sort()).toEqual(commands.filter((command) => command.includes(' ')).sort());
});

describe.each([...commands, ...groups])('landrail %s --help', (command) => {
  const help = helpOf(command);
  const whole = helpOf(`${command} --verbose`);

  it('fits a screen of 40 lines', () => expect(help.split('\n').length).toBeLessThanOrEqual(41));

  it('names every flag, and with --verbose has a line for each', () => {
    const flags = [...whole.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, flag]) => flag ?? '');
    expect(flags).toContain('--help');
    expect(flags.filter((flag) => flag !== '--help' && !new RegExp(`${flag}\\b`).test(help))).toEqual([]);
    expect(help === whole).toBe(!help.includes('--help --verbose'));
  });

  it('has a line for each flag, at 100 columns', () => {
    const lines = whole.split('\n');
    // A second line is indented to where descriptions start; the list of formats alone has one.
    const more = lines.filter((line, index) => /^ {20,}\S/.test(line) && /^ {2}-|^ {20,}/.test(lines[index - 1] ?? ''));
    expect(more.filter((line) => !/sarif|github|markdown|csv|html|FORMAT/.test(line))).toEqual([]);
    expect(lines.filter((line) => line.length > 100 && !line.startsWith('  landrail'))).toEqual([]);
  });

  it('has three examples', () => expect(below(help, /^Examples:/)).toHaveLength(3));
});

describe.skipIf(noShell !== null)('examples in help', () => {
  const home = scratchFolder('help-examples');
  const reader = new Reader(home);
  cpSync(join(root, 'samples/night'), reader.folder, { recursive: true });
  reader.write('plan.json', readFileSync(join(root, 'samples/payroll-api/plan.json'), 'utf8'));
  reader.write('terraform.tfstate', readFileSync(join(root, 'samples/payroll-api/terraform.tfstate'), 'utf8'));
  reader.write('aws-inventory.ndjson', readFileSync(join(root, 'samples/night-fleet/aws-inventory.ndjson'), 'utf8'));
  reader.write('policies/residency.rego', residency);
  reader.write('policies/residency_test.rego', residencyTest);
  writeFileSync(join(home, 'bin/terraform'), `#!/bin/sh\ncat '${join(root, 'samples/payroll-api/plan.json')}'\n`, { mode: 0o755 });
  const lines = ['', ...commands, ...groups].flatMap(examplesOf);
  // Not of shells and init, which have tests of their own, and not one that asks AWS: below.
  const run = lines.filter((line) => !line.includes('landrail completion') && !/^landrail (?:inventory|init)/.test(line));

  it.each(run)('%s', (line) => {
    const { output, status } = reader.type(line);
    expect(output).not.toMatch(/^error/m);
    expect([0, 1]).toContain(status);
  });
});

describe.skipIf(noShell !== null)('examples of init', () => {
  const reader = new Reader(scratchFolder('help-init'));
  const source = 'resource "aws_sqs_queue" "payslips" {\n  name = "payslips"\n}\n';
  for (const file of ['main.tf', 'infra/main.tf']) reader.write(file, source);

  // The first one asks, at a terminal.
  it.each(examplesOf('init').slice(1))('%s', (line) => expect(reader.type(line)).toMatchObject({ status: 0 }));
});

const program = noShell === null ? findMoto() : null;

describe.skipIf(program === null)('examples that ask AWS, of an imitation', () => {
  const reader = new Reader(scratchFolder('help-inventory'));
  let moto: Moto;
  beforeAll(async () => {
    moto = await startMoto(program ?? '');
  }, 60_000);
  afterAll(() => moto?.stop());

  it.each(['inventory aws', 'inventory'].flatMap(examplesOf).filter((line) => !line.endsWith('--help')))('%s', (line) => {
    // The imitation does not answer all that is asked, and not fast: an example that asks for all is told what to leave out.
    const narrowed = [line, line.includes('--services') ? '' : '--services ec2,s3', line.includes('--regions') ? '' : '--regions eu-west-1'].join(' ');
    const { output, status } = reader.type(`AWS_ENDPOINT_URL=${moto.url} AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test ${narrowed}`);
    const file = / -o (\S+)/.exec(line)?.[1] ?? 'aws-inventory.ndjson';
    const account = /::(\d+):role/.exec(line)?.[1] ?? '123456789012';
    expect(output).toMatch(new RegExp(`^${file}(?: \\(replaced\\))?: [1-9]\\d* resources of ${account}(?:; \\d+ calls? gave nothing)?\\. Judge it with: landrail check ${file}$`, 'm'));
    expect(status).toBe(0);
  }, 120_000);
});

const residency = `# METADATA
# title: Customer data outside its home region
# description: What we promised our customers.
# custom:
#   severity: high
#   kinds: [bucket, database]
#   remediation:
#     summary: Move it.
package landrail.guardrails.residency

import rego.v1

deny contains {"resource": r.address, "path": r.regionPath, "msg": "stands elsewhere"} if {
	some r in input.resources
	r.region.value != "eu-central-1"
}
`;

const residencyTest = `package landrail.guardrails.residency_test

import data.landrail.guardrails.residency
import rego.v1

test_elsewhere if count(residency.deny) == 1 with input as {"resources": [{"address": "aws_s3_bucket.exports", "regionPath": "region", "region": {"status": "known", "value": "us-east-1"}}]}
`;

it.each([[''], ['check'], ['policy'], ['policy test'], ['check --verbose']])('landrail help %s is its --help', (command) => {
  const words = command.split(' ').filter((word) => word !== '');
  expect(landrail(['help', ...words])).toMatchObject({ status: 0, stderr: '', stdout: helpOf(command) });
});

describe('what cannot be parsed', () => {
  it.each([
    [['chek', '.'], "unknown command 'chek'; did you mean check?"],
    [['frobnicate'], "unknown command 'frobnicate'; landrail --help lists commands, landrail <command> --help its flags"],
    [['policy', 'lst'], "unknown command 'lst'; did you mean list?"],
    [['help', 'chek'], "unknown command 'chek'; did you mean check?"],
    [['chek', '--help'], "unknown command 'chek'; did you mean check?"],
    [['-h', 'policy', 'lst', '--verbose'], "unknown command 'lst'; did you mean list?"],
    [['policy', 'help', 'lst'], "unknown command 'help'; landrail --help lists commands, landrail <command> --help its flags"],
    [['check', '--fial-on', 'high'], "unknown option '--fial-on'; did you mean --fail-on?"],
    [['check', '--fail-on'], "option '--fail-on <severity>' argument missing; landrail --help lists commands, landrail <command> --help its flags"],
    [['explain'], "missing required argument 'id'; landrail --help lists commands, landrail <command> --help its flags"],
    [['chek\u001b[2J\n::error::x'], String.raw`unknown command 'chek\u{1b}[2J\n:\u{3a}error::x'; landrail --help lists commands, landrail <command> --help its flags`],
  ])('%j is one line, with what comes nearest', (args, said) => {
    expect(landrail(args)).toMatchObject({ status: 2, stdout: '', stderr: `error  ${said}\n` });
  });
});

describe('the version', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string };

  it('is that of the package', () => expect(landrail(['--version'])).toMatchObject({ status: 0, stdout: `${version}\n` }));

  it.each([[['--version', '--verbose']], [['--verbose', '--version']]])('%j tells all that a verdict depends on', (args) => {
    const { status, stdout } = landrail(args);
    const rows = Object.fromEntries(stdout.trimEnd().split('\n').map((line) => line.split(/ {2,}/)));
    const opa = /open-policy-agent\/opa v(\S+)/.exec(readFileSync(join(root, 'src/rego/compiler/go.mod'), 'utf8'))?.[1];
    expect(status).toBe(0);
    expect(rows).toEqual({
      landrail: version,
      node: `${process.versions.node} (${process.platform} ${process.arch})`,
      engine: `OPA ${opa}, Rego as WebAssembly`,
      guardrails: expect.stringMatching(/^9, sha256:[0-9a-f]{64}$/),
      detections: expect.stringMatching(/^19, sha256:[0-9a-f]{64}$/),
      schemas: 'landrail.yaml version 1, result schemaVersion 1',
    });
  });

  it('of a command is still that of landrail', () => expect(landrail(['check', '--version'])).toMatchObject({ status: 0, stdout: `${version}\n` }));
});
