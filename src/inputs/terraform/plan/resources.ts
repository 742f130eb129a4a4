import { cloudOf } from '#catalog/terraform.ts';
import type { Resource } from '#model/resource.ts';
import type { ProviderFacts } from '../../resource/provider-facts.ts';
import { resourceOf, type Around } from '../../resource/resource.ts';
import type { PlanEntry } from './entry.ts';
import type { Original } from './original.ts';
import type { Plan } from './plan.ts';
import { Precedent } from './precedent.ts';
import type { Block, PlanSubjects } from './subjects.ts';

/** Makes the resources of a plan: each block is read once for each form that its instances have. */
export class PlanResources {
  readonly #plan: Plan;
  readonly #subjects: PlanSubjects;
  readonly #around: Around;
  readonly #precedents = new Map<Original, Map<number, Precedent>>();
  readonly #sortOfBlock = new Map<Block, number>();
  readonly #sorts = new Map<string, number>();
  readonly #providers = new Map<ProviderFacts, number>();

  constructor(plan: Plan, subjects: PlanSubjects, around: Around) {
    this.#plan = plan;
    this.#subjects = subjects;
    this.#around = around;
  }

  /** Null for a resource of no cloud that landrail judges. */
  of(entry: PlanEntry): Resource | null {
    const cloud = cloudOf(entry.type);
    if (cloud === null) return null;
    const differing = this.#plan.differing(entry);
    if (differing === null) {
      const subject = this.#subjects.of(entry);
      return subject === null ? null : resourceOf(subject, this.#around);
    }
    const block = this.#subjects.blockOf(entry, cloud);
    const sort = found(this.#sortOfBlock, block, () => this.#sortOf(entry, block));
    const precedents = found(this.#precedents, differing.original, () => new Map<number, Precedent>());
    const before = precedents.get(sort);
    if (before !== undefined) return before.next(entry, block, differing);
    const first = new Precedent(this.#subjects, this.#around, entry, block, differing);
    precedents.set(sort, first);
    return first.resource;
  }

  /** The same number for blocks that say the same of their instances: a module that is called several times has many of them. */
  #sortOf({ name }: PlanEntry, { config, provider }: Block): number {
    const who = found(this.#providers, provider, () => this.#providers.size);
    const said = JSON.stringify([name, who, config?.expressions ?? null]);
    return found(this.#sorts, said, () => this.#sorts.size);
  }
}

function found<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const before = map.get(key);
  if (before !== undefined) return before;
  const made = make();
  map.set(key, made);
  return made;
}
