import { textOf as textNode, type Node } from '../document/node.ts';
import type { Scope } from '../scope.ts';
import { doubt, undecided, type Value } from '../value.ts';

/** Why a reference to a resource has no value in a template. */
const later = 'known after deployment';

/** `Ref`: a loop identifier, a parameter, a pseudo parameter, or the id of a resource. */
export function reference(argument: Node, scope: Scope): Value {
  const name = textNode(argument) === undefined ? scope.resolve(argument) : scope.text(textNode(argument) ?? '');
  return typeof name === 'string' ? named(name, scope) : unnamed(name);
}

/** What `${Name}` and `Ref` stand for. */
export function named(name: string, scope: Scope): Value {
  const value = scope.binding(name) ?? scope.parameter(name) ?? (name.startsWith('AWS::') ? scope.stack.pseudoParameter(name) : undefined);
  if (value !== undefined) return value;
  const address = scope.stack.resource(name);
  return address === undefined ? undecided(`nothing in the template is called ${name}`, [name]) : undecided(later, [address]);
}

/** `Fn::GetAtt`. What a nested stack puts out is known as far as its template is at hand. */
export function attribute(argument: Node, scope: Scope): Value {
  const parts = argument.kind === 'list' ? argument.items.map((item) => scope.textAt(item)) : [scope.textAt(argument)];
  if (parts.some((part) => part === null)) return unnamed(scope.resolve(argument));
  const text = parts.join('.');
  const dot = text.indexOf('.');
  return dot < 0 ? undecided('Fn::GetAtt without an attribute', [text]) : attributeOf(text.slice(0, dot), text.slice(dot + 1), scope);
}

/** `Network.Outputs.VpcId`, `Bucket.Arn`. */
export function attributeOf(logicalId: string, name: string, scope: Scope): Value {
  const output = name.startsWith('Outputs.') ? scope.stack.output(logicalId, name.slice('Outputs.'.length)) : undefined;
  if (output !== undefined) return output;
  const address = scope.stack.resource(logicalId);
  return address === undefined ? undecided(`nothing in the template is called ${logicalId}`, [`${logicalId}.${name}`]) : undecided(later, [`${address}.${name}`]);
}

function unnamed(name: Value): Value {
  const reason = doubt(name);
  return undecided(reason?.because ?? 'a reference without a name', reason?.refs ?? []);
}

/** `Fn::ImportValue`, `Fn::GetStackOutput`: what another stack puts out. */
export function elsewhere(what: 'export' | 'output'): (argument: Node, scope: Scope) => Value {
  return (argument, scope) => {
    const names = argument.kind === 'map' ? ['StackName', 'OutputName'].map((key) => scope.textAt(argument.get(key))) : [scope.textAt(argument)];
    const name = names.filter((one) => one !== null).join('.');
    return undecided('another stack puts it out', name === '' ? (doubt(scope.resolve(argument))?.refs ?? []) : [`${what} ${name}`]);
  };
}
