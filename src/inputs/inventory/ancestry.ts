/** A compartment, folder or management group. */
export interface Ancestor {
  readonly name: string;
  /** The id of what it stands in; null for what stands in nothing. */
  readonly parent: string | null;
}

/** What stands under what, of all inventories of a run. */
export class Ancestry {
  readonly #byId = new Map<string, Ancestor>();

  add(id: string, ancestor: Ancestor): void {
    this.#byId.set(id, ancestor);
  }

  /** From the thing itself upward, as far as it is told; a circle ends where it began. */
  upward(id: string): readonly (Ancestor & { readonly id: string })[] {
    const found: (Ancestor & { readonly id: string })[] = [];
    const met = new Set<string>();
    for (let at: string | null = id; at !== null && !met.has(at); ) {
      met.add(at);
      const ancestor = this.#byId.get(at);
      if (ancestor === undefined) break;
      found.push({ id: at, ...ancestor });
      at = ancestor.parent;
    }
    return found;
  }
}
