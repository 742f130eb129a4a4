import { ProblemError, type Problem } from '#model/problem.ts';
import { parseConfig, type Parsed, type ParseOptions } from '#config/parse.ts';

/** The day on which these tests take place. */
export const now = new Date('2026-11-23T12:00:00Z');

export const shipped = ['business-justification', 'duplicate-management', 'gpu-shapes', 'instance-types', 'network-baseline', 'privileged-identity', 'regions', 'required-tags', 'scopes'];

/** Parses a landrail.yaml of the checkout service's repository; `files` are the files beside it. */
export function parse(text: string | Uint8Array, files: Readonly<Record<string, string>> = {}, more: Partial<ParseOptions> = {}): Parsed {
  return parseConfig(typeof text === 'string' ? new TextEncoder().encode(text) : text, {
    file: 'landrail.yaml',
    folder: '/checkout',
    now,
    knownGuardrails: shipped,
    read: (path) => (Object.hasOwn(files, path) ? { bytes: new TextEncoder().encode(files[path]) } : { reason: 'does not exist' }),
    display: (path) => path,
    ...more,
  });
}

/** One line per problem: place, message, hint. */
export function lines(problems: readonly Problem[]): string {
  return problems.map(({ code, where, message, hint }) => `${where ?? '-'} [${code}] ${message}${hint === null ? '' : `\n    ${hint}`}`).join('\n');
}

/** What is wrong with a config. */
export function faults(text: string | Uint8Array, files: Readonly<Record<string, string>> = {}): string {
  const { config, problems } = parse(text, files);
  if (problems.length === 0 || config !== null) throw new Error('the config was accepted');
  return lines(problems);
}

export function thrown(work: () => unknown): readonly Problem[] {
  try {
    work();
  } catch (error) {
    if (error instanceof ProblemError) return error.problems;
    throw error;
  }
  throw new Error('nothing was thrown');
}
