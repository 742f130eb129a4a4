import type { TagFacts } from '#catalog/facts.ts';
import { byCodePoint, isArray, isObject, member, type JsonValue } from '#model/json.ts';
import { known, unknown, type Unknown } from '#model/known.ts';
import type { Provider, Tag, TagSet } from '#model/resource.ts';
import { isHidden, maskAt, maskMembers, openness, Unsure, type Mask } from './mask.ts';
import type { ProviderFacts } from './provider-facts.ts';
import { tagText } from './tag-text.ts';
import { textual } from './text.ts';
import type { Masked, Values } from './values.ts';

export const noTags: TagSet = { entries: [], open: null };

/** Tags while they are collected: a later one of the same key replaces an earlier one. */
export class TagCollection {
  readonly #tags = new Map<string, Tag>();
  #perhaps: Map<string, Unknown> | null = null;
  #open: Unknown | null = null;
  #anyKey: Unknown | null = null;

  add(tag: Tag): void {
    this.#tags.set(tag.key, tag);
  }

  has(key: string): boolean {
    return this.#tags.has(key);
  }

  delete(key: string): void {
    this.#tags.delete(key);
  }

  /** Keys may exist that the input cannot tell, or this one may. The first reason stands. */
  open(reason: Unknown, key: string | null = null): void {
    this.#open ??= reason;
    if (key === null) this.#anyKey ??= reason;
    else (this.#perhaps ??= new Map()).set(key, reason);
  }

  /** A tag that those which are here replace. Where one of its key may be here, its key is there for sure, and its value is not known. */
  below(tag: Tag): void {
    if (this.#tags.has(tag.key)) return;
    const reason = this.#anyKey ?? this.#perhaps?.get(tag.key) ?? null;
    this.#tags.set(tag.key, reason === null ? tag : { ...tag, value: reason });
  }

  get keys(): readonly string[] {
    return [...this.#tags.keys()];
  }

  get set(): TagSet {
    if (this.#tags.size === 0 && this.#open === null) return noTags;
    return { entries: inOrder([...this.#tags.values()]), open: this.#open };
  }
}

/** Most are in order already: Terraform writes maps by their keys. */
function inOrder(tags: Tag[]): readonly Tag[] {
  for (let index = 1; index < tags.length; index++) if (byCodePoint((tags[index - 1] as Tag).key, (tags[index] as Tag).key) > 0) return tags.sort((a, b) => byCodePoint(a.key, b.key));
  return tags;
}

/** Where in a resource tags are written, and what they are called there. */
export interface TagPlace {
  /** `tags`, `root_block_device[0].tags`. */
  readonly path: string;
  readonly origin: string;
}

/**
 * One map of tags with what is unknown in it. Unknown keys of a known map have their names in the mask (Terraform keeps the known
 * siblings); a map that is unknown as a whole leaves the set open.
 */
export function addMap(into: TagCollection, values: Values, value: JsonValue | undefined, mask: Mask | undefined, place: TagPlace): void {
  if (isHidden(mask)) {
    into.open(values.reason(mask, place.path));
    return;
  }
  if (isObject(value)) {
    for (const key of Object.keys(value)) {
      const one = value[key];
      // A null element is how Terraform leaves a key out.
      if (one === null || one === undefined || isHidden(maskAt(mask, key, one))) continue;
      into.add({ key, value: known(tagText(one)), origin: place.origin });
    }
  } else if (value !== undefined && value !== null) into.open(unreadable(value, place));
  const masks = maskMembers(mask);
  if (masks !== null) {
    for (const key of Object.keys(masks)) {
      const one = masks[key];
      if (one === false) continue;
      if (one instanceof Unsure && one.perhaps) into.open(values.reason(one, place.path), key);
      else into.add({ key, value: textual(values.hidden(one, place.path)), origin: place.origin });
    }
  }
  const more = openness(mask);
  if (more !== null) into.open(more);
}

/** The names that clouds have for the parts of a tag in a list. */
const keyNames = ['key', 'tag_key', 'Key', 'TagKey'];
const valueNames = ['value', 'tag_value', 'Value', 'TagValue'];

/** Whether a block counts; unknown where nobody can tell. */
export type Wanted = (block: JsonValue, mask: Mask | undefined) => boolean | Unknown;

/** `[{key, value}]` of awscc and of templates, and the `tag` blocks of an auto-scaling group. `wanted` picks blocks. */
export function addList(into: TagCollection, values: Values, value: JsonValue | undefined, mask: Mask | undefined, place: TagPlace, wanted: Wanted = () => true): void {
  if (isHidden(mask)) {
    into.open(values.reason(mask, place.path));
    return;
  }
  if (!isArray(value)) {
    if (value !== undefined && value !== null) into.open(unreadable(value, place));
    return;
  }
  for (const [index, block] of value.entries()) {
    const blockMask = maskAt(mask, index, block);
    const counts = wanted(block, blockMask);
    if (typeof counts === 'object') into.open(counts);
    if (counts !== true) continue;
    const key = part(block, blockMask, keyNames);
    if (isHidden(blockMask) || isHidden(key.mask) || typeof key.value !== 'string') {
      into.open(values.reason(isHidden(blockMask) ? blockMask : key.mask, place.path));
      continue;
    }
    const text = part(block, blockMask, valueNames);
    const isAbsent = text.value === undefined || text.value === null;
    into.add({ key: key.value, value: isHidden(text.mask) ? textual(values.hidden(text.mask, place.path)) : known(isAbsent ? '' : tagText(text.value)), origin: `${place.origin}[${index}]` });
  }
  const more = openness(mask);
  if (more !== null) into.open(more);
}

/** Whoever wrote it has meant something by it, so that nothing can be said to be missing. */
function unreadable(value: JsonValue, { path }: TagPlace): Unknown {
  return unknown(`${path} is ${isArray(value) ? 'a list' : isObject(value) ? 'a map' : `a ${typeof value}`}, of which no tags can be read`);
}

/** The part of a block that goes by one of several names. */
function part(block: JsonValue, mask: Mask | undefined, names: readonly string[]): Masked {
  for (const name of names) {
    const value = member(block, name);
    const partMask = maskAt(mask, name, value);
    if ((value !== undefined && value !== null) || isHidden(partMask)) return { value, mask: partMask };
  }
  return { value: undefined, mask: undefined };
}

/** The effective tags of a resource: its own, what the provider adds, and what may come from elsewhere. */
export function effectiveTags(cloud: Provider, type: string, facts: TagFacts, values: Values, provider: ProviderFacts): TagSet {
  const own = { path: facts.path, origin: facts.path.includes('[') ? facts.path.replaceAll('[0]', '') : facts.path };
  if (facts.style !== 'map') return listedTags(facts, values, provider, own);

  const written = values.masked(facts.path);
  const merged = mergedTags(facts, values);
  if (merged !== null) return setOf(values, merged, own.path, originsOf(written, provider, own.origin));

  const tags = new TagCollection();
  // Optional and computed without a value: nothing of the user's.
  const computed = isHidden(written.mask) && !values.configured(facts.path);
  if (!computed) {
    // awscc and some others have lists where the catalogue expects a map.
    if (isArray(written.value)) addAnyList(tags, values, written.value, written.mask, own);
    else addMap(tags, values, written.value, written.mask, own);
  }
  if (facts.defaults) addDefaults(tags, facts, values, provider);
  dropIgnored(tags, provider);
  if (facts.also !== null) addSecond(tags, cloud, facts.also, values);
  return tags.set;
}

/** Tags that are not a map: lists, blocks, specifications. */
function listedTags(facts: TagFacts, values: Values, provider: ProviderFacts, own: TagPlace): TagSet {
  const tags = new TagCollection();
  if (facts.style === 'specifications') openToDefaults(tags, provider);
  const { value, mask } = values.masked(facts.path);
  // Old auto-scaling groups have a second form, `tags`: a list of maps.
  if (facts.style === 'blocks') {
    addList(tags, values, value, mask, own);
    const { value: maps, mask: mapsMask } = values.masked('tags');
    if (maps !== undefined || isHidden(mapsMask)) addList(tags, values, maps, values.configured('tags') ? mapsMask : undefined, { path: 'tags', origin: 'tags' });
  } else if (facts.style === 'specifications') addSpecifications(tags, values, facts.path, facts.specifies);
  else addAnyList(tags, values, value, mask, own);
  if (facts.also !== null) addSpecifications(tags, values, facts.also, facts.specifies);
  if (facts.style !== 'specifications' && facts.defaults) addDefaults(tags, facts, values, provider);
  return tags.set;
}

/** The tags of one map, each with where it comes from. Most are known, every one. */
function setOf(values: Values, { value, mask }: Masked, path: string, originOf: (key: string) => string): TagSet {
  const masks = maskMembers(mask);
  if (!isObject(value) || isHidden(mask) || openness(mask) !== null || (masks !== null && Object.keys(masks).length > 0)) {
    const tags = new TagCollection();
    addMap(tags, values, value, mask, { path, origin: path });
    const { entries, open } = tags.set;
    return { entries: entries.map((tag) => ({ ...tag, origin: originOf(tag.key) })), open };
  }
  const entries: Tag[] = [];
  for (const key of Object.keys(value)) {
    const one = value[key];
    if (one !== null && one !== undefined) entries.push({ key, value: known(tagText(one)), origin: originOf(key) });
  }
  return entries.length === 0 ? noTags : { entries: inOrder(entries), open: null };
}

function addDefaults(tags: TagCollection, facts: TagFacts, values: Values, provider: ProviderFacts): void {
  for (const tag of provider.defaults.tags) tags.below(tag);
  // Where nothing is told of the provider, only a merged map that is still to be computed may hold more.
  if (provider.defaults.open !== null && (provider.told || isOutstanding(facts, values))) tags.open(provider.defaults.open);
}

function isOutstanding(facts: TagFacts, values: Values): boolean {
  return facts.merged !== null && (isHidden(values.masked(facts.merged).mask) || !values.complete);
}

/** The merged map, where the input has it: known, or with unknown values of known keys. Null when it has to be computed. */
function mergedTags(facts: TagFacts, values: Values): Masked | null {
  const paths = facts.merged === null ? [] : facts.merged === 'effective_labels' ? ['effective_labels', 'terraform_labels'] : [facts.merged];
  for (const path of paths) {
    const merged = values.masked(path);
    if (!isHidden(merged.mask) && isObject(merged.value)) return merged;
  }
  return null;
}

/** The merged map does not say where a tag comes from; the resource's own map and the provider's do. */
function originsOf(written: Masked, provider: ProviderFacts, own: string): (key: string) => string {
  const defaults = provider.defaults.tags[0]?.origin ?? provider.name;
  return (key) => (member(written.value, key) !== undefined || maskAt(written.mask, key, null) !== undefined ? own : defaults);
}

function dropIgnored(tags: TagCollection, provider: ProviderFacts): void {
  const { keys, prefixes } = provider.ignored;
  if (keys.size === 0 && prefixes.length === 0) return;
  for (const key of tags.keys) if (keys.has(key) || prefixes.some((prefix) => key.startsWith(prefix))) tags.delete(key);
}

/** OCI: `defined_tags` beside `freeform_tags`. What is not configured may be filled by the tag defaults of the compartment. */
function addSecond(tags: TagCollection, cloud: Provider, path: string, values: Values): void {
  const { value, mask } = values.masked(path);
  if (cloud === 'oci' && isHidden(mask) && !values.configured(path)) {
    tags.open(fromTagDefaults(values));
    return;
  }
  addMap(tags, values, value, mask, { path, origin: path });
  // Who made it and when, set by Oracle itself.
  for (const key of tags.keys) if (key.startsWith('Oracle-Tags.')) tags.delete(key);
}

export function fromTagDefaults(values: Values): Unknown {
  return unknown('defined tags may come from tag defaults of the compartment', values.refs('compartment_id'));
}

/**
 * Whether tags of a stack reach what is tagged by specifications differs from type to type, and is documented for none of them
 * (launch templates do not get them: aws-cloudformation/cloudformation-coverage-roadmap, issue 2227).
 */
function openToDefaults(tags: TagCollection, { defaults }: ProviderFacts): void {
  if (defaults.tags.length > 0) tags.open(unknown('whether tags of the stack reach it is not documented', [...new Set(defaults.tags.map((tag) => tag.origin))]));
  if (defaults.open !== null) tags.open(defaults.open);
}

/** `[{ResourceType, Tags}]`: those of the type that is the resource's own; the others tag what it makes. */
function addSpecifications(tags: TagCollection, values: Values, path: string, own: string | null): void {
  const { value, mask } = values.masked(path);
  if (isHidden(mask)) tags.open(values.reason(mask, path));
  const more = openness(mask);
  if (more !== null) tags.open(more);
  if (isHidden(mask) || !isArray(value)) return;
  for (const [index, block] of value.entries()) {
    const blockMask = maskAt(mask, index, block);
    const type = part(block, blockMask, ['ResourceType']);
    const at = `${path}[${index}].Tags`;
    const list = member(block, 'Tags');
    if (isHidden(blockMask) || isHidden(type.mask)) tags.open(values.reason(isHidden(blockMask) ? blockMask : type.mask, at));
    else if (type.value === undefined || type.value === own) addList(tags, values, list, maskAt(blockMask, 'Tags', list), { path: at, origin: at });
  }
}

function addAnyList(tags: TagCollection, values: Values, value: JsonValue | undefined, mask: Mask | undefined, place: TagPlace): void {
  if (isHidden(mask) && !values.configured(place.path)) return;
  if (isObject(value)) addMap(tags, values, value, mask, place);
  // Network tags and the like. Of an empty list nobody can tell what it would hold, if it may hold more.
  else if (!isHidden(mask) && isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string')) return;
  else addList(tags, values, value, mask, place);
}

