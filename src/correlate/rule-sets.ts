import { ruleArguments, ruleFacts, type RuleSetFacts } from '#catalog/rule-sets.ts';
import { byCodePoint, isArray, isObject, type JsonObject, type JsonValue } from '#model/json.ts';
import type { Resource } from '#model/resource.ts';
import { holdsAt, textsAt, valueAt } from './arguments.ts';
import { portsIn, peerIn, protocolIn } from './rule-words.ts';

/** What may pass a network: of each set every rule, in one form, whoever wrote it and however it was put together. */
export interface Rules {
  /** Whether it is a resource of its own for a rule of another. */
  readonly isApart: boolean;
  /** Of that other one the id; null where nothing tells. */
  readonly of: string | null;
  readonly sets: readonly RuleSet[];
  /** What its input marks as a secret: a rule that holds one is compared, and not shown. */
  readonly secrets: readonly string[];
}

export interface RuleSet {
  readonly set: string;
  /** The argument that holds it. */
  readonly path: string;
  /** `tcp 22 from 0.0.0.0/0`. Sorted; null where they are not told. */
  readonly rules: readonly string[] | null;
  /** False where there are others, of which it is not told what they let pass. */
  readonly isWhole: boolean;
}

/** Null for what has none, and is none. */
export function rulesOf(resource: Resource): Rules | null {
  const facts = ruleFacts(resource.type);
  const { attributes } = resource;
  if (facts === null || attributes === null) return null;
  const of = facts.of === null ? null : groupOf(resource, attributes, facts.of);
  const own = of ?? shortId(resource);
  const sets = facts.sets.filter((one) => Object.keys(one.lists).length > 0 || isOf(one, attributes));
  return { isApart: facts.of !== null, of, sets: sets.map((one): RuleSet => ({ set: one.set, path: one.path, ...(isUntold(resource, one) ? untold : sorted(rulesIn(one, attributes, own))) })), secrets: resource.sensitive };
}

/** Whether a rule is one of the set. */
function isOf({ when, except }: RuleSetFacts, rule: JsonObject): boolean {
  const isMeant = when === null || (when.startsWith('!') ? !holdsAt(rule, when.slice(1)) : holdsAt(rule, when));
  return isMeant && !except.some((condition) => holdsAt(rule, condition));
}

function groupOf({ id }: Resource, attributes: JsonObject, of: string): string | null {
  if (!of.startsWith('^id ')) return textsAt(attributes, of)[0]?.toLowerCase() ?? null;
  const cut = id?.toLowerCase().indexOf(of.slice('^id '.length).toLowerCase()) ?? -1;
  return id === null || cut < 0 ? null : id.slice(0, cut).toLowerCase();
}

/** By which rules of AWS name a group: its ARN ends in it. */
function shortId({ id, aliases }: Resource): string | null {
  return [id, ...aliases].flatMap((one) => /(?:^|\/)(sg-[0-9a-f]+)$/.exec(one ?? '')?.[1] ?? [])[0] ?? null;
}

/** Sets for which the code of something writes no rule, or a list without any: what a state has of them is what was there when it was last read. Null for what has none. */
export function unwrittenSets(resource: Resource): readonly string[] | null {
  const facts = ruleFacts(resource.type);
  const { attributes } = resource;
  if (facts === null || facts.of !== null || attributes === null) return null;
  return facts.sets.filter((one) => !isUntold(resource, one) && Object.keys(one.lists).every((path) => isEmpty(valueAt(attributes, path.replace(/\[\]$/, ''))))).map(({ set }) => set);
}

function isEmpty(list: JsonValue | undefined): boolean {
  return list === undefined || list === null || (isArray(list) && list.length === 0);
}

/** Something in it is not known. */
function isUntold({ type, unknownAttributes }: Resource, { lists }: RuleSetFacts): boolean {
  if (unknownAttributes.length === 0) return false;
  const facts = ruleFacts(type);
  const own = Object.keys(lists).map(headOf);
  const others = new Set([facts?.of ?? '', ...(facts?.sets.flatMap((one) => Object.keys(one.lists).map(headOf)) ?? [])]);
  const heads = new Set([...own, ...ruleArguments(type).map(headOf).filter((head) => !others.has(head))]);
  return unknownAttributes.some(({ path }) => heads.has(headOf(path)));
}

function headOf(path: string): string {
  return path.replace(/[.[].*$/, '');
}

type Told = Pick<RuleSet, 'rules' | 'isWhole'>;

const untold: Told = { rules: null, isWhole: false };

/** One rule that says nothing that it lets pass hides none of the others. */
function rulesIn(facts: RuleSetFacts, attributes: JsonObject, own: string | null): Told {
  const lists = Object.entries(facts.lists);
  if (lists.length === 0) {
    const rules = rulesOfOne(facts, attributes, attributes, '', own);
    return { rules, isWhole: rules !== null };
  }
  const all: string[] = [];
  let [isTold, isWhole] = [false, true];
  for (const [path, says] of lists) {
    const list = valueAt(attributes, path.replace(/\[\]$/, ''));
    if (list === undefined || list === null) continue;
    isTold = true;
    // A single block may stand without its list.
    for (const one of isArray(list) ? list : [list]) {
      if (isObject(one) && !isOf(facts, one)) continue;
      const rules = isObject(one) ? rulesOfOne(facts, one, attributes, says, own) : null;
      if (rules === null) isWhole = false;
      else all.push(...rules);
    }
  }
  return isTold ? { rules: all, isWhole } : untold;
}

function rulesOfOne(facts: RuleSetFacts, rule: JsonObject, around: JsonObject, says: string, own: string | null): readonly string[] | null {
  const texts = (path: string): readonly string[] => (path.startsWith('^') ? textsAt(around, path.slice(1)) : textsAt(rule, path));
  const first = (paths: string | null | undefined): string => (paths ?? '').split('|').map((path) => texts(path)[0]).find((one) => one !== undefined) ?? '';
  const peers = (paths: readonly string[]): readonly string[] => [...new Set(paths.flatMap(texts).map((one) => peerIn(one, own)))].sort(byCodePoint);
  const self = facts.own !== null && first(facts.own) === 'true' ? [peerIn(own ?? 'itself', own)] : [];
  const from = [...new Set([...peers(facts.from), ...(facts.from.length > 0 ? self : [])])];
  const to = [...new Set([...peers(facts.to), ...(facts.from.length === 0 ? self : [])])];
  const protocol = protocolIn(first(facts.protocol));
  if (from.length + to.length === 0 || protocol === '') return null;
  const { usual } = facts;
  const direction = first(facts.direction).toLowerCase() || (usual['direction'] ?? '');
  const order = first(facts.order) || (usual['order'] ?? '');
  const head = [says, first(facts.access).toLowerCase(), direction, protocol === 'all' ? 'all protocols' : protocol, portsIn(protocol, { range: facts.range.map(first), texts: facts.ports.flatMap(texts), icmp: facts.icmp.map(first) })];
  const source = portsIn('', { range: facts.sourceRange.map(first), texts: facts.sourcePorts.flatMap(texts), icmp: [] });
  const tail = [
    source === '' ? '' : `source ports ${source}`,
    facts.for.length === 0 ? '' : asList('for', peers(facts.for)),
    ...Object.entries(facts.marks).map(([word, path]) => (first(path) === 'true' ? word : '')),
    order === '' ? '' : `priority ${order}`,
  ];
  const told = (ends: readonly string[]): string => [...head, ...ends, ...tail].filter((one) => one !== '').join(' ');
  if (!facts.split) return [told([asList('from', from), asList('to', to)])];
  return [...from.map((one) => told([`from ${one}`])), ...to.map((one) => told([`to ${one}`]))];
}

function asList(word: string, all: readonly string[]): string {
  return all.length === 0 ? '' : `${word} ${all.join(', ')}`;
}

function sorted({ rules, isWhole }: Told): Told {
  return { rules: rules === null ? null : [...new Set(rules)].sort(byCodePoint), isWhole };
}
