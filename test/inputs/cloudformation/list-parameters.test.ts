import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { check } from '../../../src/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'landrail-lists-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function verdicts(type: string, given: readonly string[]): Promise<readonly string[]> {
  writeFileSync(join(folder, 'stack.yaml'), `Parameters:\n  Groups: {Type: ${type}}\nResources:\n  Web:\n    Type: AWS::EC2::Instance\n    Properties: {SecurityGroupIds: !Ref Groups}\n`);
  const { findings } = await check(['stack.yaml'], { cwd: folder, config: false, parameters: given, now: new Date('2026-11-23T00:00:00Z') });
  return findings.filter(({ guardrail }) => guardrail === 'network-baseline').map(({ verdict, message, evidence }) => `${verdict}: ${message}${evidence.needs === null ? '' : ` (${evidence.needs})`}`);
}

const unknown = 'undecided: whether the instance has a security group of its own is not known (parameter Groups has no value; --parameters decides it)';
const none = 'fail: instance has no security group of its own and gets the default one of its network';

describe('security groups of a list parameter', () => {
  it.each<readonly [string, readonly string[], readonly string[]]>([
    // Words may be none.
    ['CommaDelimitedList', [], [unknown]],
    ['CommaDelimitedList', ['Groups='], [none]],
    ['CommaDelimitedList', ['Groups=sg-1,sg-2'], []],
    // Of what exists CloudFormation takes one or more.
    ['List<AWS::EC2::SecurityGroup::Id>', [], []],
    ['List<AWS::EC2::SecurityGroup::Id>', ['Groups=sg-1'], []],
  ])('%s %j', async (type, given, expected) => {
    expect(await verdicts(type, given)).toEqual(expected);
  });
});
