import type { Guardrail } from '#model/guardrail.ts';
import { jsonText, terminalText } from './escape.ts';
import { wrap } from './wrap.ts';

/**
 * Everything that METADATA says of a guardrail, for `landrail explain`.
 * @param settings its own settings, an example as YAML, without indentation
 */
export function explainText(guardrail: Guardrail, width: number, settings: string | null = null): string {
  const { remediation, examples, references } = guardrail;
  const parts = [
    `${terminalText(guardrail.id)} (${guardrail.severity})${guardrail.title === guardrail.id ? '' : `\n${paragraph(guardrail.title, width)}`}`,
    paragraph(guardrail.description, width),
    paragraph(scope(guardrail), width),
    ...(examples ? [titled('Fails', code(examples.bad)), titled('Passes', code(examples.good))] : []),
    remediation.summary === '' ? '' : `How to fix it:\n${paragraph(remediation.summary, width)}`,
    titled('In Terraform', code(remediation.terraform)),
    titled('In CloudFormation', code(remediation.cloudformation)),
    titled('On the command line', code(remediation.cli)),
    titled(`${settingsTitle[guardrail.settings]}, in landrail.yaml`, code(configuration(guardrail, settings))),
    titled('To waive it for some resources, in landrail.yaml', code(waiver(guardrail))),
    titled('Or beside them, in Terraform source or a template of YAML', code(inline(guardrail))),
    references.length === 0 ? '' : `References:\n${references.map((one) => `  ${terminalText(one)}`).join('\n')}`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

const settingsTitle: Readonly<Record<Guardrail['settings'], string>> = {
  required: 'It runs only with settings',
  optional: 'Its settings, which may all be left out',
  none: 'It has no settings but those of every guardrail',
};

/** The same for programs, and the example of its settings. */
export function explainJson(guardrail: Guardrail, settings: string | null): string {
  return jsonText(`${JSON.stringify({ schemaVersion: 1, guardrail, settingsExample: settings }, null, 2)}\n`);
}

/** One line per guardrail: id, severity, whether it needs settings, title. */
export function listText(guardrails: readonly Guardrail[]): string {
  const widest = Math.max(0, ...guardrails.map((one) => one.id.length));
  return guardrails
    .map((one) => `${terminalText(one.id).padEnd(widest)}  ${one.severity.padEnd(8)}  ${terminalText(one.title)}${one.settings === 'required' ? ' (needs settings)' : ''}\n`)
    .join('');
}

const readings: Readonly<Partial<Record<Guardrail['reads'], string>>> = {
  events: 'A detection: it judges what audit logs tell, each event by itself.',
  window: 'A detection: it judges what audit logs tell, all events together.',
  drift: 'A detection: it judges what became of resources, by code, inventories and audit logs.',
};

/** Of what it reads, and whose it is; nothing for a shipped guardrail that reads everything. */
function scope({ kinds, types, providers, selects, reads, origin }: Guardrail): string {
  const events = [...(selects?.deeds == null ? [] : [`the deeds ${selects.deeds.join(', ')}`]), ...(selects?.touches == null ? [] : [`what touches ${selects.touches.join(', ')}`]), ...(selects?.verdicts == null ? [] : [`the verdicts ${selects.verdicts.join(', ')}`])];
  const judged = [...events, ...(kinds === null ? [] : [`resources of the kinds ${kinds.join(', ')}`]), ...(types === null ? [] : [`the types ${types.join(', ')}`]), ...(providers === null ? [] : [`the providers ${providers.join(', ')}`])];
  const reading = readings[reads];
  return [...(reading === undefined ? [] : [reading]), ...(judged.length > 0 ? [`Judges ${judged.join(', of ')}.`] : []), ...(origin === 'builtin' ? [] : [`It is defined in ${origin}.`])].join(' ');
}

function paragraph(text: string, width: number): string {
  return text
    .trim()
    .split(/\n{2,}/)
    .map((one) => wrap(terminalText(one.replaceAll(/\s+/g, ' ')), width).join('\n'))
    .join('\n\n');
}

function titled(title: string, block: string): string {
  return block === '' ? '' : `${title}:\n\n${block}`;
}

/** Lines as they are, to be copied. */
function code(text: string | null): string {
  const lines = (text ?? '').replaceAll('\r\n', '\n').replace(/^(\s*\n)+/, '').trimEnd();
  return lines === '' ? '' : lines.split('\n').map((line) => `    ${terminalText(line)}`.trimEnd()).join('\n');
}

function configuration({ id, severity, selects }: Guardrail, settings: string | null): string {
  const own = settings === null ? [] : settings.split('\n').map((line) => `    ${line}`);
  return [selects === undefined ? 'guardrails:' : 'detections:', `  ${id}:`, '    level: mandatory    # or advisory: reported, never fails; or off', `    severity: ${severity}`, ...own].join('\n');
}

/** Of what is judged in files of one's own. */
function inline({ id, selects, stages }: Guardrail): string {
  if (selects !== undefined || (stages !== null && !stages.some((stage) => stage === 'source' || stage === 'template'))) return '';
  return `# landrail:ignore ${id} until=YYYY-MM-DD reason="why this is right here"`;
}

function waiver({ id, selects }: Guardrail): string {
  return `waivers:
  - guardrail: ${id}
    resource: ${selects === undefined ? '"module.checkout.*"    # an address or id' : '"*role/break-glass*"    # a principal, an id'} with * and ?, or tag:key=value
    reason: "why this is right here"
    owner: your-team
    ticket: CHG-1042
    expires: YYYY-MM-DD    # the last day, in UTC`;
}
