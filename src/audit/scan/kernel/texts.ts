import { answer, i32, i64, long, loop, type Module, number, op128, op32, op64, when, type Code, type Local } from '../assembler.ts';
import { add, byte, type Call } from './cells.ts';

// Bytes from one address up to another, or of a length, compared, copied and looked through.

export function slashIn(module: Module): Call {
  return module.define([i32, i32], i32, ({ parameters: [from, to] }) => [
    ...loop(op32.below((from as Local).get, (to as Local).get), [...when(op32.equal(op32.load8((from as Local).get), number(byte.backslash)), answer(number(1))), ...add(from as Local, 1)]),
    ...number(0),
  ]);
}

export function newlineIn(module: Module): Call {
  return module.define([i32, i32], i32, ({ parameters: [from, to] }) => [
    // Up to 15 bytes of the end are left out: no two records meet in them.
    ...loop(op32.below((from as Local).get, op32.minus((to as Local).get, number(15))), [
      ...when(op128.any(op128.equal8(op128.load((from as Local).get), op128.splat(number(byte.newline)))), answer(number(1))),
      ...add(from as Local, 16),
    ]),
    ...number(0),
  ]);
}

export function hashOf(module: Module): Call {
  return module.define([i64, i32, i32], i64, ({ parameters: [hash, from, length] }) => hashed(hash as Local, from as Local, length as Local));
}

export function same(module: Module): Call {
  return module.define([i32, i32, i32], i32, ({ parameters: [a, b, length] }) => equal(a as Local, b as Local, length as Local));
}

export function copyText(module: Module): Call {
  return module.define([i32, i32], null, ({ parameters: [from, to] }) => [0, 16, 32, 48].flatMap((offset) => op128.store((to as Local).get, offset, op128.load((from as Local).get, offset))));
}

/** Whether nothing but white space, and at most one comma, stands between two records. */
export function isGap(module: Module): Call {
  return module.define([i32, i32], i32, ({ parameters, local }) => {
    const [from, to] = parameters as [Local, Local];
    const code = local(i32);
    const commas = local(i32);
    return [
      ...loop(op32.below(from.get, to.get), [
        ...code.set(op32.load8(from.get)),
        ...when(op32.equal(code.get, number(byte.comma)), add(commas, 1), when(op32.above(code.get, number(byte.space)), answer(number(0)))),
        ...add(from, 1),
      ]),
      ...op32.below(commas.get, number(2)),
    ];
  });
}

/** Keeps of a word the bytes that belong to the text. */
function lastWord(address: Code, length: Code): Code {
  return op64.and(op64.load(address), op64.minus(op64.left(long(1n), op64.left(op64.of32(length), long(3n))), long(1n)));
}

function hashed(hash: Local, from: Local, length: Local): Code {
  const mix = (word: Code): Code => hash.set(op64.times(op64.turned(op64.xor(hash.get, word), long(29n)), long(0xff51afd7ed558ccdn)));
  return [
    ...mix(op64.of32(length.get)),
    ...loop(op32.above(length.get, number(7)), [...mix(op64.load(from.get)), ...add(from, 8), ...add(length, -8)]),
    ...when(length.get, mix(lastWord(from.get, length.get))),
    ...hash.get,
  ];
}

function equal(a: Local, b: Local, length: Local): Code {
  return [
    ...loop(op32.above(length.get, number(7)), [...when(op64.notEqual(op64.load(a.get), op64.load(b.get)), answer(number(0))), ...add(a, 8), ...add(b, 8), ...add(length, -8)]),
    ...when(length.get, when(op64.notEqual(lastWord(a.get, length.get), lastWord(b.get, length.get)), answer(number(0)))),
    ...number(1),
  ];
}
