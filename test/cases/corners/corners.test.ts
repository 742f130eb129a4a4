import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DiskFiles } from '#inputs/files.ts';
import { noFlags, type TerraformOptions } from '#inputs/options.ts';
import { loadConfiguration, type Configuration } from '#inputs/terraform/source/configuration.ts';
import { ModuleSources } from '#inputs/terraform/source/sources.ts';
import { folderOf, told, type Written } from '../../inputs/terraform/source/configured.ts';
import { contradictions, noPlans, planned } from '../../inputs/terraform/source/planned.ts';
import { corners, type Corner } from './corners.ts';

async function loaded(folder: string, { environment, args }: Pick<Corner, 'environment' | 'args'>): Promise<Configuration> {
  const given = args.map((arg) => {
    const [, name = '', text = ''] = /^-var=(\w+)=(.*)$/.exec(arg) ?? [];
    const path = arg.replace('-var-file=', '');
    return name === '' ? { path, absolute: join(folder, path) } : { name, text, from: '--var' };
  });
  const terraform: TerraformOptions = { environment: Object.entries(environment).map(([name, text]) => ({ name, text, from: `TF_VAR_${name}` })), given, workspace: 'default' };
  const configuration = await loadConfiguration(folder, new ModuleSources(new DiskFiles(folder, [{ path: '.', absolute: folder }])), { ...noFlags, terraform });
  if (configuration === null) throw new Error('no configuration');
  return configuration;
}

async function problemsOf(configuration: Configuration): Promise<readonly string[]> {
  // What is wrong turns out when it is evaluated.
  for (const instance of configuration.instances()) instance.stated();
  return told([...configuration.problems, ...((await configuration.refused) ?? []), ...configuration.faults]);
}

const alone: Pick<Corner, 'environment' | 'args'> = { environment: {}, args: [] };
const values = (): string => {
  const path = join(folderOf({}), 'none.tfvars');
  writeFileSync(path, '');
  return path;
};

if (noPlans !== null) console.log(`skipped: corners of the language against the real Terraform (${noPlans})`);

describe('what Terraform accepts', () => {
  const all = corners('accepted.txt');
  const files: Written = Object.fromEntries([
    ['main.tf', all.map(({ name }) => `module "${name}" {\n  source = "./${name}"\n}\n`).join('')],
    ...all.flatMap((corner) => Object.entries(corner.files).map(([path, text]) => [join(corner.name, path), text])),
  ]);

  it('is accepted', async () => {
    expect(await problemsOf(await loaded(folderOf(files), alone))).toEqual([]);
  });

  it.skipIf(noPlans !== null)('has the values that it plans', { timeout: 120_000 }, async () => {
    const folder = folderOf(files);
    const plan = planned(folder, values());
    if (plan === null) throw new Error('Terraform refuses it');
    expect(plan.size).toBeGreaterThan(all.length);
    const instances = (await loaded(folder, alone)).instances().filter((one) => one.mode === 'managed');
    expect(contradictions(instances, plan)).toEqual([]);
  });
});

describe('what is given to a root module', () => {
  it.skipIf(noPlans !== null).each(corners('roots.txt').map((corner) => [corner.name, corner] as const))('%s has the values that Terraform plans', { timeout: 60_000 }, async (_, corner) => {
    const folder = folderOf(corner.files);
    const plan = planned(folder, values(), corner);
    if (plan === null) throw new Error('Terraform refuses it');
    const configuration = await loaded(folder, corner);
    expect(contradictions(configuration.instances(), plan)).toEqual([]);
    expect(await problemsOf(configuration)).toEqual([]);
  });
});

/** `LANDRAIL_CORNERS=all` asks the real Terraform about each of them. */
const asked = process.env['LANDRAIL_CORNERS'] === 'all' ? Number.POSITIVE_INFINITY : 5;

describe('what Terraform refuses', () => {
  const refused = corners('refused.txt');
  it.each(refused.map((corner) => [corner.name, corner] as const))('%s is refused', async (_, corner) => {
    expect(await problemsOf(await loaded(folderOf(corner.files), corner))).not.toEqual([]);
  });

  it.skipIf(noPlans !== null)('is refused by it', { timeout: 300_000 }, () => {
    expect(refused.slice(0, asked).filter((corner) => planned(folderOf(corner.files), values(), corner) !== null)).toEqual([]);
  });
});
