import type { Located } from '#model/finding.ts';
import type { LeftOut } from '#model/input.ts';
import type { Unknown } from '#model/known.ts';
import type { Problem } from '#model/problem.ts';
import type { SourcePlace } from '#model/resource.ts';
import type { WrittenIgnore } from '#model/waiver.ts';
import type { Locate } from '../reading.ts';
import { SourceText } from '../source-text.ts';
import type { Deployment } from './deployment.ts';
import { child, textOf, type MapNode } from './document/node.ts';
import type { Read } from './document/read.ts';
import type { TemplateFiles } from './template-files.ts';
import { ignoresOfTemplate } from './ignores.ts';
import { leftOutOf } from './left-out.ts';
import { locateIn } from './locate.ts';
import { NestedStacks } from './nested.ts';
import { parameterFaults } from './parameter-faults.ts';
import type { Placed } from './placed.ts';
import { Budget, type Stack, type Surrounding } from './stack.ts';
import type { StackResource } from './stack-resource.ts';
import { readTemplate, type Template } from './template.ts';
import type { MadeBeside, TemplateResource } from './template-resource.ts';
import { templateResources } from './template-resources.ts';

/** A template and all that it makes of other templates beside it. */
export class TemplateReading {
  readonly template: Template;
  readonly placed: readonly Placed[];
  readonly notes: readonly string[];
  readonly leftOut: readonly LeftOut[];
  readonly ignores: readonly WrittenIgnore[];
  readonly sensitive: readonly string[];
  readonly #documents: ReadonlyMap<string, Read>;
  readonly #byAddress: ReadonlyMap<string, Placed>;
  readonly #sources = new Map<string, SourceText>();
  readonly #deployment: Deployment;
  readonly #top: Stack;
  readonly #surrounding: Surrounding;
  readonly #ownProblems: readonly Problem[];
  #resources: readonly TemplateResource[] | null = null;
  #madeBeside: ReadonlyMap<string, MadeBeside> | null = null;

  /** @throws ProblemError for a text that is no template. */
  constructor(text: string, path: string, deployment: Deployment, files: TemplateFiles) {
    const template = readTemplate(text, path);
    const surrounding: Surrounding = { files, budget: new Budget(), documents: new Map([[path, template]]), problems: [...template.problems] };
    const nested = new NestedStacks(surrounding);
    const walk = new Walk(nested, path);
    this.#deployment = deployment;
    this.#top = nested.top(template, deployment);
    walk.stack(this.#top, null);
    this.template = template;
    this.placed = walk.placed;
    this.notes = walk.notes;
    this.leftOut = walk.leftOut;
    this.#surrounding = surrounding;
    this.#ownProblems = [...walk.problems, ...parameterFaults(this.#top.section('Parameters'), deployment.parameters)];
    this.ignores = [...new Set([template, ...walk.templates])].flatMap(ignoresOfTemplate);
    this.sensitive = [...walk.secrets];
    this.#documents = surrounding.documents;
    this.#byAddress = new Map(walk.placed.map((one) => [one.resource.address, one]));
  }

  /** Files that it includes are read when a value asks for them: whole once everything was asked. */
  get problems(): readonly Problem[] {
    return [...this.#surrounding.problems, ...this.#ownProblems];
  }

  /** Whether the template has such a parameter. */
  declares(parameter: string): boolean {
    return this.#top.hasParameter(parameter);
  }

  find(address: string): Placed | undefined {
    return this.#byAddress.get(address);
  }

  readonly locate: Locate = (address, path) => {
    const placed = this.find(address);
    if (placed !== undefined) return locateIn(placed.stack, placed.resource, path);
    const made = this.#made.get(address);
    const beside = this.find(made?.by ?? '');
    if (made === undefined || beside === undefined) return null;
    const isOfTags = made.tagsAt !== null && /^Tags(?=$|[.[])/.test(path);
    if (made.tagsAt === null && path.startsWith('Tags.')) return withStackTag(beside, made.at, path.slice('Tags.'.length));
    return locateIn(beside.stack, beside.resource, isOfTags ? `${made.tagsAt}${path.slice('Tags'.length)}` : made.at);
  };

  /** What the template says, resolved. */
  get resources(): readonly TemplateResource[] {
    return (this.#resources ??= templateResources(this.placed));
  }

  get #made(): ReadonlyMap<string, MadeBeside> {
    return (this.#madeBeside ??= new Map(this.resources.flatMap(({ address, made }) => (made === undefined ? [] : [[address, made] as const]))));
  }

  readonly sources = (file: string): SourceText | null => {
    const read = this.#documents.get(file);
    const source = this.#sources.get(file) ?? (read === undefined ? undefined : new SourceText(file, read.document.text)) ?? this.#deployment.sources?.get(file) ?? null;
    if (source !== null) this.#sources.set(file, source);
    return source;
  };
}

/** What has no tags but those of its stack. */
function withStackTag({ stack, resource }: Placed, at: string, key: string): Located {
  const located = locateIn(stack, resource, at);
  const given = stack.deployment.tagPlace?.(key) ?? null;
  return given === null ? located : { ...located, related: [given, ...located.related] };
}

/** Stacks and the stacks within them, each after the resource that makes it. */
class Walk {
  readonly placed: Placed[] = [];
  readonly notes: string[] = [];
  readonly leftOut: LeftOut[] = [];
  readonly problems: Problem[] = [];
  readonly secrets = new Set<string>();
  readonly templates = new Set<Template>();
  readonly #nested: NestedStacks;
  readonly #path: string;

  constructor(nested: NestedStacks, path: string) {
    this.#nested = nested;
    this.#path = path;
  }

  stack(stack: Stack, conditional: Unknown | null): void {
    this.templates.add(stack.template);
    const dropped: StackResource[] = [];
    for (const resource of stack.resources.values()) {
      const exists = resource.exists;
      if (exists === false) {
        dropped.push(resource);
        continue;
      }
      if (resource.type === '') {
        this.#untyped(resource);
        continue;
      }
      const doubt = typeof exists === 'boolean' ? conditional : exists;
      this.placed.push({ stack, resource, conditional: doubt });
      this.#made(stack, resource, doubt);
    }
    this.#modules(stack);
    for (const { node, location, place } of stack.includes) {
      if (node === null) this.notes.push(`${this.#at(place)}: what AWS::Include takes from ${location ?? 'a place that is no text'} is not at hand: the resources in it are not judged`);
    }
    for (const secret of stack.secrets) this.secrets.add(secret);
    const { leftOut, notes } = leftOutOf(stack, dropped);
    this.leftOut.push(...leftOut);
    this.notes.push(...notes);
  }

  /** Notes of an input are told with its path. */
  #at({ file, line }: SourcePlace): string {
    return file === this.#path ? `line ${line}` : `${file}:${line}`;
  }

  /** Modules that `aws cloudformation package` puts in before the template is deployed. */
  #modules(stack: Stack): void {
    const modules = stack.section('Modules');
    for (const { key, value, keyStart } of modules?.kind === 'map' ? modules.members : []) {
      const source = textOf(child(value, 'Source'));
      const { document } = modules as MapNode;
      this.notes.push(`${this.#at(document.place(keyStart, keyStart))}: module ${key}${source === undefined ? '' : ` (${source})`} is put in when the template is packaged: what it makes is not judged; check the packaged template`);
    }
  }

  #made(stack: Stack, resource: StackResource, conditional: Unknown | null): void {
    const at = this.#at(resource.source);
    if (resource.type.endsWith('::MODULE')) this.notes.push(`${at}: ${resource.address} is made by the module ${resource.type}, which CloudFormation keeps: what it makes is not judged`);
    const made = this.#nested.of(stack, resource);
    if (made === null) return;
    if ('because' in made) this.notes.push(`${at}: what ${resource.address} makes is not judged: ${made.because}`);
    else for (const one of made) this.stack(one, conditional);
  }

  #untyped({ logicalId, source, node }: StackResource): void {
    const { file, line, column } = source;
    if (node.kind === 'map' && node.get('Fn::Transform') !== undefined) {
      this.notes.push(`${this.#at(source)}: what ${logicalId} is, its Fn::Transform decides: it is not judged`);
      return;
    }
    this.problems.push({
      code: 'template-resource',
      message: node.kind === 'map' ? `resource ${logicalId} has no Type` : `resource ${logicalId} is not a map`,
      where: `${file}:${line}:${column}`,
      hint: 'every resource is a map with a Type, such as AWS::S3::Bucket',
    });
  }
}
