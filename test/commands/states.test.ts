import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkJson, landrail, scratchFolder } from './landrail.ts';
import { one, state } from '../inputs/terraform/state/states.ts';

const folder = scratchFolder('states');
const bucket = (name: string) => one(`aws_s3_bucket.${name}`, { id: 'shop-receipts', arn: 'arn:aws:s3:::shop-receipts', region: 'eu-west-1', tags: {}, tags_all: {} });
for (const [name, lineage] of [['billing', 'b'], ['shop', 's']] as const) {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, 'terraform.tfstate'), JSON.stringify(state([bucket(name)], { lineage })));
}
writeFileSync(join(folder, 'off.yaml'), 'version: 1\nguardrails:\n  duplicate-management: {level: off}\n');
writeFileSync(join(folder, 'waived.yaml'), 'version: 1\nwaivers:\n  - {guardrail: duplicate-management, resource: aws_s3_bucket.shop, reason: moves next week, owner: shop, expires: 2026-12-01}\n');

describe('an object that two states manage', () => {
  it('is a finding at the later one, with the earlier one named', () => {
    const { status, report } = checkJson(['.'], { cwd: folder });
    expect(status).toBe(1);
    expect(report.findings).toMatchObject([{ guardrail: 'duplicate-management', verdict: 'fail', severity: 'high', message: 'billing/terraform.tfstate manages it as well, as aws_s3_bucket.billing', resource: { address: 'aws_s3_bucket.shop', stage: 'state', action: 'exists', id: 'arn:aws:s3:::shop-receipts', region: 'eu-west-1' }, evidence: { path: 'id', actual: 'arn:aws:s3:::shop-receipts', expected: 'one address in one state' } }]);
    expect(landrail(['check', '.', '--format', 'concise'], { cwd: folder }).stdout.split('\n')[0]).toBe('shop/terraform.tfstate: high duplicate-management aws_s3_bucket.shop: billing/terraform.tfstate manages it as well, as aws_s3_bucket.billing');
  });

  it('is waived and switched off like any other', () => {
    expect(checkJson(['.', '--config', 'waived.yaml'], { cwd: folder })).toMatchObject({ status: 0, report: { findings: [{ verdict: 'waived' }] } });
    expect(checkJson(['.', '--config', 'off.yaml'], { cwd: folder })).toMatchObject({ status: 0, report: { findings: [] } });
  });

  it('is looked for where there are states', () => {
    expect(checkJson(['samples/payroll-api/plan.json']).report.summary['guardrails']).toBe(4);
    expect(checkJson(['samples/payroll-api/terraform.tfstate']).report.summary['guardrails']).toBe(5);
  });
});
