import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { DiskFiles } from '../../../../src/inputs/files.ts';
import { check, type Result } from '../../../../src/index.ts';
import { noFlags } from '../../../../src/inputs/options.ts';
import { loadConfiguration } from '../../../../src/inputs/terraform/source/configuration.ts';
import { ModuleSources } from '../../../../src/inputs/terraform/source/sources.ts';
import { folderOf, told } from './configured.ts';
import { generate } from './generated.ts';
import { contradictedVerdicts, contradictions, noPlans, planned } from './planned.ts';

/** A few in every run; `LANDRAIL_GENERATED=250` makes many. */
const count = Number(process.env['LANDRAIL_GENERATED'] ?? 4);
const first = 5000;
const wide = fileURLToPath(new URL('../../../corpus/wide.yaml', import.meta.url));

if (noPlans !== null) console.log(`skipped: configurations made up by chance, planned by the real Terraform (${noPlans})`);

describe.skipIf(noPlans !== null)('what is stated of a configuration, and what Terraform plans', () => {
  it(`never contradict each other, in ${count} configurations`, { timeout: 30_000 * count }, async () => {
    let plans = 0;
    let stated = 0;
    let verdicts = 0;
    for (let seed = first; plans < count; seed++) {
      const { files, told: given, untold } = generate(seed);
      const folder = folderOf({ ...files, 'terraform.tfvars': given });
      const values = join(folderOf({}), 'untold.tfvars');
      writeFileSync(values, untold);
      // By chance a configuration may be one that Terraform refuses.
      const plan = planned(folder, values);
      if (plan === null) continue;
      plans++;
      const configuration = await loadConfiguration(folder, new ModuleSources(new DiskFiles(folder, [{ path: '.', absolute: folder }])), noFlags);
      const instances = configuration?.instances() ?? [];
      stated += instances.length;
      const [source, judged] = await Promise.all([folder, join(dirname(values), 'plan.json')].map((path) => check([path], { config: wide, now: new Date('2026-11-23T00:00:00Z') })));
      verdicts += source?.summary.fail ?? 0;
      expect({ seed, contradictions: [...contradictions(instances, plan), ...contradictedVerdicts(source as Result, judged as Result), ...told(configuration?.problems ?? []), ...told(configuration?.faults ?? [])] }).toEqual({ seed, contradictions: [] });
    }
    expect(stated).toBeGreaterThan(count);
    expect(verdicts).toBeGreaterThan(count);
  });
});
