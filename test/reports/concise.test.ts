import { expect, test } from 'vitest';
import { renderConcise } from '#reports/concise.ts';
import { allPass, checkout, errorsOnly, nothingRecognised } from './checkout.ts';
import type { Result } from '#model/result.ts';
import { expectGolden } from './golden.ts';

const concise = (result: Result, verbose = false): string => renderConcise(result, { verbose });

test('one line for each error, finding and note, then the sentence', () => expectGolden('concise.txt', concise(checkout)));

test('a line for every address, however alike', () => expect(concise(checkout).match(/required-tags module\.checkout\.aws_instance\.web\["eu-west-1[a-e]"\]/g)).toHaveLength(5));

test.each([
  ['all pass', allPass, 'No findings. 84 resources, 7 guardrails.\n'],
  ['nothing recognised', nothingRecognised, 'Nothing was judged: no resource was recognised. 0 resources, 7 guardrails.\n'],
  [
    'errors alone',
    errorsOnly,
    'checkout/plan.json:1:20480: error checkout/plan.json ends in the middle of a text; write it again: terraform show -json tfplan > plan.json\n1 error, no findings. 0 resources, 7 guardrails.\n',
  ],
])('%s', (_, result, expected) => expect(concise(result)).toBe(expected));

test('of notes of a kind a few, and all of them when that is asked for', () => {
  const many: Result = { ...allPass, notices: Array.from({ length: 7 }, (_, at) => ({ code: 'input-unread', message: `checkout/${at}.yaml cannot be read`, where: `checkout/${at}.yaml:1:1`, hint: null })) };
  expect(concise(many).split('\n').slice(4, 7)).toEqual(['checkout/4.yaml:1:1: note cannot be read', 'note 2 more notes like this; --verbose lists them', 'No findings. 84 resources, 7 guardrails.']);
  expect(concise(many, true).match(/: note cannot be read/g)).toHaveLength(7);
});

test('same bytes twice', () => expect(concise(structuredClone(checkout))).toBe(concise(checkout)));
