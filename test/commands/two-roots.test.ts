import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkJson, fill, landrail, scratchFolder } from './landrail.ts';

const cwd = scratchFolder('two-roots');
const caller = 'provider "aws" {\n  region = "eu-west-1"\n}\nmodule "training" {\n  source = "../../modules/training"\n}\nmodule "own" {\n  source = "./own"\n}\n';
const machine = (name: string): string => `resource "aws_instance" "${name}" {\n  instance_type          = "p5.48xlarge"\n  vpc_security_group_ids = ["sg-0123456789abcdef0"]\n}\n`;
const files: Readonly<Record<string, string>> = {
  'landrail.yaml': 'version: 1\nguardrails:\n  business-justification:\n    level: off\n',
  'envs/dev/main.tf': caller,
  'envs/dev/own/main.tf': machine('own'),
  'envs/prod/main.tf': caller,
  'envs/prod/own/main.tf': machine('own'),
  'modules/training/main.tf': machine('gpu'),
};
fill(cwd, files);
const known = (): string => readFileSync(join(cwd, '.landrail/baseline.json'), 'utf8');
const found = (...args: readonly string[]) => checkJson(args, { cwd }).report.findings as unknown as readonly { readonly input: string; readonly verdict: string; readonly fingerprint: string; readonly identity: object; readonly resource: { readonly address: string } }[];
const codes = (...args: readonly string[]): readonly string[] => (checkJson(args, { cwd }).report.notices ?? []).map(({ code }) => code).filter((code) => code.startsWith('baseline'));

test('a fault in a module that two roots call is one of each', () => {
  const all = found('.');
  expect(all.map(({ input, identity }) => [input, identity])).toEqual([
    ['envs/dev', { file: 'envs/dev/own/main.tf', address: 'module.own.aws_instance.own', path: 'instance_type' }],
    ['envs/prod', { file: 'envs/prod/own/main.tf', address: 'module.own.aws_instance.own', path: 'instance_type' }],
    ['envs/dev', { file: 'modules/training/main.tf', address: 'module.training.aws_instance.gpu', path: 'instance_type', root: 'envs/dev' }],
    ['envs/prod', { file: 'modules/training/main.tf', address: 'module.training.aws_instance.gpu', path: 'instance_type', root: 'envs/prod' }],
  ]);
  expect(new Set(all.map(({ fingerprint }) => fingerprint)).size).toBe(4);
  const sarif = JSON.parse(landrail(['check', '.', '--format', 'sarif'], { cwd }).stdout) as { readonly runs: readonly [{ readonly results: readonly { readonly partialFingerprints: object }[] }] };
  expect(new Set(sarif.runs[0].results.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints))).size).toBe(4);
  // Whatever else is judged, and from wherever.
  expect(found('envs/prod').map(({ fingerprint }) => fingerprint)).toEqual(all.flatMap(({ input, fingerprint }) => (input === 'envs/prod' ? [fingerprint] : [])));
});

test('reports of a line for each name the root of what two call', () => {
  const lines = (format: string, of: RegExp): readonly (string | undefined)[] => [...landrail(['check', '.', '--format', format], { cwd }).stdout.matchAll(of)].map(([, one]) => one);
  expect(lines('concise', /^(\S+: high \S+ [^:]+): /gm)).toEqual([
    'envs/dev/own/main.tf:2:28: high gpu-shapes module.own.aws_instance.own', 'envs/prod/own/main.tf:2:28: high gpu-shapes module.own.aws_instance.own',
    'modules/training/main.tf:2:28: high gpu-shapes module.training.aws_instance.gpu (envs/dev)', 'modules/training/main.tf:2:28: high gpu-shapes module.training.aws_instance.gpu (envs/prod)',
  ]);
  expect(lines('markdown', /^\| high \| `gpu-shapes` \| (.+?) \|/gm)).toEqual(['`module.own.aws_instance.own`', '`module.own.aws_instance.own`', '`module.training.aws_instance.gpu` (envs/dev)', '`module.training.aws_instance.gpu` (envs/prod)']);
  expect(lines('gitlab', /"description": ".* \[(.+)\]"/g)).toEqual(['module.own.aws_instance.own', 'module.own.aws_instance.own', 'module.training.aws_instance.gpu (envs/dev)', 'module.training.aws_instance.gpu (envs/prod)']);
  expect(lines('csv', /,([^,\r]*)\r$/gm)).toEqual(['input', 'envs/dev', 'envs/prod', 'envs/dev', 'envs/prod']);
});

test('a baseline tells them apart; one of before covers both', () => {
  expect(landrail(['baseline', 'write', '.'], { cwd }).status).toBe(0);
  expect(known().match(/"root":"envs\/\w+"/g)).toEqual(['"root":"envs/dev"', '"root":"envs/prod"']);
  expect(found('.').map(({ verdict }) => verdict)).toEqual(Array(4).fill('baselined'));

  // Of the other root this run says nothing.
  const written = known();
  expect(codes('envs/dev')).not.toContain('baseline-stale');
  expect(landrail(['baseline', 'prune', 'envs/dev'], { cwd }).status).toBe(0);
  expect(known()).toBe(written);

  // As an older landrail wrote it: both roots are one entry.
  const older = `{"landrail-baseline":1,"entries":[\n${written.split('\n').filter((line) => line.startsWith('{"guardrail"') && !line.includes('"root":"envs/prod"')).map((line) => line.replace(/,$/, '').replace(/,"root":"envs\/dev"/, '').replace(/(modules\/training.*"count":)1/, '$12')).join(',\n')}\n]}\n`;
  writeFileSync(join(cwd, '.landrail/baseline.json'), older);
  expect(found('.').map(({ verdict }) => verdict)).toEqual(Array(4).fill('baselined'));
  expect(codes('.')).toEqual([]);
  expect(landrail(['baseline', 'write', '.'], { cwd }).status).toBe(0);
  expect(known()).toBe(written);

  // What comes up in one root is new there, whatever the other one has.
  writeFileSync(join(cwd, '.landrail/baseline.json'), `${written.split('\n').filter((line) => !line.includes('"root":"envs/prod"')).join('\n').replace(/,\n\]/, '\n]')}`);
  expect(found('.').filter(({ verdict }) => verdict === 'fail').map(({ input, resource }) => [input, resource.address])).toEqual([['envs/prod', 'module.training.aws_instance.gpu']]);
});

test('a plan has the same findings whether or not it is joined to a root', () => {
  const change = { actions: ['create'], before: null, after: { instance_type: 'p5.48xlarge', vpc_security_group_ids: ['sg-0123456789abcdef0'] }, after_unknown: {} };
  writeFileSync(join(cwd, 'plan.json'), JSON.stringify({ format_version: '1.2', terraform_version: '1.11.4', resource_changes: [{ address: 'module.training.aws_instance.gpu', module_address: 'module.training', mode: 'managed', type: 'aws_instance', name: 'gpu', provider_name: 'registry.terraform.io/hashicorp/aws', change }] }));
  const alone = found('plan.json').map(({ fingerprint }) => fingerprint);
  expect(alone).toHaveLength(1);
  expect(found('plan.json', '--source', 'envs/dev').map(({ fingerprint }) => fingerprint)).toEqual(alone);
});

test('what Terraform refuses in a module is told once, however many roots call it', () => {
  const folder = scratchFolder('two-roots-fault');
  const texts: Readonly<Record<string, string>> = {
    'envs/dev/main.tf': 'module "net" {\n  source = "../../modules/net"\n}\n',
    'envs/prod/main.tf': 'module "net" {\n  source = "../../modules/net"\n}\n',
    'modules/net/main.tf': 'resource "aws_instance" "shop" {\n  instance_type = file("size.txt")\n}\n',
  };
  fill(folder, texts);
  const { notices } = checkJson(['.'], { cwd: folder }).report;
  expect((notices ?? []).filter(({ code }) => code === 'terraform-invalid').map(({ where }) => where)).toEqual(['modules/net/main.tf:2:24']);
});
