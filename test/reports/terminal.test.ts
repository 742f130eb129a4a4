import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { columns } from '#reports/wrap.ts';
import { renderTerminal } from '#reports/terminal.ts';
import { allPass, belowThreshold, checkout, errorsOnly, noErrors, noGuardrail, nothingRecognised } from './checkout.ts';
import { expectGolden } from './golden.ts';

const plain = { color: false, width: 80, verbose: false };

describe('the checkout service', () => {
  test.each([40, 80, 200])('%i columns', (width) => expectGolden(`terminal-${width}.txt`, renderTerminal(checkout, { ...plain, width })));

  test('with colours', () => expectGolden('terminal-color.txt', renderTerminal(checkout, { ...plain, color: true })));

  test('with every repeat', () => expectGolden('terminal-verbose.txt', renderTerminal(checkout, { ...plain, verbose: true })));

  test.each([40, 80, 200])('colours change no line break at %i columns', (width) => {
    expect(stripVTControlCharacters(renderTerminal(checkout, { ...plain, color: true, width }))).toBe(renderTerminal(checkout, { ...plain, width }));
  });

  test.each([40, 80, 200])('only words that cannot be broken are longer than %i columns', (width) => {
    const long = renderTerminal(checkout, { ...plain, width })
      .split('\n')
      .filter((line) => columns(line) > width && line.trim().replace(/^(found|missing|unknown|from|see) +/, '').includes(' '));
    expect(long).toEqual([]);
  });

  test('without colours it is plain text', () => expect(renderTerminal(checkout, plain)).toMatch(/^[\x20-\x7e\n]*$/));

  test('same bytes twice', () => expect(renderTerminal(structuredClone(checkout), plain)).toBe(renderTerminal(checkout, plain)));
});

describe('the last line', () => {
  const last = (text: string): string | undefined => text.trimEnd().split('\n').at(-1);
  test.each([
    ['findings', noErrors, '11 findings (1 critical, 2 high, 6 medium, 1 low, 1 info), 3 undecided, 1 waived, 1 baselined. 84 resources, 7 guardrails.'],
    ['findings that fail nothing', belowThreshold, '2 findings (1 low, 1 info; none fails the run). 84 resources, 7 guardrails.'],
  ])('%s', (_, result, expected) => expect(last(renderTerminal(result, { ...plain, width: 200 }))).toBe(expected));

  test.each([
    ['all pass', allPass, 'No findings. 84 resources, 7 guardrails.\n'],
    ['nothing recognised', nothingRecognised, 'Nothing was judged: no resource was recognised. 0 resources, 7 guardrails.\n'],
    [
      'no guardrail',
      noGuardrail,
      'note  not configured, so not judged: regions (add settings under guardrails: in\n  landrail.yaml)\n\nNothing was judged: no guardrail ran. 84 resources, 0 guardrails, 1 not\nconfigured.\n',
    ],
    [
      'errors alone',
      errorsOnly,
      'error  checkout/plan.json ends in the middle of a text\n  at       checkout/plan.json:1:20480\n  next     write it again: terraform show -json tfplan > plan.json\n\n1 error, no findings. 0 resources, 7 guardrails.\n',
    ],
  ])('%s, whole', (_, result, expected) => expect(renderTerminal(result, plain)).toBe(expected));
});

test.each([0, 1, 19])('a terminal of %i columns is taken for one of twenty', (width) => {
  expect(renderTerminal(checkout, { ...plain, color: true, width })).toBe(renderTerminal(checkout, { ...plain, color: true, width: 20 }));
});

test('the command that says more of a user’s own guardrail names its policies', () => {
  const own = { ...checkout, guardrails: checkout.guardrails.map((one) => ({ ...one, origin: "our policy's $(home)" })) };
  expect(renderTerminal(checkout, plain)).toContain('  more     landrail explain main.deny_public -p ./policies\n');
  expect(renderTerminal(own, plain)).toContain(String.raw`  more     landrail explain regions -p 'our policy'\''s $(home)'` + '\n');
});
