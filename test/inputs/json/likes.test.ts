import { expect, it } from 'vitest';
import { Likes } from '#inputs/json/likes.ts';
import { JsonFaultError, scan } from '#inputs/json/scan.ts';
import { inFastMemory } from './fast-memory.ts';

const long = 'x'.repeat(120);

/** What Terraform says of one instance of a module: values that are like those of the one before, two levels of them. */
function module(cell: string, more = ''): string {
  const resource = (name: string, port: string): string => `{"address":"module.shop[\\"${cell}\\"].${name}","values":{"port":${port},"tags":{"cell":"${cell}"},"note":"${long}","list":[{"a":[1,{}]},[]]${more}}}`;
  return `{"resources":[${resource('till', '80')},${resource('desk', '8080')},${resource('till', '81')}],"address":"${cell}"}`;
}

const plan = (...modules: readonly string[]): Buffer => Buffer.from(`{"planned_values":{"root_module":{"child_modules":[${modules.join(',')}]}},"end":true}`);

/** @param fast in memory where parts are compared by WebAssembly */
function scanned(text: Uint8Array, comparing: boolean, fast = false) {
  const bytes = fast ? inFastMemory(text) : Buffer.concat([text, Buffer.alloc(16)]);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const likes = comparing ? new Likes(bytes, view) : null;
  try {
    const { elements, repeats, ...said } = scan(bytes, 0, () => true, () => null, likes);
    return { ...said, elements: [...elements], repeats: repeats.size };
  } catch (error) {
    if (!(error instanceof JsonFaultError)) throw error;
    return error.fault;
  }
}

it.each<[what: string, text: Buffer]>([
  ['alike', plan(module('a'), module('bb'), module('c'))],
  ['of another form in between', plan(module('a'), module('b', ',"x":[null]'), module('c'), module('d', ',"x":[null]'))],
  ['with a number that has to be looked at', plan(module('a', ',"n":12345678901234567'), module('b', ',"n":12345678901234568'), module('c', ',"n":1'), module('d', ',"n":2'))],
  ['many that are like none', plan(...Array.from({ length: 200 }, (_, index) => module('a', `,"k${index}":1`)))],
  ['deeper than anything is compared', Buffer.from(`${'[{"a":'.repeat(30)}[${module('a')},${module('b')}]${'}]'.repeat(30)}`)],
])('elements are found the same as without comparing: %s', (_, text) => {
  const alone = scanned(text, false);
  expect(alone).toHaveProperty('root');
  expect(scanned(text, true)).toEqual(alone);
  expect(scanned(text, true, true)).toEqual(alone);
});

it('compares in fact', () => {
  const text = plan(module('a'), module('b'), module('c'));
  const bytes = Buffer.concat([text, Buffer.alloc(16)]);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const passed: string[] = [];
  const likes = new Likes(bytes, view);
  const pass = likes.pass.bind(likes);
  likes.pass = (level, start) => {
    const end = pass(level, start);
    if (end > 0) passed.push(bytes.toString('latin1', start, end));
    return end;
  };
  scan(bytes, 0, () => true, () => null, likes);
  expect(passed).toEqual([module('b'), module('c')]);
});

it('whatever one byte of it is, a document is found sound or faulty as without comparing', () => {
  const text = plan(module('a'), module('b'));
  const signs = Buffer.from('"\\{}[],:0-.e n\n\0');
  const others: string[] = [];
  let faulty = 0;
  for (let at = 0; at < text.length; at++) {
    for (const sign of signs) {
      const changed = Buffer.from(text);
      changed[at] = sign;
      const alone = scanned(changed, false);
      if (!('root' in alone)) faulty++;
      const found = scanned(changed, true);
      if (JSON.stringify(found) !== JSON.stringify(alone)) others.push(changed.toString('latin1'));
    }
    expect(scanned(text.subarray(0, at), true)).toEqual(scanned(text.subarray(0, at), false));
  }
  expect(others).toEqual([]);
  expect(faulty).toBeGreaterThan(2000);
});
