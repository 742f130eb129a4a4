import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkJson, landrail, scratchFolder, type JsonReport } from './landrail.ts';

const scratch = scratchFolder('pasted');
const template = (value: string): string => JSON.stringify({ Parameters: { Stage: { Type: 'String', Default: 'dev' } }, Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, value] } }, Resources: { Queue: { Type: 'AWS::SQS::Queue', Condition: 'IsProd' }, Topic: { Type: 'AWS::SNS::Topic' } } });

/** Words as a shell reads them. */
function wordsOf(command: string): readonly string[] {
  const { stdout, status } = spawnSync('bash', ['-c', `printf '%s\\0' ${command}`], { encoding: 'utf8', cwd: scratch, env: { LC_ALL: 'C.UTF-8' } });
  expect(status).toBe(0);
  return stdout.split('\0').slice(0, -1);
}

const hostile = ["our plan's", '$(touch taken)', '`touch taken`', 'a;touch taken', 'a\ttouch taken', '"quoted"', '-o', 'naïve plan', '*'];

const bash = existsSync('/bin/bash');
if (!bash) console.log('skipped: commands of hints, pasted: there is no /bin/bash');

describe.runIf(bash)('a command of a hint is pasted as it is', () => {
  it.each(hostile)('with a value that is %j', (value) => {
    const file = join(mkdtempSync(join(scratch, 'cfn-')), 'template.json');
    writeFileSync(file, template(value));
    const { report } = checkJson([file, '--no-config']);
    const needs = report.inputs[0]?.leftOut?.[0]?.needs ?? '';
    expect(wordsOf(needs)).toEqual(['--parameters', `Stage=${value}`]);
    expect(report.inputs[0]?.notes.join()).toContain(`${needs} judges it`);
  });

  it.each(hostile)('with a file that is called %j', (name) => {
    const cwd = mkdtempSync(join(scratch, 'name-'));
    writeFileSync(join(cwd, `${name}.tfvars`), 'a = 1\n');
    const report = JSON.parse(landrail(['check', '--no-config', '--format', 'json', '--', `${name}.tfvars`], { cwd }).stdout) as JsonReport;
    const command = /this file with (.*)$/.exec(report.errors[0]?.hint ?? '')?.[1] ?? '';
    expect(wordsOf(command)).toEqual(['--var-file', `${name.startsWith('-') ? './' : ''}${name}.tfvars`]);
  });

  it('with a provider of an instance of a module', () => {
    const cwd = mkdtempSync(join(scratch, 'module-'));
    for (const [file, text] of Object.entries({
      'main.tf': 'provider "aws" {\n  region = "eu-west-1"\n}\nmodule "edge" {\n  source = "./edge"\n}\n',
      'edge/main.tf': 'provider "aws" {\n  alias = "far"\n}\nresource "aws_sqs_queue" "q" {\n  provider = aws.far\n}\n',
      'landrail.yaml': 'version: 1\nguardrails:\n  regions:\n    aws: { allow: [eu-west-1] }\n',
    })) {
      mkdirSync(dirname(join(cwd, file)), { recursive: true });
      writeFileSync(join(cwd, file), text);
    }
    const { report } = checkJson(['.'], { cwd });
    const command = /(--provider-region .*) decides it/.exec(JSON.stringify(report.findings.map(({ evidence }) => evidence)))?.[1] ?? '';
    expect(wordsOf(command)).toEqual(['--provider-region', 'module.edge.aws.far=REGION']);
  });

  it('with what is wrong with a call that has spaces', () => {
    const { stdout } = landrail(['check', 'Size=t3.small $(touch taken)', '--no-config'], { cwd: scratch });
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain("--parameters 'Size=t3.small $(touch taken)', or --var 'Size=t3.small $(touch taken)'");
    expect(existsSync(join(scratch, 'taken'))).toBe(false);
  });
});
