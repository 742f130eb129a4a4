import { depthOf } from './collection.ts';
import { entriesOf, isMapping, isMarked, isSequence, type Value } from './value.ts';

export function sensitive<V extends Value>(value: V): V {
  if (value.sensitive) return value;
  return 'marked' in value ? { ...value, sensitive: true, marked: true } : { ...value, sensitive: true };
}

export function sensitiveIf<V extends Value>(value: V, condition: boolean): V {
  return condition ? sensitive(value) : value;
}

/** Without the mark of the value itself; what it holds keeps its own. */
export function unmarked<V extends Value>(value: V): V {
  if (!value.sensitive) return value;
  const open = { ...value, sensitive: false };
  if (isSequence(open)) return { ...open, marked: depthOf([...open.items, ...(open.open?.also ?? [])]).marked };
  if (isMapping(open)) return { ...open, marked: open.members instanceof Map ? depthOf(open.members.values()).marked : false };
  return open;
}

/** What is said of a value, without the value where it is sensitive. */
export function unsaid(message: string, value: Value): string {
  return value.kind === 'string' && value.sensitive ? message.replaceAll(`"${value.value}"`, '(sensitive value)') : message;
}

/** Without any mark. */
export function unmarkedDeep(value: Value): Value {
  if (!isMarked(value)) return value;
  const plain = { ...value, sensitive: false };
  if (isSequence(plain)) {
    const open = plain.open && { ...plain.open, also: plain.open.also.map(unmarkedDeep) };
    return { ...plain, items: plain.items.map(unmarkedDeep), open, marked: false };
  }
  if (isMapping(plain)) return { ...plain, members: new Map(entriesOf(plain).map(([key, member]) => [key, unmarkedDeep(member)])), marked: false };
  return plain;
}
