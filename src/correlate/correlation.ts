import type { Coverage } from '#model/coverage.ts';
import { driftVerdicts, type DriftCoverage, type DriftVerdict } from '#model/drift.ts';
import { eventRef, type AuditEvent, type AuditSource } from '#model/event.ts';
import { byCodePoint } from '#model/json.ts';
import type { Resource } from '#model/resource.ts';
import { memberFacts } from '#catalog/members.ts';
import { holdsAt } from './arguments.ts';
import { Attempts } from './attempts.ts';
import { comparableOf } from './comparable.ts';
import { declaredOf, type DeclaredVersion } from './declared.ts';
import type { DriftIgnore } from './drift-ignore.ts';
import { handOf } from './event-ref.ts';
import type { Around } from './around.ts';
import { factsOf } from './facts.ts';
import { placeOfId } from './id-place.ts';
import { idIn } from './identity.ts';
import { itemOf } from './item.ts';
import { Loaded } from './loaded.ts';
import type { Joined, Looked, Met } from './met.ts';
import { declaredName, membersOf } from './members.ts';
import { verdictOf } from './matrix.ts';
import { namesOf } from './names.ts';
import { loggedPartOf, partOf, type Part } from './part.ts';
import type { Call, Sort } from './kept-calls.ts';
import { RuleBook } from './rule-book.ts';
import { unwrittenSets } from './rule-sets.ts';
import type { Written } from './roots.ts';
import type { Thing } from './thing.ts';
import { Things } from './things.ts';

export interface CorrelationOptions {
  /** Whether it is told who is a pipeline. Where it is not, whoever calls with a tool of infrastructure code is believed to be one. */
  readonly pipelines: boolean;
  /** Lines that leave resources out; null where there are none. */
  readonly ignores: DriftIgnore | null;
  /** Whether a log was given at all; missing: it was. */
  readonly logs?: boolean;
}

/**
 * Joins what code declares, what the logs tell and what exists. In this order: `declare` all, `observe` all, `meet` all, then `finish`;
 * within each in any order, with the same outcome.
 */
export class Correlation {
  readonly #things = new Things();
  readonly #loaded = new Loaded();
  readonly #attempts = new Attempts();
  readonly #rules = new RuleBook();
  readonly #around: Around;
  /** Things of states and plans by input and address; null where nobody has asked. */
  #addresses: ReadonlyMap<string, ReadonlyMap<string, Thing>> | null = null;
  readonly #counts = Object.fromEntries(driftVerdicts.map((verdict) => [verdict, 0])) as Record<DriftVerdict, number>;
  readonly #passedOver = new Map<string, { readonly one: string; readonly many: string; count: number }>();

  constructor({ pipelines, ignores, logs = true }: CorrelationOptions) {
    this.#around = { things: this.#things, loaded: this.#loaded, rules: this.#rules, pipelines, ignores, logs };
  }

  /** A resource of code, whatever its stage. @param version of the state that it stands in */
  declare(resource: Resource, input: string, version?: DeclaredVersion): void {
    // What a template or a change set removes, and what is forgotten, is no longer declared.
    if ((resource.action === 'delete' && resource.stage !== 'state') || resource.action === 'forget' || resource.action === 'read') return;
    this.#loaded.declared(resource);
    const declared = declaredOf(resource, input, version);
    this.#rules.declare(declared.comparable.rules, input);
    this.#things.declared(declaredName(resource)).declare(declared);
    this.#members(resource);
  }

  /** A resource of Terraform source, when all else is declared: no thing of its own where a state or a plan of its root has it, but it tells what of that is code. */
  write({ resource, input, applied }: Written): void {
    const known = [...applied].flatMap((one) => this.#byAddress.get(one)?.get(resource.address) ?? []);
    if (known.length === 0) this.declare(resource, input);
    const unwritten = unwrittenSets(resource);
    for (const thing of known) {
      thing.declare(declaredOf(resource, input));
      if (unwritten !== null) thing.leave(unwritten);
    }
  }

  /** Of what an input has declared, when all but source is. */
  addressesIn(input: string): Iterable<string> {
    return this.#byAddress.get(input)?.keys() ?? [];
  }

  get #byAddress(): ReadonlyMap<string, ReadonlyMap<string, Thing>> {
    return (this.#addresses ??= addressesOf(this.#things));
  }

  observe(event: AuditEvent): void {
    this.#loaded.observed(event);
    if (event.outcome === 'dry-run') return this.#passOver('dry run changed nothing', 'dry runs changed nothing');
    if (event.outcome !== 'success' && event.outcome !== 'accepted') {
      if (event.deed === 'create') return this.#attempts.add(event, eventRef(event));
      return this.#passOver('refused change changed nothing', 'refused changes changed nothing');
    }
    if (event.deed === 'start' || event.deed === 'stop') return this.#passOver('start or stop changed no configuration', 'starts and stops changed no configuration');
    const hand = handOf(event);
    const call: Call = { ref: eventRef(event), provider: event.provider, invokedBy: event.actor.invokedBy, mayCreate: event.mayCreate === true };
    for (const { row } of event.subjects) {
      const thing = this.#things.met({ provider: event.provider, type: row.type, id: row.id, aliases: row.aliases, name: row.name, scope: row.scope, region: row.region });
      for (const sort of sortsOf(event, hand === 'hand' || (hand === 'code-tool' && this.#around.pipelines))) thing.call(sort, call, thing.standing === null ? row : null);
      if (event.touches === 'tags' && event.deed === 'modify' && thing.standing === null) (thing.taggings ??= []).push({ id: event.id, time: event.time, values: row.values, untold: row.untold, replaces: event.replacesTags === true });
    }
  }

  /** A resource of an inventory. Of several records of one, whatever ids they have, the last is the one that counts: readers leave out what says less. */
  meet(resource: Resource, input: string): void {
    this.#loaded.live(resource);
    this.#members(resource);
    this.#rules.meet(resource);
    const thing = this.#things.met(resource);
    const looked = { resource, input };
    // Whether an inventory is older than a call that removed something, only its end tells; and what made what no code declares.
    const waits = thing.standing === null || thing.has('deleted');
    if (waits) thing.isDefault = memberFacts(resource.type)?.is.some((condition) => holdsAt(resource.attributes, condition)) === true;
    thing.met = waits ? { looked } : metAs(this.#join(thing, looked, null));
  }

  /** What inventories and logs say of themselves, once they are read: before `finish`. */
  inventories(rows: readonly Coverage[], isAll = false): void {
    this.#loaded.inventories(rows, isAll);
  }

  /** When inventories of the same accounts, regions and kinds were made, where they are of several times: what was removed between them counts as there. */
  get ages(): readonly string[] {
    return this.#loaded.ages;
  }

  logs(sources: readonly AuditSource[]): void {
    this.#loaded.logs(sources);
  }

  /** Whether what has an id is there no more: inventories list its like where it stands, and not it. Before `finish`. */
  isGone(id: string): boolean {
    const place = placeOfId(id);
    const key = place === null ? null : idIn(place.provider, id);
    return place !== null && key !== null && this.#things.byId(key)?.isLive !== true && this.#loaded.lists(place, place.region);
  }

  /** All items: of what is declared and there, of what only waits for others, what is declared and not there, and what only logs tell. */
  *finish(): Iterable<Joined> {
    for (const thing of this.#things.all()) {
      // What only another lists as its own is nothing by itself.
      if (thing.met === null && thing.standing === null && !thing.isCalled) continue;
      const joined = this.#last(thing);
      // They are half of what is in memory, and items the other.
      thing.release();
      if (thing.met !== null) thing.met = nothingToSay;
      if (joined !== null) yield joined;
    }
    for (const item of this.#attempts.items()) {
      this.#counts.attempt += 1;
      yield { item, judged: null };
    }
    for (const thing of this.#things.all()) {
      if (thing.verdict !== null) this.#counts[thing.verdict] += 1;
      thing.met = null;
    }
    // What is asked of them later is what an ignore file leaves out.
    if (this.#around.ignores === null) this.#things.clear();
  }

  /** Whether an ignore file leaves out what a record of the logs is about, by whatever name that record has it: after `finish`. */
  ignores(resource: Resource): boolean {
    return this.#around.ignores !== null && this.#things.found(resource)?.isIgnored === true;
  }

  /** Of what no ignore file leaves out, after `finish`. */
  get counts(): Readonly<Record<DriftVerdict, number>> {
    return this.#counts;
  }

  /** What was passed over and why, one note per reason. */
  get notes(): readonly string[] {
    return [...this.#passedOver.values()].map(({ one, many, count }) => (count === 1 ? `1 ${one}` : `${count} ${many}`)).sort(byCodePoint);
  }

  coverage(): readonly DriftCoverage[] {
    return this.#loaded.coverage();
  }

  #members(resource: Resource): void {
    if (resource.id === null) return;
    for (const member of membersOf(resource)) this.#things.member(member, { id: resource.id, by: 'member' });
  }

  #last(thing: Thing): Joined | null {
    const { met } = thing;
    if (met === null) return this.#join(thing, null, null);
    return 'joined' in met ? met.joined : this.#join(thing, met.looked, partOf(met.looked.resource, thing, this.#around));
  }

  #join(thing: Thing, looked: Looked | null, given: Part | null): Joined | null {
    const live = looked === null ? null : comparableOf(looked.resource);
    const { known } = thing;
    const { row, declared, calls } = known;
    const part = given ?? (looked === null && declared === null && row !== null && calls !== null ? loggedPartOf(row, calls, this.#around) : null);
    const { facts, changes, isDisputed } = factsOf(known, looked, live, part, this.#around);
    const { logs } = this.#around;
    const { verdict, because, unlogged } = verdictOf(facts);
    if (verdict === null) {
      thing.verdict = null;
      if (facts.code === 'leaving') this.#passOver('thing that a plan removes is there no more', 'things that a plan removes are there no more');
      else this.#passOver('call about what no code declares, and what is there no more', 'calls about what no code declares, and what is there no more');
      return null;
    }
    const { ignores } = this.#around;
    // What is managed is no item, unless a line leaves it out with what may still be said of it.
    const joined = verdict === 'managed' && ignores === null ? null : itemOf(known, looked, { verdict, because: logs ? because : (unlogged ?? because), changes, isDisputed, part, facts, logs });
    const ignored = joined === null ? null : (ignores?.of(namesOf(known, joined)) ?? null);
    thing.isIgnored = ignored !== null;
    thing.verdict = ignored === null ? verdict : null;
    if (ignored === null || joined === null) return verdict === 'managed' ? null : joined;
    return { ...joined, item: { ...joined.item, ignored } };
  }

  #passOver(one: string, many: string): void {
    const before = this.#passedOver.get(one);
    if (before === undefined) this.#passedOver.set(one, { one, many, count: 1 });
    else before.count += 1;
  }
}

function addressesOf(things: Things): ReadonlyMap<string, ReadonlyMap<string, Thing>> {
  const all = new Map<string, Map<string, Thing>>();
  for (const thing of things.all()) {
    if (thing.declared === null) continue;
    const { input, resource: { address } } = thing.declared;
    const of = all.get(input) ?? new Map<string, Thing>();
    all.set(input, of);
    of.set(address, thing);
  }
  return all;
}

function sortsOf({ deed, touches }: AuditEvent, outside: boolean): readonly Sort[] {
  if (deed === 'create') return ['created'];
  if (deed === 'delete') return ['deleted'];
  if (touches === 'tags') return outside ? ['tagged', 'taggedOutside'] : ['tagged'];
  return outside ? ['changed', 'changedOutside'] : ['changed'];
}

/** Of hundreds of thousands there is nothing to say. */
const nothingToSay: Met = { joined: null };

function metAs(joined: Joined | null): Met {
  return joined === null ? nothingToSay : { joined };
}
