import { member, type JsonObject } from '#model/json.ts';
import { table, text, texts } from './data.ts';

/**
 * What states, templates, inventories and logs call one kind of resource. Row letters of the table, whose keys are the words of
 * inventories: t types of Terraform, `within` where a name is nobody else's, `by` the argument that holds it, `path` what stands before
 * the name in a full name of Google.
 */
const rows = (): JsonObject => table('type-names');

let byTerraform: ReadonlyMap<string, string> | null = null;

/** The type in the words of inventories; as it is where there are no others. */
export function liveTypeOf(type: string): string {
  byTerraform ??= new Map(Object.entries(rows()).flatMap(([live, row]) => texts(member(row, 't')).map((one): [string, string] => [one, live])));
  return byTerraform.get(type) ?? type;
}

/** The type in Terraform's words; null where it has none there, or several. */
export function terraformTypeOf(type: string): string | null {
  const known = texts(member(member(rows(), type), 't'));
  return known.length === 1 ? (known[0] ?? null) : null;
}

export interface NameClass {
  /** What is called so. */
  readonly of: string;
  /** In which no other one has the name. */
  readonly within: 'world' | 'account' | 'region';
}

const classes = new Map<string, NameClass | null>();

/** Null for what others may be called as well. */
export function nameClassOf(type: string): NameClass | null {
  const before = classes.get(type);
  if (before !== undefined) return before;
  const of = liveTypeOf(type);
  const within = text(member(member(rows(), of), 'within'));
  const found: NameClass | null = within === 'world' || within === 'account' || within === 'region' ? { of, within } : null;
  classes.set(type, found);
  return found;
}
