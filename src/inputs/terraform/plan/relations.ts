import { cloudOf } from '#catalog/terraform.ts';
import type { RelationPath } from '#catalog/facts.ts';
import { isArray, type JsonValue } from '#model/json.ts';
import type { Relation } from '#model/resource.ts';
import { expressionAt } from './follow.ts';
import type { Subject } from './subject.ts';

/** One value of an argument, an element where it holds several; null when it is not known. */
interface Slot {
  readonly path: string;
  readonly id: string | null;
}

/** Networks, subnets, firewalls, parents and principals that the arguments of a resource name, in the order of the catalogue. */
export function relationsOf(subject: Subject): readonly Relation[] {
  const found = new Map<string, Relation>();
  for (const place of subject.facts?.relations ?? []) {
    for (const relation of at(subject, place)) {
      const key = JSON.stringify([relation.role, relation.path, relation.address, relation.id]);
      if (!found.has(key)) found.set(key, relation);
    }
  }
  return [...found.values()];
}

function at(subject: Subject, { path, role }: RelationPath): readonly Relation[] {
  const slots = slotsOf(subject, path);
  const [first] = slots;
  if (first === undefined) return [];
  const addresses = subject
    .targets(path)
    .filter((target) => cloudOf(target.type) !== null && target.address !== subject.entry.address)
    .map((target) => target.address);
  const relation = (slot: Slot, address: string | null): Relation => ({ role, path: slot.path, address, id: slot.id });

  const ids = slots.filter((slot) => slot.id !== null);
  const open = slots.filter((slot) => slot.id === null);
  if (addresses.length === slots.length && (ids.length === 0 || open.length === 0)) return slots.map((slot, index) => relation(slot, addresses[index] ?? null));
  const [only] = addresses;
  // One reference in several blocks: all of them lead to the same resource.
  const isShared = addresses.length === 1 && new Set(open.map((slot) => slot.path)).size === open.length;
  const led = isShared ? open.map((slot) => relation(slot, only ?? null)) : addresses.map((address, index) => relation(open[index] ?? { path: first.path, id: null }, address));
  const unled = isShared ? [] : open.slice(addresses.length).map((slot) => relation(slot, null));
  if (isShared && open.length === 0) return [...ids.map((slot) => relation(slot, null)), relation({ path: first.path, id: null }, only ?? null)];
  return [...ids.map((slot) => relation(slot, null)), ...led, ...unled];
}

function slotsOf(subject: Subject, path: string): readonly Slot[] {
  return subject.values.fields(path).flatMap(({ path: place, value }): readonly Slot[] => {
    if (value.status === 'known') {
      const list: readonly JsonValue[] = isArray(value.value) ? value.value : [value.value];
      return list.flatMap((one): readonly Slot[] => (typeof one === 'string' && one !== '' ? [{ path: place, id: one }] : one === null ? [{ path: place, id: null }] : []));
    }
    // Optional and computed without a value: nothing that anybody set.
    return value.status === 'unknown' && isWritten(subject, path) ? [{ path: place, id: null }] : [];
  });
}

/** True as well where nothing can be told: without a configuration, and for what a dynamic block makes. */
function isWritten({ values }: Subject, path: string): boolean {
  const head = path.replace(/[[.].*$/, '');
  const expression = values.expression(head);
  if (expression === undefined) return values.configured(head) || (head !== path && isArray(values.masked(head).value));
  return expressionAt({ [head]: expression }, path) !== undefined;
}
