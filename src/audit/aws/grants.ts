import { arnOf, type Place } from '#catalog/aws/place.ts';
import { ownerStatementsOf, policyDocument } from '#catalog/policy-document.ts';
import type { AuditEvent } from '#model/event.ts';
import type { JsonValue } from '#model/json.ts';
import type { EventRow, GrantRow } from './event-row.ts';
import type { Look } from './paths.ts';

/** Rights that a call hands out: one a principal and role. */
export function grantsOf(row: EventRow, look: Look, place: Place): AuditEvent['grants'] {
  return (row.grants ?? []).flatMap((grant) => principalsOf(grant, look, place).flatMap((principal) => rolesOf(grant, look, place).map((role) => ({ principal, role }))));
}

function principalsOf({ principal }: GrantRow, look: Look, place: Place): readonly string[] {
  return principal.includes('{') ? [arnOf(principal, place, (path) => look.text(path))].filter((one) => one !== null) : look.texts(principal);
}

/** Of a policy that is written out, what makes its holder an owner; else its name. */
function rolesOf({ role, document }: GrantRow, look: Look, place: Place): readonly string[] {
  if (role.startsWith('=')) return [role.slice(1)];
  if (role.includes('{')) return [arnOf(role, place, (path) => look.text(path))].filter((one) => one !== null);
  const written = document === undefined ? null : documentIn(look.first(document));
  const statements = written === null ? [] : ownerStatementsOf(written).map(({ text }) => text);
  return statements.length > 0 ? statements : look.texts(role).slice(0, 1);
}

function documentIn(value: JsonValue | undefined): JsonValue | null {
  return typeof value === 'string' ? (policyDocument(value) ?? null) : (value ?? null);
}
