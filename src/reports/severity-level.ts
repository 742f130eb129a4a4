import type { Severity } from '#model/severity.ts';

/** The three words of SARIF, and of most who show findings. */
export type Level = 'error' | 'warning' | 'note';

export function levelOf(severity: Severity): Level {
  return severity === 'critical' || severity === 'high' ? 'error' : severity === 'medium' ? 'warning' : 'note';
}
