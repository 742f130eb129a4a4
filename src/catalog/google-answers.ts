import { isArray, isObject, member, type JsonObject } from '#model/json.ts';
import { table, text, texts } from './data.ts';

/** What the APIs of Google Cloud call the things that they list. */
const facts = (): JsonObject => table('google-answers');

/** Members of an answer that hold its resources. */
export function answerLists(): readonly string[] {
  return texts(facts()['lists']);
}

/** The asset type behind `compute#instance`, `storage#bucket`; null for a kind of another API. */
export function typeOfKind(kind: string): string | null {
  const [api = '', thing = ''] = kind.split('#');
  const host = text(member(facts()['apis'], api));
  return host === null || thing === '' ? null : `${host}/${thing[0]?.toUpperCase() ?? ''}${thing.slice(1)}`;
}

/** What is listed and is no resource, in the singular and the plural; null for all else. */
export function skippedKind(thing: string): readonly [one: string, many: string] | null {
  const [one, many] = texts(member(facts()['skipped'], thing));
  return one === undefined || many === undefined ? null : [one, many];
}

/** The asset type of what is in a collection of Compute Engine: `instances`; `regions` or `global` where it stands in no zone. */
export function computeType(collection: string, where: string): string | null {
  const name = text(member(facts()['compute'], collection));
  return name === null ? null : `compute.googleapis.com/${text(member(member(facts()['variants'], where), name)) ?? name}`;
}

/** `Instance` in a region or nowhere is another type for some. */
export function variantOf(type: string, where: string): string {
  const [host = '', name = ''] = type.split('/');
  const variant = text(member(member(facts()['variants'], where), name));
  return host === 'compute.googleapis.com' && variant !== null ? `${host}/${variant}` : type;
}

/** The asset type of what is in a collection within another; where several APIs have one of that name, by what it has. */
export function typeInCollection(outer: string, collection: string, item: JsonObject): string | null {
  const collections = facts()['collections'];
  for (const key of [`${outer}/${collection}`, collection]) {
    const found = member(collections, key);
    if (typeof found === 'string') return found;
    if (!isArray(found)) continue;
    const rule = found.find((one) => texts(member(one, 'has')).every((name) => item[name] !== undefined));
    if (isObject(rule)) return text(rule['type']);
  }
  return null;
}

/** The collection of Compute Engine in which a type is: `instances`; null for other types. */
export function computeCollection(type: string): string | null {
  const compute = facts()['compute'];
  const name = type.slice(type.indexOf('/') + 1).replace(/^(?:Global|Region)(?=[A-Z])/, '');
  return isObject(compute) ? (Object.keys(compute).find((key) => compute[key] === name) ?? null) : null;
}

/** What the full names of a type begin with: `//cloudsql.googleapis.com/`. */
export function hostOf(type: string): string {
  const api = type.slice(0, type.indexOf('/'));
  return `//${text(member(facts()['hosts'], api)) ?? api}/`;
}
