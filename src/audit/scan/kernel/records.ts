import { answer, i32, type Module, number, op32, pick, when, type Code, type Local } from '../assembler.ts';
import { put, state32, type Call } from './cells.ts';
import { allSeen, at, doubt, entry, foundTable, handed, longestPassed, nameTable, placeTable, slot, state } from './layout.ts';

/** Where the text of a slot stands. */
const start = (which: number): Code => state32(at.slots + which * 8);
const length = (which: number): Code => state32(at.slots + which * 8 + 4);

/** Puts a record on the list for the host. */
export function hand(module: Module): Call {
  return module.define([i32, i32, i32, i32], null, ({ parameters, local }) => {
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
}

/** At the end of a record: counts it, and hands it out unless it may be passed over. Answers whether the host should look at once. */
export function finish(module: Module, newlineIn: Call, intern: Call, hand: Call): Call {
  return module.define([i32, i32], i32, ({ parameters, local }) => {
    const [from, to] = parameters as [Local, Local];
    const name = local(i32);
    const place = local(i32);
    const second = local(i32);
    const counter = local(i32);
    const doubtful = local(i32);
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
}
