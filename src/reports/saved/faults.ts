import type * as z from 'zod/mini';
import { isArray, isObject, member, type JsonValue } from '#model/json.ts';
import type { Problem } from '#model/problem.ts';

/** What is wrong with a value, in words. @param version that wrote the file, where it tells */
export function faultOf(issue: z.core.$ZodIssue, document: JsonValue, version: string | null): Omit<Problem, 'where'> {
  const { path } = issue;
  const last = path.at(-1);
  const value = at(document, path);
  const hint = `let the run write it again with --format json=FILE${version === null ? '' : `; this one is of landrail ${version}`}`;
  if (value === undefined) return { code: 'result-member', message: `${pathText(path.slice(0, -1))} has no ${JSON.stringify(String(last))}`, hint };
  return { code: 'result-value', message: `${pathText(path)} is ${shown(value)}, ${wanted(issue)}`, hint };
}

function wanted(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `not one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_type') return `not ${typeWords[issue.expected] ?? issue.expected}`;
  if (issue.code === 'too_small') return issue.origin === 'array' ? 'which holds too little' : `less than ${issue.minimum}`;
  return issue.code === 'custom' ? `which ${issue.message}` : 'which is not allowed there';
}

const typeWords: Readonly<Record<string, string>> = { string: 'a text', array: 'a list', object: 'an object', record: 'an object', boolean: 'true or false', int: 'a whole number', number: 'a number' };

function at(document: JsonValue, path: readonly PropertyKey[]): JsonValue | undefined {
  let value: JsonValue | undefined = document;
  for (const step of path) value = typeof step === 'number' && isArray(value) ? value[step] : member(value, String(step));
  return value;
}

function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  return text === '' ? 'the result' : text.slice(text.startsWith('.') ? 1 : 0);
}

function shown(value: JsonValue): string {
  if (isArray(value)) return 'a list';
  if (isObject(value)) return 'an object';
  const text = JSON.stringify(value);
  return text.length <= 80 ? text : `${text.slice(0, 76)}...`;
}
