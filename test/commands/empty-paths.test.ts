import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { landrail, scratchFolder } from './landrail.ts';

const scratch = scratchFolder('empty-paths');
writeFileSync(join(scratch, 'main.tf'), 'resource "aws_sqs_queue" "payslips" {\n  name = "payslips"\n}\n');

describe('an empty path is not the working directory', () => {
  const argument = 'as an argument';
  it.each<[args: readonly string[], where: string]>([
    [['check', ''], argument],
    [['check', 'main.tf', ''], argument],
    [['check', '.', '--config', ''], 'to --config'],
    [['check', '.', '--config='], 'to --config'],
    [['check', '.', '--baseline', ''], 'to --baseline'],
    [['check', '.', '-p', ''], 'to --policy'],
    [['check', '.', '--data', ''], 'to --data'],
    [['check', '.', '--source', ''], 'to --source'],
    [['check', '.', '--plan-json', ''], 'to --plan-json'],
    [['check', '.', '--since', ''], 'to --since'],
    [['check', '.', '--var-file', ''], 'to --var-file'],
    [['check', '.', '--parameters', ''], 'to --parameters'],
    [['drift', '--iac', '', '--inventory', ''], 'to --iac'],
    [['drift', '--iac', '.', '--inventory', ''], 'to --inventory'],
    [['drift', '--audit', ''], 'to --audit'],
    [['drift', '--audit', '.', '--history', ''], 'to --history'],
    [['report', ''], argument],
    [['init', '', '--dry-run'], argument],
    [['baseline', 'write', ''], argument],
    [['explain', 'gpu-shapes', '', '--for', 'aws_instance.a'], argument],
    [['history', 'import', ''], argument],
    [['history', 'export', ''], argument],
    [['policy', 'test', ''], argument],
    [['policy', 'fmt', ''], argument],
    [['inventory', 'aws', '-o', ''], 'to --output'],
  ])('%j', (args, where) => {
    expect(landrail(args, { cwd: scratch })).toMatchObject({
      status: 2,
      stdout: '',
      stderr: `error  an empty path is given ${where}: the variable that it came from may be unset\n  next     name a file or a folder; . is the working directory\n`,
    });
  });

  it('of several values each is taken as before', () => {
    const { stdout } = landrail(['check', 'main.tf', '--var-file', 'gone.tfvars', '--parameters', 'gone.json', '--var', 'a=1'], { cwd: scratch });
    expect(stdout).toContain('--var-file names gone.tfvars, which does not exist');
    expect(stdout).toContain('--parameters names gone.json, which does not exist');
  });
});
