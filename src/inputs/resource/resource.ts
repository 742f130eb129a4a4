import type { TagFacts, TypeFacts } from '#catalog/facts.ts';
import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import { absent } from '#model/known.ts';
import type { Kind, Resource } from '#model/resource.ts';
import { wholeTexts } from '#model/whole-row.ts';
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
import type { Identity, Subject, Subjects } from './subject.ts';
import { effectiveTags, noTags } from './tags.ts';
import type { Values } from './values.ts';

const nowhereElse: Resource['otherRegions'] = [];

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

/** The parts of a resource. */
export interface Parts {
  identity: Identity;
  place: Pick<Resource, 'region' | 'regionPath' | 'otherRegions' | 'zone'>;
  scope: Resource['scope'];
  shapes: Resource['shapes'];
  image: Resource['image'];
  tags: Pick<Resource, 'tags' | 'tagsPath' | 'taggable'>;
  nestedTags: Resource['nestedTags'];
  related: Pick<Resource, 'relations' | 'grants'>;
  attributes: Resource['attributes'];
  unknownAttributes: Resource['unknownAttributes'];
  sensitive: Resource['sensitive'];
}

/** Each part is worked out by itself, from what it asks of the subject. */
export const partOf: { readonly [P in keyof Parts]: (subject: Subject, around: Around) => Parts[P] } = {
  identity: (subject) => subject.identity(),
  place(subject, { places }) {
    const { region, path, zone } = places.of(subject);
    return { region, regionPath: path, otherRegions: subject.facts === null || subject.facts.region.others.length === 0 ? nowhereElse : otherRegionsOf(subject).filter((other) => other.path !== path), zone };
  },
  scope: (subject, { subjects }) => scopeOf(subject, subjects),
  shapes: (subject) => (subject.facts === null ? [] : shapesOf(subject, { judged })),
  image: (subject) => (subject.facts === null ? absent : imageOf(subject)),
  tags(subject, { added }) {
    const facts = tagFactsOf(subject);
    if (facts === null) return { tags: noTags, tagsPath: null, taggable: false };
    const tags = effectiveTags(subject.cloud, subject.entry.type, facts, subject.values, subject.provider);
    return { tags: added.size === 0 ? tags : withAdded(tags, added.get(subject.entry.address)), tagsPath: facts.path, taggable: true };
  },
  nestedTags: (subject, { launched }) => (subject.facts === null ? [] : launched.complete(subject, nestedTagsOf(subject))),
  related(subject, { wanted }) {
    const related = subject.facts !== null && wanted.relations(sortOf(subject));
    return { relations: related ? relationsOf(subject) : [], grants: related ? grantsOf(subject) : [] };
  },
  attributes(subject, { wanted }) {
    const names = wanted.attributes(sortOf(subject));
    if (names === false || !subject.values.there) return null;
    return names === true ? wholeOf(subject.values) : argumentsOf(subject.values, names);
  },
  unknownAttributes(subject, { wanted }) {
    const names = wanted.attributes(sortOf(subject));
    return names === false || !subject.values.there ? [] : subject.values.unknownPlaces(names === true ? null : names);
  },
  sensitive: ({ values }) => secretsOf(values),
};

/** Parts that are known already: others have the same. */
export type KnownParts = { readonly [P in 'shapes' | 'tags']?: Parts[P] | undefined };

const nothingKnown: KnownParts = {};

/** All parts; `subject` gives each the one that it asks. */
export function partsOf(subject: (part: keyof Parts) => Subject, around: Around, { shapes, tags } = nothingKnown): Parts {
  return {
    identity: partOf.identity(subject('identity'), around),
    place: partOf.place(subject('place'), around),
    scope: partOf.scope(subject('scope'), around),
    shapes: shapes ?? partOf.shapes(subject('shapes'), around),
    image: partOf.image(subject('image'), around),
    tags: tags ?? partOf.tags(subject('tags'), around),
    nestedTags: partOf.nestedTags(subject('nestedTags'), around),
    related: partOf.related(subject('related'), around),
    attributes: partOf.attributes(subject('attributes'), around),
    unknownAttributes: partOf.unknownAttributes(subject('unknownAttributes'), around),
    sensitive: partOf.sensitive(subject('sensitive'), around),
  };
}

/** All that an input says of one resource, in the terms of the model. */
export function resourceOf(subject: Subject, around: Around, known?: KnownParts): Resource {
  return assembled(subject, partsOf(() => subject, around, known));
}

/** A resource put together of its parts; what it is known by holds no half of a character, as no policy and no report can say it. */
export function assembled({ entry, format, cloud, facts }: Pick<Subject, 'entry' | 'format' | 'cloud' | 'facts'>, parts: Parts): Resource {
  const { identity, place, tags, related } = parts;
  return {
    id: identity.id?.toWellFormed() ?? null,
    address: entry.address.toWellFormed(),
    previousAddress: entry.previousAddress?.toWellFormed() ?? null,
    provider: cloud,
    type: entry.type,
    kind: kindOf(facts),
    name: identity.name.toWellFormed(),
    stage: format.stage,
    action: entry.action,
    conditional: entry.conditional,
    region: place.region,
    regionPath: place.regionPath,
    otherRegions: place.otherRegions,
    zone: place.zone,
    scope: parts.scope,
    shapes: parts.shapes,
    image: parts.image,
    tags: tags.tags,
    tagsPath: tags.tagsPath,
    taggable: tags.taggable,
    nestedTags: parts.nestedTags,
    relations: related.relations,
    grants: related.grants,
    source: entry.source,
    ...(entry.lastLine === undefined ? {} : { lastLine: entry.lastLine }),
    aliases: wholeTexts(identity.aliases),
    inCatalog: facts !== null,
    sensitive: parts.sensitive,
    attributes: parts.attributes,
    unknownAttributes: parts.unknownAttributes,
  };
}

export function kindOf(facts: TypeFacts | null): Kind {
  return facts?.kind ?? 'other';
}

function sortOf({ entry, cloud, facts }: Subject): Pick<Resource, 'kind' | 'type' | 'provider'> {
  return { kind: kindOf(facts), type: entry.type, provider: cloud };
}

function wholeOf({ value }: Values): JsonObject | null {
  return isObject(value) ? value : null;
}

function argumentsOf(values: Values, names: readonly string[]): JsonObject {
  const found: [name: string, value: JsonValue][] = [];
  for (const name of names) {
    const { value } = values.at(name);
    if (value !== undefined) found.push([name, value]);
  }
  return Object.fromEntries(found);
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

/** Arguments of which nothing is sensitive are not looked at. */
function secretsOf(values: Values): readonly string[] {
  const found = new Set<string>();
  const { sensitive } = values;
  if (isObject(sensitive)) {
    for (const name of Object.keys(sensitive)) if (marks(sensitive[name])) collectSensitive(values.at(name).value, sensitive[name], found);
  } else if (sensitive === true) collectSensitive(values.value, sensitive, found);
  return found.size === 0 ? noSecrets : [...found];
}

function marks(sensitive: JsonValue | undefined): boolean {
  if (isArray(sensitive)) return sensitive.some(marks);
  return isObject(sensitive) ? Object.values(sensitive).some(marks) : sensitive === true;
}
