import type { Document } from '../document/document.ts';
import { child, MapNode, textOf, type Member, type Node, type Scalar } from '../document/node.ts';
import { expand, type Entry } from '../for-each.ts';
import type { StackResource } from '../stack-resource.ts';

interface ApiKind {
  readonly logicalId: string;
  readonly type: string;
  /** Of an event, and what names its API there. */
  readonly event: string;
  readonly names: string;
  readonly stage: string | null;
}

const kinds: readonly ApiKind[] = [
  { logicalId: 'ServerlessRestApi', type: 'AWS::Serverless::Api', event: 'Api', names: 'RestApiId', stage: 'Prod' },
  { logicalId: 'ServerlessHttpApi', type: 'AWS::Serverless::HttpApi', event: 'HttpApi', names: 'ApiId', stage: null },
];

/** What the events of a template make, as if the template wrote it. */
export interface Implied {
  readonly resources: readonly Entry[];
  readonly conditions: ReadonlyMap<string, Entry>;
}

interface Calling {
  readonly resource: StackResource;
  readonly event: Entry;
}

/**
 * The APIs that functions and state machines are called by and nobody writes: SAM puts one of each kind into the template, and then reads
 * it as it reads all others. It is made where one of its callers is, and has the tags of those that propagate theirs.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html#sam-specification-generated-resources-function-implicit-api
 */
export function impliedApis(resources: Iterable<StackResource>, globals: Node | undefined): Implied {
  const called = [...resources].filter(({ type }) => type === 'AWS::Serverless::Function' || type === 'AWS::Serverless::StateMachine');
  const found: Entry[] = [];
  const conditions = new Map<string, Entry>();
  for (const kind of kinds) {
    const calling = called.flatMap((resource) => eventsOf(resource, kind));
    const [first] = calling;
    if (first === undefined) continue;
    const at = new Place({ ...first.event, scope: first.resource.outer });
    const names = [...new Set(calling.map(({ resource }) => resource.condition))];
    const condition = names.includes(null) ? null : names.length === 1 ? (names[0] ?? null) : `${kind.logicalId}Condition`;
    if (condition !== null && names.length > 1) conditions.set(condition, at.entry(condition, at.map([at.member('Fn::Or', at.list(names.map((name) => at.map([at.member('Condition', at.scalar(name))]))))])));
    const tags = tagsOf(calling, kind, globals, at);
    const properties = [
      ...(kind.stage === null ? [] : [at.member('StageName', at.scalar(kind.stage))]),
      ...(tags.length === 0 ? [] : [at.member('Tags', at.map(tags)), at.member('PropagateTags', at.scalar(true))]),
    ];
    found.push(at.entry(kind.logicalId, at.map([at.member('Type', at.scalar(kind.type)), ...(condition === null ? [] : [at.member('Condition', at.scalar(condition))]), at.member('Properties', at.map(properties))])));
  }
  return { resources: found, conditions };
}

function eventsOf(resource: StackResource, kind: ApiKind): readonly Calling[] {
  const events = child(resource.properties, 'Events');
  if (events?.kind !== 'map') return [];
  return expand(events, resource.scope).entries.flatMap((event) => {
    const properties = child(event.value, 'Properties');
    if (event.scope.textAt(child(event.value, 'Type')) !== kind.event || !isImplicit(properties, kind)) return [];
    // An event of a REST API without a path is none.
    return kind.event === 'Api' && (properties?.kind !== 'map' || properties.members.length === 0) ? [] : [{ resource, event }];
  });
}

function isImplicit(properties: Node | undefined, { names, logicalId }: ApiKind): boolean {
  const api = child(properties, names);
  return api === undefined || (textOf(api) ?? textOf(child(api, 'Ref'))) === logicalId;
}

/** SAM takes the tags of a function, or those of `Globals` where it has none, and not both. */
function tagsOf(calling: readonly Calling[], { names }: ApiKind, globals: Node | undefined, at: Place): readonly Member[] {
  const tags = new Map<string, Map<Scalar | Node, Member>>();
  for (const { resource, event } of calling) {
    if (child(child(event.value, 'Properties'), names) !== undefined) continue;
    const own = child(resource.node, 'Properties');
    const shared = child(globals, resource.type.slice('AWS::Serverless::'.length));
    const handedOn = [own, shared].some((one) => isOn(child(one, 'PropagateTags')));
    const given = [own, shared].map((one) => child(one, 'Tags')).find((one) => one?.kind === 'map' && one.members.length > 0);
    for (const member of handedOn && given?.kind === 'map' ? given.members : []) {
      const before = tags.get(member.key);
      const value = member.value.kind === 'scalar' ? member.value.value : member.value;
      if (before === undefined) tags.set(member.key, new Map([[value, member]]));
      else before.set(value, member);
    }
  }
  return [...tags.values()].map((values) => oneOf([...values.values()], at));
}

/** In which order SAM takes the functions, nothing tells: of several values it is one. */
function oneOf(members: readonly Member[], at: Place): Member {
  const [first] = members as readonly [Member, ...Member[]];
  return members.length === 1 ? first : at.member(first.key, at.map([at.member('Fn::Select', at.list([at.map([at.member('Ref', at.scalar('AWS::StackId'))]), at.list(members.map(({ value }) => value))]))]));
}

function isOn(node: Node | undefined): boolean {
  return node !== undefined && (node.kind !== 'scalar' || node.value === true || node.value === 'true');
}

/** Nodes that stand where an event stands. */
class Place {
  readonly #at: Entry;
  readonly #document: Document;

  constructor(at: Entry) {
    this.#at = at;
    this.#document = at.document;
  }

  scalar(value: Scalar): Node {
    return { kind: 'scalar', value, ...this.#span };
  }

  list(items: readonly Node[]): Node {
    return { kind: 'list', items, ...this.#span };
  }

  map(members: readonly Member[]): MapNode {
    const { document, start, end } = this.#span;
    return new MapNode(members, document, start, end);
  }

  member(key: string, value: Node): Member {
    return { key, value, keyStart: this.#at.keyStart, keyEnd: this.#at.keyEnd };
  }

  entry(key: string, value: Node): Entry {
    return { ...this.#at, key, value };
  }

  get #span(): { readonly document: Document; readonly start: number; readonly end: number } {
    return { document: this.#document, start: this.#at.keyStart, end: this.#at.keyEnd };
  }
}
