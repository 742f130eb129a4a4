import { dayOf, daysBetween, type Day } from '#model/calendar.ts';
import { byCodePoint } from '#model/json.ts';
import type { Problem } from '#model/problem.ts';
import { shortId } from '#model/short-id.ts';
import { waiverTarget, type Waiver, type WaiverTarget } from '#model/waiver.ts';
import { wildcardMatches } from '#model/wildcard.ts';
import { withoutIndices } from './address.ts';
import type { Named } from './named.ts';

/** From this many days before its last one, a waiver that is in use is announced. */
export const soonDays = 14;

/** What a waiver is held against. */
export interface Waivable {
  readonly guardrail: string;
  readonly address: string | null;
  readonly named: Named | null;
  /** Who made the call that it is about. */
  readonly principal: string | null;
}

/** Decides which waiver holds for which finding, and keeps book on each of them for the announcements. */
export class WaiverBook {
  /** In the order of the config. */
  readonly #entries: readonly Entry[];
  /** Those that hold today, in the order of precedence. */
  readonly #valid: readonly Entry[];
  readonly #expired: readonly Entry[];
  readonly #today: Day;
  /** Findings that several waivers match, counted per set of waivers. */
  readonly #ambiguous = new Map<string, { readonly waivers: readonly Waiver[]; count: number }>();

  constructor(waivers: readonly Waiver[], now: Date) {
    this.#today = dayOf(now);
    this.#entries = waivers.map((waiver) => ({ waiver, target: waiverTarget(waiver.resource), expired: waiver.expires < this.#today, matched: 0 }));
    this.#valid = this.#entries.filter((entry) => !entry.expired).sort((a, b) => longestFirst(a.waiver, b.waiver));
    this.#expired = this.#entries.filter((entry) => entry.expired);
  }

  /** The waiver that holds, if any: of several the one that expires last, then the first by guardrail, resource, owner and reason. */
  holds(finding: Waivable): Waiver | null {
    const matching = this.#matching(finding, this.#valid);
    const valid = matching.map((entry) => entry.waiver);
    if (valid.length > 1) {
      const key = JSON.stringify(valid.map((waiver) => waiver.where));
      const known = this.#ambiguous.get(key) ?? { waivers: valid, count: 0 };
      known.count += 1;
      this.#ambiguous.set(key, known);
    }
    return valid[0] ?? null;
  }

  /** To be told of what nothing holds for: whether an expired waiver would have. */
  missed(finding: Waivable): void {
    if (this.#expired.length > 0) this.#matching(finding, this.#expired);
  }

  /** Those that match, counted. */
  #matching(finding: Waivable, entries: readonly Entry[]): readonly Entry[] {
    const name = finding.address === null ? null : withoutIndices(finding.address);
    const matching = entries.filter((entry) => matches(entry, finding, name));
    for (const entry of matching) entry.matched += 1;
    return matching;
  }

  /** To be asked after the last finding. */
  announcements(): readonly Problem[] {
    const notices: Problem[] = [];
    for (const { waiver, expired, matched } of this.#entries) {
      const name = `the waiver for ${waiver.guardrail} on ${waiver.resource} (${[waiver.owner, waiver.ticket].filter((one) => one !== null).join(', ')})`;
      const { where } = waiver;
      if (expired) {
        const effect = matched === 0 ? 'nothing that was found would need it' : `${countOf(matched)} would need it`;
        notices.push({ code: 'waiver-expired', message: `${name} expired on ${waiver.expires}: ${effect}`, where, hint: matched === 0 ? 'remove it' : 'fix the findings, or ask its owner to renew it' });
        continue;
      }
      if (matched === 0) {
        notices.push({ code: 'waiver-unused', message: `${name} matches no finding`, where, hint: 'remove it, or check its resource' });
        continue;
      }
      const left = daysBetween(this.#today, waiver.expires);
      if (left <= soonDays) notices.push({ code: 'waiver-expires-soon', message: `${name} ${lastDay(left, waiver.expires)}; ${countOf(matched)} ${matched === 1 ? 'needs' : 'need'} it`, where, hint: 'fix the findings, or ask its owner to renew it' });
    }
    const position = new Map(this.#entries.map((entry, index) => [entry.waiver, index]));
    const sets = [...this.#ambiguous.values()].sort((a, b) => (position.get(a.waivers[0] as Waiver) ?? 0) - (position.get(b.waivers[0] as Waiver) ?? 0) || a.waivers.length - b.waivers.length);
    for (const { waivers, count } of sets) {
      const [first] = waivers as [Waiver, ...Waiver[]];
      notices.push({
        code: 'waiver-ambiguous',
        message: `${waivers.length} waivers match the same ${count === 1 ? 'finding' : `${count} findings`}: ${waivers.map((waiver) => waiver.where).join(', ')}`,
        where: first.where,
        hint: `the one at ${first.where} applies: it ${waivers[1]?.expires === first.expires ? 'lasts as long as the other and sorts first by guardrail, resource, owner, reason' : `lasts longest, through ${first.expires}`}; keep one`,
      });
    }
    return notices;
  }
}

interface Entry {
  readonly waiver: Waiver;
  /** Null points at nothing. */
  readonly target: WaiverTarget | null;
  readonly expired: boolean;
  matched: number;
}

function longestFirst(a: Waiver, b: Waiver): number {
  return (
    byCodePoint(b.expires, a.expires) || byCodePoint(a.guardrail, b.guardrail) || byCodePoint(a.resource, b.resource) || byCodePoint(a.owner, b.owner) || byCodePoint(a.reason, b.reason) || byCodePoint(a.where, b.where)
  );
}

/** `name` is the address without instance keys: so written, a waiver means all instances, as in `terraform plan -target`. */
function matches({ waiver, target }: Entry, finding: Waivable, name: string | null): boolean {
  if (target === null || !wildcardMatches(waiver.guardrail, finding.guardrail)) return false;
  if (target.by === 'tag') return finding.named !== null && hasTag(finding.named, target.key, target.value);
  const { pattern } = target;
  if (finding.principal !== null && wildcardMatches(pattern, finding.principal)) return true;
  if (finding.address === null || name === null) return pattern === '*';
  if (wildcardMatches(pattern, finding.address) || wildcardMatches(pattern, name)) return true;
  const id = finding.named?.resource.id ?? null;
  const short = shortId(id ?? finding.address);
  if (short !== null && wildcardMatches(pattern, short)) return true;
  if (id === null) return false;
  // Azure compares resource ids without regard to capitals.
  return finding.named?.resource.provider === 'azure' ? wildcardMatches(pattern.toLowerCase(), id.toLowerCase()) : wildcardMatches(pattern, id);
}

/** A tag whose value is not known waives nothing; one with several possible values does when all of them match. */
function hasTag({ tags }: Named, key: string, pattern: string): boolean {
  const tag = tags.find((one) => one.key === key);
  if (tag?.value.status === 'known') return wildcardMatches(pattern, tag.value.value);
  return tag?.value.status === 'oneOf' && tag.value.values.every((value) => wildcardMatches(pattern, value));
}

export function countOf(count: number): string {
  return count === 1 ? '1 finding' : `${count} findings`;
}

export function lastDay(left: number, expires: Day): string {
  if (left === 0) return `holds for the last day today (${expires}, UTC)`;
  return `expires in ${left} ${left === 1 ? 'day' : 'days'} (holds through ${expires}, UTC)`;
}
