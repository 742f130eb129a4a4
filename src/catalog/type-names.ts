import { isObject, member, type JsonObject } from '#model/json.ts';
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

/** All that Terraform may call a type. */
export function terraformTypesOf(type: string): readonly string[] {
  return texts(member(member(rows(), type), 't'));
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

/** The argument that says what a resource is called; null where its name is no identity. */
export function nameArgument(type: string): string | null {
  const by = member(member(rows(), liveTypeOf(type)), 'by');
  return isObject(by) ? text(by[type]) : null;
}

/**
 * What the id of something that is still to be made is put together of: for Azure the type as it stands in ids, for Google the service, what
 * its collection stands in, and the collection (`compute zones instances`). Null where ids are drawn by lot, or stand below another's.
 */
export function plannedName(type: string): string | null {
  const live = liveTypeOf(type);
  if (live.startsWith('Microsoft.')) return live.split('/').length === 2 && live !== 'Microsoft.Resources/resourceGroups' ? live : null;
  return text(member(member(rows(), live), 'path'));
}
