import { isObject, type JsonObject, type JsonValue } from '#model/json.ts';
import { isList, unknownValue, unpack, untyped, type Unpacked } from './message-pack.ts';
import { bytesAt, fieldsOf, messagesAt, textAt } from './protobuf.ts';

/** Values as the JSON of a plan has them: what is not known is missing, or null in a list, and marked in the mask. */
export interface PlannedValues {
  readonly value: JsonValue;
  readonly mask: JsonValue | undefined;
  /** Marks of the configuration; those of the providers' schemas are not in a saved plan. */
  readonly sensitive: JsonValue | undefined;
}

/** The value of a DynamicValue message. @throws WireError */
export function valueIn(dynamic: Buffer): Unpacked {
  return unpack(bytesAt(fieldsOf(dynamic), 1));
}

/** What a Change message says of the object after it: the last of its values. @throws WireError */
export function plannedValues(change: Buffer): PlannedValues {
  const fields = fieldsOf(change);
  const after = messagesAt(fields, 2).at(-1);
  const value = after === undefined ? { value: null, mask: undefined } : split(valueIn(after));
  const sensitive = messagesAt(fields, 4).reduce<JsonValue | undefined>((mask, path) => marked(mask, stepsOf(path)), undefined);
  return { ...value, sensitive };
}

/** The known part of a value, and where it is not known. */
export function split(packed: Unpacked): { readonly value: JsonValue; readonly mask: JsonValue | undefined } {
  const value = untyped(packed);
  if (value === unknownValue) return { value: null, mask: true };
  // Bytes that are no type: no value of Terraform's has them.
  if (Buffer.isBuffer(value)) return { value: value.toString('base64'), mask: undefined };
  if (value === null || typeof value !== 'object') return { value, mask: undefined };
  if (isList(value)) {
    const items = value.map(split);
    return { value: items.map((item) => item.value), mask: items.some((item) => item.mask !== undefined) ? items.map((item) => item.mask ?? false) : undefined };
  }
  const known = Object.create(null) as { [key: string]: JsonValue };
  const masked = Object.create(null) as { [key: string]: JsonValue };
  for (const [key, item] of Object.entries(value)) {
    const { value: inner, mask } = split(item);
    if (mask !== true) known[key] = inner;
    if (mask !== undefined) masked[key] = mask;
  }
  return { value: known, mask: Object.keys(masked).length > 0 ? masked : undefined };
}

type Step = string | number | null;

/** A Path message: names of attributes, keys of maps and lists; null for the element of a set, which is its own key. */
function stepsOf(path: Buffer): readonly Step[] {
  return messagesAt(fieldsOf(path), 1).map((message): Step => {
    const step = fieldsOf(message);
    const name = textAt(step, 1);
    if (name !== '') return name;
    const key = untyped(valueIn(bytesAt(step, 2)));
    return typeof key === 'string' || typeof key === 'number' ? key : null;
  });
}

function marked(mask: JsonValue | undefined, [step, ...rest]: readonly Step[]): JsonValue {
  if (mask === true || step === undefined || step === null) return true;
  if (typeof step === 'number') {
    const items = Array.isArray(mask) ? [...(mask as readonly JsonValue[])] : [];
    if (!Number.isSafeInteger(step) || step < 0 || step > mostItems) return true;
    while (items.length <= step) items.push(false);
    items[step] = marked(items[step] === false ? undefined : items[step], rest);
    return items;
  }
  const members: JsonObject = isObject(mask) ? mask : {};
  return { ...members, [step]: marked(Object.hasOwn(members, step) ? members[step] : undefined, rest) };
}

/** Of a list with a mark in it. */
const mostItems = 100_000;
