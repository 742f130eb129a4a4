import type { DriftVerdict, EventRef } from '#model/drift.ts';
import { byCodePoint } from '#model/json.ts';
import type { LiveRow } from '#model/live-row.ts';
import type { Maker } from '#model/maker.ts';
import type { Provider } from '#model/resource.ts';
import { isBetter, type Declared } from './declared.ts';
import { isNewer } from './event-ref.ts';

/** One call, with what it tells of the thing: null where others tell more of it. */
export interface Call {
  readonly ref: EventRef;
  readonly row: LiveRow | null;
  readonly provider: Provider;
  readonly invokedBy: string | null;
  /** It may have made what it changed. */
  readonly mayCreate: boolean;
}

/** Calls that are kept: of each sort the newest. `tagged`: of its tags alone. `…Outside`: by neither a pipeline nor the cloud. */
const sorts = ['created', 'deleted', 'changed', 'tagged', 'changedOutside', 'taggedOutside'] as const;
export type Sort = (typeof sorts)[number];

export type Calls = { [S in Sort]?: Call };

/** One thing in a cloud, by whatever names it came. Two turn into one when a record has names of both. */
export class Thing {
  into: Thing | null = null;
  declared: Declared | null = null;
  /** Where else it is declared: an address in an input. */
  also: string[] | null = null;
  calls: Calls | null = null;
  /** Whose member it is, by a list of its parent's own. */
  parents: Maker[] | null = null;
  /** A network that nobody asked for. */
  isDefault = false;
  /** An inventory has it. */
  isLive = false;
  /** Null before it has one, and for what an ignore file leaves out. */
  verdict: DriftVerdict | null = null;
  isIgnored = false;

  declare(declared: Declared): void {
    const before = this.declared;
    if (before === null) {
      this.declared = declared;
      return;
    }
    const better = isBetter(declared, before);
    if (better) this.declared = declared;
    (this.also ??= []).push(toldPlace(better ? before : declared));
  }

  /** Keeps the newest, whatever the order in which they come. */
  call(sort: Sort, call: Call): void {
    const calls = (this.calls ??= {});
    const before = calls[sort];
    if (before === undefined || isNewer(call.ref, before.ref)) calls[sort] = call;
  }

  absorb(other: Thing): void {
    other.into = this;
    if (other.declared !== null) this.declare(other.declared);
    if (other.also !== null) (this.also ??= []).push(...other.also);
    for (const sort of sorts) {
      const call = other.calls?.[sort];
      if (call !== undefined) this.call(sort, call);
    }
    if (other.parents !== null) (this.parents ??= []).push(...other.parents);
    this.isLive ||= other.isLive;
    this.isDefault ||= other.isDefault;
    this.isIgnored ||= other.isIgnored;
  }

  /** Sorted, each once. */
  get others(): readonly string[] {
    return [...new Set(this.also ?? [])].sort(byCodePoint);
  }
}

function toldPlace({ input, resource }: Declared): string {
  return `${resource.address} in ${input}`;
}
