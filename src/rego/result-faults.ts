import type { JsonValue } from '#model/json.ts';
import { isArray } from '#model/json.ts';
import type { Problem } from '#model/problem.ts';

/** Where in a policy's results something stands. */
export interface ElementPlace {
  readonly rule: string;
  /** From 1, in Rego order. */
  readonly number: number;
  /** The address that the element names, if any. */
  readonly resource: string | null;
}

/**
 * Collects what is wrong with the results of one policy. The same fault of many elements is told once. Values are not quoted:
 * a policy may have put a secret there, and problems are not redacted.
 */
export class ResultFaults {
  readonly #id: string;
  readonly #met = new Map<string, { readonly problem: Problem; times: number }>();

  constructor(id: string) {
    this.#id = id;
  }

  /** @param fault goes on after "element 2 of deny". @param hint what is allowed. */
  element({ rule, number, resource }: ElementPlace, fault: string, hint: string): void {
    const name = `element ${number} of ${rule}${resource === null ? '' : ` (${resource})`}`;
    this.#add(`${rule} ${fault}`, `${name} ${fault}`, hint);
  }

  /** @param fault goes on after "deny". */
  rule(rule: string, fault: string, hint: string): void {
    this.#add(`${rule} ${fault}`, `${rule} ${fault}`, hint);
  }

  get problems(): readonly Problem[] {
    return [...this.#met.values()].map(({ problem, times }) =>
      times === 1 ? problem : { ...problem, message: `${problem.message}, and ${times - 1} more like it` },
    );
  }

  #add(key: string, what: string, hint: string): void {
    const met = this.#met.get(key);
    if (met) met.times++;
    else this.#met.set(key, { problem: { code: 'policy-result', message: `policy ${this.#id}: ${what}`, where: null, hint }, times: 1 });
  }
}

/** `a number`, `an object`: what a value is, without showing it. */
export function formOf(value: JsonValue): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return 'a text';
  if (typeof value === 'number') return 'a number';
  return isArray(value) ? 'a list' : 'an object';
}
