import { idsOf, ownNames, type Named, type OwnName } from './identity.ts';
import type { Maker } from '#model/maker.ts';
import { KeptCalls } from './kept-calls.ts';
import { Thing } from './thing.ts';

/** All things of a run, found by any of their names. */
export class Things {
  /** By names that nobody else has. */
  readonly #byId = new Map<string, Thing>();
  /** By what they are called, where it is known in which account and region. */
  readonly #byName = new Map<string, Thing>();
  /** Declared ones by what they are called, wherever they stand. */
  readonly #called = new Map<string, { readonly own: OwnName; readonly thing: Thing }[]>();
  readonly #all: Thing[] = [];
  readonly #calls = new KeptCalls();

  /** The thing that a record of the code is of. */
  declared(named: Named): Thing {
    const thing = this.#of(named);
    for (const own of ownNames(named)) {
      const before = this.#called.get(own.what);
      if (before === undefined) this.#called.set(own.what, [{ own, thing }]);
      else before.push({ own, thing });
    }
    return thing;
  }

  /** The thing that a call or a row of an inventory is about. By any of its names it is found from then on: others may name it as what made them. */
  met(named: Named): Thing {
    const thing = this.#of(named);
    return thing.standing === null ? (this.#joined(thing, named) ?? thing) : thing;
  }

  /** The same, once all are met; null where nothing is known of it. */
  found(named: Named): Thing | null {
    const found = this.#found(named);
    if (found !== null && found.standing !== null) return found;
    const called = this.#byNameAlone(named);
    if (called === null) return found;
    return found === null ? called : this.#joined(found, named);
  }

  /** Something that another lists as its own. */
  member(named: Named, parent: Maker): void {
    const thing = this.#of(named);
    // A list that begins as an empty one has room for many, and most have one.
    if (thing.parents === null) thing.parents = [parent];
    else thing.parents.push(parent);
  }

  byId(id: string): Thing | null {
    const thing = this.#byId.get(id);
    return thing === undefined ? null : last(thing);
  }

  /** When nobody asks for them any more. */
  clear(): void {
    for (const map of [this.#byId, this.#byName, this.#called]) map.clear();
    this.#all.length = 0;
  }

  /** In the order in which they came. */
  *all(): Iterable<Thing> {
    for (const thing of this.#all) if (thing.into === null) yield thing;
  }

  /** Merges all that have one of the names. */
  #of(named: Named): Thing {
    const ids = idsOf(named);
    const names = ownNames(named).flatMap((own) => (own.account === null || own.region === null ? [] : [placed(own)]));
    let thing: Thing | null = null;
    for (const [at, id] of ids.entries()) {
      thing = withOther(thing, this.#byId.get(id));
      // As most records after the first name it: whoever else has the other id has been merged with it.
      if (at === 0 && ids.length === 2 && names.length === 0 && thing !== null && thing.alias === ids[1]) return thing;
    }
    for (const name of names) thing = withOther(thing, this.#byName.get(name));
    if (thing === null) this.#all.push((thing = new Thing(this.#calls)));
    for (const id of ids) if (this.#byId.get(id) !== thing) this.#byId.set(id, thing);
    for (const name of names) if (this.#byName.get(name) !== thing) this.#byName.set(name, thing);
    if (ids[1] !== undefined) thing.alias ??= ids[1];
    return thing;
  }

  #found(named: Named): Thing | null {
    let found: Thing | null = null;
    const take = (thing: Thing | undefined): void => {
      if (thing === undefined) return;
      const one = last(thing);
      // What code declares under one of the names counts.
      if (found === null || (found.standing === null && one.standing !== null)) found = one;
    };
    for (const id of idsOf(named)) take(this.#byId.get(id));
    for (const own of ownNames(named)) if (own.account !== null && own.region !== null) take(this.#byName.get(placed(own)));
    return found;
  }

  /** The one declared thing that may be meant by a name, where account or region of one of them are not told. */
  #byNameAlone(named: Named): Thing | null {
    const candidates = new Set<Thing>();
    for (const own of ownNames(named)) for (const one of this.#called.get(own.what) ?? []) if (agree(one.own, own)) candidates.add(last(one.thing));
    const [only] = candidates;
    return candidates.size === 1 && only !== undefined ? only : null;
  }

  #joined(thing: Thing, named: Named): Thing | null {
    const called = this.#byNameAlone(named);
    return called === null || called === thing ? null : merged(called, thing);
  }
}

function last(thing: Thing): Thing {
  let at = thing;
  while (at.into !== null) at = at.into;
  // So that long chains are walked once.
  for (let one = thing; one.into !== null && one.into !== at; ) [one, one.into] = [one.into, at];
  return at;
}

function withOther(thing: Thing | null, other: Thing | undefined): Thing | null {
  if (other === undefined) return thing;
  return thing === null ? last(other) : merged(thing, last(other));
}

function merged(one: Thing, other: Thing): Thing {
  if (one !== other) one.absorb(other);
  return one;
}

function placed({ what, account, region }: OwnName): string {
  return `${what} ${account} ${region}`;
}

function agree(one: OwnName, other: OwnName): boolean {
  return (one.account === null || other.account === null || one.account === other.account) && (one.region === null || other.region === null || one.region === other.region);
}
