import { isArray, isObject, member, type JsonValue } from '#model/json.ts';
import type { Span } from '../json/span.ts';
import { elementsOf, spans } from '../elements.ts';
import type { Outline } from '../outline.ts';

/** One document of an inventory: an answer, a page of one, or a line. Of long lists one element is built at a time. */
export interface Page {
  /** Of JSON lines: which of them, from 1 on; null for a document. */
  readonly line: number | null;
  /** Undefined where there is no such member. */
  value(key: string): JsonValue | undefined;
  /** Whether the member is a list; it is not built. */
  lists(key: string): boolean;
  /** Of the list that is the page itself (null), or of a member; nothing where that is not a list. */
  elements(key: string | null): Iterable<JsonValue>;
  whole(): JsonValue;
}

/** A document that is built already. */
export class BuiltPage implements Page {
  readonly line: number | null;
  readonly #value: JsonValue;

  constructor(value: JsonValue, line: number | null = null) {
    this.#value = value;
    this.line = line;
  }

  value(key: string): JsonValue | undefined {
    return isObject(this.#value) ? member(this.#value, key) : undefined;
  }

  lists(key: string): boolean {
    return isArray(this.value(key));
  }

  elements(key: string | null): Iterable<JsonValue> {
    const list = key === null ? this.#value : this.value(key);
    return isArray(list) ? list : [];
  }

  whole(): JsonValue {
    return this.#value;
  }
}

/** Pages that were put into one list (`jq -s`), else the page itself. */
export function* pagesWithin(page: Page, isPage: (element: JsonValue) => boolean): Iterable<Page> {
  let any = false;
  for (const one of page.elements(null)) {
    if (!any && !isPage(one)) break;
    any = true;
    yield new BuiltPage(one);
  }
  if (!any) yield page;
}

/** A document of which only the parts that are asked for are built. */
export class WrittenPage implements Page {
  readonly line = null;
  readonly #outline: Outline;

  /** @param outline of a document that was scanned whole */
  constructor(outline: Outline) {
    this.#outline = outline;
  }

  value(key: string): JsonValue | undefined {
    const span = this.#outline.members.find((member) => member.key === key)?.value;
    return span === undefined ? undefined : this.#outline.document.value(span);
  }

  lists(key: string): boolean {
    return this.#outline.kindOf(key) === 'array';
  }

  elements(key: string | null): Iterable<JsonValue> {
    return this.#outline.document.values(this.#spans(key));
  }

  whole(): JsonValue {
    return this.#outline.document.value(this.#outline.span);
  }

  #spans(key: string | null): readonly Span[] {
    const { kind, members, scan } = this.#outline;
    if (key === null) return kind === 'array' && scan !== null ? elementsOf(scan) : [];
    const index = members.findIndex((member) => member.key === key);
    return spans(scan?.elements.get(index) ?? [], 2, 0);
  }
}

/** Some elements of a long list, as they are read. */
export class ItemsPage implements Page {
  readonly line = null;
  readonly #key: string;
  readonly #items: Iterable<JsonValue>;

  constructor(key: string, items: Iterable<JsonValue>) {
    this.#key = key;
    this.#items = items;
  }

  value(): undefined {
    return undefined;
  }

  lists(key: string): boolean {
    return key === this.#key;
  }

  elements(key: string | null): Iterable<JsonValue> {
    return key === this.#key ? this.#items : [];
  }

  whole(): JsonValue {
    return null;
  }
}

/** A document of whose list the first elements are known already. */
export class PageBehind implements Page {
  readonly line = null;
  readonly #page: Page;
  readonly #key: string;
  readonly #known: number;

  constructor(page: Page, key: string, known: number) {
    this.#page = page;
    this.#key = key;
    this.#known = known;
  }

  value(key: string): JsonValue | undefined {
    return this.#page.value(key);
  }

  lists(key: string): boolean {
    return this.#page.lists(key);
  }

  *elements(key: string | null): Iterable<JsonValue> {
    let left = key === this.#key ? this.#known : 0;
    for (const element of this.#page.elements(key)) {
      if (left > 0) left -= 1;
      else yield element;
    }
  }

  whole(): JsonValue {
    return this.#page.whole();
  }
}
