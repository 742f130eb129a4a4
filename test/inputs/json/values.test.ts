import { describe, expect, it } from 'vitest';
import { padded } from '../../../src/inputs/bytes.ts';
import { JsonDocument } from '../../../src/inputs/json/document.ts';
import { elementsOf } from '../../../src/inputs/elements.ts';
import { inFastMemory } from './fast-memory.ts';

const volume = (index: number): object => ({ id: `vol-${index}`, size: index, encrypted: index % 2 === 0, kms: index % 9 === 4 ? null : `key-${index % 3}`, attachments: index % 7 === 2 ? [] : [{ instance: `i-${index}`, device: '/dev/sda1', note: index % 10 === 1 ? 'é\n"' : 'root volume of a till that stands in the shop' }] });

/** The elements, built one after the other, in memory of either sort. */
function built(elements: readonly string[]): readonly string[] {
  const text = Buffer.from(`[${elements.join(',')}]`);
  const [slow = [], fast] = [padded(text), inFastMemory(text)].map((bytes) => {
    const document = new JsonDocument(bytes, text.length);
    return [...document.values(elementsOf(document.scan(0)))].map((value) => JSON.stringify(value));
  });
  expect(fast).toEqual(slow);
  return slow;
}

describe('elements of a list', () => {
  const elements = Array.from({ length: 200 }, (_, index) => JSON.stringify(volume(index)));

  it('are what each of them is by itself', () => expect(built(elements)).toEqual(elements));

  it('keep the digits that a double cannot hold, and one value of a key that stands twice', () => {
    const some = elements.map((one, index) => (index % 20 === 13 ? one.replace(/"size":\d+/, '"size":123456789012345678901') : index % 20 === 14 ? one.replace('"size"', '"id":"other","size"') : one));
    const expected = some.map((one) => (JSON.stringify(JSON.parse(one)) as string).replace('123456789012345680000', '"123456789012345678901"'));
    expect(built(some)).toEqual(expected);
  });
});
