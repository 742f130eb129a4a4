import { isArray, isObject, type JsonValue } from '#model/json.ts';
import type { Known } from '#model/known.ts';
import type { Grant, NestedTags, OtherRegion, Relation, Resource, Shape, TagSet } from '#model/resource.ts';
import { parseAddress } from '../address.ts';
import { paired } from './paired.ts';

/** What source and a plan say of one resource, each with the first place where it is so; null where nowhere. */
export interface Agreement {
  /** Both tell, and not the same: the plan was made with other values. */
  readonly other: string | null;
  /** The source tells more than the plan. */
  readonly less: string | null;
  /** The plan tells what the source leaves open. */
  readonly more: string | null;
}

/**
 * Holds all that policies are handed of a resource of the source against what they are handed of it by a plan. Where neither is other
 * nor less, a policy that fails or passes the one does so to the other as well.
 * @param written whether the source writes an argument: what it does not write, the provider decides
 */
export function agreement(source: Resource, plan: Resource, written: (argument: string) => boolean): Agreement {
  const comparison = new Comparison();
  if (source.conditional !== null) comparison.note('more', 'count');
  // A name that is not known is that of the block.
  if (source.name !== plan.name) comparison.note(source.name === (parseAddress(source.address)?.name ?? '') ? 'more' : 'other', 'name');
  comparison.known('region', source.region, plan.region);
  comparison.known('zone', source.zone, plan.zone);
  for (const part of ['account', 'subscription', 'resourceGroup', 'project', 'compartment', 'path'] as const) comparison.known(part, source.scope[part], plan.scope[part]);
  comparison.known('folders', source.scope.folders, plan.scope.folders);
  comparison.known('image', source.image, plan.image);
  if (source.taggable !== plan.taggable) comparison.note('other', source.tagsPath ?? plan.tagsPath ?? 'tags');
  else comparison.tags(source.tagsPath ?? 'tags', source.tags, plan.tags);
  comparison.lists(source.otherRegions, plan.otherRegions, otherRegions);
  comparison.lists(source.shapes, plan.shapes, shapes);
  comparison.lists(source.nestedTags, plan.nestedTags, nestedTags);
  comparison.lists(source.grants, plan.grants, grants);
  comparison.relations(source.relations, plan.relations, written);
  if (source.attributes !== null) comparison.attributes(source, plan.attributes ?? {}, new Set(plan.unknownAttributes.map(({ path }) => path)));
  return comparison;
}

/** Elements of a list that has no order: which of them may be the same, and what they say. */
interface Element<T> {
  readonly key: (one: T) => string;
  readonly compare: (comparison: Comparison, source: T, plan: T) => void;
}

const otherRegions: Element<OtherRegion> = { key: ({ path }) => bare(path), compare: (to, a, b) => to.known(a.path, a.name, b.name) };
const nestedTags: Element<NestedTags> = { key: ({ path, target }) => `${bare(path)} ${target}`, compare: (to, a, b) => to.tags(a.path, a.tags, b.tags) };
const shapes: Element<Shape> = {
  key: ({ path, role, form, market }) => [bare(path), role, form, market].join(' '),
  compare(to, a, b) {
    to.known(a.path, a.name, b.name);
    to.known(a.path, a.count, b.count);
    to.known(a.path, a.vcpus, b.vcpus);
    if (a.accelerator !== null && b.accelerator !== null) to.known(a.path, a.accelerator.count, b.accelerator.count);
    else if (a.accelerator !== b.accelerator) to.note(a.name.status === 'known' ? 'other' : 'more', a.path);
  },
};
const grants: Element<Grant> = {
  key: ({ path }) => bare(path),
  compare(to, a, b) {
    to.known(a.path, a.role, b.role);
    // Whom it is about may stand in the role.
    if (a.role.status === 'known') to.known(a.path, a.principal, b.principal);
  },
};

/** Of one resource that are held against each other. */
const mostRelations = 500;

/** Google adds labels of its own, and nobody else may. */
const ofCloud = /^goog-/;

class Comparison implements Agreement {
  other: string | null = null;
  less: string | null = null;
  more: string | null = null;

  note(what: keyof Agreement, path: string): void {
    this[what] ??= path;
  }

  known<T extends JsonValue>(path: string, source: Known<T>, plan: Known<T>): void {
    const possible = plan.status === 'known' ? [plan.value] : plan.status === 'oneOf' ? plan.values : null;
    switch (source.status) {
      case 'known':
        if (plan.status === 'known' ? !isSame(source.value, plan.value) : plan.status === 'absent') this.note('other', path);
        else if (plan.status !== 'known') this.note('less', path);
        return;
      case 'oneOf':
        if (plan.status === 'unknown') this.note('less', path);
        else if (possible?.every((one) => source.values.some((value) => isSame(value, one))) !== true) this.note('other', path);
        else if (possible.length < source.values.length) this.note('more', path);
        return;
      case 'absent':
        // What is not written, the provider decides: often when it is applied.
        if (possible !== null) this.note('more', path);
        return;
      default:
        if (plan.status !== 'unknown') this.note('more', path);
    }
  }

  tags(path: string, source: TagSet, plan: TagSet): void {
    const planned = new Map(plan.entries.map(({ key, value }) => [key, value]));
    for (const { key, value } of source.entries) {
      const other = planned.get(key);
      planned.delete(key);
      if (other !== undefined) this.known(path, value, other);
      else this.note(plan.open === null ? 'other' : 'less', path);
    }
    if ([...planned.keys()].some((key) => !ofCloud.test(key))) this.note(source.open === null ? 'other' : 'more', path);
    if (source.open === null && plan.open !== null) this.note('less', path);
    if (source.open !== null && plan.open === null) this.note('more', path);
  }

  /** A plan sorts the elements of sets. */
  lists<T extends { readonly path: string }>(source: readonly T[], plan: readonly T[], { key, compare }: Element<T>): void {
    const pairs = paired(source, plan, (one) => JSON.stringify({ ...one, path: bare(one.path) }), (one, other) => {
      if (key(one) !== key(other)) return null;
      const comparison = new Comparison();
      compare(comparison, one, other);
      return { fits: comparison.#fits, as: { path: one.path, comparison } };
    });
    if (pairs === null) this.note('other', (source[0] ?? plan[0])?.path ?? '');
    for (const { path, comparison } of pairs ?? []) for (const what of ['other', 'less', 'more'] as const) if (comparison[what] !== null) this.note(what, path);
  }

  get #fits(): boolean {
    return this.other === null && this.less === null;
  }

  relations(source: readonly Relation[], plan: readonly Relation[], written: (argument: string) => boolean): void {
    if (source.length > mostRelations || plan.length > mostRelations) return isSame(source, plan) ? undefined : this.note('other', source[0]?.path ?? '');
    const left = [...plan];
    for (const one of source) {
      const isOpen = one.address === null && one.id === null;
      const index = left.findIndex(({ role, path, address, id }) => role === one.role && bare(path) === bare(one.path) && (isOpen || (one.address !== null && (address === one.address || address === null)) || (one.id !== null && id === one.id)));
      if (index < 0) this.note('other', one.path);
      else if (left[index]?.address !== one.address || left[index]?.id !== one.id) this.note('more', one.path);
      if (index >= 0) left.splice(index, 1);
    }
    for (const { path } of left) this.note(written(/^[^.[]*/.exec(path)?.[0] ?? path) ? 'other' : 'more', path);
  }

  attributes({ attributes, unknownAttributes }: Pick<Resource, 'attributes' | 'unknownAttributes'>, plan: Resource['attributes'], openInPlan: ReadonlySet<string>): void {
    const open = new Set(unknownAttributes.map(({ path }) => path));
    for (const path of open) if (!openInPlan.has(path)) this.note('more', path);
    for (const [name, value] of Object.entries(attributes ?? {})) this.#argument(name, value, plan?.[name], open, openInPlan);
  }

  /** Providers fill in what is not written, so that a plan may have more in a block than the source. */
  #argument(path: string, source: JsonValue, plan: JsonValue | undefined, open: ReadonlySet<string>, openInPlan: ReadonlySet<string>): void {
    if (open.has(path)) return;
    // Blocks that a plan does not know either are what the provider fills in: those that are written are known.
    if (openInPlan.has(path)) return isArray(source) && source.length === 0 ? undefined : this.note('less', path);
    if (isArray(source)) {
      const pairs = !isArray(plan) ? null : paired(numbered(source), numbered(plan), ({ item }) => JSON.stringify(item), (one, other) => {
        const comparison = new Comparison();
        comparison.#argument(`${path}[${one.index}]`, one.item, other.item, open, openInPlan);
        return comparison.#fits ? { fits: true, as: comparison } : null;
      });
      return pairs === null ? this.note('other', path) : undefined;
    }
    if (isObject(source)) {
      if (!isObject(plan)) return this.note('other', path);
      for (const [key, value] of Object.entries(source)) this.#argument(`${path}.${key}`, value, plan[key], open, openInPlan);
      return;
    }
    if (source === null ? !isEmpty(plan) : plan === undefined || plan === null || String(plan) !== String(source)) this.note('other', path);
  }
}

function isSame(a: JsonValue | readonly Relation[], b: JsonValue | readonly Relation[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isEmpty(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || value === false || value === '' || value === 0 || (isArray(value) && value.length === 0);
}

function numbered(items: readonly JsonValue[]): readonly { readonly item: JsonValue; readonly index: number }[] {
  return items.map((item, index) => ({ item, index }));
}

/** Without the numbers of elements. */
function bare(path: string): string {
  return path.replaceAll(/\[\d+\]/g, '[]');
}
