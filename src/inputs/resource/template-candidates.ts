import { unknown, type Unknown } from '#model/known.ts';
import type { Shape } from '#model/resource.ts';
import type { Entry } from './entry.ts';
import { oneMachine } from './possible-shapes.ts';
import type { Subject, Target } from './subject.ts';
import type { Field } from './values.ts';

export type ShapesOf = (template: Subject) => readonly Shape[];

/** Thousands of instances may refer to the same thousands of templates: what these come to is worked out once. */
const worked = new WeakMap<readonly Target[], readonly Shape[]>();

/** Of several templates one is taken, and nobody can tell which. Templates that are all judged themselves add nothing. */
export function candidateShapes(subject: Subject, targets: readonly Target[], word: string, judged: (entry: Entry) => boolean, shapesOf: ShapesOf): readonly Shape[] {
  const before = worked.get(targets);
  if (before) return before;
  const shapes = takenOf(subject, targets, word, judged, shapesOf);
  worked.set(targets, shapes);
  return shapes;
}

function takenOf(subject: Subject, targets: readonly Target[], word: string, judged: (entry: Entry) => boolean, shapesOf: ShapesOf): readonly Shape[] {
  if (targets.every(({ entry }) => entry !== null && isHeld(entry) && judged(entry))) return [];
  const shapes = new Map<string, Shape>();
  let single = targets.length > 1;
  for (const { address, entry } of targets) {
    const template = entry !== null && isHeld(entry) ? subject.other(entry) : null;
    const named = template === null ? [untold({ path: '' }, unknown(`its ${word} ${address} is not in the ${subject.format.noun}`, [address]))] : shapesOf(template);
    single &&= named.length === 1;
    for (const shape of named) shapes.set(JSON.stringify({ ...shape, path: '' }), shape);
  }
  const distinct = [...shapes.values()];
  const names = distinct.flatMap(({ name, form }) => (name.status === 'known' && form === 'name' ? [name.value] : []));
  const [first] = distinct;
  if (first === undefined || !single || names.length < 2 || names.length < distinct.length) return distinct;
  const because = `one of ${targets.length} templates is taken`;
  const refs = [...new Set(targets.map(({ address }) => address.replace(/\[[^\]]*\]$/, '')))];
  const machines = distinct.flatMap(({ name, accelerator, vcpus }) => (name.status === 'known' ? [{ name: name.value, accelerator, vcpus }] : []));
  return [{ ...first, ...oneMachine(machines, because, refs) }];
}

const silence = new WeakMap<readonly Target[], boolean>();

/** Whether the input holds all of them and none names a machine. */
export function isSilent(subject: Subject, named: readonly Target[], shapesOf: ShapesOf): boolean {
  const before = silence.get(named);
  if (before !== undefined) return before;
  const silent = named.every(({ entry }) => {
    const template = entry !== null && isHeld(entry) ? subject.other(entry) : null;
    return template !== null && shapesOf(template).length === 0;
  });
  silence.set(named, silent);
  return silent;
}

function isHeld({ action }: Entry): boolean {
  return action !== 'delete' && action !== 'forget';
}

export function untold({ path }: Pick<Field, 'path'>, name: Unknown): Shape {
  return { path, name, count: unknown(name.because), accelerator: null, vcpus: name, market: null, role: null, form: 'name' };
}
