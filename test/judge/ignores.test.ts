import { expect, test } from 'vitest';
import type { JudgeOptions } from '#judge/run.ts';
import type { Located, RelatedPlace } from '#model/finding.ts';
import type { Result } from '#model/result.ts';
import type { InlineIgnore, WrittenIgnore } from '#model/waiver.ts';
import { claim, guardrail, input, judge, options, resource, run, waiver } from './landing-zone.ts';

const address = 'module.training.aws_instance.trainer';

function ignore(more: Partial<InlineIgnore> = {}): InlineIgnore {
  return { guardrails: ['gpu-shapes'], until: '2026-12-31', reason: 'fine-tuning', owner: null, ticket: null, place: { file: 'gpu.tf', line: 11, column: 3 }, covers: { file: 'gpu.tf', line: 12, endLine: 20 }, ...more };
}

function judged(ignores: readonly WrittenIgnore[], more: Partial<JudgeOptions> = {}, at: Partial<Located> = {}): Result {
  const located = { place: { file: 'gpu.tf', line: 14, column: 21 }, related: [], ...at };
  const inputs = [input([resource(address, { source: { file: 'gpu.tf', line: 12, column: 1 } })], { path: 'training', ignores })];
  return judge(run([claim('gpu-shapes', address, { input: 'training', located })], { inputs, guardrails: [guardrail('gpu-shapes'), guardrail('regions')], notRun: [{ id: 'scopes', because: 'not configured' }] }), options(more));
}

const notices = ({ notices: all }: Result): readonly string[] => all.map(({ code, message, where }) => `${where} ${code}: ${message}`);

test('an ignore around the place of a finding waives it, and says why and where', () => {
  const result = judged([ignore()]);
  expect(result.findings).toMatchObject([{ verdict: 'waived', original: 'fail', waiver: { reason: 'fine-tuning', owner: null, ticket: null, expires: '2026-12-31', where: 'gpu.tf:11:3' } }]);
  expect([result.verdict, result.exitCode, result.summary.waived, result.notices]).toEqual(['pass', 0, 1, []]);
});

test('the place of a finding is the argument; its identity stays that of the block', () => {
  const [finding] = judged([]).findings;
  expect(finding?.location).toEqual({ file: 'gpu.tf', line: 14, column: 21 });
  const [moved] = judged([], {}, { place: { file: 'gpu.tf', line: 99, column: 1 } }).findings;
  const [elsewhere] = judged([], {}, { place: { file: 'variables.tf', line: 2, column: 1 } }).findings;
  expect([moved?.fingerprint, elsewhere?.fingerprint]).toEqual([finding?.fingerprint, finding?.fingerprint]);
});

const related = (role: string): readonly RelatedPlace[] => [{ file: 'main.tf', line: 3, column: 1, role, name: 'module.training' }];

test.each<readonly [string, Partial<InlineIgnore>, Partial<Located>, number]>([
  ['the first line', { covers: { file: 'gpu.tf', line: 14, endLine: 14 } }, {}, 1],
  ['the line above', { covers: { file: 'gpu.tf', line: 12, endLine: 13 } }, {}, 0],
  ['the line below', { covers: { file: 'gpu.tf', line: 15, endLine: 99 } }, {}, 0],
  ['another file', { covers: { file: 'cpu.tf', line: 1, endLine: 99 } }, {}, 0],
  ['another guardrail', { guardrails: ['regions'] }, {}, 0],
  ['one of two guardrails', { guardrails: ['regions', 'gpu-shapes'] }, {}, 1],
  ['a glob', { guardrails: ['gpu-*'] }, {}, 1],
  ['the call of its module', { covers: { file: 'main.tf', line: 3, endLine: 9 } }, { related: related('module call') }, 1],
  ['the argument in the call of its module', { covers: { file: 'main.tf', line: 3, endLine: 3 } }, { related: related('module argument') }, 1],
  ['the default of a variable', { covers: { file: 'main.tf', line: 3, endLine: 9 } }, { related: related('variable default') }, 0],
  ['today', { until: '2026-11-23' }, {}, 1],
  ['yesterday', { until: '2026-11-22' }, {}, 0],
])('%s', (_, more, at, count) => {
  expect(judged([ignore(more)], {}, at).summary.waived).toBe(count);
});

test('an ignore of the block covers what an override file puts into it', () => {
  const located = { place: { file: 'gpu_override.tf', line: 2, column: 19 }, related: [] };
  const inputs = [input([resource(address, { source: { file: 'gpu.tf', line: 12, column: 1 }, lastLine: 20 })], { ignores: [ignore(), ignore({ place: { file: 'gpu.tf', line: 14, column: 9 }, covers: { file: 'gpu.tf', line: 14, endLine: 14 } })] })];
  const result = judge(run([claim('gpu-shapes', address, { located })], { inputs, guardrails: [guardrail('gpu-shapes')] }), options());
  expect(result.findings.map(({ waiver: one }) => one?.where)).toEqual(['gpu.tf:11:3']);
  expect(notices(result)).toEqual(['gpu.tf:14:9 ignore-unused: the ignore of gpu-shapes matches no finding']);
});

test.each<readonly [string, WrittenIgnore, Partial<JudgeOptions>, readonly string[]]>([
  ['expired, and missed', ignore({ until: '2026-11-22' }), {}, ['gpu.tf:11:3 ignore-expired: the ignore of gpu-shapes expired on 2026-11-22: 1 finding would need it']],
  ['expired, and not', ignore({ guardrails: ['regions'], until: '2026-11-22' }), {}, ['gpu.tf:11:3 ignore-expired: the ignore of regions expired on 2026-11-22: nothing that was found would need it']],
  ['used in part', ignore({ guardrails: ['regions', 'gpu-shapes'] }), {}, ['gpu.tf:11:3 ignore-unused: the ignore of regions matches no finding']],
  ['of a guardrail that did not run', ignore({ guardrails: ['gpu-shapes', 'scopes'] }), {}, []],
  ['soon to expire', ignore({ until: '2026-11-24' }), {}, ['gpu.tf:11:3 ignore-expires-soon: the ignore of gpu-shapes expires in 1 day (holds through 2026-11-24, UTC); 1 finding needs it']],
  ['too long', ignore(), { waiverPolicy: { maxDays: 30, requireTicket: false } }, ['gpu.tf:11:3 ignore-refused: the ignore of gpu-shapes holds until 2026-12-31, 38 days ahead, and waiver-policy.max-days allows 30; it waives nothing']],
  ['as long as allowed', ignore(), { waiverPolicy: { maxDays: 38, requireTicket: false } }, []],
  ['without a ticket', ignore(), { waiverPolicy: { maxDays: null, requireTicket: true } }, ['gpu.tf:11:3 ignore-refused: the ignore of gpu-shapes has no ticket, and waiver-policy.require-ticket asks for one; it waives nothing']],
  ['with a ticket', ignore({ ticket: 'CHG-1' }), { waiverPolicy: { maxDays: null, requireTicket: true } }, []],
  ['faulty', { place: { file: 'gpu.tf', line: 11, column: 3 }, problem: { code: 'ignore-invalid', message: 'the ignore has no reason; it waives nothing', where: 'gpu.tf:11:3', hint: null } }, {}, ['gpu.tf:11:3 ignore-invalid: the ignore has no reason; it waives nothing']],
])('announced: %s', (_, one, more, expected) => {
  const result = judged([one], more);
  expect(notices(result)).toEqual(expected);
  expect(result.summary.waived).toBe(expected.some((text) => /ignore-(expired|refused|invalid)/.test(text)) ? 0 : 1);
  const strict = judged([one], { ...more, strict: true });
  const soon = expected.filter((text) => text.includes('-soon'));
  expect([strict.errors.length, notices(strict)]).toEqual([expected.length - soon.length, soon]);
});

const expired = ignore({ until: '2026-11-22', place: { file: 'gpu.tf', line: 10, column: 3 } });
const unneeded = 'gpu.tf:10:3 ignore-expired: the ignore of gpu-shapes expired on 2026-11-22: nothing that was found would need it';

test.each<readonly [string, readonly WrittenIgnore[], Partial<JudgeOptions>, readonly string[]]>([
  ['another ignore', [expired, ignore()], {}, [unneeded]],
  ['a waiver', [expired], { waivers: [waiver()] }, [unneeded]],
])('expired, and %s holds', (_, written, more, expected) => {
  const result = judged(written, more);
  expect([result.summary.waived, notices(result)]).toEqual([1, expected]);
});

test('one file in two inputs: its ignore is used when either needs it, and told once', () => {
  const located = { place: { file: 'gpu.tf', line: 14, column: 21 }, related: [] };
  const inputs = ['a', 'b'].map((path) => input([resource(address)], { path, ignores: [ignore(), ignore({ place: { file: 'gpu.tf', line: 30, column: 1 }, covers: { file: 'gpu.tf', line: 30, endLine: 40 } })] }));
  const result = judge(run([claim('gpu-shapes', address, { input: 'b', located })], { inputs }), options());
  expect(notices(result)).toEqual(['gpu.tf:30:1 ignore-unused: the ignore of gpu-shapes matches no finding']);
});

test('of several the one that holds longest; a waiver of the config stands above all', () => {
  const two = [ignore({ until: '2026-12-01' }), ignore({ place: { file: 'gpu.tf', line: 10, column: 3 } })];
  expect(judged(two).findings[0]?.waiver?.where).toBe('gpu.tf:10:3');
  const both = judged(two, { waivers: [waiver()] });
  expect([both.findings[0]?.waiver?.where, both.notices.map((one) => one.code)]).toEqual(['landrail.yaml:34:5', ['ignore-expires-soon']]);
});

test('what failed to be read may need an ignore that nothing else needs', () => {
  const result = judge(run([], { inputs: [input([resource(address)], { ignores: [ignore()] })], errors: [{ code: 'input-truncated', message: 'x', where: null, hint: null }] }), options());
  expect(result.notices).toEqual([]);
});

test('snippets lose secrets and keep their marks', () => {
  const secrets = ['hunter2-hunter2', '-----BEGIN KEY-----\nMIIEabcdef\n'];
  const text = 'a = "hunter2-hunter2", b = var.x # hunter2-hunter2';
  const start = text.indexOf('var.x') + 1;
  const at = { place: { file: 'gpu.tf', line: 14, column: start }, snippet: [{ line: 14, text, mark: { start, end: start + 5 } }, { line: 15, text: '    MIIEabcdef', mark: null }, { line: 16, text: 'c = "hunter2-hunter2"', mark: { start: 6, end: 21 } }] };
  const inputs = [input([resource(address)], { sensitive: secrets })];
  const [finding] = judge(run([claim('gpu-shapes', address, { located: { ...at, related: [{ file: 'a', line: 1, column: 1, role: 'x', name: null, snippet: at.snippet }] } })], { inputs }), options()).findings;
  const shown = finding?.snippet?.map(({ text: line, mark }) => [line, mark === null ? null : line.slice(mark.start - 1, mark.end - 1)]);
  expect(shown).toEqual([
    ['a = "(sensitive value)", b = var.x # (sensitive value)', 'var.x'],
    ['    (sensitive value)', null],
    ['c = "(sensitive value)"', '(sensitive value)'],
  ]);
  expect(finding?.related[0]?.snippet).toEqual(finding?.snippet);
});
