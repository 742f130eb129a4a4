import { isArray, isObject, type JsonObject, type JsonValue } from '#model/json.ts';
import { ProblemError } from '#model/problem.ts';
import { decodeText } from './policy-text.ts';

const maxDepth = 500;

/** Keys down from `data` under which a document stands: those of its folder. */
export type DataPath = readonly string[];

function fault(message: string, where: string, hint: string): ProblemError {
  return new ProblemError({ code: 'policy-data', message, where, hint });
}

/** A JSON or YAML document, by the ending of its name. @throws ProblemError */
export async function parseData(bytes: Uint8Array, where: string): Promise<JsonValue> {
  const text = decodeText(bytes, where);
  const value = where.endsWith('.json') ? parseJson(text, where) : await parseYaml(text, where);
  mustBeShallow(value, where);
  return value;
}

function parseJson(text: string, where: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    throw fault(`${where} is not JSON: ${(error as Error).message}`, where, 'fix the file, or rename it if it is not data for policies');
  }
}

async function parseYaml(text: string, where: string): Promise<JsonValue> {
  const { parseAllDocuments } = await import('yaml');
  const documents = parseAllDocuments(text, { stringKeys: true, logLevel: 'silent' });
  const [document, second] = 'empty' in documents ? [] : documents;
  if (second) throw fault(`${where} holds several YAML documents`, where, 'keep one document per file');
  const error = document?.errors[0];
  if (error) {
    const place = error.linePos ? `${where}:${error.linePos[0].line}:${error.linePos[0].col}` : where;
    throw fault(`${where} is not YAML: ${error.message.split('\n')[0]}`, place, 'fix the file, or rename it if it is not data for policies');
  }
  try {
    return jsonOf(document?.toJS({ maxAliasCount: 100 }) as unknown, where);
  } catch (error) {
    if (error instanceof ReferenceError) throw fault(`${where}: ${error.message}`, where, 'use fewer aliases');
    throw error;
  }
}

/** YAML can say what JSON cannot. */
function jsonOf(value: unknown, where: string, depth = 0): JsonValue {
  if (depth > maxDepth) throw tooDeep(where);
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => jsonOf(item, where, depth + 1));
  if (typeof value === 'object' && !(value instanceof Date) && !(value instanceof Uint8Array)) {
    const out: { [key: string]: JsonValue } = Object.create(null) as { [key: string]: JsonValue };
    for (const [key, item] of Object.entries(value)) out[key] = jsonOf(item, where, depth + 1);
    return out;
  }
  throw fault(`${where} has the value ${String(value)}, which JSON cannot say`, where, 'write it as a string');
}

function tooDeep(where: string): ProblemError {
  return fault(`${where} is nested more than ${maxDepth} deep`, where, 'flatten the document');
}

/** Without recursion, since the depth is what is asked for. */
function mustBeShallow(value: JsonValue, where: string): void {
  let level: JsonValue[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth) throw tooDeep(where);
    level = level.flatMap((one) => (isArray(one) ? [...one] : isObject(one) ? Object.values(one) : []));
  }
}

/** The base document, put together from several files. */
export class BaseDocument {
  #root: JsonObject = Object.create(null) as JsonObject;

  get value(): JsonObject {
    return this.#root;
  }

  /** @throws ProblemError where two files say different things in the same place. */
  add(path: DataPath, value: JsonValue, where: string): void {
    if (path.length === 0 && !isObject(value)) throw fault(`${where} is not an object at its top`, where, 'put the value under a key, or the file into a folder');
    const wrapped = path.reduceRight<JsonValue>((inner, key) => {
      const outer = Object.create(null) as { [key: string]: JsonValue };
      outer[key] = inner;
      return outer;
    }, value);
    if (isObject(wrapped)) this.#root = merge(this.#root, wrapped, [], where);
  }
}

function merge(left: JsonObject, right: JsonObject, path: DataPath, where: string): JsonObject {
  const out = Object.create(null) as { [key: string]: JsonValue };
  for (const [key, value] of Object.entries(left)) out[key] = value;
  for (const [key, value] of Object.entries(right)) {
    const before = out[key];
    if (before === undefined) out[key] = value;
    else if (isObject(before) && isObject(value)) out[key] = merge(before, value, [...path, key], where);
    else throw fault(`${where} sets data.${[...path, key].join('.')} again, which another data file has set`, where, 'keep each value in one data file');
  }
  return out;
}
