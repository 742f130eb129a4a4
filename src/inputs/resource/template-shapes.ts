import { unknown, type Unknown } from '#model/known.ts';
import type { Shape } from '#model/resource.ts';
import type { Entry } from './entry.ts';
import { countAt, isSet, marketAt, textOf } from './shape-argument.ts';
import type { Subject, Target } from './subject.ts';
import { candidateShapes, isSilent, untold, type ShapesOf } from './template-candidates.ts';
import { isOpen } from './text.ts';
import type { Field } from './values.ts';

/** What a resource takes from a template. */
export interface Taken {
  /** Whether it names a template at all. */
  readonly named: boolean;
  /** Whether the input lacks one of them. */
  readonly missing: boolean;
  /** Whether the input holds all of them and none names a machine. */
  readonly silent: () => boolean;
  readonly shapes: readonly Shape[];
}

/**
 * Shapes of the templates that a resource names. A template that is judged itself is at fault itself and adds nothing here; one
 * that is left as it is adds its shapes at the argument that names it; one that the input does not hold is not known.
 * `own`: shapes that the resource names beside the template, which win.
 */
export function templateShapes(subject: Subject, own: readonly Shape[], judged: (entry: Entry) => boolean, shapesOf: ShapesOf): Taken {
  const { facts, values } = subject;
  const shapes: Shape[] = [];
  const blocks = new Set<string>();
  const asked: (readonly Target[])[] = [];
  const hasOverrides = facts?.shapes.some(({ role }) => role === 'override') === true;
  for (const pattern of facts?.templates ?? []) {
    const fields = values.fields(pattern).filter((field) => (isOpen(field.value) || textOf(field) !== null) && isSet(subject, pattern, field));
    const targets = fields.length === 0 ? [] : templatesAmong(subject, subject.targets(pattern));
    for (const [index, field] of fields.entries()) {
      const block = blockOf(field, pattern);
      if (blocks.has(block)) continue;
      blocks.add(block);
      if (hasOverrides && isOverridden(subject, pattern, field)) continue;
      const aligned = targets[index];
      const named = targets.length === fields.length && aligned !== undefined ? [aligned] : targets;
      const wins = hasOverrides ? [] : own;
      asked.push(named);
      const left = shapesAt(subject, field, pattern, named, judged, shapesOf).filter((shape) => !wins.some((other) => (shape.form === 'attached') === (other.form === 'attached')));
      if (left.length === 0) continue;
      const machines = machinesOf(subject, pattern, field);
      for (const shape of left) {
        shapes.push({ ...shape, count: machines.count, market: machines.market ?? shape.market, role: null });
      }
    }
  }
  return { named: blocks.size > 0, missing: shapes.some(({ name }) => name.status === 'unknown'), silent: () => shapes.length === 0 && asked.every((named) => isSilent(subject, named, shapesOf)), shapes };
}

function templatesAmong({ types }: Subject, targets: readonly Target[]): readonly Target[] {
  const isTemplate = ({ type }: Target): boolean => types.factsOf(type)?.kind === 'instance-template';
  return targets.every(isTemplate) ? targets : targets.filter(isTemplate);
}

/** `launch_template[0]`, where an id and a name mean the same template. */
function blockOf({ path }: Field, pattern: string): string {
  return pattern.includes('.') && path.includes('.') ? path.slice(0, path.lastIndexOf('.')) : path;
}

function shapesAt(subject: Subject, field: Field, pattern: string, targets: readonly Target[], judged: (entry: Entry) => boolean, shapesOf: ShapesOf): readonly Shape[] {
  const word = wordOf(pattern);
  if (targets.length === 0) return [untold(field, missing(subject, field, word))];
  return candidateShapes(subject, targets, word, judged, shapesOf).map((shape) => ({ ...shape, path: field.path }));
}

function missing({ format }: Subject, field: Field, word: string): Unknown {
  const id = textOf(field);
  if (id !== null) return unknown(`its ${word} ${id} is not in the ${format.noun}`);
  const { value } = field;
  return isOpen(value) ? unknown(value.because === format.because ? `its ${word} is ${format.because}` : value.because, value.refs) : unknown(`its ${word} is not in the ${format.noun}`);
}

function wordOf(pattern: string): string {
  const name = pattern.slice(pattern.lastIndexOf('.') + 1);
  if (name.startsWith('instance_configuration')) return 'instance configuration';
  if (name.includes('instance_template')) return 'instance template';
  return /^launch_?configuration/i.test(name) ? 'launch configuration' : 'launch template';
}

/** How many machines start from the template: the number beside the other shapes of the resource, or the `size` beside the template. */
function machinesOf(subject: Subject, pattern: string, { indexes }: Field): Pick<Shape, 'count' | 'market'> {
  const place = subject.facts?.shapes.find(({ count, form }) => count !== null && form !== 'attached');
  const size = pattern.replace(/[^.]+$/, 'size');
  const market = subject.facts?.shapes[0]?.market ?? null;
  return { count: countAt(subject, place?.count ?? size, indexes), market: marketAt(subject, market, indexes) };
}

/** Overrides that all say which machines they mean leave nothing to the template that they override. */
function isOverridden({ facts, values }: Subject, pattern: string, { indexes }: Field): boolean {
  const specification = /\.launch_?template_?specification(\[0\])?/i.exec(pattern);
  if (specification === null) return false;
  const at = specification.index;
  const around = `${pattern.slice(0, at)}.`;
  const paths = (facts?.shapes ?? []).filter(({ path, role }) => role === 'override' && path.startsWith(around)).map(({ path }) => path);
  const isThere = (path: string, fixed: Field['indexes']): boolean => values.fields(path, fixed).some((field) => isOpen(field.value) || textOf(field) !== null || typeof valueOf(field) === 'object');
  // The template of one override, `override[].launch_template_specification[0]`.
  if (/\boverrides?\[\]$/i.test(pattern.slice(0, at))) return paths.some((path) => isThere(path, indexes));
  const list = paths[0] === undefined ? null : around + (paths[0].slice(around.length).split('.')[0] ?? '');
  if (list === null) return false;
  const overrides = values.fields(list, indexes);
  return overrides.length > 0 && overrides.every((one) => isOpen(one.value) || [...paths, `${list}${specification[0]}`].some((path) => isThere(path, one.indexes)));
}

function valueOf(field: Field): unknown {
  return field.value.status === 'known' ? field.value.value : undefined;
}
