import { answer, i32, i64, long, loop, type Module, number, op32, op64, when, type Local } from '../assembler.ts';
import { add, type Call } from './cells.ts';
import { entry, longestText } from './layout.ts';

/** The entry of up to three texts, made where there is none; 0 where there is no room. Parameters: table, mask, address of its count, its most, then start and length of each. */
export function intern(module: Module, hashOf: Call, same: Call, copyText: Call): Call {
  return module.define([i32, i32, i32, i32, i32, i32, i32, i32, i32, i32], i32, ({ parameters, local }) => {
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
}
