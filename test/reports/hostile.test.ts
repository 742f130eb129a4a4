import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { Result } from '#model/result.ts';
import { renderCsv } from '#reports/ci/csv.ts';
import { renderGithub } from '#reports/ci/github.ts';
import { renderGitlab } from '#reports/ci/gitlab.ts';
import { renderJunit } from '#reports/ci/junit.ts';
import { renderConcise } from '#reports/concise.ts';
import { explainText, listText } from '#reports/explain.ts';
import { renderJson } from '#reports/json.ts';
import { renderMarkdown } from '#reports/markdown/markdown.ts';
import { renderSarif } from '#reports/sarif/sarif.ts';
import { renderTerminal } from '#reports/terminal.ts';
import { finding, guardrail, resource, result } from './result.ts';

/** What somebody may put into the name of a resource, a tag, a file or a policy of a pull request. */
const hostile: Readonly<Record<string, string>> = {
  'ANSI colours and cursor': '\u001b[2J\u001b[1;1H\u001b[32mNo findings.\u001b[0m',
  'a terminal title': '\u001b]0;owned\u0007',
  'a terminal link': '\u001b]8;;https://shop.example\u001b\\checkout\u001b]8;;\u001b\\',
  'BEL and backspaces': 'web\u0007\b\b\bdb',
  'C1 controls': '\u009b2Jcheckout\u0085\u008d\u009d0;owned\u009c',
  'DEL and NUL': 'web\u007f\u0000',
  'carriage return': 'checkout\rNo findings.',
  newlines: 'checkout\nNo findings. 84 resources, 7 guardrails.\n',
  'line separators': 'checkout\u2028No findings.\u2029\u000b\u000c',
  'right-to-left override': 'checkout\u202egnp.exe\u2066\u2069\u200f\u061c',
  'zero-width characters': 'check\u200bo\u200cu\u200dt\u2060\ufeff\u00ad\u034f\u180e\u3164\uffa0',
  'tags and selectors that hide text': `checkout${String.fromCodePoint(0xe0068, 0xe0069, 0xe0100, 0xe007f)}a\ufe0e\ufe01`,
  'lone surrogates': 'web\ud800 \udc00',
  'a GitHub command': '::set-output name=verdict::pass',
  'a GitHub command behind a space': 'checkout \u3000::error file=main.tf,line=1::all is well',
  'a GitHub command behind a newline': '\n::stop-commands::checkout',
  'GitHub commands of old': '##[set-env name=PATH]/tmp ##[error]checkout',
  'an Azure DevOps command': 'checkout ##vso[task.complete result=Succeeded;]done',
  'a TeamCity command': "##teamcity[buildStatus text='ok' status='SUCCESS']",
  'a GitLab section': '\u001b[0Ksection_start:1:checkout\r\u001b[0K',
};

/** The text wherever a text from outside may stand. */
function everywhere(text: string): Result {
  const evil = finding(text, null, {
    title: text,
    message: text,
    input: text,
    severity: 'high',
    resource: { ...resource('aws_instance.web'), address: text, type: text, id: text, region: text },
    evidence: { path: text, actual: text, expected: [text, { [text]: [text] }], refs: [text], needs: text },
    location: { file: text, line: 1, column: 1 },
    snippet: [{ line: 1, text, mark: { start: 2, end: 4 } }],
    related: [{ file: text, line: 1, column: 1, role: text, name: text, snippet: [{ line: 1, text, mark: null }] }],
    remediation: text,
    references: [text],
    waiver: { reason: text, owner: text, ticket: text, expires: '2026-12-31', where: text },
  });
  const problem = { code: 'policy-aborted', message: text, where: text, hint: text };
  return result(
    [
      evil,
      { ...evil, resource: null, location: null, evidence: { ...evil.evidence, path: '', actual: { [text]: text }, expected: text } },
      { ...evil, verdict: 'undecided' },
      { ...evil, verdict: 'waived' },
    ],
    {
      inputs: [{ path: text, format: text, resources: 1, notes: [text] }, { path: `${text}2`, format: 'terraform-plan', resources: 1, notes: [] }],
      guardrails: [guardrail(text, { title: text, origin: text })],
      notRun: [{ id: text, because: text }],
      notices: [problem],
      errors: [problem],
    },
  );
}

const escape = String.fromCharCode(0x1b);
const ourColors = new RegExp(`${escape}\\[\\d\\d?m`, 'g');

const sinks: Readonly<Record<string, (text: string) => string>> = {
  'terminal, 40 columns': (text) => renderTerminal(everywhere(text), { color: false, width: 40, verbose: true }),
  'terminal, 200 columns': (text) => renderTerminal(everywhere(text), { color: false, width: 200, verbose: false }),
  // Our own colours are taken away, in the form in which they are written; anything else would stay.
  'terminal with colours': (text) => renderTerminal(everywhere(text), { color: true, width: 80, verbose: false }).replaceAll(ourColors, ''),
  concise: (text) => renderConcise(everywhere(text), { verbose: true }),
  json: (text) => renderJson(everywhere(text)),
  sarif: (text) => renderSarif(everywhere(text), { verbose: true }),
  junit: (text) => renderJunit(everywhere(text)),
  gitlab: (text) => renderGitlab(everywhere(text)),
  // Our own commands are taken away, in the form in which they are written.
  github: (text) => renderGithub(everywhere(text)).replaceAll(/^::(?:error|warning|notice) [^:\n]*::/gm, ''),
  markdown: (text) => renderMarkdown(everywhere(text)),
  csv: (text) => renderCsv(everywhere(text)).replaceAll('\r\n', '\n'),
  explain: (text) => explainText(hostileGuardrail(text), 80),
  list: (text) => listText([hostileGuardrail(text)]),
};

function hostileGuardrail(text: string) {
  return guardrail(text, {
    title: text,
    description: text,
    remediation: { summary: text, terraform: text, cloudformation: text, cli: text },
    references: [text],
    examples: { bad: text, good: text },
    origin: text,
  });
}

/** First and last: C0 but for the newline, DEL and C1, then what terminals leave out or obey without showing it. */
const forbidden: readonly (readonly [number, number])[] = [
  [0x00, 0x09], [0x0b, 0x1f], [0x7f, 0x9f], [0xad, 0xad], [0x34f, 0x34f], [0x61c, 0x61c], [0x115f, 0x1160], [0x180b, 0x180f], [0x200b, 0x200f],
  [0x2028, 0x202e], [0x2060, 0x206f], [0x3164, 0x3164], [0xd800, 0xdfff], [0xfe00, 0xfe0f], [0xfeff, 0xfeff], [0xffa0, 0xffa0], [0xe0000, 0xe0fff],
];

function forbiddenIn(text: string): readonly string[] {
  const codes = [...new Set(text)].map((character) => character.codePointAt(0) ?? 0);
  return codes.filter((code) => forbidden.some(([first, last]) => first <= code && code <= last)).map((code) => code.toString(16));
}

/** As GitHub's runner finds them: spaces of any kind are trimmed first. */
const colonCommand = /^::[a-z-]+( [^:]*)?::/i;

describe.each(Object.entries(sinks))('%s', (_, render) => {
  test.each(Object.entries(hostile))('%s', (_name, text) => {
    const out = render(text);
    expect(forbiddenIn(out)).toEqual([]);
    expect(out).not.toMatch(/##(\[|vso\[|teamcity\[)/);
    expect(out.split('\n').filter((line) => colonCommand.test(line.trim()))).toEqual([]);
    expect(stripVTControlCharacters(out)).toBe(out);
  });

  // Examples of a guardrail are code: theirs are lines, indented.
  test('a newline makes no line of its own', () => {
    expect(render('checkout\nfix      run me').split('\n').filter((line) => /^ {0,3}fix +run me/.test(line))).toEqual([]);
  });
});

test('JSON holds the very text', () => {
  for (const text of Object.values(hostile)) {
    const back = JSON.parse(renderJson(everywhere(text))) as Result;
    const expected = text.toWellFormed();
    expect(back.findings[0]?.message).toBe(expected);
    expect(back.findings[0]?.evidence.expected).toEqual([expected, { [expected]: [expected] }]);
    expect(back.inputs[0]?.path).toBe(expected);
  }
});

test('keys such as __proto__ are keys', () => {
  const actual = JSON.parse('{"__proto__": {"owner": "checkout"}, "\ud800": 1}') as Result['findings'][0]['evidence']['actual'];
  const json = renderJson(result([finding('required-tags', 'aws_instance.web', { evidence: { path: 'tags', actual } })]));
  expect(JSON.stringify((JSON.parse(json) as Result).findings[0]?.evidence.actual)).toBe('{"__proto__":{"owner":"checkout"},"\ufffd":1}');
  expect(renderTerminal(JSON.parse(json) as Result, { color: false, width: 80, verbose: false })).toContain('found    {"__proto__":{"owner":"checkout"},"\ufffd":1} in tags\n');
});

describe('what is to be read stays as it is', () => {
  test.each(['AWS::EC2::Instance', '::/0', 'fd00::1', 'Zahlung-größe', 'שירות', '決済サービス', '💳', '❤️', 'a#b [c]', '## heading', 'C:\\checkout\\plan.json'])('%s', (text) => {
    expect(renderConcise(result([finding('regions', text)]), { verbose: false })).toContain(` ${text}: `);
    expect(renderTerminal(result([finding('regions', text)]), { color: false, width: 80, verbose: false })).toContain(`\n  ${text}\n`);
  });
});

describe('very long names', () => {
  const long = 'checkout'.repeat(100_000);
  const words = 'checkout '.repeat(100_000);
  test.each([
    ['one word', long],
    ['many words', words],
    ['emoji', '💳'.repeat(100_000)],
  ])('%s are shortened for people, with their length', (_, text) => {
    const started = performance.now();
    const out = renderTerminal(everywhere(text), { color: false, width: 80, verbose: false });
    expect(out.length).toBeLessThan(200_000);
    expect(out).toContain(`... (${[...text].length} characters)`);
    expect(renderConcise(everywhere(text), { verbose: true }).length).toBeLessThan(100_000);
    expect(out.isWellFormed()).toBe(true);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test('and whole in JSON', () => expect((JSON.parse(renderJson(everywhere(long))) as Result).findings[0]?.message).toBe(long));
});
