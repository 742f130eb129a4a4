/** Packages with guardrails of landrail; all others but the detections are document policies, as conftest runs them. */
export const guardrailPrefix = 'landrail.guardrails.';
export const prefixes = { guardrail: guardrailPrefix, detection: 'landrail.detections.' } as const;
export const rooms = ['landrail.guardrails', 'landrail.detections', 'landrail.lib'];

/** What a package is by its name; null for all that is neither. */
export function roomOf(packageName: string): keyof typeof prefixes | null {
  if (packageName.startsWith(prefixes.guardrail)) return 'guardrail';
  return packageName.startsWith(prefixes.detection) ? 'detection' : null;
}
