import type { JsonObject, JsonValue } from '#model/json.ts';
import type { Known, OneOf, Unknown } from '#model/known.ts';
import type { Grant, NestedTags, OtherRegion, Relation, Resource, Scope, Shape, TagSet } from '#model/resource.ts';
import type { JsonBytes } from './json-bytes.ts';

/** What beside the facts that every policy sees a policy is handed of a resource. */
export interface ViewForm {
  /** Raw arguments: none, all, or those of these names. */
  readonly attributes: boolean | readonly string[];
  readonly relations: boolean;
}

/**
 * Writes what a policy sees of a resource: a known field is the plain value; an unknown one is missing and listed in `unknown`
 * under its path, one with a closed set of possibilities in `oneOf`; an absent one is simply missing.
 * @throws RangeError for attributes that nest too deeply.
 */
export function writeView(json: JsonBytes, resource: Resource, form: ViewForm): void {
  const open = new Open();
  const start = json.length;
  text(json, 'address', resource.address);
  word(json, 'provider', resource.provider);
  word(json, 'type', resource.type);
  word(json, 'kind', resource.kind);
  text(json, 'name', resource.name);
  word(json, 'stage', resource.stage);
  word(json, 'action', resource.action);
  if (resource.conditional !== null) reason(json, 'conditional', resource.conditional);
  if (resource.id !== null) text(json, 'id', resource.id);
  if (resource.previousAddress !== null) text(json, 'previousAddress', resource.previousAddress);
  member(json, 'inCatalog', resource.inCatalog);
  open.field(json, 'region', 'region', resource.region);
  text(json, 'regionPath', resource.regionPath);
  open.field(json, 'zone', 'zone', resource.zone);
  open.field(json, 'image', 'image', resource.image);
  list(json, open, 'otherRegions', resource.otherRegions, otherRegion);
  scope(json, open, resource.scope);
  list(json, open, 'shapes', resource.shapes, shape);
  member(json, 'taggable', resource.taggable);
  if (resource.tagsPath !== null) word(json, 'tagsPath', resource.tagsPath);
  tags(json, open, '', resource.tags);
  list(json, open, 'nestedTags', resource.nestedTags, nested);
  if (form.relations) {
    list(json, open, 'relations', resource.relations, relation);
    list(json, open, 'grants', resource.grants, grant);
  }
  if (resource.source !== null) member(json, 'source', { ...resource.source });
  if (form.attributes !== false && resource.attributes !== null) attributes(json, open, resource.attributes, resource.unknownAttributes, form.attributes);
  open.write(json);
  json.object(start);
}

/** What is not known, until its place comes. */
class Open {
  readonly #unknown: { readonly path: string; readonly why: Pick<Unknown, 'because' | 'refs'> }[] = [];
  readonly #oneOf: { readonly path: string; readonly one: OneOf<JsonValue> }[] = [];

  /** Writes a known value as a member; anything else is filed under `path`. */
  field(json: JsonBytes, key: string, path: string, field: Known<JsonValue>): void {
    if (field.status === 'known') member(json, key, field.value);
    else if (field.status === 'unknown') this.unknown(path, field);
    else if (field.status === 'oneOf') this.#oneOf.push({ path, one: field });
  }

  unknown(path: string, why: Pick<Unknown, 'because' | 'refs'>): void {
    this.#unknown.push({ path, why });
  }

  write(json: JsonBytes): void {
    json.key('unknown');
    let start = json.length;
    for (const { path, why } of this.#unknown) reason(json, path, why);
    json.object(start);
    json.key('oneOf');
    start = json.length;
    for (const { path, one: { values, because, refs } } of this.#oneOf) member(json, path, { values, because, refs });
    json.object(start);
  }
}

function otherRegion(json: JsonBytes, open: Open, { path, name }: OtherRegion, index: number): void {
  text(json, 'path', path);
  open.field(json, 'name', `otherRegions[${index}].name`, name);
}

function scope(json: JsonBytes, open: Open, { account, subscription, resourceGroup, project, folders, compartment, path }: Scope): void {
  json.key('scope');
  const start = json.length;
  open.field(json, 'account', 'scope.account', account);
  open.field(json, 'subscription', 'scope.subscription', subscription);
  open.field(json, 'resourceGroup', 'scope.resourceGroup', resourceGroup);
  open.field(json, 'project', 'scope.project', project);
  open.field(json, 'folders', 'scope.folders', folders);
  open.field(json, 'compartment', 'scope.compartment', compartment);
  open.field(json, 'path', 'scope.path', path);
  json.object(start);
}

function shape(json: JsonBytes, open: Open, { path, form, name, count, vcpus, accelerator, market, role }: Shape, index: number): void {
  const at = `shapes[${index}]`;
  text(json, 'path', path);
  word(json, 'form', form);
  open.field(json, 'name', `${at}.name`, name);
  open.field(json, 'count', `${at}.count`, count);
  open.field(json, 'vcpus', `${at}.vcpus`, vcpus);
  if (accelerator) {
    json.key('accelerator');
    const start = json.length;
    member(json, 'vendor', accelerator.vendor);
    member(json, 'model', accelerator.model);
    open.field(json, 'count', `${at}.accelerator.count`, accelerator.count);
    member(json, 'fraction', accelerator.fraction);
    json.object(start);
  }
  member(json, 'market', market);
  member(json, 'role', role);
}

function tags(json: JsonBytes, open: Open, prefix: string, set: TagSet): void {
  json.key('tags');
  let start = json.length;
  for (const { key, value } of set.entries) {
    if (value.status === 'known') text(json, key, value.value);
    else open.field(json, key, `${prefix}tags.${key}`, value);
  }
  json.object(start);
  json.key('tagOrigins');
  start = json.length;
  for (const { key, origin } of set.entries) word(json, key, origin);
  json.object(start);
  if (set.open) reason(json, 'tagsOpen', set.open);
}

function nested(json: JsonBytes, open: Open, { path, target, tags: set }: NestedTags, index: number): void {
  text(json, 'path', path);
  word(json, 'target', target);
  tags(json, open, `nestedTags[${index}].`, set);
}

function relation(json: JsonBytes, _open: Open, { role, path, address, id }: Relation): void {
  word(json, 'role', role);
  text(json, 'path', path);
  if (address !== null) text(json, 'address', address);
  if (id !== null) text(json, 'id', id);
}

function grant(json: JsonBytes, open: Open, { path, role, principal }: Grant, index: number): void {
  text(json, 'path', path);
  open.field(json, 'role', `grants[${index}].role`, role);
  open.field(json, 'principal', `grants[${index}].principal`, principal);
}

function attributes(json: JsonBytes, open: Open, all: JsonObject, unknown: Resource['unknownAttributes'], names: true | readonly string[]): void {
  if (names === true) member(json, 'attributes', all);
  else {
    json.key('attributes');
    const start = json.length;
    for (const name of names) if (Object.hasOwn(all, name)) member(json, name, all[name] as JsonValue);
    json.object(start);
  }
  for (const { path, unknown: why } of unknown) {
    // Of a resource of which nothing is known: `attributes` itself.
    if (names === true || path === '' || names.some((name) => isWithin(path, name))) open.unknown(path === '' ? 'attributes' : `attributes.${path}`, why);
  }
}

/** `subnet[0].name` is within `subnet`. */
function isWithin(path: string, name: string): boolean {
  return path.startsWith(name) && (path.length === name.length || path[name.length] === '.' || path[name.length] === '[');
}

function member(json: JsonBytes, key: string, value: JsonValue): void {
  json.key(key);
  json.value(value);
}

function text(json: JsonBytes, key: string, value: string): void {
  json.key(key);
  json.string(value);
}

/** A text of which there are few. */
function word(json: JsonBytes, key: string, value: string): void {
  json.key(key);
  json.word(value);
}

function reason(json: JsonBytes, key: string, { because, refs }: Pick<Unknown, 'because' | 'refs'>): void {
  member(json, key, { because, refs });
}

function list<T>(json: JsonBytes, open: Open, key: string, items: readonly T[], write: (json: JsonBytes, open: Open, item: T, index: number) => void): void {
  json.key(key);
  const start = json.length;
  for (let index = 0; index < items.length; index++) {
    json.comma();
    const from = json.length;
    write(json, open, items[index] as T, index);
    json.object(from);
  }
  json.list(start);
}
