import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { Finding } from '#model/finding.ts';
import { columns } from '#reports/wrap.ts';
import { renderTerminal } from '#reports/terminal.ts';
import { allPass, belowThreshold, checkout, errorsOnly, noErrors, noGuardrail, nothingRecognised } from './checkout.ts';
import { expectGolden } from './golden.ts';
import { finding, result } from './result.ts';

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

test.each([
  ['plan.json is empty', 'plan.json', false], ['the config ../a b/landrail.yaml does not exist', '../a b/landrail.yaml', false], ['plan.json ends early', 'plan.json:3:1', true],
  ['infra/plan.json is empty', 'plan.json', true], ['plan.json.gz is empty', 'plan.json', true], ['there is a folder of this name', 'folder', true],
])('the place of an error is told unless its message names it: %s, %s', (message, where, told) => {
  expect(renderTerminal({ ...errorsOnly, errors: [{ code: 'input-empty', message, where, hint: null }] }, plain).includes(`  at       ${where}`)).toBe(told);
});

test.each([0, 1, 19])('a terminal of %i columns is taken for one of twenty', (width) => {
  expect(renderTerminal(checkout, { ...plain, color: true, width })).toBe(renderTerminal(checkout, { ...plain, color: true, width: 20 }));
});

test('the command that says more of a user’s own guardrail names its policies', () => {
  const own = { ...checkout, guardrails: checkout.guardrails.map((one) => ({ ...one, origin: "our policy's $(home)" })) };
  expect(renderTerminal(checkout, plain)).toContain('  more     landrail explain main.deny_public -p ./policies\n');
  expect(renderTerminal(own, plain)).toContain(String.raw`  more     landrail explain regions -p 'our policy'\''s $(home)'` + '\n');
});

test('what the values of a group came from: the first in frames, the others by their places', () => {
  const of = (module: string, line: number): Finding => finding('gpu-shapes', `module.${module}.aws_instance.trainer`, {
    message: 'p5.48xlarge has 8 x NVIDIA H100, which needs an approval',
    location: { file: 'gpu/main.tf', line: 5, column: 19 },
    snippet: [{ line: 5, text: '  instance_type = var.machine', mark: { start: 19, end: 30 } }],
    related: [{ file: 'main.tf', line, column: 13, role: 'module argument', name: `module.${module}.var.machine` }],
    evidence: { path: 'instance_type', actual: 'p5.48xlarge', expected: null, refs: [`module.${module}.var.machine`], needs: null },
  });
  const group = result(['arena', 'ballet', 'circus', 'derby', 'expo'].map((module, at) => of(module, at * 4 + 3)));
  const from = (verbose: boolean): readonly string[] => renderTerminal(group, { color: false, width: 200, verbose }).split('\n').filter((line) => line.startsWith('  from'));
  expect(from(false)).toEqual(['  from     main.tf:3:13  module.arena.var.machine, module argument', '  from     main.tf:7:13 (module.ballet.var.machine), main.tf:11:13 (module.circus.var.machine), main.tf:15:13 (module.derby.var.machine), and 1 more place']);
  expect(from(true)[1]).toContain(', main.tf:19:13 (module.expo.var.machine)');
});

test('a note that begins with its file says it once', () => {
  const notices = [{ code: 'input-unread', message: 'gpu/main.tf ends too early', where: 'gpu/main.tf:7:1', hint: 'correct it' }, { code: 'other', message: 'not valid YAML', where: 'a.yaml:4:1', hint: null }];
  expect(renderTerminal({ ...result([]), notices }, { color: false, width: 200, verbose: false })).toMatch(/^note {2}gpu\/main\.tf:7:1 ends too early; correct it\nnote {2}a\.yaml:4:1: not valid YAML\n/m);
});
