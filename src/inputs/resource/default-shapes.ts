import type { ShapePath } from '#catalog/facts.ts';
import { isArray } from '#model/json.ts';
import type { Subject } from './subject.ts';
import type { Field } from './values.ts';

/**
 * Whether the cloud picks the documented shape for what nobody set: every block that may be repeated is there, and no argument says
 * that there are no such machines. Without a configuration nobody can tell.
 */
export function hasDefault({ values }: Subject, { path, fallback, unless }: ShapePath, { indexes }: Field): boolean {
  const blocks = path.split('.').slice(0, -1).filter((part) => part.endsWith('[]')).length;
  if (fallback === null || indexes.length < blocks || !values.told) return false;
  return !unless.some((argument) => {
    const field = values.field(argument);
    if (field.status !== 'known') return field.status !== 'absent' && values.configured(argument);
    return field.value !== false && field.value !== 'false' && !(isArray(field.value) && field.value.length === 0);
  });
}

/** The path of an argument in a block that is left out: `node_config` -> `node_config[0].machine_type`. */
export function wholePath(pattern: string, path: string): string {
  const parts = pattern.split('.');
  const reached = path.split('.').length;
  if (reached === parts.length) return path;
  return [`${path}${parts[reached - 1]?.endsWith('[0]') === true ? '[0]' : ''}`, ...parts.slice(reached)].join('.');
}
