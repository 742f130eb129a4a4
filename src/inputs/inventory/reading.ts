import type { Problem } from '#model/problem.ts';
import type { Resource } from '#model/resource.ts';
import type { SourceOptions } from '../format.ts';
import { batchSize } from '../batches.ts';
import { noSource, type Reading, type ReadingEnd } from '../reading.ts';
import { aroundOf, resourceOf, type Around } from '../resource/resource.ts';
import type { Ancestry } from './ancestry.ts';
import type { Answers } from './answers.ts';
import { liveEntry, type LiveEntry } from './entry.ts';
import { Covered } from './coverage.ts';
import { Made, type Makers } from './made-by.ts';
import type { Page } from './page.ts';
import type { LiveRow } from '#model/live-row.ts';
import { wholeRow } from '#model/whole-row.ts';
import type { Sighted, Sightings } from './sightings.ts';
import { stranger } from './stranger.ts';
import { SharedParts } from './shared-parts.ts';
import { LiveSubjects } from './subjects.ts';
import { ToldOfPages } from './told.ts';

/** Pages as they come: all of a document at once, those of a chunk of lines. */
export type Pages = Iterable<Iterable<Page>> | AsyncIterable<Iterable<Page>>;

export interface InventorySource {
  readonly path: string;
  readonly format: string;
  /** Bytes. */
  readonly size: number;
  readonly answers: Answers;
  readonly pages: Pages;
  /** Faults that reading the pages has met. */
  readonly problems: readonly Problem[];
  /** Why it could not be read to its end. */
  readonly unread?: readonly Problem[];
}

/** Answers of one cloud, row by row. */
export class InventoryReading implements Reading {
  readonly path: string;
  readonly format: string;
  readonly size: number;
  readonly #source: InventorySource;
  readonly #sightings: Sightings;
  readonly #ancestry: Ancestry;
  readonly #earlier: SourceOptions['earlier'];
  readonly #subjects: LiveSubjects;
  readonly #around: Around;
  readonly #strict: boolean;
  readonly #everyRow: boolean;
  readonly #covered = new Covered();
  readonly #makers: Makers;
  readonly #made: Made;
  readonly #told: ToldOfPages;
  readonly #shared: SharedParts;
  readonly #superseded = new Set<string>();
  /** Addresses of the newest records, where they are not the first. */
  readonly #newest = new Map<string, string>();
  /** What names a template, which may stand behind it. */
  readonly #waiting: LiveEntry[] = [];
  #recognised = 0;
  /** Something of it was in the earlier inventory too. */
  #isKnown = false;

  constructor(source: InventorySource, options: Pick<SourceOptions, 'sightings' | 'ancestry' | 'makers' | 'earlier' | 'attributes' | 'relations' | 'strict' | 'everyRow' | 'providerRegions' | 'providerScopes'>) {
    this.path = source.path;
    this.format = source.format;
    this.size = source.size;
    this.#source = source;
    this.#sightings = options.sightings;
    this.#ancestry = options.ancestry;
    this.#earlier = options.earlier;
    this.#makers = options.makers;
    const { provider, drawnMaker } = source.answers;
    this.#made = new Made(options.makers, (maker) => this.#sightings.has(drawnMaker?.(maker) ?? ''));
    this.#told = new ToldOfPages({
      path: source.path,
      // A flag that nobody asks for changes nothing, and is told as such.
      get region() {
        return options.providerRegions.get(provider) ?? null;
      },
      get account() {
        return options.providerScopes.get(provider) ?? null;
      },
    });
    this.#subjects = new LiveSubjects(source.answers.types);
    this.#around = aroundOf(this.#subjects, options);
    this.#shared = new SharedParts(this.#around);
    this.#strict = options.strict;
    this.#everyRow = options.everyRow ?? false;
  }

  get batches(): AsyncIterable<readonly Resource[]> {
    return this.#read();
  }

  async *#read(): AsyncGenerator<readonly Resource[]> {
    let batch: Resource[] = [];
    for await (const pages of this.#source.pages) {
      for (const page of pages) {
        this.#told.page(page.line);
        let isEmpty = true;
        for (const row of this.#source.answers.rows(page, this.#told, this.#ancestry)) {
          isEmpty = false;
          const entry = this.#entry(wholeRow(row));
          const resource = entry === null ? null : this.#resource(entry);
          if (resource === null) continue;
          batch.push(resource);
          if (batch.length < batchSize) continue;
          yield batch;
          batch = [];
        }
        // A line is something, or says why not: what nobody has read must not pass for nothing.
        if (isEmpty && page.line !== null && this.#told.silent) this.#told.malformed(`${stranger(page.whole())} is no resource`);
      }
    }
    for (const entry of this.#waiting) {
      const resource = this.#resource(entry);
      if (resource !== null) batch.push(resource);
    }
    yield [...batch, ...this.#made.left()];
  }

  /** Null for a row that is not judged, or not before the templates behind it are known. */
  #entry(row: LiveRow): LiveEntry | null {
    const { drawnName } = this.#source.answers;
    const name = drawnName === undefined ? row.id : (drawnName(row) ?? row.id);
    this.#recognised += 1;
    if (row.gone !== null) {
      // A history goes on before the end.
      if (row.recorded !== null && this.#sightings.meet(name, this.path, row) === 'newer' && !this.#made.forget(row.id)) this.#superseded.add(this.#newest.get(row.id) ?? row.id);
      this.#told.passedOver(`${row.gone} resource not judged`, `${row.gone} resources not judged`);
      return null;
    }
    if (this.#earlier?.filling === true) {
      this.#earlier.since.remember(row);
      return null;
    }
    const sighted = this.#sightings.meet(name, this.path, isPlaced(row) ? row : { ...row, partial: 'its place is not told' }, this.#told.time);
    if (sighted !== 'first') this.#told.passedOver(...repeated[sighted]);
    if (sighted === 'again') return null;
    // What others made is held back, and takes the place of its older record there.
    const supersedes = (sighted === 'newer' || sighted === 'fuller') && row.madeBy === null;
    const entry = liveEntry(row, supersedes ? this.#supersede(row, sighted) : row.id, sighted === 'newer' || sighted === 'fuller');
    this.#subjects.keep(entry);
    if (!this.#subjects.waits(row)) return entry;
    this.#waiting.push(entry);
    return null;
  }

  /** Null for a resource that is not judged by itself, or not yet. */
  #resource(entry: LiveEntry): Resource | null {
    const { row } = entry;
    const subject = this.#subjects.of(entry);
    if (subject === null) return null;
    const shared = this.#shared.of(row, subject);
    const resource = resourceOf(subject, this.#around, shared);
    this.#shared.keep(row, shared.tagsKey, resource);
    if (!entry.again) this.#covered.add(resource);
    if (!resource.inCatalog) this.#told.unlisted(row.type);
    if (this.#everyRow) return withMakers(resource, row);
    // A template that the inventory lacks leaves a shape that is not known.
    const launches = resource.shapes.length === 0 && this.#subjects.waits(row);
    const before = this.#earlier?.since;
    if (before?.has(row) === true) this.#isKnown = true;
    if (before?.isUnchanged(row) === true) {
      // Makes what is new since then all the same.
      this.#makers.add(resource, row.makes, launches);
      this.#told.passedOver(`resource unchanged since ${before.path}, not judged`, `resources unchanged since ${before.path}, not judged`);
      return null;
    }
    if (row.madeBy !== null) {
      this.#made.hold(resource, row.madeBy);
      if (row.makes !== undefined) this.#makers.add(resource, row.makes, launches);
      return null;
    }
    this.#makers.add(resource, row.makes, launches);
    return resource;
  }

  /** The address of a record that takes the place of one that was handed out. */
  #supersede({ id, recorded }: LiveRow, sighted: Sighted): string {
    const address = `${id} (${recorded ?? (sighted === 'newer' ? this.#told.time : null) ?? 'fuller record'})`;
    this.#superseded.add(this.#newest.get(id) ?? id);
    this.#newest.set(id, address);
    return address;
  }

  finish(): ReadingEnd {
    const { incompleteness, everywhere, gaps, places, time, notes } = this.#told;
    const { covered } = this.#made;
    const partly = incompleteness === null ? [] : [`not complete: ${incompleteness}`];
    return {
      recognised: this.#recognised,
      notes: [
        ...(this.#strict ? [] : partly),
        ...(this.#recognised === 0 ? ['the inventory holds no resources'] : []),
        ...notes,
        ...(this.#earlier !== null && !this.#earlier.filling && this.#covered.any && !this.#isKnown ? [`nothing of it is in ${this.#earlier.since.path}, so that all of it counts as new`] : []),
        ...(covered === 0 ? [] : [covered === 1 ? '1 resource judged with what made it' : `${covered} resources judged with what made them`]),
      ],
      problems: [
        ...this.#source.problems,
        ...this.#told.problems(this.path),
        ...(this.#strict ? partly : []).map((message): Problem => ({ code: 'inventory-incomplete', message: `${this.path} is ${message}`, where: this.path, hint: 'fetch the pages that are missing, or leave --strict out' })),
      ],
      document: null,
      sensitive: [],
      ...noSource,
      unread: this.#source.unread ?? [],
      superseded: this.#superseded,
      renamed: new Map([...this.#newest].map(([id, address]) => [address, id])),
      coverage: this.#covered.rows(this.#source.answers.provider, time, everywhere, gaps, places),
    };
  }
}

const recordsAgain = ['record is of a resource that is listed already: the newest one is judged', 'records are of resources that are listed already: the newest ones are judged'] as const;

function withMakers(resource: Resource, { makers, madeBy }: LiveRow): Resource {
  if (makers !== undefined) return { ...resource, makers };
  return madeBy === null ? resource : { ...resource, makers: [{ id: madeBy, by: 'member' }] };
}

const repeated: Readonly<Record<Exclude<Sighted, 'first'>, readonly [one: string, many: string]>> = {
  again: recordsAgain,
  newer: recordsAgain,
  fuller: ['resource is told more fully further on: that record is judged', 'resources are told more fully further on: those records are judged'],
  'fuller-elsewhere': ['resource is told more fully here than in another file: both records are judged', 'resources are told more fully here than in other files: both records are judged'],
  'newer-elsewhere': ['resource is newer here than in another file: both records are judged', 'resources are newer here than in other files: both records are judged'],
};

function isPlaced({ region, scope }: LiveRow): boolean {
  return region.status !== 'unknown' && scope.account.status !== 'unknown';
}
