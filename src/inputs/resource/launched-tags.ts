import type { TypeFacts } from '#catalog/facts.ts';
import { isArray, member, type JsonValue } from '#model/json.ts';
import { oneOf, unknown, type Known, type Unknown } from '#model/known.ts';
import type { NestedTags, Tag, TagSet } from '#model/resource.ts';
import { lives, withAdded, type AddedTag } from './added-tags.ts';
import { isHidden, maskAt, type Mask } from './mask.ts';
import { nestedTagsOf } from './nested-tags.ts';
import type { Subject, Subjects, Target } from './subject.ts';
import { addList, TagCollection } from './tags.ts';
import type { Values } from './values.ts';

/** Auto-scaling groups alone take their tags in blocks, which say whether instances get them. */
function isGroup(facts: TypeFacts | null): boolean {
  return facts?.tags?.style === 'blocks';
}

/** Launch templates tag by resource type; the configurations before them do not. */
function isTemplate(facts: TypeFacts | null): boolean {
  return facts?.kind === 'instance-template' && facts.nestedTags.some(({ target }) => target.startsWith('{'));
}

/** An auto-scaling group and the tags that it hands on to its instances. */
interface Group {
  readonly address: string;
  readonly propagated: TagSet;
  /** Why there may be no such group; null where there is. */
  readonly conditional: Unknown | null;
}

/**
 * Tags of the instances of auto-scaling groups. An instance carries what its launch template specifies and what the group
 * propagates, so a key may stand in either (source: EC2 Auto Scaling user guide, "Tag Auto Scaling groups and instances").
 * They are judged in one place: at the template's `tag_specifications` for instances where there is one, else at the group, and
 * there only if the group keeps a tag to itself; otherwise its instances carry what it carries itself.
 */
export class LaunchedTags {
  readonly #subjects: Subjects;
  readonly #added: ReadonlyMap<string, readonly AddedTag[]>;
  #users: Map<string, Group[]> | null = null;

  constructor(subjects: Subjects, added: ReadonlyMap<string, readonly AddedTag[]>) {
    this.#subjects = subjects;
    this.#added = added;
  }

  /** `nested`: what the arguments of the resource say by themselves. */
  complete(subject: Subject, nested: readonly NestedTags[]): readonly NestedTags[] {
    if (isGroup(subject.facts)) return [...nested, ...this.#ofGroup(subject)];
    if (!isTemplate(subject.facts) || !nested.some(isOfInstances)) return nested;
    const groups = this.#groups.get(subject.entry.address);
    return groups === undefined ? nested : nested.map((set) => (isOfInstances(set) ? { ...set, tags: filled(set.tags, groups) } : set));
  }

  /** Groups by the address of the template that they launch from. */
  get #groups(): ReadonlyMap<string, readonly Group[]> {
    if (this.#users) return this.#users;
    const users = new Map<string, Group[]>();
    for (const entry of this.#subjects.entries) {
      const subject = isGroup(this.#subjects.types.factsOf(entry.type)) && lives(entry) ? this.#subjects.of(entry) : null;
      if (subject === null) continue;
      const group = { address: entry.address, propagated: this.#propagated(subject), conditional: entry.conditional };
      for (const { address } of templatesOf(subject)) {
        const list = users.get(address);
        if (list) list.push(group);
        else users.set(address, [group]);
      }
    }
    return (this.#users = users);
  }

  #propagated(subject: Subject): TagSet {
    const added = this.#added.get(subject.entry.address)?.flatMap((tag): readonly AddedTag[] => (typeof tag.propagates === 'object' ? [{ ...tag, conditional: tag.propagates }] : tag.propagates ? [tag] : []));
    return withAdded(tagsOf(subject), added);
  }

  #ofGroup(subject: Subject): readonly NestedTags[] {
    const keepsSome = keepsTag(subject) || this.#added.get(subject.entry.address)?.some((tag) => tag.propagates !== true) === true;
    if (!keepsSome) return [];
    const templates = templatesOf(subject);
    const elsewhere = unknown(`the launch template, which may tag instances as well, is not in the ${subject.format.noun}`, templates.map((one) => one.address));
    const specified = templates.map(({ entry }) => {
      const template = entry === null ? null : this.#subjects.of(entry);
      return template === null ? elsewhere : specifiesInstances(template);
    });
    if (specified.length > 0 && specified.every((one) => one === true)) return [];
    const tags = this.#propagated(subject);
    const doubt = specified.find((one) => typeof one === 'object') ?? (specified.length === 0 && namesTemplate(subject) ? elsewhere : null);
    const open = tags.open ?? doubt;
    return [{ path: propagatedPath(subject.facts), target: 'instance', tags: { entries: tags.entries, open } }];
  }
}

/** Whether a template tags instances; unknown where it tags something, and nobody can tell what. */
function specifiesInstances(template: Subject): boolean | Unknown {
  const nested = nestedTagsOf(template);
  return nested.some(isOfInstances) || (nested.find(({ path, target, tags }) => target === 'resource' && !path.includes(']') && tags.open !== null)?.tags.open ?? false);
}

function isOfInstances({ target }: NestedTags): boolean {
  return target === 'instance';
}

/** `tag[propagate_at_launch]`, as the source names them. */
function propagatedPath(facts: TypeFacts | null): string {
  const path = facts?.tags?.path ?? 'tag';
  return path === 'tag' ? 'tag[propagate_at_launch]' : `${path}[PropagateAtLaunch]`;
}

function propagates(values: Values, block: JsonValue, mask: Mask | undefined): boolean | Unknown {
  for (const name of ['propagate_at_launch', 'PropagateAtLaunch']) {
    const flag = member(block, name);
    const hidden = maskAt(mask, name, flag);
    if (isHidden(hidden)) return values.reason(hidden, name);
    if (flag === false || flag === 'false') return false;
  }
  return true;
}

/** Whether the group keeps a tag to itself, or may do so. */
function keepsTag({ facts, values }: Subject): boolean {
  return tagArguments(facts).some((name) => {
    const { value, mask } = values.masked(name);
    return isArray(value) && value.some((block, index) => propagates(values, block, maskAt(mask, index, block)) !== true);
  });
}

/** `tag` blocks, and the list of maps that old groups have. */
function tagArguments(facts: TypeFacts | null): readonly string[] {
  return [facts?.tags?.path ?? 'tag', 'tags'];
}

/** What the group propagates. */
function tagsOf({ facts, provider, values }: Subject): TagSet {
  const tags = new TagCollection();
  for (const name of tagArguments(facts)) {
    const { value, mask } = values.masked(name);
    if (!isHidden(mask) || values.configured(name)) addList(tags, values, value, mask, { path: name, origin: name }, (block, blockMask) => propagates(values, block, blockMask));
  }
  // Tags of a stack reach the instances whatever the tags of the group say of themselves
  // (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html).
  if (facts?.tags?.defaults === true) {
    for (const tag of provider.defaults.tags) tags.below(tag);
    if (provider.defaults.open !== null) tags.open(provider.defaults.open);
  }
  return tags.set;
}

function templatesOf(subject: Subject): readonly Target[] {
  const found = (subject.facts?.templates ?? []).flatMap((path) => subject.targets(path)).filter(({ type }) => isTemplate(subject.types.factsOf(type)));
  return [...new Map(found.map((target) => [target.address, target])).values()];
}

function namesTemplate({ facts, values }: Subject): boolean {
  return (facts?.templates ?? []).some((path) => !/launch_?configuration/i.test(path) && values.fields(path).some(({ value }) => value.status !== 'absent'));
}

/** A key that every group hands on is there, although the template does not have it; the template's own stay as they are written. */
function filled(tags: TagSet, groups: readonly Group[]): TagSet {
  const own = new Set(tags.entries.map((tag) => tag.key));
  const [first, ...others] = groups;
  const all = new TagCollection();
  // Without any group that is sure to launch from it, its own tags may be all.
  const handedOn = groups.some(({ conditional }) => conditional === null) ? (first?.propagated.entries ?? []) : [];
  for (const tag of handedOn) {
    const same = others.map((group) => group.propagated.entries.find((one) => one.key === tag.key));
    if (!own.has(tag.key) && same.every((one) => one !== undefined)) all.add({ key: tag.key, value: together([tag, ...same]), origin: `tag of ${first?.address ?? ''}` });
  }
  const doubts = [tags.open, ...groups.flatMap((group) => [group.propagated.open, group.conditional])];
  const open = doubts.find((doubt) => doubt !== null) ?? null;
  for (const tag of tags.entries) all.add(tag);
  if (open !== null) all.open(open);
  return all.set;
}

function together(tags: readonly Tag[]): Known<string> {
  const open = tags.find((tag) => tag.value.status !== 'known');
  if (open !== undefined) return open.value;
  return oneOf(
    tags.flatMap(({ value }) => (value.status === 'known' ? [value.value] : [])),
    'differs between the groups that launch from this template',
    tags.map((tag) => tag.origin),
  );
}
