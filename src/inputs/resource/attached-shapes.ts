import { attachedAccelerator, shapeFacts, shapeName } from '#catalog/shapes.ts';
import type { ShapePath } from '#catalog/facts.ts';
import { absent, known, type Known } from '#model/known.ts';
import type { Accelerator, Shape } from '#model/resource.ts';
import { machinesAt } from './machines.ts';
import { countAt, isSet, marketAt, named, textOf } from './shape-argument.ts';
import type { Subject } from './subject.ts';
import { isOpen } from './text.ts';
import type { Field } from './values.ts';

/** Accelerators that an argument attaches to a machine: `guest_accelerator[].type` and the number beside it. */
export function attachedShapes(subject: Subject, place: ShapePath): readonly Shape[] {
  const machine = machineOf(subject, place);
  return subject.values.fields(place.path).flatMap((field): readonly Shape[] => {
    const { path, indexes, value } = field;
    const type = textOf(field);
    if (type === null && (!isOpen(value) || !isSet(subject, place.path, field))) return [];
    if (type === 'ACCELERATOR_TYPE_UNSPECIFIED') return [];
    const perMachine = place.count === null ? null : countAt(subject, place.count, indexes);
    // A list that is there with a count of 0 attaches nothing.
    if (perMachine?.status === 'known' && perMachine.value === 0) return [];
    const name: Known<string> = type !== null ? known(shapeName(subject.cloud, type)) : isOpen(value) ? named(value, (written) => shapeName(subject.cloud, written)) : absent;
    const accelerator = type === null ? null : counted(attachedAccelerator(subject.cloud, type), perMachine);
    if (accelerator !== null && machine !== null && isBuiltIn(subject, machine, field, accelerator)) return [];
    return [
      {
        path,
        name,
        count: machine === null ? known(1) : machinesAt(subject, machine, indexes),
        accelerator,
        vcpus: absent,
        market: marketAt(subject, place.market ?? machine?.market ?? null, indexes),
        role: place.role,
        form: 'attached',
      },
    ];
  });
}

function counted(accelerator: Accelerator, count: Known<number> | null): Accelerator {
  return count === null || accelerator.count.status === 'known' ? accelerator : { ...accelerator, count };
}

/** The machine to which the accelerator is attached: the shape in the innermost block around it. */
function machineOf({ facts }: Subject, place: ShapePath): ShapePath | null {
  const machines = (facts?.shapes ?? []).filter((other) => other.form === 'name' && place.path.startsWith(blockOf(other.path)));
  return machines.reduce<ShapePath | null>((best, other) => (best === null || blockOf(other.path).length > blockOf(best.path).length ? other : best), null);
}

function blockOf(path: string): string {
  return path.slice(0, path.lastIndexOf('.') + 1);
}

/** Machines of Google with accelerators of their own (a2, a3, g2) may list them once more: one fault, at the machine. */
function isBuiltIn(subject: Subject, machine: ShapePath, field: Field, attached: Accelerator): boolean {
  const [shape] = subject.values.fields(machine.path, field.indexes);
  const name = shape === undefined ? null : textOf(shape);
  const own = name === null ? null : shapeFacts(subject.cloud, name).accelerator;
  if (own === null || own.model === null || attached.model === null) return false;
  return attached.model.replaceAll('-', ' ').startsWith(own.model);
}
