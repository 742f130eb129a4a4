import { closeSync, existsSync, ftruncateSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import { ProblemError } from '#model/problem.ts';
import type { Unanswered } from './answer.ts';

/**
 * The inventory while it is written: FILE.partial, a line each for the header, the resources of a task, and its end. A task is written
 * as a whole when it is done, so that a run that is broken off loses no more than what it was just reading.
 */
export class Journal {
  readonly #path: string;
  readonly #target: string;
  readonly #file: number;
  readonly #done: ReadonlySet<string>;
  /** Of this run and those that it resumes. */
  resources: number;
  readonly refused: Unanswered[];

  /**
   * Begins a journal, or goes on with one that a run with the same request has left.
   * @param header says what is asked for
   * @throws ProblemError where there is a journal of another request, or the file cannot be written
   */
  constructor(target: string, shown: string, header: JsonObject) {
    this.#target = target;
    this.#path = `${target}.partial`;
    const left = existsSync(this.#path) ? leftBehind(this.#path) : null;
    if (left !== null && !asksTheSame(left.header, header)) {
      throw new ProblemError({
        code: 'inventory-other-request',
        message: `${shown}.partial was begun by a run that asked for something else`,
        where: `${shown}.partial`,
        hint: 'repeat the flags of that run to finish it, write to another file (--output), or remove it',
      });
    }
    try {
      this.#file = openSync(this.#path, left === null ? 'w' : 'r+');
      if (left === null) this.#write(this.#file, `${JSON.stringify(header)}\n`, 0);
      else ftruncateSync(this.#file, left.end);
    } catch (error) {
      throw new ProblemError({ code: 'output-unwritable', message: `${shown}.partial cannot be written: ${error instanceof Error ? error.message : String(error)}`, where: `${shown}.partial`, hint: 'give a file in a folder that can be written: --output' });
    }
    this.#done = left?.done ?? new Set();
    this.resources = left?.resources ?? 0;
    this.refused = [...(left?.refused ?? [])];
    this.#at = left?.end ?? Buffer.byteLength(`${JSON.stringify(header)}\n`);
  }

  #at: number;

  has(task: string): boolean {
    return this.#done.has(task);
  }

  /** What a task has found, and what it was refused. */
  add(task: string, rows: readonly JsonValue[], refused: readonly Unanswered[]): void {
    const text = [...rows.map((row) => ({ row })), ...refused.map((one) => ({ refused: { ...one } })), { done: { task, resources: rows.length } }].map((line) => `${JSON.stringify(line)}\n`).join('');
    this.#write(this.#file, text, this.#at);
    this.#at += Buffer.byteLength(text);
    this.resources += rows.length;
    this.refused.push(...refused);
  }

  /** The inventory is whole. */
  finish(end: JsonObject): void {
    this.#write(this.#file, `${JSON.stringify({ end })}\n`, this.#at);
    fsyncSync(this.#file);
    closeSync(this.#file);
    renameSync(this.#path, this.#target);
  }

  #write(file: number, text: string, at: number): void {
    const bytes = Buffer.from(text, 'utf8');
    for (let from = 0; from < bytes.length; ) from += writeSync(file, bytes, from, bytes.length - from, at + from);
  }
}

interface Left {
  readonly header: JsonObject;
  readonly done: ReadonlySet<string>;
  readonly resources: number;
  readonly refused: readonly Unanswered[];
  /** Behind the last task that was written whole. */
  readonly end: number;
}

/** Null for a file whose header was not written to its end. */
function leftBehind(path: string): Left | null {
  const bytes = readFileSync(path);
  const done = new Set<string>();
  let header: JsonObject | null = null;
  let resources = 0;
  const refused: Unanswered[] = [];
  let open: Unanswered[] = [];
  let end = 0;
  for (let from = 0, to = bytes.indexOf(10); to >= 0; from = to + 1, to = bytes.indexOf(10, from)) {
    const line = parsed(bytes.toString('utf8', from, to));
    if (header === null) {
      if (!isObject(line)) return null;
      header = line;
      end = to + 1;
      continue;
    }
    const not = isObject(line) ? unansweredIn(member(line, 'refused')) : null;
    if (not !== null) open.push(not);
    const finished = isObject(line) ? member(line, 'done') : undefined;
    const task = member(finished, 'task');
    const count = member(finished, 'resources');
    if (typeof task !== 'string' || typeof count !== 'number') continue;
    done.add(task);
    resources += count;
    refused.push(...open);
    open = [];
    end = to + 1;
  }
  return header === null ? null : { header, done, resources, refused, end };
}

function unansweredIn(value: JsonValue | undefined): Unanswered | null {
  const [account, region, call, because] = ['account', 'region', 'call', 'because'].map((key) => member(value, key));
  return typeof account === 'string' && typeof region === 'string' && typeof call === 'string' && typeof because === 'string' ? { account, region, call, because } : null;
}

function parsed(line: string): JsonValue | undefined {
  try {
    return JSON.parse(line) as JsonValue;
  } catch {
    // A line that was not written to its end: what is behind it is written again.
    return undefined;
  }
}

function asksTheSame(a: JsonObject, b: JsonObject): boolean {
  return JSON.stringify(member(a, 'asked')) === JSON.stringify(member(b, 'asked'));
}
