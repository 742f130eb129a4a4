import type { Result } from '#model/result.ts';
import { severities } from '#model/severity.ts';
import { terminalText } from '#reports/escape.ts';
import { summarySentence } from '#reports/summary.ts';
import { name, placeOf, prose } from '#reports/words.ts';

/** Findings of one message. */
const most = 10;
const timeoutMs = 10_000;

/**
 * What is found, to an address that takes messages as Slack does: nothing but `text`. Mattermost, Rocket.Chat, Google Chat and Discord
 * (`/slack`) take it too. @returns why it was not taken, without the address, which is a secret; null where it was
 */
export async function tellWebhook(url: string, result: Result, page: string | null): Promise<string | null> {
  try {
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ text: messageOf(result, page) }), redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    return response.ok ? null : `it answered ${response.status}`;
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError' ? 'no answer in time' : 'it cannot be reached';
  }
}

/** https://docs.slack.dev/messaging/formatting-message-text */
export function messageOf(result: Result, page: string | null): string {
  const failing = result.findings.filter(({ verdict }) => verdict === 'fail');
  const worst = severities.toReversed().flatMap((severity) => failing.filter((one) => one.severity === severity));
  const lines = [
    `*landrail ${result.command}* ${summarySentence(result)}`,
    ...result.errors.slice(0, most).map(({ message }) => `error: ${prose(message)}`),
    ...worst.slice(0, most).map((one) => `${one.severity} ${name(one.guardrail)}: ${prose(one.message)} (${name(one.resource?.name ?? one.resource?.address ?? placeOf(one))})`),
    ...(worst.length > most ? [`and ${worst.length - most} more`] : []),
  ];
  return `${lines.map(slackText).join('\n')}${page === null ? '' : `\n<${page}|The run has all of it>`}`;
}

/** No mention, no link, no other face of letters. */
function slackText(text: string): string {
  return terminalText(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('@', '@\u200b');
}
