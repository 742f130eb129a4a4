import { isArray, isObject, type JsonValue } from '#model/json.ts';
import { known, unknown, type Known, type OneOf, type Unknown } from '#model/known.ts';
import type { Shape } from '#model/resource.ts';
import { segmentsOf } from './path.ts';
import type { Subject } from './subject.ts';
import { each, isOpen } from './text.ts';
import type { Field } from './values.ts';

export type Indexes = readonly (number | string)[];

/** The text of a field that is known; null for an empty one, which names nothing. */
export function textOf(field: Field): string | null {
  if (field.value.status !== 'known') return null;
  const { value } = field.value;
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/**
 * Whether somebody set an argument. Providers compute what nobody set, and a plan shows both alike: not known before the first
 * apply, and with its value later; only the configuration tells them apart. `block`: the argument at the end of `pattern` is a block of its own.
 *
 * Dynamic blocks are not in the configuration either. No block of AWS or Azure in which a shape stands is computed, so one that
 * is unknown and not in the configuration is dynamic; Google and OCI compute such blocks wherever they are left out.
 */
export function isSet({ cloud, values }: Subject, pattern: string, field: Field, block = false): boolean {
  const whole = segmentsOf(pattern).length;
  const reached = Math.min(steps(field.path), whole);
  if (values.has(reached === whole ? pattern : firstSteps(pattern, reached))) return true;
  // In planned_values a block that is not there may as well be one that the provider of that day did not have.
  if (reached < whole || block) return values.complete && (cloud === 'aws' || cloud === 'azure');
  // A plan without a configuration.
  if (!values.told) return true;
  // Inside a block that a dynamic block made nothing can be told.
  return reached > 1 && !values.has(firstSteps(pattern, reached - 1));
}

function firstSteps(pattern: string, count: number): string {
  return pattern.split('.').slice(0, count).join('.');
}

/**
 * The argument as the source names it. A plan sorts the elements of a set; where the configuration lists them as constants, the
 * index is the one a person wrote.
 */
export function pathAsWritten({ values }: Subject, pattern: string, { path, value }: Field): string {
  const list = pattern.endsWith('[]') ? /^(.*)\[\d+\]$/.exec(path)?.[1] : undefined;
  if (list === undefined || value.status !== 'known') return path;
  const index = values.constants(list)?.indexOf(value.value) ?? -1;
  return index < 0 ? path : `${list}[${index}]`;
}

/** Dots inside the keys of a map do not count. */
function steps(path: string): number {
  if (!path.includes('.')) return 1;
  return (path.includes('["') ? path.replace(/\["(?:[^"\\]|\\.)*"\]/g, '') : path).split('.').length;
}

/** The number in the first of `a|b` that is set and more than 0; one machine where the catalogue or the resource names no number. */
export function countAt(subject: Subject, paths: string | null, indexes: Indexes): Known<number> {
  let zero = false;
  let unset: string | null = null;
  for (const path of paths?.split('|') ?? []) {
    const [field] = subject.values.fields(path, indexes);
    if (field === undefined) continue;
    if (isOpen(field.value)) {
      if (isSet(subject, path, field)) return numeric(field.value);
      unset ??= field.path;
    } else {
      const count = field.value.status === 'known' ? numberOf(field.value.value) : null;
      if (count !== null && count > 0) return known(count);
      zero ||= count === 0;
    }
  }
  if (zero) return known(0);
  return unset === null ? known(1) : unknown(`${unset} is not set`);
}

/** What is known of a number that is not known exactly. */
export function numeric(value: Unknown | OneOf<JsonValue>): Known<number> {
  if (value.status === 'unknown') return value;
  return each(value, (one) => {
    const number = numberOf(one);
    return number === null ? unknown(value.because, value.refs) : known(number);
  });
}

/** What is known of a name that is not known exactly: of possibilities each is named. */
export function named(value: Unknown | OneOf<JsonValue>, nameOf: (written: string) => string): Known<string> {
  if (value.status === 'unknown') return value;
  return each(value, (one) => (typeof one === 'string' && one.trim() !== '' ? known(nameOf(one)) : unknown(value.because, value.refs)));
}

/** Numbers, and strings of digits. */
export function numberOf(value: JsonValue | undefined): number | null {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\d+$/.test(value.trim()) ? Number(value) : null;
}

/** `a|b`: the first that decides. `=spot`: always. */
export function marketAt(subject: Subject, paths: string | null, indexes: Indexes): Shape['market'] {
  if (paths === '=spot') return 'spot';
  let market: Shape['market'] = null;
  for (const path of paths?.split('|') ?? []) {
    const value = subject.values.fields(path, indexes)[0]?.value;
    if (value?.status !== 'known') continue;
    const found = marketOf(value.value);
    if (found === 'spot') return found;
    market ??= found;
  }
  return market;
}

/** `SPOT`, `FARGATE_SPOT`, `Spot`, `LowPriority`, true, a block that is there, a price that is bid. */
function marketOf(value: JsonValue): Shape['market'] {
  if (isObject(value) || value === true || value === 'true') return 'spot';
  if (value === false || value === 'false') return 'on-demand';
  if (typeof value !== 'string' || isArray(value)) return null;
  if (/^\d*\.?\d+$/.test(value) || /(^|[-_])spot$/i.test(value) || /^low-?priority$/i.test(value)) return 'spot';
  return /^(on[-_]?demand|regular|standard|dedicated|ec2|fargate)$/i.test(value) ? 'on-demand' : null;
}
