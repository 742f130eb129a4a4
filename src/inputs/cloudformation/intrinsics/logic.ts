import { unknown, type Unknown } from '#model/known.ts';
import { textOf as textNode, type Node } from '../document/node.ts';
import { either } from '../either.ts';
import type { Scope, Truth } from '../scope.ts';
import { doubt, isScalar, ListValue, MapValue, possibilities, textOf, undecided, type Value } from '../value.ts';

/** A condition: `{"Fn::And": […]}`, `{"Condition": "IsProd"}`, … */
export function truthOf(node: Node, scope: Scope): Truth {
  if (node.kind === 'scalar') return node.value === true || node.value === 'true' ? true : node.value === false || node.value === 'false' ? false : unknown('a condition that is no function');
  const [only, second] = node.kind === 'map' ? node.members : [];
  if (only === undefined || second !== undefined) return unknown('a condition that is no function');
  return callOf(only.key, only.value, scope);
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-conditions.html */
export function callOf(name: string, argument: Node, scope: Scope): Truth {
  const items = argument.kind === 'list' ? argument.items : [argument];
  switch (name) {
    case 'Condition': {
      const condition = scope.textAt(argument);
      return condition === null ? unknown('a condition without a name') : scope.truth(condition);
    }
    case 'Fn::And':
      return every(items, scope, true);
    case 'Fn::Or':
      return negated(every(items, scope, false));
    case 'Fn::Not':
      return items[0] === undefined ? unknown('Fn::Not without a condition') : negated(truthOf(items[0], scope));
    case 'Fn::Equals': {
      const [left, right] = items;
      return left === undefined || right === undefined ? unknown('Fn::Equals without two values') : equal(scope.resolve(left), scope.resolve(right));
    }
    default:
      return unknown(`${name} is not decided by landrail`, [name]);
  }
}

/** Whether all of them are `wanted`; the first that is not settles it, whatever stands beside it. */
function every(items: readonly Node[], scope: Scope, wanted: boolean): Truth {
  let because: string | null = null;
  const refs = new Set<string>();
  for (const item of items) {
    const truth = truthOf(item, scope);
    if (truth === !wanted) return false;
    if (typeof truth === 'boolean') continue;
    because ??= truth.because;
    for (const ref of truth.refs) refs.add(ref);
  }
  return because === null ? true : unknown(because, [...refs]);
}

function negated(truth: Truth): Truth {
  return typeof truth === 'boolean' ? !truth : truth;
}

/** CloudFormation compares texts: `1` and `"1"`, `true` and `"true"` are the same. */
function equal(left: Value, right: Value): Truth {
  const [a, b] = [possibilities(left), possibilities(right)];
  if (a !== null && b !== null) {
    const texts = new Set(a.map(textOf));
    const common = b.some((one) => texts.has(textOf(one)));
    if (!common) return false;
    if (a.length === 1 && b.length === 1) return true;
  } else if (isWhole(left) && isWhole(right)) return JSON.stringify(plain(left)) === JSON.stringify(plain(right));
  return both(left, right);
}

function both(left: Value, right: Value): Unknown {
  const doubts = [doubt(left), doubt(right)].filter((one) => one !== null);
  return unknown(doubts[0]?.because ?? 'it is not known', [...new Set(doubts.flatMap((one) => one.refs))]);
}

function isWhole(value: Value): boolean {
  return (isScalar(value) || value instanceof ListValue || value instanceof MapValue) && doubt(value) === null;
}

function plain(value: Value): unknown {
  if (value instanceof ListValue) return value.items.map(plain);
  if (value instanceof MapValue) return [...value.members].map(([key, one]) => [key, plain(one)]).sort();
  return isScalar(value) ? textOf(value) : null;
}

/** `!Equals [!Ref Parameter, text]`, either way round: what may be concluded from it. */
export function comparison(items: readonly Node[]): { readonly parameter: string; readonly text: string } | null {
  for (const [one, other] of [items, items.toReversed()]) {
    const parameter = one?.kind === 'map' && one.members.length === 1 ? textNode(one.get('Ref')) : undefined;
    if (parameter !== undefined && other?.kind === 'scalar') return { parameter, text: textOf(other.value) };
  }
  return null;
}

/** `Fn::If`. Within a branch, its condition is taken for what leads there. */
export function choose(argument: Node, scope: Scope): Value {
  const [name, yes, no] = argument.kind === 'list' ? argument.items : [];
  const condition = scope.textAt(name);
  if (condition === null || yes === undefined || no === undefined) return undecided('Fn::If without [condition, value, value]');
  const truth = scope.truth(condition);
  if (truth === true) return scope.resolve(yes);
  if (truth === false) return scope.resolve(no);
  return either(scope.assuming(condition, true).resolve(yes), scope.assuming(condition, false).resolve(no), truth);
}
