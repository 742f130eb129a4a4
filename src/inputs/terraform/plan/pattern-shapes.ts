import { shapeFacts, shapeName } from '#catalog/shapes.ts';
import { known, unknown } from '#model/known.ts';
import type { Accelerator, Shape } from '#model/resource.ts';
import { textOf } from './shape-argument.ts';
import type { Subject } from './subject.ts';
import type { Field } from './values.ts';

/** What a family (`m5`), a glob (`p5.*`), a keyword (`optimal`) or an exact type (`c5.large`) stands for, where all of them may stand. */
export function patternShape(subject: Subject, field: Field, common: Pick<Shape, 'count' | 'market' | 'role'>): Shape {
  const { path, value } = field;
  const written = textOf(field);
  if (written === null) {
    const name = value.status === 'unknown' ? value : unknown('not a text');
    return { path, name, accelerator: null, vcpus: name, ...common, form: 'name' };
  }
  const name = shapeName(subject.cloud, written);
  if (!name.includes('*') && name.includes('.')) return { path, name: known(name), ...shapeFacts(subject.cloud, name), ...common, form: 'name' };
  const vcpus = unknown(`${name} stands for machines of several sizes`);
  const accelerator = familyAccelerator(subject, name);
  return { path, name: known(name), accelerator, vcpus, ...common, form: 'pattern' };
}

/** By the family in front of the first dot or asterisk. */
function familyAccelerator(subject: Subject, name: string): Accelerator | null {
  const family = name.replace(/[.*].*$/, '');
  const { accelerator } = shapeFacts(subject.cloud, family);
  return accelerator === null ? null : { ...accelerator, count: unknown(`${name} stands for machines of several sizes`) };
}
