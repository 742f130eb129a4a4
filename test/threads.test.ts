import { getPriority } from 'node:os';
import { describe, expect, it } from 'vitest';
import { giveWay, helpers } from '../src/threads.ts';

describe.skipIf(process.platform !== 'linux')('threads of V8 give way', () => {
  it('there are some, and the main thread is none of them', () => {
    expect(helpers().length).toBeGreaterThan(0);
    expect(helpers()).not.toContain(process.pid);
  });

  it('to the main one, which stays as it is', () => {
    const before = getPriority(process.pid);
    const [thread = 0] = helpers();
    giveWay([thread]);
    expect([getPriority(thread), getPriority(process.pid)]).toEqual([Math.max(10, before), before]);
  });

  it('where one is gone, nothing is said of it', () => expect(() => giveWay([2 ** 22 + 1])).not.toThrow());
});
