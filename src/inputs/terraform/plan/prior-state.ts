import { member, type JsonValue } from '#model/json.ts';
import type { JsonDocument } from '../../json/document.ts';
import type { Span } from '../../json/span.ts';
import { readHeader } from './change-header.ts';

/** Values of the data sources that were read while planning. They stand nowhere else in a plan. Indexed at the first question. */
export class PriorState {
  readonly #document: JsonDocument;
  readonly #span: Span | null;
  #dataSources: Map<string, Span> | null = null;

  constructor(document: JsonDocument, span: Span | null) {
    this.#document = document;
    this.#span = span;
  }

  /** By full address, `module.net.data.aws_region.current`. */
  values(address: string): JsonValue | undefined {
    const span = (this.#dataSources ??= this.#index()).get(address);
    return span === undefined ? undefined : member(this.#document.value(span), 'values');
  }

  #index(): Map<string, Span> {
    const found = new Map<string, Span>();
    const root = this.#member(this.#member(this.#span, 'values'), 'root_module');
    const modules: Span[] = root === null ? [] : [root];
    for (let module = modules.pop(); module !== undefined; module = modules.pop()) {
      const outline = this.#document.scan(module.start, (key) => key === 'resources' || key === 'child_modules');
      for (const [index, { key }] of this.#document.membersOf(outline).entries()) {
        const offsets = outline.elements.get(index) ?? [];
        for (let at = 0; at < offsets.length; at += 2) {
          const span = { start: offsets[at] as number, end: offsets[at + 1] as number };
          if (key === 'child_modules') modules.push(span);
          else {
            const header = readHeader(this.#document, span);
            if (header.mode === 'data') found.set(header.address, span);
          }
        }
      }
    }
    return found;
  }

  #member(span: Span | null, key: string): Span | null {
    return span === null ? null : (this.#document.members(span).find((one) => one.key === key)?.value ?? null);
  }
}
