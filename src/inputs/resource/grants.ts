import type { GrantPath } from '#catalog/facts.ts';
import { isArray, isObject, type JsonValue } from '#model/json.ts';
import { absent, known, unknown, type Known } from '#model/known.ts';
import type { Grant } from '#model/resource.ts';
import { MaskedDocument } from './masked-document.ts';
import { bindingsOf, ownerStatementsOf, policyDocument } from '#catalog/policy-document.ts';
import { headOf } from './path.ts';
import type { Subject, WrittenDocument } from './subject.ts';
import { each } from './text.ts';
import type { Field } from './values.ts';

const notJson = 'the policy document is not JSON';

/** Roles and policies that a resource hands to somebody, one grant per role and principal. */
export function grantsOf(subject: Subject): readonly Grant[] {
  return (subject.facts?.grants ?? []).flatMap((place) => {
    const principals = principalsOf(subject, place);
    return rolesOf(subject, place).flatMap((field) => {
      if (place.form === 'policy-document') return fromDocument(subject, field, principals);
      const role = textOf(field.value);
      if (role.status === 'absent') return [];
      const whom = place.form === 'statement' && role.status === 'known' ? [statementSubject(role.value)] : principals;
      return whom.map((principal): Grant => ({ path: field.path, role, principal }));
    });
  });
}

/** An argument that is not written holds what the cloud computed (the id of a role given by name, policies attached elsewhere): no grant of this resource. */
function rolesOf({ values }: Subject, { role }: GrantPath): readonly Field[] {
  const head = headOf(role);
  if (values.configured(head)) return values.fields(role);
  // What a dynamic block makes is not in the configuration. An attribute that is not there is nobody's.
  return head === role || role === `${head}[]` ? [] : values.fields(role).filter((field) => field.path !== head);
}

function principalsOf({ values }: Subject, { principal }: GrantPath): readonly Known<string>[] {
  if (principal === null) return [absent];
  const paths = principal.split('|');
  const found = paths.flatMap((path) => values.fields(path)).flatMap(({ value }): readonly Known<string>[] => {
    const list: readonly JsonValue[] = value.status === 'known' && isArray(value.value) ? value.value : [];
    return list.length > 0 ? list.map((one) => (typeof one === 'string' ? known(one) : values.unknownAt(paths[0] ?? ''))) : [textOf(value)];
  });
  return found.length === 0 ? [absent] : found;
}

function textOf(value: Known<JsonValue>): Known<string> {
  if (value.status === 'known') return named(value.value);
  return value.status === 'oneOf' ? each(value, named) : value;
}

function named(value: JsonValue): Known<string> {
  return typeof value === 'string' && value !== '' ? known(value) : absent;
}

function fromDocument(subject: Subject, { path, value, mask }: Field, principals: readonly Known<string>[]): readonly Grant[] {
  const text = textOf(value);
  const each = (at: string, role: Known<string>): readonly Grant[] => principals.map((principal) => ({ path: at, role, principal }));
  if (subject.cloud === 'gcp' && value.status === 'known' && isObject(value.value)) return bindingsAt(path, value.value);
  const written = writtenDocument(subject, path, value, mask);
  if (written !== null) {
    const document = new MaskedDocument(written.value, written.mask, subject.values, path, written.own);
    return document.ownerStatements.flatMap((statement) => each(`${path}.${statement.place}`, statement.role));
  }
  if (text.status === 'absent') return [];
  if (text.status !== 'known') return each(path, text.status === 'unknown' ? text : unknown('one of several policy documents'));
  const document = policyDocument(text.value);
  if (document === undefined) return each(path, unknown(notJson, subject.values.refs(path)));
  if (subject.cloud === 'gcp') return bindingsAt(path, document);
  return ownerStatementsOf(document).flatMap((statement) => each(`${path}.${statement.place}`, known(statement.text)));
}

function bindingsAt(path: string, document: JsonValue): readonly Grant[] {
  return bindingsOf(document).map(({ place, role, member }): Grant => ({ path: `${path}.${place}`, role: known(role), principal: member === null ? absent : known(member) }));
}

function writtenDocument(subject: Subject, path: string, value: Field['value'], mask: Field['mask']): WrittenDocument | null {
  if (value.status === 'known' && isObject(value.value)) return { value: value.value, mask, own: new Set(subject.targets(path).map((target) => target.address)) };
  return subject.document?.(value, mask) ?? null;
}

/** Who an OCI statement is about: `Allow group Admins to …`, `Endorse dynamic-group x to …`, `Allow any-user to …`. */
function statementSubject(statement: string): Known<string> {
  const found = /^\s*(?:allow|endorse|admit|deny)\s+(.+?)\s+(?:of\s+tenancy\s+\S+\s+)?to\s/i.exec(statement);
  return found === null ? absent : known((found[1] ?? '').replace(/\s+/g, ' '));
}
