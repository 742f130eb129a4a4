import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Result } from '#model/result.ts';
import { renderHtml } from '#reports/html/html.ts';
import { allPass, checkout, errorsOnly, nothingRecognised } from '../checkout.ts';
import { expectGolden } from '../golden.ts';
import { night } from '../night.ts';
import { finding, guardrail, result } from '../result.ts';

const made: Result['made'] = { at: '2026-11-28T06:00:00Z', options: { config: 'landrail.yaml', 'fail-on': 'medium' }, settings: { regions: { aws: { allow: ['eu-west-1', 'eu-central-1'] } } }, digests: { 'checkout/plan.json': 'ab'.repeat(32) } };

/** Style and script are files of their own, and so are no part of what is compared. */
function withoutTexts(page: string): string {
  return page.replace(/<style>[\s\S]*?<\/style>/, '<style></style>').replace(/<script>[\s\S]*?<\/script>/, '<script></script>').replaceAll(/'sha256-[^']*'/g, "'sha256-'");
}

test.each([['checkout', { ...checkout, made }], ['night', { ...night, made }]])('%s', (name, of) => expectGolden(`${name}.html`, withoutTexts(renderHtml(of))));

test('same bytes twice', () => expect(renderHtml(structuredClone(night))).toBe(renderHtml(night)));

test('the policy allows the style and the script that are there, and nothing else', () => {
  const page = renderHtml(checkout);
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];
  const of = (element: string): string => `'sha256-${createHash('sha256').update(new RegExp(`<${element}>([\\s\\S]*?)</${element}>`).exec(page)?.[1] ?? '').digest('base64')}'`;
  expect(policy).toBe(`default-src 'none'; style-src ${of('style')}; script-src ${of('script')}; base-uri 'none'; form-action 'none'`);
  expect(page).not.toMatch(/ style="| on[a-z]+="|<link|<img|<iframe/);
});

test.each([[checkout, 'could not judge all'], [night, 'drift failed'], [allPass, 'passed'], [nothingRecognised, 'judged nothing'], [errorsOnly, 'could not judge all']])('the verdict is the heading', (of, words) => {
  expect(/<h1>(.*)<\/h1>/.exec(renderHtml(of))?.[1]).toBe(`landrail ${words}`);
});

describe('without its script', () => {
  const many = result(Array.from({ length: 100 }, (_, at) => finding('regions', `aws_instance.n${at}`, { message: `no region number ${at}` })));

  test('the worst of each guardrail stand in the page, and the others are counted', () => {
    const page = renderHtml(many).replaceAll(/<script[\s\S]*?<\/script>/g, '');
    expect(page.match(/<details class="finding"/g)).toHaveLength(40);
    expect(page).toContain('60 more findings: this page shows them where scripts may run, and the json report has all.');
  });

  test('its filters are not shown', () => expect(renderHtml(many)).toContain('<form id="filters" hidden'));
});

describe('what names can do', () => {
  const evil = '</script></style><img src=x onerror="alert(1)"><script>alert(1)</script><!-- " \' & ${x}';
  const page = renderHtml(result([finding('regions', evil, { message: evil, title: evil, evidence: { path: evil, actual: { [evil]: evil }, expected: [evil] } }), ...Array.from({ length: 50 }, (_, at) => finding('regions', `${evil}${at}`, { message: `${at}${evil}` }))]));

  test('no element but ours', () => {
    expect(page).not.toMatch(/<img|<!--/);
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page.match(/<\/style>/g)).toHaveLength(1);
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', 'https://user:key@shop.example', 'vbscript:x', ' javascript:alert(1)', 'JAVASCRIPT:alert(1)', '//shop.example'])('%s is text', (reference) => {
    const about = renderHtml(result([finding('regions', 'a')], { guardrails: [guardrail('regions', { references: [reference] })] }));
    expect(about).toContain(`<li>${reference.trimStart() === reference ? reference : ` ${reference.trim()}`}</li>`);
    expect([...about.matchAll(/href="([^"]*)"/g)].map(([, href]) => href).filter((href) => !href?.startsWith('#'))).toEqual([]);
  });

  test('a web address is a link', () => {
    const about = renderHtml(result([finding('regions', 'a')], { guardrails: [guardrail('regions', { references: ['https://shop.example/a?b=1&c="'] })] }));
    expect(about).toContain('<a href="https://shop.example/a?b=1&amp;c=%22" rel="noopener noreferrer">');
  });
});

test('a value of a megabyte is shortened, and can be seen whole', () => {
  const page = renderHtml(result([finding('regions', 'a', { evidence: { path: 'user_data', actual: 'checkout '.repeat(111_112) } })]));
  expect(page).toContain('... (1000008 characters)');
  expect(page).toContain('<summary>all 1000008 characters</summary>');
  expect(page.split('checkout '.repeat(1000)).length).toBeGreaterThan(100);
});

test('of ten megabytes the page says so', () => {
  const large = finding('regions', 'a', { evidence: { path: 'user_data', actual: 'checkout '.repeat(200_000) } });
  expect(renderHtml(result(Array.from({ length: 7 }, (_, at) => ({ ...large, message: `${at}` }))))).toMatch(/<p class="note">This page is 1\d MB/);
  expect(renderHtml(checkout)).not.toContain('class="note"');
});

test('the data cannot end its element, and is what was put in', () => {
  const page = renderHtml(result(Array.from({ length: 45 }, (_, at) => finding('regions', `a${at}`, { message: `</script><!--${at}\ud800` }))));
  const text = /<script type="application\/json" id="data">([\s\S]*?)<\/script>/.exec(page)?.[1] ?? '';
  const content = JSON.parse(text) as { readonly lists: readonly (readonly unknown[])[]; readonly texts: readonly string[] };
  expect(content.lists[0]).toHaveLength(5);
  expect(content.texts).toContain('&lt;/script&gt;&lt;!--40\\u{d800}');
});
