import type { Resource } from '#model/resource.ts';
import { Likeness, type PartSet, type Standpoint } from '../../resource/likeness.ts';
import type { Around } from '../../resource/resource.ts';
import { moduleAddress } from '../address.ts';
import { DifferingValues } from './differing-values.ts';
import type { PlanEntry } from './entry.ts';
import type { Differing } from './original.ts';
import type { Block, PlanSubjects } from './subjects.ts';

/**
 * The first resource of its block and form. Those that follow are made of its parts; of them only that is read which a part has asked
 * for and in which they differ.
 */
export class Precedent {
  readonly #subjects: PlanSubjects;
  readonly #around: Around;
  readonly #likeness: Likeness;
  /** For each argument of the original the parts that have asked for it. */
  #askedBy: readonly PartSet[];
  /** Parts that have asked for something in which it differs from the original itself. */
  #differing: PartSet;
  #grown = 0;
  readonly #own: Differing;

  constructor(subjects: PlanSubjects, around: Around, entry: PlanEntry, block: Block, differing: Differing) {
    this.#subjects = subjects;
    this.#around = around;
    this.#likeness = new Likeness(this.#subject(entry, block, differing), around, standpointOf(entry, block), (path) => subjects.reach(block, path));
    this.#own = differing;
    this.#askedBy = this.#asking();
    this.#differing = this.#partsIn(differing);
    this.#likeness.remember((part) => this.#textOf(part, differing));
  }

  get resource(): Resource {
    return this.#likeness.resource;
  }

  /** The resource of an entry of the same form, of this block or one that is written alike. */
  next(entry: PlanEntry, block: Block, differing: Differing): Resource {
    if (this.#grown !== this.#likeness.grown) {
      this.#grown = this.#likeness.grown;
      this.#askedBy = this.#asking();
      this.#differing = this.#partsIn(this.#own);
    }
    return this.#likeness.of({
      entry,
      ...standpointOf(entry, block),
      differing: this.#differing | this.#partsIn(differing),
      textOf: (part) => this.#textOf(part, differing),
      subject: () => this.#subject(entry, block, differing),
    }, this.#around);
  }

  #subject(entry: PlanEntry, block: Block, differing: Differing) {
    return this.#subjects.with(entry, block, new DifferingValues(differing, block.written));
  }

  #asking(): readonly PartSet[] {
    return this.#own.original.places.map(({ section, name }) => this.#likeness.askedFor(section, name ?? ''));
  }

  #partsIn({ spans }: Differing): PartSet {
    let parts = 0;
    for (let at = 0; at < spans.length; at += 3) parts |= this.#askedBy[spans[at] as number] as PartSet;
    return parts;
  }

  /** Of all that a part has asked for, what the original does not have; raw, as it stands in the plan. */
  #textOf(part: PartSet, { original, spans }: Differing): string {
    let text = '';
    for (let at = 0; at < spans.length; at += 3) {
      const place = spans[at] as number;
      if (((this.#askedBy[place] as PartSet) & part) !== 0) text += `${place} ${original.text(spans[at + 1] as number, spans[at + 2] as number)}\0`;
    }
    return text;
  }
}

function standpointOf({ moduleAddress: instance, modules }: PlanEntry, { config }: Block): Standpoint {
  // Plans that somebody cut down may name the module in the address alone.
  return { module: config?.module.path ?? '', instance: instance === '' ? moduleAddress(modules) : instance };
}
