import { isArray, isObject, type JsonValue } from '#model/json.ts';
import { absent, known, oneOf, unknown, type Known, type OneOf, type Unknown } from '#model/known.ts';

/** Whether something stands there that is not known, or not known exactly. */
export function isOpen<T>(field: Known<T>): field is Unknown | OneOf<T> {
  return field.status === 'unknown' || field.status === 'oneOf';
}

/** A string (or a number or boolean as text); absent for anything else. */
export function textual(field: Known<JsonValue>): Known<string> {
  if (field.status === 'known') return scalar(field.value) ?? absent;
  return field.status === 'oneOf' ? each(field, (value) => scalar(value)) : field;
}

function scalar(value: JsonValue): Known<string> | null {
  return isArray(value) || isObject(value) || value === null ? null : known(String(value));
}

/**
 * What every possibility comes to. Null: it comes to nothing; where that is so of all, the field is absent, and where it is so of some,
 * nothing is known. So it is where one possibility is itself not known.
 */
export function each<T, U extends string | number>(field: OneOf<T>, to: (value: T) => Known<U> | null): Known<U> {
  const all = field.values.map((value) => to(value) ?? absent);
  if (all.every((one) => one.status === 'absent')) return absent;
  const values = all.flatMap((one) => (one.status === 'known' ? [one.value] : one.status === 'oneOf' ? one.values : []));
  const whole = all.every((one) => one.status === 'known' || one.status === 'oneOf');
  return whole ? oneOf(values, field.because, field.refs) : (all.find((one) => one.status === 'unknown') ?? unknown(field.because, field.refs));
}
