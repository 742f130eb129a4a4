import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';

/**
 * Looks into a record by paths such as `rsp.instancesSet[].instanceId`: `req` and `rsp` are what was asked and answered, `item` the element
 * that a subject is about, `parent` what that stands in, `record` the record itself. Keys are the same in any case (`aRN`, `Arn`, `ARN`). `x[]` is every element of a
 * list, whatever XML has made of it: `{items: […]}`, `{item: …}`, a single object; `x[role=MASTER]` those with such a member. `a|b` is the first that is there.
 */
export class Look {
  readonly #roots: Readonly<Record<string, JsonValue | undefined>>;

  constructor(roots: Readonly<Record<string, JsonValue | undefined>>) {
    this.#roots = roots;
  }

  with(roots: Readonly<Record<string, JsonValue>>): Look {
    return new Look({ ...this.#roots, ...roots });
  }

  /** All that the first of the alternatives leads to. */
  all(paths: string): readonly JsonValue[] {
    for (const path of paths.split('|')) {
      const [root = '', ...steps] = path.split('.');
      const start = root.endsWith('[]') ? listIn(this.#roots[root.slice(0, -2)]) : [this.#roots[root]];
      const found = steps.reduce<readonly (JsonValue | undefined)[]>((values, step) => values.flatMap((value) => stepInto(value, step)), start).filter(isThere);
      if (found.length > 0) return found;
    }
    return [];
  }

  first(paths: string): JsonValue | undefined {
    return this.all(paths)[0];
  }

  texts(paths: string): readonly string[] {
    return this.all(paths).flatMap((value) => worded(value) ?? []);
  }

  text(paths: string): string | null {
    return this.texts(paths)[0] ?? null;
  }
}

/** The member of a name in any case; the name as it is written comes first, for XML has `tag: 1` beside `Tag`. */
export function memberOf(value: JsonValue | undefined, name: string): JsonValue | undefined {
  if (!isObject(value)) return undefined;
  const exact = member(value, name);
  if (exact !== undefined) return exact;
  const lower = name.toLowerCase();
  const key = Object.keys(value).find((one) => one.toLowerCase() === lower);
  return key === undefined ? undefined : value[key];
}

/** Elements of a list in any of the forms that records have it in. */
export function listIn(value: JsonValue | undefined): readonly JsonValue[] {
  if (isArray(value)) return value;
  if (!isObject(value)) return value === undefined || value === null ? [] : [value];
  for (const name of ['items', 'item', 'member']) {
    const inner = member(value, name);
    if (isArray(inner) || isObject(inner)) return listIn(inner);
    if (inner !== undefined && inner !== null) return [inner];
  }
  // `{}` is an empty list; `{tag: 1}` is a list's only element without a word.
  return Object.keys(value).some((key) => key !== 'tag') ? [value] : [];
}

/** A text or number, as it is or in one of the wraps of XML: `{value: …}`, `{content: …, tag: 1}`. */
export function worded(value: JsonValue | undefined): string | null {
  const inner = isObject(value) ? (member(value, 'content') ?? member(value, 'value')) : value;
  if (typeof inner === 'number' || typeof inner === 'boolean') return String(inner);
  return typeof inner === 'string' && inner !== '' ? inner : null;
}

/** Newer APIs of EC2 put all into `<Api>Request` and `<Api>Response`. */
export function unwrapped(value: JsonValue | undefined, name: string, suffix: 'Request' | 'Response'): JsonObject | null {
  if (!isObject(value)) return null;
  const inner = memberOf(value, `${name}${suffix}`);
  return isObject(inner) ? inner : value;
}

function stepInto(value: JsonValue | undefined, step: string): readonly (JsonValue | undefined)[] {
  if (!step.endsWith(']')) return [memberOf(value, step)];
  const [, name = '', key, wanted] = /^([^[]*)\[(?:(\w+)=(\w+))?\]$/.exec(step) ?? [];
  const list = listIn(memberOf(value, name));
  return key === undefined ? list : list.filter((one) => worded(memberOf(one, key)) === wanted);
}

function isThere(value: JsonValue | undefined): value is JsonValue {
  return value !== undefined && value !== null;
}
