import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root, scratchFolder } from '../commands/landrail.ts';
import { blocksOf } from './markdown.ts';
import { noTerraform, planOf } from './terraform.ts';

if (noTerraform !== null) console.log(`skipped: the plan of README.md's main.tf (${noTerraform})`);

describe.skipIf(noTerraform !== null)('test/docs/plan.json', () => {
  it("is what Terraform makes of README.md's main.tf", () => {
    const folder = scratchFolder('readme-plan');
    const main = blocksOf(readFileSync(join(root, 'README.md'), 'utf8')).find((block) => block.file === 'main.tf');
    writeFileSync(join(folder, 'main.tf'), main?.text ?? '');
    const made = planOf(folder);
    if (process.env['UPDATE'] === '1') writeFileSync(new URL('plan.json', import.meta.url), made);
    expect(withoutTime(made)).toEqual(withoutTime(readFileSync(new URL('plan.json', import.meta.url), 'utf8')));
  }, 120_000);
});

function withoutTime(plan: string): unknown {
  return { ...(JSON.parse(plan) as object), timestamp: null };
}
