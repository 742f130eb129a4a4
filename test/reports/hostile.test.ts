import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { Result } from '#model/result.ts';
import { renderCsv } from '#reports/ci/csv.ts';
import { renderGithub } from '#reports/ci/github.ts';
import { renderGitlab } from '#reports/ci/gitlab.ts';
import { renderJunit } from '#reports/ci/junit.ts';
import { renderConcise } from '#reports/concise.ts';
import { explainText, listText } from '#reports/explain.ts';
import { renderHtml } from '#reports/html/html.ts';
import { jsonOf } from './json-text.ts';
import { renderMarkdown } from '#reports/markdown/markdown.ts';
import { renderSarif } from '#reports/sarif/sarif.ts';
import { renderTerminal } from '#reports/terminal.ts';
import { everywhere, hostile } from './hostile.ts';
import { finding, guardrail, result } from './result.ts';

const escape = String.fromCharCode(0x1b);
const ourColors = new RegExp(`${escape}\\[\\d\\d?m`, 'g');

const sinks: Readonly<Record<string, (text: string) => string>> = {
  'terminal, 40 columns': (text) => renderTerminal(everywhere(text), { color: false, width: 40, verbose: true }),
  'terminal, 200 columns': (text) => renderTerminal(everywhere(text), { color: false, width: 200, verbose: false }),
  // Our own colours are taken away, in the form in which they are written; anything else would stay.
  'terminal with colours': (text) => renderTerminal(everywhere(text), { color: true, width: 80, verbose: false }).replaceAll(ourColors, ''),
  concise: (text) => renderConcise(everywhere(text), { verbose: true }),
  json: (text) => jsonOf(everywhere(text)),
  sarif: (text) => renderSarif(everywhere(text), { verbose: true }),
  junit: (text) => renderJunit(everywhere(text)),
  gitlab: (text) => renderGitlab(everywhere(text)),
  // Our own commands are taken away, in the form in which they are written.
  github: (text) => renderGithub(everywhere(text)).replaceAll(/^::(?:error|warning|notice) [^:\n]*::/gm, ''),
  markdown: (text) => renderMarkdown(everywhere(text)),
  html: (text) => renderHtml(everywhere(text)),
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
    const back = JSON.parse(jsonOf(everywhere(text))) as Result;
    const expected = text.toWellFormed();
    expect(back.findings[0]?.message).toBe(expected);
    expect(back.findings[0]?.evidence.expected).toEqual([expected, { [expected]: [expected] }]);
    expect(back.inputs[0]?.path).toBe(expected);
  }
});

test('keys such as __proto__ are keys', () => {
  const actual = JSON.parse('{"__proto__": {"owner": "checkout"}, "\ud800": 1}') as Result['findings'][0]['evidence']['actual'];
  const json = jsonOf(result([finding('required-tags', 'aws_instance.web', { evidence: { path: 'tags', actual } })]));
  expect(JSON.stringify((JSON.parse(json) as Result).findings[0]?.evidence.actual)).toBe('{"__proto__":{"owner":"checkout"},"\ufffd":1}');
  expect(renderTerminal(JSON.parse(json) as Result, { color: false, width: 80, verbose: false })).toContain('found    {"__proto__":{"owner":"checkout"},"\ufffd":1} in tags\n');
});

describe('what is to be read stays as it is', () => {
  test.each(['AWS::EC2::Instance', '::/0', 'fd00::1', 'Zahlung-größe', 'שירות', '決済サービス', '💳', '❤️', 'a#b [c]', '## heading', 'C:\\checkout\\plan.json'])('%s', (text) => {
    expect(renderConcise(result([finding('regions', text)]), { verbose: false })).toContain(` ${text}: `);
    expect(renderTerminal(result([finding('regions', text)]), { color: false, width: 80, verbose: false })).toContain(`\n  ${text}\n`);
  });
});

// Work that grows with the square of a name meets the time limit of these tests: no clock is read, which a busy machine would fail.
describe('very long names', () => {
  const long = 'checkout'.repeat(100_000);
  const words = 'checkout '.repeat(100_000);
  test.each([
    ['one word', long],
    ['many words', words],
    ['emoji', '💳'.repeat(100_000)],
  ])('%s are shortened for people, with their length', (_, text) => {
    const out = renderTerminal(everywhere(text), { color: false, width: 80, verbose: false });
    expect(out.length).toBeLessThan(200_000);
    expect(out).toContain(`... (${[...text].length} characters)`);
    expect(renderConcise(everywhere(text), { verbose: true }).length).toBeLessThan(100_000);
    expect(out.isWellFormed()).toBe(true);
  }, 20_000);

  test('and whole in JSON', () => expect((JSON.parse(jsonOf(everywhere(long))) as Result).findings[0]?.message).toBe(long), 20_000);
});
