import { isArray, isObject, member, type JsonValue } from '#model/json.ts';
import { absent, known, unknown, type Known } from '#model/known.ts';
import type { Shape } from '#model/resource.ts';
import { Encoded } from './mask.ts';
import { isSet, numberOf, numeric, textOf } from './shape-argument.ts';
import type { Subject } from './subject.ts';
import { isOpen } from './text.ts';
import { Values } from './values.ts';

/**
 * Accelerators that containers ask for in an argument that holds them as JSON text: `resourceRequirements` of type GPU
 * (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ResourceRequirement.html, and the same in AWS Batch).
 */
export function containerShapes(subject: Subject, argument: string): readonly Shape[] {
  const [field] = subject.values.fields(argument);
  if (field === undefined) return [];
  if (isOpen(field.value)) {
    if (field.mask instanceof Encoded) return encodedShapes(subject, argument, field.mask.json);
    const { because, refs } = field.value;
    return isSet(subject, argument, field) && !onFargate(subject) ? [shape(argument, unknown(because, refs), null)] : [];
  }
  const text = textOf(field);
  if (text === null) return [];
  const containers = parsed(text);
  if (containers === undefined) return [shape(argument, unknown(`${argument} is not JSON`), null)];
  return requirements(containers, argument).flatMap(({ path, value }): readonly Shape[] => {
    const type = member(value, 'type') ?? member(value, 'Type');
    const count = numberOf(member(value, 'value') ?? member(value, 'Value'));
    return typeof type === 'string' ? asked(path, type, count === null ? unnumbered : known(count)) : [];
  });
}

const unnumbered = unknown('the request names no number of accelerators');

/** The same where the text is known in part. */
function encodedShapes(subject: Subject, argument: string, { value, mask }: Encoded['json']): readonly Shape[] {
  const values = new Values({ value: { [argument]: value }, mask: { [argument]: mask ?? null }, sensitive: undefined, complete: true, because: subject.format.because }, null);
  const containers = isArray(value) ? `${argument}[]` : argument;
  return [...requestedShapes(subject, values, `${containers}.resourceRequirements`, 'type', 'value'), ...requestedShapes(subject, values, `${containers}.ResourceRequirements`, 'Type', 'Value')];
}

/** The same where containers are blocks of the resource, at `path`. */
export function blockShapes(subject: Subject, path: string): readonly Shape[] {
  return requestedShapes(subject, subject.values, `${path}.ResourceRequirements`, 'Type', 'Value');
}

function requestedShapes(subject: Subject, values: Values, path: string, typeName: string, valueName: string): readonly Shape[] {
  return values.fields(`${path}[].${typeName}`).flatMap((field): readonly Shape[] => {
    const at = field.path.endsWith(`.${typeName}`) ? field.path.slice(0, -typeName.length - 1) : field.path;
    if (isOpen(field.value)) return onFargate(subject) ? [] : [shape(at, unknown(field.value.because, field.value.refs), null)];
    const [amount] = values.fields(`${path}[].${valueName}`, field.indexes);
    const count = amount?.value.status === 'known' ? numberOf(amount.value.value) : null;
    return asked(at, textOf(field) ?? '', count === null ? (amount !== undefined && isOpen(amount.value) ? numeric(amount.value) : unnumbered) : known(count));
  });
}

function asked(path: string, type: string, count: Known<number>): readonly Shape[] {
  if (type === 'InferenceAccelerator') return [shape(path, known(type), { vendor: 'aws', model: null, count: known(1), fraction: null })];
  if (type !== 'GPU' || (count.status === 'known' && count.value === 0)) return [];
  return [shape(path, known(type), { vendor: null, model: null, count, fraction: null })];
}

function shape(path: string, name: Known<string>, accelerator: Shape['accelerator']): Shape {
  return { path, name, count: known(1), accelerator, vcpus: absent, market: null, role: null, form: 'attached' };
}

/** Fargate has no accelerators: what a task asks for there cannot be one, even where its text is not known yet. */
function onFargate({ values }: Subject): boolean {
  return ['requires_compatibilities[]', 'platform_capabilities[]', 'RequiresCompatibilities[]', 'PlatformCapabilities[]'].some((path) => {
    const platforms = values.fields(path);
    return platforms.length > 0 && platforms.every((field) => textOf(field) === 'FARGATE');
  });
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

interface Found {
  readonly path: string;
  readonly value: JsonValue;
}

/** The provider takes the keys of the API in either case. */
function requirements(containers: JsonValue, argument: string): readonly Found[] {
  const list: readonly Found[] = isArray(containers) ? containers.map((value, index) => ({ path: `${argument}[${index}]`, value })) : [{ path: argument, value: containers }];
  return list.flatMap(({ path, value }) =>
    ['resourceRequirements', 'ResourceRequirements'].flatMap((key) => {
      const asked = member(value, key);
      return isArray(asked) ? asked.flatMap((one, index) => (isObject(one) ? [{ path: `${path}.${key}[${index}]`, value: one }] : [])) : [];
    }),
  );
}
