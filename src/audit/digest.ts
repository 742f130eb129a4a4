import type { AuditEvent, AuditSource } from '#model/event.ts';
import { byCodePoint } from '#model/json.ts';
import type { Missing } from './deliveries.ts';
import { Hours, keyOf } from './hours.ts';
import type { AuditReader, Passed, RecordScope } from './reader.ts';
import type { Counted } from './scan/scanner.ts';

/** Names and places told one by one; of the rest how many there are. */
const told = 8;

/** What the logs of one cloud below one path were found to hold. */
export class Digest {
  readonly path: string;
  readonly reader: AuditReader;
  #records = 0;
  #events = 0;
  readonly #hours = new Map<string, Hours>();
  readonly #passed = new Map<Passed['passed'], number>();
  readonly #unlisted = new Map<string, number>();
  readonly #gaps = new Map<string, number>();
  readonly #notes: string[] = [];
  #malformed = 0;
  #foreign = 0;
  #undated = 0;
  #lists = 0;
  #listed = 0;
  #matched = 0;

  constructor(path: string, reader: AuditReader) {
    this.path = path;
    this.reader = reader;
  }

  /** Records that are in its files, whatever becomes of them. */
  count(records: number): void {
    this.#records += records;
  }

  /** When a record that the scan has not counted is of. */
  place({ scope, region, time }: RecordScope): void {
    const at = time === null ? NaN : Date.parse(time);
    if (Number.isNaN(at)) this.#undated++;
    else this.#hoursOf(scope ?? 'unknown', region).add(1, at, at);
  }

  /** What the scan has counted without parsing. */
  take({ calls, hours }: Counted): void {
    for (const { scope, region, hour, records, first, last } of hours) {
      const at = Date.parse(`${hour}:00:00Z`);
      if (Number.isNaN(at)) this.#undated += records;
      else this.#hoursOf(scope, region).add(records, at + first * 1000, at + last * 1000);
    }
    for (const { service, name, writes, reads } of calls) {
      if (writes > 0) this.pass({ passed: 'unlisted', what: `${service}:${name}` }, writes);
      if (reads > 0) this.pass({ passed: 'read-only', what: name }, reads);
    }
  }

  pass({ passed, what }: Passed, count = 1): void {
    this.#passed.set(passed, (this.#passed.get(passed) ?? 0) + count);
    if (passed === 'unlisted') this.#unlisted.set(what, (this.#unlisted.get(what) ?? 0) + count);
  }

  event({ gaps }: AuditEvent): void {
    this.#events++;
    for (const gap of gaps) this.#gaps.set(gap, (this.#gaps.get(gap) ?? 0) + 1);
  }

  malformed(count: number): void {
    this.#malformed += count;
  }

  /** A record that is of no log of a cloud. */
  foreign(): void {
    this.#foreign++;
  }

  note(text: string): void {
    this.#notes.push(text);
  }

  /** A file that tells which others were delivered. */
  list(files: number): void {
    this.#lists++;
    this.#listed += files;
  }

  /** Of those that were delivered, as many as have the hash that is told of them. */
  match(files: number): void {
    this.#matched += files;
  }

  lack(missing: Missing): void {
    this.#hoursOf(missing.scope, missing.region).lack(missing.what);
  }

  /** What the name of a file says that was read whole. */
  delivered(path: string): void {
    const key = keyOf(path);
    if (key !== null) this.#hoursOf(key.scope, key.region).deliver(key.time);
  }

  source(): AuditSource {
    const hours = [...this.#hours.entries()].sort(([a], [b]) => byCodePoint(a, b)).map(([, one]) => one);
    const gaps = hours.flatMap((one) => one.gaps().map((gap) => `${one.scope}${one.region === null ? '' : ` ${one.region}`}: ${gap}`));
    return {
      path: this.path,
      format: this.reader.format,
      provider: this.reader.provider,
      scopes: hours.map((one) => ({ scope: one.scope, region: one.region, from: one.from, to: one.to, records: one.records, gaps: one.gaps() })),
      records: this.#records,
      malformed: this.#broken,
      events: this.#events,
      notes: [...this.#counts(), ...listed(gaps, 'gap'), ...listed(this.#notes, 'note')],
    };
  }

  #counts(): readonly string[] {
    const unlisted = this.#of('unlisted');
    const names = [...this.#unlisted].sort(([a, x], [b, y]) => y - x || byCodePoint(a, b));
    return [
      ...some(unlisted, 'call that changes something is in no table', 'calls that change something are in no table', `: ${names.slice(0, told).map(([name, count]) => `${name} ${number(count)}`).join(', ')}${names.length > told ? `, and ${number(names.length - told)} more names` : ''}`),
      ...some(this.#lists, 'digest file lists', 'digest files list', ` ${number(this.#listed)} delivered log ${this.#listed === 1 ? 'file' : 'files'}${this.#matched === 0 ? '' : `; the SHA-256 of ${this.#matched === this.#listed ? 'each' : number(this.#matched)} matches`}`),
      ...some(this.#of('insight'), 'Insights record was left out', 'Insights records were left out'),
      ...some(this.#of('duplicate'), 'record had been met before', 'records had been met before'),
      ...some(this.#broken, 'record is malformed', 'records are malformed'),
      ...some(this.#foreign, 'record is of no audit log', 'records are of no audit log'),
      ...some(this.#undated, 'record does not tell its time', 'records do not tell their time'),
      ...[...this.#gaps].sort(([a], [b]) => byCodePoint(a, b)).map(([gap, count]) => `${number(count)} ${count === 1 ? 'event' : 'events'}: ${gap}`),
    ];
  }

  get #broken(): number {
    return this.#malformed + this.#of('malformed');
  }

  #of(kind: Passed['passed']): number {
    return this.#passed.get(kind) ?? 0;
  }

  #hoursOf(scope: string, region: string | null): Hours {
    const key = `${scope}\0${region ?? ''}`;
    const known = this.#hours.get(key);
    if (known !== undefined) return known;
    const hours = new Hours(scope, region);
    this.#hours.set(key, hours);
    return hours;
  }
}

function some(count: number, one: string, many: string, rest = ''): readonly string[] {
  return count === 0 ? [] : [`${number(count)} ${count === 1 ? one : many}${rest}`];
}

function listed(all: readonly string[], what: string): readonly string[] {
  const more = all.length - told;
  return more > 0 ? [...all.slice(0, told), `and ${number(more)} more ${what}${more === 1 ? '' : 's'}`] : all;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
