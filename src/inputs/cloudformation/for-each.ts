import { unknown, type Unknown } from '#model/known.ts';
import type { Document } from './document/document.ts';
import { textOf, type MapNode, type Node } from './document/node.ts';
import type { Scope } from './scope.ts';
import { doubt, isScalar, ListValue, undecided, type Value } from './value.ts';

/** A member of a map after loops and includes: with the scope in which its value is read. */
export interface Entry {
  readonly key: string;
  readonly value: Node;
  readonly scope: Scope;
  readonly document: Document;
  /** Of the key. */
  readonly keyStart: number;
  readonly keyEnd: number;
}

export interface Expanded {
  readonly entries: readonly Entry[];
  /** Set when there may be further members. */
  readonly open: Unknown | null;
  /** Set when a macro may change all of it. */
  readonly macro: Unknown | null;
}

const loop = 'Fn::ForEach::';

/** What the identifier of a loop over a list that is not known is replaced by. */
const each = '[*]';

/**
 * The members of a map, with `Fn::ForEach` written out and local `AWS::Include` files put in. `symbolic`: a loop over a list that is
 * not known gives one member that stands for all, `Topic[*]`; else it leaves the map open.
 */
export function expand(node: MapNode, scope: Scope, symbolic = false): Expanded {
  const { document } = node;
  if (!node.members.some(({ key }) => key.startsWith('Fn::') || key.includes('{'))) {
    return { entries: node.members.map(({ key, value, keyStart, keyEnd }) => ({ key, value, scope, document, keyStart, keyEnd })), open: null, macro: null };
  }
  const entries: Entry[] = [];
  let open: Unknown | null = null;
  let macro: Unknown | null = null;
  const take = (inner: Expanded): void => {
    entries.push(...inner.entries);
    open ??= inner.open;
    macro ??= inner.macro;
  };
  for (const { key, value, keyStart, keyEnd } of node.members) {
    if (key.startsWith(loop)) take(loopOf(value, scope, symbolic));
    else if (key === 'Fn::Transform') {
      const included = scope.stack.include(value, scope);
      if (included.kind === 'macro') macro ??= included.because;
      else if (included.node.kind === 'map') take(expand(included.node, scope, symbolic));
    } else {
      const name = scope.text(key);
      if (isScalar(name)) entries.push({ key: String(name), value, scope, document, keyStart, keyEnd });
      else if (symbolic) entries.push({ key: key.replaceAll(/[$&]\{[A-Za-z0-9]+\}/g, each), value, scope, document, keyStart, keyEnd });
      else open ??= doubt(name);
    }
  }
  return { entries, open, macro };
}

function loopOf(node: Node, scope: Scope, symbolic: boolean): Expanded {
  const [identifier, collection, fragment] = node.kind === 'list' ? node.items : [];
  const name = textOf(identifier);
  if (name === undefined || collection === undefined || fragment?.kind !== 'map') {
    return { entries: [], open: unknown('a loop that is not [identifier, list, {key: value}]', []), macro: null };
  }
  const values = scope.resolve(collection);
  const items = values instanceof ListValue ? values.items.flatMap((item) => (item instanceof ListValue ? item.items : [item])) : [];
  const further = values instanceof ListValue ? values.open : (doubt(values) ?? unknown('a loop over what is no list', []));
  const entries: Entry[] = [];
  let open: Unknown | null = null;
  let macro: Unknown | null = null;
  const run = (value: Value): void => {
    const inner = expand(fragment, scope.bound(name, value), symbolic);
    entries.push(...inner.entries);
    open ??= inner.open;
    macro ??= inner.macro;
  };
  for (const item of items) {
    if (!scope.stack.spend(fragment.members.length)) {
      open ??= unknown('loops that make more than CloudFormation allows', []);
      break;
    }
    run(item);
  }
  if (further !== null) {
    if (symbolic) run(undecided(further.because, further.refs));
    else open ??= further;
  }
  return { entries, open, macro };
}

