import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
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
