import { unknown, type Unknown } from '#model/known.ts';
import { ProblemError, type Problem } from '#model/problem.ts';
import type { SourcePlace } from '#model/resource.ts';
import { Assumptions } from './assumptions.ts';
import type { Deployment } from './deployment.ts';
import { child, MapNode, placeOf, textOf as textNode, type Member, type Node } from './document/node.ts';
import { readDocument, type Read } from './document/read.ts';
import { Evaluator } from './evaluator.ts';
import type { TemplateFiles } from './template-files.ts';
import { each, expand, type Entry } from './for-each.ts';
import { Parameters } from './parameters.ts';
import { pseudoParameter } from './pseudo-parameters.ts';
import { impliedApis } from './serverless/implicit-apis.ts';
import type { Included, ParameterPlace, Scope, Surroundings } from './scope.ts';
import { StackResource } from './stack-resource.ts';
import type { Template } from './template.ts';
import { macroIn, madeBy } from './transforms.ts';
import type { Value } from './value.ts';

/** What loops, includes and nested stacks of one input may make before landrail stops: CloudFormation stops at 500 resources a stack. */
export class Budget {
  #left = 20_000;

  spend(amount: number): boolean {
    this.#left -= amount;
    return this.#left >= 0;
  }
}

/** What is shared by all stacks of one input. */
export interface Surrounding {
  readonly files: TemplateFiles;
  readonly budget: Budget;
  /** Files that were read, by their paths. */
  readonly documents: Map<string, Read>;
  readonly problems: Problem[];
}

/** Of stacks of stacks. */
export interface Place {
  /** Of its resources, `Network/`; empty at the top. */
  readonly prefix: string;
  /** Nested stacks and what they put out, by logical id; asked when somebody needs them. */
  readonly nested: (stack: Stack, logicalId: string) => Stack | null;
  /** The resources of its parents that make it, outermost first. */
  readonly makers: readonly StackResource[];
}

/** A resource that an `AWS::Include` says a part of, or all, with what the file holds. */
function completed(entry: Entry): Entry {
  const { value, scope } = entry;
  if (value.kind !== 'map' || value.get('Fn::Transform') === undefined) return entry;
  const { entries, macro } = expand(value, scope);
  return macro !== null ? entry : { ...entry, value: new MapNode(entries, value.document, value.start, value.end) };
}

/** An `AWS::Include` at the top of a template. */
export interface TopInclude {
  /** Null where it is no text. */
  readonly location: string | null;
  /** What the file holds; null where it is not at hand. */
  readonly node: MapNode | null;
  readonly place: SourcePlace;
}

const costOfInclude = 100;

/** A template with all that it is deployed with. Everything is worked out when it is asked for, and once. */
export class Stack implements Surroundings {
  readonly template: Template;
  readonly deployment: Deployment;
  readonly place: Place;
  /** Tags that its makers may add. */
  readonly tagsOpen: Unknown | null;
  readonly scope: Scope;
  readonly #parameters: Parameters;
  readonly #surrounding: Surrounding;
  #includes: readonly TopInclude[] | null = null;
  #conditions: ReadonlyMap<string, Entry> | null = null;
  /** Those of what is made though nobody writes it. */
  #impliedConditions: ReadonlyMap<string, Entry> | null = null;
  #outputs: ReadonlyMap<string, Entry> | null = null;
  #resources: ReadonlyMap<string, StackResource> | null = null;

  constructor(template: Template, deployment: Deployment, place: Place, surrounding: Surrounding, tagsOpen: Unknown | null) {
    this.template = template;
    this.deployment = deployment;
    this.place = place;
    this.tagsOpen = tagsOpen;
    this.#surrounding = surrounding;
    this.#parameters = new Parameters(this.section('Parameters'), deployment.parameters);
    this.scope = new Evaluator(this, new Assumptions());
  }

  /** A section, with what `AWS::Include` at the top of the template adds to it. */
  section(name: string): Node | undefined {
    const own = this.template.root.get(name);
    const included = this.includes.flatMap(({ node }): readonly Member[] => {
      const section = child(node ?? undefined, name);
      return section?.kind === 'map' ? section.members : [];
    });
    if (included.length === 0) return own;
    const members: readonly Member[] = [...(own?.kind === 'map' ? own.members : []), ...included];
    return new MapNode(members, this.template.document, own?.start ?? 0, own?.end ?? 0);
  }

  /** What `AWS::Include` at the top of the template puts in. */
  get includes(): readonly TopInclude[] {
    const transform = this.template.root.get('Transform');
    return (this.#includes ??= transform === undefined ? [] : this.#included(transform));
  }

  #included(node: Node): readonly TopInclude[] {
    if (node.kind === 'list') return node.items.flatMap((item) => this.#included(item));
    if (node.kind !== 'map' || textNode(node.get('Name')) !== 'AWS::Include') return [];
    // The location may hold no function here.
    const location = textNode(child(node.get('Parameters'), 'Location'));
    return [{ location: location ?? null, node: location === undefined ? null : this.#file(location, node), place: placeOf(node) }];
  }

  get secrets(): Iterable<string> {
    return this.#parameters.secrets;
  }

  hasParameter(name: string): boolean {
    return this.#parameters.has(name);
  }

  parameter(name: string): Value | undefined {
    return this.#parameters.value(name);
  }

  parameterPlace(name: string): ParameterPlace | null {
    return this.#parameters.place(name);
  }

  pseudoParameter(name: string): Value | undefined {
    return pseudoParameter(name, this.deployment);
  }

  mapping(name: string): Node | undefined {
    return child(this.section('Mappings'), name);
  }

  condition(name: string): Entry | undefined {
    return (this.#conditions ??= this.#entries('Conditions')).get(name) ?? this.#impliedConditions?.get(name);
  }

  /** All resources that are written, in the order of the template, and the APIs that their events imply, whether their conditions hold or not. */
  get resources(): ReadonlyMap<string, StackResource> {
    if (this.#resources !== null) return this.#resources;
    const section = this.section('Resources');
    const resources = new Map<string, StackResource>();
    this.#resources = resources;
    if (section?.kind !== 'map') return resources;
    const { entries, macro, refused } = expand(section, this.scope, true);
    const changed = macroIn(this.template.transforms) ?? macro;
    const globals = this.section('Globals');
    const times = new Map<string, number>();
    for (const entry of entries) {
      const time = (times.get(entry.key) ?? 0) + 1;
      times.set(entry.key, time);
      const key = time === 1 ? entry.key : this.#again(entry, time);
      resources.set(key, new StackResource(`${this.place.prefix}${key}`, { ...completed(entry), key }, changed, globals));
    }
    const implied = impliedApis(resources.values(), globals);
    this.#impliedConditions = implied.conditions;
    for (const entry of implied.resources) if (!resources.has(entry.key)) resources.set(entry.key, new StackResource(`${this.place.prefix}${entry.key}`, entry, changed, globals));
    for (const { because, place } of refused) this.#refuse('template-loop', place, `resources are missing: ${because}`, 'CloudFormation refuses it too, or takes at most 500 resources in a stack; correct it');
    return resources;
  }

  /** Loops over several things that are not known all make `Topic[*]`; what has one name otherwise is a mistake, and the last one counts. */
  #again({ key, document, keyStart, keyEnd }: Entry, time: number): string {
    if (key.includes(each)) return `${key} ${time}`;
    // What is written twice in one map is told by the template.
    if (!document.duplicates.some(({ second }) => second === keyStart)) this.#refuse('template-duplicate-key', document.place(keyStart, keyEnd), `resource ${key} is made twice, and only the last was judged`, 'give each a name of its own');
    return key;
  }

  #refuse(code: string, { file, line, column }: SourcePlace, message: string, hint: string): void {
    this.#surrounding.problems.push({ code, message, where: `${file}:${line}:${column}`, hint });
  }

  resource(logicalId: string): string | undefined {
    return this.resources.has(logicalId) ? `${this.place.prefix}${logicalId}` : undefined;
  }

  output(logicalId: string, name: string): Value | undefined {
    return this.resources.has(logicalId) ? this.place.nested(this, logicalId)?.ownOutput(name) : undefined;
  }

  /** What the stack puts out under a name. */
  ownOutput(name: string): Value | undefined {
    const output = (this.#outputs ??= this.#entries('Outputs')).get(name);
    const value = child(output?.value, 'Value');
    return output === undefined || value === undefined ? undefined : output.scope.resolve(value);
  }

  #entries(name: string): ReadonlyMap<string, Entry> {
    const section = this.section(name);
    return new Map(section?.kind === 'map' ? expand(section, this.scope).entries.map((entry) => [entry.key, entry]) : []);
  }

  include(transform: Node, scope: Scope): Included {
    const name = textNode(child(transform, 'Name')) ?? 'of an unknown name';
    if (name !== 'AWS::Include') return { kind: 'macro', because: madeBy([name]) };
    const location = child(child(transform, 'Parameters'), 'Location');
    const path = scope.textAt(location);
    const node = path === null ? null : this.#file(path, transform);
    return node === null ? { kind: 'macro', because: unknown('AWS::Include takes it from a file that is not at hand', path === null ? [] : [path]) } : { kind: 'file', node };
  }

  /** A local file that the template includes. */
  #file(location: string, at: Node): MapNode | null {
    if (/^[a-z0-9]+:\/\//i.test(location) || !this.spend(costOfInclude)) return null;
    const found = this.#surrounding.files.read(at.document.path, location);
    if ('because' in found || found.path === at.document.path) return null;
    const before = this.#surrounding.documents.get(found.path);
    if (before !== undefined) return this.#map(before, at);
    try {
      const read = readDocument(found.text, found.path);
      this.#surrounding.documents.set(found.path, read);
      return this.#map(read, at);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      this.#surrounding.problems.push(...error.problems);
      return null;
    }
  }

  #map({ root, document }: Read, at: Node): MapNode | null {
    if (root?.kind === 'map') return root;
    this.#refuse('template-include', placeOf(at), `${document.path} holds ${root === null ? 'nothing' : 'no map'}, and cannot be included`, 'AWS::Include takes a file that holds a map');
    return null;
  }

  spend(amount: number): boolean {
    return this.#surrounding.budget.spend(amount);
  }
}
