import { describe, expect, test } from 'vitest';
import { explainText, listText } from '#reports/explain.ts';
import { expectGolden } from './golden.ts';
import { guardrail } from './result.ts';

/** With everything that METADATA can say. */
const regions = guardrail('regions', {
  title: 'Resource stands in a region that is not allowed',
  description: `Data that leaves its region may break the law, a contract or the backup plan.\nReplicas and second locations count as much as the main one.\n\nGlobal services are exempt.`,
  severity: 'high',
  settings: 'required',
  kinds: ['bucket', 'database', 'stream'],
  providers: ['aws', 'gcp'],
  remediation: {
    summary: 'Move the resource to an allowed region, or let the account or project use this one under `scopes`.',
    terraform: 'provider "aws" {\n  region = "eu-west-1"\n}\n',
    cloudformation: 'Deploy the stack with `--region` set to an allowed region.',
    cli: 'aws sqs create-queue --queue-name orders --region eu-west-1',
  },
  examples: {
    bad: 'provider "aws" {\n  region = "us-east-1"\n}\n\nresource "aws_sqs_queue" "orders" {\n  name = "orders"\n}\n',
    good: '\n  # indented as it was written\r\n  region = "eu-west-1"\r\n',
  },
  references: ['https://docs.aws.amazon.com/controltower/latest/userguide/region-deny.html', 'https://cloud.google.com/resource-manager/docs/organization-policy/defining-locations'],
});
const settings = 'aws: { allow: [eu-west-1, eu-central-1] }\nscopes:\n  - scope: "444455556666"\n    aws: { allow: [us-east-1] }';

describe('explain', () => {
  test.each([40, 80])('a complete guardrail, %i columns', (width) => expectGolden(`explain-${width}.txt`, explainText(regions, width, settings)));

  test('a user’s own that says nothing but its name', () => {
    expectGolden('explain-own.txt', explainText(guardrail('main.deny_public', { title: 'main.deny_public', remediation: { summary: '', terraform: null, cloudformation: '', cli: null }, origin: './policies' }), 80));
  });

  test('no settings of its own', () => {
    expect(explainText(guardrail('network-baseline', { settings: 'none' }), 80)).toContain('\n\nIt has no settings but those of every guardrail, in landrail.yaml:\n\n    guardrails:\n      network-baseline:\n        level: mandatory    #');
  });

  test('same bytes twice', () => expect(explainText(structuredClone(regions), 80, settings)).toBe(explainText(regions, 80, settings)));
});

test('list: one line for each, in columns', () => {
  expect(listText([guardrail('gpu-shapes', { title: 'Machine with an accelerator', severity: 'critical' }), regions])).toBe(
    'gpu-shapes  critical  Machine with an accelerator\nregions     high      Resource stands in a region that is not allowed (needs settings)\n',
  );
  expect(listText([])).toBe('');
});
