/** What it takes to look at values inside a module. */
export interface GuestValues {
  /** Of the memory, at the address; valid until the guest runs again. */
  words(): DataView;
  /** Rego's order of the values at two addresses. */
  compare(a: number, b: number): number;
}

interface Order {
  /** Addresses of the members as the hash table has them, then in Rego order. */
  readonly hashed: readonly number[];
  readonly sorted: readonly number[];
  /** Place of the member that was handed out last. */
  last: number;
  places: Map<number, number> | null;
}

/** Layout of sets and objects: wasm/src/value.h of OPA. */
const offset = { buckets: 4, bucketCount: 8, length: 12 } as const;
const next = { set: 4, object: 8 } as const;
const setType = 7;

/** Scans that are under way at once, one inside the other; more are still right, and slow. */
const most = 512;

/**
 * Iterates sets and objects in Rego's order, as OPA does: the compiled module would take them as its hash tables lie, which
 * shows in arrays that are made of them, in concat(", ", set), in JSON texts and in walk.
 */
export class CollectionOrder {
  readonly #guest: GuestValues;
  readonly #orders = new Map<number, Order>();

  constructor(guest: GuestValues) {
    this.#guest = guest;
  }

  /** Before an evaluation: addresses then mean something else. */
  clear(): void {
    this.#orders.clear();
  }

  /** The member of a set, or the key of an object, that follows another one; the first after 0, and 0 after the last. */
  following(collection: number, previous: number): number {
    if (previous === 0) return this.#start(collection).sorted[0] ?? 0;
    const order = this.#orders.get(collection) ?? this.#start(collection);
    if (order.sorted[order.last] !== previous) order.last = this.#place(order, previous);
    return order.sorted[++order.last] ?? 0;
  }

  /** What was sorted before is looked through again: that costs little, and notices whatever became of it since. */
  #start(collection: number): Order {
    const known = this.#orders.get(collection);
    const hashed = this.#members(collection);
    if (known && this.#holds(known, hashed)) {
      known.last = 0;
      return known;
    }
    const sorted = hashed.toSorted((a, b) => this.#guest.compare(a, b));
    const order: Order = { hashed, sorted, last: 0, places: null };
    if (this.#orders.size >= most) this.#orders.clear();
    this.#orders.set(collection, order);
    return order;
  }

  #holds({ hashed, sorted }: Order, now: readonly number[]): boolean {
    if (hashed.length !== now.length) return false;
    for (let index = 0; index < now.length; index++) if (hashed[index] !== now[index]) return false;
    for (let index = 1; index < sorted.length; index++) if (this.#guest.compare(sorted[index - 1] ?? 0, sorted[index] ?? 0) >= 0) return false;
    return true;
  }

  #members(collection: number): number[] {
    const words = this.#guest.words();
    const link = words.getUint8(collection) === setType ? next.set : next.object;
    const buckets = words.getUint32(collection + offset.buckets, true);
    const end = buckets + 4 * words.getUint32(collection + offset.bucketCount, true);
    const out: number[] = [];
    for (let bucket = buckets; bucket < end; bucket += 4) {
      for (let element = words.getUint32(bucket, true); element !== 0; element = words.getUint32(element + link, true)) out.push(words.getUint32(element, true));
    }
    return out;
  }

  #place(order: Order, member: number): number {
    order.places ??= new Map(order.sorted.map((one, index) => [one, index]));
    const place = order.places.get(member) ?? order.sorted.findIndex((one) => this.#guest.compare(one, member) === 0);
    if (place < 0) throw new Error('a module asks for what follows a value that is no member');
    return place;
  }
}
