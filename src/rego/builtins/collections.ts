import { RegoObject, RegoSet, compareValues, elementsOf, integerOf, isList, numberOf, type RegoValue } from '../value.ts';
import type { Builtin, Builtins } from './builtin.ts';

function equal(a: RegoValue, b: RegoValue): boolean {
  return compareValues(a, b) === 0;
}

/** Objects recursively, arrays as a run of elements, sets by membership. */
function subset(all: RegoValue | undefined, part: RegoValue | undefined): boolean | undefined {
  if (all instanceof RegoObject && part instanceof RegoObject) {
    return part.members.every(([key, item]) => {
      const other = all.get(key);
      return other !== undefined && (equal(other, item) || (sameKind(other, item) && subset(other, item) === true));
    });
  }
  if (all instanceof RegoSet && part instanceof RegoSet) return part.items.every((item) => all.has(item));
  if (isList(all) && isList(part)) {
    return all.length >= part.length && Array.from({ length: all.length - part.length + 1 }, (_, start) => start).some((start) => part.every((item, index) => equal(item, all[start + index] as RegoValue)));
  }
  // An empty set has nothing left to match only after the first element was looked at.
  if (isList(all) && part instanceof RegoSet) return all.length > 0 && part.items.every((item) => all.some((other) => equal(other, item)));
  return undefined;
}

function sameKind(a: RegoValue, b: RegoValue): boolean {
  return (a instanceof RegoObject && b instanceof RegoObject) || (a instanceof RegoSet && b instanceof RegoSet) || (isList(a) && isList(b));
}

/** Every path from the given nodes to where it ends: at a node without edges, before one that is not in the graph, or before a cycle. */
function paths(graph: RegoObject, roots: readonly RegoValue[]): RegoSet {
  const out: RegoValue[] = [];
  const follow = (node: RegoValue, path: readonly RegoValue[]): void => {
    const edges = graph.get(node);
    if (edges === undefined) {
      out.push(path);
      return;
    }
    const longer = [...path, node];
    const next = elementsOf(edges) ?? [];
    if (next.length === 0) out.push(longer);
    for (const neighbour of next) {
      if (longer.some((one) => equal(one, neighbour))) out.push(longer);
      else follow(neighbour, longer);
    }
  };
  for (const root of roots) {
    const edges = graph.get(root);
    if (edges === undefined) continue;
    const next = elementsOf(edges) ?? [];
    if (next.length === 0) out.push([root]);
    // OPA looks for cycles from the second node on: one that leads to itself stands twice.
    for (const neighbour of next) follow(neighbour, [root]);
  }
  return RegoSet.of(out);
}

function rangeStep([from, to, by]: readonly RegoValue[]): RegoValue | undefined {
  const [start, end, step] = [integerOf(from), integerOf(to), integerOf(by)];
  if (start === undefined || end === undefined || step === undefined || step <= 0n) return undefined;
  const out: RegoValue[] = [];
  if (start <= end) for (let at = start; at <= end; at += step) out.push(numberOf(at.toString()));
  else for (let at = start; at >= end; at -= step) out.push(numberOf(at.toString()));
  return out;
}

function cast(test: (value: RegoValue) => boolean): Builtin {
  return ([value]) => (value !== undefined && test(value) ? value : undefined);
}

export const builtins: Builtins = {
  'object.subset': ([all, part]) => subset(all, part),
  'graph.reachable_paths': ([graph, roots]) => {
    const nodes = elementsOf(roots);
    return graph instanceof RegoObject && nodes ? paths(graph, nodes) : undefined;
  },
  'numbers.range_step': rangeStep,
  cast_array: ([value]) => elementsOf(value),
  cast_boolean: cast((value) => typeof value === 'boolean'),
  cast_null: cast((value) => value === null),
  cast_object: cast((value) => value instanceof RegoObject),
  cast_set: ([value]) => {
    const items = elementsOf(value);
    return items && RegoSet.of(items);
  },
  cast_string: cast((value) => typeof value === 'string'),
};
