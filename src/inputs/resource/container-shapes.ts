import { isArray, isObject, member, type JsonValue } from '#model/json.ts';
import { absent, known, unknown, type Known } from '#model/known.ts';
import type { Shape } from '#model/resource.ts';
import { isSet, numberOf, textOf } from './shape-argument.ts';
import type { Subject } from './subject.ts';
import { isOpen } from './text.ts';

/**
 * Accelerators that containers ask for in an argument that holds them as JSON text: `resourceRequirements` of type GPU
 * (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ResourceRequirement.html, and the same in AWS Batch).
 */
export function containerShapes(subject: Subject, argument: string): readonly Shape[] {
  const [field] = subject.values.fields(argument);
  if (field === undefined) return [];
  if (isOpen(field.value)) {
    const { because, refs } = field.value;
    return isSet(subject, argument, field) && !onFargate(subject) ? [shape(argument, unknown(because, refs), null)] : [];
  }
  const text = textOf(field);
  if (text === null) return [];
  const containers = parsed(text);
  if (containers === undefined) return [shape(argument, unknown(`${argument} is not JSON`), null)];
  return requirements(containers, argument).flatMap(({ path, value }): readonly Shape[] => {
    const type = member(value, 'type') ?? member(value, 'Type');
    const amount = member(value, 'value') ?? member(value, 'Value');
    if (type === 'InferenceAccelerator') return [shape(path, known(type), { vendor: 'aws', model: null, count: known(1), fraction: null })];
    if (type !== 'GPU') return [];
    const count = numberOf(amount);
    return count === 0 ? [] : [shape(path, known(type), { vendor: null, model: null, count: count === null ? unknown('the request names no number of accelerators') : known(count), fraction: null })];
  });
}

function shape(path: string, name: Known<string>, accelerator: Shape['accelerator']): Shape {
  return { path, name, count: known(1), accelerator, vcpus: absent, market: null, role: null, form: 'attached' };
}

/** Fargate has no accelerators: what a task asks for there cannot be one, even where its text is not known yet. */
function onFargate({ values }: Subject): boolean {
  return ['requires_compatibilities[]', 'platform_capabilities[]'].some((path) => {
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
