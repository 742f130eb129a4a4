import type { RanGuardrail } from '#model/guardrail.ts';
import { markdownCode, markdownFence, markdownText } from '../escape.ts';

/** What METADATA says of a guardrail, as people read it beside an alert. */
export function guardrailMarkdown({ id, title, description, remediation, examples, references, origin }: RanGuardrail): string {
  const parts = [
    `**${markdownText(title === '' ? id : title)}**`,
    paragraphs(description),
    examples === null ? '' : `**Fails:**\n\n${markdownFence(examples.bad)}\n\n**Passes:**\n\n${markdownFence(examples.good)}`,
    remediation.summary === '' ? '' : `**How to fix it:** ${paragraphs(remediation.summary)}`,
    block('In Terraform', remediation.terraform),
    block('In CloudFormation', remediation.cloudformation),
    block('On the command line', remediation.cli),
    `\`landrail explain\` ${markdownCode(id)} tells how to set and how to waive it.${origin === 'builtin' ? '' : ` It is defined in ${markdownCode(origin)}.`}`,
    references.length === 0 ? '' : `**References:**\n\n${references.map((one) => `- ${webAddress(one) ? `<${new URL(one).href}>` : markdownText(one)}`).join('\n')}`,
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** A place on the web that may be followed: no other scheme, no name and password. */
export function webAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
}

function paragraphs(text: string): string {
  return text.trim().split(/\n{2,}/).map((one) => markdownText(one.replaceAll(/\s+/g, ' '))).join('\n\n');
}

function block(title: string, code: string | null): string {
  return code === null || code.trim() === '' ? '' : `**${title}:**\n\n${markdownFence(code)}`;
}
