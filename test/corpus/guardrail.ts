import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '../commands/landrail.ts';
import { judged } from './judged.ts';

const scratch = scratchFolder('corpus');

/** A config with one guardrail on; JSON is YAML. */
function configOf(guardrail: string, settings: object): string {
  const path = join(scratch, `${guardrail}-${Buffer.from(JSON.stringify(settings)).toString('base64url').slice(-24)}.yaml`);
  writeFileSync(path, JSON.stringify({ version: 1, guardrails: { ...off, [guardrail]: settings } }));
  return path;
}

/** These run without settings. */
const off = Object.fromEntries(['gpu-shapes', 'network-baseline', 'privileged-identity', 'business-justification'].map((id) => [id, { level: 'off' }]));

export interface Verdict {
  /** Name of a test case in the file, else empty. */
  readonly mock: string;
  readonly address: string;
  readonly verdict: 'fail' | 'undecided';
  readonly path: string;
}

/** What one guardrail says of a plan of the corpus. Whoever is not in it passes. */
export async function verdictsOf(path: string, guardrail: string, settings: object): Promise<readonly Verdict[]> {
  const { findings, errors } = await judged(path, { config: configOf(guardrail, settings) });
  if (errors.length > 0) throw new Error(errors.map((error) => error.message).join('\n'));
  return findings.map(({ input, resource, original, evidence }) => ({ mock: input.split('#')[1] ?? '', address: resource?.address ?? '-', verdict: original, path: evidence.path }));
}
