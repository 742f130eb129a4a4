import type { Problem } from '#model/problem.ts';
import { nearest } from './nearest.ts';

/** The environment variables that landrail reads, by the option that they set. */
export const variables = {
  config: 'LANDRAIL_CONFIG',
  failOn: 'LANDRAIL_FAIL_ON',
  undecided: 'LANDRAIL_UNDECIDED',
  /** Separated as PATH is: `:` on Unix, `;` on Windows. */
  policy: 'LANDRAIL_POLICY',
  /** Separated by commas: `terminal,json=result.json`. */
  format: 'LANDRAIL_FORMAT',
  color: 'LANDRAIL_COLOR',
  baseline: 'LANDRAIL_BASELINE',
  policyTimeout: 'LANDRAIL_POLICY_TIMEOUT',
  strict: 'LANDRAIL_STRICT',
  exitZero: 'LANDRAIL_EXIT_ZERO',
  compat: 'LANDRAIL_COMPAT',
} as const;

const short = (name: string): string => name.slice('LANDRAIL_'.length);

/** A slip such as LANDRAIL_FAILON would leave the gate at its default without a word. */
export function misspelledVariables(env: Readonly<Record<string, string | undefined>>): readonly Problem[] {
  const names: readonly string[] = Object.values(variables);
  return Object.keys(env)
    .filter((name) => name.startsWith('LANDRAIL_') && !names.includes(name))
    .sort()
    .flatMap((name): readonly Problem[] => {
      const near = nearest(short(name), names.map(short));
      if (near === null) return [];
      return [{ code: 'environment-unknown', message: `the environment variable ${name} is not read`, where: null, hint: `did you mean LANDRAIL_${near}?` }];
    });
}
