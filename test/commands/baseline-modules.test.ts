import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkJson, landrail, scratchFolder } from './landrail.ts';

const cwd = scratchFolder('baseline-modules');
mkdirSync(join(cwd, 'modules/app'), { recursive: true });
const root = 'provider "aws" {\n  region = "eu-west-1"\n}\nmodule "app" {\n  source = "./modules/app"\n}\n';
const app = 'resource "aws_instance" "gpu" {\n  ami           = "ami-0123456789abcdef0"\n  instance_type = "p5.48xlarge"\n}\n';
const known = (): string => readFileSync(join(cwd, '.landrail/baseline.json'), 'utf8');

it('a module that is judged alone leaves the entries of its calls as they are', () => {
  writeFileSync(join(cwd, 'main.tf'), root);
  writeFileSync(join(cwd, 'modules/app/main.tf'), app);
  writeFileSync(join(cwd, 'landrail.yaml'), 'version: 1\n');
  expect(landrail(['baseline', 'write', '.'], { cwd }).status).toBe(0);
  const written = known();
  expect(written).toContain('"file":"modules/app/main.tf","address":"module.app.aws_instance.gpu"');

  for (const path of ['modules/app/main.tf', 'modules/app']) {
    const codes = checkJson([path], { cwd }).report.notices?.map(({ code }) => code) ?? [];
    expect(codes).toContain('baseline-not-judged');
    expect(codes).not.toContain('baseline-stale');
    expect(landrail(['baseline', 'prune', path], { cwd })).toMatchObject({ status: 0, stdout: expect.stringContaining(' 0 removed') as string });
    expect(known()).toBe(written);
  }
  expect(landrail(['baseline', 'write', 'modules/app/main.tf'], { cwd })).toMatchObject({ status: 0, stdout: expect.stringContaining(' 0 removed') as string });
  for (const line of written.split('\n').slice(1, -2)) expect(known()).toContain(line.replace(/,$/, ''));
});

it('what its root no longer finds is told and pruned', () => {
  writeFileSync(join(cwd, 'modules/app/main.tf'), app.replace('p5.48xlarge', 't3.micro'));
  expect(landrail(['baseline', 'prune', '.'], { cwd }).status).toBe(0);
  expect(known()).not.toMatch(/gpu-shapes.*module\.app/);
});

describe('what is gone from a repository', () => {
  const machine = (name: string): string => `resource "aws_instance" "${name}" {\n  ami                    = "ami-0123456789abcdef0"\n  instance_type          = "p5.48xlarge"\n  vpc_security_group_ids = ["sg-0123456789abcdef0"]\n}\n`;
  const started: Readonly<Record<string, string>> = {
    'landrail.yaml': 'version: 1\n',
    '.gitignore': 'made/\n',
    'live/main.tf': 'provider "aws" {\n  region = "eu-west-1"\n}\nmodule "app" {\n  source = "../modules/app"\n}\nmodule "batch" {\n  source = "../modules/app"\n}\n',
    'live/gpu.tf': machine('gpu'),
    'live/night.tf': machine('night'),
    'modules/app/main.tf': machine('app'),
    'made/main.tf': machine('made'),
  };

  /** Entries that are stale once the files are changed: of each the address; null removes a file. */
  function stale(name: string, changes: Readonly<Record<string, string | null>>, ...args: readonly string[]): readonly string[] {
    const cwd = scratchFolder(`baseline-gone-${name}`);
    const write = (files: Readonly<Record<string, string | null>>): void => {
      for (const [file, text] of Object.entries(files)) {
        mkdirSync(join(cwd, file, '..'), { recursive: true });
        if (text === null) rmSync(join(cwd, file));
        else writeFileSync(join(cwd, file), text);
      }
    };
    write(started);
    mkdirSync(join(cwd, '.git'));
    expect(landrail(['baseline', 'write', '.', 'made/main.tf'], { cwd }).stdout).toContain(': 5 entries');
    write(changes);
    const { report } = checkJson(args, { cwd });
    return (report.notices ?? []).flatMap(({ code, message }) => (code === 'baseline-stale' ? (/gpu-shapes on (\S+)/.exec(message)?.[1] ?? message) : [])).sort();
  }

  it.each<readonly [string, Readonly<Record<string, string | null>>, readonly string[], readonly string[]]>([
    ['nothing', {}, ['.'], []],
    ['a file', { 'live/gpu.tf': null }, ['.'], ['aws_instance.gpu']],
    ['the last resource of a file', { 'live/night.tf': '# moved\n' }, ['.'], ['aws_instance.night']],
    ['the call of a module', { 'live/main.tf': started['live/main.tf']?.replace(/module "batch"[\s\S]*/, '') ?? '' }, ['.'], ['module.batch.aws_instance.app']],
    ['every call of a module', { 'live/main.tf': '# none\n' }, ['.'], ['module.app.aws_instance.app', 'module.batch.aws_instance.app']],
    ['a module', { 'live/main.tf': '# none\n', 'modules/app/main.tf': null }, ['.'], ['module.app.aws_instance.app', 'module.batch.aws_instance.app']],
    ['a file, in a run of another folder', { 'live/gpu.tf': null }, ['modules'], []],
    ['a file, in a run of a part', { 'live/gpu.tf': null, 'live/main.tf': '# none\n' }, ['live'], []],
    ['a file, in a run that reads templates alone', { 'live/gpu.tf': null, 't.yaml': 'AWSTemplateFormatVersion: 2010-09-09\nResources:\n  Q:\n    Type: AWS::SQS::Queue\n' }, ['.', '--input-type', 'cloudformation'], []],
    ['calls that stand in a file which cannot be read', { 'live/main.tf': 'module "app" {\n' }, ['.'], []],
  ])('%s', (name, changes, args, expected) => {
    expect(stale(name.replaceAll(/\W+/g, '-'), changes, ...args)).toEqual(expected);
  });

  it('is pruned, and what is passed over stays', () => {
    const cwd = scratchFolder('baseline-gone-pruned');
    for (const [file, text] of Object.entries(started)) {
      mkdirSync(join(cwd, file, '..'), { recursive: true });
      writeFileSync(join(cwd, file), text);
    }
    mkdirSync(join(cwd, '.git'));
    landrail(['baseline', 'write', '.', 'made/main.tf'], { cwd });
    rmSync(join(cwd, 'live/gpu.tf'));
    expect(landrail(['baseline', 'prune', '.'], { cwd }).stdout).toBe('.landrail/baseline.json: 4 entries, 0 findings added, 1 removed\n');
    expect(readFileSync(join(cwd, '.landrail/baseline.json'), 'utf8')).toContain('"file":"made/main.tf"');
  });
});
