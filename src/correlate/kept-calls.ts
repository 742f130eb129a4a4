import type { EventRef } from '#model/drift.ts';
import type { Provider } from '#model/resource.ts';
import { uuidIn, writtenUuid } from '#model/uuid.ts';

/** Calls that are kept of each thing: of each sort the newest. `tagged`: of its tags alone. `…Outside`: by neither a pipeline nor the cloud. */
export const sorts = ['created', 'deleted', 'changed', 'tagged', 'changedOutside', 'taggedOutside'] as const;
export type Sort = (typeof sorts)[number];

export interface Call {
  readonly ref: EventRef;
  readonly provider: Provider;
  readonly invokedBy: string | null;
  /** It may have made what it changed. */
  readonly mayCreate: boolean;
}

export type Calls = { readonly [S in Sort]?: Call };

/** What thousands of calls have in common. */
interface Alike extends Omit<EventRef, 'id' | 'time' | 'source' | 'address' | 'userAgent'>, Omit<Call, 'ref'> {}

/**
 * Calls of all things, as numbers: of a night there are a million, and most give way to a newer one. As objects they would be most of
 * what there is in memory, and of what the collector does.
 */
export class KeptCalls {
  /** For each thing that was called a row of the calls below, one more than their numbers; 0 for none. */
  #places = new Int32Array(64 * sorts.length);
  #things = 0;
  /** By the number of a call. */
  #times = new Float64Array(64);
  #records = new Int32Array(64);
  #files = new Int32Array(64);
  #alike = new Int32Array(64);
  /** From where, and with what: numbers of texts, of which there are few. */
  #addresses = new Int32Array(64);
  #agents = new Int32Array(64);
  #uuids = new Uint32Array(64 * 4);
  /** Ids that are no UUIDs. */
  readonly #ids = new Map<number, string>();
  #calls = 0;
  readonly #allFiles = new Numbered<string>();
  readonly #allAlike = new Numbered<Alike>();
  readonly #allAddresses = new Numbered<string>();
  readonly #allAgents = new Numbered<string>();

  /** For a thing that was not called before. */
  begin(): number {
    const at = this.#things++;
    if (this.#things * sorts.length > this.#places.length) this.#places = grown(this.#places, new Int32Array(this.#places.length * 2));
    return at;
  }

  has(thing: number, sort: Sort): boolean {
    return this.#callOf(thing, sort) >= 0;
  }

  /** @returns whether it is the newest of its sort */
  take(thing: number, sort: Sort, call: Call): boolean {
    const before = this.#callOf(thing, sort);
    const time = Date.parse(call.ref.time);
    if (before >= 0 && !this.#isNewer(call.ref.id, time, before)) return false;
    const at = before >= 0 ? before : this.#calls++;
    if (before < 0) {
      if (at === this.#times.length) this.#grow();
      this.#places[thing * sorts.length + sorts.indexOf(sort)] = at + 1;
    }
    const { ref: { id, source, name, outcome, claimed, principal, actor, channel, mfa = null, address, userAgent }, provider, invokedBy, mayCreate } = call;
    this.#times[at] = time;
    this.#records[at] = source.record;
    this.#files[at] = this.#allFiles.of(source.file, () => source.file);
    this.#addresses[at] = numberIn(this.#allAddresses, address);
    this.#agents[at] = numberIn(this.#allAgents, userAgent);
    // With the lengths of what anybody can write, so that two never have one key.
    const key = `${name.length} ${principal.length} ${actor.length} ${outcome} ${claimed} ${channel} ${provider} ${mayCreate} ${mfa} ${name}${principal}${actor}${invokedBy === null ? '' : ` ${invokedBy}`}`;
    this.#alike[at] = this.#allAlike.of(key, () => ({ name, outcome, claimed, principal, actor, channel, mfa, provider, invokedBy, mayCreate }));
    if (writtenUuid(id, this.#uuids, at * 4)) this.#ids.delete(at);
    else this.#ids.set(at, id);
    return true;
  }

  of(thing: number): Calls {
    const found: { [S in Sort]?: Call } = {};
    for (const sort of sorts) {
      const call = this.newest(thing, sort);
      if (call !== undefined) found[sort] = call;
    }
    return found;
  }

  newest(thing: number, sort: Sort): Call | undefined {
    const at = this.#callOf(thing, sort);
    return at < 0 ? undefined : this.#at(at);
  }

  #at(at: number): Call {
    const { name, outcome, claimed, principal, actor, channel, mfa = null, provider, invokedBy, mayCreate } = this.#allAlike.at(this.#alike[at]);
    const source = { file: this.#allFiles.at(this.#files[at]), record: this.#records[at] as number };
    return { ref: { id: this.#idOf(at), time: new Date(this.#times[at] as number).toISOString(), name, outcome, claimed, principal, actor, channel, source, address: textIn(this.#allAddresses, this.#addresses[at]), userAgent: textIn(this.#allAgents, this.#agents[at]), mfa }, provider, invokedBy, mayCreate };
  }

  #callOf(thing: number, sort: Sort): number {
    return (this.#places[thing * sorts.length + sorts.indexOf(sort)] as number) - 1;
  }

  #idOf(at: number): string {
    return this.#ids.get(at) ?? uuidIn(this.#uuids, at * 4);
  }

  #isNewer(id: string, time: number, before: number): boolean {
    return time === this.#times[before] ? id > this.#idOf(before) : time > (this.#times[before] as number);
  }

  #grow(): void {
    const size = this.#times.length * 2;
    this.#times = grown(this.#times, new Float64Array(size));
    this.#records = grown(this.#records, new Int32Array(size));
    this.#files = grown(this.#files, new Int32Array(size));
    this.#alike = grown(this.#alike, new Int32Array(size));
    this.#addresses = grown(this.#addresses, new Int32Array(size));
    this.#agents = grown(this.#agents, new Int32Array(size));
    this.#uuids = grown(this.#uuids, new Uint32Array(size * 4));
  }
}

/** Values that are alike, each once. */
class Numbered<T> {
  readonly #numbers = new Map<string, number>();
  readonly #values: T[] = [];

  of(key: string, value: () => T): number {
    const before = this.#numbers.get(key);
    if (before !== undefined) return before;
    this.#numbers.set(key, this.#values.length);
    return this.#values.push(value()) - 1;
  }

  at(number: number | undefined): T {
    return this.#values[number ?? -1] as T;
  }
}

/** -1 for none. */
function numberIn(all: Numbered<string>, text: string | null | undefined): number {
  return text == null ? -1 : all.of(text, () => text);
}

function textIn(all: Numbered<string>, number: number | undefined): string | null {
  return number === undefined || number < 0 ? null : all.at(number);
}

function grown<A extends Int32Array | Uint32Array | Float64Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
