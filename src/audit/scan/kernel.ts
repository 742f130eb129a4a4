import { again, answer, i32, i64, long, loop, Module, number, op128, op32, op64, pick, v128, when, type Code, type Local } from './assembler.ts';

/**
 * Finds records in a list of JSON objects, 64 bytes at a time, and tells those that need no parsing from the others. It knows strings and
 * nesting (https://www.rfc-editor.org/rfc/rfc8259, by bit masks as in Langdale and Lemire, "Parsing gigabytes of JSON per second", 2019) and
 * reads keys at the top of a record alone. It is not a parser: what it passes over is not checked to its end.
 */

/** Where the host and the kernel tell each other how far they are: 32-bit numbers at these addresses. */
export const at = {
  /** The next byte to look at, and behind the last that is there. */
  position: 0, end: 4,
  /** Levels that are open below the list; 0 between records. */
  depth: 8, inString: 12, escaped: 16, recordStart: 20, token: 24, tokenStart: 28, wanted: 32, keyEnd: 36, lastSlash: 40,
  /** Of the record at hand: it has to be parsed; which members it had; whether it says that it changed nothing. */
  doubt: 44, seen: 48, readOnly: 52,
  previousEnd: 56, records: 60, found: 64,
  /** `filters` 0: every record is handed out. `lines` 1: a record stands on one line, or it is parsed. */
  filters: 68, lines: 84, names: 72, places: 76, keys: 80, keyLengths: 88,
  /** Start and length of the five texts. */
  slots: 96,
} as const;

/** What a key of the record means: one of the texts, or a word on the record. */
export const slot = { name: 0, service: 1, scope: 2, region: 3, time: 4, readOnly: 5, always: 6 } as const;
/** Why a record has to be parsed: what its keys are cannot be told; what should be in strings stands outside. */
const doubt = { any: 1, strange: 2 } as const;
const allSeen = 0b111111;

export const keyTable = { from: 256, size: 96, most: 16, length: 0, slot: 4, text: 16, mask: 48 } as const;
/** Longest key that is looked for, and longest text that is counted without parsing. */
export const longestKey = 32;
const longestText = 64;
/** A longer one is parsed: several that a fault has run together are not passed over. */
const longestPassed = 65_536;

/**
 * Records that the host has to look at: start, end, number, the entry of its name (0: parse it), and whether it has been counted. With one
 * that may have run together with what follows it, the kernel stops.
 */
export const foundTable = { from: 4096, size: 20, most: 2048 } as const;

/** Entries by name and service, with how often it changed nothing and how often not; by scope, region and hour with first and last second of it. */
export const entry = { size: 256, hash: 0, state: 4, writes: 8, reads: 12, records: 8, first: 12, last: 16, lengths: 20, texts: 64 } as const;
/** Of a record on the list. */
export const handed = { uncounted: 0, counted: 1, doubtful: 2 } as const;
/** Of a name: nobody has said yet, to be passed over, to be parsed. */
export const state = { asked: 0, passed: 1, wanted: 2 } as const;
export const nameTable = { from: 0x20000, slots: 1024, most: 700 } as const;
export const placeTable = { from: 0x60000, slots: 512, most: 350 } as const;

/** Where the bytes are; the one before may be looked at. */
export const windowStart = 0x80100;
export const blockSize = 64;
/** The kernel may read, but never minds, as many bytes behind the last. */
export const behind = 256;

/** Why it stopped: all bytes are used, the list of records should be looked at, the list is closed at `position`, what stands at `position` belongs in no list. */
export const stop = { more: 0, full: 1, closed: 2, fault: 3 } as const;

const byte = { quote: 0x22, comma: 0x2c, colon: 0x3a, backslash: 0x5c, openBrace: 0x7b, closeBrace: 0x7d, space: 0x20, newline: 0x0a } as const;
/** Brackets become braces when this bit is set. */
const bracketBit = 0x20;
/** Added to a capital letter, this makes it more than 0x65 as a signed byte, and nothing else. */
const capitals = { shift: 0x25, above: 0x65 } as const;
const literals = { true: 0x65757274, fals: 0x736c6166 } as const;

/** Whether the byte is none of a value, but stands around one. */
function isFiller(local: Local, offset: number): Code {
  const code = op32.load8(op32.plus(local.get, number(offset)));
  return op32.or(op32.atMost(code, number(byte.space)), op32.or(op32.equal(code, number(byte.colon)), op32.equal(code, number(byte.comma))));
}

const state32 = (address: number): Code => op32.load(number(address));
const put = (address: number, value: Code): Code => op32.store(number(address), 0, value);
const add = (local: Local, value: number): Code => local.set(op32.plus(local.get, number(value)));

export function kernel(): Uint8Array<ArrayBuffer> {
  const module = new Module();
  const slashIn = module.define([i32, i32], i32, ({ parameters: [from, to] }) => [
    ...loop(op32.below((from as Local).get, (to as Local).get), [...when(op32.equal(op32.load8((from as Local).get), number(byte.backslash)), answer(number(1))), ...add(from as Local, 1)]),
    ...number(0),
  ]);
  const newlineIn = module.define([i32, i32], i32, ({ parameters: [from, to] }) => [
    // Up to 15 bytes of the end are left out: no two records meet in them.
    ...loop(op32.below((from as Local).get, op32.minus((to as Local).get, number(15))), [
      ...when(op128.any(op128.equal8(op128.load((from as Local).get), op128.splat(number(byte.newline)))), answer(number(1))),
      ...add(from as Local, 16),
    ]),
    ...number(0),
  ]);
  const hashOf = module.define([i64, i32, i32], i64, ({ parameters: [hash, from, length] }) => hashed(hash as Local, from as Local, length as Local));
  const same = module.define([i32, i32, i32], i32, ({ parameters: [a, b, length] }) => equal(a as Local, b as Local, length as Local));
  const copyText = module.define([i32, i32], null, ({ parameters: [from, to] }) => [0, 16, 32, 48].flatMap((offset) => op128.store((to as Local).get, offset, op128.load((from as Local).get, offset))));

  /** The slot of a key, -1 for any other. */
  const slotOf = module.define([i32, i32], i32, ({ parameters, local }) => {
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

  /** Notes the text of a slot. */
  const noteText = module.define([i32, i32, i32], null, ({ parameters, local }) => {
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

  /** Notes what is no text behind the key of a slot, which ended before `from`; the value ends before `to`. */
  const noteScalar = module.define([i32, i32, i32], null, ({ parameters, local }) => {
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

  /** The entry of up to three texts, made where there is none; 0 where there is no room. Parameters: table, mask, address of its count, its most, then start and length of each. */
  const intern = module.define([i32, i32, i32, i32, i32, i32, i32, i32, i32, i32], i32, ({ parameters, local }) => {
    const [table, mask, count, most, ...texts] = parameters as [Local, Local, Local, Local, ...Local[]];
    const parts = [0, 1, 2].map((index) => ({ from: texts[index * 2] as Local, length: texts[index * 2 + 1] as Local, index }));
    const hash = local(i64);
    const short = local(i32);
    const index = local(i32);
    const found = local(i32);
    const sameParts = parts
      .map(({ from, length, index: part }) => op32.and(op32.equal(op32.load(found.get, entry.lengths + part * 4), length.get), same(from.get, op32.plus(found.get, number(entry.texts + part * longestText)), length.get)))
      .reduce((left, right) => op32.and(left, right));
    return [
      ...hash.set(long(0x9e3779b97f4a7c15n)),
      ...parts.flatMap(({ from, length }) => hash.set(hashOf(hash.get, from.get, length.get))),
      ...short.set(op32.or(op32.of64(op64.xor(hash.get, op64.right(hash.get, long(32n)))), number(1))),
      ...index.set(op32.right(short.get, number(1))),
      ...loop(number(1), [
        ...index.set(op32.and(index.get, mask.get)),
        ...found.set(op32.plus(table.get, op32.times(index.get, number(entry.size)))),
        ...when(op32.isZero(op32.load(found.get, entry.hash)), [
          ...when(op32.atLeast(op32.load(count.get), most.get), answer(number(0))),
          ...op32.store(count.get, 0, op32.plus(op32.load(count.get), number(1))),
          ...op32.store(found.get, entry.hash, short.get),
          ...parts.flatMap(({ from, length, index: part }) => [
            ...op32.store(found.get, entry.lengths + part * 4, length.get),
            ...copyText(from.get, op32.plus(found.get, number(entry.texts + part * longestText))),
          ]),
          ...answer(found.get),
        ]),
        ...when(op32.equal(op32.load(found.get, entry.hash), short.get), when(sameParts, answer(found.get))),
        ...add(index, 1),
      ]),
      ...number(0),
    ];
  });

  /** Puts a record on the list for the host. */
  const hand = module.define([i32, i32, i32, i32], null, ({ parameters, local }) => {
    const [from, to, name, counted] = parameters as [Local, Local, Local, Local];
    const row = local(i32);
    return [
      ...row.set(op32.plus(number(foundTable.from), op32.times(state32(at.found), number(foundTable.size)))),
      ...op32.store(row.get, 0, from.get),
      ...op32.store(row.get, 4, to.get),
      ...op32.store(row.get, 8, state32(at.records)),
      ...op32.store(row.get, 12, name.get),
      ...op32.store(row.get, 16, counted.get),
      ...put(at.found, op32.plus(state32(at.found), number(1))),
    ];
  });

  /** At the end of a record: counts it, and hands it out unless it may be passed over. Answers whether the host should look at once. */
  const finish = module.define([i32, i32], i32, ({ parameters, local }) => {
    const [from, to] = parameters as [Local, Local];
    const name = local(i32);
    const place = local(i32);
    const second = local(i32);
    const counter = local(i32);
    const doubtful = local(i32);
    const start = (which: number): Code => state32(at.slots + which * 8);
    const length = (which: number): Code => state32(at.slots + which * 8 + 4);
    const digit = (offset: number): Code => op32.minus(op32.load8(start(slot.time), offset), number(0x30));
    const isTime = [[19, 0x5a], [16, 0x3a], [13, 0x3a], [10, 0x54]].map(([offset, code]) => op32.equal(op32.load8(start(slot.time), offset), number(code as number))).reduce((left, right) => op32.and(left, right), op32.equal(length(slot.time), number(20)));
    const parse = [...hand(from.get, to.get, number(0), pick(doubtful.get, number(handed.doubtful), number(handed.uncounted))), ...answer(doubtful.get)];
    return [
      ...put(at.records, op32.plus(state32(at.records), number(1))),
      ...doubtful.set(op32.or(op32.and(state32(at.doubt), number(doubt.strange)), op32.above(op32.minus(to.get, from.get), number(longestPassed)))),
      ...when(state32(at.lines), doubtful.set(op32.or(doubtful.get, newlineIn(from.get, to.get)))),
      ...when(op32.isZero(state32(at.filters)), parse),
      ...when(op32.or(doubtful.get, op32.or(state32(at.doubt), op32.notEqual(state32(at.seen), number(allSeen)))), parse),
      ...when(op32.or(op32.isZero(state32(at.readOnly)), op32.isZero(isTime)), parse),
      ...name.set(intern(number(nameTable.from), number(nameTable.slots - 1), number(at.names), number(nameTable.most), start(slot.name), length(slot.name), start(slot.service), length(slot.service), start(slot.name), number(0))),
      ...when(op32.isZero(name.get), parse),
      ...place.set(intern(number(placeTable.from), number(placeTable.slots - 1), number(at.places), number(placeTable.most), start(slot.scope), length(slot.scope), start(slot.region), length(slot.region), start(slot.time), number(13))),
      ...when(op32.isZero(place.get), parse),
      ...counter.set(op32.plus(name.get, pick(op32.equal(state32(at.readOnly), number(1)), number(entry.reads), number(entry.writes)))),
      ...op32.store(counter.get, 0, op32.plus(op32.load(counter.get), number(1))),
      ...second.set(op32.plus(op32.times(op32.plus(op32.times(digit(14), number(10)), digit(15)), number(60)), op32.plus(op32.times(digit(17), number(10)), digit(18)))),
      ...when(
        op32.isZero(op32.load(place.get, entry.records)),
        [...op32.store(place.get, entry.first, second.get), ...op32.store(place.get, entry.last, second.get)],
        [
          ...when(op32.below(second.get, op32.load(place.get, entry.first)), op32.store(place.get, entry.first, second.get)),
          ...when(op32.above(second.get, op32.load(place.get, entry.last)), op32.store(place.get, entry.last, second.get)),
        ],
      ),
      ...op32.store(place.get, entry.records, op32.plus(op32.load(place.get, entry.records), number(1))),
      ...when(op32.notEqual(op32.load(name.get, entry.state), number(state.passed)), hand(from.get, to.get, name.get, number(handed.counted))),
      ...number(0),
    ];
  });

  /** Whether nothing but white space, and at most one comma, stands between two records. */
  const isGap = module.define([i32, i32], i32, ({ parameters, local }) => {
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

  scanner(module, { slotOf, noteText, noteScalar, finish, isGap, slashIn });
  return module.bytes();
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

type Call = (...operands: Code[]) => Code;

function scanner(module: Module, { slotOf, noteText, noteScalar, finish, isGap, slashIn }: Readonly<Record<'slotOf' | 'noteText' | 'noteScalar' | 'finish' | 'isGap' | 'slashIn', Call>>): void {
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
