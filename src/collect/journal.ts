import { closeSync, existsSync, ftruncateSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import { ProblemError } from '#model/problem.ts';
import type { Unanswered } from './answer.ts';
import { locked } from './lock.ts';

/**
 * The inventory while it is written: FILE.partial, a line each for the header, the resources of a task, and its end. A task is written
 * as a whole when it is done, so that a run that is broken off loses no more than what it was just reading.
 */
export class Journal {
  readonly #path: string;
  readonly #target: string;
  readonly #file: number;
  readonly #done: ReadonlySet<string>;
  readonly #unlock: () => void;
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
    this.#unlock = locked(this.#path, `${shown}.partial`);
    try {
      const left = existsSync(this.#path) ? leftBehind(this.#path, `${shown}.partial`) : null;
      if (left !== null && !asksTheSame(left.header, header)) {
        throw new ProblemError({
          code: 'inventory-other-request',
          message: `${shown}.partial was started by a run with other options`,
          where: `${shown}.partial`,
          hint: 'repeat the flags of that run to finish it, write to another file (--output), or remove it',
        });
      }
      this.#file = openSync(this.#path, left === null ? 'w' : 'r+');
      if (left === null) this.#write(this.#file, `${JSON.stringify(header)}\n`, 0);
      else ftruncateSync(this.#file, left.end);
      this.#done = left?.done ?? new Set();
      this.resources = left?.resources ?? 0;
      this.refused = [...(left?.refused ?? [])];
      this.#at = left?.end ?? Buffer.byteLength(`${JSON.stringify(header)}\n`);
    } catch (error) {
      this.#unlock();
      throw error instanceof ProblemError ? error : unwritable(error, `${shown}.partial`);
    }
  }

  #at: number;
  #isOpen = true;

  has(task: string): boolean {
    return this.#done.has(task);
  }

  /** What a task has found, and what it was refused; what another one was refused already is not said again. */
  add(task: string, rows: readonly JsonValue[], all: readonly Unanswered[]): void {
    const refused = all.filter((one) => !this.refused.some((before) => before.call === one.call && before.region === one.region && before.account === one.account));
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
    this.#isOpen = false;
    renameSync(this.#path, this.#target);
    this.#unlock();
  }

  /** Leaves it as it is, for a later run to go on with. */
  leave(): void {
    if (this.#isOpen) closeSync(this.#file);
    this.#isOpen = false;
    this.#unlock();
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

/** Null for a file whose header was not written to its end. @throws ProblemError for what no run has left */
function leftBehind(path: string, shown: string): Left | null {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw unwritable(error, shown);
  }
  const first = bytes.indexOf(10);
  const header = first < 0 ? undefined : parsed(bytes.toString('utf8', 0, first));
  if (first < 0 && '{"landrail":"inventory"'.startsWith(bytes.toString('latin1', 0, '{"landrail":"inventory"'.length))) return null;
  if (!isObject(header) || member(header, 'landrail') !== 'inventory') {
    throw new ProblemError({ code: 'inventory-other-request', message: `${shown} is not an interrupted inventory`, where: shown, hint: 'write to another file (--output), or move it away' });
  }
  const done = new Set<string>();
  let resources = 0;
  const refused: Unanswered[] = [];
  let open: Unanswered[] = [];
  let rows = 0;
  let end = first + 1;
  for (let from = end, to = bytes.indexOf(10, from); to >= 0; from = to + 1, to = bytes.indexOf(10, from)) {
    const line = parsed(bytes.toString('utf8', from, to));
    if (isObject(line) && isObject(member(line, 'row'))) rows += 1;
    const not = isObject(line) ? unansweredIn(member(line, 'refused')) : null;
    if (not !== null) open.push(not);
    const finished = isObject(line) ? member(line, 'done') : undefined;
    const task = member(finished, 'task');
    const count = member(finished, 'resources');
    if (typeof task !== 'string' || typeof count !== 'number') continue;
    // Some of what it found has been lost, to a full disk or by hand: from here on everything is asked for again.
    if (count !== rows) break;
    done.add(task);
    resources += count;
    refused.push(...open);
    [open, rows] = [[], 0];
    end = to + 1;
  }
  return { header, done, resources, refused, end };
}

function unwritable(error: unknown, shown: string): ProblemError {
  return new ProblemError({ code: 'output-unwritable', message: `${shown} cannot be written: ${error instanceof Error ? error.message : String(error)}`, where: shown, hint: 'give a file in a folder that can be written: --output' });
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
