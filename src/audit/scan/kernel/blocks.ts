import { again, answer, i32, i64, long, loop, type Module, number, op128, op32, op64, v128, when, type Code, type Local } from '../assembler.ts';
import { add, byte, put, state32, type Call } from './cells.ts';
import { at, blockSize, doubt, foundTable, longestKey, slot, stop } from './layout.ts';

/** Brackets become braces when this bit is set. */
const bracketBit = 0x20;
/** Added to a capital letter, this makes it more than 0x65 as a signed byte, and nothing else. */
const capitals = { shift: 0x25, above: 0x65 } as const;

/** The loop over blocks of 64 bytes: the quotes and braces that count, one after the other, and what becomes of the record that they stand in. */
export function scan(module: Module, { slotOf, noteText, noteScalar, finish, isGap, slashIn }: Readonly<Record<'slotOf' | 'noteText' | 'noteScalar' | 'finish' | 'isGap' | 'slashIn', Call>>): void {
  module.define([], i32, ({ local }) => {
    const numbers = ['position', 'end', 'depth', 'recordStart', 'token', 'tokenStart', 'wanted', 'keyEnd', 'lastSlash', 'previousEnd'] as const;
    const held = Object.fromEntries(numbers.map((name) => [name, local(i32)])) as Record<(typeof numbers)[number], Local>;
    const { position, end, depth, recordStart, token, tokenStart, wanted, keyEnd, lastSlash, previousEnd } = held;
    const vectors = [0, 1, 2, 3].map(() => local(v128));
    const [inString, escaped, quotes, opens, closes, marks, bit, slashes, runs] = Array.from({ length: 9 }, () => local(i64)) as [Local, Local, Local, Local, Local, Local, Local, Local, Local];
    const i = local(i32);
    const code = local(i32);
    const carried = local(i32);
    const strange = local(i32);

    const load = [...numbers.flatMap((name) => held[name].set(state32(at[name]))), ...inString.set(op64.minus(long(0n), op64.of32(state32(at.inString)))), ...escaped.set(op64.of32(state32(at.escaped)))];
    const save = [...numbers.flatMap((name) => put(at[name], held[name].get)), ...put(at.inString, op32.of64(op64.and(inString.get, long(1n)))), ...put(at.escaped, op32.of64(escaped.get))];
    /** Leaves at `i`, which stands outside of strings. */
    const leaveAt = (where: Code, why: number): Code => [...position.set(where), ...inString.set(long(0n)), ...escaped.set(long(0n)), ...save, ...answer(number(why))];

    const mask = (of: (vector: Local) => Code): Code =>
      vectors.map((vector, index) => op64.left(op64.of32(op128.mask8(of(vector))), long(BigInt(index * 16)))).reduce((left, right) => op64.or(left, right));
    /** Registers that hold the same byte sixteen times. */
    const constants = [byte.quote, byte.backslash, bracketBit, byte.openBrace, byte.closeBrace, capitals.shift, capitals.above].map((value) => ({ value, held: local(v128) }));
    const every = (value: number): Code => constants.flatMap((one) => (one.value === value ? one.held.get : []));
    const is = (value: number) => (vector: Local): Code => op128.equal8(vector.get, every(value));
    const isEither = (value: number) => (vector: Local): Code => op128.equal8(op128.or(vector.get, every(bracketBit)), every(value));

    const isCapital = (vector: Local): Code => op128.above8(op128.plus8(vector.get, every(capitals.shift)), every(capitals.above));

    /** Takes the quotes behind an odd number of backslashes out, and notes whether the first byte of the next block is escaped. */
    const withoutEscaped = [
      ...slashes.set(op64.and(mask(is(byte.backslash)), op64.xor(escaped.get, long(-1n)))),
      // Bytes that stand behind a backslash, and runs of backslashes that begin at an odd place.
      ...bit.set(op64.or(op64.left(slashes.get, long(1n)), escaped.get)),
      ...marks.set(op64.and(op64.and(slashes.get, long(~0x5555555555555555n)), op64.xor(bit.get, long(-1n)))),
      ...runs.set(op64.plus(marks.get, slashes.get)),
      ...escaped.set(op64.of32(op64.below(runs.get, slashes.get))),
      ...quotes.set(op64.and(quotes.get, op64.xor(op64.and(op64.xor(long(0x5555555555555555n), op64.left(runs.get, long(1n))), bit.get), long(-1n)))),
    ];

    /** Every bit becomes the parity of those up to it: 1 from an opening quote up to before the closing one. */
    const parity = [1n, 2n, 4n, 8n, 16n, 32n].flatMap((shift) => marks.set(op64.xor(marks.get, op64.left(marks.get, long(shift)))));

    const braces = op64.or(opens.get, closes.get);
    /** At the top of a record strings count as well. */
    const choose = marks.set(op64.or(braces, op64.and(quotes.get, op64.minus(long(0n), op64.of32(op32.equal(depth.get, number(1)))))));
    /** The same of what stands behind the bit at hand. */
    const chooseAgain = [...choose, ...marks.set(op64.and(marks.get, op64.left(long(-2n), op64.zeros(bit.get))))];

    const settle = when(op32.notEqual(wanted.get, number(-1)), [...noteScalar(wanted.get, op32.plus(keyEnd.get, number(1)), i.get), ...wanted.set(number(-1))]);

    const openString = [
      ...code.set(op32.minus(i.get, number(1))),
      ...loop(op32.and(op32.atMost(op32.load8(code.get), number(byte.space)), op32.above(code.get, recordStart.get)), add(code, -1)),
      ...tokenStart.set(op32.plus(i.get, number(1))),
      ...when(
        op32.equal(op32.load8(code.get), number(byte.colon)),
        token.set(number(2)),
        [
          ...token.set(number(1)),
          ...settle,
          // A string that stands behind another is none of JSON, which the parser will say.
          ...when(op32.notEqual(op32.load8(code.get), number(byte.comma)), when(op32.notEqual(code.get, recordStart.get), put(at.doubt, op32.or(state32(at.doubt), number(doubt.any))))),
        ],
      ),
    ];
    const slashed = op32.and(op32.above(lastSlash.get, tokenStart.get), slashIn(tokenStart.get, i.get));
    const closeKey = [
      ...code.set(op32.minus(i.get, tokenStart.get)),
      // Only a record that is parsed tells what an escaped key says.
      ...when(op32.above(lastSlash.get, tokenStart.get), when(slashIn(tokenStart.get, i.get), put(at.doubt, op32.or(state32(at.doubt), number(doubt.any))))),
      ...when(
        op32.and(op32.atMost(code.get, number(longestKey)), op32.of64(op64.and(op64.right(op64.load(number(at.keyLengths)), op64.of32(code.get)), long(1n)))),
        [
          ...wanted.set(slotOf(tokenStart.get, code.get)),
          ...keyEnd.set(i.get),
          ...when(op32.equal(wanted.get, number(slot.always)), [...put(at.doubt, op32.or(state32(at.doubt), number(doubt.any))), ...wanted.set(number(-1))]),
        ],
      ),
    ];
    const closeValue = when(op32.notEqual(wanted.get, number(-1)), [
      ...when(slashed, put(at.doubt, op32.or(state32(at.doubt), number(doubt.any))), noteText(wanted.get, tokenStart.get, op32.minus(i.get, tokenStart.get))),
      ...wanted.set(number(-1)),
    ]);
    const onQuote = when(op32.isZero(token.get), openString, [...when(op32.equal(token.get, number(1)), closeKey, closeValue), ...token.set(number(0))]);

    const openRecord = [
      ...when(op32.notEqual(op32.load8(i.get), number(byte.openBrace)), leaveAt(i.get, stop.fault)),
      ...when(op32.isZero(isGap(previousEnd.get, i.get)), leaveAt(previousEnd.get, stop.fault)),
      ...recordStart.set(i.get),
      ...wanted.set(number(-1)),
      ...token.set(number(0)),
      ...put(at.doubt, number(0)),
      ...put(at.seen, number(0)),
      ...put(at.readOnly, number(0)),
    ];
    const onOpen = [
      ...when(op32.isZero(depth.get), openRecord, when(op32.equal(depth.get, number(1)), when(op32.notEqual(wanted.get, number(-1)), [...put(at.doubt, op32.or(state32(at.doubt), number(doubt.any))), ...wanted.set(number(-1))]))),
      ...add(depth, 1),
      ...chooseAgain,
    ];
    const closeRecord = [
      ...settle,
      ...code.set(finish(recordStart.get, op32.plus(i.get, number(1)))),
      ...previousEnd.set(op32.plus(i.get, number(1))),
      ...recordStart.set(number(-1)),
      ...when(op32.or(code.get, op32.equal(state32(at.found), number(foundTable.most))), leaveAt(previousEnd.get, stop.full)),
    ];
    const onClose = [
      ...when(op32.isZero(depth.get), leaveAt(i.get, stop.closed)),
      ...add(depth, -1),
      ...when(op32.isZero(depth.get), closeRecord),
      ...chooseAgain,
    ];

    const doubtStrange = when(strange.get, put(at.doubt, op32.or(state32(at.doubt), number(doubt.strange))));

    const block = [
      ...vectors.flatMap((vector, index) => vector.set(op128.load(position.get, index * 16))),
      ...quotes.set(mask(is(byte.quote))),
      ...carried.set(op32.of64(escaped.get)),
      ...when(vectors.map(is(byte.backslash)).reduce((left, right) => op128.or(left, right)).concat(op128.any()), [...lastSlash.set(op32.plus(position.get, number(blockSize))), ...carried.set(number(1))]),
      ...when(carried.get, withoutEscaped),
      ...marks.set(quotes.get),
      ...parity,
      ...inString.set(op64.xor(marks.get, inString.get)),
      ...opens.set(op64.and(mask(isEither(byte.openBrace)), op64.xor(inString.get, long(-1n)))),
      ...closes.set(op64.and(mask(isEither(byte.closeBrace)), op64.xor(inString.get, long(-1n)))),
      // Where a quote is missing, what is text seems to stand outside of strings. No key of a record is without a capital: one in which it
      // could be hidden is parsed.
      ...strange.set(op64.notEqual(op64.and(mask(isCapital), op64.xor(inString.get, long(-1n))), long(0n))),
      ...doubtStrange,
      ...inString.set(op64.signedRight(inString.get, long(63n))),
      // Deep inside of a record nothing but the depth changes, for as long as it does not come up.
      ...code.set(op32.minus(depth.get, op32.of64(op64.ones(closes.get)))),
      ...when(
        op32.and(op32.above(depth.get, number(1)), op32.above(op32.plus(code.get, number(64)), number(65))),
        [...depth.set(op32.plus(code.get, op32.of64(op64.ones(opens.get)))), ...add(position, blockSize), ...again(1)],
      ),
      ...choose,
      ...loop(op64.notEqual(marks.get, long(0n)), [
        ...bit.set(op64.and(marks.get, op64.minus(long(0n), marks.get))),
        ...i.set(op32.plus(position.get, op32.of64(op64.zeros(marks.get)))),
        ...marks.set(op64.xor(marks.get, bit.get)),
        ...when(
          op64.notEqual(op64.and(quotes.get, bit.get), long(0n)),
          onQuote,
          when(op64.notEqual(op64.and(opens.get, bit.get), long(0n)), onOpen, onClose),
        ),
      ]),
      ...doubtStrange,
      ...add(position, blockSize),
    ];
    return [...load, ...constants.flatMap(({ value, held: register }) => register.set(op128.splat(number(value)))), ...loop(op32.atMost(op32.plus(position.get, number(blockSize)), end.get), block), ...save, ...number(stop.more)];
  }, 'scan');
}
