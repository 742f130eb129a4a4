import { known, oneOf, unknown, type Known } from '#model/known.ts';
import { ProblemError } from '#model/problem.ts';
import { givesTags, type Deployment, type GivenParameter } from './deployment.ts';
import { child, placeOf, type Node } from './document/node.ts';
import { tagPlaceIn } from './locate.ts';
import { samTag } from './serverless/own-tags.ts';
import { mergedTags, stackTags, type StackTags } from './stack-tags.ts';
import { Stack, type Surrounding } from './stack.ts';
import type { StackResource } from './stack-resource.ts';
import { readTemplate, type Template } from './template.ts';
import { doubt, isScalar, ListValue, MapValue, nothing, Perhaps, textOf, undecided, type Value } from './value.ts';

/** What a resource that makes stacks makes; or why that is not known, in a clause. */
export type Made = readonly Stack[] | { readonly because: string };

const costOfStack = 50;

const makers: ReadonlySet<string> = new Set(['AWS::CloudFormation::Stack', 'AWS::CloudFormation::StackSet', 'AWS::Serverless::Application']);

/** Nested stacks, serverless applications and stack sets whose templates lie beside the template that names them. */
export class NestedStacks {
  readonly #surrounding: Surrounding;
  readonly #templates = new Map<string, Template | null>();
  readonly #made = new Map<StackResource, Made>();
  readonly #open = new Set<StackResource>();

  constructor(surrounding: Surrounding) {
    this.#surrounding = surrounding;
  }

  top(template: Template, deployment: Deployment): Stack {
    this.#templates.set(template.path, template);
    return this.#stack(template, deployment, '', [], null);
  }

  /** Null for a resource that makes no stacks. */
  of(stack: Stack, resource: StackResource): Made | null {
    if (!makers.has(resource.type)) return null;
    const before = this.#made.get(resource);
    if (before !== undefined) return before;
    // What a stack puts out may be asked while it is still made: by its own parameters.
    if (this.#open.has(resource)) return { because: 'it depends on itself' };
    this.#open.add(resource);
    const made = resource.type === 'AWS::CloudFormation::StackSet' ? this.#stackSet(stack, resource) : this.#nested(stack, resource);
    this.#open.delete(resource);
    this.#made.set(resource, made);
    return made;
  }

  #stack(template: Template, deployment: Deployment, prefix: string, by: readonly StackResource[], tagsOpen: StackTags['open']): Stack {
    const nested = (stack: Stack, logicalId: string): Stack | null => {
      const resource = stack.resources.get(logicalId);
      const made = resource === undefined || resource.type === 'AWS::CloudFormation::StackSet' ? null : this.of(stack, resource);
      return made === null || 'because' in made ? null : (made[0] ?? null);
    };
    return new Stack(template, deployment, { prefix, nested, makers: by }, this.#surrounding, tagsOpen);
  }

  #nested(stack: Stack, resource: StackResource): Made {
    const isServerless = resource.type === 'AWS::Serverless::Application';
    const beside = resource.assetPath ?? this.#surrounding.files.templateOf?.(resource.node.document.path, resource.logicalId) ?? null;
    const template = this.#template(stack, resource, beside ?? resource.text(isServerless ? 'Location' : 'TemplateURL'), isServerless ? 'Location' : 'TemplateURL');
    if ('because' in template) return template;
    const parameters = this.#arguments(resource, child(resource.properties, 'Parameters'));
    const origin = `tags of stack ${resource.address}`;
    const written = stackTags(valueAt(resource, 'Tags'), origin);
    const own = isServerless ? { ...written, tags: mergedTags(written.tags, [samTag(resource.type, origin)].filter((tag) => tag !== null)) } : written;
    const deployment = { ...stack.deployment, stackName: null, parameters, tags: mergedTags(stack.deployment.tags, own.tags), tagPlace: tagPlaces(resource, own, stack.deployment) };
    return [this.#stack(template, deployment, `${resource.address}/`, [...stack.place.makers, resource], stack.tagsOpen ?? own.open)];
  }

  /** One stack in each region; which accounts it goes to may be known too. */
  #stackSet(stack: Stack, resource: StackResource): Made {
    const body = child(resource.properties, 'TemplateBody');
    const template = body === undefined ? this.#template(stack, resource, resource.text('TemplateURL'), 'TemplateURL') : this.#inline(stack, resource, body);
    if ('because' in template) return template;
    const parameters = this.#listed(resource, child(resource.properties, 'Parameters'));
    const own = stackTags(valueAt(resource, 'Tags'), `tags of stack set ${resource.address}`);
    const places = placesOf(resource);
    return places.map(({ label, region, account, overrides }) => {
      const deployment = { region, account, stackName: null, tags: own.tags, tagPlace: tagPlaces(resource, own, null), parameters: new Map([...parameters, ...this.#listed(resource, overrides)]) };
      return this.#stack(template, deployment, `${resource.address}[${label}]/`, [...stack.place.makers, resource], own.open);
    });
  }

  #template(stack: Stack, resource: StackResource, name: string | null, property: string): Template | { readonly because: string } {
    if (name === null) return { because: doubt(valueAt(resource, property))?.because ?? 'it comes from a place that the template does not write out' };
    const local = name.replace(/^file:\/\//, '');
    if (/^[a-z0-9+.-]+:/i.test(local)) return { because: `its template is at ${name}` };
    const found = this.#surrounding.files.read(resource.node.document.path, local);
    if ('because' in found) return found;
    const chain = [stack.template.path, ...stack.place.makers.map((maker) => maker.node.document.path)];
    if (chain.includes(found.path)) {
      this.#refuse('template-cycle', resource, `nested stack ${resource.address} is made of ${found.path}, and so holds itself`, 'a stack cannot hold itself; name another template');
      return { because: 'it holds itself' };
    }
    return this.#counted(resource, this.#read(found.path, found.text));
  }

  #counted(resource: StackResource, template: Template | null): Template | { readonly because: string } {
    if (template === null) return { because: 'its template cannot be read' };
    if (this.#surrounding.budget.spend(costOfStack)) return template;
    this.#refuse('template-too-many-stacks', resource, 'there are more nested stacks than landrail follows', 'check the parts by themselves');
    return { because: 'there are too many stacks' };
  }

  #read(path: string, text: string): Template | null {
    const before = this.#templates.get(path);
    if (before !== undefined) return before;
    let template: Template | null = null;
    try {
      template = readTemplate(text, path);
      this.#surrounding.documents.set(path, template);
      this.#surrounding.problems.push(...template.problems);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      this.#surrounding.problems.push(...error.problems);
    }
    this.#templates.set(path, template);
    return template;
  }

  /** A template that stands as a text within another: all of it stands where the text does. */
  #inline(stack: Stack, resource: StackResource, body: Node): Template | { readonly because: string } {
    const value = resource.scope.resolve(body);
    if (!isScalar(value)) return { because: doubt(value)?.because ?? 'its template is no text' };
    try {
      return this.#counted(resource, readTemplate(textOf(value), stack.template.path, placeOf(body)));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      this.#surrounding.problems.push(...error.problems);
      return { because: 'its template cannot be read' };
    }
  }

  #refuse(code: string, { source }: StackResource, message: string, hint: string): void {
    this.#surrounding.problems.push({ code, message, where: `${source.file}:${source.line}:${source.column}`, hint });
  }

  /** `{Name: value}` of a nested stack. */
  #arguments(resource: StackResource, node: Node | undefined): ReadonlyMap<string, GivenParameter> {
    const { scope } = resource;
    const given = new Map<string, GivenParameter>();
    const value = node === undefined ? nothing : scope.resolve(node);
    if (value instanceof MapValue) {
      for (const [key, one] of value.members) {
        const written = child(node, key);
        if (one !== nothing) given.set(key, { value: passed(one), place: placeOf(written ?? node ?? resource.node), argument: { node: written ?? node ?? resource.node, scope } });
      }
    }
    return given;
  }

  /** `[{ParameterKey, ParameterValue}]` of a stack set. */
  #listed(resource: StackResource, node: Node | undefined): ReadonlyMap<string, GivenParameter> {
    const { scope } = resource;
    const given = new Map<string, GivenParameter>();
    for (const item of node?.kind === 'list' ? node.items : []) {
      const key = scope.textAt(child(item, 'ParameterKey'));
      const written = child(item, 'ParameterValue');
      if (key !== null && written !== undefined) given.set(key, { value: passed(scope.resolve(written)), place: placeOf(written), argument: { node: written, scope } });
    }
    return given;
  }
}

/** Where a stack is given its tags: by what makes it, else by what its parent was given. */
function tagPlaces(resource: StackResource, { tags }: StackTags, parent: Deployment | null): NonNullable<Deployment['tagPlace']> {
  const own = new Set(tags.map(({ key }) => key));
  return (key) => (own.has(key) ? givesTags(tagPlaceIn(resource, key), key) : (parent?.tagPlace?.(key) ?? null));
}

/** A parameter that may not be given is not known: its default may count. */
function passed(value: Value): Value {
  if (!(value instanceof Perhaps)) return value;
  const reason = doubt(value);
  return undecided(reason?.because ?? '', reason?.refs ?? []);
}

function valueAt(resource: StackResource, property: string): Value {
  const node = child(resource.properties, property);
  return node === undefined ? nothing : resource.scope.resolve(node);
}

interface Where {
  readonly label: string;
  readonly region: Known<string>;
  readonly account: Known<string>;
  readonly overrides: Node | undefined;
}

/** Regions and accounts of a stack set: `StackInstancesGroup[]`. */
function placesOf(resource: StackResource): readonly Where[] {
  const groups = child(resource.properties, 'StackInstancesGroup');
  const found: Where[] = [];
  const times = new Map<string, number>();
  for (const group of groups?.kind === 'list' ? groups.items : []) {
    const account = accountsOf(resource, child(group, 'DeploymentTargets'));
    const overrides = child(group, 'ParameterOverrides');
    const regions = textsOf(resource, child(group, 'Regions'));
    for (const name of regions ?? [null]) {
      const base = name ?? '*';
      const count = (times.get(base) ?? 0) + 1;
      times.set(base, count);
      found.push({ label: count === 1 ? base : `${base} ${count}`, region: name === null ? somewhere(resource) : known(name), account, overrides });
    }
  }
  return found.length > 0 ? found : [{ label: '*', region: somewhere(resource), account: unknown(`stack set ${resource.address} does not say in which accounts it makes stacks`, [resource.address]), overrides: undefined }];
}

function somewhere(resource: StackResource): Known<string> {
  return unknown(`stack set ${resource.address} does not say in which regions it makes stacks`, [resource.address]);
}

function accountsOf(resource: StackResource, targets: Node | undefined): Known<string> {
  const accounts = textsOf(resource, child(targets, 'Accounts'));
  const units = child(targets, 'OrganizationalUnitIds');
  if (accounts === null || accounts.length === 0 || units !== undefined) return unknown(`stack set ${resource.address} goes to the accounts of organizational units`, [resource.address]);
  return oneOf(accounts, `stack set ${resource.address} goes to these accounts`, [resource.address]);
}

/** The texts of a list; null where one of them is not known. */
function textsOf(resource: StackResource, node: Node | undefined): readonly string[] | null {
  const value = node === undefined ? nothing : resource.scope.resolve(node);
  if (!(value instanceof ListValue) || value.open !== null) return null;
  const texts = value.items.map((item) => (isScalar(item) ? textOf(item) : null));
  return texts.includes(null) ? null : (texts as readonly string[]);
}
