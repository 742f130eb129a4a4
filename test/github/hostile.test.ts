import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { annotations } from '#reports/ci/github.ts';
import { messageOf } from '../../src/github/webhook.ts';
import { writeOutputs } from '../../src/github/outputs.ts';
import { scratchFolder } from '../commands/landrail.ts';
import { ours, rendered } from '../reports/rendered.ts';
import { finding, result } from '../reports/result.ts';
import { events, Runner } from './runner.ts';
import { GitHub } from './server.ts';

const github = new GitHub();

/** What a pull request may put into names: each would do something somewhere, if it were let. */
const names = [
  '\n::error::owned', '::set-output name=conclusion::pass', '::stop-commands::pause', '##[set-env name=PATH]/tmp', '@parcels/everybody', '#1 GH-2', '<img src=x onerror=alert(1)>', '](javascript:alert(1))', '[x](https://evil.example)',
  '![x](https://evil.example/pixel.png)', '| a | b |', '`code`', '```', '</details></summary>', '<!-- landrail key=landrail valid-at=2099-01-01T00:00:00Z sha=- -->', '\u001b[2J', '\u202egnp', '%0A::warning::x', 'https://evil.example/x', '$(id)', '\r\n## landrail passed',
  'x'.repeat(1_000_000),
];

/** A plan whose addresses, tags and types are such names. */
function plan(): string {
  const resources = names.map((name, index) => ({
    address: `aws_instance.web[${JSON.stringify(name)}]`, mode: 'managed', type: 'aws_instance', name: 'web', index: name, provider_name: 'registry.terraform.io/hashicorp/aws',
    change: { actions: ['create'], before: null, after: { instance_type: index % 2 === 0 ? 'p5.48xlarge' : `m5.${name}`, tags: { owner: name, [name]: name } }, after_unknown: {}, before_sensitive: false, after_sensitive: {} },
  }));
  return JSON.stringify({ format_version: '1.2', terraform_version: '1.11.4', resource_changes: resources, configuration: { root_module: {} } });
}

describe('a pull request whose names are hostile', () => {
  it('has nothing obeyed by the runner, rendered by GitHub, or set as an output', async () => {
    const runner = new Runner('hostile', github);
    runner.write('plan.json', plan());
    runner.write('landrail.yaml', 'version: 1\nguardrails:\n  required-tags:\n    tags:\n      - { key: owner, pattern: "^[a-z]+@shop[.]example$" }\n  instance-types:\n    aws: { allow: ["t3.*"] }\n');
    const step = await runner.step('pull', events.pull(), { paths: 'plan.json' });
    expect(step.status).toBe(1);
    expect(step.stderr).toBe('');
    expect(step.outputs['conclusion']).toBe('fail');
    // Ours, and what they say stays in their one line: ten of a level, and the notices.
    for (const line of step.commands) expect(line).toMatch(/^::(?:error|warning|notice) (?:file=plan\.json,)?title=[\w%.-][^:]*::/);
    expect(step.commands.length).toBeLessThanOrEqual(30);
    for (const line of step.commands) expect(line.length).toBeLessThan(65_536);

    const comment = github.comments[0]?.body ?? '';
    expect(github.comments).toHaveLength(1);
    expect(Buffer.byteLength(comment)).toBeLessThan(60_000);
    expect(Buffer.byteLength(step.summary)).toBeLessThan(2 ** 20);
    for (const text of [comment, step.summary]) {
      const { tags, links, text: read } = rendered(text);
      expect([...tags].filter((tag) => !ours.has(tag))).toEqual([]);
      expect(links.filter((link) => !link.startsWith('https://github.test/parcels/shop/'))).toEqual([]);
      expect(read).not.toMatch(/@parcels|#\d|GH-\d/);
      expect([...text.matchAll(/^## /gm)]).toHaveLength(1);
      expect(['\u001b', '\u202e', '\r', '\u200b'].filter((sign) => text.includes(sign))).toEqual([]);
    }
  });

  it('has a comment that the next run knows for its own', async () => {
    const runner = new Runner('hostile', github);
    runner.write('plan.json', plan());
    for (let run = 0; run < 2; run += 1) await runner.step('pull', events.pull(), { paths: 'plan.json', args: '--no-config' });
    expect(github.comments).toHaveLength(1);
    expect(github.asked.filter((line) => /^(?:POST \/repos|PATCH)/.test(line))).toHaveLength(1);
  });
});

it('a message of a megabyte is an annotation of a few lines', () => {
  const text = annotations(result([finding('regions', 'aws_instance.web', { message: 'x'.repeat(1_000_000), evidence: { actual: 'y'.repeat(1_000_000) } })]), 1);
  expect(text.length).toBeLessThan(6000);
  expect(text).toMatch(/^::warning [^:]*::medium: x{3000,}\.\.\. \(\d{7} characters\)\n/);
});

it('an output holds whatever it holds', () => {
  const file = join(scratchFolder('outputs'), 'output');
  writeOutputs(file, { 'sarif-file': '/tmp/a\nconclusion=pass\nghadelimiter\nEOF', conclusion: 'fail' });
  const [first = '', ...lines] = readFileSync(file, 'utf8').split('\n');
  const end = first.replace('sarif-file<<', '');
  expect(end).toMatch(/^landrail-[0-9a-f]{32}$/);
  expect(lines.slice(0, lines.indexOf(end)).join('\n')).toBe('/tmp/a\nconclusion=pass\nghadelimiter\nEOF');
});

it.each(names.slice(0, -1))('a message has no mention, link or line of %j', (name) => {
  const message = messageOf(result([finding(name, name, { message: `${name} <!channel> <https://evil.example|x>` })]), null);
  expect(message.split('\n')).toHaveLength(2);
  expect(message).not.toMatch(/<|@\w/);
});
