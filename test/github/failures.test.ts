import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { events, Runner, type Step } from './runner.ts';
import { GitHub, type Odd } from './server.ts';
import { clean, shop } from './shop.ts';

const github = new GitHub();
const create = /^POST \/repos\/parcels\/shop\/issues\/7\/comments/;
const list = /^GET \/repos\/parcels\/shop\/issues\/7\/comments/;

async function told(odd: readonly Odd[], inputs: Readonly<Record<string, string>> = {}): Promise<{ readonly step: Step; readonly seconds: number }> {
  const runner = new Runner('failures', github);
  shop(runner);
  github.odd = [...odd];
  const started = Date.now();
  const step = await runner.step('pull', events.pull(), { 'working-directory': 'infra', 'changed-only': 'false', ...inputs });
  return { step, seconds: (Date.now() - started) / 1000 };
}

const commentUrl = (): string => `https://github.test/parcels/shop/pull/7#issuecomment-${github.comments[0]?.id}`;
const json = (message: string): string => JSON.stringify({ message });

describe('an API that refuses', () => {
  it.each<[string, Odd, string]>([
    ['401', { on: /graphql/, status: 401, body: json('Bad credentials') }, ''],
    ['403', { on: create, status: 403, body: json('Resource not accessible by integration') }, 'GitHub answered 403 (Resource not accessible by integration); the job needs the permission pull-requests: write'],
    ['404', { on: list, status: 404, body: json('Not Found') }, 'GitHub answered 404 (Not Found); the job needs the permission pull-requests: write'],
    ['422', { on: create, status: 422, body: json('Validation Failed') }, 'GitHub answered 422 (Validation Failed)'],
    ['304 that nobody has asked for', { on: list, status: 304 }, 'GitHub answered 304 (Not Modified)'],
    ['another address', { on: list, status: 302, headers: { location: 'http://127.0.0.1:1/elsewhere' } }, 'GitHub answered 302 (Found)'],
    ['429 for an hour', { on: list, status: 429, headers: { 'retry-after': '3600' }, body: json('You have exceeded a secondary rate limit') }, 'GitHub answered 429 (You have exceeded a secondary rate limit)'],
    ['403 without a time', { on: list, status: 403, body: json('You have exceeded a secondary rate limit. Please wait a few minutes') }, 'GitHub answered 403 (You have exceeded a secondary rate limit. Please wait a few minutes)'],
    ['403 until the limit is reset', { on: list, status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '4000000000' }, body: json('API rate limit exceeded') }, 'GitHub answered 403 (API rate limit exceeded)'],
    ['a page for people', { on: list, status: 200, body: '<html>sign in</html>' }, 'GitHub did not answer (the answer is not JSON)'],
    ['no list', { on: list, status: 200, body: '{"total":0}' }, 'GitHub answered 200 (the answer is not a list)'],
    ['commands in its words', { on: create, status: 422, body: json('no\n::error::owned %0A::stop-commands::x') }, String.raw`GitHub answered 422 (no :\u{3a}error::owned %250A::stop-commands::x)`],
  ])('%s: the step ends as it would, with one notice', async (_, odd, because) => {
    const { step, seconds } = await told([odd]);
    expect(step.status).toBe(1);
    expect(step.stderr).toBe('');
    expect(step.outputs).toMatchObject({ conclusion: 'fail', 'comment-url': because === '' ? commentUrl() : '' });
    const notices = step.commands.filter((line) => line.startsWith('::notice') && !line.includes('findings ('));
    expect(notices).toEqual(because === '' ? [] : [`::notice title=landrail::no comment: ${because}. The summary of the run has the report.`]);
    expect(seconds).toBeLessThan(8);
  });

  it('a pass stays one', async () => {
    const runner = new Runner('failures', github);
    shop(runner, clean);
    github.odd = [{ on: list, status: 500 }, { on: list, status: 500 }, { on: list, status: 500 }, { on: list, status: 500 }, { on: list, status: 500 }];
    const step = await runner.step('pull', events.pull(), { 'working-directory': 'infra', comment: 'always' });
    expect(step).toMatchObject({ status: 0, outputs: { conclusion: 'pass' } });
    expect(step.commands.at(-1)).toBe('::notice title=landrail::no comment: GitHub answered 500 (Internal Server Error). The summary of the run has the report.');
  });
});

it('a bug in what is told afterwards leaves verdict and outputs as they are', async () => {
  const runner = new Runner('failures', github);
  shop(runner, clean);
  const inputs = { 'working-directory': 'infra', comment: 'always' };
  await runner.step('pull', events.pull(), inputs);
  // What only the comment asks for: which of two is newer.
  runner.write('bug.cjs', "Date.parse = () => { throw new Error('boom'); };\n");
  const step = await runner.step('pull', events.pull(), inputs, { NODE_OPTIONS: `--require ${join(runner.workspace, 'bug.cjs')}` });
  expect(step).toMatchObject({ status: 0, outputs: { conclusion: 'pass', 'comment-url': '' } });
  expect(step.stderr).toMatch(/^landrail \S+ hit a bug of its own\..*\nError: boom\n/);
});

describe('an API that is busy', () => {
  it.each<[string, readonly Odd[], number]>([
    ['502 and 503', [{ on: list, status: 502 }, { on: list, status: 503 }], 1],
    ['429 for a second', [{ on: create, status: 429, headers: { 'retry-after': '1' }, body: json('slow down') }], 1],
    ['a secondary limit', [{ on: create, status: 403, headers: { 'retry-after': '1' }, body: json('You have exceeded a secondary rate limit. Please wait a few minutes.') }], 1],
    ['a line that is cut', [{ on: list, cut: 'before' }, { on: /graphql/, cut: 'before' }], 1],
    ['a line that is cut before the comment is made', [{ on: create, cut: 'before' }], 1],
    ['a line that is cut after the comment is made', [{ on: create, cut: 'after' }], 1],
    ['an error after which nobody knows', [{ on: create, status: 500 }], 1],
  ])('%s: tried again, and said once', async (_, odd, comments) => {
    const { step } = await told(odd);
    expect(github.comments).toHaveLength(comments);
    expect(step.outputs['comment-url']).toBe(commentUrl());
    expect(step.commands.some((line) => line.includes('no comment'))).toBe(false);
  });

  it('one that says nothing is asked again after ten seconds', async () => {
    const { step, seconds } = await told([{ on: list, cut: 'silent' }]);
    expect(github.comments).toHaveLength(1);
    expect(step.status).toBe(1);
    expect(seconds).toBeGreaterThan(9);
    expect(seconds).toBeLessThan(25);
  });

  it('one that is not there is not waited for long', async () => {
    const runner = new Runner('failures', github);
    shop(runner);
    const started = Date.now();
    const step = await runner.step('pull', events.pull(), { 'working-directory': 'infra' }, { GITHUB_API_URL: 'http://127.0.0.1:2' });
    expect(step.status).toBe(1);
    expect(step.commands.at(-1)).toBe('::notice title=landrail::no comment: GitHub did not answer (ECONNREFUSED). The summary of the run has the report.');
    expect(Date.now() - started).toBeLessThan(20_000);
  });
});
