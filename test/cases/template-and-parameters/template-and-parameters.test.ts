import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { check, type Result } from '../../../src/index.ts';
import { templateOf } from './templates.ts';

const scratch = mkdtempSync(join(tmpdir(), 'landrail-template-and-parameters-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const seeds = Array.from({ length: Number(process.env['LANDRAIL_SEEDS'] ?? 3) }, (_, index) => index + Number(process.env['LANDRAIL_SEED'] ?? 1));
const size = 150;

/** `required-tags R7` -> whether something fails there, or is undecided at the most. */
function told({ findings }: Result): ReadonlyMap<string, 'fail' | 'undecided'> {
  const found = new Map<string, 'fail' | 'undecided'>();
  for (const { guardrail, resource, verdict } of findings) {
    const name = `${guardrail} ${resource?.address ?? ''}`;
    if (verdict === 'fail') found.set(name, 'fail');
    else if (!found.has(name)) found.set(name, 'undecided');
  }
  return found;
}

describe('a template without values for its parameters', () => {
  it.each(seeds)('%i: says nothing that a value of them would belie', { timeout: 120_000 }, async (seed) => {
    const file = `${seed}.json`;
    writeFileSync(join(scratch, file), JSON.stringify(templateOf(seed, size)));
    const options = { cwd: scratch, config: fileURLToPath(new URL('landrail.yaml', import.meta.url)), now: new Date('2026-11-23T00:00:00Z'), providerRegion: ['aws=eu-west-1'], providerScope: ['aws=111122223333'], stackTags: seed % 2 === 0 ? ['owner=nobody'] : [] };
    const open = told(await check([file], options));
    const contradictions: string[] = [];
    let decided = 0;
    for (const [a, b] of [['yes', 'yes'], ['yes', 'no'], ['no', 'yes'], ['no', 'no']]) {
      const result = await check([file], { ...options, parameters: [`A=${a}`, `B=${b}`] });
      const closed = told(result);
      const leftOut = new Set(result.inputs.flatMap(({ leftOut: all = [] }) => all.map(({ address }) => address)));
      for (const [name, verdict] of open) {
        const address = name.slice(name.indexOf(' ') + 1);
        // What has the tags of another resource is judged there.
        const there = name.replace(/v1Stage$/, '');
        if (verdict === 'fail' && closed.get(name) !== 'fail' && closed.get(there) !== 'fail' && !leftOut.has(address)) contradictions.push(`${name} fails, and with A=${a}, B=${b} it does not`);
      }
      for (const [name, verdict] of closed) {
        if (!open.has(name)) contradictions.push(`${name} passes, and with A=${a}, B=${b} it is ${verdict}`);
        if (verdict === 'fail') decided += 1;
      }
    }
    expect(contradictions).toEqual([]);
    expect(decided).toBeGreaterThan(size);
  });
});
