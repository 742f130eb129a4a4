import { attachedAccelerator } from '#catalog/shapes.ts';
import type { ShapePath } from '#catalog/facts.ts';
import { known, oneOf, unknown, type Known, type Unknown } from '#model/known.ts';
import type { Accelerator, Shape } from '#model/resource.ts';
import { countAt, isSet, marketAt, numberOf, pathAsWritten, textOf, type Indexes } from './shape-argument.ts';
import { patternShape } from './pattern-shapes.ts';
import type { Subject } from './subject.ts';
import type { Field } from './values.ts';

/**
 * Attribute-based selection: a block says what a machine must have, and EC2 picks the types
 * (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceRequirements.html).
 */
export function requirementShapes(subject: Subject, place: ShapePath): readonly Shape[] {
  return subject.values.fields(place.path).flatMap((field): readonly Shape[] => {
    const common = { count: countAt(subject, place.count, field.indexes), market: marketAt(subject, place.market, field.indexes), role: place.role };
    if (field.value.status === 'unknown') {
      if (!isSet(subject, place.path, field, true)) return [];
      return [{ path: field.path, name: field.value, accelerator: null, vcpus: field.value, ...common, form: 'name' }];
    }
    const block = new Requirements(subject, place.path, field.indexes);
    const allowed = block.all('allowed_instance_types[]');
    if (allowed.length > 0) return allowed.map((type) => patternShape(subject, type, common, block.excluded));
    const open = block.open;
    if (open !== null) return [{ path: field.path, name: open, accelerator: null, vcpus: block.vcpus, ...common, form: 'name' }];
    const accelerator = block.accelerator;
    return [{ path: field.path, name: unknown(accelerator === null ? block.freedom : 'EC2 picks any type that meets the requirements'), accelerator, vcpus: block.vcpus, ...common, form: 'requirements' }];
  });
}

class Requirements {
  readonly #subject: Subject;
  readonly #path: string;
  readonly #indexes: Indexes;

  constructor(subject: Subject, path: string, indexes: Indexes) {
    this.#subject = subject;
    this.#path = path;
    this.#indexes = indexes;
  }

  all(argument: string): readonly Field[] {
    const pattern = `${this.#path}.${argument}`;
    return this.#subject.values
      .fields(pattern, this.#indexes)
      .filter((field) => textOf(field) !== null || (field.value.status === 'unknown' && isSet(this.#subject, pattern, field)))
      .map((field) => ({ ...field, path: pathAsWritten(this.#subject, pattern, field) }));
  }

  #number(argument: string): number | null {
    const [field] = this.all(argument);
    return field?.value.status === 'known' ? numberOf(field.value.value) : null;
  }

  #texts(argument: string): readonly string[] {
    return this.all(argument).flatMap((field) => textOf(field) ?? []);
  }

  /** What is not known of the arguments that ask for accelerators. */
  get open(): Unknown | null {
    for (const argument of ['accelerator_count[0].min', 'accelerator_count[0].max', 'accelerator_types[]', 'accelerator_names[]', 'accelerator_manufacturers[]', 'accelerator_total_memory_mib[0].min']) {
      for (const { value } of this.all(argument)) if (value.status === 'unknown') return value;
    }
    return null;
  }

  /** An accelerator_count of at most 0 is how accelerated types are ruled out; without it EC2 may pick them. */
  get excluded(): boolean {
    return this.#number('accelerator_count[0].max') === 0;
  }

  get freedom(): string {
    return this.excluded ? 'EC2 picks any type without accelerators that meets the requirements' : 'EC2 picks any type that meets the requirements, and accelerator_count does not rule out accelerated ones';
  }

  /** What the block asks for; null where it asks for none. */
  get accelerator(): Accelerator | null {
    if (this.excluded) return null;
    const min = this.#number('accelerator_count[0].min') ?? 0;
    const names = this.#texts('accelerator_names[]');
    const vendors = this.#texts('accelerator_manufacturers[]').map((vendor) => (vendor === 'amazon-web-services' ? 'aws' : vendor));
    const memory = this.#number('accelerator_total_memory_mib[0].min') ?? 0;
    if (min === 0 && memory === 0 && names.length === 0 && vendors.length === 0 && this.#texts('accelerator_types[]').length === 0) return null;
    const named = names.map((name) => attachedAccelerator(this.#subject.cloud, name));
    return { vendor: only([...vendors, ...named.map((one) => one.vendor)]), model: only(named.map((one) => one.model)), count: range(min, this.#number('accelerator_count[0].max')), fraction: null };
  }

  get vcpus(): Known<number> {
    const min = this.#number('vcpu_count[0].min');
    const max = this.#number('vcpu_count[0].max');
    if (min !== null && min === max) return known(min);
    const asked = this.all('vcpu_count[0].min').concat(this.all('vcpu_count[0].max')).find((field) => field.value.status === 'unknown');
    if (asked?.value.status === 'unknown') return asked.value;
    return unknown(max === null ? `EC2 picks a machine with ${min ?? 0} vCPUs or more` : `EC2 picks a machine with ${min ?? 0} to ${max} vCPUs`);
  }
}

/** No machine has more accelerators than this. */
const most = 16;

function range(min: number, max: number | null): Known<number> {
  const from = Math.max(min, 1);
  if (max === null || max < from || max - from > most) return unknown(`EC2 picks a machine with ${from} accelerator${from === 1 ? '' : 's'} or more`);
  return oneOf(Array.from({ length: max - from + 1 }, (_, index) => from + index), `EC2 picks a machine with ${from} to ${max} accelerators`);
}

function only(values: readonly (string | null)[]): string | null {
  const [first = null, ...others] = new Set(values);
  return others.length === 0 ? first : null;
}
