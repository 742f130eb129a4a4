import { expect, it } from 'vitest';
import { padded } from '../../../src/inputs/bytes.ts';
import { JsonDocument } from '../../../src/inputs/json/document.ts';
import { JsonFaultError, type JsonFault } from '../../../src/inputs/json/scan.ts';
import type { Agreeing, Repeats } from '../../../src/inputs/json/repeats.ts';
import { walkMembers } from '../../../src/inputs/json/skip.ts';
import { inFastMemory } from './fast-memory.ts';

/** Elements that are alike have the same `type`. */
const sameType: Agreeing = (bytes, view, { start }) => {
  const parts: { start: number; end: number }[] = [];
  walkMembers(bytes, view, start, (keyStart, keyEnd, value) => {
    if (bytes.toString('latin1', keyStart, keyEnd) === 'type') parts.push({ start: value, end: value + 1 });
    return 0;
  });
  return parts.length === 1 ? parts : null;
};

interface Scanned {
  readonly fault: JsonFault | null;
  /** All that a scan says, but for the repeats. */
  readonly said: object;
  readonly repeats: Repeats | null;
}

function scanned(text: Uint8Array, repeating: boolean, fast = false): Scanned {
  const document = new JsonDocument(fast ? inFastMemory(text) : padded(text), text.length);
  try {
    const { repeats, elements, ...said } = document.scan(0, () => true, (key) => (repeating && key === 'list' ? sameType : null));
    return { fault: null, said: { ...said, elements: [...elements] }, repeats: [...repeats.values()][0] ?? null };
  } catch (error) {
    if (!(error instanceof JsonFaultError)) throw error;
    return { fault: error.fault, said: {}, repeats: null };
  }
}

/** Of each element the place of the first one of its form; -1 where there is none. */
function formsOf(repeats: Repeats | null, count: number): readonly number[] {
  const forms = Array.from({ length: count }, (_, element) => repeats?.formOf(element) ?? null);
  return forms.map((form) => (form === null ? -1 : forms.indexOf(form)));
}

it.each<[what: string, elements: readonly string[], forms: readonly number[]]>([
  ['one after the other', ['{"type":"a","n":1}', '{"type":"a","n":22}', '{"type":"a","n":null}'], [0, 0, 0]],
  ['in turns', ['{"type":"a"}', '{"type":"b"}', '{"type":"a"}', '{"type":"b"}', '{"type":"b"}'], [0, 1, 0, 1, 1]],
  ['of several forms', ['{"type":"a"}', '{"type":"a","n":[]}', '{"type":"a","n":[1]}', '{"type":"a","n":[""]}', '{"type":"a"}'], [0, 1, 2, 2, 0]],
  ['with more digits than a double holds', ['{"type":"a","n":1}', '{"type":"a","n":12345678901234567}', '{"type":"a","n":2}', '{"type":"a","n":1234567890123456}'], [0, -1, 0, -1]],
  ['among others', ['{"type":"a"}', '1', '{}', '[]', '{"type":"a"}', '{"type":"a","type":"a"}', 'null'], [0, -1, -1, -1, 0, -1, -1]],
])('elements that are alike: %s', (_, elements, forms) => {
  const text = Buffer.from(`{"before":[{"type":"a"}],"list":[ ${elements.join(' , ')} ],"after":[{"type":"a"}]}`);
  for (const fast of [false, true]) {
    expect(formsOf(scanned(text, true, fast).repeats, elements.length)).toEqual(forms);
    expect(scanned(text, true, fast).said).toEqual(scanned(text, false).said);
  }
});

it.each([false, true])('where an element differs, in fast memory: %s', (fast) => {
  const text = Buffer.from('{"list":[{"type":"a","x":"one","y":1},{"type":"a","x":"two","y":1},{"type":"a","x":"one","y":-2.5}]}');
  const { repeats } = scanned(text, true, fast);
  const found = [0, 1, 2].map((element) =>
    Array.from({ length: (repeats?.to(element) ?? 0) - (repeats?.from(element) ?? 0) }, (_, index) => {
      const [scalar, start, end] = repeats?.differences.places.subarray(((repeats.from(element) ?? 0) + index) * 3) ?? [];
      return `${scalar} ${text.toString('latin1', start, end)}`;
    }),
  );
  expect(found).toEqual([[], ['1 "two"'], ['2 -2.5']]);
});

it('whatever one byte of a document is, it is found sound or faulty as without comparing', () => {
  const element = (name: string, more: string): string => `{"type":"t","name":${name},"n":[1,-0.5e3,true,{"k":null}],"deep":{"s":"a\\"b\\u00e9"},"more":${more}}`;
  const text = Buffer.from(`{"list":[${[element('"x"', '1'), element('"yy"', 'false'), element('""', '"é\\\\"'), element('null', '12')].join(',')}],"z":0}`);
  const signs = Buffer.from('"\\{}[],:019-+.eEtfnu x\n\0');
  let faulty = 0;
  for (let at = 0; at < text.length; at++) {
    for (const sign of signs) {
      const changed = Buffer.from(text);
      changed[at] = sign;
      const { fault, said } = scanned(changed, true, at % 2 === 0);
      const alone = scanned(changed, false);
      expect({ text: changed.toString('latin1'), fault, said }).toEqual({ text: changed.toString('latin1'), fault: alone.fault, said: alone.said });
      if (fault !== null) faulty++;
    }
    const cut = text.subarray(0, at);
    expect(scanned(cut, true, at % 2 === 0).fault).toEqual(scanned(cut, false).fault);
  }
  expect(faulty).toBeGreaterThan(2000);
});
