import { member, type JsonValue } from '#model/json.ts';
import { absent, known, unknown, type Known, type Unknown } from '#model/known.ts';
import type { Tag, TagSet } from '#model/resource.ts';
import type { Entry } from './entry.ts';
import type { Subject, Subjects, Target } from './subject.ts';
import { TagCollection } from './tags.ts';
import { tagText } from './tag-text.ts';
import { isOpen, textual } from './text.ts';

interface Giver {
  /** The argument that names what gets the tag. */
  readonly to: string;
  /** Holds `key` and `value`; empty where they stand in the resource itself. */
  readonly block: string;
  /** Types that can get it: a security group of a cluster is not the cluster, though the reference goes through it. */
  readonly taggable: (type: string) => boolean;
}

const from = (prefix: string): Giver => ({ to: 'resource_arn', block: '', taggable: (type) => type.startsWith(prefix) });

/**
 * Resource types of aws that hold one tag of something else. The resource-manager tags of Google and the tags of Azure API
 * Management are bound in a like way, but are neither labels nor tags of a resource; azurerm and oci have no such type.
 */
const givers: ReadonlyMap<string, Giver> = new Map([
  ['aws_ec2_tag', { to: 'resource_id', block: '', taggable: (type) => !/^aws_(?:eks|ecs|rds|emr)_/.test(type) }],
  ['aws_autoscaling_group_tag', { to: 'autoscaling_group_name', block: 'tag', taggable: (type) => type === 'aws_autoscaling_group' }],
  ['aws_ecs_tag', from('aws_ecs_')],
  ['aws_dynamodb_tag', from('aws_dynamodb_')],
  ['aws_transfer_tag', from('aws_transfer_')],
]);

/** A tag that a resource of its own gives to another one. Without a key where that is not known; then it is conditional. */
export interface AddedTag extends Tag {
  /** Of an auto-scaling group: whether instances get it as well; unknown where nobody can tell. */
  readonly propagates: boolean | Unknown;
  /** Why it may not be given after all; null where it is. */
  readonly conditional: Unknown | null;
}

const none: ReadonlyMap<string, readonly AddedTag[]> = new Map();

/** Tags that resources of an input give to others by reference, by the address of what gets them. An input without such types costs one look at each type. */
export function addedTags(subjects: Subjects): ReadonlyMap<string, readonly AddedTag[]> {
  let added: Map<string, AddedTag[]> | null = null;
  for (const entry of subjects.entries) {
    const giver = givers.get(entry.type);
    const subject = giver === undefined || !lives(entry) ? null : subjects.of(entry);
    if (giver === undefined || subject === null) continue;
    const tag = tagOf(subject, giver);
    const target = tag === null ? null : targetOf(subject, giver);
    if (tag === null || target === null) continue;
    added ??= new Map();
    const list = added.get(target.address);
    if (list) list.push(tag);
    else added.set(target.address, [tag]);
  }
  return added ?? none;
}

/** Whether a resource is there in the end. */
export function lives(entry: Entry): boolean {
  return entry.mode === 'managed' && entry.action !== 'delete' && entry.action !== 'forget';
}

/** The tags of a resource with those that others add. */
export function withAdded(tags: TagSet, added: readonly AddedTag[] | undefined): TagSet {
  if (added === undefined) return tags;
  const all = new TagCollection();
  for (const tag of tags.entries) all.add(tag);
  if (tags.open !== null) all.open(tags.open);
  for (const { key, value, origin, conditional } of added) {
    if (conditional === null) all.add({ key, value, origin });
    // One that is there already may be replaced, one that is not may be added.
    else if (all.has(key)) all.add({ key, value: unknown(conditional.because, conditional.refs), origin });
    else all.open(conditional);
  }
  return all.set;
}

/** Null for one without a key. */
function tagOf({ values, entry }: Subject, giver: Giver): AddedTag | null {
  const at = (name: string): Known<JsonValue> => values.field(giver.block === '' ? name : `${giver.block}[0].${name}`);
  const [key, value, propagates] = [at('key'), at('value'), at('propagate_at_launch')];
  const rest = { origin: entry.address, propagates: propagatesOf(propagates) };
  if (isOpen(key)) return { key: '', value: absent, ...rest, conditional: unknown(key.because, key.refs) };
  if (key.status !== 'known' || typeof key.value !== 'string') return null;
  const text = value.status === 'known' ? known(tagText(value.value)) : value.status === 'absent' ? known('') : textual(value);
  return { key: key.value, value: text, ...rest, conditional: entry.conditional };
}

function propagatesOf(flag: Known<JsonValue>): boolean | Unknown {
  if (isOpen(flag)) return unknown(flag.because, flag.refs);
  return flag.status === 'absent' || (flag.value !== false && flag.value !== 'false');
}

/** The one resource that gets the tag; null where the input leaves open which of several does. */
function targetOf(subject: Subject, giver: Giver): Target | null {
  const targets = subject.targets(giver.to).filter(({ type, attribute }) => giver.taggable(type) && ['', 'id', 'arn', 'name'].includes(attribute));
  const [first] = targets;
  if (first === undefined || targets.length === 1) return first ?? null;
  const id = subject.values.text(giver.to);
  if (id.status !== 'known') return null;
  return targets.find(({ entry }) => entry !== null && ['id', 'arn', 'name'].some((name) => member(subject.valuesOf(entry), name) === id.value)) ?? null;
}
