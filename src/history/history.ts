import { rmSync } from 'node:fs';
import type { DuckDBAppender, DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { ProblemError } from '#model/problem.ts';
import { scopeIn } from '#model/resource.ts';
import { rowsOf } from './duckdb.ts';
import { openFile, type HistoryPlace, type Opened } from './file.ts';
import { deedOf, rowsOfEvent, type Observation } from './observation.ts';
import { columns, derived, incoming } from './schema.ts';

/** What of a run the file keeps. */
export interface Taken {
  /** Given, without those that a log repeats. */
  readonly events: number;
  /** Of those, the ones that were not in the history. */
  readonly fresh: number;
}

/**
 * What has been seen before. All that a run changes is one transaction: the file is as it was until `commit`, whatever happens
 * to the process.
 */
export class History {
  readonly #instance: DuckDBInstance;
  readonly connection: DuckDBConnection;
  readonly #shown: string;
  readonly #spill: string | null;
  #isEmpty: boolean;
  #appender: DuckDBAppender | null = null;

  private constructor({ instance, connection, spill }: Opened, shown: string, isInMemory: boolean) {
    this.#instance = instance;
    this.connection = connection;
    this.#spill = spill;
    this.#shown = shown;
    this.#isEmpty = isInMemory;
  }

  /** @throws ProblemError for a file that is in use, damaged, newer or not writable. */
  static async open(place: HistoryPlace): Promise<History> {
    return new History(await openFile(place), place.file?.shown ?? 'the history of this run', place.file === null);
  }

  async add(observations: readonly Observation[]): Promise<void> {
    await this.#writing(async () => {
      const appender = await this.#open();
      for (const observation of observations) append(appender, observation);
    });
  }

  async #open(): Promise<DuckDBAppender> {
    if (this.#appender !== null) return this.#appender;
    await this.connection.run(incoming);
    this.#appender = await this.connection.createAppender('incoming', 'main', 'temp');
    return this.#appender;
  }

  /** Takes in what was added; what the history has already changes nothing. */
  async take(): Promise<Taken> {
    const appender = this.#appender;
    if (appender === null) return { events: 0, fresh: 0 };
    return this.#writing(async () => {
      appender.closeSync();
      this.#appender = null;
      const { connection } = this;
      if (this.#isEmpty) return this.#takeAll();
      const [bounds] = await rowsOf(connection, 'SELECT count(DISTINCT id) AS events, min(CAST(happened_at AS TIMESTAMP)) AS first_at, max(CAST(happened_at AS TIMESTAMP)) AS last_at FROM incoming');
      await connection.run(
        `CREATE TEMP TABLE fresh AS SELECT * REPLACE (CAST(happened_at AS TIMESTAMP) AS happened_at) FROM incoming i
         WHERE NOT EXISTS (SELECT 1 FROM events e WHERE e.id = i.id AND e.happened_at BETWEEN CAST($first AS TIMESTAMP) AND CAST($last AS TIMESTAMP))
         QUALIFY row_number() OVER (PARTITION BY id, part ORDER BY source) = 1
         ORDER BY happened_at, id, part`,
        { first: text(bounds?.['first_at']), last: text(bounds?.['last_at']) },
      );
      await connection.run('INSERT INTO events SELECT * FROM fresh');
      await this.#derive('fresh');
      const [fresh] = await rowsOf(connection, 'SELECT count(DISTINCT id) AS events FROM fresh');
      await connection.run('DROP TABLE fresh');
      await connection.run('DROP TABLE incoming');
      return { events: number(bounds?.['events']), fresh: number(fresh?.['events']) };
    });
  }

  /** Into a history in memory, which has nothing yet: of hundreds of thousands of events no copies are made and nothing is sorted. */
  async #takeAll(): Promise<Taken> {
    this.#isEmpty = false;
    const { connection } = this;
    await connection.run('INSERT INTO events SELECT * REPLACE (CAST(happened_at AS TIMESTAMP) AS happened_at) FROM incoming WHERE rowid IN (SELECT rowid FROM incoming QUALIFY row_number() OVER (PARTITION BY id, part ORDER BY source) = 1)');
    await connection.run('DROP TABLE incoming');
    // No file waits for the end of the run, and so need not the memory of what was dropped.
    for (const statement of ['COMMIT', 'BEGIN']) await connection.run(statement);
    await this.#derive('events');
    const [all] = await rowsOf(connection, 'SELECT count(DISTINCT id) AS events FROM events');
    return { events: number(all?.['events']), fresh: number(all?.['events']) };
  }

  async #derive(from: 'events' | 'fresh'): Promise<void> {
    for (const [table, select] of Object.entries(derived)) await this.connection.run(`INSERT INTO ${table} ${select(from)}`);
  }

  /** After events were taken away. */
  async rebuild(): Promise<void> {
    await this.#writing(async () => {
      for (const table of Object.keys(derived)) await this.connection.run(`DELETE FROM ${table}`);
      await this.#derive('events');
    });
  }

  async commit(): Promise<void> {
    await this.#writing(async () => {
      await this.connection.run('COMMIT');
    });
    this.#close();
  }

  /** Leaves the file as it was. */
  async close(): Promise<void> {
    this.#appender?.closeSync();
    try {
      await this.connection.run('ROLLBACK');
    } catch {
      // A write that failed has ended the transaction already, and what failed is told.
    }
    this.#close();
  }

  #close(): void {
    this.connection.closeSync();
    this.#instance.closeSync();
    if (this.#spill !== null) rmSync(this.#spill, { recursive: true, force: true });
  }

  /** A fault of the disk is the user's to mend. */
  async #writing<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (!/^(?:IO Error|Fatal Error|Out of Memory|TransactionContext Error)/i.test(message)) throw error;
      throw new ProblemError({ code: 'history-write', message: `${this.#shown} could not be written: ${message.split('\n')[0]}`, where: this.#shown, hint: 'the file is as it was before this run; make room and run it again' });
    }
  }
}

function append(appender: DuckDBAppender, observation: Observation): void {
  const { event } = observation;
  for (const row of rowsOfEvent(observation)) {
    const values: Readonly<Record<(typeof columns)[number], string | number | null>> = {
      id: event.id,
      part: row.part,
      provider: event.provider,
      // Where the log does not tell, all such events share one history.
      scope_id: scopeIn(event.scope) ?? '',
      happened_at: event.time,
      name: event.name,
      service: event.service,
      deed: deedOf(event),
      outcome: event.outcome,
      principal: event.actor.principal,
      channel: event.channel,
      region: row.region,
      resource_type: row.type,
      kind: row.kind,
      shape: row.shape,
      image: row.image,
      machines: row.machines,
      source: `${event.source.file}:${event.source.record}`,
    };
    for (const column of columns) {
      const value = values[column];
      if (value === null) appender.appendNull();
      else if (typeof value === 'string') appender.appendVarchar(value);
      else if (column === 'part') appender.appendInteger(value);
      else appender.appendBigInt(BigInt(value));
    }
    appender.endRow();
  }
}

function text(value: string | number | boolean | null | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function number(value: string | number | boolean | null | undefined): number {
  return typeof value === 'number' ? value : 0;
}
