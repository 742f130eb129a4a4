import type { Kind, Resource } from '#model/resource.ts';

/** What makes nothing, and is most of what there is: not remembered. */
const barren: ReadonlySet<Kind> = new Set(['instance', 'disk', 'snapshot', 'ip', 'subnet', 'firewall', 'bucket', 'function', 'dns', 'identity', 'key', 'secret']);

interface Held {
  readonly madeBy: string;
  readonly resource: Resource;
  count: number;
}

/** What has been met that may have made others, in all inventories of a run: groups are listed by one call and their machines by another. */
export class Makers {
  readonly #tellShape = new Map<string, boolean>();

  /** `makes`: ids of what it made that made more; `launches`: from a template of the inventory, which is judged itself. */
  add(resource: Resource, makes: readonly string[] = [], launches = false): void {
    if (barren.has(resource.kind)) return;
    const tellsShape = launches || resource.shapes.some((shape) => shape.name.status === 'known');
    for (const name of [resource.address, ...resource.aliases, ...makes]) this.#tellShape.set(name, tellsShape || this.#tellShape.get(name) === true);
  }

  /** Whether it is judged itself with the shape of what it makes, or without; undefined where it has not been met. */
  tellsShape(id: string): boolean | undefined {
    return this.#tellShape.get(id);
  }
}

/**
 * Resources that others made, and answer for: four hundred nodes of one group are one fault of the group. Of each sort that a maker
 * has made one is kept, until the inventory has been read: its maker may stand further down.
 */
export class Made {
  readonly #held = new Map<string, Held>();
  /** Under which key those that are kept are held, by address. */
  readonly #kept = new Map<string, string>();
  readonly #makers: Makers;
  readonly #isListed: (maker: string) => boolean;
  /** Of makers that were met before them. */
  #answeredFor = 0;

  /** @param isListed of makers that are not remembered, for they are many: whether an inventory has them */
  constructor(makers: Makers, isListed: (maker: string) => boolean = () => false) {
    this.#makers = makers;
    this.#isListed = isListed;
  }

  hold(resource: Resource, madeBy: string): void {
    if (this.#answered({ madeBy, resource })) {
      this.#answeredFor += 1;
      return;
    }
    const key = JSON.stringify([madeBy, sortOf(resource)]);
    // A newer record of one that is kept.
    const isKept = this.#kept.get(resource.address) === key;
    if (!isKept) this.forget(resource.address);
    const before = this.#held.get(key);
    if (before === undefined) {
      this.#held.set(key, { madeBy, resource, count: 1 });
      this.#kept.set(resource.address, key);
    } else if (!isKept) before.count += 1;
  }

  /** Of one that is gone, or is of another sort by now; where others stand behind it, it goes on standing for them. False where it was not kept. */
  forget(address: string): boolean {
    const key = this.#kept.get(address);
    const held = key === undefined ? undefined : this.#held.get(key);
    if (key === undefined || held === undefined) return false;
    held.count -= 1;
    if (held.count > 0) return true;
    this.#held.delete(key);
    this.#kept.delete(address);
    return true;
  }

  /** Those for which nobody else answers: the maker is in none of the inventories so far, or does not tell the shape of what it makes. */
  left(): readonly Resource[] {
    return [...this.#held.values()].filter((one) => !this.#answered(one)).map((one) => one.resource);
  }

  /** How many are not judged by themselves. */
  get covered(): number {
    let count = this.#answeredFor;
    for (const one of this.#held.values()) count += this.#answered(one) ? one.count : one.count - 1;
    return count;
  }

  #answered({ madeBy, resource }: Omit<Held, 'count'>): boolean {
    const tellsShape = this.#makers.tellsShape(madeBy) ?? (this.#isListed(madeBy) ? false : undefined);
    return tellsShape === true || (tellsShape === false && resource.shapes.length === 0);
  }
}

/** What policies may see of it that its name and id do not tell. */
function sortOf({ type, region, shapes, image, tags }: Resource): unknown {
  return [type, region, shapes.map(({ name, count }) => [name, count]), image, tags.entries.map(({ key }) => key), tags.open];
}
