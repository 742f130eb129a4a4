import { isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import type { JsonDocument } from '../../json/document.ts';
import type { Repeats } from '../../json/repeats.ts';
import type { Span } from '../../json/span.ts';
import type { Outline } from '../../outline.ts';
import type { Alikes } from './alike.ts';
import { Configuration } from './configuration.ts';
import { agreeingInPlan } from './detect.ts';
import { plannedValues, type PlanEntry, type PlanStated } from './entry.ts';
import type { Differing } from './original.ts';
import { PriorState } from './prior-state.ts';

/** A plan of which nothing is built until it is asked for. */
export class Plan {
  readonly document: JsonDocument;
  readonly keys: ReadonlyMap<string, Span>;
  /** Of those in which elements repeat each other, by key. */
  readonly repeats: ReadonlyMap<string, Repeats>;
  /** Deepest nesting; the plan itself is 1. */
  readonly depth: number;
  /** Start and end of each element of the arrays at the top of the plan, by key. */
  readonly #lists = new Map<string, readonly number[]>();
  #configuration: Configuration | null = null;
  #variables: JsonObject | null = null;
  #priorState: PriorState | null = null;
  #alikes: Alikes | null = null;
  #byAddress: ReadonlyMap<string, PlanEntry> = new Map();
  #byConfigAddress: Map<string, PlanEntry[]> | null = null;
  #byModuleInstance: Map<string, Map<string, PlanEntry[]>> | null = null;

  constructor({ document, span, scan }: Outline) {
    this.document = document;
    const outline = scan ?? document.scan(span.start, () => true, agreeingInPlan);
    const keys = new Map<string, Span>();
    const repeats = new Map<string, Repeats>();
    for (const [index, { key, value }] of document.membersOf(outline).entries()) {
      keys.set(key, value);
      const offsets = outline.elements.get(index);
      if (offsets) this.#lists.set(key, offsets);
      const repeating = outline.repeats.get(index);
      if (repeating) repeats.set(key, repeating);
    }
    this.depth = outline.depth;
    this.keys = keys;
    this.repeats = repeats;
  }

  /** Whether an array of that key stands at the top of the plan. */
  hasList(key: string): boolean {
    return this.#lists.has(key);
  }

  /** Its elements; none where there is no such array. */
  list(key: string): readonly Span[] {
    return spans(this.#lists.get(key) ?? []);
  }

  /** A small member, built; undefined where there is none. */
  value(key: string): JsonValue | undefined {
    const span = this.keys.get(key);
    return span === undefined ? undefined : this.document.value(span);
  }

  get configuration(): Configuration {
    return (this.#configuration ??= new Configuration(this.value('configuration')));
  }

  /** The value of a root variable, after defaults and before type conversion. */
  variable(name: string): JsonValue | undefined {
    return member(member(this.#variableValues, name), 'value');
  }

  get #variableValues(): JsonObject {
    if (this.#variables) return this.#variables;
    const raw = this.value('variables');
    return (this.#variables = isObject(raw) ? raw : {});
  }

  get priorState(): PriorState {
    return (this.#priorState ??= new PriorState(this.document, this.keys.get('prior_state') ?? null));
  }

  /** Takes the entries that the other questions are about. */
  index(byAddress: ReadonlyMap<string, PlanEntry>, alikes: Alikes): void {
    this.#alikes = alikes;
    this.#byAddress = byAddress;
    this.#byConfigAddress = null;
    this.#byModuleInstance = null;
  }

  get entries(): Iterable<PlanEntry> {
    return this.#byAddress.values();
  }

  entry(address: string): PlanEntry | null {
    return this.#byAddress.get(address) ?? null;
  }

  /** All instances of a resource block, in all instances of its module. */
  instances(configAddress: string): readonly PlanEntry[] {
    this.#byConfigAddress ??= grouped(this.entries, (entry) => entry.configAddress);
    return this.#byConfigAddress.get(configAddress) ?? [];
  }

  /** Its instances in one instance of its module: `module.a["x"]`, empty for the root. */
  instancesIn(moduleAddress: string, configAddress: string): readonly PlanEntry[] {
    this.#byModuleInstance ??= new Map([...grouped(this.entries, (entry) => entry.moduleAddress)].map(([address, entries]) => [address, grouped(entries, (entry) => entry.configAddress)]));
    return this.#byModuleInstance.get(moduleAddress)?.get(configAddress) ?? [];
  }

  /** In what an entry differs from the one that it is like; null where it is like none, or cannot be compared. */
  differing(entry: PlanEntry): Differing | null {
    return this.#alikes?.differing(entry) ?? null;
  }

  /** The planned values of an entry. */
  valuesOf(entry: PlanEntry): PlanStated {
    return plannedValues(this.document, entry);
  }
}

function grouped(entries: Iterable<PlanEntry>, keyOf: (entry: PlanEntry) => string): Map<string, PlanEntry[]> {
  const groups = new Map<string, PlanEntry[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return groups;
}

function spans(offsets: readonly number[]): readonly Span[] {
  const list: Span[] = [];
  for (let at = 0; at < offsets.length; at += 2) list.push({ start: offsets[at] as number, end: offsets[at + 1] as number });
  return list;
}

