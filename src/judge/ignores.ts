import { addDays, dayOf, daysBetween, type Day } from '#model/calendar.ts';
import type { Finding, FindingWaiver } from '#model/finding.ts';
import { byCodePoint } from '#model/json.ts';
import type { Problem } from '#model/problem.ts';
import type { SourcePlace } from '#model/resource.ts';
import type { FaultyIgnore, InlineIgnore, WaiverPolicy, WrittenIgnore } from '#model/waiver.ts';
import { wildcardMatches } from '#model/wildcard.ts';
import { countOf, lastDay, soonDays } from './waivers.ts';

/** Where an ignore in the calling module reaches: what it calls may be somebody else's file. */
const callRoles = new Set(['module call', 'module argument']);

/** Decides which inline ignore holds for which finding, and keeps book on each of them for the announcements. */
export class IgnoreBook {
  /** By file of what they cover, those that last longest first. */
  readonly #byFile = new Map<string, Entry[]>();
  readonly #entries: readonly Entry[];
  readonly #faults: readonly Problem[];
  readonly #today: Day;
  readonly #policy: WaiverPolicy;

  /** One file may be part of several inputs. @param ran ids of the guardrails that ran: others cannot use an ignore */
  constructor(written: readonly WrittenIgnore[], policy: WaiverPolicy, now: Date, ran: ReadonlySet<string>) {
    this.#today = dayOf(now);
    this.#policy = policy;
    const distinct = [...new Map(written.map((one) => [whereOf(one.place), one])).values()].sort((a, b) => inOrder(a.place, b.place));
    this.#faults = distinct.flatMap((one) => (isFaulty(one) ? [one.problem] : []));
    this.#entries = distinct.flatMap((one) => (isFaulty(one) ? [] : one.guardrails.map((id): Entry => ({ ignore: one, id, runs: one.partial !== true && (/[*?]/.test(id) || ran.has(id)), refused: this.#refusal(one), matched: 0 }))));
    for (const entry of this.#entries.toSorted((a, b) => byCodePoint(b.ignore.until, a.ignore.until))) {
      const { file } = entry.ignore.covers;
      const known = this.#byFile.get(file);
      if (known) known.push(entry);
      else this.#byFile.set(file, [entry]);
    }
  }

  /** The one that holds, if any: of several the one that holds longest, then the first in its file. */
  holds(finding: Waivable): FindingWaiver | null {
    let holding: InlineIgnore | null = null;
    for (const entry of this.#matching(finding)) {
      if (this.#expired(entry.ignore)) continue;
      entry.matched += 1;
      if (entry.refused === null) holding ??= entry.ignore;
    }
    return holding === null ? null : { reason: holding.reason, owner: holding.owner, ticket: holding.ticket, expires: holding.until, where: whereOf(holding.place) };
  }

  /** To be told of what nothing holds for: whether an expired ignore would have. */
  missed(finding: Waivable): void {
    for (const entry of this.#matching(finding)) if (this.#expired(entry.ignore)) entry.matched += 1;
  }

  #matching(finding: Waivable): readonly Entry[] {
    if (this.#byFile.size === 0) return [];
    const { location, block } = finding;
    // An override file is another one than that of the block.
    const beside = block !== undefined && block.file !== location?.file ? [block] : [];
    const places = [...(location === null ? [] : [location]), ...beside, ...finding.related.filter((place) => callRoles.has(place.role))];
    return places.flatMap((place) => (this.#byFile.get(place.file) ?? []).filter(({ id, ignore: { covers } }) => place.line >= covers.line && place.line <= covers.endLine && wildcardMatches(id, finding.guardrail)));
  }

  /** To be asked after the last finding. */
  announcements(): readonly Problem[] {
    return [...this.#faults, ...this.#entries.flatMap((entry) => this.#announcement(entry) ?? [])];
  }

  #announcement({ ignore, id, runs, refused, matched }: Entry): Problem | null {
    const name = `the ignore of ${id}`;
    const where = whereOf(ignore.place);
    if (refused !== null) return { code: 'ignore-refused', message: `${name} ${refused.what}; it waives nothing`, where, hint: refused.hint };
    if (this.#expired(ignore)) {
      const effect = matched === 0 ? 'nothing that was found would need it' : `${countOf(matched)} would need it`;
      return { code: 'ignore-expired', message: `${name} expired on ${ignore.until}: ${effect}`, where, hint: matched === 0 ? 'remove it' : 'fix the findings, or renew it' };
    }
    if (matched === 0) return runs ? { code: 'ignore-unused', message: `${name} matches no finding`, where, hint: 'remove it, or put it on the block or argument that it is for' } : null;
    const left = daysBetween(this.#today, ignore.until);
    if (left > soonDays) return null;
    return { code: 'ignore-expires-soon', message: `${name} ${lastDay(left, ignore.until)}; ${countOf(matched)} ${matched === 1 ? 'needs' : 'need'} it`, where, hint: 'fix the findings, or renew it' };
  }

  #expired({ until }: InlineIgnore): boolean {
    return until < this.#today;
  }

  #refusal({ until, ticket }: InlineIgnore): Refusal | null {
    const { maxDays, requireTicket } = this.#policy;
    const days = daysBetween(this.#today, until);
    if (maxDays !== null && days > maxDays) return { what: `holds until ${until}, ${days} days ahead, and waiver-policy.max-days allows ${maxDays}`, hint: `the latest day allowed today is ${addDays(this.#today, maxDays)}` };
    if (requireTicket && ticket === null) return { what: 'has no ticket, and waiver-policy.require-ticket asks for one', hint: 'add ticket=…' };
    return null;
  }
}

type Waivable = Pick<Finding, 'guardrail' | 'location' | 'block' | 'related'>;

interface Entry {
  readonly ignore: InlineIgnore;
  /** One of its guardrails. */
  readonly id: string;
  /** Whether a finding that needs it would have been seen. */
  readonly runs: boolean;
  readonly refused: Refusal | null;
  matched: number;
}

interface Refusal {
  readonly what: string;
  readonly hint: string;
}

function isFaulty(one: WrittenIgnore): one is FaultyIgnore {
  return 'problem' in one;
}

function whereOf({ file, line, column }: SourcePlace): string {
  return `${file}:${line}:${column}`;
}

function inOrder(a: SourcePlace, b: SourcePlace): number {
  return byCodePoint(a.file, b.file) || a.line - b.line || a.column - b.column;
}
