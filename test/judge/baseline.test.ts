import { expect, test } from 'vitest';
import { formatBaseline, parseBaseline, type Baseline, type BaselineEntry } from '#judge/baseline.ts';
import { addToBaseline, pruneBaseline, writeBaseline, type Told, type BaselineChange } from '#judge/baseline-edit.ts';
import type { JudgeOptions } from '#judge/run.ts';
import type { Claim } from '#model/finding.ts';
import type { JsonValue } from '#model/json.ts';
import { lines, thrown } from '../config/reading.ts';
import { claim, evaluated, guardrail, input, judge, options, resource, run, waiver, type Run } from './landing-zone.ts';

function write(made: Run, judging: JudgeOptions): BaselineChange {
  return writeBaseline(evaluated(made, judging), judging);
}

function prune(made: Run, judging: JudgeOptions): BaselineChange {
  return pruneBaseline(evaluated(made, judging), judging);
}

const entry = (more: Partial<BaselineEntry> = {}): BaselineEntry => ({
  guardrail: 'required-tags', verdict: 'fail', file: 'checkout.tf', address: 'aws_instance.web', path: 'tags.owner', actual: null, count: 1, owner: null, reason: null, expires: null, ...more,
});

const baseline = (...entries: readonly BaselineEntry[]): Baseline => ({ file: 'baseline.json', entries });

/** `count` instances of the checkout service without an owner tag. */
function untagged(count: number, more: Parameters<typeof claim>[2] = {}): { readonly claims: readonly Claim[]; readonly inputs: readonly ReturnType<typeof input>[] } {
  const resources = Array.from({ length: count }, (_, i) => resource(`aws_instance.web[${i}]`, { source: { file: 'checkout.tf', line: 3, column: 1 } }));
  return { claims: resources.map((one) => claim('required-tags', one.address, { evidence: { path: 'tags.owner', actual: null, expected: 'a value' }, ...more })), inputs: [input(resources)] };
}

function verdicts(made: ReturnType<typeof untagged>, more: Partial<JudgeOptions>): readonly string[] {
  return judge(run(made.claims, { inputs: made.inputs }), options(more)).findings.map((one) => one.verdict);
}

test('one entry per line, sorted, and read back as it was', () => {
  const entries = [
    entry({ guardrail: 'scopes', owner: 'platform', reason: 'before the landing zone', expires: '2027-06-30' }),
    entry({ file: 'b.tf' }),
    entry({ file: 'a.tf', address: null, actual: { b: [1, 'x'], a: null }, count: 3 }),
    entry({ verdict: 'undecided' }),
    entry({ actual: 'line\nbreak \u2028 "quoted" \ud800', path: '' }),
  ];
  const text = formatBaseline(entries);
  expect(text).toMatchInlineSnapshot(`
    "{"landrail-baseline":1,"entries":[
    {"guardrail":"required-tags","verdict":"fail","file":"a.tf","address":null,"path":"tags.owner","actual":{"a":null,"b":[1,"x"]},"count":3},
    {"guardrail":"required-tags","verdict":"fail","file":"b.tf","address":"aws_instance.web","path":"tags.owner","actual":null,"count":1},
    {"guardrail":"required-tags","verdict":"fail","file":"checkout.tf","address":"aws_instance.web","path":"","actual":"line\\nbreak   \\"quoted\\" \\ud800","count":1},
    {"guardrail":"required-tags","verdict":"undecided","file":"checkout.tf","address":"aws_instance.web","path":"tags.owner","actual":null,"count":1},
    {"guardrail":"scopes","verdict":"fail","file":"checkout.tf","address":"aws_instance.web","path":"tags.owner","actual":null,"count":1,"owner":"platform","reason":"before the landing zone","expires":"2027-06-30"}
    ]}
    "
  `);
  expect(text.split('\n')).toHaveLength(entries.length + 3);
  expect(formatBaseline([...entries].reverse())).toBe(text);
  expect(formatBaseline(parseBaseline(text, 'baseline.json').entries)).toBe(text);
  expect(parseBaseline(text, 'baseline.json').entries.find((one) => one.guardrail === 'scopes')).toEqual(entries[0]);
});

test('an empty baseline', () => {
  expect(formatBaseline([])).toBe('{"landrail-baseline":1,"entries":[\n]}\n');
  expect(parseBaseline(formatBaseline([]), 'baseline.json')).toEqual({ file: 'baseline.json', entries: [] });
});

test('another layout, line ends and a byte order mark are read the same', () => {
  const text = formatBaseline([entry(), entry({ file: 'b.tf' })]);
  const pretty = JSON.stringify(JSON.parse(text), null, 4).replaceAll('\n', '\r\n');
  expect(parseBaseline(`\uFEFF${pretty}`, 'baseline.json')).toEqual(parseBaseline(text, 'baseline.json'));
});

const told = (text: string): string => lines(thrown(() => parseBaseline(text, 'baseline.json')));
const whole = formatBaseline([entry({ file: 'a.tf' }), entry({ file: 'b.tf' }), entry({ file: 'c.tf' })]);

test.each<readonly [string, string, string]>([
  ['empty', '', 'baseline.json:1 [baseline-syntax] the baseline ends too early'],
  ['cut off', whole.slice(0, 200), 'baseline.json:3 [baseline-syntax] the baseline has a text that is never closed, or with a raw control character'],
  ['cut off between entries', whole.slice(0, whole.indexOf('\n', 40) + 1), 'baseline.json:3 [baseline-syntax] the baseline ends too early'],
  ['a merge conflict', whole.replace('\n{"guardrail":"required-tags","verdict":"fail","file":"b', '\n<<<<<<< HEAD\n{"guardrail":"required-tags","verdict":"fail","file":"b'), 'baseline.json:3 [baseline-syntax] the baseline is a merge conflict: <<<<<<<'],
  ['no comma between entries', whole.replace('},\n{"guardrail":"required-tags","verdict":"fail","file":"b', '}\n{"guardrail":"required-tags","verdict":"fail","file":"b'), 'baseline.json:3 [baseline-syntax] the baseline has "{" where a comma or ] should stand'],
  ['a comma too many', whole.replace('}\n]}', '},\n]}'), 'baseline.json:5 [baseline-syntax] the baseline has "]" where a value should stand'],
  ['a key without quotes', '{landrail-baseline: 1}', 'baseline.json:1 [baseline-syntax] the baseline has "landrail-bas", which is not JSON'],
  ['a key that is a number', '{1: 1}', 'baseline.json:1 [baseline-syntax] the baseline has "1" where a key in quotes should stand'],
  ['an equals sign', '{"a"= 1}', 'baseline.json:1 [baseline-syntax] the baseline has "= 1}", which is not JSON'],
  ['no colon', '{"a" 1}', 'baseline.json:1 [baseline-syntax] the baseline has "1" where a colon should stand'],
  ['something after the end', `${whole}{}`, 'baseline.json:6 [baseline-syntax] the baseline has "{" where nothing more should stand'],
  ['a raw line break in a text', '{\n"a": "b\nc"}', 'baseline.json:2 [baseline-syntax] the baseline has a text that is never closed, or with a raw control character'],
  ['a wrong bracket', '{"a": [1}', 'baseline.json:1 [baseline-syntax] the baseline has "}" where a comma or ] should stand'],
  ['an escape that JSON does not have', '{"a": "\\x41"}', 'baseline.json:1 [baseline-syntax] the baseline has a text that is never closed, or with a raw control character'],
])('a file that is not JSON: %s', (_, text, expected) => {
  expect(told(text)).toBe(`${expected}\n    fix that line, or rewrite the baseline with landrail baseline write`);
});

test('a file that is no baseline, or a newer one', () => {
  expect(told('[]')).toMatchInlineSnapshot(`
    "baseline.json [baseline-format] the file is not a landrail baseline
        a baseline starts with {"landrail-baseline":1,"entries":["
  `);
  expect(told('{"findings": []}')).toMatchInlineSnapshot(`
    "baseline.json [baseline-format] the file is not a landrail baseline
        a baseline starts with {"landrail-baseline":1,"entries":["
  `);
  expect(told('{"landrail-baseline": 1}')).toMatchInlineSnapshot(`
    "baseline.json [baseline-format] the file is not a landrail baseline
        a baseline starts with {"landrail-baseline":1,"entries":["
  `);
  expect(told('{"landrail-baseline": 2, "entries": []}')).toMatchInlineSnapshot(`
    "baseline.json [baseline-version] the baseline has version 2; this landrail reads version 1
        install a newer landrail"
  `);
});

test('every entry that cannot be read is named with its line', () => {
  const text = `{"landrail-baseline":1,"entries":[
{"guardrail":"required-tags","verdict":"fail","file":"a.tf","address":"aws_instance.web","path":"tags.owner","actual":"[{,","count":1},
"not an entry",
{"guardrail":7,"verdict":"pass","file":"a.tf","address":["x"],"path":"p","actual":null,"count":0,"ownr":"x","expires":"2026-02-30"},

{"guardrail":"required-tags","count":1.5},
{"guardrail":"required-tags","verdict":"fail","file":"a.tf","address":"aws_instance.web","path":"tags.owner","actual":"[{,","count":2},
{"guardrail":"required-tags","verdict":"fail","file":"a.tf","address":null,"path":"","actual":${'['.repeat(200)}${']'.repeat(200)},"count":2}
]}
`;
  expect(told(text)).toMatchInlineSnapshot(`
    "baseline.json:3 [baseline-entry] entry 2 of the baseline is "not an entry", not an object
    baseline.json:4 [baseline-entry] entry 3 of the baseline has an unknown key "ownr"
        known keys: guardrail, verdict, file, address, path, actual, count, root, owner, reason, expires
    baseline.json:4 [baseline-entry] entry 3 of the baseline has guardrail 7; it must be the id of a guardrail
    baseline.json:4 [baseline-entry] entry 3 of the baseline has verdict "pass"; it must be "fail" or "undecided"
    baseline.json:4 [baseline-entry] entry 3 of the baseline has address ["x"]; it must be an address or null
    baseline.json:4 [baseline-entry] entry 3 of the baseline has count 0; it must be a whole number above 0
    baseline.json:4 [baseline-entry] entry 3 of the baseline has expires "2026-02-30"; it must be a day in the form YYYY-MM-DD
    baseline.json:6 [baseline-entry] entry 4 of the baseline has no "verdict"
        add "fail" or "undecided"
    baseline.json:6 [baseline-entry] entry 4 of the baseline has no "file"
        add a path
    baseline.json:6 [baseline-entry] entry 4 of the baseline has no "address"
        add an address or null
    baseline.json:6 [baseline-entry] entry 4 of the baseline has no "path"
        add a path of evidence
    baseline.json:6 [baseline-entry] entry 4 of the baseline has no "actual"
        add the value at fault, nested no deeper than 100 levels
    baseline.json:6 [baseline-entry] entry 4 of the baseline has count 1.5; it must be a whole number above 0
    baseline.json:7 [baseline-entry] entry 5 of the baseline duplicates entry 1
        keep one of them and add up their counts
    baseline.json:8 [baseline-entry] entry 6 of the baseline has actual [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[…; it must be the value at fault, nested no deeper than 100 levels"
  `);
  expect(told(text.replaceAll('\n', ' ')).split('\n')[0]).toBe('baseline.json:1 [baseline-entry] entry 2 of the baseline is "not an entry", not an object');
});

test('ten thousand levels and a long text without an end cost no more than their length', () => {
  const started = performance.now();
  expect(told('['.repeat(100_000))).toContain('ends too early');
  expect(told(`{"a": "${'x'.repeat(1_000_000)}`)).toContain('never closed');
  expect(told(`{"landrail-baseline":1,"entries":[{"actual":${'['.repeat(5000)}${']'.repeat(5000)}}]}`)).toContain('nested no deeper than 100 levels');
  expect(performance.now() - started).toBeLessThan(3000);
});

test('only as many findings are covered as were there', () => {
  expect(verdicts(untagged(3), { baseline: baseline(entry({ count: 2 })) })).toEqual(['baselined', 'baselined', 'fail']);
  expect(verdicts(untagged(2), { baseline: baseline(entry({ count: 2 })) })).toEqual(['baselined', 'baselined']);
  expect(verdicts(untagged(1), { baseline: null })).toEqual(['fail']);
});

test.each<readonly [string, Partial<BaselineEntry>]>([
  ['another value', { actual: 'nobody' }],
  ['another file', { file: 'infra/checkout.tf' }],
  ['another address', { address: 'aws_instance.worker' }],
  ['another path', { path: 'tags.team' }],
  ['another guardrail', { guardrail: 'scopes' }],
  ['another verdict', { verdict: 'undecided' }],
])('%s is not covered', (_, more) => {
  expect(verdicts(untagged(1), { baseline: baseline(entry(more)) })).toEqual(['fail']);
});

test.each(['fail', 'undecided'] as const)('an entry of what was undecided covers what still is, and nothing that is decided: %s', (verdict) => {
  const unknown = { verdict, evidence: { path: 'tags.owner', actual: null } };
  expect(verdicts(untagged(1, unknown), { baseline: baseline(entry({ verdict: 'undecided' })) })).toEqual([verdict === 'fail' ? 'fail' : 'baselined']);
  expect(verdicts(untagged(1, unknown), { baseline: baseline(entry({ verdict: 'fail' })) })).toEqual([verdict === 'fail' ? 'baselined' : 'undecided']);
});

test('a value that changes loses its amnesty, and the entry is stale', () => {
  const old = baseline(entry({ actual: 'nobody' }));
  const result = judge(run(untagged(1, { evidence: { path: 'tags.owner', actual: 'somebody' } }).claims, { inputs: untagged(1).inputs }), options({ baseline: old }));
  expect(result.findings.map((one) => one.verdict)).toEqual(['fail']);
  expect(lines(result.notices)).toMatchInlineSnapshot(`
    "baseline.json [baseline-stale] the baseline entry for required-tags on aws_instance.web (tags.owner) matches only findings with another value
        run landrail baseline prune"
  `);
});

test('values are the same whatever the order of their keys', () => {
  const made = untagged(1, { evidence: { path: 'tags.owner', actual: { b: 1, a: [{ d: 1, c: 2 }] } } });
  expect(verdicts(made, { baseline: baseline(entry({ actual: { a: [{ c: 2, d: 1 }], b: 1 } })) })).toEqual(['baselined']);
});

test('baselined findings do not fail the run and are counted', () => {
  const { claims, inputs } = untagged(2);
  const result = judge(run(claims, { inputs }), options({ baseline: baseline(entry({ count: 2 })) }));
  expect([result.verdict, result.exitCode]).toEqual(['pass', 0]);
  expect(result.summary).toMatchObject({ fail: 0, baselined: 2, bySeverity: { medium: 0 } });
});

test('a waiver comes before the baseline and uses nothing of it up', () => {
  const waivers = [waiver({ guardrail: 'required-tags', resource: 'aws_instance.web[0]' })];
  const result = judge(run(untagged(3).claims, { inputs: untagged(3).inputs }), options({ waivers, baseline: baseline(entry({ count: 1 })) }));
  expect(result.findings.map((one) => one.verdict)).toEqual(['waived', 'baselined', 'fail']);
  expect(result.notices).toEqual([]);
});

test('an entry with an end holds through its last day', () => {
  const until = (expires: string): readonly string[] => verdicts(untagged(1), { baseline: baseline(entry({ expires })) });
  expect(until('2026-11-23')).toEqual(['baselined']);
  expect(until('2026-11-22')).toEqual(['fail']);
});

test('what the baseline covers in vain is announced', () => {
  const inputs = [input([resource('aws_instance.web[0]', { source: { file: 'checkout.tf', line: 3, column: 1 } })])];
  const result = judge(
    run([claim('required-tags', 'aws_instance.web[0]', { evidence: { path: 'tags.owner', actual: null } }), claim('required-tags', 'aws_instance.web[0]', { evidence: { path: 'tags.team', actual: null } })], { inputs }),
    options({
      baseline: baseline(
        entry({ count: 3 }), entry({ path: 'tags.team', expires: '2026-11-01' }), entry({ address: 'aws_instance.gone' }), entry({ address: null, path: '' }), entry({ file: 'other.tf' }), entry({ guardrail: 'scopes' }),
      ),
    }),
  );
  expect(lines(result.notices)).toMatchInlineSnapshot(`
    "baseline.json [baseline-expired] the baseline entry for required-tags on aws_instance.web (tags.team) expired on 2026-11-01: 1 finding needs it
        fix it, or give the entry a new day
    baseline.json [baseline-stale] the baseline covers 3 findings of required-tags on aws_instance.web (tags.owner), but there is 1
        run landrail baseline prune
    baseline.json [baseline-stale] the baseline entry for required-tags on aws_instance.gone (tags.owner) matches no finding
        run landrail baseline prune
    baseline.json [baseline-stale] the baseline entry for required-tags on checkout.tf matches no finding
        run landrail baseline prune
    baseline.json [baseline-not-judged] 2 baseline entries are about files or guardrails that this run did not judge"
  `);
});

test('write covers what was found, keeps who answers for it, and leaves other files alone', () => {
  const { claims, inputs } = untagged(2);
  const old = baseline(entry({ owner: 'checkout', reason: 'since 2019', expires: '2027-01-31' }), entry({ path: 'tags.gone', owner: 'x' }), entry({ file: 'other.tf', owner: 'payroll' }), entry({ guardrail: 'scopes' }));
  const made = write(run([...claims, claim('required-tags', 'aws_instance.web[0]', { verdict: 'undecided', evidence: { path: 'tags.team', actual: null } })], { inputs }), options({ baseline: old }));
  expect(made).toEqual({
    added: 2,
    removed: 1,
    entries: [
      entry({ count: 2, owner: 'checkout', reason: 'since 2019', expires: '2027-01-31' }),
      entry({ verdict: 'undecided', path: 'tags.team' }),
      entry({ file: 'other.tf', owner: 'payroll' }),
      entry({ guardrail: 'scopes' }),
    ],
  });
  expect(verdicts({ claims, inputs }, { baseline: { file: 'baseline.json', entries: made.entries } })).toEqual(['baselined', 'baselined']);
});

test('write covers neither what is waived nor any secret', () => {
  const secret = resource('aws_instance.web[0]', { source: { file: 'checkout.tf', line: 3, column: 1 }, sensitive: ['hunter2-hunter2'] });
  const claims = [claim('required-tags', secret.address, { evidence: { path: 'user_data', actual: 'run hunter2-hunter2' } }), claim('gpu-shapes', secret.address)];
  const made = run(claims, { inputs: [input([secret])] });
  const { entries } = write(made, options({ waivers: [waiver({ resource: '*' })] }));
  expect(entries).toEqual([entry({ path: 'user_data', actual: 'run (sensitive value)' })]);
  expect(judge(made, options({ baseline: { file: 'baseline.json', entries } })).findings.map((one) => `${one.guardrail} ${one.verdict}`)).toEqual(['gpu-shapes fail', 'required-tags baselined']);
});

test('what a detection could not judge is no known finding, nor what an older landrail has written of it', () => {
  const event = { id: 'e1', provider: 'aws', name: 'RunInstances', time: '2026-11-01T23:00:00Z' } as unknown as NonNullable<NonNullable<Claim['detected']>['event']>;
  const claims = [claim('previously-unseen-user', null, { verdict: 'undecided', evidence: { path: 'user', actual: null }, detected: { event, who: 'no history', about: 'history' } })];
  const made = run(claims);
  expect(write(made, options())).toEqual({ entries: [], added: 0, removed: 0 });
  const old = entry({ guardrail: 'previously-unseen-user', verdict: 'undecided', file: '', address: 'no history', path: 'user=history' });
  const judging = options({ baseline: baseline(old) });
  expect(write(made, judging)).toEqual({ entries: [], added: 0, removed: 1 });
  expect(prune(made, judging)).toEqual({ entries: [], added: 0, removed: 1 });
  expect(addToBaseline(baseline(old), judge(made, options()).findings as readonly Told[])).toEqual({ entries: [], added: 0, removed: 1 });
  const { findings, notices } = judge(made, judging);
  expect([findings.map(({ verdict }) => verdict), notices.map(({ code, message }) => `${code}: ${message}`)]).toEqual([['undecided'], ['baseline-stale: the baseline entry for previously-unseen-user on no history (user=history) is about what was never judged; it covers nothing']]);
});

test('prune takes out what is gone, lowers counts, and adds nothing', () => {
  const { claims, inputs } = untagged(2);
  const old = baseline(entry({ count: 5, owner: 'checkout' }), entry({ path: 'tags.gone' }), entry({ file: 'other.tf' }), entry({ guardrail: 'scopes', count: 2 }));
  const made = prune(run([...claims, claim('required-tags', 'aws_instance.web[0]', { evidence: { path: 'tags.new', actual: null } })], { inputs }), options({ baseline: old }));
  expect(made).toEqual({ added: 0, removed: 4, entries: [entry({ count: 2, owner: 'checkout' }), entry({ file: 'other.tf' }), entry({ guardrail: 'scopes', count: 2 })] });
  expect(prune(run(claims, { inputs }), options())).toEqual({ added: 0, removed: 0, entries: [] });
});

test('prune keeps what a waiver covers for now', () => {
  const { claims, inputs } = untagged(1);
  const made = prune(run(claims, { inputs }), options({ baseline: baseline(entry()), waivers: [waiver({ guardrail: '*', resource: '*' })] }));
  expect(made.entries).toEqual([entry()]);
});

test('files count from the folder of the config, wherever the run was started', () => {
  const resources = [resource('aws_instance.web', { source: { file: '../checkout.tf', line: 3, column: 1 } })];
  const made = run([claim('required-tags', 'aws_instance.web', { evidence: { path: 'tags.owner', actual: null } })], { inputs: [input(resources)], guardrails: [guardrail('required-tags')] });
  const result = judge(made, options({ base: { cwd: '/checkout/out', folder: '/checkout' }, baseline: baseline(entry()) }));
  expect(result.findings.map((one) => one.verdict)).toEqual(['baselined']);
  expect(result.findings[0]?.fingerprint).toBe(judge(run(untagged(1).claims, { inputs: untagged(1).inputs }), options()).findings[0]?.fingerprint);
});

test('keys of the prototype are values like any other', () => {
  const hostile = JSON.parse('{"__proto__": {"polluted": 1}, "constructor": []}') as JsonValue;
  const text = formatBaseline([entry({ actual: hostile, address: '__proto__' })]);
  const [read] = parseBaseline(text, 'baseline.json').entries;
  expect(JSON.stringify(read?.actual)).toBe('{"__proto__":{"polluted":1},"constructor":[]}');
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});
