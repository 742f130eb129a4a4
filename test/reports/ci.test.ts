import { describe, expect, test } from 'vitest';
import type { Result } from '#model/result.ts';
import { renderCsv } from '#reports/ci/csv.ts';
import { renderGithub } from '#reports/ci/github.ts';
import { renderGitlab } from '#reports/ci/gitlab.ts';
import { renderJunit } from '#reports/ci/junit.ts';
import { renderMarkdown } from '#reports/markdown/markdown.ts';
import { allPass, belowThreshold, checkout, errorsOnly, noErrors, nothingRecognised } from './checkout.ts';
import { expectGolden } from './golden.ts';
import { everywhere, hostile } from './hostile.ts';
import { night } from './night.ts';
import { finding, resource, result } from './result.ts';

const formats: Readonly<Record<string, readonly [extension: string, render: (result: Result) => string]>> = {
  junit: ['xml', renderJunit],
  gitlab: ['gitlab.json', renderGitlab],
  github: ['github.txt', renderGithub],
  markdown: ['md', renderMarkdown],
  csv: ['csv', renderCsv],
};

describe.each(Object.entries(formats))('%s', (_, [extension, render]) => {
  test('the checkout service', () => expectGolden(`checkout.${extension}`, render(checkout)));
  test('a night', () => expectGolden(`night.${extension}`, render(night)));
  test('same bytes twice', () => expect(render(structuredClone(checkout))).toBe(render(checkout)));
});

function named(text: string): Result {
  return result([finding('regions', text, { severity: 'high', message: text, title: text, input: text, resource: { ...resource('a'), address: text }, location: { file: text, line: 3, column: 1 } })]);
}

describe('junit', () => {
  const counts = (of: Result): string => /<testsuites [^>]*>/.exec(renderJunit(of))?.[0] ?? '';

  test('what fails the run is a failure, what does not is skipped, what could not be judged an error', () => {
    expect(counts(checkout)).toBe('<testsuites name="landrail" tests="18" failures="10" errors="2" time="0">');
    expect(counts(allPass)).toBe('<testsuites name="landrail" tests="7" failures="0" errors="0" time="0">');
    expect(counts(errorsOnly)).toContain('errors="1"');
    expect(counts(belowThreshold)).toContain('failures="0" errors="0"');
    expect(renderJunit(belowThreshold).match(/<skipped>/g)).toHaveLength(2);
    const open = result(checkout.findings.filter(({ verdict }) => verdict === 'undecided'));
    expect(counts(open)).toContain('failures="0"');
    expect(counts({ ...open, exitCode: 1 })).toContain('failures="3"');
  });

  test('names stay in their attribute', () => {
    const xml = renderJunit(named('"/><failure message=\'x\'>&]]>--><!--\ufffe'));
    expect(xml.match(/<failure /g)).toHaveLength(1);
    expect(xml.match(/<!--/g)).toHaveLength(1);
    expect(xml).not.toMatch(/[\ufffe\uffff]/);
  });
});

describe('gitlab', () => {
  interface Issue { readonly description: string; readonly check_name: string; readonly fingerprint: string; readonly severity: string; readonly location: { readonly path: string; readonly lines: { readonly begin: number; readonly end?: number } } }
  const issues = (of: Result): readonly Issue[] => JSON.parse(renderGitlab(of)) as Issue[];

  /** https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
  describe('what GitLab asks of a report', () => {
    const all: Readonly<Record<string, Result>> = { checkout, night, allPass, errorsOnly, nothingRecognised, twice: { ...checkout, findings: [...checkout.findings, ...checkout.findings], errors: [...checkout.errors, ...checkout.errors] }, ...Object.fromEntries(Object.entries(hostile).map(([name, text]) => [name, everywhere(text)])) };

    test.each(Object.entries(all))('%s', (_, of) => {
      const text = renderGitlab(of);
      expect(text.startsWith('[')).toBe(true);
      const found = issues(of);
      expect(new Set(found.map(({ fingerprint }) => fingerprint)).size).toBe(found.length);
      for (const { description, check_name, fingerprint, severity, location } of found) {
        for (const words of [description, check_name, fingerprint, location.path]) expect(words.trim()).not.toBe('');
        expect(['info', 'minor', 'major', 'critical', 'blocker']).toContain(severity);
        // Relative to the repository, as git names it, or GitLab finds no file.
        expect(location.path).not.toMatch(/^(?:\.?\/|file:|[A-Za-z]:)|\n/);
        const { begin, end = begin } = location.lines;
        expect([Number.isInteger(begin) && begin > 0, Number.isInteger(end) && end >= begin]).toEqual([true, true]);
      }
    });

    test.each([['./checkout/main.tf', 'checkout/main.tf'], ['checkout/größe 1.tf', 'checkout/größe 1.tf'], ['checkout\\main.tf', 'checkout\\main.tf']])('%s is named %s', (input, path) => expect(issues(result([finding('regions', null, { input })]))[0]?.location.path).toBe(path));
  });

  test('what is waived or known is not in it, and errors are', () => {
    expect(issues(checkout)).toHaveLength(16);
    expect(issues(errorsOnly).map(({ severity, location }) => [severity, location])).toEqual([['blocker', { path: 'checkout/plan.json', lines: { begin: 1 } }]]);
    expect(issues(allPass)).toEqual([]);
  });
});

describe('github', () => {
  const lines = (of: Result): readonly string[] => renderGithub(of).trimEnd().split('\n');

  test('ten of each level, and one notice for the rest', () => {
    const many = result((['high', 'medium', 'low'] as const).flatMap((severity) => Array.from({ length: 40 }, (_, at) => finding('regions', `aws_instance.n${at}`, { severity }))));
    const count = (command: string): number => lines(many).filter((line) => line.startsWith(`::${command} `)).length;
    expect([count('error'), count('warning'), count('notice')]).toEqual([10, 10, 10]);
    expect(lines(many).at(-1)).toBe('::notice title=landrail::120 findings (40 high, 40 medium, 40 low). 84 resources, 4 guardrails. 91 more are not shown at their lines, as GitHub keeps ten of each level.');
  });

  test('what the baseline knows, or somebody waives, takes no place of what is new: it is counted', () => {
    const known = Array.from({ length: 30 }, (_, at) => finding('regions', `aws_instance.old${at}`, { severity: 'critical', verdict: at % 2 === 0 ? 'baselined' : 'waived' }));
    const fresh = Array.from({ length: 12 }, (_, at) => finding('regions', `aws_instance.new${at}`, { severity: 'high' }));
    const told = lines(result([...known, ...fresh]));
    expect(told.filter((line) => line.startsWith('::error ')).map((line) => /aws_instance\.\w+/.exec(line)?.[0])).toEqual(Array.from({ length: 10 }, (_, at) => `aws_instance.new${at}`));
    expect(told.at(-1)).toBe('::notice title=landrail::12 findings (12 high), 15 waived, 15 baselined. 84 resources, 4 guardrails. 2 more are not shown at their lines, as GitHub keeps ten of each level.');
  });

  test('nothing wrong is one notice', () => expect(lines(allPass)).toEqual(['::notice title=landrail::No findings. 84 resources, 7 guardrails.']));
  test('nothing judged is said', () => expect(lines(nothingRecognised)).toEqual(['::notice title=landrail::Nothing was judged: no resource was recognised. 0 resources, 7 guardrails.']));

  test('names stay in their property and in their line', () => {
    const [line, ...rest] = lines(named('a,line=1::50%\r\n::error file=b::owned'));
    expect(rest).toHaveLength(1);
    // As the runner takes it apart.
    const [, properties = '', message = ''] = /^::error (.*?)::(.*)$/.exec(line ?? '') ?? [];
    expect(properties.split(',').map((one) => one.split('=')[0])).toEqual(['file', 'line', 'col', 'title']);
    expect(message).toContain('50%25');
    expect(message).not.toMatch(/(?:^|%0A)\s*::/);
  });
});

describe('markdown', () => {
  test('names make no mark-up, no mention, no link', () => {
    const hostile = '@shop/admins #12 `a` | <img src=x onerror=alert(1)> [x](javascript:alert(1)) ![y](https://shop.example/y.png) **b** https://shop.example';
    // Code spans hold nothing that acts; what is outside of them is looked at.
    const out = renderMarkdown(named(hostile)).replaceAll(/(?<![`\\])(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '').replaceAll(/<summary>.*<\/summary>/g, (html) => html.replaceAll(/[[\]*`]/g, ''));
    expect(out).not.toMatch(/<img|(?<!\\)[[\]*`]|@(?=\w)|:\/\/|(?<![&\\])#\d/);
  });

  test('a row stays a row', () => {
    const table = renderMarkdown(named('a | b\\| c\n| d')).split('\n').filter((line) => line.startsWith('| high'));
    expect(table).toHaveLength(1);
    expect(table[0]?.match(/(?<!\\)\|/g)).toHaveLength(6);
  });

  test('it fits into a comment, however much there is', () => {
    const many = result(Array.from({ length: 5000 }, (_, at) => finding('regions', `aws_instance.n${at}`, { message: `${at} ${'long '.repeat(400)}`, remediation: 'mend it '.repeat(300) })));
    const out = renderMarkdown(many);
    expect(out.length).toBeLessThan(60_500);
    expect(out).toMatch(/4950 more findings, of no higher severity, not in this table\./);
    expect(out).toMatch(/_\d+ parts left out, as a comment has no room for more; the json report has all\._\n$/);
  });

  test.each([[allPass, 'passed'], [noErrors, 'failed'], [nothingRecognised, 'judged nothing'], [errorsOnly, 'could not judge all']])('the verdict comes first', (of, word) => expect(renderMarkdown(of).split('\n')[0]).toBe(`## landrail ${word}`));
});

describe('csv', () => {
  test('a row for each finding and error, under the same columns', () => {
    const rows = renderCsv(checkout).trimEnd().split('\r\n');
    expect(rows).toHaveLength(1 + 2 + checkout.findings.length);
  });

  test.each(['=cmd()', '+1', '-1', '@SUM(A1)', '\t=1'])('%j is no formula', (text) => expect(renderCsv(named(text))).not.toMatch(/(?:^|,)"?[=+\-@\t]/m));
});
