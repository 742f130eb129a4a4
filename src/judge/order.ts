import type { Finding } from '#model/finding.ts';
import { byCodePoint } from '#model/json.ts';
import { rank } from '#model/severity.ts';
import { canonical } from './canonical.ts';

/** A finding, and the address that its claim names. */
export interface Ordered {
  readonly finding: Finding;
  readonly address: string | null;
}

type SortKey = readonly (string | number)[];

/**
 * Severity (worst first), file, line, address, guardrail, evidence path, message; then everything else, so that the order never
 * depends on the order of the claims. A finding without a place in a source stands under its input, before its first line.
 */
export function inReportOrder<T extends Ordered>(items: readonly T[]): readonly T[] {
  return items
    .map((item) => ({ item, key: sortKey(item) }))
    .sort((a, b) => compare(a.key, b.key))
    .map(({ item }) => item);
}

function sortKey({ finding, address }: Ordered): SortKey {
  const { evidence, location } = finding;
  return [
    -rank(finding.severity), location?.file ?? finding.input, location?.line ?? 0, address ?? '', finding.guardrail, evidence.path, finding.message,
    location?.column ?? 0, finding.original, finding.input, canonical(evidence.actual), canonical(evidence.expected),
    JSON.stringify(evidence.refs), evidence.needs ?? '', finding.remediation ?? '', finding.fingerprint,
  ];
}

function compare(a: SortKey, b: SortKey): number {
  for (let i = 0; i < a.length; i += 1) {
    const x = a[i] as string | number;
    const y = b[i] as string | number;
    const order = typeof x === 'number' ? x - (y as number) : byCodePoint(x, y as string);
    if (order !== 0) return order;
  }
  return 0;
}
