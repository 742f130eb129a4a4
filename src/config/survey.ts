import type { Known } from '#model/known.ts';
import type { Provider, Resource, Shape } from '#model/resource.ts';

/** Names and how often each is met. */
export class Tally {
  readonly counts = new Map<string, number>();

  add(name: string, by = 1): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + by);
  }

  get sum(): number {
    return [...this.counts.values()].reduce((sum, count) => sum + count, 0);
  }
}

/** Further values of a key are no list that anybody would write. */
const manyValues = 50;

/** Of one key, in one cloud. */
export class KeyUse {
  count = 0;
  readonly values = new Tally();
  /** Whether a value was met that is not known. */
  open = false;

  add(value: Known<string>): void {
    this.count += 1;
    if (value.status !== 'known') this.open = true;
    else if (this.values.counts.size <= manyValues) this.values.add(value.value);
  }
}

/** What is in use in one cloud. */
export class CloudSurvey {
  resources = 0;
  /** Can be tagged, and all tags are known. */
  taggable = 0;
  readonly keys = new Map<string, KeyUse>();
  readonly shapes = new Tally();
  readonly accelerators = new Tally();
  readonly regions = new Tally();
  readonly scopes = new Tally();
  scopesUntold = 0;

  add(resource: Resource): void {
    this.resources += 1;
    this.#addTags(resource);
    for (const shape of resource.shapes) this.#addShape(shape);
    for (const region of [resource.region, ...resource.otherRegions.map(({ name }) => name)]) for (const name of possible(region)) if (name !== 'global') this.regions.add(name);
    const { account, subscription, project, compartment } = resource.scope;
    const told = { aws: account, azure: subscription, gcp: project, oci: compartment }[resource.provider];
    for (const name of possible(told)) this.scopes.add(name);
    if (told.status === 'unknown') this.scopesUntold += 1;
  }

  #addTags({ taggable, tags }: Resource): void {
    if (!taggable || tags.open !== null) return;
    this.taggable += 1;
    for (const { key, value } of tags.entries) {
      if (value.status === 'absent') continue;
      const use = this.keys.get(key) ?? new KeyUse();
      use.add(value);
      this.keys.set(key, use);
    }
  }

  #addShape({ name, form, accelerator }: Shape): void {
    if (form === 'requirements' || form === 'attached') return;
    for (const one of possible(name)) {
      this.shapes.add(one);
      // Of a closed set some may have one.
      if (accelerator !== null && name.status === 'known') this.accelerators.add(one);
    }
  }
}

/** What resources use, cloud by cloud; of the resources themselves nothing is kept. */
export class Survey {
  readonly clouds = new Map<Provider, CloudSurvey>();

  add(resources: readonly Resource[]): void {
    for (const resource of resources) {
      if (resource.action === 'delete' || resource.action === 'forget') continue;
      const cloud = this.clouds.get(resource.provider) ?? new CloudSurvey();
      cloud.add(resource);
      this.clouds.set(resource.provider, cloud);
    }
  }
}

/** Of a closed set all are in use: which one it will be, an apply decides. */
function possible(field: Known<string>): readonly string[] {
  if (field.status === 'known') return [field.value];
  return field.status === 'oneOf' ? field.values : [];
}
