import { isArray, isObject, type JsonValue } from '#model/json.ts';
import { unknown, type Unknown } from '#model/known.ts';
import { Unsure, type Mask } from '../../resource/mask.ts';

/** The properties that a resource will have, and what is not known of them. */
export interface Context {
  readonly value: JsonValue | undefined;
  readonly mask: Mask | undefined;
}

export const afterExecution = 'known after the change set is executed';

/**
 * A context is an object, and as the CLI prints it JSON in a text; null for what is neither.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceChange.html
 */
export function contextOf(written: JsonValue | undefined): JsonValue | null {
  if (typeof written !== 'string') return isObject(written) ? written : null;
  try {
    const value = JSON.parse(written) as JsonValue;
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** `refs`: by property, what decides its value. */
export function settled(value: JsonValue | undefined, refs: ReadonlyMap<string, readonly string[]>): Context {
  if (!isObject(value)) return { value: {}, mask: undefined };
  const parts = Object.entries(value).map(([key, inner]) => [key, part(inner, refs.get(key) ?? [], deepest)] as const);
  return joined(parts);
}

/** No property of a resource type nests so deep. */
const deepest = 200;

function part(value: JsonValue, refs: readonly string[], left: number): Context {
  if (typeof value === 'string') {
    const reason = reasonOf(value, refs);
    return reason === null ? { value, mask: undefined } : { value: undefined, mask: new Unsure(reason) };
  }
  if (left === 0 && typeof value === 'object' && value !== null) return { value: undefined, mask: new Unsure(unknown('it nests too deep', refs)) };
  if (isArray(value)) {
    const parts = value.map((inner) => part(inner, refs, left - 1));
    return { value: parts.map((one) => one.value ?? null), mask: parts.some((one) => one.mask !== undefined) ? parts.map((one) => one.mask ?? null) : undefined };
  }
  return isObject(value) ? joined(Object.entries(value).map(([key, inner]) => [key, part(inner, refs, left - 1)] as const)) : { value, mask: undefined };
}

function joined(parts: readonly (readonly [key: string, part: Context])[]): Context {
  const masks = parts.flatMap(([key, { mask }]) => (mask === undefined ? [] : [[key, mask] as const]));
  return { value: Object.fromEntries(parts.flatMap(([key, { value }]) => (value === undefined ? [] : [[key, value] as const]))), mask: masks.length === 0 ? undefined : Object.fromEntries(masks) };
}

/** What CloudFormation writes where it does not know a value, or does not show it. */
function reasonOf(text: string, refs: readonly string[]): Unknown | null {
  if (text.includes('{{changeSet:KNOWN_AFTER_APPLY}}')) return unknown(afterExecution, refs);
  if (text === '****') return unknown('CloudFormation does not show it', refs);
  const dynamic = /\{\{resolve:([a-z-]+):([^}]*)\}\}/.exec(text);
  return dynamic === null ? null : unknown(`it is looked up in ${dynamic[1] === 'secretsmanager' ? 'Secrets Manager' : 'Parameter Store'}`, [`${dynamic[1] ?? ''}:${dynamic[2] ?? ''}`]);
}
