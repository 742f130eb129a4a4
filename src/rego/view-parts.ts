import type { JsonValue } from '#model/json.ts';
import type { Known, OneOf, Unknown } from '#model/known.ts';
import type { Scope } from '#model/resource.ts';
import { keyBytes, reasonBytes, type JsonBytes } from './json-bytes.ts';

// What the views of resources, events and items of drift are written with.

/** What is not known, until its place comes. */
export class Open {
  readonly #unknown: { readonly path: string; readonly why: Pick<Unknown, 'because' | 'refs'> }[] = [];
  readonly #oneOf: { readonly path: string; readonly one: OneOf<JsonValue> }[] = [];

  /** Writes a known value as a member; anything else is filed under `path`. */
  field(json: JsonBytes, key: Uint8Array, path: string, field: Known<JsonValue>): void {
    if (field.status === 'known') member(json, key, field.value);
    else if (field.status === 'unknown') this.unknown(path, field);
    else if (field.status === 'oneOf') this.#oneOf.push({ path, one: field });
  }

  get count(): number {
    return this.#unknown.length + this.#oneOf.length;
  }

  unknown(path: string, why: Pick<Unknown, 'because' | 'refs'>): void {
    this.#unknown.push({ path, why });
  }

  write(json: JsonBytes): void {
    json.raw(keys.unknown);
    let start = json.length;
    for (const { path, why } of this.#unknown) reason(json, keyBytes(path), why);
    json.object(start);
    json.raw(keys.oneOf);
    start = json.length;
    for (const { path, one: { values, because, refs } } of this.#oneOf) member(json, keyBytes(path), { values, because, refs });
    json.object(start);
  }
}

export function scope(json: JsonBytes, open: Open, { account, subscription, resourceGroup, project, folders, compartment, path }: Scope): void {
  json.raw(keys.scope);
  const start = json.length;
  open.field(json, keys.account, 'scope.account', account);
  open.field(json, keys.subscription, 'scope.subscription', subscription);
  open.field(json, keys.resourceGroup, 'scope.resourceGroup', resourceGroup);
  open.field(json, keys.project, 'scope.project', project);
  open.field(json, keys.folders, 'scope.folders', folders);
  open.field(json, keys.compartment, 'scope.compartment', compartment);
  open.field(json, keys.path, 'scope.path', path);
  json.object(start);
}

export function member(json: JsonBytes, key: Uint8Array, value: JsonValue): void {
  json.raw(key);
  json.value(value);
}

export function text(json: JsonBytes, key: Uint8Array, value: string): void {
  json.raw(key);
  json.string(value);
}

/** A text of which there are few. */
export function word(json: JsonBytes, key: Uint8Array, value: string): void {
  json.raw(key);
  json.word(value);
}

export function reason(json: JsonBytes, key: Uint8Array, { because, refs }: Pick<Unknown, 'because' | 'refs'>): void {
  json.raw(key);
  if (refs.length === 0) {
    json.raw(reasonBytes(because));
    return;
  }
  const start = json.length;
  word(json, keys.because, because);
  json.raw(keys.refs);
  const from = json.length;
  for (const ref of refs) {
    json.comma();
    json.string(ref);
  }
  json.list(from);
  json.object(start);
}

export function list<T>(json: JsonBytes, open: Open, key: Uint8Array, items: readonly T[], write: (json: JsonBytes, open: Open, item: T, index: number) => void): void {
  json.raw(key);
  const start = json.length;
  for (let index = 0; index < items.length; index++) {
    json.comma();
    const from = json.length;
    write(json, open, items[index] as T, index);
    json.object(from);
  }
  json.list(start);
}

/** Names that every view has, as bytes: to look them up takes as long as to write them. */
export const keys = bytesOf([
  'accelerator', 'account', 'action', 'actor', 'address', 'aliases', 'alsoManaged', 'approved', 'at', 'attributes', 'because', 'behind', 'changed', 'channel', 'claimed',
  'compartment', 'conditional', 'count', 'created', 'declared', 'deed', 'error', 'evidence', 'folders', 'form', 'fraction', 'gaps', 'grants', 'history', 'id', 'image',
  'inCatalog', 'input', 'invokedBy', 'kind', 'last', 'live', 'lived', 'machines', 'madeBy', 'market', 'mayCreate', 'model', 'name', 'needs', 'nestedTags', 'oneOf', 'otherRegions', 'outcome',
  'parent', 'path', 'previousAddress', 'principal', 'project', 'provider', 'refs', 'region', 'regionPath', 'relations', 'resource', 'resourceGroup', 'resources', 'role',
  'scope', 'service', 'shapes', 'source', 'stage', 'subscription', 'tagOrigins', 'taggable', 'tags', 'tagsOpen', 'tagsPath', 'target', 'time', 'touches', 'type', 'unknown',
  'userAgent', 'vcpus', 'vendor', 'verdict', 'where', 'zone',
]);

function bytesOf<K extends string>(names: readonly K[]): Readonly<Record<K, Uint8Array>> {
  return Object.fromEntries(names.map((name) => [name, keyBytes(name)])) as Record<K, Uint8Array>;
}
