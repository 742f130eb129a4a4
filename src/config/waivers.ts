import { addDays, daysBetween, dayOf } from '#model/calendar.ts';
import type { Problem } from '#model/problem.ts';
import type { Waiver } from '#model/waiver.ts';
import { offsetOf, type Located } from './located.ts';
import type { RawConfig } from './schema.ts';

/** The waivers of the config, each with its place, and what `waiver-policy` has against them. */
export function readWaivers(raw: RawConfig, root: Located, where: (offset: number) => string, now: Date): { readonly waivers: readonly Waiver[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const policy = raw['waiver-policy'] ?? {};
  const today = dayOf(now);
  const waivers = (raw.waivers ?? []).map((waiver, index): Waiver => {
    const at = (key: string): string => where(offsetOf(root, ['waivers', index, key]));
    const days = daysBetween(today, waiver.expires);
    const most = policy['max-days'];
    if (most !== undefined && days > most) {
      problems.push({
        code: 'config-waiver',
        message: `waivers[${index}].expires is "${waiver.expires}", ${days} days ahead; waiver-policy.max-days allows ${most}`,
        where: at('expires'),
        hint: `the latest day allowed today is ${addDays(today, most)}`,
      });
    }
    if (policy['require-ticket'] === true && waiver.ticket === undefined) {
      problems.push({
        code: 'config-waiver',
        message: `waivers[${index}] has no "ticket"; waiver-policy.require-ticket asks for one`,
        where: at('ticket'),
        hint: 'add ticket: …',
      });
    }
    return {
      guardrail: waiver.guardrail,
      resource: waiver.resource,
      reason: waiver.reason,
      owner: waiver.owner,
      ticket: waiver.ticket ?? null,
      expires: waiver.expires,
      where: where(offsetOf(root, ['waivers', index])),
    };
  });
  return { waivers, problems };
}
