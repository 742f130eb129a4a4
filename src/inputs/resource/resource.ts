import type { TagFacts } from '#catalog/facts.ts';
import { isObject, member, type JsonValue } from '#model/json.ts';
import { absent } from '#model/known.ts';
import type { Resource, TagSet } from '#model/resource.ts';
import type { InputOptions } from '../options.ts';
import { addedTags, withAdded, type AddedTag } from './added-tags.ts';
import type { Entry } from './entry.ts';
import { grantsOf } from './grants.ts';
import { LaunchedTags } from './launched-tags.ts';
import { isHidden, maskMembers } from './mask.ts';
import { nestedTagsOf } from './nested-tags.ts';
import { otherRegionsOf, Places } from './place.ts';
import { relationsOf } from './relations.ts';
import { scopeOf } from './scope.ts';
import { collectSensitive } from './sensitive.ts';
import { imageOf, shapesOf } from './shapes.ts';
import type { Subject, Subjects } from './subject.ts';
import { effectiveTags, noTags } from './tags.ts';
import type { Values } from './values.ts';

const judged = (entry: Entry): boolean => entry.judged;

/** What an input says of more than one resource. */
export interface Around {
  readonly subjects: Subjects;
  readonly places: Places;
  /** Tags that other resources add, by address. */
  readonly added: ReadonlyMap<string, readonly AddedTag[]>;
  readonly launched: LaunchedTags;
  readonly wanted: Pick<InputOptions, 'attributes' | 'relations'>;
}

export function aroundOf(subjects: Subjects, wanted: Around['wanted']): Around {
  const added = addedTags(subjects);
  return { subjects, places: new Places(subjects), added, launched: new LaunchedTags(subjects, added), wanted };
}

/** All that an input says of one resource, in the terms of the model. */
export function resourceOf(subject: Subject, around: Around): Resource {
  const { entry, cloud, facts, values } = subject;
  const place = around.places.of(subject);
  const tagFacts = tagFactsOf(subject);
  const tags: TagSet = tagFacts === null ? noTags : withAdded(effectiveTags(cloud, entry.type, tagFacts, values, subject.provider), around.added.get(entry.address));
  const { id, aliases, name } = subject.identity();
  const sort = { kind: facts?.kind ?? 'other', type: entry.type, provider: cloud };
  const attributes = isObject(values.value) && around.wanted.attributes(sort) ? values.value : null;
  const related = facts !== null && around.wanted.relations(sort);
  return {
    id,
    address: entry.address,
    previousAddress: entry.previousAddress,
    provider: cloud,
    type: entry.type,
    kind: sort.kind,
    name,
    stage: subject.format.stage,
    action: entry.action,
    conditional: entry.conditional,
    region: place.region,
    regionPath: place.path,
    otherRegions: otherRegionsOf(subject).filter((other) => other.path !== place.path),
    zone: place.zone,
    scope: scopeOf(subject, around.subjects),
    shapes: facts === null ? [] : shapesOf(subject, { judged }),
    image: facts === null ? absent : imageOf(subject),
    tags,
    tagsPath: tagFacts?.path ?? null,
    taggable: tagFacts !== null,
    nestedTags: facts === null ? [] : around.launched.complete(subject, nestedTagsOf(subject)),
    relations: related ? relationsOf(subject) : [],
    grants: related ? grantsOf(subject) : [],
    source: entry.source,
    aliases,
    inCatalog: facts !== null,
    sensitive: secretsOf(values),
    attributes,
    unknownAttributes: attributes === null ? [] : values.unknownPlaces(),
  };
}

/** For types that are not in the catalogue, and those of awscc, the plan itself shows whether there are tags: it lists every argument. */
function tagFactsOf({ cloud, entry, facts, types, values }: Subject): TagFacts | null {
  if (facts !== null && !entry.type.startsWith('awscc_')) return facts.tags;
  const usual = facts === null ? types.usualTags(cloud) : facts.tags;
  if (usual === null) return null;
  const { value, mask } = values.masked(usual.path);
  return isTagValue(value) || isHidden(mask) || Object.keys(maskMembers(mask) ?? {}).length > 0 ? usual : null;
}

/** Network tags of Google and the like are lists of words. */
function isTagValue(value: JsonValue | undefined): boolean {
  return value === null || isObject(value) || (Array.isArray(value) && value.every((one: JsonValue) => member(one, 'key') !== undefined || member(one, 'Key') !== undefined));
}

const noSecrets: readonly string[] = [];

function secretsOf(values: Values): readonly string[] {
  const found = new Set<string>();
  collectSensitive(values.value, values.sensitive, found);
  return found.size === 0 ? noSecrets : [...found];
}
