import type { Candidates } from '../../../src/audit/reader.ts';
import type { Met } from '../../../src/audit/record-file.ts';
import { JsonRecords } from '../../../src/audit/scan/json-records.ts';
import { Scanner, type Counted } from '../../../src/audit/scan/scanner.ts';
import type { JsonValue } from '../../../src/model/json.ts';

export interface Read {
  readonly values: readonly JsonValue[];
  readonly numbers: readonly number[];
  readonly records: number;
  readonly malformed: readonly string[];
  readonly broken: number | null;
  readonly nextPage: string | null;
  readonly counted: Counted;
}

/** All records of a text, given in pieces of `size` bytes. One scanner serves many. */
export function recordsOf(text: string | Buffer, { size = Infinity, candidates = null, scanner = new Scanner(), cutOff = false, lazily = false }: { readonly size?: number; readonly candidates?: Candidates | null; readonly scanner?: Scanner; readonly cutOff?: boolean; readonly lazily?: boolean } = {}): Read {
  const bytes = Buffer.from(text);
  scanner.filter(candidates);
  const file = new JsonRecords(scanner, lazily);
  const met: { readonly value: JsonValue; readonly text: string; readonly number: number }[] = [];
  // Bytes of a record are its own until the next piece.
  const take = (some: readonly Met[]): unknown => met.push(...some.map(({ value, text: own, number }) => ({ value, text: own?.toString() ?? '', number })));
  for (let at = 0; at < bytes.length; at += size) take(file.push(bytes.subarray(at, Math.min(bytes.length, at + size))));
  take(file.end(cutOff));
  return {
    values: met.flatMap(({ value, text: own }) => value ?? parsed(own)),
    numbers: met.map(({ number }) => number),
    records: file.records,
    malformed: file.malformed.map(({ number, offset, what }) => `${number} at ${offset} ${what}`),
    broken: file.broken?.offset ?? null,
    nextPage: file.nextPage,
    counted: scanner.take(),
  };
}

/** What a thread leaves to be parsed may turn out to be none of JSON. */
function parsed(text: string): readonly JsonValue[] {
  try {
    return [JSON.parse(text) as JsonValue];
  } catch {
    return [];
  }
}
