import { isArray, isObject, type JsonObject, type JsonValue } from '#model/json.ts';

/** What stands at a path of members joined by dots; `[0]` goes through a list of one, or the thing itself where it is none. */
export function at(value: JsonValue | undefined, path: string): JsonValue | undefined {
  return everyAt(value, path)[0]?.value;
}

/** A value on a path, and the places of the lists through which it goes: `1` of `pools[].size` in the second pool. */
export interface Placed {
  readonly value: JsonValue;
  readonly indexes: readonly number[];
}

/** All that stands at a path with `[]` in it, which goes through every element. */
export function everyAt(value: JsonValue | undefined, path: string): readonly Placed[] {
  let found: readonly Placed[] = value === undefined ? [] : [{ value, indexes: [] }];
  for (const step of path.split('.')) {
    const name = step.replace(/\[\d*\]$/, '');
    found = found.flatMap(({ value: outer, indexes }): readonly Placed[] => {
      const inner = isObject(outer) && Object.hasOwn(outer, name) ? outer[name] : undefined;
      if (inner === undefined || inner === null) return [];
      if (step === name || !isArray(inner)) return [{ value: inner, indexes }];
      return step.endsWith('[]') ? inner.map((one, index) => ({ value: one, indexes: [...indexes, index] })) : inner.slice(0, 1).map((one) => ({ value: one, indexes }));
    });
  }
  return found;
}

/** A text that says something. */
export function text(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

export function textAt(value: JsonValue | undefined, path: string): string | null {
  return text(at(value, path));
}

export function objectAt(value: JsonValue | undefined, path: string): JsonObject | null {
  const found = at(value, path);
  return isObject(found) ? found : null;
}
