import type { Resource } from '#model/resource.ts';
import { Asked, noting, type Reach } from './asked.ts';
import type { Entry } from './entry.ts';
import { assembled, partOf, partsOf, type Around, type Parts } from './resource.ts';
import type { Subject } from './subject.ts';

const names = Object.keys(partOf) as readonly (keyof Parts)[];

/** Some parts of a resource, a bit for each. */
export type PartSet = number;

/** What of an argument differs between two resources. */
export type Section = 'value' | 'unknown' | 'sensitive';

/** Where a resource stands: the module in which it is written, and the instance of it. */
export interface Standpoint {
  readonly module: string;
  readonly instance: string;
}

/** A resource beside the one that it is like. */
export interface Other extends Standpoint {
  readonly entry: Entry;
  /** Parts that have asked for something that differs. */
  readonly differing: PartSet;
  /** All that differs of what a part has asked for, as text. */
  readonly textOf: (part: PartSet) => string;
  readonly subject: () => Subject;
}

/** Values of parts that are kept, and how often a part may be new before it is not kept any more: arguments such as an ARN never come again. */
const [kept, patience] = [256, 16];

/**
 * A resource whose like come in numbers: the next one is made of its parts, and only those are worked out anew that have asked for
 * something that differs. What a part says depends on nothing but what it has asked, so that the outcome is the same as if each
 * resource were worked out by itself.
 */
export class Likeness {
  readonly resource: Resource;
  readonly #subject: Subject;
  readonly #standpoint: Standpoint;
  readonly #parts: Parts;
  readonly #asked: ReadonlyMap<keyof Parts, Asked>;
  readonly #reach: (path: string) => Reach;
  /** Parts that are about the very resource, that depend on the instance of the module, and on the module. */
  #reaching: Readonly<Record<Reach, PartSet>> = { block: 0, module: 0, instance: 0, itself: 0 };
  /** Parts that have asked for all of a section. */
  #whole: Readonly<Record<Section, PartSet>> = { value: 0, unknown: 0, sensitive: 0 };
  /** Parts by the arguments that they have asked for. */
  readonly #byName = new Map<string, PartSet>();
  /** How often a later resource had to be asked for more than those before: answers of `askedFor` hold until then. */
  grown = 0;
  /** Parts of later resources, by what they were worked out from. */
  readonly #before = new Map<string, Partial<Parts>>();
  /** Times that a part was not found there, less the times that it was. */
  readonly #misses = new Int32Array(names.length);

  /** `reach`: on what the answer to a question for targets depends. */
  constructor(subject: Subject, around: Around, standpoint: Standpoint, reach: (path: string) => Reach) {
    const asked = new Map<keyof Parts, Asked>();
    this.#asked = asked;
    this.#subject = subject;
    this.#standpoint = standpoint;
    this.#parts = partsOf((part) => {
      const notes = new Asked();
      asked.set(part, notes);
      return noting(subject, notes, reach);
    }, around);
    this.#reach = reach;
    this.#sum();
    this.resource = assembled(subject, this.#parts);
  }

  /** Its own parts are found again as those of later ones are. `textOf`: see Other. */
  remember(textOf: (part: PartSet) => string): void {
    for (const [at, name] of names.entries()) {
      const key = this.#keyOf(at, { ...this.#standpoint, textOf });
      if (key !== null) this.#keep(key, { [name]: this.#parts[name] });
    }
  }

  /** Parts that have asked for a section of an argument. */
  askedFor(section: Section, name: string): PartSet {
    if (section === 'sensitive') return this.#whole.sensitive;
    return (this.#byName.get(name) ?? 0) | this.#whole[section];
  }

  /** The resource of another entry that is like this one. */
  of(other: Other, around: Around): Resource {
    const { format, cloud, facts } = this.#subject;
    const { itself, instance, module } = this.#reaching;
    const anew = other.differing | itself | (other.instance === this.#standpoint.instance ? 0 : instance) | (other.module === this.#standpoint.module ? 0 : module);
    if (anew === 0) return assembled({ entry: other.entry, format, cloud, facts }, this.#parts);
    const parts = { ...this.#parts };
    let subject: Subject | null = null;
    for (let left = anew; left !== 0; left &= left - 1) {
      const at = 31 - Math.clz32(left & -left);
      const name = names[at] as keyof Parts;
      const key = this.#keyOf(at, other);
      const before = key === null ? undefined : this.#before.get(key);
      if (before !== undefined) {
        (this.#misses[at] as number)--;
        copy(parts, name, before);
        continue;
      }
      subject ??= other.subject();
      if (key === null) {
        make(parts, name, subject, around);
        continue;
      }
      const asked = new Asked();
      make(parts, name, noting(subject, asked, this.#reach), around);
      (this.#misses[at] as number)++;
      if (this.#asked.get(name)?.add(asked) === true) this.#grow();
      else this.#keep(key, { [name]: parts[name] });
    }
    return assembled({ entry: other.entry, format, cloud, facts }, parts);
  }

  /** What one asks for depends on the answers: a key says all that a part was worked out from only if it was worked out from nothing else. */
  #grow(): void {
    this.grown++;
    this.#sum();
  }

  #sum(): void {
    const reaching = (wanted: Reach): PartSet => this.#which((one) => one.reach === wanted);
    this.#reaching = { block: 0, module: reaching('module'), instance: reaching('instance'), itself: reaching('itself') };
    this.#whole = { value: this.#which(({ values }) => values), unknown: this.#which(({ unknowns }) => unknowns), sensitive: this.#which(({ sensitive }) => sensitive) };
    this.#byName.clear();
    for (const [index, part] of names.entries()) for (const name of this.#asked.get(part)?.names ?? []) this.#byName.set(name, (this.#byName.get(name) ?? 0) | (1 << index));
  }

  /** All that a part is worked out from; null for one that is never the same, or was not for long. */
  #keyOf(at: number, { module, instance, textOf }: Standpoint & Pick<Other, 'textOf'>): string | null {
    const part = 1 << at;
    if ((this.#reaching.itself & part) !== 0 || (this.#misses[at] as number) > patience) return null;
    const where = (this.#reaching.instance & part) !== 0 ? instance : (this.#reaching.module & part) !== 0 ? module : '';
    return `${at} ${where}\0${textOf(part)}`;
  }

  #keep(key: string, part: Partial<Parts>): void {
    if (this.#before.size >= kept) this.#before.clear();
    this.#before.set(key, part);
  }

  #which(test: (asked: Asked) => boolean): PartSet {
    let parts = 0;
    for (const [index, name] of names.entries()) {
      const asked = this.#asked.get(name);
      if (asked !== undefined && test(asked)) parts |= 1 << index;
    }
    return parts;
  }
}

function make<P extends keyof Parts>(parts: Parts, name: P, subject: Subject, around: Around): void {
  parts[name] = partOf[name](subject, around);
}

function copy<P extends keyof Parts>(into: Parts, name: P, from: Partial<Parts>): void {
  const part = from[name];
  if (part !== undefined) into[name] = part;
}
