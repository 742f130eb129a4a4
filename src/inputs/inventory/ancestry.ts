/** A compartment, folder or management group. */
export interface Ancestor {
  readonly name: string;
  /** The id of what it stands in; null for what stands in nothing. */
  readonly parent: string | null;
}

/** Deeper than any cloud lets them nest, so that a circle in a file ends. */
const levels = 16;

/** What stands under what, of all inventories of a run. */
export class Ancestry {
  readonly #byId = new Map<string, Ancestor>();

  add(id: string, ancestor: Ancestor): void {
    this.#byId.set(id, ancestor);
  }

  /** From the thing itself upward, as far as it is told. */
  upward(id: string): readonly (Ancestor & { readonly id: string })[] {
    const found: (Ancestor & { readonly id: string })[] = [];
    for (let at: string | null = id; at !== null && found.length < levels; ) {
      const ancestor = this.#byId.get(at);
      if (ancestor === undefined) break;
      found.push({ id: at, ...ancestor });
      at = ancestor.parent;
    }
    return found;
  }
}
