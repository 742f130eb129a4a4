import { expect, test } from 'vitest';
import { enabledGuardrails } from '#judge/enabled.ts';
import type { JudgeOptions } from '#judge/run.ts';
import type { Claim } from '#model/finding.ts';
import { ranGuardrail } from '#model/guardrail.ts';
import { isObject, type JsonValue } from '#model/json.ts';
import type { Result } from '#model/result.ts';
import { severities, type Severity } from '#model/severity.ts';
import { unknown } from '#model/known.ts';
import { claim, guardrail, input, judge, options, resource, run } from './landing-zone.ts';

test('a finding holds all that reports need', () => {
  const trainer = resource('module.gpu.aws_instance.trainer[0]', { source: { file: 'gpu.tf', line: 12, column: 3 }, id: 'i-0abc' });
  const result = judge(
    run([claim('gpu-shapes', trainer.address, { message: 'p5.48xlarge has 8 accelerators', evidence: { refs: ['var.shape'] } })], { inputs: [input([trainer], { notes: ['3 deletes not judged'] })], notRun: [{ id: 'scopes', because: 'not configured' }, { id: 'regions', because: 'not configured' }] }),
    options(),
  );
  expect(result).toEqual({
    tool: { name: 'landrail', version: '0.0.0' },
    command: 'check',
    verdict: 'fail',
    exitCode: 1,
    summary: { resources: 1, guardrails: 1, fail: 1, undecided: 0, waived: 0, baselined: 0, bySeverity: { critical: 0, high: 0, medium: 1, low: 0, info: 0 } },
    inputs: [{ path: 'plan.json', format: 'terraform-plan', resources: 1, notes: ['3 deletes not judged'] }],
    skipped: [],
    findings: [
      {
        guardrail: 'gpu-shapes',
        title: 'About gpu-shapes',
        verdict: 'fail',
        original: 'fail',
        severity: 'medium',
        advisory: false,
        message: 'p5.48xlarge has 8 accelerators',
        input: 'plan.json',
        resource: { address: 'module.gpu.aws_instance.trainer[0]', type: 'aws_instance', provider: 'aws', kind: 'instance', stage: 'plan', action: 'create', id: 'i-0abc', region: 'eu-west-1' },
        evidence: { path: 'instance_type', actual: 'p5.48xlarge', expected: 'g5.xlarge', refs: ['var.shape'], needs: null },
        location: { file: 'gpu.tf', line: 12, column: 3 },
        snippet: null,
        related: [],
        remediation: 'Mend gpu-shapes',
        references: ['https://example.com/gpu-shapes'],
        fingerprint: 'de64df665f5ac35ae6c57194c1d947fa',
        identity: { file: 'gpu.tf', address: 'module.gpu.aws_instance.trainer', path: 'instance_type' },
        waiver: null,
        event: null,
      },
    ],
    guardrails: [ranGuardrail(guardrail('gpu-shapes'))],
    notRun: [{ id: 'regions', because: 'not configured' }, { id: 'scopes', because: 'not configured' }],
    notices: [],
    errors: [],
  } satisfies Result);
});

const settings = (id: string, values: Record<string, JsonValue>): JudgeOptions['settings'] => ({ guardrails: { [id]: values } });

test.each<readonly [Severity | null, Severity | null, Severity, Severity]>([
  ['low', 'critical', 'high', 'low'],
  ['critical', null, 'high', 'critical'],
  [null, 'critical', 'low', 'critical'],
  [null, 'info', 'critical', 'info'],
  [null, null, 'high', 'high'],
])('severity: claim %s, config %s, METADATA %s: %s', (ofClaim, ofConfig, ofGuardrail, expected) => {
  const result = judge(
    run([claim('regions', 'aws_instance.web', { severity: ofClaim })], { guardrails: [guardrail('regions', { severity: ofGuardrail })] }),
    options({ settings: settings('regions', ofConfig === null ? {} : { severity: ofConfig }) }),
  );
  expect(result.findings[0]?.severity).toBe(expected);
});

test('fail-on: a finding fails the run from its severity upward', () => {
  const table = severities.map((severity) =>
    severities.map((failOn) => {
      const { verdict, exitCode } = judge(run([claim('regions', 'aws_instance.web', { severity })]), options({ failOn }));
      return `${verdict} ${exitCode}`;
    }));
  const [F, P] = ['fail 1', 'pass 0'];
  expect(table).toEqual([
    // fail-on: info, low, medium, high, critical
    [F, P, P, P, P],
    [F, F, P, P, P],
    [F, F, F, P, P],
    [F, F, F, F, P],
    [F, F, F, F, F],
  ]);
});

type Case = readonly [name: string, claims: readonly Claim[], more: Partial<JudgeOptions>, verdict: Result['verdict'], exitCode: Result['exitCode']];
const web = 'aws_instance.web';
const open: Partial<Claim> = { verdict: 'undecided' };

test.each<Case>([
  ['nothing found', [], {}, 'pass', 0],
  ['undecided, warn', [claim('regions', web, open)], {}, 'undecided', 0],
  ['undecided, fail', [claim('regions', web, open)], { undecided: 'fail' }, 'undecided', 1],
  ['undecided, ignore', [claim('regions', web, open)], { undecided: 'ignore' }, 'pass', 0],
  ['undecided below the threshold, fail', [claim('regions', web, { ...open, severity: 'low' })], { undecided: 'fail' }, 'undecided', 0],
  ['undecided at the threshold, fail', [claim('regions', web, { ...open, severity: 'low' })], { undecided: 'fail', failOn: 'low' }, 'undecided', 1],
  ['undecided and failing', [claim('regions', web, open), claim('scopes', web)], {}, 'fail', 1],
  ['undecided and failing below the threshold', [claim('regions', web, open), claim('scopes', web, { severity: 'low' })], {}, 'undecided', 0],
  ['failing, exit zero', [claim('regions', web)], { exitZero: true }, 'fail', 0],
  ['undecided that fails, exit zero', [claim('regions', web, open)], { undecided: 'fail', exitZero: true }, 'undecided', 0],
  ['advisory failing', [claim('regions', web)], { settings: settings('regions', { level: 'advisory' }) }, 'pass', 0],
  ['advisory undecided', [claim('regions', web, open)], { undecided: 'fail', settings: settings('regions', { level: 'advisory' }) }, 'pass', 0],
])('%s', (_, claims, more, verdict, exitCode) => {
  const result = judge(run(claims), options(more));
  expect([result.verdict, result.exitCode]).toEqual([verdict, exitCode]);
  expect(result.summary.fail + result.summary.undecided).toBe(claims.length);
});

test('what went wrong comes before what is missing, and that before what was found', () => {
  const broken = [{ code: 'policy-aborted', message: 'policy regions aborted', where: null, hint: null }];
  const outcome = (more: Parameters<typeof run>[1], claims: readonly Claim[] = [claim('regions', web)], judging: Partial<JudgeOptions> = {}): readonly unknown[] => {
    const result = judge(run(claims, more), options(judging));
    return [result.verdict, result.exitCode, result.findings.length];
  };
  expect(outcome({ errors: broken })).toEqual(['error', 2, 1]);
  expect(outcome({ errors: broken }, undefined, { exitZero: true })).toEqual(['error', 2, 1]);
  expect(outcome({ errors: broken, inputs: [] }, [])).toEqual(['error', 2, 0]);
  expect(outcome({ inputs: [] }, [])).toEqual(['empty', 3, 0]);
  expect(outcome({ inputs: [input([])] }, [], { exitZero: true })).toEqual(['empty', 3, 0]);
  expect(outcome({ guardrails: [] }, [])).toEqual(['empty', 3, 0]);
  expect(outcome({ inputs: [input([])], recognised: 12 }, [])).toEqual(['pass', 0, 0]);
  expect(outcome({ recognised: 0 }, [])).toEqual(['empty', 3, 0]);
});

test('a document without resources is evaluated by document policies alone', () => {
  const inputs = [input([], { document: { kind: 'Deployment' } })];
  expect(judge(run([], { inputs, guardrails: [guardrail('main.deny', { reads: 'document' })] }), options()).verdict).toBe('pass');
  expect(judge(run([], { inputs, guardrails: [guardrail('regions')] }), options()).verdict).toBe('empty');
});

test('the same claim twice is one finding; any difference makes two', () => {
  const base = claim('regions', web);
  const same = { ...base, evidence: { ...base.evidence, actual: { b: 1, a: [2] }, expected: ['x'] } };
  const reordered = { ...base, evidence: { ...base.evidence, actual: { a: [2], b: 1 }, expected: ['x'] } };
  expect(judge(run([same, reordered, { ...same }]), options()).findings).toHaveLength(1);
  const others: readonly Claim[] = [
    base, { ...base, verdict: 'undecided' }, { ...base, message: 'other' }, { ...base, severity: 'low' }, { ...base, remediation: 'other' }, { ...base, location: { file: 'a.tf', line: 1, column: 1 } },
    { ...base, evidence: { ...base.evidence, path: 'zone' } }, { ...base, evidence: { ...base.evidence, expected: null } }, { ...base, evidence: { ...base.evidence, refs: ['var.a'] } }, { ...base, evidence: { ...base.evidence, needs: 'a value' } },
  ];
  expect(judge(run(others), options()).findings).toHaveLength(others.length);
});

test('an address that the input does not have stays, without a resource, and is named', () => {
  const result = judge(run([claim('regions', 'aws_instance.typo')], { inputs: [input([resource(web)])] }), options());
  expect(result.findings).toHaveLength(1);
  expect(result.findings[0]).toMatchObject({ resource: null, location: null, evidence: { refs: ['aws_instance.typo'] } });
  expect(result.exitCode).toBe(1);
});

test('a resource is looked up in the input of its claim', () => {
  const inputs = [input([resource(web)]), input([resource(web, { action: 'update' })], { path: 'other.json' })];
  const result = judge(run([claim('regions', web), claim('regions', web, { input: 'other.json' }), claim('regions', web, { input: 'third.json' })], { inputs }), options());
  expect(result.findings.map((one) => [one.input, one.resource?.action ?? null])).toEqual([['other.json', 'update'], ['plan.json', 'create'], ['third.json', null]]);
});

test('a claim of a guardrail that did not run is a bug of ours', () => {
  expect(() => judge(run([claim('regions', web)], { guardrails: [guardrail('scopes')] }), options())).toThrow(new Error('a claim names the guardrail regions, which did not run'));
});

test('findings stand in the order of the contract, whatever the order of the claims', () => {
  const place = (file: string, line: number, column = 1): Partial<Claim> => ({ location: { file, line, column } });
  const expected: readonly Claim[] = [
    claim('a', web, { severity: 'critical', ...place('z.tf', 9) }),
    claim('a', web, { severity: 'high', ...place('a.tf', 2) }),
    claim('a', web, { severity: 'high', ...place('a.tf', 10) }),
    claim('a', web, { severity: 'high', ...place('b.tf', 1) }),
    claim('a', null, { severity: 'high', message: 'the plan as a whole' }),
    claim('a', 'Z_first.by_code_point', { severity: 'high' }),
    claim('a', web, { severity: 'high', evidence: { path: 'a' }, message: 'one' }),
    claim('a', web, { severity: 'high', evidence: { path: 'a' }, message: 'two' }),
    claim('a', web, { severity: 'high', evidence: { path: 'b' } }),
    claim('b', web, { severity: 'high', evidence: { path: 'a' } }),
    claim('b', web, { severity: 'high', evidence: { path: 'a', actual: 'z' } }),
    claim('b', `${web}[1]`, { severity: 'high' }),
    claim('a', web, { severity: 'low', ...place('a.tf', 1) }),
  ];
  const told = (claims: readonly Claim[]): string => JSON.stringify(judge(run(claims, { guardrails: [guardrail('a'), guardrail('b')] }), options()).findings.map((one) => [one.guardrail, one.severity, one.location, one.resource?.address, one.evidence.path, one.message, one.evidence.actual]), null, 1);
  const inOrder = told(expected);
  expect(JSON.parse(inOrder)).toEqual(expected.map((one) => [one.guardrail, one.severity, one.location, one.address, one.evidence.path, one.message, one.evidence.actual].map((part) => part ?? null)));
  expect(told([...expected].reverse())).toBe(inOrder);
  expect(told([...expected.slice(7), ...expected.slice(0, 7)])).toBe(inOrder);
});

test('sensitive values are taken out of everything that a policy says', () => {
  const secret = 'hunter2-hunter2';
  const database = resource('aws_db_instance.payroll', { sensitive: [secret], region: unknown('known after apply') });
  const other = resource('aws_instance.web', { sensitive: ['token-token'] });
  const result = judge(
    run(
      [
        claim('regions', database.address, {
          message: `password ${secret} next to token-token`,
          remediation: `rotate ${secret}`,
          evidence: { actual: { password: secret, port: 5432 }, expected: [secret], refs: [`from ${secret}`], needs: `not ${secret}` },
        }),
      ],
      { inputs: [input([database, other], { sensitive: ['5432'] })] },
    ),
    options(),
  );
  expect(JSON.stringify(result)).not.toMatch(/hunter2|token-token|5432/);
  expect(result.findings[0]).toMatchObject({
    message: 'password (sensitive value) next to (sensitive value)',
    remediation: 'rotate (sensitive value)',
    evidence: { actual: { password: '(sensitive value)', port: '(sensitive value)' }, expected: ['(sensitive value)'], refs: ['from (sensitive value)'], needs: 'not (sensitive value)' },
    resource: { region: null },
  });
});

test('hostile values are inert', () => {
  const deep = JSON.parse(`${'['.repeat(5000)}1${']'.repeat(5000)}`) as JsonValue;
  const proto = JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}') as JsonValue;
  const addresses = ['__proto__', 'constructor', '\u001b[31mred', '::error::x', '\ud800'];
  const claims = [claim('toString', '__proto__', { evidence: { actual: deep, expected: proto } }), ...addresses.slice(1).map((address) => claim('toString', address))];
  const result = judge(run(claims, { inputs: [input(addresses.map((address) => resource(address)))] }), options({ settings: { guardrails: {} } }));
  expect(result.findings).toHaveLength(5);
  const first = result.findings.find((one) => one.resource?.address === '__proto__');
  let depth = 0;
  for (let value: JsonValue | undefined = first?.evidence.actual; Array.isArray(value); value = (value as readonly JsonValue[])[0]) depth += 1;
  expect(depth).toBe(100);
  expect(isObject(first?.evidence.expected) && Object.keys(first.evidence.expected)).toEqual(['__proto__', 'constructor']);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test('the cost grows with the number of claims', () => {
  const many = (count: number): number => {
    const addresses = Array.from({ length: count }, (_, i) => `module.m[${i % 10}].aws_instance.web["${i}"]`);
    const claims = addresses.map((address) => claim('regions', address));
    const made = run(claims);
    const started = performance.now();
    expect(judge(made, options()).findings).toHaveLength(count);
    return performance.now() - started;
  };
  many(500);
  const small = many(2000);
  expect(many(20_000)).toBeLessThan(small * 25 + 200);
});

test('which guardrails run', () => {
  const all = [guardrail('regions', { settings: 'required' }), guardrail('gpu-shapes'), guardrail('scopes', { settings: 'required' }), guardrail('team-rules', { settings: 'none', origin: './policies' }), guardrail('constructor', { settings: 'required' })];
  const { run: running, notRun } = enabledGuardrails(all, { guardrails: { scopes: { level: 'advisory' }, 'team-rules': { level: 'off' } } });
  expect(running.map((one) => one.id)).toEqual(['gpu-shapes', 'scopes']);
  expect(notRun).toEqual([{ id: 'constructor', because: 'not configured' }, { id: 'regions', because: 'not configured' }, { id: 'team-rules', because: 'switched off' }]);
});

test('a resource that may not be made fails nothing: its faults wait for the condition', () => {
  const condition = unknown('parameter Env has no value', ['parameter Env', 'condition IsProd']);
  const trainer = resource('Trainer', { conditional: condition });
  const claims = [
    claim('gpu-shapes', 'Trainer', { message: 'p5.48xlarge has 8 accelerators' }),
    claim('required-tags', 'Trainer', { verdict: 'undecided', message: 'whether tag "owner" is set cannot be told', evidence: { needs: 'the value of Owner', refs: ['parameter Env'] } }),
    claim('regions', 'Bucket', { message: 'region is "us-east-1"' }),
  ];
  const result = judge(run(claims, { inputs: [input([trainer, resource('Bucket')])] }), options());
  expect(result.findings.map(({ guardrail: id, verdict, original, message, evidence }) => [id, verdict, original, message, evidence.needs, evidence.refs])).toEqual([
    ['regions', 'fail', 'fail', 'region is "us-east-1"', null, []],
    ['gpu-shapes', 'undecided', 'undecided', 'p5.48xlarge has 8 accelerators, should it be made', 'parameter Env has no value', ['parameter Env', 'condition IsProd']],
    ['required-tags', 'undecided', 'undecided', 'whether tag "owner" is set cannot be told', 'the value of Owner; parameter Env has no value', ['parameter Env', 'condition IsProd']],
  ]);
});
