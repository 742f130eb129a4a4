import { acceleratedFamilies, shapeFacts, shapeName } from '#catalog/shapes.ts';
import { known, unknown } from '#model/known.ts';
import type { Accelerator, Shape } from '#model/resource.ts';
import { textOf } from './shape-argument.ts';
import type { Subject } from './subject.ts';
import { isOpen } from './text.ts';
import type { Field } from './values.ts';

/**
 * What a family (`m5`), a glob (`p5.*`), a keyword (`optimal`) or an exact type (`c5.large`) stands for, where all of them may
 * stand. `excluded`: an argument beside it rules out accelerators.
 */
export function patternShape(subject: Subject, field: Field, common: Pick<Shape, 'count' | 'market' | 'role'>, excluded = false): Shape {
  const { path, value } = field;
  const written = textOf(field);
  if (written === null) {
    const name = isOpen(value) ? unknown(value.because, value.refs) : unknown('not a text');
    return { path, name, accelerator: null, vcpus: name, ...common, form: 'name' };
  }
  const name = shapeName(subject.cloud, written);
  if (!name.includes('*') && name.includes('.')) return { path, name: known(name), ...shapeFacts(subject.cloud, name), ...common, form: 'name' };
  const several = unknown(`${name} stands for machines of several sizes`);
  const accelerator = excluded ? null : familyAccelerator(subject, name);
  const mixed = !excluded && accelerator === null && mayBeAccelerated(name);
  return { path, name: mixed ? unknown(`${name} also stands for machines with accelerators`) : known(name), accelerator: accelerator && { ...accelerator, count: several }, vcpus: several, ...common, form: 'pattern' };
}

/** By the family in front of the first dot or asterisk; `p*` stands for every generation of P. */
function familyAccelerator({ cloud }: Subject, name: string): Accelerator | null {
  const family = name.replace(/[.*].*$/, '');
  return shapeFacts(cloud, family).accelerator ?? (/^[a-z]+\*/.test(name) ? shapeFacts(cloud, `${family}1`).accelerator : null);
}

/** Whether a glob such as `t*` or `*.2xlarge` takes in one of the accelerated families of EC2. */
function mayBeAccelerated(name: string): boolean {
  const prefix = /^([a-z]*)\*/.exec(name)?.[1];
  return prefix !== undefined && acceleratedFamilies.some((family) => family.startsWith(prefix));
}
