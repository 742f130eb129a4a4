import { settingsExample } from '#config/settings-examples.ts';
import type { Guardrail } from '#model/guardrail.ts';
import { fieldsOf, table, type Schema } from './fields.ts';

/** One page for a guardrail or detection: all that METADATA says of it, and its settings as the schema has them. */
export function guardrailPage(guardrail: Guardrail, settings: Schema): string {
  const { id, title, description, severity, remediation, examples, references, selects } = guardrail;
  const heading = selects === undefined ? 'guardrails' : 'detections';
  const language = selects === undefined ? 'hcl' : 'json';
  const parts = [
    `# ${id}`,
    `**${title}**`,
    table(['severity', 'settings', 'judges'], [[severity, settingsWord[guardrail.settings], judges(guardrail)]]),
    paragraphs(description),
    ...(examples === null ? [] : [`## Fails\n\n${fence(language, examples.bad)}`, `## Passes\n\n${fence(language, examples.good)}`]),
    `## How to fix it\n\n${paragraphs(remediation.summary)}`,
    ...tool('Terraform', 'hcl', remediation.terraform),
    ...tool('CloudFormation', 'yaml', remediation.cloudformation),
    ...tool('Command line', 'sh', remediation.cli),
    `## Settings\n\n${table(['key', 'value', 'what it does'], fieldsOf(settings).map(({ path, type, about }) => [`\`${path}\``, type, about]))}`,
    `\`landrail.yaml\`\n${fence('yaml', config(heading, guardrail, settingsExample(id)))}`,
    `## How to waive it\n\n${waiving(guardrail)}`,
    `## References\n\n${references.map((one) => `- <${one}>`).join('\n')}`,
    'Made by `npm run docs` from the METADATA of the policy; `landrail explain` says the same.',
  ];
  return `${parts.join('\n\n')}\n`;
}

const settingsWord: Readonly<Record<Guardrail['settings'], string>> = { required: 'needed: without any it does not run', optional: 'may be left out', none: 'those of every guardrail' };

export function judges({ kinds, types, providers, stages, selects, reads }: Guardrail): string {
  if (selects !== undefined) {
    const what = reads === 'drift' ? 'what became of resources' : reads === 'window' ? 'audit events, all together' : 'audit events, each by itself';
    const only = [...(selects.deeds === null ? [] : [`deeds ${selects.deeds.join(', ')}`]), ...(selects.touches === null ? [] : [`what touches ${selects.touches.join(', ')}`]), ...(selects.verdicts === null ? [] : [`verdicts ${selects.verdicts.join(', ')}`])];
    return [what, ...only].join('; ');
  }
  const only = [...(kinds === null ? [] : [`kinds ${kinds.join(', ')}`]), ...(types === null ? [] : [`types ${types.join(', ')}`]), ...(providers === null ? [] : [`providers ${providers.join(', ')}`]), ...(stages === null ? [] : [`stages ${stages.join(', ')}`])];
  return only.length === 0 ? 'every resource, at every stage' : only.join('; ');
}

function paragraphs(text: string): string {
  return text.trim().split(/\n{2,}/).map((one) => one.replaceAll(/\s+/g, ' ')).join('\n\n');
}

function tool(title: string, language: string, code: string | null): readonly string[] {
  return code === null || code.trim() === '' ? [] : [`### ${title}\n\n${fence(language, code)}`];
}

function fence(language: string, code: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${language}\n${code.replace(/^(?:[ \t]*\n)+/, '').trimEnd()}\n${ticks}`;
}

function config(heading: string, { id, severity }: Guardrail, settings: string | null): string {
  const own = settings === null ? [] : settings.split('\n').map((line) => `    ${line}`.trimEnd());
  return ['version: 1', `${heading}:`, `  ${id}:`, '    level: mandatory    # or advisory: reported, never fails; or off', `    severity: ${severity}`, ...own].join('\n');
}

function waiving({ id, selects, stages }: Guardrail): string {
  const who = selects === undefined ? '"module.checkout.*"    # an address or id with * and ?, or tag:key=value' : '"*role/break-glass*"    # a principal or id with * and ?, or tag:key=value';
  const entry = `\`landrail.yaml\`\n${fence('yaml', `version: 1\nwaivers:\n  - guardrail: ${id}\n    resource: ${who}\n    reason: "why this is right here"\n    owner: your-team\n    ticket: CHG-1042\n    expires: 2099-12-31    # the last day, in UTC`)}`;
  if (selects !== undefined || stages !== null) return entry;
  return `${entry}\n\nOr beside the resource, in Terraform source or a template of YAML:\n\n${fence('hcl', `# landrail:ignore ${id} until=2099-12-31 reason="why this is right here"`)}`;
}
