import { describe, expect, test } from 'vitest';
import { uuidIn, writtenUuid } from '#model/uuid.ts';

const words = new Uint32Array(8);

test.each(['1c2e7582-2c01-4eeb-bfd4-0000000008d0', '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff', '89abcdef-0123-4567-89ab-cdef01234567'])('%s is the same when it is read again', (text) => {
  expect(writtenUuid(text, words, 4)).toBe(true);
  expect(uuidIn(words, 4)).toBe(text);
});

describe('is kept as it is written', () => {
  test.each(['', '1C2E7582-2C01-4EEB-BFD4-0000000008D0', '1c2e7582-2c01-4eeb-bfd4-0000000008dg', '1c2e7582-2c01-4eeb-bfd4-0000000008d:', '1c2e75822-c01-4eeb-bfd4-0000000008d0', '{c2e7582-2c01-4eeb-bfd4-0000000008d0', '1c2e7582-2c01-4eeb-bfd4-0000000008d0 ', '1c2e7582-2c01-4eeb-bfd4-0000000008d\u0160', 'trail.json#17'])('%j', (text) => {
    expect(writtenUuid(text, words, 0)).toBe(false);
  });
});
