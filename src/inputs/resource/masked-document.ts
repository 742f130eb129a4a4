import { isArray, isObject, member, type JsonValue } from '#model/json.ts';
import { known, unknown, type Known, type Unknown } from '#model/known.ts';
import { isHidden, maskAt, openness, type Mask } from './mask.ts';
import { ownerStatementsOf } from '#catalog/policy-document.ts';
import type { Values } from './values.ts';

interface Doubted {
  /** `Statement[2]` */
  readonly place: string;
  readonly role: Known<string>;
}

/** A policy document that is written as it is, not as JSON text: parts of it may be unknown, and only these leave something open. */
export class MaskedDocument {
  readonly #document: JsonValue;
  readonly #mask: Mask | undefined;
  readonly #values: Values;
  readonly #path: string;
  readonly #own: Pick<ReadonlySet<string>, 'has'>;

  /** `own`: addresses of the resources that the document refers to; none of these is `*`. */
  constructor(document: JsonValue, mask: Mask | undefined, values: Values, path: string, own: Pick<ReadonlySet<string>, 'has'>) {
    this.#document = document;
    this.#mask = mask;
    this.#values = values;
    this.#path = path;
    this.#own = own;
  }

  /** Statements that make an owner, and those that may, with the reason. */
  get ownerStatements(): readonly Doubted[] {
    const statements = member(this.#document, 'Statement');
    const mask = maskAt(this.#mask, 'Statement', statements);
    if (isHidden(mask)) return [{ place: 'Statement', role: this.#reason(mask) }];
    if (!isArray(statements)) return this.#statement(statements, mask, 'Statement');
    const more = openness(mask);
    return [
      ...statements.flatMap((statement, index) => this.#statement(statement, maskAt(mask, index, statement), `Statement[${index}]`)),
      ...(more === null ? [] : [{ place: 'Statement', role: more }]),
    ];
  }

  #statement(statement: JsonValue | undefined, mask: Mask | undefined, place: string): readonly Doubted[] {
    if (isHidden(mask)) return [{ place, role: this.#reason(mask) }];
    if (!isObject(statement)) return [];
    const [certain] = ownerStatementsOf({ Statement: statement });
    if (certain !== undefined) return [{ place, role: known(certain.text) }];
    const doubts: Unknown[] = [];
    const all: Record<string, JsonValue> = {};
    for (const name of ['Effect', 'Action', 'NotAction', 'Resource', 'NotResource']) {
      const value = member(statement, name);
      const doubt = this.#doubt(value, maskAt(mask, name, value));
      if (doubt !== null) doubts.push(doubt);
      // The worst that it may turn out to be.
      const worst = doubt === null ? value : name === 'Effect' ? 'Allow' : name.startsWith('Not') ? ['none:Of'] : '*';
      if (worst !== undefined) all[name] = worst;
    }
    const [doubt] = doubts;
    return doubt === undefined || ownerStatementsOf({ Statement: all }).length === 0 ? [] : [{ place, role: doubt }];
  }

  /** Why a text, or one in a list, is not known. */
  #doubt(value: JsonValue | undefined, mask: Mask | undefined): Unknown | null {
    if (isHidden(mask)) return this.#isOwn(mask) ? null : this.#reason(mask);
    if (!isArray(value)) return null;
    for (const [index, one] of value.entries()) {
      const inner = maskAt(mask, index, one);
      if (isHidden(inner) && !this.#isOwn(inner)) return this.#reason(inner);
    }
    return openness(mask);
  }

  #isOwn(mask: Mask | undefined): boolean {
    const { refs } = this.#reason(mask);
    const [ref] = refs;
    return ref !== undefined && refs.length === 1 && (this.#own.has(ref) || this.#own.has(ref.replace(/\.[^/]*$/, '')));
  }

  #reason(mask: Mask | undefined): Unknown {
    const { because, refs } = this.#values.reason(mask, this.#path);
    return unknown(because, refs);
  }
}
