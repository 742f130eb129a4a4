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
    for (const path of compiled(paths)) {
      if (!path.lists) {
        const value = this.#single(path);
        if (isThere(value)) return [value];
        continue;
      }
      let values: readonly (JsonValue | undefined)[] = [this.#roots[path.root]];
      for (const step of path.steps) {
        values = values.flatMap((value) => stepInto(value, step));
        if (values.length === 0) break;
      }
      const found = values.filter(isThere);
      if (found.length > 0) return found;
    }
    return none;
  }

  first(paths: string): JsonValue | undefined {
    for (const path of compiled(paths)) {
      const value = path.lists ? this.all(path.text)[0] : this.#single(path);
      if (isThere(value)) return value;
    }
    return undefined;
  }

  texts(paths: string): readonly string[] {
    return this.all(paths).flatMap((value) => worded(value) ?? []);
  }

  /** Of the first alternative that is there. */
  text(paths: string): string | null {
    for (const path of compiled(paths)) {
      if (path.lists) {
        const texts = this.texts(path.text);
        if (texts.length > 0) return texts[0] ?? null;
        if (this.all(path.text).length > 0) return null;
        continue;
      }
      const value = this.#single(path);
      if (isThere(value)) return worded(value);
    }
    return null;
  }

  #single({ root, steps }: Path): JsonValue | undefined {
    let value = this.#roots[root];
    for (const { name, lower } of steps) {
      if (value === undefined || value === null) return undefined;
      value = memberOf(value, name, lower);
    }
    return value;
  }
}

const none: readonly JsonValue[] = [];

interface Step {
  readonly name: string;
  readonly lower: string;
  readonly list: boolean;
  readonly key: string | null;
  readonly wanted: string | null;
}

interface Path {
  readonly text: string;
  readonly root: string;
  readonly steps: readonly Step[];
  readonly lists: boolean;
}

const known = new Map<string, readonly Path[]>();

/** Paths are those of the table, and few; each is cut once. */
function compiled(paths: string): readonly Path[] {
  const before = known.get(paths);
  if (before !== undefined) return before;
  const found = paths.split('|').map((text): Path => {
    const [root = '', ...rest] = text.split('.');
    const steps = rest.map((step): Step => {
      const [, name = step, key, wanted] = /^([^[]*)\[(?:(\w+)=(\w+))?\]$/.exec(step) ?? [];
      return { name, lower: name.toLowerCase(), list: step.endsWith(']'), key: key ?? null, wanted: wanted ?? null };
    });
    return { text, root, steps, lists: steps.some(({ list }) => list) };
  });
  known.set(paths, found);
  return found;
}

/** The member of a name in any case; the name as it is written comes first, for XML has `tag: 1` beside `Tag`. */
export function memberOf(value: JsonValue | undefined, name: string, lower: string = name.toLowerCase()): JsonValue | undefined {
  if (!isObject(value)) return undefined;
  if (Object.hasOwn(value, name)) return value[name];
  for (const key of Object.keys(value)) if (key.length === name.length && key.toLowerCase() === lower) return value[key];
  return undefined;
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

function stepInto(value: JsonValue | undefined, { name, lower, list, key, wanted }: Step): readonly (JsonValue | undefined)[] {
  const inner = memberOf(value, name, lower);
  if (!list) return [inner];
  const elements = listIn(inner);
  return key === null ? elements : elements.filter((one) => worded(memberOf(one, key)) === wanted);
}

function isThere(value: JsonValue | undefined): value is JsonValue {
  return value !== undefined && value !== null;
}
