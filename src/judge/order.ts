import type { Finding } from '#model/finding.ts';
import { byCodePoint } from '#model/json.ts';
import { rank } from '#model/severity.ts';
import { canonical } from './canonical.ts';

/** A finding, and the address that its claim names. */
export interface Ordered {
  readonly finding: Finding;
  readonly address: string | null;
}

/**
 * Severity (worst first), file, line, address, guardrail, evidence path, message; then everything else, so that the order never
 * depends on the order of the claims. A finding without a place in a source stands under its input, before its first line.
 */
export function inReportOrder<T extends Ordered>(items: readonly T[]): readonly T[] {
  return items.toSorted((a, b) => {
    for (const part of parts) {
      const x = part(a);
      const y = part(b);
      const order = typeof x === 'number' ? x - (y as number) : byCodePoint(x, y as string);
      if (order !== 0) return order;
    }
    return 0;
  });
}

/** Those that tell most findings apart come first, so that the costly ones are seldom made. */
const parts: readonly ((item: Ordered) => string | number)[] = [
  ({ finding }) => -rank(finding.severity),
  ({ finding }) => finding.location?.file ?? finding.input,
  ({ finding }) => finding.location?.line ?? 0,
  ({ address }) => address ?? '',
  ({ finding }) => finding.guardrail,
  ({ finding }) => finding.evidence.path,
  ({ finding }) => finding.message,
  ({ finding }) => finding.location?.column ?? 0,
  ({ finding }) => finding.original,
  ({ finding }) => finding.input,
  ({ finding }) => canonical(finding.evidence.actual),
  ({ finding }) => canonical(finding.evidence.expected),
  ({ finding }) => JSON.stringify(finding.evidence.refs),
  ({ finding }) => finding.evidence.needs ?? '',
  ({ finding }) => finding.remediation ?? '',
  ({ finding }) => finding.fingerprint,
];
