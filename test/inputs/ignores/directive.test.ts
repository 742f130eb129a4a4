import { expect, test } from 'vitest';
import { directiveIn } from '#inputs/ignores/directive.ts';

const said = { guardrails: ['gpu-shapes'], until: '2026-12-31', reason: 'fine-tuning', owner: null, ticket: null };

test.each<readonly [string, object]>([
  ['# landrail:ignore gpu-shapes until=2026-12-31 reason="fine-tuning"', said],
  ['#landrail:ignore gpu-shapes until=2026-12-31 reason=fine-tuning', said],
  ["// landrail:ignore gpu-shapes reason='fine-tuning' until=2026-12-31", said],
  ['/* landrail:ignore gpu-shapes until=2026-12-31 reason=fine-tuning*/', said],
  ['/* landrail:ignore gpu-shapes until=2026-12-31 reason="fine-tuning" */', said],
  ['#tfsec:ignore:aws-ec2 landrail:ignore gpu-shapes until=2026-12-31 reason="fine-tuning" #checkov:skip=CKV_1:x', said],
  ['# landrail:ignore\tgpu-shapes\tuntil="2026-12-31"\treason="fine-tuning"\r', said],
  ['# landrail:ignore gpu-shapes, regions ,instance-types,team-* until=2026-12-31 reason="a, b"', { ...said, guardrails: ['gpu-shapes', 'regions', 'instance-types', 'team-*'], reason: 'a, b' }],
  ['# landrail:ignore gpu-shapes,gpu-shapes until=2026-12-31 reason="fine-tuning"', said],
  ['# landrail:ignore main.deny_x until=2026-12-31 reason="say \\"no\\" \\\\ yes" owner=ml ticket=CHG-1', { ...said, guardrails: ['main.deny_x'], reason: 'say "no" \\ yes', owner: 'ml', ticket: 'CHG-1' }],
  ['# landrail:ignore * until=2026-12-31 reason="until=2020-01-01"', { ...said, guardrails: ['*'], reason: 'until=2020-01-01' }],
])('%s', (line, expected) => {
  expect(directiveIn(line)?.said).toEqual(expected);
});

test.each<readonly [string, number, string]>([
  ['# landrail:ignore', 17, 'the ignore names no guardrail'],
  ['# landrail:ignore until=2026-12-31 reason="x"', 17, 'the ignore names no guardrail'],
  ['# landrail:ignore gpu-shapes', 2, 'the ignore has no until and no reason'],
  ['# landrail:ignore gpu-shapes until=2026-12-31', 2, 'the ignore has no reason'],
  ['# landrail:ignore gpu-shapes until=2026-12-31 reason=""', 2, 'the ignore has no reason'],
  ['# landrail:ignore gpu-shapes until=2026-12-31 reason="  "', 2, 'the ignore has no reason'],
  ['# landrail:ignore gpu-shapes reason="x"', 2, 'the ignore has no until'],
  ['# landrail:ignore gpu-shapes until=2026-02-30 reason="x"', 2, 'until is "2026-02-30", which is not a calendar day in the form YYYY-MM-DD'],
  ['# landrail:ignore gpu-shapes until=31.12.2026 reason="x"', 2, 'until is "31.12.2026", which is not a calendar day in the form YYYY-MM-DD'],
  ['# landrail:ignore gpu-shapes regions until=2026-12-31 reason="x"', 29, 'the ignore holds "regions", which is not a field'],
  ['# landrail:ignore gpu-shapes until=2026-12-31 reason=two words', 57, 'the ignore holds "words", which is not a field'],
  ['# landrail:ignore gpu-shapes until=2026-12-31 reason="x', 46, 'the text that "reason=\\"x" begins is not closed by a quote'],
  ['# landrail:ignore gpu-shapes until= 2026-12-31 reason="x"', 29, '"until=" has no value right behind its "="'],
  ['# landrail:ignore gpu-shapes until = 2026-12-31 reason="x"', 29, '"until" has no value right behind its "="'],
  ['# landrail:ignore gpu-shapes expires=2026-12-31 reason="x"', 29, 'the ignore has the field "expires"'],
  ['# landrail:ignore gpu-shapes until=2026-12-31 until=2027-12-31 reason="x"', 46, 'the ignore has until twice'],
  ['# landrail:ignore [gpu-shapes] until=2026-12-31 reason="x"', 18, '"[gpu-shapes]" is not a guardrail id'],
  ['# landrail-ignore gpu-shapes until=2026-12-31 reason="x"', 2, '"landrail-ignore" is not how an ignore begins'],
  ['# Landrail: ignore gpu-shapes until=2026-12-31 reason="x"', 2, '"Landrail: ignore" is not how an ignore begins'],
  ['# landrail:ignore gpu-shapes until=2026-12-31 reason=\u201cx\u201d y', 57, 'the ignore holds "y", which is not a field'],
])('%s: at %d, %s', (line, at, message) => {
  expect(directiveIn(line)?.said).toEqual({ at, message, hint: expect.any(String) });
});

test('an example names the guardrail that was written', () => {
  const hint = (line: string): unknown => directiveIn(line)?.said;
  expect(hint('# landrail:ignore scopes, regions')).toMatchObject({ hint: 'an ignore needs an expiry date and a reason: landrail:ignore scopes until=YYYY-MM-DD reason="why this is right here"' });
  expect(hint('# landrail:ignore scopes until=')).toMatchObject({ hint: 'write landrail:ignore scopes until=YYYY-MM-DD reason="why this is right here"' });
});

test.each(['# ignore', '# landrail', '# mylandrail:ignore gpu-shapes', '# landrail:ignores gpu-shapes', '# see landrail.yaml: ignore it', ''])('%s is no ignore', (line) => {
  expect(directiveIn(line)).toBeNull();
});

test('a hostile line takes linear time', () => {
  const started = performance.now();
  for (const line of [`# landrail:ignore ${'a,'.repeat(100_000)}`, `# landrail:ignore a ${'x'.repeat(200_000)}`, `# landrail:ignore a reason="${'\\'.repeat(200_001)}`, `#${' landrail :'.repeat(50_000)}`, `# landrail:ignore a${' ,'.repeat(100_000)}`]) directiveIn(line);
  expect(performance.now() - started).toBeLessThan(1000);
});
