import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectGolden } from '../reports/golden.ts';
import { events, Runner } from './runner.ts';
import { GitHub } from './server.ts';
import { clean, shop } from './shop.ts';

const github = new GitHub();
const inInfra = { 'working-directory': 'infra' };

describe('the issue of a nightly run', () => {
  it('is opened when there is something to tell, kept up to date, closed when nothing is left, and opened again', async () => {
    const runner = new Runner('issue', github);
    const night = async (machines: Parameters<typeof shop>[1]): Promise<string> => {
      shop(runner, machines);
      const step = await runner.step('schedule', events.schedule, { ...inInfra, issue: 'true' });
      return `${github.issues.map(({ title, state }) => `${title}: ${state}`).join()} ${step.status} ${step.outputs['comment-url']}`;
    };
    expect(await night(clean)).toBe(' 0 ');
    expect(await night({ sorter: 'p5.48xlarge' })).toBe('landrail check: open 1 https://github.test/parcels/shop/issues/40');
    expectGolden('issue.md', github.issues[0]?.body ?? '', 'github');
    github.asked = [];
    expect(await night({ sorter: 'p5.48xlarge' })).toBe('landrail check: open 1 https://github.test/parcels/shop/issues/40');
    expect(github.asked.some((line) => line.startsWith('PATCH'))).toBe(false);
    expect(await night(clean)).toBe('landrail check: closed 0 https://github.test/parcels/shop/issues/40');
    expect(await night({ sorter: 'm5.24xlarge' })).toBe('landrail check: open 1 https://github.test/parcels/shop/issues/40');
  });

  it('is not the one of anybody else', async () => {
    const forged = { id: 1, number: 1, title: 'mine', state: 'open', user: { login: 'stranger' }, body: '<!-- landrail key=landrail valid-at=2099-01-01T00:00:00Z sha=- -->\n' };
    github.issues.push({ ...forged });
    const runner = new Runner('issue', github);
    shop(runner);
    await runner.step('schedule', events.schedule, { ...inInfra, issue: 'true' });
    expect(github.issues).toHaveLength(2);
    expect(github.issues[0]).toEqual(forged);
  });

  it('that may not be written is one notice', async () => {
    const runner = new Runner('issue', github);
    shop(runner, clean);
    shop(runner);
    const step = await runner.step('schedule', events.schedule, { ...inInfra, issue: 'true', 'github-token': 'fork' });
    expect(step.status).toBe(1);
    expect(step.commands.at(-1)).toBe('::notice title=landrail::no issue: GitHub answered 403 (Resource not accessible by integration); the job needs the permission issues: write. The summary of the run has the report.');
  });
});

describe('a webhook', () => {
  const told: string[] = [];
  let status = 200;
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += String(part);
    told.push(`${request.method} ${request.headers['content-type']} ${body}`);
    response.writeHead(status, { location: 'http://127.0.0.1:2/' }).end('ok');
  });
  const address = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/services/T0/B0/secret`;
  beforeAll(() => new Promise<void>((done) => void server.listen(0, '127.0.0.1', done)));
  afterAll(() => new Promise<void>((done) => void server.close(() => done())));

  it('is told what is found, in the form of Slack, and nothing where nothing is', async () => {
    const runner = new Runner('webhook', github);
    shop(runner, clean);
    await runner.step('schedule', events.schedule, { ...inInfra, webhook: address() });
    expect(told).toEqual([]);
    shop(runner);
    await runner.step('schedule', events.schedule, { ...inInfra, webhook: address() });
    expect(told.map((one) => one.replaceAll('\\n', '\n'))).toEqual([
      `POST application/json {"text":"*landrail check* 3 findings (1 high, 2 medium). 2 resources, 5 guardrails, 3 not configured.
high gpu-shapes: p5.48xlarge has 8 x NVIDIA H100, which needs an approval (aws_instance.sorter)
medium business-justification: m5.24xlarge has 96 vCPUs, which needs an approval: a waiver with reason, owner, ticket and expiry (aws_instance.printer)
medium instance-types: m5.24xlarge is not an allowed shape (aws_instance.printer)
<https://github.test/parcels/shop/actions/runs/9002/attempts/1|The run has all of it>"}`,
    ]);
  });

  it.each([[404, 'it answered 404'], [302, 'it cannot be reached']])('that answers %i is one notice, without its address', async (answer, because) => {
    status = answer;
    const runner = new Runner('webhook', github);
    shop(runner);
    const step = await runner.step('schedule', events.schedule, { ...inInfra, webhook: address() });
    expect(step.status).toBe(1);
    expect(step.commands.at(-1)).toBe(`::notice title=landrail::no message to the webhook: ${because}. The summary of the run has the report.`);
    expect(step.log).not.toContain('secret');
  });
});
