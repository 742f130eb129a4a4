import type { FindingWaiver } from '#model/finding.ts';
import type { Problem } from '#model/problem.ts';
import type { Draft } from './drafts.ts';
import { IgnoreBook } from './ignores.ts';
import type { Evaluated, JudgeOptions } from './run.ts';
import { WaiverBook } from './waivers.ts';

/** What holds for a finding: a waiver of the config, else one beside the code. */
export class Exceptions {
  readonly #waivers: WaiverBook;
  readonly #ignores: IgnoreBook;

  constructor(run: Evaluated, { waivers, waiverPolicy, now }: JudgeOptions) {
    this.#waivers = new WaiverBook(waivers, now);
    this.#ignores = new IgnoreBook(run.inputs.flatMap((input) => input.ignores), waiverPolicy, now, new Set(run.guardrails.map((guardrail) => guardrail.id)));
  }

  /** To be asked once for each finding: both kinds keep count. */
  waiverOf({ finding, named, address }: Draft): FindingWaiver | null {
    const waivable = { guardrail: finding.guardrail, address, named, principal: finding.event?.principal ?? null };
    const waiver = this.#waivers.holds(waivable);
    const ignore = this.#ignores.holds(finding);
    if (waiver === null && ignore === null) {
      this.#waivers.missed(waivable);
      this.#ignores.missed(finding);
    }
    return waiver === null ? ignore : { reason: waiver.reason, owner: waiver.owner, ticket: waiver.ticket, expires: waiver.expires, where: waiver.where };
  }

  /** To be asked after the last finding. */
  announcements(): readonly Problem[] {
    return [...this.#waivers.announcements(), ...this.#ignores.announcements()];
  }
}
