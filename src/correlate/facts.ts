import { kindOf } from '#catalog/live-types.ts';
import { differences, type Change, type Comparable } from './comparable.ts';
import { handOf, isNewer } from './event-ref.ts';
import { byCodePoint } from '#model/json.ts';
import type { Around } from './around.ts';
import type { Declared } from './declared.ts';
import type { Looked } from './met.ts';
import type { Facts } from './matrix.ts';
import type { Part } from './part.ts';
import type { Resource } from '#model/resource.ts';
import { valueOf } from './identity.ts';
import { namesOf } from './names.ts';
import { terraformOf } from './terraform.ts';
import type { Call } from './kept-calls.ts';
import type { KnownThing } from './thing.ts';

export interface Judged {
  readonly facts: Facts;
  readonly changes: readonly Change[];
  /** Whether it is as one of those that declare it says, and not as another does. */
  readonly isDisputed: boolean;
}

export function factsOf(thing: KnownThing, looked: Looked | null, live: Comparable | null, part: Part | null, around: Around): Judged {
  const { declared } = thing;
  const last = lastOf(withoutOutlived(thing, looked, around));
  const each = declared === null || live === null ? [] : [declared, ...thing.rivals].map((one) => changesOf(one, thing, looked, live, around));
  const changes = each.length > 1 ? distinct(each.flat()) : (each[0] ?? []);
  // What is a rule of something is where that has it: no inventory lists it by itself.
  const isThere = looked === null ? around.rules.isThere(declared?.comparable.rules ?? null) : null;
  return {
    changes,
    isDisputed: each.some((one) => one.length !== changes.length),
    facts: {
      code: declared === null ? (around.loaded.hasCode(standingOf(thing, looked)) ? 'no' : 'unloaded') : declared.standing,
      live: (looked !== null || isThere === true) && last.what !== 'delete' && last.what !== 'brief' ? 'yes' : looked !== null || isThere !== null || around.loaded.lists(standingOf(thing, looked), regionOf(thing)) ? 'no' : 'unloaded',
      last: last.what,
      by: last.call === null ? 'nobody' : byOf(last.call, thing, around),
      as: changes.length > 0 ? 'differs' : isSettled(thing, last, live) ? 'declared' : 'unknown',
      part: part?.fact ?? 'none',
    },
  };
}

/** In what it is not as one of those that declare it says. */
function changesOf({ comparable, input, standing, resource }: Declared, thing: KnownThing, looked: Looked | null, live: Comparable, around: Around): readonly Change[] {
  if (standing === 'planned' || isStillToCome(resource)) return [];
  return differences(comparable, live, (set) => ({ ...around.rules.beside(namesIn(looked), set, input), isUnwritten: thing.unwritten.includes(set) })).filter((change) => !isIgnored(thing, looked, change, around));
}

function distinct(changes: readonly Change[]): readonly Change[] {
  return [...new Map(changes.map((one) => [JSON.stringify(one), one])).entries()].sort(([a, one], [b, other]) => byCodePoint(one.path, other.path) || byCodePoint(a, b)).map(([, one]) => one);
}

function namesIn(looked: Looked | null): readonly string[] {
  return looked === null ? [] : [...(looked.resource.id === null ? [] : [looked.resource.id]), ...looked.resource.aliases];
}

/** What a plan changes differs from what is there until it is applied. */
function isStillToCome({ stage, action }: Resource | NonNullable<KnownThing['declared']>['resource']): boolean {
  return (stage === 'plan' || stage === 'change-set') && (action === 'update' || action === 'replace');
}

/** A line may leave out an argument alone: `aws_instance.i-0a1b2c3d.tags.owner`. */
function isIgnored({ declared }: KnownThing, looked: Looked | null, { path, declared: written, live, member }: Change, { ignores }: Around): boolean {
  if (ignores === null || declared === null || looked === null) return false;
  const names = namesOf({ declared }, { item: { resource: declared.resource, declared: null, terraform: terraformOf(looked.resource) }, judged: looked.resource });
  return ignores.of(names) === null && ignores.of(names.flatMap((name) => (member === true ? [`${name}.${path}`, `${name}.${path}.${live ?? written}`] : [`${name}.${path}`]))) !== null;
}

/** What an inventory lists that looked later was not removed, or is there again. */
function withoutOutlived(thing: KnownThing, looked: Looked | null, { loaded }: Around): Pick<KnownThing, 'calls' | 'declared'> {
  const { calls, declared } = thing;
  if (looked === null || calls?.deleted === undefined || !loaded.listedAfter(looked.resource, calls.deleted.ref.time)) return thing;
  const { deleted: _, ...others } = calls;
  return { declared, calls: others };
}

interface Last {
  readonly what: Facts['last'];
  readonly call: Call | null;
}

/** The newest call that did anything to it. */
function lastOf({ calls, declared }: Pick<KnownThing, 'calls' | 'declared'>): Last {
  if (calls === null) return { what: 'none', call: null };
  const { created = null, deleted = null, changed = null, tagged = null } = calls;
  const modified = later(changed, tagged);
  const newest = later(later(created, deleted), modified);
  if (newest === null) return { what: 'none', call: null };
  // What is deleted may get a last change on its way; what is made anew is there.
  if (deleted !== null && (created === null || isNewer(deleted.ref, created.ref))) return { what: created === null ? 'delete' : 'brief', call: deleted };
  // Who made what no code declares matters more than who changed it since.
  if (declared === null && created !== null) return { what: 'create', call: created };
  // A call that writes whether or not there is something has made what no code declares.
  return { what: newest === created || (newest.mayCreate && declared === null && created === null) ? 'create' : 'modify', call: newest };
}

function later(one: Call | null, other: Call | null): Call | null {
  if (one === null || other === null) return one ?? other;
  return isNewer(other.ref, one.ref) ? other : one;
}

function byOf({ ref }: Call, { declared }: KnownThing, { pipelines }: Around): Facts['by'] {
  const hand = handOf(ref);
  return hand === 'code-tool' && declared !== null && !pipelines ? 'pipeline' : hand;
}

/** Whether nothing was changed, or what was changed is seen to be as declared. */
function isSettled({ calls, declared }: KnownThing, { what, call }: Last, live: Comparable | null): boolean {
  if (what !== 'modify' || call === null) return true;
  const tagsSeen = live !== null && declared !== null && live.tagsPath !== null && declared.comparable.tagsPath !== null && !live.tagsOpen && !declared.comparable.tagsOpen;
  return call === calls?.tagged && tagsSeen && (calls.changedOutside === undefined || (calls.changed !== undefined && isNewer(calls.changed.ref, calls.changedOutside.ref)));
}

function regionOf({ declared, row }: KnownThing): string | null {
  return declared?.resource.region ?? (row === null ? null : valueOf(row.region));
}

function standingOf({ declared, calls, row }: KnownThing, looked: Looked | null): Pick<Resource, 'provider' | 'type' | 'scope' | 'kind'> {
  const told = looked?.resource ?? declared?.resource;
  if (told !== undefined) return told;
  const call = calls?.created ?? calls?.changed ?? calls?.tagged ?? calls?.deleted;
  if (call === undefined || row === null) throw new Error('a thing that nothing tells of');
  return { provider: call.provider, type: row.type, scope: row.scope, kind: kindOf(call.provider, row.type) };
}
