import { expect, test } from 'vitest';
import { known, oneOf, unknown } from '#model/known.ts';
import type { Known } from '#model/known.ts';
import type { Waiver } from '#model/waiver.ts';
import { lines } from '../config/reading.ts';
import { claim, input, judge, options, resource, run, waiver } from './landing-zone.ts';

const trainer = 'module.training.aws_instance.trainer["eu.west"]';

function judged(waivers: readonly Waiver[], now = '2026-11-23T12:00:00Z'): ReturnType<typeof judge> {
  return judge(run([claim('gpu-shapes', trainer), claim('gpu-shapes', 'aws_instance.web[0]')]), options({ waivers, now: new Date(now) }));
}

test('a waiver changes the verdict and says who answers for it', () => {
  const { findings, summary, exitCode, notices } = judged([waiver()]);
  expect(findings.map(({ verdict, original, resource: of, waiver: by }) => ({ verdict, original, address: of?.address, by }))).toEqual([
    { verdict: 'fail', original: 'fail', address: 'aws_instance.web[0]', by: null },
    { verdict: 'waived', original: 'fail', address: trainer, by: { reason: 'H2 fine-tuning run', owner: 'ml-platform', ticket: 'CHG-1042', expires: '2026-12-31', where: 'landrail.yaml:34:5' } },
  ]);
  expect(summary).toMatchObject({ fail: 1, waived: 1, bySeverity: { medium: 1 } });
  expect(exitCode).toBe(1);
  expect(notices).toEqual([]);
});

test.each<readonly [string, string, number]>([
  ['gpu-shapes', '*', 2],
  ['gpu-*', '*', 2],
  ['*', '*', 2],
  ['regions', '*', 0],
  ['gpu-shapes', trainer, 1],
  ['gpu-shapes', 'module.training.aws_instance.trainer', 1],
  ['gpu-shapes', 'module.training.aws_instance.trainer["eu*', 1],
  ['gpu-shapes', 'module.training', 0],
  ['gpu-shapes', 'aws_instance.web', 1],
  ['gpu-shapes', 'aws_instance.web[0]', 1],
  ['gpu-shapes', 'aws_instance.web[1]', 0],
  ['gpu-shapes', 'AWS_instance.web[0]', 0],
  ['gpu-shapes', '*.aws_instance.*', 1],
])('a waiver for %s on %s holds for %d of the two', (id, target, count) => {
  expect(judged([waiver({ guardrail: id, resource: target })]).summary.waived).toBe(count);
});

test('the last day is inclusive, in UTC', () => {
  const at = (now: string): number => judged([waiver({ expires: '2026-11-30' })], now).summary.waived;
  expect(at('2026-11-30T23:59:59.999Z')).toBe(1);
  expect(at('2026-12-01T00:00:00.000Z')).toBe(0);
  expect(at('2026-11-30T23:30:00-02:00')).toBe(0);
  expect(at('2026-12-01T01:30:00+02:00')).toBe(1);
});

test.each<readonly [string, number]>([
  ['i-0c4f1d2e3a5b60718', 1],
  ['i-*', 1],
  ['i-0c4f1d2e', 0],
  ['deploy', 0],
])('a waiver for %s, as a report calls it, holds for %d', (target, count) => {
  const machine = 'arn:aws:ec2:us-east-1:111122223333:instance/i-0c4f1d2e3a5b60718';
  const role = 'arn:aws:iam::111122223333:role/deploy';
  const inputs = [input([resource(machine, { id: machine }), resource(role, { id: role })])];
  expect(judge(run([claim('gpu-shapes', machine), claim('gpu-shapes', role)], { inputs }), options({ waivers: [waiver({ resource: target })] })).summary.waived).toBe(count);
});

test('a waiver by id; Azure does not look at capitals', () => {
  const arn = 'arn:aws:s3:::payroll-exports';
  const arm = '/subscriptions/0000/resourceGroups/rg-Payroll/providers/Microsoft.Compute/virtualMachines/Batch';
  const inputs = [input([resource('aws_s3_bucket.exports', { id: arn }), resource('azurerm_linux_virtual_machine.batch', { id: arm, provider: 'azure' })])];
  const claims = [claim('gpu-shapes', 'aws_s3_bucket.exports'), claim('gpu-shapes', 'azurerm_linux_virtual_machine.batch')];
  const waived = (target: string): readonly string[] =>
    judge(run(claims, { inputs }), options({ waivers: [waiver({ resource: target })] })).findings.filter((one) => one.verdict === 'waived').map((one) => one.resource?.address ?? '');
  expect(waived(arn)).toEqual(['aws_s3_bucket.exports']);
  expect(waived('arn:aws:s3:::payroll-*')).toEqual(['aws_s3_bucket.exports']);
  expect(waived(arn.toUpperCase())).toEqual([]);
  expect(waived(arm.toUpperCase())).toEqual(['azurerm_linux_virtual_machine.batch']);
});

test.each<readonly [Known<string>, string, boolean]>([
  [known('ml-research'), 'tag:team=ml-research', true],
  [known('ml-research'), 'tag:team=ml-*', true],
  [known('ml-research'), 'tag:Team=ml-*', false],
  [known('checkout'), 'tag:team=ml-*', false],
  [known(''), 'tag:team=', true],
  [unknown('known after apply'), 'tag:team=*', false],
  [oneOf(['ml-research', 'ml-serving'], 'conditional'), 'tag:team=ml-*', true],
  [oneOf(['ml-research', 'checkout'], 'conditional'), 'tag:team=ml-*', false],
  [{ status: 'absent' }, 'tag:team=*', false],
])('the tag %j against %s: %s', (value, target, holds) => {
  const tagged = resource('aws_instance.trainer', { tags: { entries: [{ key: 'team', value, origin: 'tags' }], open: null } });
  const result = judge(run([claim('gpu-shapes', 'aws_instance.trainer')], { inputs: [input([tagged])] }), options({ waivers: [waiver({ resource: target })] }));
  expect(result.summary.waived).toBe(holds ? 1 : 0);
});

test('a fault of the document as a whole is waived only by a waiver for everything', () => {
  const waived = (target: string): number => judge(run([claim('main.deny', null)]), options({ waivers: [waiver({ guardrail: 'main.deny', resource: target })] })).summary.waived;
  expect(waived('*')).toBe(1);
  expect(waived('?*')).toBe(0);
  expect(waived('tag:team=*')).toBe(0);
});

test('an address that the input does not have can be waived', () => {
  const result = judge(run([claim('gpu-shapes', 'aws_instance.gone')], { inputs: [input([resource('aws_instance.web')])] }), options({ waivers: [waiver({ resource: 'aws_instance.gone' })] }));
  expect(result.findings[0]).toMatchObject({ verdict: 'waived', resource: null });
});

test('undecided findings are waived too', () => {
  const result = judge(run([claim('gpu-shapes', trainer, { verdict: 'undecided' })]), options({ waivers: [waiver()], undecided: 'fail' }));
  expect(result.findings[0]).toMatchObject({ verdict: 'waived', original: 'undecided' });
  expect([result.verdict, result.exitCode]).toEqual(['pass', 0]);
});

test('what is expired, unused or about to expire is announced', () => {
  const { notices, summary } = judged([
    waiver({ expires: '2026-11-22', where: 'landrail.yaml:1:1' }),
    waiver({ resource: 'module.gone.*', expires: '2026-01-31', where: 'landrail.yaml:2:1', ticket: null }),
    waiver({ guardrail: 'regions', where: 'landrail.yaml:3:1' }),
    waiver({ resource: 'aws_instance.web[0]', expires: '2026-12-07', where: 'landrail.yaml:4:1' }),
  ]);
  expect(summary.waived).toBe(1);
  expect(lines(notices)).toMatchInlineSnapshot(`
    "landrail.yaml:1:1 [waiver-expired] the waiver for gpu-shapes on module.training.* (ml-platform, CHG-1042) expired on 2026-11-22: 1 finding would need it
        fix the findings, or ask its owner to renew it
    landrail.yaml:2:1 [waiver-expired] the waiver for gpu-shapes on module.gone.* (ml-platform) expired on 2026-01-31: nothing that was found would need it
        remove it
    landrail.yaml:3:1 [waiver-unused] the waiver for regions on module.training.* (ml-platform, CHG-1042) matches no finding
        remove it, or check its resource
    landrail.yaml:4:1 [waiver-expires-soon] the waiver for gpu-shapes on aws_instance.web[0] (ml-platform, CHG-1042) expires in 14 days (holds through 2026-12-07, UTC); 1 finding needs it
        fix the findings, or ask its owner to renew it"
  `);
});

test.each([
  ['2026-12-08', null],
  ['2026-12-07', 'expires in 14 days (holds through 2026-12-07, UTC); 1 finding needs it'],
  ['2026-11-24', 'expires in 1 day (holds through 2026-11-24, UTC); 1 finding needs it'],
  ['2026-11-23', 'holds for the last day today (2026-11-23, UTC); 1 finding needs it'],
])('a waiver in use until %s: %s', (expires, told) => {
  const { notices } = judged([waiver({ expires })]);
  expect(notices.map((one) => one.message)).toEqual(told === null ? [] : [`the waiver for gpu-shapes on module.training.* (ml-platform, CHG-1042) ${told}`]);
});

test('of several waivers the one that lasts longest applies, in whatever order they stand', () => {
  const short = waiver({ resource: '*', expires: '2026-12-20', owner: 'platform', where: 'landrail.yaml:10:5' });
  const long = waiver({ expires: '2027-03-31', where: 'landrail.yaml:20:5' });
  const expired = waiver({ expires: '2026-10-01', where: 'landrail.yaml:30:5' });
  const told = [short, long, expired];
  const results = [told, [...told].reverse(), [long, expired, short]].map((waivers) => judged(waivers));
  expect(new Set(results.map((one) => JSON.stringify(one))).size).toBe(1);
  expect(results[0]?.findings.map((one) => one.waiver?.expires)).toEqual(['2026-12-20', '2027-03-31']);
  expect(lines(results[0]?.notices ?? [])).toMatchInlineSnapshot(`
    "landrail.yaml:30:5 [waiver-expired] the waiver for gpu-shapes on module.training.* (ml-platform, CHG-1042) expired on 2026-10-01: nothing that was found would need it
        remove it
    landrail.yaml:20:5 [waiver-ambiguous] 2 waivers match the same finding: landrail.yaml:20:5, landrail.yaml:10:5
        the one at landrail.yaml:20:5 applies: it lasts longest, through 2027-03-31; keep one"
  `);
});

test('two waivers of the same length: the first by guardrail, resource and owner applies', () => {
  const { notices, findings } = judged([waiver({ owner: 'b-team', where: 'landrail.yaml:10:5' }), waiver({ owner: 'a-team', where: 'landrail.yaml:20:5' })]);
  expect(findings.find((one) => one.verdict === 'waived')?.waiver?.owner).toBe('a-team');
  expect(lines(notices)).toMatchInlineSnapshot(`
    "landrail.yaml:20:5 [waiver-ambiguous] 2 waivers match the same finding: landrail.yaml:20:5, landrail.yaml:10:5
        the one at landrail.yaml:20:5 applies: it lasts as long as the other and sorts first by guardrail, resource, owner, reason; keep one"
  `);
});

test('a run that has not seen everything calls no waiver unused', () => {
  const waivers = [waiver({ guardrail: 'regions' })];
  const missing = { code: 'input-missing', message: 'plan.json does not exist', where: 'plan.json', hint: null };
  expect(judge({ ...run([]), errors: [missing] }, options({ waivers })).notices).toEqual([]);
  expect(judge({ ...run([]), inputs: [], recognised: 0 }, options({ waivers })).notices).toEqual([]);
});
