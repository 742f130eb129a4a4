import type { DriftItem, EventRef } from '#model/drift.ts';
import type { Finding } from '#model/finding.ts';

/** Of what was made and what was changed the event that its verdict is about. */
export function deedOf({ verdict, created, last }: DriftItem): EventRef | null {
  return verdict === 'modified-outside' || verdict === 'deleted-outside' ? last : (created ?? last);
}

/** What a finding says, in words for people: who did it is called by the name that people know. */
export function messageOf({ message, event }: Pick<Finding, 'message' | 'event'>): string {
  return spoken(message, event);
}

/** Whom the report has named is called by that name: `mona` for the ARN of mona, and not within that of mona2. */
export function spoken(message: string, event: EventRef | null): string {
  if (event === null || event.actor === '' || event.principal === '' || event.actor === event.principal) return message;
  const { principal, actor } = event;
  return message
    .split(principal)
    .reduce((told, part) => `${told}${endsWhole(told) && beginsWhole(part) ? actor : principal}${part}`);
}

function endsWhole(before: string): boolean {
  return !/[\p{L}\p{N}_@/:+=.,-]$/u.test(before);
}

/** A stop or a colon is of the sentence where a space or nothing follows. */
function beginsWhole(after: string): boolean {
  return !/^(?:[\p{L}\p{N}_@/+=-]|[.:,]\S)/u.test(after);
}
