import { expect, test } from 'vitest';
import { mask, Redactor } from '#judge/redact.ts';
import type { JsonValue } from '#model/json.ts';

const S = mask;

test.each<readonly [readonly string[], string, string]>([
  [['hunter2-hunter2'], 'password is hunter2-hunter2!', `password is ${S}!`],
  [['hunter2-hunter2'], 'xhunter2-hunter2x', `x${S}x`],
  [['secret', 'secret-longer'], 'secret-longer secret', `${S} ${S}`],
  [['abcdef', 'cdefgh'], 'abcdefgh', `${S}gh`],
  [['prod'], 'prod in production, prod-eu, _prod, "prod"', `${S} in production, ${S}-eu, _prod, "${S}"`],
  [['7'], 'port 7 of 77, 7.5', `port ${S} of 77, ${S}.5`],
  [['né'], 'né, néo, Ané', `${S}, néo, Ané`],
  [['a b'], 'a b, xa b', `${S}, xa b`],
  [['', 'true', 'false', 'null'], 'true is false, null', 'true is false, null'],
  [['pa"ss\nword'], 'value {"x": "pa\\"ss\\nword"} or pa"ss\nword', `value {"x": "${S}"} or ${S}`],
  [['(sens', 'itive value)', 'zzzzzz'], 'zzzzzz', S],
  [['\ud83d\ude00\ud83d\ude00\ud83d\ude00'], 'x\ud83d\ude00\ud83d\ude00\ud83d\ude00', `x${S}`],
  [[], 'nothing to hide', 'nothing to hide'],
])('%j in %j', (secrets, text, expected) => {
  expect(new Redactor(secrets).text(text)).toBe(expected);
  expect(new Redactor([...secrets].reverse()).text(text)).toBe(expected);
});

test.each<readonly [marked: string, shown: string]>([
  ['a <hunter2-hunter2> b', `a <${S}> b`],
  ['a <hunter2-hunter2 b>', `a <${S} b>`],
  ['<a >hunter2-hunter2 b', `<a >${S} b`],
  ['a hunter2-hunter2< b>', `a ${S}< b>`],
  ['a hunter2-<hunter2 b>', `a <${S} b>`],
  ['<a hunter2>-hunter2 b', `<a ${S}> b`],
  ['<hunter2-hunter2> hunter2-hunter2', `<${S}> ${S}`],
  ['hunter2-hunter2 <hunter2-hunter2>', `${S} <${S}>`],
])('a mark stays over what it marks: %s', (marked, shown) => {
  const text = marked.replaceAll(/[<>]/g, '');
  const mark = { start: marked.indexOf('<') + 1, end: marked.indexOf('>') };
  const [line] = new Redactor(['hunter2-hunter2']).snippet([{ line: 1, text, mark }]);
  const { start = 0, end = 0 } = line?.mark ?? {};
  const out = line?.text ?? '';
  expect(`${out.slice(0, start - 1)}<${out.slice(start - 1, end - 1)}>${out.slice(end - 1)}`).toBe(shown);
});

test('values of every kind, keys included', () => {
  const redactor = new Redactor(['hunter2-hunter2', '8443', 'prod']);
  const value = JSON.parse('{"port": 8443, "other": 18443, "list": ["hunter2-hunter2", null, true], "__proto__": {"hunter2-hunter2": "prod"}}') as JsonValue;
  const out = redactor.value(value);
  expect(JSON.stringify(out)).toBe(`{"port":"${S}","other":18443,"list":["${S}",null,true],"__proto__":{"${S}":"${S}"}}`);
  expect(({} as Record<string, unknown>)[S]).toBeUndefined();
});

test('many secrets and a long text take one pass', () => {
  const redactor = new Redactor(Array.from({ length: 50_000 }, (_, i) => `secret-${i}-${'x'.repeat(i % 7)}`));
  const text = 'a sentence about secret-1 of the secret-keeper. '.repeat(20_000);
  const started = performance.now();
  expect(redactor.text(text)).toBe(text);
  expect(redactor.text(`${text}secret-49999-${'x'.repeat(49_999 % 7)}`)).toBe(`${text}${S}`);
  expect(performance.now() - started).toBeLessThan(2000);
});
