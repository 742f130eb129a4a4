import { join } from 'node:path';
import { readFileSync, existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { expectGolden } from '../reports/golden.ts';
import { events, head, metadata, Runner } from './runner.ts';
import { GitHub } from './server.ts';
import { clean, shop, sorterOnly } from './shop.ts';

const github = new GitHub();
const inInfra = { 'working-directory': 'infra' };
const pages = /https:\/\/github\.test\/[^\s)"]+/g;

function runner(machines?: Parameters<typeof shop>[1]): Runner {
  const made = new Runner('action', github);
  shop(made, machines);
  return made;
}

describe('a pull request', () => {
  it('is told at its lines, in the summary, in one comment and in outputs, and the step fails at last', async () => {
    github.files = sorterOnly;
    const step = await runner().step('pull', events.pull(), { ...inInfra, sarif: 'true' });
    expect(step.stderr).toBe('');
    expect(step.status).toBe(1);
    expectGolden('pull-request.log', step.log, 'github');
    expectGolden('pull-request.summary.md', step.summary, 'github');
    expect(github.comments).toHaveLength(1);
    expectGolden('created.md', github.comments[0]?.body ?? '', 'github');
    expect(step.outputs).toEqual({
      conclusion: 'fail', 'exit-code': '1', findings: '3', 'new-findings': '3', undecided: '0', 'by-severity': '{"critical":0,"high":1,"medium":2,"low":0,"info":0}',
      'sarif-file': 'TEMP/landrail.sarif', 'html-file': '', 'json-file': 'TEMP/landrail.json', 'comment-url': `https://github.test/parcels/shop/pull/7#issuecomment-${github.comments[0]?.id}`,
    });
    expect(github.asked).toEqual(['GET /repos/parcels/shop/pulls/7/files', 'POST /graphql', 'GET /repos/parcels/shop/issues/7/comments', 'POST /repos/parcels/shop/issues/7/comments']);
    const links = [...step.summary.matchAll(pages)];
    expect(links).not.toEqual([]);
    for (const [link] of links) expect(link).toMatch(new RegExp(`^https://github\\.test/parcels/shop/(blob/${head}/infra/main\\.tf#L\\d+$|actions/runs/9001)`));
  });

  it('from a fork is told in the summary, and why there is no comment in one notice', async () => {
    const step = await runner().step('pull', events.pull(undefined, 'stranger/shop'), { ...inInfra, 'github-token': 'fork' });
    expect(step.status).toBe(1);
    expect(github.comments).toEqual([]);
    expect(step.commands.at(-1)).toBe('::notice title=landrail::no comment: the token of a pull request from a fork may only read. The summary of the run has the report.');
    expect(step.commands.filter((line) => line.includes('no comment'))).toHaveLength(1);
    expect(step.summary).toContain('## landrail failed');
    expect(step.outputs['comment-url']).toBe('');
  });

  it('without anything to tell gets no first comment, but with always', async () => {
    const quiet = await runner(clean).step('pull', events.pull(), inInfra);
    expect(quiet).toMatchObject({ status: 0, outputs: { conclusion: 'pass', 'comment-url': '' } });
    expect(github.comments).toEqual([]);
    await runner(clean).step('pull', events.pull(), { ...inInfra, comment: 'always' });
    expectGolden('always.md', github.comments[0]?.body ?? '', 'github');
  });

  it('that fails only where it has changed nothing is told so', async () => {
    github.files = [{ filename: 'README.md', status: 'modified', patch: '@@ -1 +1 @@\n-a\n+b' }];
    const step = await runner().step('pull', events.pull(), inInfra);
    expect(step.status).toBe(1);
    expectGolden('elsewhere.md', github.comments[0]?.body ?? '', 'github');
  });

  it('with findings that neither fail it nor are its own gets no comment', async () => {
    github.files = [{ filename: 'README.md', status: 'modified', patch: '@@ -1 +1 @@\n-a\n+b' }];
    const step = await runner().step('pull', events.pull(), { ...inInfra, 'fail-on': 'critical' });
    expect(step).toMatchObject({ status: 0, outputs: { conclusion: 'pass', findings: '3' } });
    expect(github.comments).toEqual([]);
  });

  it('with never is told no comment, and nobody asks for any', async () => {
    await runner().step('pull', events.pull(), { ...inInfra, comment: 'never', 'changed-only': 'false' });
    expect(github.asked).toEqual([]);
  });

  it('without a token is told in the summary alone, and nobody is asked', async () => {
    const step = await runner().step('pull', events.pull(), { ...inInfra, 'github-token': '' });
    expect(step.status).toBe(1);
    expect(github.asked).toEqual([]);
    expect(step.commands.at(-1)).toBe('::notice title=landrail::no comment: github-token is empty. The summary of the run has the report.');
    expect(step.summary).toContain('## landrail failed');
  });

  it('of which GitHub tells no files is compared, as whoever reads the code may', async () => {
    github.odd = [{ on: /pulls\/7\/files/, status: 403, body: '{"message":"Resource not accessible by integration"}' }];
    github.compared = sorterOnly;
    await runner().step('pull', events.pull(), inInfra);
    expect(github.asked[1]).toMatch(/^GET \/repos\/parcels\/shop\/compare\/(?:b05e){10}\.\.\.(?:4f1c){10}$/);
    expect(github.comments[0]?.body).toContain('2 findings on lines that this change does not touch');
  });
});

describe('who is talked to', () => {
  it('is the API that the runner names, and nobody else', async () => {
    const at = runner();
    at.write('ear.cjs', `const { Socket } = require('node:net');\nconst { appendFileSync } = require('node:fs');\nconst { connect } = Socket.prototype;\nSocket.prototype.connect = function (...args) {\n  const [{ host, port, path }] = Array.isArray(args[0]) ? args[0] : args;\n  appendFileSync(${JSON.stringify(join(at.workspace, 'heard'))}, (path ?? host + ':' + port) + '\\n');\n  return connect.apply(this, args);\n};\n`);
    github.files = sorterOnly;
    const step = await at.step('pull', events.pull(), inInfra, { NODE_OPTIONS: `--require ${join(at.workspace, 'ear.cjs')}` });
    expect(step.outputs['comment-url']).toContain('#issuecomment');
    const heard = readFileSync(join(at.workspace, 'heard'), 'utf8').trim().split('\n');
    expect(new Set(heard)).toEqual(new Set([new URL(github.url).host]));
  });

  it('is an Enterprise Server where the runner is one of it', async () => {
    const at = runner();
    await at.step('pull', events.pull(), { ...inInfra, 'github-token': 'robot' }, { GITHUB_API_URL: `${github.url}/api/v3` });
    shop(at, clean);
    await at.step('pull', events.pull(), { ...inInfra, 'github-token': 'robot' }, { GITHUB_API_URL: `${github.url}/api/v3` });
    expect(github.comments.map(({ body }) => body.includes('resolved'))).toEqual([true]);
  });
});

describe('a comment over its life', () => {
  it('is created, left alone, updated, resolved, left alone, and told anew', async () => {
    const at = runner();
    const lives: string[] = [];
    const told = async (machines: Parameters<typeof shop>[1], minute: number): Promise<void> => {
      github.asked = [];
      shop(at, machines);
      const step = await at.step('pull', events.pull(`2026-11-23T08:0${minute}:00Z`), inInfra);
      lives.push(`${github.asked.find((line) => /^(?:POST \/repos|PATCH)/.test(line))?.replace(/\d+$/, 'ID') ?? 'nothing'} -> ${step.status}`);
      expect(github.comments).toHaveLength(1);
      expect(step.outputs['comment-url']).toBe(`https://github.test/parcels/shop/pull/7#issuecomment-${github.comments[0]?.id}`);
    };
    await told({ sorter: 'p5.48xlarge' }, 0);
    await told({ sorter: 'p5.48xlarge' }, 1);
    await told({ sorter: 'm5.24xlarge' }, 2);
    expectGolden('updated.md', github.comments[0]?.body ?? '', 'github');
    await told(clean, 3);
    expectGolden('resolved.md', github.comments[0]?.body ?? '', 'github');
    await told(clean, 4);
    await told({ sorter: 'p5.48xlarge' }, 5);
    expect(lives).toEqual([
      'POST /repos/parcels/shop/issues/7/comments -> 1', 'nothing -> 1', 'PATCH /repos/parcels/shop/issues/comments/ID -> 1',
      'PATCH /repos/parcels/shop/issues/comments/ID -> 0', 'nothing -> 0', 'PATCH /repos/parcels/shop/issues/comments/ID -> 1',
    ]);
  });

  it('is not taken back by an older run that comes later', async () => {
    const at = runner();
    await at.step('pull', events.pull('2026-11-23T08:05:00Z'), inInfra);
    const { body } = github.comments[0] ?? { body: '' };
    shop(at, clean);
    const step = await at.step('pull', events.pull('2026-11-23T08:04:59Z'), inInfra);
    expect(step).toMatchObject({ status: 0 });
    expect(github.comments.map((one) => one.body)).toEqual([body]);
    expect(step.commands.at(-1)).toBe('::notice title=landrail::the comment is by a newer run, and stays as it is.');
  });

  it('of another author stays as it is, whatever it says', async () => {
    const forged = `<!-- landrail key=landrail valid-at=2099-01-01T00:00:00Z sha=- -->\n## landrail passed\n`;
    github.said('some-other-robot[bot]', forged);
    github.said('parcel-developer', `> ${forged}`);
    await runner().step('pull', events.pull(), inInfra);
    expect(github.comments.map(({ user }) => user.login)).toEqual(['some-other-robot[bot]', 'parcel-developer', 'github-actions[bot]']);
    expect(github.comments[0]?.body).toBe(forged);
  });

  it('is known by whoever wrote it, with a token of their own too', async () => {
    const at = runner();
    await at.step('pull', events.pull(), { ...inInfra, 'github-token': 'robot' });
    shop(at, clean);
    await at.step('pull', events.pull(), { ...inInfra, 'github-token': 'robot' });
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]?.body).toContain('What was told here is resolved.');
  });

  it('is one for each key', async () => {
    const at = runner();
    for (const key of ['plan-prod', 'plan-dev', 'plan-prod']) await at.step('pull', events.pull(), { ...inInfra, key });
    expect(github.comments.map(({ body }) => body.split('\n').slice(0, 2))).toEqual(['plan-prod', 'plan-dev'].map((key) => [`<!-- landrail key=${key} valid-at=2026-11-23T08:00:00Z sha=${head} -->`, `## landrail failed (${key.replace('-', '\\-')})`.replaceAll('\\', '')]));
  });

  it('is found on whatever page it stands', async () => {
    github.perPage = 2;
    for (const word of ['thanks', 'nice', 'LGTM', 'ship it']) github.said('parcel-developer', word);
    const at = runner();
    await at.step('pull', events.pull(), inInfra);
    github.said('parcel-developer', 'again?');
    shop(at, clean);
    await at.step('pull', events.pull(), inInfra);
    expect(github.comments.map(({ body }) => /resolved/.test(body))).toEqual([false, false, false, false, true, false]);
  });

  it('that would be too long is shortened, and says where all of it is', async () => {
    const machines = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`conveyor_belt_motor_controller_of_hall_${index}`, `m5.24xlarge${'x'.repeat(1000)}${index}`]));
    const step = await runner(machines).step('pull', events.pull(), { ...inInfra, 'changed-only': 'false' });
    const { body } = github.comments[0] ?? { body: '' };
    expect(body.length).toBeGreaterThan(2000);
    expect(Buffer.byteLength(body)).toBeLessThan(60_000);
    expect(body).toMatch(/\d+ more findings, of no higher severity, not in this table\./);
    expect(body).toContain('Shortened to what a comment has room for. [The run has all of it](https://github.test/parcels/shop/actions/runs/9001/attempts/1)');
    expect(Buffer.byteLength(step.summary)).toBeLessThan(2 ** 20);
  });
});

describe('other events', () => {
  it.each(['push', 'schedule', 'dispatch', 'mergeGroup'] as const)('%s has annotations and a summary, and no comment', async (event) => {
    github.compared = sorterOnly;
    const step = await runner().step(event, events[event], inInfra);
    expect(step.status).toBe(1);
    expect(step.commands.filter((line) => line.startsWith('::warning')).length).toBeGreaterThan(0);
    expect(step.commands.some((line) => line.includes('no comment'))).toBe(false);
    expect(step.summary).toContain('## landrail failed');
    expect(github.comments).toEqual([]);
    expect(github.asked.map((line) => line.replace(/[^/]+$/, ''))).toEqual(event === 'push' || event === 'mergeGroup' ? ['GET /repos/parcels/shop/compare/'] : []);
    expect(step.summary.includes('on lines that this change does not touch')).toBe(github.asked.length > 0);
  });

  it.each([
    ['is not JSON', '{"pull_request":'],
    ['is not an object', '[]'],
    ['is of another kind', { pull_request: { number: '7; rm -rf', head: 'x' }, before: 12, after: null }],
    ['is a branch that is new', { before: '0'.repeat(40), after: head }],
    ['has members that nobody expects', '{"__proto__":{"pull_request":{"number":7}},"issue":{"number":7}}'],
  ])('a payload that %s belongs to no pull request', async (_, payload) => {
    const step = await runner().step('push', payload, inInfra);
    expect(step.status).toBe(1);
    expect(step.stderr).toBe('');
    expect(github.asked).toEqual([]);
    expect(step.summary).toContain('## landrail failed');
  });
});

describe('inputs', () => {
  it('are those of action.yml', () => {
    const read = readFileSync(new URL('../../src/action-inputs.ts', import.meta.url), 'utf8');
    const names = [...read.matchAll(/\b(?:text|one|yes|words|file)\('([\w-]+)'/g)].map(([, name]) => name);
    expect([...new Set(names)].sort()).toEqual(Object.keys(metadata.inputs).sort());
  });

  it('that are wrong are named all at once, and outputs say that there is no verdict', async () => {
    const step = await runner().step('pull', events.pull(), { comment: 'allways', summary: 'yes', key: 'a b', command: 'drift', paths: 'infra', args: '"--strict', webhook: 'ftp://parcels.test' });
    expect(step.status).toBe(2);
    expect(step.log.split('\n').filter((line) => line !== '').sort()).toEqual(
      ['comment is "allways"; allowed: changes, always, never%0Adid you mean "always"?', 'key is "a b"; it must be 1 to 64 letters, digits, dots, hyphens or underscores', 'paths is "infra", and drift has three sides%0Aname them under args: --iac states/ --inventory inventory.ndjson --audit logs/',
        'webhook is not an https address%0Ahttps://hooks.slack.com/services/…, from a secret', 'args is "\\"--strict", in which a quote has no end', 'summary is "yes"; allowed: true, false'].map((text) => `::error title=action-input::${text}`).sort(),
    );
    expect(step.outputs).toMatchObject({ conclusion: 'error', 'exit-code': '2', findings: '0' });
    expect(Object.keys(step.outputs).sort()).toEqual(Object.keys(metadata.outputs).sort());
  });

  it('name the three sides of a night, from the folder where it runs', async () => {
    const at = runner();
    at.copy('samples/night', 'night');
    const step = await at.step('schedule', events.schedule, { command: 'drift', 'working-directory': 'night', args: '--iac code --inventory inventory --audit audit --until 2026-11-02T06:00:00Z --no-history', html: 'true' });
    expect(step).toMatchObject({ status: 1, stderr: '', outputs: { conclusion: 'fail', 'html-file': 'TEMP/landrail.html' } });
    const { errors, drift } = JSON.parse(step.json) as { readonly errors: readonly unknown[]; readonly drift: { readonly items: readonly { readonly created: { readonly source: { readonly file: string } } | null; readonly live: { readonly input: string } | null }[] } };
    expect(errors).toEqual([]);
    expect(drift.items.flatMap(({ created, live }) => [created?.source.file, live?.input]).filter((file) => file !== undefined && !file.startsWith('night/'))).toEqual([]);
  });

  it('are flags of the command, which knows what it takes', async () => {
    const step = await runner().step('push', events.push, { ...inInfra, 'fail-on': 'hgih' });
    expect(step.status).toBe(2);
    expect(step.stderr).toContain('--fail-on is "hgih"; allowed: info, low, medium, high, critical');
    expect(step.outputs).toMatchObject({ conclusion: 'error' });
  });

  it('that judge nothing pass nothing', async () => {
    const step = await runner(clean).step('push', events.push, { ...inInfra, args: '--help' });
    expect(step).toMatchObject({ status: 2, outputs: { conclusion: 'error', 'exit-code': '2' } });
    expect(step.commands).toEqual(['::error title=landrail::the run did not begin; the log says why']);
  });

  it('name files, paths with spaces and further arguments', async () => {
    const at = runner();
    at.write('two words/plan.tf', 'resource "aws_instance" "a" {\n  instance_type = var.type\n}\nvariable "type" {}\n');
    const step = await at.step('push', events.push, { paths: '"two words" infra', args: "--var 'type=p5.48xlarge'\n--no-config", sarif: 'reports/all.sarif', annotations: 'false', summary: 'false' });
    expect(step.outputs['sarif-file']).toBe(join(at.workspace, 'reports/all.sarif'));
    expect(step.log).toContain('two words/plan.tf:2:19');
    expect(step.commands).toEqual([]);
    expect(step.summary).toBe('');
    const sarif = JSON.parse(readFileSync(join(at.workspace, 'reports/all.sarif'), 'utf8')) as { readonly runs: readonly { readonly results: readonly { readonly locations: readonly { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } }[] }[] }[] };
    expect(new Set(sarif.runs[0]?.results.map((one) => one.locations[0]?.physicalLocation.artifactLocation.uri))).toEqual(new Set(['infra/main.tf', 'two%20words/plan.tf']));
  });

  it('a folder that is not there is an error, and no pass', async () => {
    const step = await runner().step('push', events.push, { 'working-directory': 'infar' });
    expect(step).toMatchObject({ status: 2, stderr: '', outputs: { conclusion: 'error', 'exit-code': '2' } });
    expect(step.log).toMatch(/^::error title=action-folder::working-directory cannot be entered: ENOENT: .*infar'%0Aname a folder of the checkout; actions\/checkout comes before\n$/);
  });

  it('a file that cannot be written fails the step, and is no output', async () => {
    const at = runner(clean);
    at.write('infra/taken/file', '');
    const step = await at.step('push', events.push, { ...inInfra, sarif: 'taken' });
    expect(step).toMatchObject({ status: 2, outputs: { conclusion: 'pass', 'exit-code': '2', 'sarif-file': '' } });
    expect(step.stderr).toContain('the sarif report cannot be written');
  });

  it('a summary or an output that cannot be written takes nobody the verdict', async () => {
    const at = runner();
    const step = await at.step('push', events.push, inInfra, { GITHUB_STEP_SUMMARY: at.workspace });
    expect(step.status).toBe(1);
    expect(step.commands.at(-1)).toMatch(/^::notice title=landrail::GITHUB_STEP_SUMMARY cannot be written: EISDIR/);
    expect(existsSync(join(at.workspace, 'landrail.json'))).toBe(false);
  });
});
