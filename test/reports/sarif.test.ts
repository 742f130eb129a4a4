import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import type { Result } from '#model/result.ts';
import { renderSarif } from '#reports/sarif/sarif.ts';
import { allPass, checkout, errorsOnly, noErrors, noGuardrail, nothingRecognised } from './checkout.ts';
import { expectGolden } from './golden.ts';
import { night } from './night.ts';
import { finding, guardrail, resource, result } from './result.ts';

interface Place {
  readonly physicalLocation: { readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string }; readonly region: Readonly<Record<string, number>>; readonly contextRegion?: object };
}
interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string; readonly name: string; readonly shortDescription: Text; readonly fullDescription: Text; readonly help: Text & { readonly markdown?: string }; readonly helpUri?: string; readonly properties: { readonly tags: readonly string[]; readonly precision: string; readonly 'security-severity': unknown } }[] } };
    readonly invocations: readonly { readonly executionSuccessful: boolean; readonly toolExecutionNotifications: readonly { readonly level: string; readonly message: Text }[] }[];
    readonly results: readonly { readonly ruleId: string; readonly ruleIndex: number; readonly level: string; readonly kind?: string; readonly message: Text; readonly locations: readonly Place[]; readonly relatedLocations?: readonly (Place & { readonly id: number })[]; readonly partialFingerprints: Readonly<Record<string, string>>; readonly suppressions?: readonly object[] }[];
  }[];
}
interface Text {
  readonly text: string;
}

const sarif = (of: Result, verbose = false): string => renderSarif(of, { verbose });
const log = (of: Result, verbose = false): Log => JSON.parse(sarif(of, verbose)) as Log;
const run = (of: Result, verbose = false) => log(of, verbose).runs[0] ?? expect.fail('no run');

test('the checkout service', () => expectGolden('checkout.sarif', sarif(checkout)));
test('a night', () => expectGolden('night.sarif', sarif(night)));

const long = result([finding('regions', 'aws_instance.web', { message: 'x'.repeat(9000), remediation: 'y'.repeat(9000), related: Array.from({ length: 300 }, (_, at) => ({ file: 'a.tf', line: at + 1, column: 1, role: 'local value', name: `local.n${at}` })) })], {
  guardrails: [guardrail('regions', { title: 't'.repeat(3000), description: 'd'.repeat(3000), references: ['javascript:alert(1)', 'https://shop.example/regions'] })],
});
const all = { allPass, checkout, errorsOnly, long, night, noErrors, noGuardrail, nothingRecognised };

/** The schema of the standard, as SchemaStore has it. Ajv knows no `id` of draft 04. */
const { id: _, $schema: __, ...schema } = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8')) as { readonly id: string; readonly $schema: string };
describe('the schema of OASIS', () => {
  test.each(Object.entries(all))('%s', (_, of) => {
    const validate = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, formats: { uri: true, 'uri-reference': true, 'date-time': true } }).compile(schema);
    validate(log(of, true));
    expect(validate.errors ?? []).toEqual([]);
    expect(validate({ ...log(of), version: '2.0.0' })).toBe(false);
  });
});

describe('what GitHub takes', () => {
  test.each(Object.entries(all))('%s', (_, of) => {
    for (const verbose of [true, false]) {
      const { tool, results } = run(of, verbose);
      const { rules } = tool.driver;
      expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
      for (const rule of rules) {
        expect(rule.name.length).toBeLessThanOrEqual(255);
        for (const { text } of [rule.shortDescription, rule.fullDescription]) expect(text.length > 0 && text.length <= 1024).toBe(true);
        expect(rule.help.text).not.toBe('');
        expect(rule.helpUri ?? 'https:').toMatch(/^https?:/);
        expect(rule.properties['security-severity']).toMatch(/^(?:10|\d)\.\d$/);
        expect(rule.properties.tags.length).toBeLessThanOrEqual(10);
        expect(['very-high', 'high', 'medium', 'low']).toContain(rule.properties.precision);
      }
      for (const one of results) {
        expect(rules[one.ruleIndex]?.id).toBe(one.ruleId);
        expect(['error', 'warning', 'note']).toContain(one.level);
        expect(one.message.text).not.toBe('');
        expect(one.locations).toHaveLength(1);
        expect(one.partialFingerprints['primaryLocationLineHash']).toMatch(/^[0-9a-f]{32}:[1-9]\d*$/);
        expect(one.relatedLocations?.length ?? 0).toBeLessThanOrEqual(100);
        for (const { physicalLocation: { artifactLocation: { uri }, region } } of [...one.locations, ...(one.relatedLocations ?? [])]) {
          expect(uri).toMatch(/^(?!\/|[a-z]+:(?!\/\/\/))(?:[A-Za-z0-9\-._~/:]|%[0-9A-F]{2})+$/);
          expect(region['startLine']).toBeGreaterThan(0);
          expect(region['endLine'] ?? region['startLine']).toBe(region['startLine']);
        }
        // Each link of a message has its place.
        for (const [, id] of one.message.text.matchAll(/(?<!\\)\]\((\d+)\)/g)) expect(one.relatedLocations?.map((place) => place.id)).toContain(Number(id));
      }
    }
  });

  test('30,000 findings: the worst 25,000, and a word about the rest', () => {
    const many = result(Array.from({ length: 30_000 }, (_, at) => finding('regions', `aws_instance.n${at}`, at < 26_000 ? { severity: 'low', verdict: 'undecided' } : { severity: 'low', message: 'fails' })));
    const out = sarif(many);
    const { results, invocations } = run(many);
    expect(results).toHaveLength(25_000);
    expect(results.filter(({ kind }) => kind === undefined)).toHaveLength(4000);
    expect(invocations[0]?.toolExecutionNotifications.map(({ message }) => message.text)).toEqual(['5000 findings of the lowest severity left out: GitHub takes no more than 25000. The json report has all.']);
    expect(gzipSync(out).length).toBeLessThan(10_000_000);
  });
});

test('instances of one block are alerts of their own', () => {
  const of = result(['a', 'b', 'c'].map((key) => finding('regions', `aws_instance.web["${key}"]`, { fingerprint: 'f'.repeat(32) })));
  expect(run(of).results.map(({ partialFingerprints }) => partialFingerprints['primaryLocationLineHash'])).toEqual([1, 2, 3].map((at) => `${'f'.repeat(32)}:${at}`));
});

test('a moved line makes no new alert', () => {
  const at = (line: number): Result => result([finding('regions', 'aws_instance.web', { location: { file: 'main.tf', line, column: 3 }, fingerprint: 'f'.repeat(32) })]);
  expect(run(at(3)).results[0]?.partialFingerprints).toEqual(run(at(300)).results[0]?.partialFingerprints);
});

test('what is waived is left out unless it is asked for, and then says by whom', () => {
  expect(run(checkout).results.filter(({ suppressions }) => suppressions !== undefined)).toHaveLength(1);
  expect(run(checkout, true).results.flatMap(({ suppressions }) => suppressions ?? [])).toEqual([
    { kind: 'external', status: 'accepted', justification: 'Black Friday rehearsal (checkout, CHG-1042), until 2026-12-31, by landrail.yaml:31:5' },
    { kind: 'external', status: 'accepted', justification: 'in the baseline' },
  ]);
});

test('what is not decided is open, and a note', () => {
  const undecided = run(checkout).results.filter(({ kind }) => kind !== undefined);
  expect(undecided.map(({ kind, level }) => `${kind} ${level}`)).toEqual(['open note', 'open note', 'open note']);
  expect(undecided[0]?.message.text).toMatch(/^Not decided: further region is not known \(variable without a value\)\. /);
});

test('errors are told, and the run was not successful', () => {
  const [invocation] = run(checkout).invocations;
  expect(invocation?.executionSuccessful).toBe(false);
  expect(invocation?.toolExecutionNotifications.filter(({ level }) => level === 'error')).toHaveLength(2);
  expect(run(noErrors).invocations[0]?.executionSuccessful).toBe(true);
});

test.each([
  ['checkout/main.tf', 'checkout/main.tf'],
  ['./main.tf', 'main.tf'],
  ['../shop/main.tf', '../shop/main.tf'],
  ['a b/größe #1?.tf', 'a%20b/gr%C3%B6%C3%9Fe%20%231%3F.tf'],
  ['javascript:alert(1)', 'javascript%3Aalert%281%29'],
  ['100%/main.tf', '100%25/main.tf'],
  ['/home/shop/plan.json', 'file:///home/shop/plan.json'],
  ['C:\\shop\\my plan.json', 'file:///C:/shop/my%20plan.json'],
  ['-', 'stdin'],
])('%s is the URI %s', (file, uri) => {
  const [place] = run(result([finding('regions', null, { input: file })])).results[0]?.locations ?? [];
  expect(place?.physicalLocation.artifactLocation).toEqual(uri.startsWith('file:') ? { uri } : { uri, uriBaseId: '%SRCROOT%' });
});

test('a place of many lines is its first one, the rest is around it', () => {
  const of = result([finding('regions', 'aws_instance.web', { location: { file: 'main.tf', line: 4, column: 1, endLine: 19, endColumn: 2 } })]);
  expect(run(of).results[0]?.locations[0]?.physicalLocation).toMatchObject({ region: { startLine: 4, startColumn: 1 }, contextRegion: { startLine: 4, endLine: 19 } });
});

test('names make no links', () => {
  const text = '[all is well](https://shop.example)';
  const of = result([finding('regions', text, { message: text, resource: { ...resource('a'), address: text } })]);
  expect(run(of).results[0]?.message.text).not.toContain('](');
});

test('the name of a link is text, whatever it holds', () => {
  const of = result([finding('regions', 'aws_instance.web', { message: 'a \\ and a "', related: [{ file: 'a.tf', line: 1, column: 1, role: 'local value', name: 'local.a["b\\c"]' }] })]);
  expect(run(of).results[0]?.message.text).toBe(String.raw`a \ and a ". Resource: aws_instance.web. From [local.a\["b\\c"\]](1). It is not known at which line this stands, so it is shown at the start of the file.`);
});

test('same bytes twice', () => expect(sarif(structuredClone(checkout))).toBe(sarif(checkout)));
