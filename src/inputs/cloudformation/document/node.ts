import type { JsonValue } from '#model/json.ts';
import type { SourcePlace } from '#model/resource.ts';
import type { Document, Duplicate } from './document.ts';

/** A value of a template with the place where it stands. Offsets are UTF-16 code units into the text of the document; `end` is exclusive. */
export type Node = ScalarNode | ListNode | MapNode;

export type Scalar = string | number | boolean | null;

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: Scalar;
  readonly document: Document;
  readonly start: number;
  readonly end: number;
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly Node[];
  readonly document: Document;
  readonly start: number;
  readonly end: number;
}

export interface Member {
  readonly key: string;
  readonly value: Node;
  readonly keyStart: number;
  readonly keyEnd: number;
}

/** From so many members on an index pays off. */
const many = 12;

export class MapNode {
  readonly kind = 'map';
  /** In the order of the document; of two with the same key the last one counts. */
  readonly members: readonly Member[];
  readonly document: Document;
  readonly start: number;
  readonly end: number;
  #index: Map<string, Member> | null = null;

  constructor(members: readonly Member[], document: Document, start: number, end: number) {
    this.members = members;
    this.document = document;
    this.start = start;
    this.end = end;
  }

  member(key: string): Member | undefined {
    const { members } = this;
    if (members.length < many) {
      for (let at = members.length - 1; at >= 0; at--) if (members[at]?.key === key) return members[at];
      return undefined;
    }
    this.#index ??= new Map(members.map((one) => [one.key, one]));
    return this.#index.get(key);
  }

  get(key: string): Node | undefined {
    return this.member(key)?.value;
  }
}

/** A map as it stands in a document, which notes the keys that it has twice. */
export function mapNode(members: readonly Member[], document: Document, start: number, end: number): MapNode {
  const twice = repeated(members);
  if (twice !== null) document.duplicates.push(...twice);
  return new MapNode(members, document, start, end);
}

export function placeOf({ document, start, end }: Node): SourcePlace {
  return document.place(start, end);
}

/** As plain data, nothing resolved. */
export function plain(node: Node): JsonValue {
  if (node.kind === 'scalar') return node.value;
  return node.kind === 'list' ? node.items.map(plain) : Object.fromEntries(node.members.map(({ key, value }) => [key, plain(value)]));
}

/** The member's value where `node` is a map that has it. */
export function child(node: Node | undefined, key: string): Node | undefined {
  return node?.kind === 'map' ? node.get(key) : undefined;
}

/** A string; undefined for anything else. */
export function textOf(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

/** Up to so many members are compared one by one, which is faster than a set. */
const few = 8;

function repeated(members: readonly Member[]): readonly Duplicate[] | null {
  if (members.length < 2) return null;
  if (members.length <= few) {
    let found: Duplicate[] | null = null;
    for (let at = 1; at < members.length; at++) {
      const { key, keyStart } = members[at] as Member;
      for (let before = 0; before < at; before++) {
        if (members[before]?.key === key) (found ??= []).push({ key, first: members[before]?.keyStart ?? 0, second: keyStart });
      }
    }
    return found;
  }
  const seen = new Map<string, number>();
  let found: Duplicate[] | null = null;
  for (const { key, keyStart } of members) {
    const first = seen.get(key);
    if (first === undefined) seen.set(key, keyStart);
    else (found ??= []).push({ key, first, second: keyStart });
  }
  return found;
}
