import { acceleratedFamilies, attachedAccelerator } from '#catalog/shapes.ts';
import type { ShapePath } from '#catalog/facts.ts';
import type { JsonValue } from '#model/json.ts';
import { absent, known, oneOf, unknown, type Known, type OneOf, type Unknown } from '#model/known.ts';
import type { Accelerator, Shape } from '#model/resource.ts';
import { countAt, isSet, marketAt, numberOf, pathAsWritten, textOf, type Indexes } from './shape-argument.ts';
import { patternShape } from './pattern-shapes.ts';
import type { Subject } from './subject.ts';
import { isOpen } from './text.ts';
import type { Field } from './values.ts';

/**
 * Attribute-based selection: a block says what a machine must have, and EC2 picks the types
 * (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceRequirements.html). Requirements that say nothing of accelerators
 * admit machines with and without them: these have no accelerator and no name here, and those that rule them out have 0.
 */
export function requirementShapes(subject: Subject, place: ShapePath): readonly Shape[] {
  return subject.values.fields(place.path).flatMap((field): readonly Shape[] => {
    const common = { count: countAt(subject, place.count, field.indexes), market: marketAt(subject, place.market, field.indexes), role: place.role };
    if (isOpen(field.value)) {
      if (!isSet(subject, place.path, field, true)) return [];
      const name = doubt(field.value);
      return [{ path: field.path, name, accelerator: null, vcpus: name, ...common, form: 'name' }];
    }
    const block = new Requirements(subject, place.path, field.indexes);
    const allowed = block.all('allowed_instance_types[]');
    if (allowed.length > 0) return allowed.map((type) => allowedShape(patternShape(subject, type, common, block.excluded), block.excluded));
    return [{ path: field.path, ...block.selection, vcpus: block.vcpus, ...common, form: 'requirements' }];
  });
}

/** Of an allowed type that the requirements rule out EC2 picks none. */
function allowedShape(shape: Shape, excluded: boolean): Shape {
  return excluded ? { ...shape, accelerator: shape.name.status === 'known' ? null : noAccelerator } : shape;
}

/** Which of a few a requirement is makes no difference to what can be said. */
function doubt({ because, refs }: Unknown | OneOf<JsonValue>): Unknown {
  return unknown(because, refs);
}

const noAccelerator: Accelerator = { vendor: null, model: null, count: known(0), fraction: null };

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
    const pattern = `${this.#path}.${this.#spelled(argument)}`;
    return this.#subject.values
      .fields(pattern, this.#indexes)
      .filter((field) => textOf(field) !== null || (isOpen(field.value) && isSet(this.#subject, pattern, field)))
      .map((field) => ({ ...field, path: pathAsWritten(this.#subject, pattern, field) }));
  }

  /** CloudFormation writes `AcceleratorCount.Max` for `accelerator_count[0].max`. */
  #spelled(argument: string): string {
    if (!/(?:^|\.)[A-Z]\w*$/.test(this.#path)) return argument;
    const names = argument.replace('[0]', '').split('.').map((name) => name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase()));
    return names.join('.').replace('MemoryMib', 'MemoryMiB').replace('Vcpu', 'VCpu');
  }

  #first(argument: string): Known<JsonValue> {
    return this.all(argument)[0]?.value ?? absent;
  }

  #number(argument: string): number | null {
    const value = this.#first(argument);
    return value.status === 'known' ? numberOf(value.value) : null;
  }

  #texts(argument: string): readonly string[] {
    return this.all(argument).flatMap((field) => textOf(field) ?? []);
  }

  /** Whether no machine that meets the requirements has an accelerator: an accelerator_count of at most 0, burstable machines only, all accelerated families excluded. */
  get excluded(): boolean {
    if (this.#number('accelerator_count[0].max') === 0 || this.#texts('burstable_performance')[0] === 'required') return true;
    const beginnings = this.#texts('excluded_instance_types[]').flatMap((glob) => /^([a-z]*)\*(?:\.\*)?$/.exec(glob)?.[1] ?? []);
    return acceleratedFamilies.every((family) => beginnings.some((beginning) => family.startsWith(beginning)));
  }

  get selection(): Pick<Shape, 'name' | 'accelerator'> {
    if (this.excluded) return { name: unknown('EC2 picks any type without accelerators that meets the requirements'), accelerator: noAccelerator };
    const limit = this.#first('accelerator_count[0].max');
    if (isOpen(limit)) return { name: doubt(limit), accelerator: null };
    const accelerator = this.#asked;
    if (accelerator !== null) return { name: unknown('EC2 picks any type that meets the requirements'), accelerator };
    return { name: this.#open ?? unknown(`EC2 picks any type that meets the requirements, also one with accelerators unless ${this.#spelled('accelerator_count')} has ${this.#spelled('max')} = 0`), accelerator: null };
  }

  /** What is not known of the arguments that ask for accelerators. */
  get #open(): Unknown | null {
    for (const argument of ['accelerator_count[0].min', 'accelerator_types[]', 'accelerator_names[]', 'accelerator_manufacturers[]', 'accelerator_total_memory_mib[0].min']) {
      for (const { value } of this.all(argument)) if (isOpen(value)) return doubt(value);
    }
    return null;
  }

  /** What the block asks for; null where it asks for none. */
  get #asked(): Accelerator | null {
    const min = this.#number('accelerator_count[0].min') ?? 0;
    const names = this.#texts('accelerator_names[]');
    const vendors = this.#texts('accelerator_manufacturers[]').map((vendor) => (vendor === 'amazon-web-services' ? 'aws' : vendor));
    const memory = this.#number('accelerator_total_memory_mib[0].min') ?? 0;
    if (min === 0 && memory === 0 && names.length === 0 && vendors.length === 0 && this.#texts('accelerator_types[]').length === 0) return null;
    const named = names.map((name) => attachedAccelerator(this.#subject.cloud, name));
    return { vendor: only([...vendors, ...named.map((one) => one.vendor)]), model: only(named.map((one) => one.model)), count: range(min, this.#number('accelerator_count[0].max')), fraction: null };
  }

  /** The ends of the range: what is true of both is true of every machine between them. */
  get vcpus(): Known<number> {
    const [min, max] = [this.#first('vcpu_count[0].min'), this.#first('vcpu_count[0].max')];
    const from = Math.max(1, this.#number('vcpu_count[0].min') ?? 1);
    const to = this.#number('vcpu_count[0].max');
    if (from > (to ?? mostVcpus)) return unknown(`no machine has ${from} ${to === null ? 'vCPUs' : `to ${to} vCPUs`}`);
    const open = [min, max].find(isOpen);
    if (open !== undefined) return oneOf([from, to ?? mostVcpus], open.because, open.refs);
    return oneOf([from, to ?? mostVcpus], `EC2 picks a machine with ${from} ${to === null ? 'vCPUs or more' : `to ${to} vCPUs`}`);
  }
}

/** Of u7inh-32tb.480xlarge; no type of EC2 has more. */
const mostVcpus = 1920;

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
