import type { Finding } from '#model/finding.ts';
import { name, plural } from '../words.ts';

/** `mining-shaped-launches (critical), with 3 others`: what one of its items is part of. */
export function incidentText({ guardrail, verdict, severity, items = [] }: Finding): string {
  const others = items.length - 1;
  return `${name(guardrail)} (${verdict === 'fail' ? severity : verdict})${others < 1 ? '' : `, with ${plural(others, 'other')}`}`;
}
