import { expect, test } from 'vitest';
import { renderConcise } from '#reports/concise.ts';
import { allPass, checkout, errorsOnly, nothingRecognised } from './checkout.ts';
import { expectGolden } from './golden.ts';

test('one line for each error and finding, then the sentence', () => expectGolden('concise.txt', renderConcise(checkout)));

test('a line for every address, however alike', () => expect(renderConcise(checkout).match(/required-tags module\.checkout\.aws_instance\.web\["eu-west-1[a-e]"\]/g)).toHaveLength(5));

test.each([
  ['all pass', allPass, 'No findings. 84 resources, 7 guardrails.\n'],
  ['nothing recognised', nothingRecognised, 'Nothing was judged: no resource was recognised. 0 resources, 7 guardrails.\n'],
  [
    'errors alone',
    errorsOnly,
    'checkout/plan.json:1:20480: error checkout/plan.json ends in the middle of a text; write it again: terraform show -json tfplan > plan.json\n1 error, no findings. 0 resources, 7 guardrails.\n',
  ],
])('%s', (_, result, expected) => expect(renderConcise(result)).toBe(expected));

test('same bytes twice', () => expect(renderConcise(structuredClone(checkout))).toBe(renderConcise(checkout)));
