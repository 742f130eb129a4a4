import { isArray, isObject, type JsonValue } from '#model/json.ts';
import { known, oneOf, unknown, type Known, type Unknown } from '#model/known.ts';
import type { Resource, Tag } from '#model/resource.ts';
import { Open, Unsure, type Mask } from '#inputs/resource/mask.ts';
import { batchesOf, templateWords } from '#inputs/cloudformation/resources.ts';
import { serverlessResources } from '#inputs/cloudformation/serverless/resources.ts';
import type { StackFacts, TemplateResource } from '#inputs/cloudformation/template-resource.ts';

/** Resources as the reader of templates hands them over, written with what stands for unknown places. */
export type Written = JsonValue | Ref | Choice | Opened | readonly Written[] | { readonly [key: string]: Written };

class Ref {
  readonly refs: readonly string[];
  readonly because: string;
  constructor(refs: readonly string[], because: string) {
    this.refs = refs;
    this.because = because;
  }
}
class Choice {
  readonly values: readonly string[];
  constructor(values: readonly string[]) {
    this.values = values;
  }
}
class Opened {
  readonly inner: Written;
  constructor(inner: Written) {
    this.inner = inner;
  }
}

/** `!Ref Vpc`, `!GetAtt Vpc.Arn`. */
export const ref = (address: string): Ref => new Ref([address], 'known after deployment');
/** A parameter without a value. */
export const parameter = (name: string): Ref => new Ref([`parameter ${name}`], `parameter ${name} has no value`);
/** A parameter with allowed values. */
export const choice = (...values: readonly string[]): Choice => new Choice(values);
/** A list or map of which a condition decides whether it holds more. */
export const opened = (inner: Written): Opened => new Opened(inner);

interface Split {
  readonly value: JsonValue | undefined;
  readonly mask: Mask | undefined;
}

function split(written: Written): Split {
  if (written instanceof Ref) return { value: undefined, mask: new Unsure(unknown(written.because, written.refs)) };
  if (written instanceof Choice) {
    const choices = oneOf(written.values, 'parameter Size may be any of its allowed values', ['parameter Size']);
    if (choices.status !== 'oneOf') throw new Error('a choice has two values or more');
    return { value: undefined, mask: new Unsure(choices) };
  }
  if (written instanceof Opened) {
    const { value, mask } = split(written.inner);
    return { value, mask: new Open(mask, unknown('condition IsProd is not decided', ['condition IsProd'])) };
  }
  if (isArray(written as JsonValue)) {
    const parts = (written as readonly Written[]).map(split);
    return { value: parts.map(({ value }) => value ?? null), mask: parts.map(({ mask }) => mask ?? null) };
  }
  if (isObject(written as JsonValue)) {
    const parts = Object.entries(written as { readonly [key: string]: Written }).map(([key, inner]) => [key, split(inner)] as const);
    return {
      value: Object.fromEntries(parts.flatMap(([key, { value }]) => (value === undefined ? [] : [[key, value] as const]))),
      mask: Object.fromEntries(parts.flatMap(([key, { mask }]) => (mask === undefined ? [] : [[key, mask] as const]))),
    };
  }
  return { value: written as JsonValue, mask: undefined };
}

export interface Deployed {
  readonly region?: Known<string>;
  readonly account?: Known<string>;
  readonly tags?: Readonly<Record<string, string>>;
  readonly tagsOpen?: Unknown;
  readonly conditional?: Readonly<Record<string, Unknown>>;
}

export type Template = Readonly<Record<string, readonly [type: string, properties: Written]>>;

export function resourcesIn(template: Template, deployed: Deployed = {}): readonly TemplateResource[] {
  const stack: StackFacts = {
    path: '', stackName: 'shop-prod', region: deployed.region ?? known('eu-west-1'), account: deployed.account ?? known('111122223333'),
    tags: Object.entries(deployed.tags ?? {}).map(([key, value]): Tag => ({ key, value: known(value), origin: 'stack tags' })), tagsOpen: deployed.tagsOpen ?? null,
  };
  return Object.entries(template).map(([address, [type, properties]]) => ({
    address, logicalId: address.slice(address.lastIndexOf('/') + 1), type, action: 'create', ...split(properties), metadata: undefined, conditional: deployed.conditional?.[address] ?? null, id: null, source: null, stack,
  }));
}

/** The resources of a template, by address. */
export function judgedIn(template: Template, deployed: Deployed = {}): Readonly<Record<string, Resource>> {
  const written = resourcesIn(template, deployed);
  const all = [...batchesOf([...written, ...serverlessResources(written)], templateWords, { attributes: () => true, relations: () => true })].flat();
  return Object.fromEntries(all.map((resource) => [resource.address, resource]));
}

/** `owner=checkout(stack tags)`; `…` where there may be more. */
export function tagsOf(set: Resource['tags'] | undefined): readonly string[] {
  if (set === undefined) return [];
  const entries = set.entries.map(({ key, value, origin }) => `${key}=${value.status === 'known' ? value.value : value.status === 'oneOf' ? value.values.join('|') : '?'}(${origin})`);
  return set.open === null ? entries : [...entries, `… ${set.open.because}`];
}

/** Tags of what a resource makes: `volume at PATH: …`. */
export function nestedOf(resource: Resource | undefined): readonly string[] {
  return (resource?.nestedTags ?? []).map(({ path, target, tags }) => `${target} at ${path}: ${tagsOf(tags).join(' ')}`.trim());
}

/** `path name xCOUNT model*COUNT market role`, in short. */
export function shapesOf(resource: Resource | undefined): readonly string[] {
  return (resource?.shapes ?? []).map(({ path, name, count, accelerator, market, role, form }) => {
    const text = (field: Known<string | number>): string => (field.status === 'known' ? String(field.value) : field.status === 'oneOf' ? field.values.join('|') : field.status === 'unknown' ? `? ${field.because}` : '-');
    return [path, text(name), form === 'name' ? '' : `(${form})`, count.status === 'known' && count.value === 1 ? '' : `x ${text(count)}`, accelerator === null ? '' : `${accelerator.model ?? 'accelerator'}*${text(accelerator.count)}`, market ?? '', role ?? '']
      .filter((part) => part !== '').join(' ');
  });
}
