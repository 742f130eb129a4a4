import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { landrail, root, scratchFolder } from '../commands/landrail.ts';

const cache = scratchFolder('pack');
const guardrails = readdirSync(join(root, 'policies/guardrails')).sort();
const detections = readdirSync(join(root, 'policies/detections')).sort();

/** How many test_… rules the _test.rego files hold: each must have been run. */
function testsIn(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('_test.rego'))
    .reduce((count, file) => count + (readFileSync(join(folder, file), 'utf8').match(/^test_\w+/gm) ?? []).length, 0);
}

describe('the shipped policies', () => {
  it('pass their own tests, all of them, with the compiler that users have', () => {
    const run = landrail(['policy', 'test', 'policies', '--threshold', '95'], { cache });
    expect(run.stderr).toBe('');
    expect(run.stdout).toContain(`${testsIn(join(root, 'policies'))} passed`);
    expect(run.status).toBe(0);
  });

  it('name every raw argument that they look at: what is not named is not handed over', () => {
    for (const id of guardrails) {
      const text = readFileSync(join(root, 'policies/guardrails', id, `${id.replaceAll('-', '_')}.rego`), 'utf8');
      const named = /^#   attributes: \[(.*)\]$/m.exec(text)?.[1]?.split(', ') ?? [];
      const read = new Set([...text.matchAll(/\battributes\.(\w+)/g)].map(([, name]) => name));
      expect([...read].filter((name) => name !== undefined && !named.includes(name))).toEqual([]);
    }
  });

  it('do not look at what they say they do without', () => {
    let said = 0;
    const words = { places: /\b(?:region|regionPath|otherRegions|zone|scope\w*)\b/, shapes: /\b(?:image|shapes?)\b/, tags: /\b(?:taggable|tags\w*|tagOrigins|nestedTags)\b/ };
    for (const id of guardrails) {
      const text = readFileSync(join(root, 'policies/guardrails', id, `${id.replaceAll('-', '_')}.rego`), 'utf8');
      const without = /^#   without: \[(.*)\]$/m.exec(text)?.[1]?.split(', ') ?? [];
      const rules = text.split('\n').filter((line) => !line.startsWith('#')).map((line) => line.replaceAll(/"[^"]*"/g, '""')).join('\n');
      for (const part of without) expect(rules).not.toMatch(words[part as keyof typeof words]);
      said += without.length;
    }
    expect(said).toBeGreaterThan(0);
  });

  it('are formatted', () => {
    expect(landrail(['policy', 'fmt', '--check', 'policies'], { cache })).toMatchObject({ stdout: '', stderr: '', status: 0 });
  });

  it('are listed and explained, each folder a guardrail or a detection', () => {
    const run = landrail(['policy', 'list'], { cache });
    const [listed = '', found = ''] = run.stdout.split('\nDetections of landrail drift:\n');
    const ids = (text: string) => text.split('\n').filter((line) => line !== '').map((line) => line.split(' ')[0]);
    expect([ids(listed), ids(found)]).toEqual([guardrails, detections]);
    for (const id of [...guardrails, ...detections]) {
      const explained = landrail(['explain', id], { cache });
      expect(explained.status).toBe(0);
      for (const part of ['Fails:', 'Passes:', 'How to fix it:', 'References:']) expect(explained.stdout).toContain(part);
    }
  });
});
