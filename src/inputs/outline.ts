import type { JsonDocument, Member } from './json/document.ts';
import type { Scan } from './json/scan.ts';
import { byte, type Span } from './json/span.ts';
import { spaceEnd } from './json/tokens.ts';

export type ValueKind = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';

/** The shape of a value one or two levels deep, without building it: enough to tell formats apart. */
export class Outline {
  readonly document: JsonDocument;
  readonly span: Span;
  /** Of a root value: what the scan that checked the document has noted. */
  readonly scan: Scan | null;
  readonly #members: readonly Member[];
  readonly #inner = new Map<string, Outline>();

  constructor(document: JsonDocument, span: Span, scan: Scan | null = null) {
    this.document = document;
    this.span = span;
    this.scan = scan;
    this.#members = scan === null ? document.members(span) : document.membersOf(scan);
  }

  /** Of a root value that has been scanned already. */
  static ofRoot(document: JsonDocument, scan: Scan, start: number): Outline {
    return new Outline(document, { start: spaceEnd(document.bytes, start), end: scan.end }, scan);
  }

  get kind(): ValueKind {
    return kindAt(this.document, this.span);
  }

  get keys(): readonly string[] {
    return this.#members.map((member) => member.key);
  }

  get members(): readonly Member[] {
    return this.#members;
  }

  has(...keys: readonly string[]): boolean {
    return keys.every((key) => this.#find(key) !== null);
  }

  /** Undefined when there is no such member. */
  kindOf(key: string): ValueKind | undefined {
    const member = this.#find(key);
    return member === null ? undefined : kindAt(this.document, member.value);
  }

  /** A string or number as text; null for anything else, and for texts that are longer. @param longest in bytes */
  text(key: string, longest = 200): string | null {
    const member = this.#find(key);
    if (member === null || member.value.end - member.value.start > longest) return null;
    const value = this.document.value(member.value);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
  }

  /** The member's value; null when there is none. */
  inner(key: string): Outline | null {
    const known = this.#inner.get(key);
    if (known) return known;
    const member = this.#find(key);
    if (member === null) return null;
    const outline = new Outline(this.document, member.value);
    this.#inner.set(key, outline);
    return outline;
  }

  /** The first element of an array, the first value of an object. */
  first(): Outline | null {
    const { document } = this;
    if (this.kind === 'object') return this.#members[0] ? new Outline(document, this.#members[0].value) : null;
    if (this.kind !== 'array') return null;
    const start = spaceEnd(document.bytes, this.span.start + 1);
    if (document.bytes[start] === byte.closeBracket) return null;
    return new Outline(document, { start, end: document.scan(start).end });
  }

  #find(key: string): Member | null {
    return this.#members.find((member) => member.key === key) ?? null;
  }
}

function kindAt(document: JsonDocument, span: Span): ValueKind {
  const code = document.bytes[span.start];
  if (code === byte.openBrace) return 'object';
  if (code === byte.openBracket) return 'array';
  if (code === byte.quote) return 'string';
  if (code === 116 || code === 102) return 'boolean';
  return code === 110 ? 'null' : 'number';
}
