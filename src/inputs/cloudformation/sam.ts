import { MapNode, type ListNode, type Member, type Node } from './document/node.ts';

export const samTransform = 'AWS::Serverless-2016-10-31';

const prefix = 'AWS::Serverless::';

/**
 * The properties of a serverless resource with those of `Globals` put in, as the SAM translator merges them: maps key by key, lists one
 * behind the other, and for all else the resource's own counts, functions included.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
 */
export function withGlobals(type: string, properties: Node | undefined, globals: Node | undefined): Node | undefined {
  if (!type.startsWith(prefix) || globals?.kind !== 'map') return properties;
  const shared = globals.get(type.slice(prefix.length));
  return shared === undefined ? properties : merged(shared, properties);
}

function merged(shared: Node, own: Node | undefined): Node {
  if (own === undefined || (own.kind === 'scalar' && own.value === null)) return shared;
  if (shared.kind === 'list' && own.kind === 'list') return { kind: 'list', items: [...shared.items, ...own.items], document: own.document, start: own.start, end: own.end } satisfies ListNode;
  if (shared.kind !== 'map' || own.kind !== 'map' || isFunction(shared) || isFunction(own)) return own;
  const members: Member[] = own.members.map((member) => {
    const general = shared.get(member.key);
    return general === undefined ? member : { ...member, value: merged(general, member.value) };
  });
  return new MapNode([...shared.members.filter(({ key }) => own.get(key) === undefined), ...members], own.document, own.start, own.end);
}

function isFunction(node: MapNode): boolean {
  const [only, second] = node.members;
  return only !== undefined && second === undefined && (only.key === 'Ref' || only.key === 'Condition' || only.key.startsWith('Fn::'));
}
