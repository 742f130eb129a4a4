import { convert } from '#inputs/terraform/hcl/convert.ts';
import { equal } from '#inputs/terraform/hcl/equal.ts';
import { unmarkedDeep } from '#inputs/terraform/hcl/marks.ts';
import { typeOf } from '#inputs/terraform/hcl/type-of.ts';
import { holdsAny, isCollection, typeKey, type Type } from '#inputs/terraform/hcl/type.ts';
import { entriesOf, isMapping, isSequence, isWhole, type Value } from '#inputs/terraform/hcl/value.ts';

/** `same`: all of it is known and right; `less`: what is known of it is right; anything else is what is wrong. */
export type Verdict = 'same' | 'less' | { readonly wrong: string };

/** Whether what landrail says holds of the value that Terraform has, and (`typed`) of its type. */
export function agrees(ours: Value, value: Value, type: Type, typed = true): Verdict {
  const wrong = difference(unmarkedDeep(ours), value, type, '');
  if (wrong) return { wrong };
  if (!isWhole(ours)) return 'less';
  if (!typed) return 'same';
  if (holdsAny(typeOf(ours)) && !holdsAny(type)) return 'less';
  const [mine, theirs] = [typeKey(typeOf(ours)), typeKey(type)];
  if (mine === theirs) return 'same';
  return leavesOpen(typeOf(ours), type) ? 'less' : { wrong: `type ${mine} is ${theirs} in Terraform` };
}

/** Whether a type says nothing else of what another one says, and in places nothing at all. */
function leavesOpen(mine: Type, theirs: Type): boolean {
  if (mine.kind === 'any') return true;
  if (isCollection(mine)) return mine.kind === theirs.kind && isCollection(theirs) && leavesOpen(mine.element, theirs.element);
  if (mine.kind === 'tuple') return theirs.kind === 'tuple' && mine.elements.length === theirs.elements.length && mine.elements.every((one, index) => leavesOpen(one, theirs.elements[index] as Type));
  if (mine.kind === 'object') return theirs.kind === 'object' && mine.attributes.size === theirs.attributes.size && [...mine.attributes].every(([name, one]) => theirs.attributes.has(name) && leavesOpen(one, theirs.attributes.get(name) as Type));
  return mine.kind === theirs.kind;
}

function difference(ours: Value, value: Value, type: Type, path: string): string | null {
  const say = (what: string): string => `${path === '' ? '' : `${path}: `}${what}`;
  if (ours.kind === 'unknown') {
    if (ours.notNull && value.kind === 'null') return say('is null, said not to be');
    if (ours.choices && !ours.choices.some((one) => difference(one, value, type, '') === null || equal(one, value) === true)) return say(`${text(value)} is not one of ${ours.choices.map(text).join(', ')}`);
    return null;
  }
  if (value.kind === 'null' || ours.kind === 'null') return ours.kind === value.kind ? null : say(`${text(ours)} is ${text(value)} in Terraform`);
  if (isSequence(ours)) return sequenceDifference(ours, value, type, path);
  if (isMapping(ours)) {
    if (!isMapping(value)) return say(`a map is ${text(value)} in Terraform`);
    for (const [key, one] of entriesOf(ours)) {
      const other = value.members.get(key);
      if (!other) return say(`key ${key} is not there in Terraform`);
      const wrong = difference(one, other, elementType(type, key), `${path}.${key}`);
      if (wrong) return wrong;
    }
    const missing = [...value.members.keys()].filter((key) => !ours.members.has(key));
    return ours.open || missing.length === 0 ? null : say(`Terraform has ${missing.join(', ')} as well`);
  }
  return equal(ours, value) === true ? null : say(`${text(ours)} is ${text(value)} in Terraform`);
}

function sequenceDifference(ours: Value, value: Value, type: Type, path: string): string | null {
  if (!isSequence(ours)) return null;
  if (!isSequence(value)) return `${path}: a list is ${text(value)} in Terraform`;
  if (!ours.open && ours.items.length !== value.items.length && (ours.kind !== 'set' || isWhole(ours))) return `${path}: ${ours.items.length} elements are ${value.items.length} in Terraform`;
  const somewhere = ours.open || (ours.kind === 'set' && !isWhole(ours)) ? value.items : null;
  for (const [index, one] of ours.items.entries()) {
    const there = value.items[index];
    if (ours.kind === 'set' && somewhere) {
      if (!somewhere.some((other) => difference(one, other, elementType(type, index), '') === null)) return `${path}[${index}]: ${text(one)} is not there in Terraform`;
      continue;
    }
    const wrong = there ? difference(one, there, elementType(type, index), `${path}[${index}]`) : `${path}[${index}]: is not there in Terraform`;
    if (wrong) return wrong;
  }
  const lost = (ours.open?.also ?? []).find((one) => !value.items.some((other) => difference(one, other, elementType(type, 0), '') === null));
  return lost ? `${path}: ${text(lost)} is not there in Terraform` : null;
}

function elementType(type: Type, key: string | number): Type {
  if (isCollection(type)) return type.element;
  if (type.kind === 'object') return type.attributes.get(String(key)) ?? { kind: 'any' };
  return type.kind === 'tuple' ? (type.elements[Number(key)] ?? { kind: 'any' }) : { kind: 'any' };
}

export function text(value: Value): string {
  if (value.kind === 'unknown') return value.choices ? `one of ${value.choices.map(text).join('|')}` : `? (${value.reason.because})`;
  if (value.kind === 'null') return 'null';
  if (value.kind === 'number') {
    const written = convert(value, { kind: 'string' });
    return written.kind === 'string' ? written.value : '?';
  }
  if (isSequence(value)) return `${value.kind}[${[...value.items.map(text), ...(value.open ? ['…', ...value.open.also.map(text)] : [])].join(', ')}]`;
  if (isMapping(value)) return `{${[...entriesOf(value).map(([key, one]) => `${key}: ${text(one)}`), ...(value.open ? ['…'] : [])].join(', ')}}`;
  return JSON.stringify(value.value);
}
