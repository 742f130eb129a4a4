/** The parts of JSON Schema that pages are made of. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly pattern?: string;
  readonly format?: string;
}

export interface Field {
  /** `findings[].evidence.path`, `aws.allow`. */
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  readonly about: string;
}

/** Every field below a schema, parents before their members. */
export function fieldsOf(schema: Schema, path = ''): readonly Field[] {
  const { properties = {}, required = [] } = schema;
  return Object.entries(properties).flatMap(([name, member]) => {
    const at = path === '' ? name : `${path}.${name}`;
    const own: Field = { path: at, type: typeOf(member), required: required.includes(name), about: aboutOf(member) };
    return [own, ...membersOf(member, at)];
  });
}

function membersOf(schema: Schema, at: string): readonly Field[] {
  const one = plain(schema);
  if (one.items !== undefined) return membersOf(one.items, `${at}[]`);
  if (typeof one.additionalProperties === 'object' && one.properties === undefined) return membersOf(one.additionalProperties, `${at}.*`);
  return fieldsOf(one, at);
}

/** What may be null, without that. */
function plain(schema: Schema): Schema {
  const [only, second] = (schema.anyOf ?? []).filter((one) => one.type !== 'null');
  return only !== undefined && second === undefined ? only : schema;
}

const longest = 12;

export function typeOf(schema: Schema): string {
  const { anyOf, items, type, additionalProperties } = schema;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.length <= longest ? schema.enum.map(String).join(', ') : `one of ${schema.enum.length}: ${schema.enum.map(String).join(', ')}`;
  if (anyOf !== undefined) return [...new Set(anyOf.map(typeOf))].join(' or ');
  if (items !== undefined) return `list of ${typeOf(items)}`;
  if (type === 'object') return typeof additionalProperties === 'object' ? `map to ${typeOf(additionalProperties)}` : 'map';
  return typeof type === 'string' ? (words[type] ?? type) : (type?.join(' or ') ?? 'anything');
}

const words: Readonly<Record<string, string>> = { string: 'text', integer: 'whole number', boolean: 'true or false' };

function aboutOf({ description, default: fallback, minimum }: Schema): string {
  const parts = [description ?? '', fallback === undefined ? '' : `default: ${JSON.stringify(fallback)}`, minimum === undefined || minimum === 0 ? '' : `at least ${minimum}`];
  return parts.filter((part) => part !== '').join('; ');
}

/** A table of Markdown; a bar in a cell would end it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}

function line(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}
