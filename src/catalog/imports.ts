import { isArray, isObject, member, type JsonValue } from '#model/json.ts';
import { table, text } from './data.ts';

/** An argument that says which of Terraform's types a thing is. */
export interface Choice {
  readonly at: string;
  /** In order: the first that says anything counts. */
  readonly types: readonly (readonly [says: RegExp, type: string])[];
  /** Where nothing stands there. */
  readonly otherwise: string | null;
}

/** What `terraform import` takes of a type, beside what its names say. */
export interface ImportFacts {
  /** Terraform has other types for it, by how they were made or for the one that the cloud makes itself; the first is for what is there. */
  readonly first: boolean;
  /** It is imported by its ARN, though a name is nobody else's. */
  readonly byArn: boolean;
  /**
   * What its id is put together of: `{1}` parts of the name after its account (of an ARN) or its service (of Google), from 0; `{name}`, `{account}`, `{url}`, `{email}`
   * what it is called so. Null for the usual one; empty where nothing can be imported.
   */
  readonly id: string | null;
  /** For what Terraform has a type for each sort of. */
  readonly choices: readonly Choice[];
}

const cache = new Map<string, ImportFacts>();

export function importFacts(type: string): ImportFacts {
  const before = cache.get(type);
  if (before !== undefined) return before;
  const row = member(table('imports'), type);
  const choices = member(row, 'choices');
  const facts = { first: member(row, 'first') === true, byArn: member(row, 'arn') === true, id: text(member(row, 'id')), choices: isArray(choices) ? choices.map(choice) : [] };
  cache.set(type, facts);
  return facts;
}

function choice(value: JsonValue): Choice {
  const types = member(value, 'types');
  return {
    at: text(member(value, 'at')) ?? '',
    types: Object.entries(isObject(types) ? types : {}).map(([says, type]) => [new RegExp(says, 'i'), text(type) ?? '']),
    otherwise: text(member(value, 'otherwise')),
  };
}
