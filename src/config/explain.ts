import type * as z from 'zod/mini';
import type { JsonValue } from '#model/json.ts';
import type { Problem } from '#model/problem.ts';
import type { FaultParams } from './fields.ts';
import { keyOffset, locate, offsetOf, pathText, type Located, type Path } from './located.ts';
import { nearest, suggestion } from './nearest.ts';

type Issue = z.core.$ZodIssue;

/** Zod's issues in words: what is wrong, the value, what is allowed, the nearest match, each at its own place in the file. */
export function explainIssues(issues: readonly Issue[], root: Located, schema: z.core.$ZodType, where: (offset: number) => string): readonly Problem[] {
  return issues.flatMap((issue) => explain(issue, root, schema, where));
}

function explain(issue: Issue, root: Located, schema: z.core.$ZodType, where: (offset: number) => string): readonly Problem[] {
  const { path } = issue;
  const node = locate(root, path);
  const name = pathText(path);
  const problem = (code: string, message: string, hint: string | null): readonly Problem[] => [{ code, message, where: where(offsetOf(root, path)), hint }];

  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, path);
    return issue.keys.map((key) => ({
      code: 'config-unknown-key',
      message: `unknown key ${JSON.stringify(key)}${name === '' ? '' : ` in ${name}`}`,
      where: where(keyOffset(root, path, key)),
      hint: suggestion(key, known, 'known keys', known.filter((one) => node?.members.has(one) !== true)),
    }));
  }
  if (node === null) {
    const key = String(path.at(-1));
    const parent = pathText(path.slice(0, -1));
    return problem('config-missing', `${parent === '' ? 'the file' : parent} has no ${JSON.stringify(key)}`, `add ${key}: ${key === 'version' ? '1' : '…'}`);
  }
  if (issue.code === 'custom') {
    const { code, hint } = issue.params as unknown as FaultParams;
    return problem(code, `${name === '' ? 'the file' : name}${node.source === null ? '' : ` is ${shown(node.value)}, which`} ${issue.message}`, hint);
  }
  if (issue.code === 'invalid_value') {
    const allowed = issue.values.map(String);
    const off = node.value === false && allowed.includes('off') ? 'off' : null;
    const near = off ?? (typeof node.value === 'string' ? nearest(node.value, allowed) : null);
    return problem('config-value', `${name} is ${shown(node.value)}; allowed: ${allowed.join(', ')}`, near === null ? null : `did you mean ${JSON.stringify(near)}?`);
  }
  if (issue.code === 'too_small') return problem('config-value', `${name} is ${shown(node.value)}; it must be at least ${issue.minimum}`, null);
  if (issue.code === 'invalid_union') return problem('config-type', `${name} is ${described(node)}; it must be text or a list of texts`, null);
  if (issue.code === 'invalid_type') return problem('config-type', `${name === '' ? 'the file' : name} is ${described(node)}; it must be ${typeWords.get(issue.expected) ?? issue.expected}`, typeHint(issue.expected, node));
  return problem('config-value', `${name} is ${shown(node.value)}, which is not allowed`, null);
}

const typeWords: ReadonlyMap<string, string> = new Map([
  ['string', 'text'],
  ['array', 'a list'],
  ['object', 'a mapping'],
  ['record', 'a mapping'],
  ['boolean', 'true or false'],
  ['int', 'a whole number'],
  ['number', 'a whole number'],
]);

function typeHint(expected: string, node: Located): string | null {
  if (node.source === null) return null;
  if (expected === 'string' && node.value !== null) return `put it in quotes: ${JSON.stringify(node.source)}`;
  if (expected === 'array' && node.value !== null) return `write it as a list: [${typeof node.value === 'string' ? JSON.stringify(node.value) : node.source}]`;
  return null;
}

function described(node: Located): string {
  const { value } = node;
  if (value === null) return 'empty';
  if (typeof value === 'string') return `the text ${shown(value)}`;
  if (typeof value === 'number') return `the number ${node.source ?? String(value)}`;
  if (typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? 'a list' : 'a mapping';
}

/** A value as JSON, cut to a length that fits a line; control characters are escaped by JSON itself. */
export function shown(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length <= 80 ? text : `${text.slice(0, 76)}…${text.endsWith('"') ? '"' : ''}`;
}

/** Keys that the schema knows for the mapping under `path`. */
function keysAt(schema: z.core.$ZodType, path: Path): readonly string[] {
  let current = inner(schema);
  for (const step of path) {
    const definition = current._zod.def as unknown as Definition;
    const next = definition.type === 'object' ? (definition.shape?.[String(step)] ?? definition.catchall) : definition.type === 'array' ? definition.element : definition.valueType;
    if (next === undefined) return [];
    current = inner(next);
  }
  const definition = current._zod.def as unknown as Definition;
  if (definition.type === 'object') return Object.keys(definition.shape ?? {}).filter((key) => key !== '$schema');
  return definition.type === 'record' ? [...((definition.keyType?._zod.values ?? new Set()) as ReadonlySet<string>)] : [];
}

/** The parts of zod's definitions that keysAt walks. */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  readonly catchall?: z.core.$ZodType;
  readonly element?: z.core.$ZodType;
  readonly keyType?: z.core.$ZodType;
  readonly valueType?: z.core.$ZodType;
  readonly innerType?: z.core.$ZodType;
}

function inner(schema: z.core.$ZodType): z.core.$ZodType {
  let current = schema;
  for (let next = (current._zod.def as unknown as Definition).innerType; next !== undefined; next = (current._zod.def as unknown as Definition).innerType) current = next;
  return current;
}
