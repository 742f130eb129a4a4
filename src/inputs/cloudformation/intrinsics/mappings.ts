import { unknown, type Unknown } from '#model/known.ts';
import { child, type MapNode, type Node } from '../document/node.ts';
import { either } from '../either.ts';
import type { Scope } from '../scope.ts';
import { doubt, possibilities, textOf, undecided, type Value } from '../value.ts';

/**
 * `Fn::FindInMap`, with a default value where there is one. Of a key that is not known, the keys of the mapping are the possibilities:
 * CloudFormation makes no stack when there is none.
 */
export function findInMap(argument: Node, scope: Scope): Value {
  const [mapName, first, second, options] = argument.kind === 'list' ? argument.items : [];
  if (mapName === undefined || first === undefined || second === undefined) return undecided('Fn::FindInMap without [mapping, key, key]');
  const name = scope.textAt(mapName);
  if (name === null) return unfound([scope.resolve(mapName), scope.resolve(first), scope.resolve(second)]);
  const mapping = scope.stack.mapping(name);
  const fallback = child(options, 'DefaultValue');
  if (mapping?.kind !== 'map') return fallback === undefined ? undecided(`the template has no mapping ${name}`, [`mapping ${name}`]) : scope.resolve(fallback);
  if (mapping.get('Fn::Transform') !== undefined) return undecided(`a transform makes mapping ${name}`, [`mapping ${name}`]);

  const [top, inner] = [scope.resolve(first), scope.resolve(second)];
  const found: Value[] = [];
  // With a default value, a key that is not known need not be in the mapping.
  let missing = possibilities(top) === null || possibilities(inner) === null;
  for (const level of membersOf(mapping, top)) {
    if (level?.kind !== 'map') missing = true;
    else {
      for (const value of membersOf(level, inner)) {
        if (value === undefined) missing = true;
        else found.push(scope.resolve(value));
      }
    }
  }
  if (fallback !== undefined && missing) found.push(scope.resolve(fallback));
  if (found.length === 0) return undecided(`mapping ${name} has no ${[top, inner].map(keyText).join('.')}`, [`mapping ${name}`]);
  const reason = reasonOf([top, inner], name);
  return found.reduce((a, b) => either(a, b, reason));
}

/** What stands under each key that it may be; for a key that is not known, under all of them. */
function membersOf(map: MapNode, key: Value): readonly (Node | undefined)[] {
  const keys = possibilities(key);
  return keys === null ? map.members.map(({ value }) => value) : keys.map((one) => map.get(textOf(one)));
}

function keyText(key: Value): string {
  const keys = possibilities(key);
  return keys?.length === 1 ? textOf(keys[0] ?? null) : '?';
}

function reasonOf(keys: readonly Value[], mapping: string): Unknown {
  const doubts = keys.map(doubt).filter((one) => one !== null);
  return unknown(doubts[0]?.because ?? '', [`mapping ${mapping}`, ...new Set(doubts.flatMap((one) => one.refs))]);
}

function unfound(keys: readonly Value[]): Value {
  const { because, refs } = reasonOf(keys, '?');
  return undecided(because, refs.slice(1));
}
