import { scalarSize } from './pattern-room.ts';

// `Pattern.fits` for a processor: it compares sixteen bytes at a time, where JavaScript compares four, and is called once for a value in
// place of once for each scalar that differs. In the binary format of WebAssembly (https://webassembly.github.io/spec/core/binary).

/** Of a scalar of a pattern: its start, its end, the address of the scalar that differed next the last time, whether it has to be the same. */
const [start, end, following, agreed] = [0, 4, 8, 12];

/** One that is noted: its number, and start and end of what stands in its place. */
const noteSize = 12;

/** Bytes that are looked at in one step. */
const block = 16;

const [quote, backslash, space] = [0x22, 0x5c, 0x20];

const i32 = 0x7f;
const [parameters, locals] = [6, 9];
const [here, there, stop, table, last, notes, delta, next, before, bits, guess, from, to, code, note] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14];

type Code = readonly number[];

const get = (local: number): Code => [0x20, local];
const set = (local: number, ...value: readonly Code[]): Code => [...value.flat(), 0x21, local];
const int = (value: number): Code => [0x41, ...signed(value)];
const add = (a: Code, b: Code): Code => [...a, ...b, 0x6a];
const minus = (a: Code, b: Code): Code => [...a, ...b, 0x6b];
const advance = (local: number, by: number): Code => set(local, add(get(local), int(by)));
const word = (address: Code, offset: number): Code => [...address, 0x28, 2, offset];
const byteAt = (address: Code): Code => [...address, 0x2d, 0, 0];
const store = (address: Code, offset: number, value: Code): Code => [...address, ...value, 0x36, 2, offset];
const equal = (a: Code, b: Code): Code => [...a, ...b, 0x46];
const less = (a: Code, b: Code): Code => [...a, ...b, 0x49];
const atLeast = (a: Code, b: Code): Code => [...a, ...b, 0x4f];
const either = (a: Code, b: Code): Code => [...a, ...b, 0x72];
const when = (condition: Code, ...then: readonly Code[]): Code => [...condition, 0x04, 0x40, ...then.flat(), 0x0b];
const whether = (condition: Code, then: Code, otherwise: Code): Code => [...condition, 0x04, 0x40, ...then, 0x05, ...otherwise, 0x0b];
const loop = (...body: readonly Code[]): Code => [0x03, 0x40, ...body.flat(), 0x0b];
const blockOf = (...body: readonly Code[]): Code => [0x02, 0x40, ...body.flat(), 0x0b];
/** Out of so many blocks, or to the begin of a loop. */
const leave = (levels: number): Code => [0x0c, levels];
const result = (value: Code): Code => [...value, 0x0f];
const firstBit = (value: Code): Code => [...value, 0x68];
const sixteen = (address: Code): Code => [...address, 0xfd, 0x00, 0, 0];
const each = (value: number): Code => [...int(value), 0xfd, 0x0f];
const differing = (a: Code, b: Code): Code => [...a, ...b, 0xfd, 0x24, 0xfd, 0x64];
/** For sixteen bytes of a string a bit for each that may end it. */
const ending = (address: Code): Code => [
  ...sixteen(address), ...each(quote), 0xfd, 0x23,
  ...sixteen(address), ...each(backslash), 0xfd, 0x23, 0xfd, 0x50,
  ...sixteen(address), ...each(space), 0xfd, 0x26, 0xfd, 0x50,
  0xfd, 0x64,
];
const soundEnd = (): Code => [...get(from), 0x10, 0];

/** As `Pattern.fits` has it, with the same names. `delta` is `there` less `here`. */
const body = (): Code => [
  ...set(delta, minus(get(there), get(here))),
  ...set(next, get(table)),
  ...set(before, get(last)),
  ...set(note, add(get(notes), int(4))),
  ...loop(
    blockOf(
      loop(
        set(bits, differing(sixteen(get(here)), sixteen(add(get(here), get(delta))))),
        when(get(bits), set(here, add(get(here), firstBit(get(bits)))), leave(2)),
        advance(here, block),
        [...less(get(here), get(stop)), 0x0d, 0],
      ),
    ),
    when(
      atLeast(get(here), get(stop)),
      when(get(notes), store(get(notes), 0, minus(minus(get(note), get(notes)), int(4)))),
      result(add(get(stop), get(delta))),
    ),
    set(guess, word(get(before), following)),
    when(atLeast(get(guess), get(next)), when(atLeast(get(here), word(get(guess), start)), when(less(get(here), word(get(guess), end)), set(next, get(guess))))),
    loop(
      when(less(word(get(next), end), get(here)), advance(next, scalarSize), leave(1)),
      when(equal(word(get(next), end), get(here)), when(equal(byteAt(minus(get(here), int(1))), int(quote)), advance(next, scalarSize), leave(2))),
    ),
    when(either(less(get(here), word(get(next), start)), word(get(next), agreed)), result(int(0))),
    set(from, add(word(get(next), start), get(delta))),
    whether(
      equal(byteAt(get(from)), int(quote)),
      [
        ...set(to, add(get(from), int(1))),
        ...loop(
          set(bits, ending(get(to))),
          whether(get(bits), set(to, add(get(to), firstBit(get(bits)))), [...advance(to, block), ...leave(1)]),
        ),
        ...set(code, byteAt(get(to))),
        ...whether(equal(get(code), int(quote)), advance(to, 1), whether(equal(get(code), int(backslash)), set(to, soundEnd()), result(int(0)))),
      ],
      set(to, soundEnd()),
    ),
    when(equal(get(to), int(0)), result(int(0))),
    set(here, word(get(next), end)),
    set(delta, minus(get(to), get(here))),
    when(
      get(notes),
      store(get(note), 0, [...minus(get(next), get(table)), ...int(4), 0x76]),
      store(get(note), 4, get(from)),
      store(get(note), 8, get(to)),
      advance(note, noteSize),
    ),
    store(get(before), following, get(next)),
    set(before, get(next)),
    advance(next, scalarSize),
    leave(0),
  ),
  0x00, // unreachable
  0x0b,
];

/**
 * A module that imports the memory of a document and `soundEnd`, and exports `fits(here, there, stop, table, last, notes)`: the scalars of the
 * pattern lie from `table` to `last`, where one stands that no part reaches. At `notes`, unless that is 0, it writes how many bytes of
 * notes there are, and the notes.
 */
export function program(): Uint8Array<ArrayBuffer> {
  const code = [1, locals, i32, ...body()];
  return Uint8Array.from([
    [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    section(1, [2, 0x60, 1, i32, 1, i32, 0x60, parameters, ...Array.from({ length: parameters }, () => i32), 1, i32]),
    section(2, [2, ...name('document'), ...name('soundEnd'), 0x00, 0, ...name('document'), ...name('memory'), 0x02, 0, 1]),
    section(3, [1, 1]),
    section(7, [1, ...name('fits'), 0, 1]),
    section(10, [1, ...unsigned(code.length), ...code]),
  ].flat());
}

function section(id: number, bytes: Code): Code {
  return [id, ...unsigned(bytes.length), ...bytes];
}

function name(text: string): Code {
  return [text.length, ...Buffer.from(text)];
}

/** LEB128. */
function unsigned(value: number): Code {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

function signed(value: number): Code {
  return value >= -0x40 && value < 0x40 ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(value >> 7)];
}
