import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { check, type Result } from '../../../../src/index.ts';
import { configuration } from '../../../cases/source-and-plan/configuration.ts';
import { missing, planFactory } from '../../../cases/three-valued/replan.ts';
import { scratchFolder } from '../../../commands/landrail.ts';

const scratch = scratchFolder('planned-generated');
if (missing !== null) console.log(`skipped: generated configurations beside their plans (${missing})`);

type Finding = Result['findings'][number];

const keyOf = ({ verdict, guardrail, resource, evidence, message }: Finding): string => JSON.stringify([verdict, guardrail, resource?.address, evidence.path, evidence.actual, message]);
/** As a fault is told, at whichever of its arguments. */
const faultOf = ({ verdict, guardrail, resource, evidence }: Finding): string => JSON.stringify([verdict, guardrail, resource?.address, evidence.actual]);

describe.skipIf(missing !== null)('generated configurations of four clouds beside what Terraform planned of them', () => {
  it.each([11, 12])('%i: nothing that source or plan finds is lost, and nothing is told twice', { timeout: 300_000 }, async (seed) => {
    const folder = join(scratch, String(seed));
    const { files, values } = configuration(seed, 16);
    for (const [path, text] of [...files, ['values.tfvars', values] as const]) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const run = spawnSync(planFactory, ['plan', folder, '-var-file=values.tfvars'], { encoding: 'utf8', env: { PATH: process.env['PATH'], HOME: process.env['HOME'] } });
    if (run.status !== 0) throw new Error(run.stderr);
    const options = { cwd: folder, config: fileURLToPath(new URL('../../../cases/source-and-plan/landrail.yaml', import.meta.url)), now: new Date('2026-11-23T00:00:00Z') };

    for (const varFile of [[], ['values.tfvars']]) {
      const both = await check(['.'], { ...options, varFile });
      const plan = await check(['tfplan'], options);
      renameSync(join(folder, 'tfplan'), join(scratch, 'tfplan'));
      const shown = await check(['.'], { ...options, varFile });
      renameSync(join(folder, 'plan.json'), join(scratch, 'plan.json'));
      const source = await check(['.'], { ...options, varFile });
      for (const name of ['tfplan', 'plan.json']) renameSync(join(scratch, name), join(folder, name));

      for (const joined of [both, shown]) {
        const found = new Set(joined.findings.map(faultOf));
        expect(source.findings.filter(({ verdict }) => verdict === 'fail').filter((one) => !found.has(faultOf(one)))).toEqual([]);
        expect(joined.findings.length - new Set(joined.findings.map(keyOf)).size).toBe(0);
        expect(joined.errors).toEqual([]);
      }
      expect(plan.findings.filter((one) => !both.findings.some((other) => keyOf(other) === keyOf(one)))).toEqual([]);
      // Of what the source leaves open, little is left open: what it tells otherwise, being without values, is judged as well.
      const [ofPlan, ofSource] = [plan.inputs[0]?.resources ?? 0, both.inputs.find(({ format }) => format === 'terraform-source')?.resources ?? 0];
      expect(ofSource / ofPlan).toBeLessThan(varFile.length === 0 ? 0.1 : 0.001);
    }
    rmSync(folder, { recursive: true });
  });
});
