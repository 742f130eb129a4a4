import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configJsonSchema } from '#config/json-schema.ts';
import type { Guardrail } from '#model/guardrail.ts';
import { resultJsonSchema } from '#reports/json-schema.ts';
import { readSaved } from '#reports/saved/read.ts';
import { renderSarif } from '#reports/sarif/sarif.ts';
import { jsonPage, sarifPage } from './contracts.ts';
import { table, type Schema } from './fields.ts';
import { guardrailPage } from './guardrail.ts';

/** Stories whose findings, taken together, have everything that SARIF may hold. */
const stories = ['ticket-office', 'night'];

/** Path below docs/ -> text. @param root of the repository, built. */
export function pages(root: string): ReadonlyMap<string, string> {
  const shipped = (set: 'pack' | 'detections'): readonly Guardrail[] => (JSON.parse(readFileSync(join(root, 'dist', `${set}.json`), 'utf8')) as { readonly policies: readonly { readonly guardrail: Guardrail }[] }).policies.map(({ guardrail }) => guardrail);
  const [guardrails, detections] = [shipped('pack'), shipped('detections')];
  const config = configJsonSchema() as unknown as Schema;
  const settings = (heading: 'guardrails' | 'detections', id: string): Schema => config.properties?.[heading]?.properties?.[id] ?? {};
  const saved = stories.map((story) => JSON.parse(renderSarif(someBaselined(readSaved(readFileSync(join(root, 'samples', story, 'expected.json'), 'utf8'), story)), { verbose: true })) as unknown);
  return new Map([
    ...guardrails.map((one) => [`guardrails/${one.id}.md`, guardrailPage(one, settings('guardrails', one.id))] as const),
    ...detections.map((one) => [`detections/${one.id}.md`, guardrailPage(one, settings('detections', one.id))] as const),
    ['json.md', jsonPage(resultJsonSchema() as unknown as Schema)],
    ['sarif.md', sarifPage(saved)],
    ['README.md', index(guardrails, detections)],
  ]);
}

/** The first failing finding as a baseline would have it. */
function someBaselined(result: ReturnType<typeof readSaved>): ReturnType<typeof readSaved> {
  const first = result.findings.findIndex(({ verdict }) => verdict === 'fail');
  return { ...result, findings: result.findings.map((finding, at) => (at === first ? { ...finding, verdict: 'baselined' } : finding)) };
}

function rows(folder: string, all: readonly Guardrail[]): string {
  return table(['id', 'severity', 'what it finds'], all.map(({ id, title, severity, settings }) => [`[${id}](${folder}/${id}.md)`, severity, `${title}${settings === 'required' ? ' (needs settings)' : ''}`]));
}

function index(guardrails: readonly Guardrail[], detections: readonly Guardrail[]): string {
  return `# Documentation of landrail

| page | what it tells |
|---|---|
| [README](../README.md) | the first minute: install, three commands, a finding, the gate |
| [In the pull request](source.md) | Terraform source, CloudFormation, plans, change sets, the CDK: what is read, and what is not known |
| [What exists](existing.md) | states, inventories of four clouds, an inventory of AWS |
| [Drift](drift.md) | what exists that no code made; detections, and your own |
| [Configuration](configuration.md) | \`landrail init\`, \`landrail.yaml\`, waivers, undecided, one resource again, baseline |
| [Your own guardrails](policies.md) | Rego over resources, and policies of conftest; [CONTRIBUTING](../CONTRIBUTING.md) has one in 15 minutes |
| [Reports](reports.md) | ten formats, the page for a browser, a run rendered again |
| [GitHub Action](github-action.md) | inputs, outputs, comments; [other places](../integrations/README.md): pre-commit, GitLab, Azure Pipelines, Atlantis, Spacelift, containers |
| [Command line](commands.md) | every command and flag, completion |
| [The JSON of a run](json.md), [its SARIF](sarif.md) | what programs may rely on |
| [Coming from another tool](coming-from.md) | conftest, Checkov, driftctl, cfn-guard |

## Guardrails

Judged by \`landrail check\`, in source, plans, templates, states and inventories alike.

${rows('guardrails', guardrails)}

## Detections

Judged by \`landrail drift\`, over what audit logs tell and what became of resources.

${rows('detections', detections)}

Made by \`npm run docs\`.
`;
}
