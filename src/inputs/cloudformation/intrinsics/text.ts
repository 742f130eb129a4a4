import { child, textOf as textNode, type MapNode, type Node } from '../document/node.ts';
import type { Scope } from '../scope.ts';
import { checked, combined, doubt, isScalar, ListValue, MapValue, textOf, undecided, type Value } from '../value.ts';
import { attributeOf, named } from './references.ts';

/** `Fn::Sub`, with and without a map of its own names. */
export function substitute(argument: Node, scope: Scope): Value {
  const [template, names] = argument.kind === 'list' ? argument.items : [argument];
  const text = textNode(template);
  if (text === undefined) return template?.kind === 'scalar' ? template.value : undecided('Fn::Sub without a text');
  if (!text.includes('${')) return combined([scope.text(text)], ([only]) => only ?? '');
  const parts: Value[] = [];
  let from = 0;
  for (const match of text.matchAll(/\$\{([^{}]*)\}/g)) {
    const written = (match[1] ?? '').trim();
    parts.push(scope.text(text.slice(from, match.index)), written.startsWith('!') ? `\${${written.slice(1)}}` : substituted(written, names?.kind === 'map' ? names : null, scope));
    from = match.index + match[0].length;
  }
  parts.push(scope.text(text.slice(from)));
  return combined(parts, (texts) => texts.join(''));
}

function substituted(name: string, names: MapNode | null, scope: Scope): Value {
  const own = child(names ?? undefined, name);
  if (own !== undefined) return scope.resolve(own);
  const dot = name.indexOf('.');
  return dot < 0 ? named(name, scope) : attributeOf(name.slice(0, dot), name.slice(dot + 1), scope);
}

/** `Fn::Join`. */
export function join(argument: Node, scope: Scope): Value {
  const [delimiter, list] = argument.kind === 'list' ? argument.items : [];
  if (delimiter === undefined || list === undefined) return undecided('Fn::Join without [delimiter, list]');
  const between = scope.resolve(delimiter);
  const values = scope.resolve(list);
  if (!(values instanceof ListValue) || values.open !== null) {
    const reason = doubt(values);
    return undecided(reason?.because ?? 'Fn::Join of what is not a list', reason?.refs ?? []);
  }
  return combined([between, ...values.items], ([separator, ...texts]) => texts.join(separator));
}

/** `Fn::Base64`. */
export function base64(argument: Node, scope: Scope): Value {
  const value = scope.resolve(argument);
  if (isScalar(value)) return Buffer.from(textOf(value)).toString('base64');
  const reason = doubt(value);
  return undecided(reason?.because ?? 'Fn::Base64 of what is no text', reason?.refs ?? []);
}

/** `Fn::ToJsonString`. */
export function jsonText(argument: Node, scope: Scope): Value {
  const value = scope.resolve(argument);
  const reason = doubt(value);
  return reason === null ? checked(JSON.stringify(plain(value))) : undecided(reason.because, reason.refs);
}

function plain(value: Value): unknown {
  if (value instanceof ListValue) return value.items.map(plain);
  if (value instanceof MapValue) return Object.fromEntries([...value.members].map(([key, one]) => [key, plain(one)]));
  return isScalar(value) ? value : null;
}
