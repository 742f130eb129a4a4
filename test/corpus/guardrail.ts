import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Finding } from '../../src/model/finding.ts';
import { scratchFolder } from '../commands/landrail.ts';
import { judged } from './judged.ts';

const scratch = scratchFolder('corpus');

/** These run without settings. */
const off = Object.fromEntries(['gpu-shapes', 'network-baseline', 'privileged-identity', 'business-justification'].map((id) => [id, { level: 'off' }]));

/** A config with these guardrails on and no other; JSON is YAML. */
function configOf(guardrails: Readonly<Record<string, object>>): string {
  const path = join(scratch, 'landrail.yaml');
  writeFileSync(path, JSON.stringify({ version: 1, guardrails: { ...off, ...guardrails } }));
  return path;
}

export interface Verdict {
  readonly guardrail: string;
  /** Name of a test case in the file, else empty. */
  readonly mock: string;
  readonly address: string;
  readonly verdict: 'fail' | 'undecided';
  readonly severity: string;
  readonly path: string;
  readonly message: string;
}

function verdict({ guardrail, input, resource, original, severity, evidence, message }: Finding): Verdict {
  return { guardrail, mock: input.split('#')[1] ?? '', address: resource?.address ?? '-', verdict: original, severity, path: evidence.path, message };
}

/** What one guardrail says of a plan of the corpus. Whoever is not in it passes. `faults` are codes of errors that the plan is known for. */
export async function verdictsOf(path: string, guardrail: string, settings: object, faults: readonly string[] = []): Promise<readonly Verdict[]> {
  const { findings, errors } = await judged(path, { config: configOf({ [guardrail]: settings }) });
  const unforeseen = errors.filter(({ code }) => !faults.includes(code));
  if (unforeseen.length > 0) throw new Error(unforeseen.map((error) => error.message).join('\n'));
  return findings.map(verdict);
}

/** What the policies in a folder beside the tests say of a plan; packages outside of landrail's own are named. */
export async function ownVerdictsOf(path: string, folder: string, namespace: readonly string[] = []): Promise<readonly Verdict[]> {
  const policy = [fileURLToPath(new URL(`policies/${folder}`, import.meta.url))];
  const { findings, errors, notices } = await judged(path, { config: configOf({}), policy, namespace, env: { XDG_CACHE_HOME: scratch } });
  if (errors.length > 0) throw new Error(errors.map((error) => error.message).join('\n'));
  const strict = notices.filter(({ code }) => code.startsWith('policy-'));
  if (strict.length > 0) throw new Error(strict.map((notice) => notice.message).join('\n'));
  return findings.map(verdict);
}
