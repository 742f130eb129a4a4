import type { TypeFacts } from '../facts.ts';
import type { LiveAnswer } from '../live-aws.ts';
import { isArray, isObject, type JsonObject, type JsonValue } from '#model/json.ts';

const known = new Map<string, Words>();

/** Members whose keys are somebody's own words. */
const free = new Set(['tags', 'labels', 'options', 'parameters', 'dockerlabels', 'hyperparameters', 'variables', 'statement', 'policydocument', 'assumerolepolicydocument']);

/**
 * An object in CloudFormation's words. ECS, EKS, Batch and AWS Config write `instanceType` for `InstanceType`, and Config `dBInstanceClass`
 * and `dbclusterArn` beside it: the names that the catalogue and the table of answers ask for are told by their letters alone, others get
 * a capital.
 */
export function inWords(value: JsonObject, type: string, facts: TypeFacts | null, answer: LiveAnswer | null): Record<string, JsonValue> {
  return renamedMembers(value, wordsOf(type, facts, answer));
}

/** What becomes of a member: its name, and whether what is in it has names as well. */
interface Word {
  readonly name: string;
  readonly inside: 'renamed' | 'kept' | 'decoded';
}

function renamed(value: JsonValue, words: Words): JsonValue {
  if (isArray(value)) return value.map((one) => renamed(one, words));
  return isObject(value) ? renamedMembers(value, words) : value;
}

/** An object of its own. */
function renamedMembers(value: JsonObject, words: Words): Record<string, JsonValue> {
  const result: Record<string, JsonValue> = {};
  for (const key of Object.keys(value)) {
    const { name, inside } = words.of(key);
    const inner = value[key] ?? null;
    if (name !== '__proto__') result[name] = inside === 'renamed' ? renamed(inner, words) : inside === 'kept' ? inner : decoded(inner);
  }
  return result;
}

/** Items of one type have the same members, thousands of times. */
class Words {
  readonly #names: ReadonlyMap<string, string>;
  readonly #met = new Map<string, Word>();

  constructor(names: ReadonlyMap<string, string>) {
    this.#names = names;
  }

  of(key: string): Word {
    const before = this.#met.get(key);
    if (before !== undefined) return before;
    const lower = key.toLowerCase();
    const word: Word = { name: this.#names.get(lower) ?? capital(key), inside: lower.endsWith('document') ? 'decoded' : free.has(lower) ? 'kept' : 'renamed' };
    // Keys that somebody has made up are many.
    if (this.#met.size < 4096) this.#met.set(key, word);
    return word;
  }
}

/** IAM hands out policies with every bracket encoded as in an address. */
function decoded(value: JsonValue): JsonValue {
  if (typeof value !== 'string' || !value.startsWith('%7B')) return value;
  try {
    return decodeURIComponent(value);
  } catch (error) {
    if (error instanceof URIError) return value;
    throw error;
  }
}

function capital(key: string): string {
  return key.charAt(0).toUpperCase() + key.slice(1);
}

function wordsOf(type: string, facts: TypeFacts | null, answer: LiveAnswer | null): Words {
  const before = known.get(type);
  if (before !== undefined) return before;
  const names = new Map<string, string>();
  for (const path of [...(answer === null ? [] : pathsOfAnswer(answer)), ...(facts === null ? [] : pathsOfType(facts))]) {
    for (const part of (path ?? '').split('.')) {
      const name = part.replaceAll(/\[.*|[^A-Za-z0-9]/g, '');
      // Where two names have the same letters, the one that most others have: `VpcId`, not `VPCId`.
      if (name !== '' && !names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
    }
  }
  const words = new Words(names);
  known.set(type, words);
  return words;
}

function pathsOfAnswer({ has, id, aliases, zone, state, values, madeBy }: LiveAnswer): readonly (string | null | undefined)[] {
  const inBraces = [...aliases, ...madeBy].flatMap((text) => [...text.matchAll(/\{([^}]+)\}|^(\w+)[?=]/g)].map((match) => match[1] ?? match[2]));
  return [...has.filter((name) => name.startsWith(capital(name))), id, ...zone, state?.path, ...Object.values(values), ...inBraces];
}

function pathsOfType(facts: TypeFacts): readonly (string | null | undefined)[] {
  return [
    ...facts.shapes.flatMap((one) => [one.path, ...(one.count?.split('|') ?? []), one.market, one.variant]),
    ...facts.image, ...facts.templates, ...facts.containers, ...facts.region.others, facts.tags?.path,
    ...facts.region.paths.map((one) => one.path), ...facts.nestedTags.map((one) => one.path), ...facts.relations.map((one) => one.path), ...facts.grants.map((one) => one.role),
  ];
}
