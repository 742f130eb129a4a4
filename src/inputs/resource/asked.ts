import type { JsonValue } from '#model/json.ts';
import type { Mask } from './mask.ts';
import type { Entry } from './entry.ts';
import type { Subject } from './subject.ts';
import { Values, type Masked } from './values.ts';

/** What somebody has asked a subject. */
export class Asked {
  /** Arguments, of which the value and what is not known in it were looked at. */
  readonly names = new Set<string>();
  /** Whether all values, all that is not known, and all that is sensitive were looked at. */
  values = false;
  unknowns = false;
  sensitive = false;
  reach: Reach = 'block';

  reaching(reach: Reach): void {
    if (reaches.indexOf(reach) > reaches.indexOf(this.reach)) this.reach = reach;
  }

  /** Adds what others have asked; answers whether there was anything new in it. */
  add({ names, values, unknowns, sensitive, reach }: Asked): boolean {
    const before = [this.names.size, this.values, this.unknowns, this.sensitive, this.reach].join();
    for (const name of names) this.names.add(name);
    this.values ||= values;
    this.unknowns ||= unknowns;
    this.sensitive ||= sensitive;
    this.reaching(reach);
    return before !== [this.names.size, this.values, this.unknowns, this.sensitive, this.reach].join();
  }
}

/**
 * On what an answer depends beside the arguments and the block: on nothing, on the module in which it is written (references are named
 * from the root), on the instance of the module (other resources in it), or on the very resource.
 */
export type Reach = 'block' | 'module' | 'instance' | 'itself';

const reaches: readonly Reach[] = ['block', 'module', 'instance', 'itself'];

/** A subject that notes what it is asked. `reach`: on what the targets of an argument depend. */
export function noting(subject: Subject, asked: Asked, reach: (path: string) => Reach): Subject {
  const { entry } = subject;
  const noted = <T>(how: Reach, answer: T): T => {
    asked.reaching(how);
    return answer;
  };
  return {
    ...subject,
    entry: new NotedEntry(entry, asked),
    values: new NotingValues(subject.values, asked),
    identity: () => noted('itself', subject.identity()),
    targets: (path) => noted(reach(path), subject.targets(path)),
    valuesOf: (other) => noted('instance', subject.valuesOf(other)),
    other: (another) => noted('instance', subject.other(another)),
  };
}

class NotedEntry implements Entry {
  readonly mode: Entry['mode'];
  readonly type: string;
  readonly action: Entry['action'];
  readonly judged: boolean;
  readonly #entry: Entry;
  readonly #asked: Asked;

  constructor(entry: Entry, asked: Asked) {
    this.mode = entry.mode;
    this.type = entry.type;
    this.action = entry.action;
    this.judged = entry.judged;
    this.#entry = entry;
    this.#asked = asked;
  }

  get address(): string {
    return this.#itself.address;
  }

  get previousAddress(): string | null {
    return this.#itself.previousAddress;
  }

  get name(): string {
    return this.#itself.name;
  }

  get source(): Entry['source'] {
    return this.#itself.source;
  }

  get conditional(): Entry['conditional'] {
    return this.#itself.conditional;
  }

  get #itself(): Entry {
    this.#asked.reaching('itself');
    return this.#entry;
  }
}

class NotingValues extends Values {
  readonly #values: Values;
  readonly #asked: Asked;

  constructor(values: Values, asked: Asked) {
    super(values.stated, values.written);
    this.#values = values;
    this.#asked = asked;
  }

  override get value(): JsonValue | undefined {
    this.#asked.values = true;
    return this.#values.value;
  }

  override get mask(): Mask | undefined {
    this.#asked.unknowns = true;
    return this.#values.mask;
  }

  override get sensitive(): JsonValue | undefined {
    this.#asked.sensitive = true;
    return this.#values.sensitive;
  }

  override at(name: string): Masked {
    this.#asked.names.add(name);
    return this.#values.at(name);
  }

  override refs(path: string): readonly string[] {
    const refs = this.#values.refs(path);
    if (refs.length > 0) this.#asked.reaching('module');
    return refs;
  }
}
