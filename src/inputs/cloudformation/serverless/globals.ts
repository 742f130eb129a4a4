import { child, MapNode, textOf, type ListNode, type Member, type Node } from '../document/node.ts';

export const samTransform = 'AWS::Serverless-2016-10-31';

const prefix = 'AWS::Serverless::';

export function isServerless(type: string): boolean {
  return type.startsWith(prefix);
}

/**
 * The properties of a serverless resource with those of `Globals` put in, as the SAM translator merges them: maps key by key, lists one
 * behind the other, and for all else the resource's own counts, functions included.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
 */
export function withGlobals(type: string, resource: Node, globals: Node | undefined): Node | undefined {
  const properties = child(resource, 'Properties');
  if (!isServerless(type) || globals?.kind !== 'map') return properties;
  const shared = heeded(globals.get(type.slice(prefix.length)), child(resource, 'IgnoreGlobals'));
  return shared === undefined ? properties : merged(shared, properties);
}

/** `IgnoreGlobals` of a resource: `*`, or a list of properties. */
function heeded(shared: Node | undefined, ignored: Node | undefined): Node | undefined {
  if (shared?.kind !== 'map' || ignored === undefined) return shared;
  if (textOf(ignored) === '*') return undefined;
  const names = new Set(ignored.kind === 'list' ? ignored.items.map(textOf) : []);
  return new MapNode(shared.members.filter(({ key }) => !names.has(key)), shared.document, shared.start, shared.end);
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

export function isFunction(node: Node): boolean {
  const [only, second] = node.kind === 'map' ? node.members : [];
  return only !== undefined && second === undefined && (only.key === 'Ref' || only.key === 'Condition' || only.key.startsWith('Fn::'));
}
