import type { Document } from './document.ts';
import { MapNode, type ListNode, type Node, type ScalarNode } from './node.ts';

/**
 * `!Sub x` -> `{"Fn::Sub": x}`, as CloudFormation reads its short forms. `Ref` and `Condition` have no prefix, and the text of
 * `!GetAtt` is cut at its first dot: a logical id has none, an attribute such as `Outputs.VpcId` may.
 */
export function longForm(tag: string, value: Node, document: Document, start: number, end: number): Node {
  const key = tag === 'Ref' || tag === 'Condition' ? tag : `Fn::${tag}`;
  const argument = tag === 'GetAtt' ? cut(value) : value;
  return new MapNode([{ key, value: argument, keyStart: start, keyEnd: end }], document, start, Math.max(end, value.end));
}

function cut(node: Node): Node {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return node;
  const dot = node.value.indexOf('.');
  if (dot < 0) return node;
  const { document, start, end, value } = node;
  const part = (text: string): ScalarNode => ({ kind: 'scalar', value: text, document, start, end });
  return { kind: 'list', items: [part(value.slice(0, dot)), part(value.slice(dot + 1))], document, start, end } satisfies ListNode;
}
