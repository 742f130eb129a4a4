import { unknown, type Unknown } from '#model/known.ts';
import type { SourcePlace } from '#model/resource.ts';
import type { Document } from './document/document.ts';
import { textOf, type MapNode, type Member, type Node } from './document/node.ts';
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
  /** Loops that are not written out, or not to their end, whatever their lists hold. */
  readonly refused: readonly RefusedLoop[];
}

export interface RefusedLoop {
  readonly because: string;
  /** Its key, `Fn::ForEach::Topics`. */
  readonly place: SourcePlace;
}

const loop = 'Fn::ForEach::';

/** What the identifier of a loop over a list that is not known is replaced by. */
export const each = '[*]';

/**
 * The members of a map, with `Fn::ForEach` written out and local `AWS::Include` files put in. `symbolic`: a loop over a list that is
 * not known gives one member that stands for all, `Topic[*]`; else it leaves the map open.
 */
export function expand(node: MapNode, scope: Scope, symbolic = false): Expanded {
  const { document } = node;
  if (!node.members.some(({ key }) => key.startsWith('Fn::') || key.includes('{'))) {
    return { entries: node.members.map(({ key, value, keyStart, keyEnd }) => ({ key, value, scope, document, keyStart, keyEnd })), open: null, macro: null, refused: [] };
  }
  const entries: Entry[] = [];
  const refused: RefusedLoop[] = [];
  let open: Unknown | null = null;
  let macro: Unknown | null = null;
  const take = (inner: Expanded): void => {
    for (const entry of inner.entries) entries.push(entry);
    refused.push(...inner.refused);
    open ??= inner.open;
    macro ??= inner.macro;
  };
  for (const member of node.members) {
    const { key, value, keyStart, keyEnd } = member;
    if (key.startsWith(loop)) take(loopOf(member, document, scope, symbolic));
    else if (key === 'Fn::Transform') {
      const included = scope.stack.include(value, scope);
      if (included.kind === 'macro') macro ??= included.because;
      else take(expand(included.node, scope, symbolic));
    } else {
      const name = scope.text(key);
      if (isScalar(name)) entries.push({ key: String(name), value, scope, document, keyStart, keyEnd });
      else if (symbolic) entries.push({ key: key.replaceAll(/[$&]\{[A-Za-z0-9]+\}/g, each), value, scope, document, keyStart, keyEnd });
      else open ??= doubt(name);
    }
  }
  return { entries, open, macro, refused };
}

function loopOf({ value: node, keyStart, keyEnd }: Member, document: Document, scope: Scope, symbolic: boolean): Expanded {
  const [identifier, collection, fragment] = node.kind === 'list' ? node.items : [];
  const name = textOf(identifier);
  const refusal = (because: string): RefusedLoop => ({ because, place: document.place(keyStart, keyEnd) });
  if (name === undefined || collection === undefined || fragment?.kind !== 'map') {
    const because = 'a loop that is not [identifier, list, {key: value}]';
    return { entries: [], open: unknown(because, []), macro: null, refused: [refusal(because)] };
  }
  const values = scope.resolve(collection);
  const items = values instanceof ListValue ? values.items.flatMap((item) => (item instanceof ListValue ? item.items : [item])) : [];
  const further = values instanceof ListValue ? values.open : (doubt(values) ?? unknown('a loop over what is not a list', []));
  const entries: Entry[] = [];
  const refused: RefusedLoop[] = [];
  let open: Unknown | null = null;
  let macro: Unknown | null = null;
  const run = (value: Value): void => {
    const inner = expand(fragment, scope.bound(name, value), symbolic);
    for (const entry of inner.entries) entries.push(entry);
    if (refused.length === 0) refused.push(...inner.refused);
    open ??= inner.open;
    macro ??= inner.macro;
  };
  for (const item of items) {
    if (!scope.stack.spend(fragment.members.length)) {
      const because = 'loops that make more than CloudFormation allows';
      open ??= unknown(because, []);
      refused.push(refusal(because));
      break;
    }
    run(item);
  }
  if (further !== null) {
    if (symbolic) run(undecided(further.because, further.refs));
    else open ??= further;
  }
  return { entries, open, macro, refused };
}

