import type { NestedTagPath } from '#catalog/facts.ts';
import { isArray, isObject, member, type JsonValue } from '#model/json.ts';
import type { NestedTags } from '#model/resource.ts';
import { argumentOf, blocksAround, type Block } from './blocks.ts';
import { isHidden, maskAt, maskMembers, openness, type Mask } from './mask.ts';
import { headOf } from './path.ts';
import type { Subject } from './subject.ts';
import { addList, addMap, fromTagDefaults, TagCollection } from './tags.ts';
import type { Values } from './values.ts';

/** Blocks that AWS fills in when the configuration leaves them out; as the user's own they count only where they are written. */
const computedBlocks: ReadonlySet<string> = new Set(['root_block_device', 'ebs_block_device']);

/**
 * Tags that arguments of a resource give to what the resource makes, one set per place that is there. What a group hands on to
 * its instances depends on its template as well: see `LaunchedTags`.
 */
export function nestedTagsOf(subject: Subject): readonly NestedTags[] {
  const places = subject.facts?.nestedTags ?? [];
  return places.filter((place) => place.style !== 'blocks').flatMap((place) => at(subject, place));
}

function at(subject: Subject, place: NestedTagPath): readonly NestedTags[] {
  const name = place.path.slice(place.path.lastIndexOf('.') + 1);
  return blocksAround(subject.values, place.path).flatMap((block) => {
    const found = setOf(subject, place, block, name);
    return found === null ? [] : [found];
  });
}

function setOf(subject: Subject, place: NestedTagPath, block: Block, name: string): NestedTags | null {
  const { values } = subject;
  const { path, value, mask } = argumentOf(values, block, name);
  const head = headOf(place.path);
  const isWritten = values.has(place.path);
  const target = targetOf(values, place, block);
  // Tag specifications tag the resource itself as well.
  if (target === subject.facts?.tags?.specifies) return null;
  const tags = new TagCollection();

  if (isHidden(block.mask) || isHidden(mask)) {
    // Optional and computed without a value: nothing of the user's. Blocks that nothing computes are unknown because of what makes them.
    const isComputed = block.path === '' || computedBlocks.has(head) || subject.cloud === 'gcp' || subject.cloud === 'oci';
    if (!isWritten && isComputed) return null;
    if (isHidden(block.mask)) {
      tags.open(values.reason(block.mask, head));
      return { path: `${block.path}.${name}`, target, tags: tags.set };
    }
  }

  const isEmpty = !isSet(value, mask);
  if (isEmpty) {
    if (block.path === '') return null;
    // Google and OCI pass on what the resource itself carries, or compute it; an argument that is not there asks for nothing else.
    if (!isWritten && (subject.cloud === 'gcp' || subject.cloud === 'oci')) return null;
    if (computedBlocks.has(head)) {
      if (!values.configured(head) && subject.entry.action !== 'create' && subject.entry.action !== 'replace') return null;
      if (isVolumeTagged(values)) return null;
      // Older providers did not read them: the argument is not there at all.
      if (subject.entry.action === 'exists' && value === undefined) return null;
    }
    if (isFargate(block)) return null;
  }
  if (place.style === 'list') addList(tags, values, value, mask, { path, origin: path });
  else addMap(tags, values, value, mask, { path, origin: path });
  if (block.path !== '') addDefaults(tags, subject, block, name);
  if (subject.cloud === 'oci' && name === 'freeform_tags') addDefined(tags, values, place, block);
  return { path, target, tags: tags.set };
}

/** Defined tags beside freeform ones; what is not written may be filled by tag defaults, as for the resource itself. */
function addDefined(tags: TagCollection, values: Values, place: NestedTagPath, block: Block): void {
  const { path, value, mask } = argumentOf(values, block, 'defined_tags');
  if (!isHidden(mask) || values.has(place.path.replace('freeform_tags', 'defined_tags'))) addMap(tags, values, value, mask, { path, origin: path });
  else tags.open(fromTagDefaults(values));
}

function isSet(value: JsonValue | undefined, mask: Mask | undefined): boolean {
  if (isHidden(mask) || openness(mask) !== null || (isArray(value) && value.length > 0)) return true;
  return (isObject(value) && Object.keys(value).length > 0) || Object.values(maskMembers(mask) ?? {}).some((one) => one !== false);
}

/** `volume_tags` reach every volume of an instance. Old providers compute them where they are not written. */
function isVolumeTagged(values: Values): boolean {
  const { value, mask } = values.masked('volume_tags');
  return isHidden(mask) ? values.has('volume_tags') : isSet(value, mask);
}

/** Since aws 5.39 provider default_tags reach the volumes of an instance; `tags_all` in the block tells. */
function addDefaults(tags: TagCollection, { values, provider }: Subject, block: Block, name: string): void {
  const merged = `${name}_all`;
  if (member(block.value ?? undefined, merged) === undefined && maskAt(block.mask, merged, null) === undefined) return;
  const { path, value, mask } = argumentOf(values, block, merged);
  if (!isHidden(mask) && isObject(value)) {
    const all = new TagCollection();
    addMap(all, values, value, mask, { path, origin: `${provider.name} default_tags` });
    for (const tag of all.set.entries) if (!tags.has(tag.key)) tags.add(tag);
    if (all.set.open !== null) tags.open(all.set.open);
    return;
  }
  for (const tag of provider.defaults.tags) tags.below(tag);
  if (provider.defaults.open !== null) tags.open(provider.defaults.open);
}

function targetOf(values: Values, place: NestedTagPath, block: Block): string {
  if (!place.target.startsWith('{')) return place.target;
  const { value: type } = argumentOf(values, block, place.target.slice(1, -1));
  return typeof type === 'string' ? type : 'resource';
}

/** Batch on Fargate has no instances to tag. */
function isFargate(block: Block): boolean {
  const type = member(block.value ?? undefined, 'type') ?? member(block.value ?? undefined, 'Type');
  return typeof type === 'string' && type.startsWith('FARGATE');
}
