import type { Known } from '../../../../src/model/known.ts';
import type { Accelerator, Shape } from '../../../../src/model/resource.ts';
import { shapesOf } from '../../../../src/inputs/resource/shapes.ts';
import type { Opened } from './opened.ts';

export function told(field: Known<string | number>): string {
  if (field.status === 'known') return String(field.value);
  if (field.status === 'absent') return '-';
  const refs = field.refs.length === 0 ? '' : ` <- ${field.refs.join(', ')}`;
  return field.status === 'oneOf' ? `${field.values.join('|')} (${field.because}${refs})` : `(${field.because}${refs})`;
}

function toldAccelerator({ vendor, model, count, fraction }: Accelerator): string {
  return [told(count), vendor, model, fraction === null ? null : `share ${fraction}`].filter((part) => part !== null).join(' ');
}

/** One line for one shape: path, name, machines, and what else is said of it. */
export function toldShape({ path, name, count, accelerator, vcpus, market, role, form }: Shape): string {
  return [
    `${path} ${told(name)} x ${told(count)}`,
    accelerator === null ? null : toldAccelerator(accelerator),
    vcpus.status === 'absent' || vcpus === name ? null : `${told(vcpus)} vCPUs`,
    market,
    role,
    form === 'name' ? null : form,
  ]
    .filter((part) => part !== null)
    .join('; ');
}

/** The shapes of one resource of a plan; what Terraform leaves as it is counts as not judged. */
export function shapesAt(opened: Opened, address: string): readonly string[] {
  return shapesOf(opened.subject(address), { judged: (entry) => entry.judged && entry.action !== 'no-op' }).map(toldShape);
}
