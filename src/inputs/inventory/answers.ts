import type { TypeLookup } from '#catalog/facts.ts';
import type { LiveRow } from '#model/live-row.ts';
import type { Kind, Provider } from '#model/resource.ts';
import type { Ancestry } from './ancestry.ts';
import type { Page } from './page.ts';

/** How the answers of one kind are read. */
export interface Answers {
  readonly provider: Provider;
  readonly types: TypeLookup;
  /** Resources of one page, in its order. */
  rows(page: Page, told: Told, ancestry: Ancestry): Iterable<LiveRow>;
  /** What the cloud itself has named a resource, like no other anywhere, so that answers which leave out its account mean the same. Null: its id alone tells it. */
  readonly drawnName?: (row: LiveRow) => string | null;
  /** The same of a maker by its id. */
  readonly drawnMaker?: (id: string) => string | null;
  /** What stands under what, for all inventories of the run: read before any of their resources. */
  readonly tree?: (page: Page, ancestry: Ancestry) => void;
}

/** What is known of a file before it is read. */
export interface Given {
  /** As the user named it. */
  readonly path: string;
  /** Of answers that do not tell theirs: `--provider-region aws=eu-west-1`, `--provider-scope aws=123456789012`. */
  readonly region: string | null;
  readonly account: string | null;
}

/** A part of a cloud of which more may be there than an inventory shows. */
export interface Gap {
  readonly scope: string | null;
  /** Null: any. */
  readonly region: string | null;
  readonly kinds: readonly Kind[];
}

/** A part of a cloud that was asked. */
export interface Looked {
  /** Account, subscription, project or compartment. */
  readonly scope: string;
  readonly region: string;
}

/** What a page says beside its resources. */
export interface Told {
  readonly given: Given;
  /** The answer goes on elsewhere, or leaves something out; one clause: `a NextToken is left: there are more pages`. `gap`: there alone. */
  incomplete(because: string, gap?: Gap): void;
  /** A region was asked, whether or not there is anything in it. */
  looked(place: Looked): void;
  /** As above, unless another page of the same file follows. */
  goesOn(because: string): void;
  /** How many rows a page has, of how many that the answer has with all its pages. */
  counted(rows: number, of: number): void;
  /** Said with a count: `terminated instance not judged`, `terminated instances not judged`. */
  passedOver(one: string, many: string): void;
  /** A part that is not what it should be; `what` as in `Reservations[0] is a text`. */
  malformed(what: string): void;
  /** There are no resources in this page, and there need be none: a header, an end. */
  nothing(): void;
  /** When the answer is of, ISO 8601; of several pages the newest counts. */
  exported(time: string): void;
}
