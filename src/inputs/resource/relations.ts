import type { RelationPath } from '#catalog/facts.ts';
import { isArray, isObject, type JsonValue } from '#model/json.ts';
import type { Relation } from '#model/resource.ts';
import { openness } from './mask.ts';
import { headOf } from './path.ts';
import type { Subject, Target } from './subject.ts';
import { isOpen } from './text.ts';

/** One value of an argument, an element where it holds several; null when it is not known. */
interface Slot {
  readonly path: string;
  readonly id: string | null;
}

/** Networks, subnets, firewalls, parents and principals that the arguments of a resource name, in the order of the catalogue. */
export function relationsOf(subject: Subject): readonly Relation[] {
  const places = subject.facts?.relations ?? [];
  if (places.length === 0) return none;
  const all: Relation[] = [];
  for (const place of places) addAt(subject, place, all);
  // Those of different arguments differ.
  if (all.length < 2 || new Set(all.map(({ path }) => path)).size === all.length) return all;
  return [...new Map(all.map((relation) => [JSON.stringify([relation.role, relation.path, relation.address, relation.id]), relation])).values()];
}

const none: readonly Relation[] = [];

function addAt(subject: Subject, { path, role }: RelationPath, into: Relation[]): void {
  const slots = slotsOf(subject, path);
  if (slots.length === 0) return;
  const named = subject.targets(path);
  // What exists names others by their ids, and nothing leads from there to an address.
  if (named.length === 0 && slots.every((slot) => slot.id !== null)) {
    for (const slot of slots) into.push({ role, path: slot.path, address: null, id: slot.id });
    return;
  }
  const targets = named.filter((target) => subject.types.cloudOf(target.type) !== null && !(target.type === subject.entry.type && target.address === subject.entry.address));
  for (const [slot, target] of pairs(subject, slots, targets)) into.push({ role, path: slot.path, address: target?.address ?? null, id: slot.id });
}

type Pair = readonly [slot: Slot, target: Target | null];

/** An input says what an argument refers to, not which element refers to what: only what is certain is joined, the rest stands by itself. */
function pairs(subject: Subject, slots: readonly Slot[], targets: readonly Target[]): readonly Pair[] {
  const [slot, target] = [slots[0], targets[0]];
  if (slot === undefined) return [];
  if (slots.length === 1 && targets.length === 1) return [[slot, target ?? null]];
  const known = slots.flatMap((one): readonly Pair[] => (one.id === null ? [] : [[one, targets.find((candidate) => holds(subject, candidate, one.id)) ?? null]]));
  const open = slots.filter((one) => one.id === null);
  if (open.length === 0 && known.every(([, found]) => found !== null)) return known;
  const left = targets.filter((candidate) => !known.some(([, found]) => found === candidate));
  // One reference in several blocks: all of them lead to the same resource.
  const [only] = left;
  if (only !== undefined && left.length === 1 && open.length > 1 && new Set(open.map((one) => one.path)).size === open.length) return [...known, ...open.map((one): Pair => [one, only])];
  return [
    ...known,
    ...left.map((one, index): Pair => [open[index] ?? { path: (open[0] ?? slot).path, id: null }, one]),
    ...open.slice(left.length).map((one): Pair => [one, null]),
  ];
}

/** Whether a resource is the one that a value names: by id, name, ARN, address or whatever else it is referred to by. */
function holds(subject: Subject, { entry }: Target, id: string | null): boolean {
  const values = entry === null ? undefined : subject.valuesOf(entry);
  return isObject(values) && Object.values(values).includes(id);
}

function slotsOf(subject: Subject, path: string): readonly Slot[] {
  const slots: Slot[] = [];
  for (const { path: place, value, mask } of subject.values.fields(path)) {
    if (value.status === 'known') {
      if (isArray(value.value)) {
        for (const one of value.value) addSlot(place, one, slots);
        // A list that may go on has one more that nobody knows.
        if (openness(mask) !== null) addSlot(place, null, slots);
      } else addSlot(place, value.value, slots);
    } else if (isOpen(value) && isWritten(subject, path) && subject.values.constants(path)?.length !== 0) {
      // Optional and computed without a value, or with an empty list: nothing that anybody set.
      slots.push({ path: place, id: null });
    }
  }
  return slots;
}

function addSlot(path: string, one: JsonValue, into: Slot[]): void {
  if (one === null) into.push({ path, id: null });
  else if (typeof one === 'string' && one !== '') into.push({ path, id: one });
}

/** True as well where nothing can be told: without a configuration, and for what a dynamic block makes. */
function isWritten({ values }: Subject, path: string): boolean {
  const head = headOf(path);
  return values.has(head) ? values.has(path) : !values.told || (head !== path && isArray(values.masked(head).value));
}
