/** Mulberry32. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Members = [key: string, value: unknown][];

/**
 * Records of CloudTrail as nobody writes them, and as JSON allows: members in any order, twice, missing, of another type; names and texts
 * with escapes; records in strings and in other records; white space wherever it may be. The same for the same seed.
 */
export class Adversary {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = random(seed);
  }

  list(count: number): string[] {
    return Array.from({ length: count }, () => this.#record());
  }

  /** A list in one of the forms in which records come. */
  file(records: readonly string[]): string {
    const gap = this.#chance(0.3) ? this.#space() : '';
    return this.#of([
      () => `{"Records":[${records.join(`${gap},${gap}`)}]}`,
      () => `[${records.join(`,${gap}`)}]`,
      () => `${records.join('\n')}\n`,
      () => records.join(gap),
      () => `{"count":${records.length},"Records":[${records.join(',')}]}`,
    ])();
  }

  #record(): string {
    const name = this.#of(['RunInstances', 'CreateBucket', 'CreateFunction20150331', 'DescribeInstances', 'Decrypt', 'PutObject', 'RunInstancesX', 'createbucket', 'Ünïcode', '']);
    const inner: Members = [['eventName', 'RunInstances'], ['eventTime', '2026-11-27T01:02:03Z'], ['readOnly', false]];
    let members: Members = [
      ['eventVersion', '1.09'], ['userIdentity', { type: 'AssumedRole', sessionContext: { sessionIssuer: { userName: this.#text() } } }],
      ['eventTime', `2026-11-27T0${this.#whole(10)}:${10 + this.#whole(50)}:${10 + this.#whole(50)}Z`], ['eventSource', this.#of(['ec2.amazonaws.com', 's3.amazonaws.com'])],
      ['eventName', name], ['awsRegion', this.#of(['eu-west-1', 'us-east-1'])], ['userAgent', this.#text()],
      ['requestParameters', this.#of([null, {}, Object.fromEntries(inner), { policy: JSON.stringify({ Records: [Object.fromEntries(inner)] }), deep: this.#nest(this.#whole(70)) }, [[Object.fromEntries(inner)]], 'text'])],
      ['responseElements', this.#of([null, { text: this.#text(), [this.#text()]: 1 }])], ['eventID', `e-${this.#whole(1e9)}`], ['readOnly', this.#of([true, false, 'true', 'false', null, 0, 'no'])],
      ['recipientAccountId', this.#of(['111122223333', '222233334444'])], [this.#text(), this.#of([1, -2.5e10, 'x', [], [[]], true])],
    ];
    if (this.#chance(0.5)) members = members.map((one) => ({ one, by: this.#next() })).sort((a, b) => a.by - b.by).map(({ one }) => one);
    if (this.#chance(0.1)) members = members.filter(() => !this.#chance(0.15));
    if (this.#chance(0.1)) members.splice(this.#whole(members.length), 0, this.#of<[string, unknown]>([['eventName', 'CreateBucket'], ['insightDetails', {}], ['readOnly', false], ['eventTime', 7], ['awsRegion', null], ['Records', 'none'], ['eventName', { eventName: 'RunInstances' }]]));
    if (this.#chance(0.1)) members.unshift(['eventName', 'RunInstances']);
    if (this.#chance(0.03)) members.push(['requestParameters', 'x'.repeat(70_000)]);
    return this.#write(members);
  }

  #write(members: Members): string {
    const spaced = this.#chance(0.2);
    const blank = (): string => (spaced && this.#chance(0.5) ? this.#space() : '');
    const escapes = this.#chance(0.2);
    const text = members.map(([key, value]) => `${blank()}${this.#quoted(key, escapes)}${blank()}:${blank()}${typeof value === 'string' ? this.#quoted(value, escapes) : JSON.stringify(value, null, spaced && this.#chance(0.3) ? 2 : 0)}${blank()}`);
    return `{${text.join(',')}}`;
  }

  /** Some characters as escapes, all of which JSON reads as the same. */
  #quoted(value: string, escapes: boolean): string {
    const plain = JSON.stringify(value);
    if (!escapes || value.length > 100) return plain;
    const inner = Array.from(value, (character) => (character.length === 1 && this.#chance(0.2) ? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}` : JSON.stringify(character).slice(1, -1)));
    return `"${inner.join('')}"`;
  }

  #text(): string {
    return this.#of(['', 'x', '\\', '\\\\', '"', '\\"', '{', '}', '[{"', '"}]}', '","eventName":"RunInstances","', '{"eventVersion":"1.09"', '\n', '\u2028', 'ü', '\ud83d\ude00', '\\u0041', '\u0000', 'a\\'.repeat(this.#whole(40)), '\\'.repeat(this.#whole(70)), ' '.repeat(this.#whole(70))]);
  }

  #nest(depth: number): unknown {
    return depth === 0 ? this.#text() : this.#chance(0.5) ? [this.#nest(depth - 1)] : { [this.#text()]: this.#nest(depth - 1) };
  }

  #space(): string {
    return Array.from({ length: this.#whole(5) }, () => this.#of([' ', '\n', '\t', '\r\n'])).join('');
  }

  #chance(share: number): boolean {
    return this.#next() < share;
  }

  #whole(below: number): number {
    return Math.floor(this.#next() * below);
  }

  #of<T>(list: readonly T[]): T {
    return list[this.#whole(list.length)] as T;
  }
}
