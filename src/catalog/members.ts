import { isObject, member } from '#model/json.ts';
import { table, text, texts } from './data.ts';

/** What a resource of a type lists as its own, and what tells that it is nobody's making. */
export interface MemberFacts {
  /** Arguments that hold ids of what it made: `root_block_device[].volume_id`; behind an arrow the type of what they name. */
  readonly members: readonly string[];
  /** Of what comes with it whether or not somebody wants it: the default security group of a network. */
  readonly defaults: readonly string[];
  /** `IsDefault=true`: it comes with the account, or with what the argument `of` names. */
  readonly is: readonly string[];
  readonly of: string | null;
  /** The argument that names what it belongs to, if that is a default itself. */
  readonly ofDefault: string | null;
  /** `KeyManager=AWS`: the cloud's own. */
  readonly service: readonly string[];
}

const cache = new Map<string, MemberFacts | null>();

/** Null for a type that lists nothing, and is nobody's default. */
export function memberFacts(type: string): MemberFacts | null {
  const before = cache.get(type);
  if (before !== undefined) return before;
  const row = member(table('members'), type);
  const facts = isObject(row) ? { members: texts(row['members']), defaults: texts(row['defaults']), is: texts(row['is']), of: text(row['of']), ofDefault: text(row['ofDefault']), service: texts(row['service']) } : null;
  cache.set(type, facts);
  return facts;
}
