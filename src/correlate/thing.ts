import type { DriftVerdict } from '#model/drift.ts';
import type { LiveRow } from '#model/live-row.ts';
import type { Maker } from '#model/maker.ts';
import { byCodePoint } from '#model/json.ts';
import { owned } from '#model/owned.ts';
import { packedRow, unpackedRow } from '#model/packed-event.ts';
import { sorts, type Call, type Calls, type KeptCalls, type Sort } from './kept-calls.ts';
import { compareDeclared, isOlderCopy, isShownFirst, type Declared, type Standing } from './declared.ts';
import type { Met } from './met.ts';
import { withTagging, type Tagging } from './tagging.ts';

/** Calls whose records tell what a thing is: those that tell most of it first. */
const tellers: readonly Sort[] = ['created', 'changed', 'tagged', 'deleted'];

/** What is known of a thing when it is joined. */
export interface KnownThing {
  readonly declared: Declared | null;
  readonly calls: Calls | null;
  /** What a call tells of it: null where others tell more of it. */
  readonly row: LiveRow | null;
  /** Other declarations that say as much of it. */
  readonly rivals: readonly Declared[];
  /** Where else it is declared, sorted. */
  readonly others: readonly string[];
  readonly taggings: readonly Tagging[];
  /** Sets of rules that its state has, and its source does not write. */
  readonly unwritten: readonly string[];
}

/** One thing in a cloud, by whatever names it came. Two turn into one when a record has names of both. */
export class Thing {
  into: Thing | null = null;
  /** A name that is its own alone, beside the one by which it is mostly found. */
  alias: string | null = null;
  declared: Declared | null = null;
  /** That of what declares it, also when it is released; null for what no code declares. */
  standing: Standing | null = null;
  /** Where else it is declared: an address in an input. */
  #also: string[] | null = null;
  /** Of those the ones that say as much of it. */
  #rivals: Declared[] | null = null;
  readonly #kept: KeptCalls;
  /** Where they are kept; -1 before there is one. */
  #calls = -1;
  /** As one text of its own: there are hundreds of thousands that nobody looks at again before the end. */
  #row: string | null = null;
  /** Which of the tellers it is of. */
  #teller = tellers.length;
  /** Whose member it is, by a list of its parent's own. */
  parents: Maker[] | null = null;
  /** Sets of rules that none of its sources writes; null where no source is known to be of it. */
  unwritten: readonly string[] | null = null;
  /** Calls that set tags of what no code declares. */
  taggings: Tagging[] | null = null;
  /** A network that nobody asked for. */
  isDefault = false;
  /** Null where no inventory has it; else as the last record has it. */
  met: Met | null = null;
  /** Null before it has one, and for what an ignore file leaves out. */
  verdict: DriftVerdict | null = null;
  isIgnored = false;

  constructor(kept: KeptCalls) {
    this.#kept = kept;
  }

  get isLive(): boolean {
    return this.met !== null;
  }

  get isCalled(): boolean {
    return this.#calls >= 0;
  }

  has(sort: Sort): boolean {
    return this.#calls >= 0 && this.#kept.has(this.#calls, sort);
  }

  /** The call that made it. */
  get created(): Call | undefined {
    return this.#calls < 0 ? undefined : this.#kept.newest(this.#calls, 'created');
  }

  declare(declared: Declared): void {
    const before = this.declared;
    if (before === null) return this.#show(declared);
    const others = [before, ...(this.#rivals ?? [])];
    (this.#also ??= []).push(toldPlace(declared));
    if (others.some((one) => isOlderCopy(declared, one))) return;
    const current = others.filter((one) => !isOlderCopy(one, declared));
    const best = [declared, ...current].toSorted(compareDeclared);
    // What a name of a file decides is what is shown, and no verdict.
    const equal = best.filter((one) => compareDeclared(one, best[0] ?? declared) === 0);
    const first = equal.reduce((one, other) => (isShownFirst(other, one) ? other : one));
    const rivals = equal.filter((one) => one !== first);
    this.#rivals = rivals.length === 0 ? null : rivals;
    if (first === before) return;
    this.#also = [toldPlace(before), ...this.#also.filter((place) => place !== toldPlace(first))];
    this.#show(first);
  }

  #show(declared: Declared): void {
    this.declared = declared;
    this.standing = declared.standing;
  }

  /** Keeps the newest, whatever the order in which they come. @param row what it tells of the thing */
  call(sort: Sort, call: Call, row: LiveRow | null): void {
    if (this.#calls < 0) this.#calls = this.#kept.begin();
    if (this.#kept.take(this.#calls, sort, call)) this.#tell(sort, row === null ? null : () => owned(packedRow(row)));
  }

  /** Sets of rules that a source of it does not write. */
  leave(sets: readonly string[]): void {
    this.unwritten = this.unwritten?.filter((one) => sets.includes(one)) ?? sets;
  }

  absorb(other: Thing): void {
    other.into = this;
    for (const declared of other.declared === null ? [] : [other.declared, ...(other.#rivals ?? [])]) this.declare(declared);
    this.standing ??= other.standing;
    if (other.#also !== null) (this.#also ??= []).push(...other.#also);
    const { calls } = other.known;
    if (calls !== null && this.#calls < 0) this.#calls = this.#kept.begin();
    for (const sort of sorts) {
      const call = calls?.[sort];
      if (call !== undefined && this.#kept.take(this.#calls, sort, call)) this.#tell(sort, tellers[other.#teller] === sort ? () => other.#row : null);
    }
    if (other.taggings !== null) (this.taggings ??= []).push(...other.taggings);
    if (other.parents !== null) (this.parents ??= []).push(...other.parents);
    if (other.unwritten !== null) this.leave(other.unwritten);
    this.met ??= other.met;
    // Of what was joined twice the count is one.
    this.verdict ??= other.verdict;
    this.isDefault ||= other.isDefault;
    this.isIgnored ||= other.isIgnored;
  }

  get known(): KnownThing {
    const calls = this.#calls < 0 ? null : this.#kept.of(this.#calls);
    const row = this.#row === null ? null : unpackedRow(this.#row);
    return {
      declared: this.declared,
      calls,
      row: row === null || this.taggings === null || calls?.created === undefined ? row : withTagging(row, calls.created.ref.time, this.taggings),
      rivals: this.#rivals ?? [],
      others: this.#also === null ? [] : [...new Set(this.#also)].sort(byCodePoint),
      taggings: this.taggings ?? [],
      unwritten: this.unwritten ?? [],
    };
  }

  /** When it is joined for good: others ask no more of it than whether it is there and declared, and by whom it was made. */
  release(): void {
    this.declared = this.#also = this.#rivals = this.#row = this.parents = this.taggings = this.unwritten = null;
  }

  /** Of what several calls tell only the most telling is kept. */
  #tell(sort: Sort, row: (() => string | null) | null): void {
    const teller = tellers.indexOf(sort);
    if (teller < 0 || teller > this.#teller || (row === null && teller < this.#teller)) return;
    this.#row = row?.() ?? null;
    this.#teller = this.#row === null ? tellers.length : teller;
  }
}

function toldPlace({ input, resource }: Declared): string {
  return `${resource.address} in ${input}`;
}
