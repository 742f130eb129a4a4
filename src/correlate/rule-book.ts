import type { Resource } from '#model/resource.ts';
import { rulesOf, type Rules } from './rule-sets.ts';

/** Rules of one set of something that are resources of their own. */
interface Apart {
  readonly rules: Set<string>;
  /** One of them does not tell what it lets pass. */
  untold: boolean;
  /** What an inventory has of them; null where none tells. */
  live: { readonly rules: ReadonlySet<string>; readonly isWhole: boolean } | null;
}

/** What is declared beside a set of rules. */
export interface Beside {
  /** Whether anything is: then what a state has within is what was there when it was last read, whoever made it. */
  readonly isAny: boolean;
  readonly has: (rule: string) => boolean;
  readonly untold: boolean;
}

const nothing: Beside = { isAny: false, has: () => false, untold: false };

/** Rules that are resources of their own, by what they are rules of: `declare` all, then `meet` all. */
export class RuleBook {
  readonly #apart = new Map<string, Apart>();
  /** By input, where nothing tells of what they are rules. */
  readonly #ofUnknown = new Map<string, Apart>();

  declare(rules: Rules | null, input: string): void {
    if (rules === null || !rules.isApart) return;
    for (const { set, rules: own } of rules.sets) {
      const into = rules.of === null ? inside(this.#ofUnknown, `${input}\n${set}`) : inside(this.#apart, `${rules.of}\n${set}`);
      if (own === null) into.untold = true;
      else for (const rule of own) into.rules.add(rule);
    }
  }

  /** A resource of an inventory. */
  meet(resource: Resource): void {
    const rules = this.#apart.size === 0 ? null : rulesOf(resource);
    for (const { set, rules: own, isWhole } of rules?.sets ?? []) {
      if (own === null) continue;
      for (const apart of this.#named([...(resource.id === null ? [] : [resource.id]), ...resource.aliases], set)) apart.live = { rules: new Set(own.filter((rule) => apart.rules.has(rule))), isWhole };
    }
  }

  /** @param input what declares the other */
  beside(names: readonly string[], set: string, input: string): Beside {
    const own = this.#named(names, set);
    const unknown = this.#ofUnknown.get(`${input}\n${set}`);
    if (own.length === 0 && unknown === undefined) return nothing;
    const all = unknown === undefined ? own : [...own, unknown];
    return { isAny: own.length > 0, has: (rule) => all.some(({ rules }) => rules.has(rule)), untold: all.some(({ untold }) => untold) };
  }

  /** Whether a rule of its own is there: null where no inventory tells of what it is a rule of. */
  isThere(rules: Rules | null): boolean | null {
    if (rules === null || !rules.isApart || rules.of === null || rules.sets.length === 0) return null;
    let isThere = true;
    for (const { set, rules: own } of rules.sets) {
      const live = this.#apart.get(`${rules.of}\n${set}`)?.live ?? null;
      if (live === null || own === null) return null;
      const hasAll = own.every((rule) => live.rules.has(rule));
      if (!hasAll && !live.isWhole) return null;
      isThere &&= hasAll;
    }
    return isThere;
  }

  #named(names: readonly string[], set: string): readonly Apart[] {
    return [...new Set(names.flatMap((name) => this.#apart.get(`${name.toLowerCase()}\n${set}`) ?? []))];
  }
}

function inside(map: Map<string, Apart>, key: string): Apart {
  const before = map.get(key);
  if (before !== undefined) return before;
  const made: Apart = { rules: new Set(), untold: false, live: null };
  map.set(key, made);
  return made;
}
