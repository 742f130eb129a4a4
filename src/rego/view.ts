import type { JsonObject, JsonValue } from '#model/json.ts';
import type { Known } from '#model/known.ts';
import type { Resource, TagSet } from '#model/resource.ts';

/** A JSON object under construction. */
type Draft = { [key: string]: JsonValue };

/** For names from outside: without a prototype, so that a tag named `__proto__` is a tag. Twice as slow to write as a plain object. */
function draft(): Draft {
  return Object.create(null) as Draft;
}

/** Collects what is not known while the known fields are written. */
class View {
  readonly unknown: Draft = draft();
  readonly oneOf: Draft = draft();

  /** Writes a known value to `target[key]`; files anything else under `path`. */
  put(target: Draft, key: string, path: string, field: Known<JsonValue>): void {
    if (field.status === 'known') target[key] = field.value;
    else if (field.status === 'unknown') this.unknown[path] = { because: field.because, refs: field.refs };
    else if (field.status === 'oneOf') this.oneOf[path] = { values: field.values, because: field.because, refs: field.refs };
  }

  tags(target: Draft, prefix: string, set: TagSet): void {
    const tags = draft();
    const origins = draft();
    for (const tag of set.entries) {
      this.put(tags, tag.key, `${prefix}tags.${tag.key}`, tag.value);
      origins[tag.key] = tag.origin;
    }
    target['tags'] = tags;
    target['tagOrigins'] = origins;
    if (set.open) target['tagsOpen'] = { because: set.open.because, refs: set.open.refs };
  }
}

/** What beside the facts that every policy sees a policy is handed of a resource. */
export interface ViewForm {
  /** Raw arguments: none, all, or those of these names. */
  readonly attributes: boolean | readonly string[];
  readonly relations: boolean;
}

/**
 * What a policy sees of a resource: a known field is the plain value; an unknown one is missing and listed in `unknown`
 * under its path, one with a closed set of possibilities in `oneOf`; an absent one is simply missing.
 */
export function regoView(resource: Resource, form: ViewForm): JsonObject {
  const view = new View();
  const out: Draft = {};
  out['address'] = resource.address;
  out['provider'] = resource.provider;
  out['type'] = resource.type;
  out['kind'] = resource.kind;
  out['name'] = resource.name;
  out['stage'] = resource.stage;
  out['action'] = resource.action;
  if (resource.conditional !== null) out['conditional'] = { because: resource.conditional.because, refs: resource.conditional.refs };
  if (resource.id !== null) out['id'] = resource.id;
  if (resource.previousAddress !== null) out['previousAddress'] = resource.previousAddress;
  out['inCatalog'] = resource.inCatalog;
  view.put(out, 'region', 'region', resource.region);
  out['regionPath'] = resource.regionPath;
  view.put(out, 'zone', 'zone', resource.zone);
  view.put(out, 'image', 'image', resource.image);
  out['otherRegions'] = resource.otherRegions.map((other, index) => {
    const item: Draft = {};
    item['path'] = other.path;
    view.put(item, 'name', `otherRegions[${index}].name`, other.name);
    return item;
  });

  const scope: Draft = {};
  const { account, subscription, resourceGroup, project, folders, compartment, path } = resource.scope;
  view.put(scope, 'account', 'scope.account', account);
  view.put(scope, 'subscription', 'scope.subscription', subscription);
  view.put(scope, 'resourceGroup', 'scope.resourceGroup', resourceGroup);
  view.put(scope, 'project', 'scope.project', project);
  view.put(scope, 'folders', 'scope.folders', folders);
  view.put(scope, 'compartment', 'scope.compartment', compartment);
  view.put(scope, 'path', 'scope.path', path);
  out['scope'] = scope;

  out['shapes'] = resource.shapes.map((shape, index) => {
    const at = `shapes[${index}]`;
    const item: Draft = {};
    item['path'] = shape.path;
    item['form'] = shape.form;
    view.put(item, 'name', `${at}.name`, shape.name);
    view.put(item, 'count', `${at}.count`, shape.count);
    view.put(item, 'vcpus', `${at}.vcpus`, shape.vcpus);
    if (shape.accelerator) {
      const accelerator: Draft = {};
      accelerator['vendor'] = shape.accelerator.vendor;
      accelerator['model'] = shape.accelerator.model;
      view.put(accelerator, 'count', `${at}.accelerator.count`, shape.accelerator.count);
      accelerator['fraction'] = shape.accelerator.fraction;
      item['accelerator'] = accelerator;
    }
    item['market'] = shape.market;
    item['role'] = shape.role;
    return item;
  });

  out['taggable'] = resource.taggable;
  if (resource.tagsPath !== null) out['tagsPath'] = resource.tagsPath;
  view.tags(out, '', resource.tags);
  out['nestedTags'] = resource.nestedTags.map((nested, index) => {
    const item: Draft = {};
    item['path'] = nested.path;
    item['target'] = nested.target;
    view.tags(item, `nestedTags[${index}].`, nested.tags);
    return item;
  });
  if (form.relations) {
    out['relations'] = resource.relations.map((relation) => ({
      role: relation.role,
      path: relation.path,
      ...(relation.address === null ? {} : { address: relation.address }),
      ...(relation.id === null ? {} : { id: relation.id }),
    }));
    out['grants'] = resource.grants.map((grant, index) => {
      const item: Draft = {};
      item['path'] = grant.path;
      view.put(item, 'role', `grants[${index}].role`, grant.role);
      view.put(item, 'principal', `grants[${index}].principal`, grant.principal);
      return item;
    });
  }
  if (resource.source) out['source'] = { ...resource.source };
  if (form.attributes !== false && resource.attributes) {
    const names = form.attributes === true ? null : form.attributes;
    out['attributes'] = names === null ? resource.attributes : picked(resource.attributes, names);
    for (const { path, unknown } of resource.unknownAttributes) {
      // Of a resource of which nothing is known: `attributes` itself.
      if (names === null || path === '' || names.includes(headOf(path))) view.unknown[path === '' ? 'attributes' : `attributes.${path}`] = { because: unknown.because, refs: unknown.refs };
    }
  }
  out['unknown'] = view.unknown;
  out['oneOf'] = view.oneOf;
  return out;
}

function picked(attributes: JsonObject, names: readonly string[]): JsonObject {
  const out = draft();
  for (const name of names) if (Object.hasOwn(attributes, name)) out[name] = attributes[name] as JsonValue;
  return out;
}

/** `subnet[0].name` -> `subnet`. */
function headOf(path: string): string {
  return /^[^.[]*/.exec(path)?.[0] ?? path;
}
