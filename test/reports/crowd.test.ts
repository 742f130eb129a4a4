import { describe, expect, test } from 'vitest';
import type { Finding } from '#model/finding.ts';
import { renderConcise } from '#reports/concise.ts';
import { firstGroups, grouped } from '#reports/groups.ts';
import { jsonOf } from './json-text.ts';
import { renderTerminal } from '#reports/terminal.ts';
import { finding, result } from './result.ts';

const plain = { color: false, width: 100, verbose: false };

/** A fleet of checkout workers that nobody tagged. */
function alike(count: number): readonly Finding[] {
  return Array.from({ length: count }, (_, at) => finding('required-tags', `aws_instance.worker[${at}]`, { message: 'tag "owner" is missing', evidence: { path: 'tags.owner' } }));
}

/** Machines that all say something of their own. */
function unlike(count: number, id = 'instance-types'): readonly Finding[] {
  return Array.from({ length: count }, (_, at) => finding(id, `aws_instance.worker[${at}]`, { message: `instance type "m5.${at}xlarge" is not allowed`, evidence: { path: 'instance_type', actual: `m5.${at}xlarge`, expected: ['t3.*'] } }));
}

describe('groups', () => {
  test('join what differs in address, place, reference and index alone', () => {
    const [first, ...others] = grouped([
      finding('regions', 'aws_dynamodb_table.carts', { evidence: { path: 'replica[0].region_name', actual: 'us-east-1', refs: ['var.replica'] } }),
      finding('regions', 'aws_dynamodb_table.orders', { evidence: { path: 'replica[1].region_name', actual: 'us-east-1' }, location: { file: 'orders.tf', line: 3, column: 1 } }),
    ]);
    expect(first?.all.map((one) => one.resource?.address)).toEqual(['aws_dynamodb_table.carts', 'aws_dynamodb_table.orders']);
    expect(others).toEqual([]);
  });

  test.each<[string, Parameters<typeof finding>[2]]>([
    ['value', { evidence: { path: 'tags.owner', actual: 'checkout' } }],
    ['limit', { evidence: { path: 'tags.owner', expected: ['checkout'] } }],
    ['argument', { evidence: { path: 'tags.team' } }],
    ['message', { message: 'tag "owner" is empty', evidence: { path: 'tags.owner' } }],
    ['severity', { severity: 'high', evidence: { path: 'tags.owner' } }],
    ['input', { input: 'payments/plan.json', evidence: { path: 'tags.owner' } }],
    ['fix', { remediation: 'ask checkout', evidence: { path: 'tags.owner' } }],
    ['weight', { advisory: true, evidence: { path: 'tags.owner' } }],
  ])('keep apart what differs in its %s', (_, more) => {
    expect(grouped([finding('required-tags', 'aws_instance.web', { evidence: { path: 'tags.owner' } }), finding('required-tags', 'aws_instance.web', more)])).toHaveLength(2);
  });

  test('a cut leaves the first groups of every guardrail and counts the rest', () => {
    const findings = [...unlike(5), ...alike(20), ...unlike(3, 'gpu-shapes')];
    const { shown, rest } = firstGroups(findings, 'fail', 2);
    expect(shown.map(({ first, all }) => [first.guardrail, all.length])).toEqual([['instance-types', 1], ['instance-types', 1], ['required-tags', 20], ['gpu-shapes', 1], ['gpu-shapes', 1]]);
    expect([...rest]).toEqual([['instance-types', 3], ['gpu-shapes', 1]]);
  });
});

describe('15,000 findings', () => {
  const many = result([...alike(9000), ...unlike(6000)]);

  test('are a page to read, and every one is counted', () => {
    const lines = renderTerminal(many, plain).trimEnd().split('\n');
    expect(lines.length).toBeLessThan(100);
    expect(lines).toContain('  and 8997 more like this; --verbose lists them');
    expect(lines).toContain('and 5990 more of instance-types with another message or value; --verbose lists them, --format');
    expect(lines.at(-1)).toBe('15000 findings (15000 medium). 84 resources, 4 guardrails.');
  });

  test('are all there when asked for', () => {
    expect(renderTerminal(many, { ...plain, verbose: true }).match(/aws_instance\.worker\[\d+\]/g)).toHaveLength(15_000);
    expect(renderConcise(many, { verbose: false }).split('\n')).toHaveLength(15_002);
  });

  test('cost time that grows with their number', () => {
    const seconds = (count: number, render: (findings: readonly Finding[]) => unknown): number => {
      const findings = [...alike(count / 2), ...unlike(count / 2)];
      const started = performance.now();
      render(findings);
      return (performance.now() - started) / 1000;
    };
    for (const render of [
      (findings: readonly Finding[]) => renderTerminal(result(findings), plain),
      (findings: readonly Finding[]) => renderTerminal(result(findings), { ...plain, color: true, verbose: true }),
      (findings: readonly Finding[]) => renderConcise(result(findings), { verbose: false }),
      (findings: readonly Finding[]) => jsonOf(result(findings)),
    ]) {
      seconds(2000, render);
      const small = Math.min(seconds(5000, render), seconds(5000, render), seconds(5000, render));
      // Quadratic would be 64 times as long. Two tries, since a machine may do something else during one.
      expect(Math.min(seconds(40_000, render), seconds(40_000, render))).toBeLessThan(24 * small + 0.5);
    }
  });
});
