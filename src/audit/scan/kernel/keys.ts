import { answer, i32, loop, type Module, number, op128, op32, when, type Code, type Local } from '../assembler.ts';
import { add, byte, put, state32, type Call } from './cells.ts';
import { at, doubt, keyTable, longestText, slot } from './layout.ts';

const literals = { true: 0x65757274, fals: 0x736c6166 } as const;

/** The slot of a key, -1 for any other. */
export function slotOf(module: Module): Call {
  return module.define([i32, i32], i32, ({ parameters, local }) => {
    const [from, length] = parameters as [Local, Local];
    const key = local(i32);
    const left = local(i32);
    const half = (offset: number): Code =>
      op128.and(op128.xor(op128.load(from.get, offset), op128.load(key.get, keyTable.text + offset)), op128.load(key.get, keyTable.mask + offset));
    return [
      ...key.set(number(keyTable.from)),
      ...left.set(state32(at.keys)),
      ...loop(left.get, [
        ...when(
          op32.equal(op32.load(key.get, keyTable.length), length.get),
          when(op32.isZero(op128.any(op128.or(half(0), half(16)))), answer(op32.load(key.get, keyTable.slot))),
        ),
        ...add(key, keyTable.size),
        ...add(left, -1),
      ]),
      ...number(-1),
    ];
  });
}

/** Notes the text of a slot. */
export function noteText(module: Module): Call {
  return module.define([i32, i32, i32], null, ({ parameters, local }) => {
    const [which, from, length] = parameters as [Local, Local, Local];
    const bit = local(i32);
    const word = (value: number): Code => op32.equal(op32.load(from.get), number(value));
    return [
      ...bit.set(op32.left(number(1), which.get)),
      ...when(op32.or(op32.and(state32(at.seen), bit.get), op32.above(length.get, number(longestText))), [...put(at.doubt, op32.or(state32(at.doubt), number(doubt.any))), ...answer()]),
      ...put(at.seen, op32.or(state32(at.seen), bit.get)),
      ...when(
        op32.equal(which.get, number(slot.readOnly)),
        put(at.readOnly, op32.or(
          op32.and(op32.equal(length.get, number(4)), word(literals.true)),
          op32.times(number(2), op32.and(op32.equal(length.get, number(5)), op32.and(word(literals.fals), op32.equal(op32.load8(from.get, 4), number(0x65))))),
        )),
        [
          ...op32.store(op32.plus(number(at.slots), op32.times(which.get, number(8))), 0, from.get),
          ...op32.store(op32.plus(number(at.slots), op32.times(which.get, number(8))), 4, length.get),
        ],
      ),
    ];
  });
}

/** Notes what is no text behind the key of a slot, which ended before `from`; the value ends before `to`. */
export function noteScalar(module: Module, noteText: Call): Call {
  return module.define([i32, i32, i32], null, ({ parameters, local }) => {
    const [which, from, to] = parameters as [Local, Local, Local];
    const last = local(i32);
    return [
      ...when(op32.notEqual(which.get, number(slot.readOnly)), [...put(at.doubt, op32.or(state32(at.doubt), number(doubt.any))), ...answer()]),
      ...loop(op32.and(op32.below(from.get, to.get), isFiller(from, 0)), add(from, 1)),
      ...last.set(to.get),
      ...loop(op32.and(op32.below(from.get, last.get), isFiller(last, -1)), add(last, -1)),
      ...noteText(which.get, from.get, op32.minus(last.get, from.get)),
    ];
  });
}

/** Whether the byte is none of a value, but stands around one. */
function isFiller(local: Local, offset: number): Code {
  const code = op32.load8(op32.plus(local.get, number(offset)));
  return op32.or(op32.atMost(code, number(byte.space)), op32.or(op32.equal(code, number(byte.colon)), op32.equal(code, number(byte.comma))));
}
