import { expect, test } from 'vitest';
import { differences, type Given } from './both.ts';
import { compileModule } from './modules.ts';
import { CollectionOrder } from '#rego/collection-order.ts';
import { compareExport, native, patchModule } from '#rego/module-patch.ts';
import { detours } from '#rego/detours.ts';
import { loadModule } from '#rego/wasm-module.ts';

const none = { b: 'null', c: 'null' };

/** `{"z": …, "a": {"z": …, "a": …}}`, so many levels deep. */
function tower(levels: number): string {
  return levels === 0 ? '0' : `{"z":${levels},"a":${tower(levels - 1)},"m":[${levels}]}`;
}

test('more scans at once than are remembered go on where they were', async () => {
  const deep: Given = { a: tower(700), ...none };
  expect(await differences({ walked: '[[count(p), p[count(p) - 1]] | walk(a, [p, _]); count(p) > 0]' }, [deep])).toEqual([]);
}, 30_000);

test('thousands of members, in a loop over a few', async () => {
  const many: Given = { a: JSON.stringify({ $set: Array.from({ length: 3000 }, (_, index) => `subnet-${(index * 7919) % 3000}`) }), b: '["10", "2", "subnet-999"]', c: 'null' };
  expect(await differences({ found: '[x | some y in b; some x in a; endswith(x, y)]', joined: 'concat(",", a)', first: '[x | some x in a][0]' }, [many])).toEqual([]);
});

test('what a collection holds is looked at whenever a scan begins', () => {
  // Two sets, one after the other at the same address: 4 bytes of header, buckets, how many of them, how many members.
  const words = new DataView(new ArrayBuffer(256));
  const fill = (members: readonly number[]): void => {
    words.setUint8(64, 7);
    words.setUint32(68, 80, true);
    words.setUint32(72, 1, true);
    words.setUint32(76, members.length, true);
    for (const [index, member] of members.entries()) {
      const element = 96 + index * 8;
      words.setUint32(index === 0 ? 80 : element - 4, element, true);
      words.setUint32(element, member, true);
      words.setUint32(element + 4, 0, true);
    }
  };
  const order = new CollectionOrder({ words: () => words, compare: (a, b) => a - b });
  const all = (): readonly number[] => {
    const out: number[] = [];
    for (let at = order.following(64, 0); at !== 0; at = order.following(64, at)) out.push(at);
    return out;
  };
  fill([30, 10, 20]);
  expect(all()).toEqual([10, 20, 30]);
  expect(all()).toEqual([10, 20, 30]);
  fill([50, 40]);
  expect(all()).toEqual([40, 50]);
  expect(order.following(64, 40)).toBe(50);
  order.clear();
  expect(order.following(64, 40)).toBe(50);
  expect(() => order.following(64, 45)).toThrow('no member');
});

test('a module is patched once for all of its functions, and whatever is no module stays as it is', async () => {
  const { wasm } = await compileModule(['package tags\n\nnames := concat(", ", {t | some t in input.tags})\n'], [{ id: 'tags', package: 'tags', rules: ['names'] }]);
  const patched = await loadModule(wasm);
  expect(WebAssembly.Module.exports(patched).map((one) => one.name)).toContain(compareExport);
  expect(WebAssembly.Module.imports(patched)).toEqual(WebAssembly.Module.imports(await WebAssembly.compile(wasm)));
  for (const bytes of ['', 'not a module', '\0asm\x01\0\0\0']) expect(Buffer.from(patchModule(new TextEncoder().encode(bytes), detours)).toString()).toBe(bytes);
  expect(new Set(detours.map((one) => one.id)).size).toBe(detours.length);
  expect(detours.every((one) => one.id < native && one.id >= -64)).toBe(true);
  await expect(loadModule(new TextEncoder().encode('not a module'))).rejects.toMatchObject({ problems: [{ code: 'policy-module' }] });
});
