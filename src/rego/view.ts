import type { Guardrail } from '#model/guardrail.ts';
import type { JsonObject, JsonValue } from '#model/json.ts';
import type { Known, OneOf, Unknown } from '#model/known.ts';
import type { Grant, ManagedElsewhere, NestedTags, OtherRegion, Relation, Resource, Scope, Shape, TagSet } from '#model/resource.ts';
import { keyBytes, type JsonBytes } from './json-bytes.ts';

/** What beside the facts that every policy sees a policy is handed of a resource. */
export interface ViewForm {
  readonly without: Guardrail['without'];
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
  text(json, keys.address, resource.address);
  word(json, keys.provider, resource.provider);
  word(json, keys.type, resource.type);
  word(json, keys.kind, resource.kind);
  text(json, keys.name, resource.name);
  word(json, keys.stage, resource.stage);
  word(json, keys.action, resource.action);
  if (resource.conditional !== null) reason(json, keys.conditional, resource.conditional);
  if (resource.id !== null) text(json, keys.id, resource.id);
  if (resource.previousAddress !== null) text(json, keys.previousAddress, resource.previousAddress);
  member(json, keys.inCatalog, resource.inCatalog);
  if (!form.without.includes('places')) places(json, open, resource);
  if (!form.without.includes('shapes')) {
    open.field(json, keys.image, 'image', resource.image);
    list(json, open, keys.shapes, resource.shapes, shape);
  }
  if (!form.without.includes('tags')) {
    member(json, keys.taggable, resource.taggable);
    if (resource.tagsPath !== null) word(json, keys.tagsPath, resource.tagsPath);
    tags(json, open, '', resource.tags);
    list(json, open, keys.nestedTags, resource.nestedTags, nested);
  }
  if (form.relations) {
    list(json, open, keys.relations, resource.relations, relation);
    list(json, open, keys.grants, resource.grants, grant);
  }
  if (resource.alsoManaged !== undefined) list(json, open, keys.alsoManaged, resource.alsoManaged, managed);
  if (resource.source !== null) member(json, keys.source, { ...resource.source });
  if (form.attributes !== false && resource.attributes !== null) attributes(json, open, resource.attributes, resource.unknownAttributes, form.attributes);
  open.write(json);
  json.object(start);
}

/** What is not known, until its place comes. */
class Open {
  readonly #unknown: { readonly path: string; readonly why: Pick<Unknown, 'because' | 'refs'> }[] = [];
  readonly #oneOf: { readonly path: string; readonly one: OneOf<JsonValue> }[] = [];

  /** Writes a known value as a member; anything else is filed under `path`. */
  field(json: JsonBytes, key: Uint8Array, path: string, field: Known<JsonValue>): void {
    if (field.status === 'known') member(json, key, field.value);
    else if (field.status === 'unknown') this.unknown(path, field);
    else if (field.status === 'oneOf') this.#oneOf.push({ path, one: field });
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

function places(json: JsonBytes, open: Open, { region, regionPath, zone, otherRegions, scope: around }: Resource): void {
  open.field(json, keys.region, 'region', region);
  text(json, keys.regionPath, regionPath);
  open.field(json, keys.zone, 'zone', zone);
  list(json, open, keys.otherRegions, otherRegions, otherRegion);
  scope(json, open, around);
}

function otherRegion(json: JsonBytes, open: Open, { path, name }: OtherRegion, index: number): void {
  text(json, keys.path, path);
  open.field(json, keys.name, `otherRegions[${index}].name`, name);
}

function scope(json: JsonBytes, open: Open, { account, subscription, resourceGroup, project, folders, compartment, path }: Scope): void {
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

function shape(json: JsonBytes, open: Open, { path, form, name, count, vcpus, accelerator, market, role }: Shape, index: number): void {
  const at = `shapes[${index}]`;
  text(json, keys.path, path);
  word(json, keys.form, form);
  open.field(json, keys.name, `${at}.name`, name);
  open.field(json, keys.count, `${at}.count`, count);
  open.field(json, keys.vcpus, `${at}.vcpus`, vcpus);
  if (accelerator) {
    json.raw(keys.accelerator);
    const start = json.length;
    member(json, keys.vendor, accelerator.vendor);
    member(json, keys.model, accelerator.model);
    open.field(json, keys.count, `${at}.accelerator.count`, accelerator.count);
    member(json, keys.fraction, accelerator.fraction);
    json.object(start);
  }
  member(json, keys.market, market);
  member(json, keys.role, role);
}

function tags(json: JsonBytes, open: Open, prefix: string, set: TagSet): void {
  json.raw(keys.tags);
  let start = json.length;
  for (const { key, value } of set.entries) {
    if (value.status === 'known') text(json, keyBytes(key), value.value);
    else open.field(json, keyBytes(key), `${prefix}tags.${key}`, value);
  }
  json.object(start);
  json.raw(keys.tagOrigins);
  start = json.length;
  for (const { key, origin } of set.entries) word(json, keyBytes(key), origin);
  json.object(start);
  if (set.open) reason(json, keys.tagsOpen, set.open);
}

function nested(json: JsonBytes, open: Open, { path, target, tags: set }: NestedTags, index: number): void {
  text(json, keys.path, path);
  word(json, keys.target, target);
  tags(json, open, `nestedTags[${index}].`, set);
}

function managed(json: JsonBytes, _open: Open, { input, address }: ManagedElsewhere): void {
  word(json, keys.input, input);
  text(json, keys.address, address);
}

function relation(json: JsonBytes, _open: Open, { role, path, address, id }: Relation): void {
  word(json, keys.role, role);
  text(json, keys.path, path);
  if (address !== null) text(json, keys.address, address);
  if (id !== null) text(json, keys.id, id);
}

function grant(json: JsonBytes, open: Open, { path, role, principal }: Grant, index: number): void {
  text(json, keys.path, path);
  open.field(json, keys.role, `grants[${index}].role`, role);
  open.field(json, keys.principal, `grants[${index}].principal`, principal);
}

function attributes(json: JsonBytes, open: Open, all: JsonObject, unknown: Resource['unknownAttributes'], names: true | readonly string[]): void {
  if (names === true) member(json, keys.attributes, all);
  else {
    json.raw(keys.attributes);
    const start = json.length;
    for (const name of names) if (Object.hasOwn(all, name)) member(json, keyBytes(name), all[name] as JsonValue);
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

function member(json: JsonBytes, key: Uint8Array, value: JsonValue): void {
  json.raw(key);
  json.value(value);
}

function text(json: JsonBytes, key: Uint8Array, value: string): void {
  json.raw(key);
  json.string(value);
}

/** A text of which there are few. */
function word(json: JsonBytes, key: Uint8Array, value: string): void {
  json.raw(key);
  json.word(value);
}

function reason(json: JsonBytes, key: Uint8Array, { because, refs }: Pick<Unknown, 'because' | 'refs'>): void {
  json.raw(key);
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

function list<T>(json: JsonBytes, open: Open, key: Uint8Array, items: readonly T[], write: (json: JsonBytes, open: Open, item: T, index: number) => void): void {
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
const keys = bytesOf([
  'accelerator', 'account', 'action', 'address', 'alsoManaged', 'attributes', 'because', 'compartment', 'conditional', 'count', 'folders', 'form', 'fraction',
  'grants', 'id', 'image', 'inCatalog', 'input', 'kind', 'market', 'model', 'name', 'nestedTags', 'oneOf', 'otherRegions', 'path', 'previousAddress',
  'principal', 'project', 'provider', 'refs', 'region', 'regionPath', 'relations', 'resourceGroup', 'role', 'scope', 'shapes', 'source', 'stage',
  'subscription', 'tagOrigins', 'taggable', 'tags', 'tagsOpen', 'tagsPath', 'target', 'type', 'unknown', 'vcpus', 'vendor', 'zone',
]);

function bytesOf<K extends string>(names: readonly K[]): Readonly<Record<K, Uint8Array>> {
  return Object.fromEntries(names.map((name) => [name, keyBytes(name)])) as Record<K, Uint8Array>;
}
