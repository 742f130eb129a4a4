import { describe, expect, test } from 'vitest';
import { columns, hanging, labelled, wrap } from '#reports/wrap.ts';

describe('columns', () => {
  test.each([
    ['checkout', 8],
    ['größe', 5],
    ['gro\u0308ße', 5],
    ['決済', 4],
    ['결제', 4],
    ['💳', 2],
    ['💳 checkout', 11],
    ['', 0],
  ])('%s: %i', (text, expected) => expect(columns(text)).toBe(expected));
});

describe('wrap', () => {
  test('breaks at spaces', () => expect(wrap('the checkout service has no owner', 12)).toEqual(['the checkout', 'service has', 'no owner']));
  test('keeps a longer word whole', () => expect(wrap('see module.checkout.aws_instance.web now', 10)).toEqual(['see', 'module.checkout.aws_instance.web', 'now']));
  test('keeps the two spaces after a label', () => expect(wrap('high  regions  region is', 80)).toEqual(['high  regions  region is']));
  test('leaves no space at an end', () => expect(wrap('high  regions  region is wrong', 14).map((line) => line.length - line.trimEnd().length)).toEqual([0, 0, 0]));
  test('counts wide characters twice', () => expect(wrap('決済 決済 決済', 9)).toEqual(['決済 決済', '決済']));
  test('nothing is one empty line', () => expect(wrap('', 10)).toEqual(['']));
  test('a width for the lines after the first', () => expect(wrap('one two three four', 9, 5)).toEqual(['one two', 'three', 'four']));
});

test('hanging lines stay within the width', () => expect(hanging('the checkout service has no owner today', 24, 4)).toBe('the checkout service has\n    no owner today'));

test('a label, and its text in a column', () => {
  expect(labelled('fix', 'add the tag with an allowed value', 40)).toBe('  fix      add the tag with an allowed\n           value');
  expect(labelled('allowed', 'x', 5)).toBe('  allowed  x');
});
