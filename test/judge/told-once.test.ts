import { expect, test } from 'vitest';
import { draftsOf, type Draft } from '#judge/drafts.ts';
import { toldOnce } from '#judge/told-once.ts';
import type { Claim } from '#model/finding.ts';
import { claim, guardrail, input, options, resource } from './landing-zone.ts';

const guardrails = new Map(['gpu-shapes', 'regions'].map((id) => [id, guardrail(id)]));

function drafted(claims: readonly Claim[]): readonly Draft[] {
  const named = new Map(claims.map(({ address }) => [address ?? '', { resource: { ...resource(address ?? ''), region: null }, conditional: null, source: { file: 'main.tf', line: 1, column: 1 }, tags: [] }]));
  return draftsOf({ claims, named, sensitive: [] }, guardrails, options());
}

/** What is told of source, with these addresses decided by a plan that says these. */
function told(source: readonly Claim[], plan: readonly Claim[], decided: readonly string[] = []): readonly string[] {
  const all = toldOnce([
    { input: input([], { path: 'tfplan' }), drafts: drafted(plan.map((one) => ({ ...one, input: 'tfplan' }))) },
    { input: input([], { path: '.', plans: { paths: ['tfplan'], decided: new Set(decided) } }), drafts: drafted(source.map((one) => ({ ...one, input: '.' }))) },
  ]);
  return all.filter(({ finding }) => finding.input === '.').map(({ finding, address }) => `${finding.verdict} ${address ?? ''}`);
}

const web = 'aws_instance.web';
const undecided = claim('gpu-shapes', web, { verdict: 'undecided', evidence: { actual: null } });

test.each<readonly [string, readonly Claim[], readonly Claim[], readonly string[], readonly string[]]>([
  ['the same of both', [claim('gpu-shapes', web)], [claim('gpu-shapes', web)], [], []],
  ['the same said of another argument', [claim('regions', web, { evidence: { path: 'provider aws' } })], [claim('regions', web, { evidence: { path: 'region' } })], [], []],
  ['another value', [claim('gpu-shapes', web)], [claim('gpu-shapes', web, { evidence: { actual: 'g5.xlarge' } })], [web], ['fail aws_instance.web']],
  ['another argument, and other words', [claim('gpu-shapes', web)], [claim('gpu-shapes', web, { message: 'other', evidence: { path: 'gpu' } })], [web], ['fail aws_instance.web']],
  ['another instance', [claim('gpu-shapes', 'aws_instance.web[1]')], [claim('gpu-shapes', 'aws_instance.web[0]')], ['aws_instance.web[1]'], ['fail aws_instance.web[1]']],
  ['another guardrail', [claim('gpu-shapes', web)], [claim('regions', web)], [web], ['fail aws_instance.web']],
  ['what fails where a plan says nothing', [claim('gpu-shapes', web)], [], [web], ['fail aws_instance.web']],
  ['what is undecided and a plan decides', [undecided], [], [web], []],
  ['what is undecided and no plan decides', [undecided], [], ['aws_instance.other'], ['undecided aws_instance.web']],
  ['what is undecided and fails in a plan that does not decide it', [undecided], [claim('gpu-shapes', web)], [], ['undecided aws_instance.web']],
  ['what is undecided in both', [undecided], [undecided], [], []],
])('%s', (_, source, plan, decided, expected) => expect(told(source, plan, decided)).toEqual(expected));

test('what another input says is no reason', () => {
  const all = toldOnce([
    { input: input([], { path: 'other' }), drafts: drafted([claim('gpu-shapes', web)]) },
    { input: input([], { path: '.', plans: { paths: ['tfplan'], decided: new Set() } }), drafts: drafted([claim('gpu-shapes', web)]) },
  ]);
  expect(all).toHaveLength(2);
});
