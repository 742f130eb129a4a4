import type { Guardrail } from '#model/guardrail.ts';
import { terminalText } from './escape.ts';
import { wrap } from './wrap.ts';

/** Everything that METADATA says of a guardrail, for `landrail explain`. */
export function explainText(guardrail: Guardrail, width: number): string {
  const { remediation, examples } = guardrail;
  const parts = [
    `${terminalText(guardrail.id)} (${guardrail.severity})\n${paragraph(guardrail.title, width)}`,
    ...(guardrail.description === '' ? [] : [paragraph(guardrail.description, width)]),
    ...(examples ? [`Fails:\n\n${code(examples.bad)}`, `Passes:\n\n${code(examples.good)}`] : []),
    ...section('How to fix it', remediation.summary, width),
    ...snippet('In Terraform', remediation.terraform),
    ...snippet('In CloudFormation', remediation.cloudformation),
    ...snippet('On the command line', remediation.cli),
    configure(guardrail),
    waive(guardrail),
    ...(guardrail.references.length > 0 ? [`References:\n${guardrail.references.map((one) => `  ${terminalText(one)}`).join('\n')}`] : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** One line per guardrail: id, severity, whether it needs settings, title. */
export function listText(guardrails: readonly Guardrail[]): string {
  const widest = Math.max(0, ...guardrails.map((one) => one.id.length));
  return guardrails
    .map((one) => `${terminalText(one.id).padEnd(widest)}  ${one.severity.padEnd(8)}  ${terminalText(one.title)}${one.settings === 'required' ? ' (needs settings)' : ''}\n`)
    .join('');
}

function paragraph(text: string, width: number): string {
  return text
    .trim()
    .split(/\n{2,}/)
    .map((one) => wrap(terminalText(one.replaceAll(/\s+/g, ' ')), width).join('\n'))
    .join('\n\n');
}

function section(title: string, text: string, width: number): readonly string[] {
  return text === '' ? [] : [`${title}:\n${paragraph(text, width)}`];
}

function snippet(title: string, text: string | null): readonly string[] {
  return text === null || text === '' ? [] : [`${title}:\n\n${code(text)}`];
}

function code(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => `    ${terminalText(line)}`.trimEnd())
    .join('\n');
}

function configure(guardrail: Guardrail): string {
  const need = guardrail.settings === 'required' ? 'It runs only with settings' : 'Settings are optional';
  return `${need}, in landrail.yaml:\n\n    guardrails:\n      ${terminalText(guardrail.id)}:\n        level: mandatory    # or advisory, off\n        severity: ${guardrail.severity}`;
}

function waive(guardrail: Guardrail): string {
  return `To waive it for one resource:\n\n    waivers:\n      - guardrail: ${terminalText(guardrail.id)}\n        resource: "module.example.*"\n        reason: "why this is right here"\n        owner: your-team\n        ticket: CHG-1\n        expires: 2030-01-31`;
}
