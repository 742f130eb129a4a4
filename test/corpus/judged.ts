import { fileURLToPath } from 'node:url';
import { check, type CheckOptions, type Result } from '../../src/index.ts';
import { plans } from './corpus.ts';

const wide = fileURLToPath(new URL('wide.yaml', import.meta.url));
const now = new Date('2026-11-23T00:00:00Z');

/** A plan of the corpus, judged with every guardrail on, or by a config of one's own. */
export function judged(path: string, options: CheckOptions = {}): Promise<Result> {
  return check([path], { cwd: plans, config: wide, now, ...options });
}
