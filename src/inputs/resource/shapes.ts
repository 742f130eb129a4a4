import type { ShapeFacts, ShapePath } from '#catalog/facts.ts';
import { flexVcpus, isFlexible, shapeFacts, shapeName } from '#catalog/shapes.ts';
import { absent, known, unknown, type Known } from '#model/known.ts';
import type { Provider, Shape } from '#model/resource.ts';
import { attachedShapes } from './attached-shapes.ts';
import { blockShapes, containerShapes } from './container-shapes.ts';
import { hasDefault, wholePath } from './default-shapes.ts';
import type { Entry } from './entry.ts';
import { patternShape } from './pattern-shapes.ts';
import { oneMachine } from './possible-shapes.ts';
import { requirementShapes } from './requirement-shapes.ts';
import { machinesAt } from './machines.ts';
import { headOf } from './path.ts';
import { isSet, marketAt, named, numberOf, numeric, pathAsWritten, textOf } from './shape-argument.ts';
import type { Subject } from './subject.ts';
import { templateShapes } from './template-shapes.ts';
import { each, isOpen } from './text.ts';
import type { Field } from './values.ts';

/**
 * Every place in the resource where a machine shape stands, in the order of the catalogue. `judged` tells which other resources
 * of the input are judged themselves: a template among them is not repeated by what is launched from it.
 */
export function shapesOf(subject: Subject, context: { readonly judged: (entry: Entry) => boolean }): readonly Shape[] {
  const { facts } = subject;
  if (facts === null || (facts.shapes.length === 0 && facts.templates.length === 0 && facts.json === null && facts.containers.length === 0)) return [];
  const paths = facts.shapes.filter((place) => !isMirrored(subject, place));
  const places = paths.map((place) => shapesAt(subject, place));
  const own = places.flatMap(({ shapes }) => shapes);
  const taken = templateShapes(subject, own, context.judged, (template) => shapesOf(template, context));
  const left = places.flatMap(({ shapes, unset, fallback }, index) => {
    if (isFilled(paths, places, index)) return shapes;
    return [...shapes, ...(taken.named ? [] : unset), ...(fallback.length > 0 && (!taken.named || taken.silent()) ? fallback : [])];
  });
  // What the provider recorded of a machine says more than a template that the input does not hold.
  const recorded = taken.missing ? places.flatMap(({ unset }) => unset.filter(({ name }) => name.status === 'known')) : [];
  const all = distinct([...left, ...(recorded.length > 0 ? recorded : taken.shapes), ...(facts.json === null ? [] : containerShapes(subject, facts.json)), ...facts.containers.flatMap((path) => blockShapes(subject, path))]);
  return all.length === 0 && subject.entry.action === 'exists' && sized.has(subject.entry.type) ? paths.slice(0, 1).map((place) => unnamed(subject, place)) : all;
}

/** Machines that cannot be without a shape once they are there. */
const sized: ReadonlySet<string> = new Set(['AWS::EC2::Instance', 'aws_instance', 'Microsoft.Compute/virtualMachines', 'azurerm_linux_virtual_machine', 'azurerm_windows_virtual_machine', 'azurerm_virtual_machine', 'compute.googleapis.com/Instance', 'google_compute_instance', 'oci_core_instance']);

/** An answer that names no shape of a machine has lost it: a query that asks for another member gives null. */
function unnamed(subject: Subject, place: ShapePath): Shape {
  const name = unknown(`the ${subject.format.noun} names no shape, and every machine has one`);
  return { path: place.path, ...around(subject, place, { path: place.path, indexes: [], value: absent, mask: undefined }), form: 'name', name, accelerator: null, vcpus: name };
}

/** The image that the machines of a resource start from; absent where it names none. */
export function imageOf(subject: Subject): Known<string> {
  for (const path of subject.facts?.image ?? []) {
    for (const field of subject.values.fields(path)) {
      const text = textOf(field);
      if (text !== null) return known(text);
      if (isOpen(field.value) && isSet(subject, path, field)) return named(field.value, (name) => name);
    }
  }
  return absent;
}

interface Place {
  readonly shapes: readonly Shape[];
  /** For arguments that nobody set: the cloud picks a shape, unless another argument names it. */
  readonly unset: readonly Shape[];
  /** The shape that the cloud is documented to pick. */
  readonly fallback: readonly Shape[];
}

const nothing: readonly Shape[] = [];

function shapesAt(subject: Subject, place: ShapePath): Place {
  if (place.form === 'attached') return { shapes: attachedShapes(subject, place), unset: nothing, fallback: nothing };
  if (place.form === 'requirements') return { shapes: requirementShapes(subject, place), unset: nothing, fallback: nothing };
  const shapes: Shape[] = [];
  const unset: Shape[] = [];
  const fallback: Shape[] = [];
  const depth = place.path.split('.').length;
  for (const found of subject.values.fields(place.path)) {
    if (!isOpen(found.value) && textOf(found) === null) continue;
    if (isPlaceholder(subject, found)) continue;
    const field = { ...found, path: pathAsWritten(subject, place.path, found) };
    // A value that is known before anything exists is a default of the provider.
    if (isSet(subject, place.path, found) || (found.value.status === 'known' && subject.entry.action === 'create')) {
      shapes.push(place.form === 'pattern' ? patternShape(subject, field, around(subject, place, field)) : shapeAt(subject, place, field));
    } else if (isOpen(field.value) && hasDefault(subject, place, field)) {
      fallback.push(shapeAt(subject, place, { ...field, path: wholePath(place.path, field.path), value: known(place.fallback ?? '') }));
    } else if (field.path.split('.').length === depth) {
      // A block that is left out names no machine; an argument that is left out of one leaves the choice to the cloud.
      unset.push(shapeAt(subject, place, field.value.status === 'unknown' ? { ...field, value: unknown(`not set, so ${clouds[subject.cloud]} picks one`) } : field));
    }
  }
  return { shapes, unset, fallback };
}

/** `sku_name = "Mix"` of a scale set and `compute_type = "CUSTOM_INSTANCE_TYPE"` of a build fleet name no size: an argument beside them does. */
function isPlaceholder({ cloud }: Subject, field: Field): boolean {
  const text = textOf(field);
  return cloud === 'azure' ? text?.toLowerCase() === 'mix' : cloud === 'aws' && text === 'CUSTOM_INSTANCE_TYPE';
}

const clouds: Readonly<Record<Provider, string>> = { aws: 'AWS', azure: 'Azure', gcp: 'Google Cloud', oci: 'OCI' };

/** A cluster of Google lists its pools once it exists, those of google_container_node_pool among them. */
function isMirrored({ entry, values }: Subject, { path }: ShapePath): boolean {
  return entry.type === 'google_container_cluster' && entry.action !== 'create' && entry.action !== 'replace' && !values.configured(headOf(path));
}

/** Two paths may end at one block that is not known. */
function distinct(shapes: readonly Shape[]): readonly Shape[] {
  return shapes.filter((shape, index) => shape.name.status !== 'unknown' || shapes.findIndex(({ path, name }) => path === shape.path && name.status === 'unknown') === index);
}

/** Whether another argument names machines for the same role: of two such arguments one stays empty. */
function isFilled(paths: readonly ShapePath[], places: readonly Place[], index: number): boolean {
  return places.some((other, at) => at !== index && paths[at]?.role === paths[index]?.role && other.shapes.some(({ form }) => form !== 'attached'));
}

function around(subject: Subject, place: ShapePath, { indexes }: Field): Pick<Shape, 'count' | 'market' | 'role'> {
  return { count: machinesAt(subject, place, indexes), market: marketAt(subject, place.market, indexes), role: place.role };
}

function shapeAt(subject: Subject, place: ShapePath, field: Field): Shape {
  const written = textOf(field);
  const { count, market, role } = around(subject, place, field);
  const { name, accelerator, vcpus } = written === null ? openMachine(subject, place, field) : namedMachine(subject, place, field, written);
  return { path: field.path, count, market, role, form: 'name', name, accelerator, vcpus };
}

function namedMachine(subject: Subject, place: ShapePath, field: Field, written: string): Pick<Shape, 'name' | 'accelerator' | 'vcpus'> {
  const name = shapeName(cloudOfName(subject, written), written);
  const { accelerator, vcpus } = machineFacts(subject, place, field, name);
  return { name: known(name), accelerator, vcpus };
}

/** A machine whose name is not known, or is one of a few. */
function openMachine(subject: Subject, place: ShapePath, field: Field): Pick<Shape, 'name' | 'accelerator' | 'vcpus'> {
  const name = isOpen(field.value) ? named(field.value, (written) => shapeName(cloudOfName(subject, written), written)) : unknown('not a text');
  if (name.status === 'known' || name.status === 'oneOf') {
    const names = name.status === 'known' ? [name.value] : name.values;
    const [because, refs] = name.status === 'known' ? ['', []] : [name.because, name.refs];
    return oneMachine(names.map((one) => ({ name: one, ...machineFacts(subject, place, field, one) })), because, refs);
  }
  return { name, accelerator: null, vcpus: name };
}

/** What is known of a machine by its name. */
function machineFacts(subject: Subject, place: ShapePath, field: Field, name: string): ShapeFacts {
  const variant = place.variant === null ? null : (subject.values.fields(place.variant, field.indexes).flatMap((one) => textOf(one) ?? [])[0] ?? null);
  const { accelerator, vcpus } = shapeFacts(cloudOfName(subject, name), name, variant);
  return { accelerator, vcpus: place.ocpus !== null && isFlexible(name) ? flexible(subject, name, place.ocpus, field) : vcpus };
}

/** Databricks runs on three clouds; the name of the machine tells which. */
function cloudOfName({ cloud, entry }: Subject, name: string): Provider {
  if (!entry.type.startsWith('databricks_')) return cloud;
  if (/^standard_/i.test(name)) return 'azure';
  return /^[a-z]\w*-[a-z]/.test(name) && !name.includes('.') ? 'gcp' : cloud;
}

function flexible(subject: Subject, shape: string, path: string, { indexes }: Field): Known<number> {
  const [field] = subject.values.fields(path, indexes);
  if (field !== undefined && isOpen(field.value) && isSet(subject, path, field)) {
    const ocpus = numeric(field.value);
    return ocpus.status === 'oneOf' ? each(ocpus, (count) => known(flexVcpus(shape, count))) : ocpus;
  }
  const ocpus = field?.value.status === 'known' ? numberOf(field.value.value) : null;
  return ocpus === null ? unknown(`${path.slice(path.lastIndexOf('.') + 1)} of this flexible shape is not set`) : known(flexVcpus(shape, ocpus));
}
