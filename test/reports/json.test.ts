import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { jsonOf } from './json-text.ts';
import { resultJsonSchema } from '#reports/json-schema.ts';
import { allPass, belowThreshold, checkout, errorsOnly, noErrors, noGuardrail, nothingRecognised } from './checkout.ts';
import { expectGolden } from './golden.ts';

type Tree = { [key: string]: Tree } | Tree[] | string | number | boolean | null;

const validate = new Ajv2020({ strict: true, allErrors: true }).compile(resultJsonSchema());

/** Each place of a document: the object or list, and the key in it. */
function places(tree: Tree, path = ''): { path: string; holder: Tree & object; key: string }[] {
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([key, value]) => [{ path: `${path}/${key}`, holder: tree, key }, ...places(value, `${path}/${key}`)]);
}

function mutated(change: (holder: Tree & object, key: string) => boolean): readonly string[] {
  const missed: string[] = [];
  const document = JSON.parse(jsonOf(checkout)) as Tree;
  for (const [at, { path }] of places(document).entries()) {
    const copy = structuredClone(document);
    const place = places(copy)[at];
    if (place && change(place.holder, place.key) && validate(copy)) missed.push(path.replaceAll(/\/\d+/g, '/*'));
  }
  return [...new Set(missed)].sort();
}

test('the checkout service', () => expectGolden('result.json', jsonOf(checkout)));
test('the published schema', () => expectGolden('result.schema.json', `${JSON.stringify(resultJsonSchema(), null, 2)}\n`));

test.each(Object.entries({ allPass, belowThreshold, checkout, errorsOnly, noErrors, noGuardrail, nothingRecognised }))('%s is what the schema says', (_, result) => {
  validate(JSON.parse(jsonOf(result)));
  expect(validate.errors ?? []).toEqual([]);
});

describe('the schema refuses', () => {
  test('a document that lacks any field but the end of a place', () => {
    const missed = mutated((holder, key) => !Array.isArray(holder) && delete holder[key]);
    expect(missed).toEqual(['/findings/*/location/endColumn', '/findings/*/location/endLine']);
  });

  test('a number for any text, and a text for any number', () => {
    const missed = mutated((holder, key) => {
      const value = Reflect.get(holder, key) as Tree;
      return (typeof value === 'string' || typeof value === 'number') && Reflect.set(holder, key, typeof value === 'string' ? 7 : 'seven');
    });
    // Evidence is any value.
    expect(missed).toEqual(['/findings/*/evidence/actual', '/findings/*/evidence/actual/*', '/findings/*/evidence/expected', '/findings/*/evidence/expected/*']);
  });

  test.each([
    ['/schemaVersion', 2],
    ['/verdict', 'green'],
    ['/exitCode', 4],
    ['/summary/fail', -1],
    ['/summary/resources', 1.5],
    ['/findings/0/verdict', 'pass'],
    ['/findings/0/severity', 'urgent'],
    ['/findings/0/fingerprint', 'A'.repeat(32)],
    ['/findings/0/location/line', 0],
    ['/findings/0/resource/kind', 'machine'],
    ['/findings/4/waiver/expires', '31.12.2026'],
    ['/findings', null],
  ])('%s: %j', (path, value) => {
    const document = JSON.parse(jsonOf(checkout)) as Tree;
    const place = places(document).find((one) => one.path === path);
    expect(place && Reflect.set(place.holder, place.key, value)).toBe(true);
    expect(validate(document)).toBe(false);
  });
});

test('fields may be added', () => expect(validate({ ...(JSON.parse(jsonOf(checkout)) as object), later: { items: [] } })).toBe(true));

test('the fields of the contract, in its order', () => {
  const document = JSON.parse(jsonOf(checkout)) as { findings: readonly object[] };
  expect(Object.keys(document)).toEqual(['schemaVersion', 'tool', 'command', 'verdict', 'exitCode', 'summary', 'inputs', 'skipped', 'findings', 'guardrails', 'notRun', 'notices', 'errors']);
  expect(Object.keys(document.findings[0] ?? {})).toEqual([
    'guardrail', 'title', 'verdict', 'original', 'severity', 'advisory', 'message', 'input', 'resource', 'evidence', 'location', 'snippet', 'related', 'remediation', 'references', 'fingerprint', 'waiver', 'event',
  ]);
});

test('same bytes twice', () => expect(jsonOf(structuredClone(checkout))).toBe(jsonOf(checkout)));
