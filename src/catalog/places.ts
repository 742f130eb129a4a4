import { isArray, member, type JsonValue } from '#model/json.ts';
import type { Relation } from '#model/resource.ts';
import { text, texts } from './data.ts';
import type { GrantPath, NestedTagPath, RelationPath, ShapePath } from './facts.ts';

/** A place of a machine shape as places-*.json writes it: its path, or an object with more. */
export function shapePath(value: JsonValue): ShapePath {
  const written = typeof value === 'string' ? value : (text(member(value, 'path')) ?? '');
  const form = text(member(value, 'form'));
  return {
    path: written,
    form: form === 'pattern' || form === 'requirements' || form === 'attached' ? form : 'name',
    count: text(member(value, 'count')),
    zoned: member(value, 'zoned') === true,
    total: text(member(value, 'total')),
    role: text(member(value, 'role')),
    market: text(member(value, 'market')),
    ocpus: text(member(value, 'ocpus')),
    variant: text(member(value, 'variant')),
    fallback: text(member(value, 'default')),
    unless: texts(member(value, 'unless')),
  };
}

export function grantPath(value: JsonValue): GrantPath {
  const form = text(member(value, 'form'));
  return {
    role: text(member(value, 'role')) ?? '',
    principal: text(member(value, 'principal')),
    form: form === 'policy-document' || form === 'statement' ? form : 'name',
  };
}

export function lists(value: JsonValue | undefined): readonly (readonly string[])[] {
  return isArray(value) ? value.map(texts) : [];
}

export function nestedTagPath([path = '', target = '', style]: readonly string[]): NestedTagPath {
  return { path, target, style: style === 'blocks' || style === 'list' ? style : 'map' };
}

export function relationPath([path = '', role]: readonly string[]): RelationPath {
  return { path, role: role as Relation['role'] };
}
