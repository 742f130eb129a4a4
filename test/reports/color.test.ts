import { expect, test } from 'vitest';
import { severities } from '#model/severity.ts';
import { palette } from '#reports/color.ts';

test('without colours nothing is added', () => {
  const { severity, ...others } = palette(false);
  expect(severities.map((one) => severity(one, one))).toEqual(severities);
  expect(Object.values(others).map((paint) => paint('checkout'))).toEqual(Object.values(others).map(() => 'checkout'));
});

test('each severity has its own look, among the sixteen colours that every terminal has', () => {
  const looks = severities.map((one) => palette(true).severity(one, 'checkout'));
  expect(new Set(looks).size).toBe(severities.length);
  expect(looks.map((one) => JSON.stringify(one))).toEqual([
    '"\\u001b[34mcheckout\\u001b[39m"',
    '"\\u001b[36mcheckout\\u001b[39m"',
    '"\\u001b[33mcheckout\\u001b[39m"',
    '"\\u001b[1m\\u001b[31mcheckout\\u001b[39m\\u001b[22m"',
    '"\\u001b[1m\\u001b[35mcheckout\\u001b[39m\\u001b[22m"',
  ]);
});
