import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import { table, text, texts } from './data.ts';

/** Where a type says what may pass a network, rule by rule. `a|b`: the first that says anything; `^a` is an argument of the resource, all others are of a rule. */
export interface RuleFacts {
  /** Of a resource that is one rule of another: the argument that names the other; `^id /part/`: what its own id begins with. Null for what has rules of its own. */
  readonly of: string | null;
  readonly sets: readonly RuleSetFacts[];
}

export interface RuleSetFacts {
  /** What the set is called, in whatever words its type has: `ingress`. */
  readonly set: string;
  /** The argument that holds it. */
  readonly path: string;
  /** `type=ingress`, `!egress=true`: where a rule may be of one set or another. */
  readonly when: string | null;
  /** Rules that are there whatever anybody does: `RuleNumber=32767`. */
  readonly except: readonly string[];
  /** Lists of rules, and what they do to what they are about: `allow[]` -> `allow`. The resource itself where there is none. */
  readonly lists: Readonly<Record<string, string>>;
  readonly direction: string | null;
  readonly access: string | null;
  readonly protocol: string;
  /** The first and the last port; of ICMP without a place of its own its type and code. */
  readonly range: readonly string[];
  readonly sourceRange: readonly string[];
  /** Ports as text: `80`, `80-90`, `*`. */
  readonly ports: readonly string[];
  readonly sourcePorts: readonly string[];
  readonly icmp: readonly string[];
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** What it is for: tags of machines. */
  readonly for: readonly string[];
  /** Says that what has the rule is meant by it. */
  readonly own: string | null;
  /** Words for what is true: `stateless` -> its argument. */
  readonly marks: Readonly<Record<string, string>>;
  /** Its number among the others. */
  readonly order: string | null;
  /** What stands where nothing is said. */
  readonly usual: Readonly<Record<string, string>>;
  /** Whether each source and each target is a rule of its own, as the cloud counts them. */
  readonly split: boolean;
}

const cache = new Map<string, RuleFacts | null>();

/** Null for a type without rules. */
export function ruleFacts(type: string): RuleFacts | null {
  const before = cache.get(type);
  if (before !== undefined) return before;
  const row = member(table('rule-sets'), type);
  const sets = member(row, 'sets');
  const facts = isArray(sets) ? { of: text(member(row, 'of')), sets: sets.filter(isObject).map(setFacts) } : null;
  cache.set(type, facts);
  return facts;
}

/** Types that have rules, or are one. */
export function typesWithRules(): readonly string[] {
  return Object.keys(table('rule-sets'));
}

/** Arguments in which the rules of a type are told. */
export function ruleArguments(type: string): readonly string[] {
  const facts = ruleFacts(type);
  if (facts === null) return [];
  const paths = facts.sets.flatMap((one) => {
    const lists = Object.keys(one.lists);
    const all = [one.direction, one.access, one.protocol, one.own, one.order, one.when, ...one.range, ...one.sourceRange, ...one.ports, ...one.sourcePorts, ...one.icmp, ...one.from, ...one.to, ...one.for, ...Object.values(one.marks)].flatMap((path) => path?.split('|') ?? []);
    return [...lists, ...(lists.length === 0 ? all : all.filter((path) => path.startsWith('^')))];
  });
  return [...new Set([...paths, ...(facts.of === null || facts.of.startsWith('^id') ? [] : [facts.of])].map((path) => path.replace(/^[!^]/, '').replace(/=.*$/, '')))];
}

function setFacts(row: JsonObject): RuleSetFacts {
  const set = text(row['set']) ?? '';
  return {
    set,
    path: text(row['path']) ?? set,
    when: text(row['when']),
    except: texts(row['except']),
    lists: words(row['lists']),
    direction: text(row['direction']),
    access: text(row['access']),
    protocol: text(row['protocol']) ?? '',
    range: texts(row['range']),
    sourceRange: texts(row['sourceRange']),
    ports: texts(row['ports']),
    sourcePorts: texts(row['sourcePorts']),
    icmp: texts(row['icmp']),
    from: texts(row['from']),
    to: texts(row['to']),
    for: texts(row['for']),
    own: text(row['own']),
    marks: words(row['marks']),
    order: text(row['order']),
    usual: words(row['usual']),
    split: row['split'] === true,
  };
}

function words(value: JsonValue | undefined): Readonly<Record<string, string>> {
  return isObject(value) ? Object.fromEntries(Object.entries(value).flatMap(([key, one]): readonly (readonly [string, string])[] => (typeof one === 'string' ? [[key, one]] : []))) : {};
}
