import type { Node } from '../document/node.ts';
import type { Scope } from '../scope.ts';
import { combined, doubt, isScalar, ListValue, MapValue, possibilities, textOf, undecided, Undecided, type Value } from '../value.ts';
import { unknown } from '#model/known.ts';
import { either } from '../either.ts';

/** `Fn::Select`. */
export function select(argument: Node, scope: Scope): Value {
  const [index, list] = argument.kind === 'list' ? argument.items : [];
  if (index === undefined || list === undefined) return undecided('Fn::Select without [index, list]');
  const values = scope.resolve(list);
  const indexes = scope.resolve(index);
  const places = possibilities(indexes);
  if (!(values instanceof ListValue) || values.open !== null || places === null) {
    const reasons = [doubt(values), doubt(indexes)].filter((one) => one !== null);
    return undecided(reasons[0]?.because ?? 'Fn::Select of what is not a list', [...new Set(reasons.flatMap((one) => one.refs))]);
  }
  const found = places.map((place): Value => {
    const item = values.items[Number(place)];
    return item === undefined ? undecided(`the list has no element ${textOf(place)}`) : item;
  });
  const reason = indexes instanceof Undecided ? unknown(indexes.known.because, indexes.known.refs) : unknown('');
  return found.reduce((a, b) => either(a, b, reason));
}

/** `Fn::Split`. */
export function split(argument: Node, scope: Scope): Value {
  const [delimiter, text] = argument.kind === 'list' ? argument.items : [];
  if (delimiter === undefined || text === undefined) return undecided('Fn::Split without [delimiter, text]');
  const whole = combined([scope.resolve(delimiter), scope.resolve(text)], (parts) => parts.join('\0'));
  const values = possibilities(whole);
  if (values === null) {
    const reason = doubt(whole);
    return undecided(reason?.because ?? '', reason?.refs ?? []);
  }
  const lists = values.map((value): Value => {
    const joined = textOf(value);
    const at = joined.indexOf('\0');
    return new ListValue(joined.slice(at + 1).split(joined.slice(0, at)));
  });
  const reason = doubt(whole) ?? unknown('');
  return lists.reduce((a, b) => either(a, b, reason));
}

/** `Fn::Length`. */
export function length(argument: Node, scope: Scope): Value {
  const value = scope.resolve(argument);
  if (value instanceof ListValue && value.open === null) return value.items.length;
  if (value instanceof MapValue && value.open === null) return value.members.size;
  const reason = doubt(value);
  return undecided(reason?.because ?? 'Fn::Length of what is not a list', reason?.refs ?? []);
}

/** `Fn::GetAZs`: which zones an account sees in a region is the account's affair. */
export function availabilityZones(argument: Node, scope: Scope): Value {
  const region = scope.resolve(argument);
  const name = isScalar(region) && textOf(region) !== '' ? textOf(region) : 'AWS::Region';
  return undecided('which availability zones there are is known when the stack is made', [...(doubt(region)?.refs ?? [name])]);
}
