import { RegoNumber, RegoObject, RegoSet, compareValues, integerOf, isList, isNumber, numberOf, type RegoValue } from '../value.ts';
import type { Builtins } from './builtin.ts';

/** An operation that cannot be carried out: the whole call is then undefined. */
class PatchError extends Error {
  override readonly name = 'PatchError';
}

type Path = readonly RegoValue[];

/** A JSON pointer, or an array of keys. */
function pathOf(value: RegoValue | undefined): Path {
  if (isList(value)) return value;
  if (typeof value !== 'string') throw new PatchError('path is neither a pointer nor an array');
  if (value === '') return [];
  return value.replace(/^\/+/, '').split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function indexOf(key: RegoValue, length: number): number {
  if (key === '-') return length;
  const number = typeof key === 'string' && /^-?\d+$/.test(key) ? numberOf(key) : key;
  const index = isNumber(number) && !(number instanceof RegoNumber && /^0\d/.test(number.text)) ? integerOf(number) : undefined;
  if (index === undefined || index < 0n || index > BigInt(length)) throw new PatchError('no such index');
  return Number(index);
}

function child(target: RegoValue, key: RegoValue): RegoValue {
  const found =
    target instanceof RegoObject ? target.get(key)
    : target instanceof RegoSet ? (target.has(key) ? key : undefined)
    : isList(target) ? target[indexOf(key, target.length)]
    : undefined;
  if (found === undefined) throw new PatchError('no such path');
  return found;
}

function at(target: RegoValue, path: Path): RegoValue {
  return path.reduce<RegoValue>(child, target);
}

/** The target with what `change` makes of the container at `path`. */
function changed(target: RegoValue, path: Path, change: (container: RegoValue) => RegoValue): RegoValue {
  const [key, ...rest] = path;
  if (key === undefined) return change(target);
  const inner = changed(child(target, key), rest, change);
  if (target instanceof RegoObject) return RegoObject.of([...target.members, [key, inner]]);
  if (target instanceof RegoSet) return RegoSet.of([...target.items.filter((item) => compareValues(item, key) !== 0), inner]);
  return (target as readonly RegoValue[]).with(indexOf(key, (target as readonly RegoValue[]).length), inner);
}

function inserted(target: RegoValue | undefined, path: Path, value: RegoValue): RegoValue {
  const key = path.at(-1);
  if (key === undefined) return value;
  if (target === undefined) throw new PatchError('nothing to insert into');
  return changed(target, path.slice(0, -1), (container) => {
    if (container instanceof RegoObject) return RegoObject.of([...container.members, [key, value]]);
    if (container instanceof RegoSet && compareValues(key, value) === 0) return RegoSet.of([...container.items, value]);
    if (isList(container)) return container.toSpliced(indexOf(key, container.length), 0, value);
    throw new PatchError('nothing can be inserted here');
  });
}

/** Undefined when the whole document is removed: it may be replaced afterwards. */
function removed(target: RegoValue | undefined, path: Path): RegoValue | undefined {
  const key = path.at(-1);
  if (target === undefined) throw new PatchError('nothing to remove from');
  if (key === undefined) return undefined;
  return changed(target, path.slice(0, -1), (container) => {
    child(container, key);
    if (container instanceof RegoObject) return RegoObject.of(container.members.filter(([name]) => compareValues(name, key) !== 0));
    if (container instanceof RegoSet) return RegoSet.of(container.items.filter((item) => compareValues(item, key) !== 0));
    return (container as readonly RegoValue[]).toSpliced(indexOf(key, (container as readonly RegoValue[]).length), 1);
  });
}

function applied(target: RegoValue | undefined, operation: RegoValue): RegoValue | undefined {
  if (!(operation instanceof RegoObject)) throw new PatchError('an operation is not an object');
  const path = pathOf(operation.get('path'));
  const value = operation.get('value');
  const from = (): Path => pathOf(operation.get('from'));
  switch (operation.get('op')) {
    case 'add':
      return inserted(target, path, present(value));
    case 'remove':
      return removed(target, path);
    case 'replace':
      return inserted(removed(target, path), path, present(value));
    case 'move': {
      const source = from();
      return inserted(removed(target, source), path, at(present(target), source));
    }
    case 'copy':
      return inserted(target, path, at(present(target), from()));
    case 'test':
      if (compareValues(at(present(target), path), present(value)) !== 0) throw new PatchError('test failed');
      return target;
    default:
      throw new PatchError('no such operation');
  }
}

function present(value: RegoValue | undefined): RegoValue {
  if (value === undefined) throw new PatchError('a value is missing');
  return value;
}

export const builtins: Builtins = {
  'json.patch': ([target, operations]) => {
    if (!isList(operations)) return undefined;
    try {
      return operations.reduce<RegoValue | undefined>(applied, target);
    } catch (error) {
      if (error instanceof PatchError) return undefined;
      throw error;
    }
  },
};
