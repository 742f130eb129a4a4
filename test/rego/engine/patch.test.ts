import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { compareExport, patchEdition, patchModule, type Detour } from '#rego/module-patch.ts';

// Patched modules are kept in the cache of policies, under a key that holds the detours and the edition of the code that makes them.

const names = ['one', 'two', 'three', compareExport] as const;
const imports = ['opa_builtin1', 'opa_builtin2', 'opa_builtin3'];

const text = (value: string): number[] => [value.length, ...new TextEncoder().encode(value)];
const section = (id: number, ...content: number[]): number[] => [id, content.length, ...content];
const vector = (items: readonly (readonly number[])[]): number[] => [items.length, ...items.flat()];
/** A function of so many 32-bit integers that answers with one. */
const type = (parameters: number): number[] => [0x60, ...vector(Array.from({ length: parameters }, () => [0x7f])), 1, 0x7f];
const body = [4, 0, 0x41, 7, 0x0b];

/** What OPA's compiler makes, as far as a patch looks at it: imports of three to five parameters, functions of one to three with their names. */
const wasm = new Uint8Array([
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
  ...section(1, ...vector([1, 2, 3, 4, 5].map(type))),
  ...section(2, ...vector([...imports.map((name, index) => [...text('env'), ...text(name), 0, index + 2]), [...text('env'), ...text('memory'), 2, 0, 1]])),
  ...section(3, ...vector([[0], [1], [2], [1]])),
  ...section(7, ...vector(names.slice(0, 3).map((name, index) => [...text(name), 0, imports.length + index]))),
  ...section(10, ...vector(names.map(() => body))),
  ...section(0, ...text('name'), ...section(1, ...vector(names.map((name, index) => [imports.length + index, ...text(name)])))),
]);

const detours: readonly Detour[] = [
  { native: 'one', parameters: 1, when: { kind: 'always' }, id: -3 },
  { native: 'two', parameters: 2, when: { kind: 'always' }, id: -4 },
  { native: 'three', parameters: 3, when: { kind: 'always' }, id: -5 },
];

test('what is detoured asks the host first, and goes on when it says so', () => {
  const asked: number[][] = [];
  const host = (...args: number[]): number => {
    asked.push(args);
    return args[0] === -4 ? -1 : 42;
  };
  const env = { memory: new WebAssembly.Memory({ initial: 1 }), ...Object.fromEntries(imports.map((name) => [name, host])) };
  const { one, two, three } = new WebAssembly.Instance(new WebAssembly.Module(patchModule(wasm, detours)), { env }).exports as Record<string, (...args: number[]) => number>;
  expect([one?.(11), two?.(11, 12), three?.(11, 12, 13)]).toEqual([42, 7, 42]);
  expect(asked).toEqual([[-3, 0, 11], [-4, 0, 11, 12], [-5, 0, 11, 12, 13]]);
});

test('when this fails, count patchEdition up: what lies in caches is not what would be made now', () => {
  const conditions: readonly Detour[] = [
    { native: 'one', parameters: 1, when: { kind: 'set', parameter: 0 }, id: -6 },
    { native: 'two', parameters: 2, when: { kind: 'fractions', parameters: [0, 1] }, id: -7 },
    { native: 'three', parameters: 3, when: { kind: 'collection', parameter: 2 }, id: -8 },
  ];
  const text: readonly Detour[] = [{ native: 'two', parameters: 2, when: { kind: 'empty-text', parameter: 1 }, id: -9 }];
  const hash = createHash('sha256');
  for (const list of [[], detours, conditions, text]) {
    const patched = patchModule(wasm, list);
    expect(WebAssembly.validate(patched)).toBe(true);
    hash.update(patched);
  }
  expect([patchEdition, hash.digest('hex')]).toEqual([1, 'c32cdbbfde0cd6df3a87bd17e48fcfda1c941f629b21b8429f1461284f8ce0d6']);
});
