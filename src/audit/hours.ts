/** Of one account, subscription, project or tenancy and one region: when its records are of, and how many each hour has. */
export class Hours {
  readonly scope: string;
  readonly region: string | null;
  records = 0;
  #first = Infinity;
  #last = -Infinity;
  /** Hours since 1970 -> records. */
  readonly #counts = new Map<number, number>();
  /** Hours in which a file of it was delivered, as its name says. */
  readonly #delivered = new Set<number>();
  readonly #lacks: string[] = [];

  constructor(scope: string, region: string | null) {
    this.scope = scope;
    this.region = region;
  }

  /** @param first, last milliseconds, in the same hour */
  add(records: number, first: number, last: number): void {
    this.records += records;
    this.#first = Math.min(this.#first, first);
    this.#last = Math.max(this.#last, last);
    const hour = Math.floor(first / hourLength);
    this.#counts.set(hour, (this.#counts.get(hour) ?? 0) + records);
  }

  deliver(time: number): void {
    this.#delivered.add(Math.floor(time / hourLength));
    // A file without records tells that there were none.
    if (this.records > 0) return;
    this.#first = Math.min(this.#first, time);
    this.#last = Math.max(this.#last, time);
  }

  /** What of it is not there, or is not what was delivered. */
  lack(what: string): void {
    this.#lacks.push(what);
  }

  /** Null where nothing of it was read. */
  get from(): string | null {
    return this.#isRead ? new Date(this.#first).toISOString() : null;
  }

  get to(): string | null {
    return this.#isRead ? new Date(this.#last).toISOString() : null;
  }

  get #isRead(): boolean {
    return this.#last >= this.#first;
  }

  /**
   * Hours without a record where there should be some. A quiet account is quiet, so that hours count as missing only where the three
   * before them and the three after have twenty records each in the mean: were the calls made by chance, one empty hour among such comes
   * about once in 500 million. Where the name of a file of CloudTrail (`…_20171211T1505Z_…`) says that it was delivered in an hour, nothing
   * is missing of it, whatever the file holds.
   */
  gaps(): readonly string[] {
    const hours = [...this.#counts.keys()].sort((a, b) => a - b);
    const delivered = [...this.#delivered].sort((a, b) => a - b);
    let at = 0;
    const out: string[] = [];
    for (const [index, next] of hours.entries()) {
      const hour = hours[index - 1] ?? next;
      const before = this.#mean(hour - 2);
      const after = this.#mean(next);
      if (next - hour < 2 || before < busy || after < busy) continue;
      // Runs of hours in which nothing was delivered.
      for (let from = hour + 1; from < next; ) {
        while (at < delivered.length && (delivered[at] as number) < from) at++;
        const to = Math.min(next, delivered[at] ?? next);
        if (to > from) out.push(`no record from ${shown(from)} to ${shown(to)}, though the hours around it have ${Math.round(before)} and ${Math.round(after)}`);
        from = to + 1;
      }
    }
    return [...out, ...this.#lacks];
  }

  #mean(from: number): number {
    return [0, 1, 2].reduce((sum, index) => sum + (this.#counts.get(from + index) ?? 0), 0) / 3;
  }
}

const hourLength = 3_600_000;
const busy = 20;

function shown(hour: number): string {
  return `${new Date(hour * hourLength).toISOString().slice(0, 16)}Z`;
}

const trailKey = /(?:^|\/)(\d{12})_CloudTrail_([a-z]{2}[a-z0-9-]*)_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z_\w+\.json(?:\.gz)?$/i;

/** What the key of an object that CloudTrail delivers says: `111122223333_CloudTrail_eu-central-1_20171211T1505Z_A6kvhMoVeCsc7v8U.json.gz`. */
export function keyOf(path: string): { readonly scope: string; readonly region: string; readonly time: number } | null {
  const match = trailKey.exec(path);
  if (match === null) return null;
  const [, scope, region, year, month, day, hour, minute] = match as unknown as readonly [string, string, string, string, string, string, string, string];
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:00Z`);
  return Number.isNaN(time) ? null : { scope, region: region.toLowerCase(), time };
}
