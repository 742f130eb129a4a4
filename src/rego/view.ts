import type { Guardrail } from '#model/guardrail.ts';
import type { JsonObject, JsonValue } from '#model/json.ts';
import type { Grant, ManagedElsewhere, NestedTags, OtherRegion, Relation, Resource, Scope, Shape, TagSet } from '#model/resource.ts';
import { keyBytes, type JsonBytes } from './json-bytes.ts';
import { Segments } from './segments.ts';
import { keys, list, member, Open, reason, scope, text, word } from './view-parts.ts';

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
 * @param made of a resource that an event made: for how many machines it stands, and what it is a part of; its other names are told with it
 * @param before the same resource in another form, of which the head is the same
 * @returns the length of the head
 * @throws RangeError for attributes that nest too deeply.
 */
export function writeView(json: JsonBytes, resource: Resource, form: ViewForm, made: { readonly machines: number; readonly madeBy: string | null } | null = null, before: ViewBefore | null = null): number {
  const open = new Open();
  const start = json.length;
  if (before === null) head(json, resource);
  else json.copy(before.json, before.start, before.start + before.head);
  const end = json.length;
  if (!form.without.includes('places')) places(json, open, resource);
  if (!form.without.includes('shapes')) {
    open.field(json, keys.image, 'image', resource.image);
    shapeSegments.write(json, open, resource.shapes, writeShapes);
  }
  if (!form.without.includes('tags')) {
    member(json, keys.taggable, resource.taggable);
    if (resource.tagsPath !== null) word(json, keys.tagsPath, resource.tagsPath);
    tagSegments.write(json, open, resource.tags, writeTags);
    list(json, open, keys.nestedTags, resource.nestedTags, nested);
  }
  if (form.relations) {
    list(json, open, keys.relations, resource.relations, relation);
    list(json, open, keys.grants, resource.grants, grant);
  }
  if (resource.alsoManaged !== undefined) list(json, open, keys.alsoManaged, resource.alsoManaged, managed);
  if (resource.source !== null) member(json, keys.source, { ...resource.source });
  if (form.attributes !== false && resource.attributes !== null) attributes(json, open, resource.attributes, resource.unknownAttributes, form.attributes);
  if (made !== null) {
    member(json, keys.machines, made.machines);
    if (made.madeBy !== null) text(json, keys.madeBy, made.madeBy);
    member(json, keys.aliases, resource.aliases);
  }
  open.write(json);
  json.object(start);
  return end - start;
}

/** Where a view was written, and how long its head is. */
export interface ViewBefore {
  readonly json: JsonBytes;
  readonly start: number;
  readonly head: number;
}

/** What every form has. */
function head(json: JsonBytes, resource: Resource): void {
  const start = json.length;
  text(json, keys.address, resource.address);
  const end = json.length;
  word(json, keys.provider, resource.provider);
  word(json, keys.type, resource.type);
  word(json, keys.kind, resource.kind);
  text(json, keys.name, resource.name);
  word(json, keys.stage, resource.stage);
  word(json, keys.action, resource.action);
  if (resource.conditional !== null) reason(json, keys.conditional, resource.conditional);
  if (resource.id !== null) {
    json.raw(keys.id);
    // Of what exists, most often the address: written a moment ago.
    if (resource.id === resource.address) json.copy(json, start + keys.address.length, end);
    else json.string(resource.id);
  }
  if (resource.previousAddress !== null) text(json, keys.previousAddress, resource.previousAddress);
  member(json, keys.inCatalog, resource.inCatalog);
}

const shapeSegments = new Segments<Resource['shapes']>();
const tagSegments = new Segments<TagSet>();
const scopeSegments = new Segments<Scope>();

/** All that is written from here on comes from another input. */
export function inputEnds(): void {
  for (const segments of [shapeSegments, tagSegments, scopeSegments]) segments.clear();
}

function writeShapes(json: JsonBytes, open: Open, shapes: Resource['shapes']): void {
  list(json, open, keys.shapes, shapes, shape);
}

function writeTags(json: JsonBytes, open: Open, set: TagSet): void {
  tags(json, open, '', set);
}

function places(json: JsonBytes, open: Open, { region, regionPath, zone, otherRegions, scope: around }: Resource): void {
  open.field(json, keys.region, 'region', region);
  text(json, keys.regionPath, regionPath);
  open.field(json, keys.zone, 'zone', zone);
  list(json, open, keys.otherRegions, otherRegions, otherRegion);
  scopeSegments.write(json, open, around, scope);
}

function otherRegion(json: JsonBytes, open: Open, { path, name }: OtherRegion, index: number): void {
  text(json, keys.path, path);
  open.field(json, keys.name, `otherRegions[${index}].name`, name);
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
