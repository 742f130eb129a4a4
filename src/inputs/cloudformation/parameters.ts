import { unknown } from '#model/known.ts';
import type { GivenParameter } from './deployment.ts';
import type { ParameterPlace } from './scope.ts';
import { child, placeOf, textOf as textNode, type MapNode, type Node } from './document/node.ts';
import { checked, doubt, isScalar, ListValue, possibilities, possibly, textOf, undecided, Undecided, type Value } from './value.ts';

/** The parameters of one stack: what is given, else the default, else one of the allowed values. */
export class Parameters {
  readonly #section: MapNode | null;
  readonly #given: ReadonlyMap<string, GivenParameter>;
  readonly #values = new Map<string, Value>();
  /** Values that are not to be printed (`NoEcho`), as far as they are known. */
  readonly secrets = new Set<string>();

  constructor(section: Node | undefined, given: ReadonlyMap<string, GivenParameter>) {
    this.#section = section?.kind === 'map' ? section : null;
    this.#given = given;
    for (const { key, value } of this.#section?.members ?? []) {
      const noEcho = child(value, 'NoEcho');
      if (noEcho?.kind === 'scalar' && String(noEcho.value).toLowerCase() === 'true') this.#hide(key);
    }
  }

  has(name: string): boolean {
    return this.#section?.get(name) !== undefined;
  }

  value(name: string): Value | undefined {
    const before = this.#values.get(name);
    if (before !== undefined) return before;
    const declared = this.#section?.get(name);
    if (declared === undefined) return undefined;
    const value = this.#read(name, declared);
    this.#values.set(name, value);
    return value;
  }

  /** Where the value of a parameter comes from. */
  place(name: string): ParameterPlace | null {
    const declared = this.#section?.member(name);
    if (declared === undefined) return null;
    const given = this.#given.get(name);
    if (given !== undefined && given.place !== null) return { role: 'parameter value', place: given.place, argument: given.argument };
    const roles = given === undefined ? ([['Default', 'parameter default'], ['AllowedValues', 'allowed values']] as const) : [];
    for (const [key, role] of roles) {
      const written = child(declared.value, key);
      if (written !== undefined) return { role, place: placeOf(written), argument: null };
    }
    return { role: 'parameter', place: declared.value.document.place(declared.keyStart, declared.keyEnd), argument: null };
  }

  #read(name: string, declared: Node): Value {
    const type = textNode(child(declared, 'Type')) ?? 'String';
    const ref = `parameter ${name}`;
    const written = child(declared, 'Default');
    const given = this.#given.get(name)?.value ?? (written === undefined ? undefined : literal(written));
    const allowed = allowedValues(declared);
    if (given === undefined || (given instanceof Undecided && given.known.status === 'unknown')) {
      const reason = given instanceof Undecided ? unknown(given.known.because, [ref, ...given.known.refs]) : unknown(`${ref} has no value; --parameters decides it`, [ref]);
      // One of words may be empty; CloudFormation takes no empty list of security groups, and of nothing else that exists.
      if (type === 'CommaDelimitedList') return new ListValue([], reason);
      if (isList(type) || isLookup(type) || allowed.length === 0) return undecided(reason.because, reason.refs);
      const because = given === undefined ? `${ref} may be any of its allowed values; --parameters decides which` : reason.because;
      return possibly(allowed.map((one) => typed(textOf(one), type)), because, reason.refs);
    }
    // The value is the name of an entry in the parameter store, which CloudFormation reads when the stack is made.
    if (isLookup(type)) {
      const values = possibilities(given);
      return undecided(`${ref} takes its value from the parameter store`, [ref, ...(values ?? []).map((one) => `ssm ${textOf(one)}`)]);
    }
    return isList(type) ? asList(given, type, ref) : asScalar(given, type);
  }

  #hide(name: string): void {
    const value = this.value(name);
    // What it may be is written in the template for all to read; what it is, is not to be told.
    for (const one of value instanceof ListValue ? value.items : [value]) if (one !== undefined && isScalar(one)) this.secrets.add(textOf(one));
  }
}

/** Defaults hold no functions. */
function literal(node: Node): Value {
  if (node.kind === 'scalar') return node.value;
  return node.kind === 'list' ? new ListValue(node.items.map(literal)) : undecided('a default value that is no text');
}

function allowedValues(declared: Node): readonly (string | number | boolean)[] {
  const list = child(declared, 'AllowedValues');
  const items = list?.kind === 'list' ? list.items : [];
  return items.flatMap((item) => (item.kind === 'scalar' && item.value !== null ? [item.value] : []));
}

/** `CommaDelimitedList`, `List<Number>`, `List<AWS::EC2::Subnet::Id>`. */
function isList(type: string): boolean {
  return type === 'CommaDelimitedList' || type.startsWith('List<');
}

/** `AWS::SSM::Parameter::Value<String>`; `AWS::SSM::Parameter::Name` is just a name. */
function isLookup(type: string): boolean {
  return type.startsWith('AWS::SSM::Parameter::Value<');
}

function typed(text: string, type: string): string | number {
  if (!/^(?:List<)?Number>?$/.test(type)) return text;
  const number = Number(text);
  return text.trim() !== '' && Number.isFinite(number) && String(number) === text.trim() ? number : text;
}

function asScalar(value: Value, type: string): Value {
  if (value instanceof Undecided && value.known.status === 'oneOf') return possibly(value.known.values.map((one) => typed(textOf(one), type)), value.known.because, value.known.refs);
  if (!isScalar(value)) return value;
  const result = typed(textOf(value), type);
  return typeof result === 'string' ? checked(result) : result;
}

function asList(value: Value, type: string, ref: string): Value {
  if (value instanceof ListValue) return new ListValue(value.items.map((item) => asScalar(item, type)), value.open);
  if (!isScalar(value)) {
    const reason = doubt(value);
    return undecided(reason?.because ?? `${ref} is not a list`, [ref, ...(reason?.refs ?? [])]);
  }
  const text = textOf(value);
  return new ListValue(text === '' ? [] : text.split(',').map((item) => asScalar(item.trim(), type)));
}
