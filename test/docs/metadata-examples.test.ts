import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { settingsExample } from '#config/settings-examples.ts';
import { checkJson, root, scratchFolder } from '../commands/landrail.ts';
import { noTerraform, planOf, stateOf } from './terraform.ts';

interface Shipped {
  readonly id: string;
  readonly stages: readonly string[] | null;
  readonly examples: { readonly bad: string; readonly good: string };
}
const pack = JSON.parse(readFileSync(join(root, 'dist', 'pack.json'), 'utf8')) as { readonly policies: readonly { readonly guardrail: Shipped }[] };
const shipped = pack.policies.map((policy) => policy.guardrail);

if (noTerraform !== null) console.log(`skipped: the examples in METADATA (${noTerraform})`);

/** Where Terraform starts from: an example leaves out the variables and the region that its stack would have. */
function stack(example: string): string {
  const variables = new Set([...example.matchAll(/\bvar\.(\w+)/g)].map((match) => match[1]));
  const declared = [...variables].map((name) => `variable "${name}" {\n  default = "ocid1.${name}.oc1..aaaaexample"\n}\n`);
  return [example, ...declared, ...providers(example)].join('\n');
}

function providers(example: string): readonly string[] {
  const blocks: Readonly<Record<string, string>> = {
    aws: 'provider "aws" {\n  region = "eu-west-1"\n}\n',
    google: 'provider "google" {\n  project = "checkout-prod"\n  region  = "europe-west1"\n  zone    = "europe-west1-b"\n}\n',
    oci: 'provider "oci" {\n  region = "eu-frankfurt-1"\n}\n',
    azurerm: 'provider "azurerm" {\n  features {}\n}\n',
  };
  return Object.entries(blocks).flatMap(([name, block]) => (example.includes(` "${name}_`) && !example.includes(`provider "${name}"`) ? [block] : []));
}

function plan(example: string, folder: string): readonly string[] {
  writeFileSync(join(folder, 'main.tf'), stack(example));
  planOf(folder);
  return ['plan.json', '--provider-scope', 'aws=111122223333'];
}

/** What is said of states has a file for each configuration, under a comment with its path. */
function states(example: string, folder: string): readonly string[] {
  return example.split(/^(?=# \w+\/main\.tf)/m).map((part) => {
    const name = /^# (\w+)\//.exec(part)?.[1] ?? '';
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'main.tf'), stack(part));
    stateOf(join(folder, name));
    return `${name}/terraform.tfstate`;
  });
}

/** As `landrail explain` shows it: the guardrail with the settings of its example. */
function config(id: string): string {
  const settings = settingsExample(id) ?? 'level: mandatory';
  return `version: 1\nguardrails:\n  ${id}:\n${settings.replaceAll(/^/gm, '    ')}\n`;
}

describe.skipIf(noTerraform !== null).each(shipped)('the examples of $id', ({ id, stages, examples }) => {
  const verdicts = (example: string): readonly string[] => {
    const folder = scratchFolder(`example-${id}`);
    writeFileSync(join(folder, 'landrail.yaml'), config(id));
    const inputs = stages?.includes('state') === true ? states(example, folder) : plan(example, folder);
    const { report } = checkJson(inputs, { cwd: folder });
    expect(report.errors).toEqual([]);
    return report.findings.filter((finding) => finding.guardrail === id).map((finding) => `${finding.verdict} ${finding.resource?.address} ${finding.evidence.path}`);
  };

  it('bad fails', () => expect(verdicts(examples.bad)).toContainEqual(expect.stringMatching(/^fail /)), 120_000);

  it('good passes', () => expect(verdicts(examples.good)).toEqual([]), 120_000);
});
