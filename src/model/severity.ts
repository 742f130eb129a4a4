/** Lowest first. */
export const severities = ['info', 'low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

export function rank(severity: Severity): number {
  return severities.indexOf(severity);
}
