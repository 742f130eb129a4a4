import { isObject, member, type JsonValue } from '#model/json.ts';
import type { Target } from '../../resource/subject.ts';
import type { StateEntry } from './entry.ts';

/** Arguments by which others refer to a resource, the most telling first. */
export const referredBy = ['id', 'arn', 'self_link', 'name'] as const;

interface Named {
  readonly entry: StateEntry;
  readonly attribute: string;
}

/**
 * Which resource of a state a value names. A state holds the values of references, not the references; what it keeps of them is on which
 * blocks a resource depends. An id that is like no other decides by itself, a mere name only together with that.
 */
export class KnownBy {
  readonly #byValue = new Map<string, Named[]>();
  /** Of values that very many have, such as a name in each of a thousand instances of a module. */
  readonly #inModules = new Map<string, ReadonlyMap<string, readonly Named[]>>();

  constructor(entries: Iterable<StateEntry>, valuesOf: (entry: StateEntry) => JsonValue | undefined) {
    for (const entry of entries) {
      if (entry.mode !== 'managed' || entry.deposed !== '') continue;
      const values = valuesOf(entry);
      if (!isObject(values)) continue;
      const seen = new Set<string>();
      for (const attribute of referredBy) {
        const value = member(values, attribute);
        if (typeof value !== 'string' || value === '' || seen.has(value)) continue;
        seen.add(value);
        const before = this.#byValue.get(value);
        if (before === undefined) this.#byValue.set(value, [{ entry, attribute }]);
        else before.push({ entry, attribute });
      }
    }
  }

  #named(from: StateEntry, value: string): readonly Named[] {
    const all = this.#byValue.get(value) ?? [];
    if (all.length <= many) return all;
    let modules = this.#inModules.get(value);
    if (modules === undefined) this.#inModules.set(value, (modules = byModule(all)));
    const here = modules.get(moduleOf(from)) ?? [];
    // Which of them is meant nobody can tell.
    return here.length <= many ? here : [];
  }

  /** Null where nothing, or more than one thing, may be meant. */
  target(from: StateEntry, value: string): Target | null {
    const all = this.#named(from, value).filter(({ entry }) => entry !== from);
    const depended = all.filter(({ entry }) => from.dependencies.includes(entry.configAddress));
    const any = depended.length > 0 ? depended : isTelling(value) ? all : [];
    // Instances of a module call their things by the same names, each its own.
    const inModule = any.filter(({ entry }) => moduleOf(entry) === moduleOf(from));
    const candidates = inModule.length > 0 ? inModule : any;
    const [first, ...rest] = candidates;
    if (first === undefined) return null;
    // What is attached to a thing has its id in places: of a subnet, and of the table of routes that it gets.
    const shortest = rest.reduce((best, one) => (one.entry.type.length < best.entry.type.length ? one : best), first);
    if (candidates.some((one) => one !== shortest && one.entry.type === shortest.entry.type)) return null;
    return { address: shortest.entry.address, type: shortest.entry.type, attribute: shortest.attribute, entry: shortest.entry };
  }
}

/** More are looked at in their own module alone, so that time does not grow with the square of them. */
const many = 32;

function byModule(all: readonly Named[]): ReadonlyMap<string, readonly Named[]> {
  const found = new Map<string, Named[]>();
  for (const one of all) {
    const module = moduleOf(one.entry);
    const before = found.get(module);
    if (before === undefined) found.set(module, [one]);
    else before.push(one);
  }
  return found;
}

function moduleOf({ address, mode, type }: StateEntry): string {
  return address.slice(0, address.lastIndexOf(`${mode === 'data' ? 'data.' : ''}${type}.`));
}

/** ARNs, ARM ids, OCIDs, full names of Google, and what AWS draws by lot: `subnet-0a1b2c3d`. */
function isTelling(value: string): boolean {
  return /[:/]|^ocid1\.|^[a-z]+-[0-9a-f]{8,}$/.test(value);
}
