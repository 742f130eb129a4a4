import { closeSync, fstatSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { ProblemError, type Problem } from '#model/problem.ts';
import { shellWord } from '#model/shell-word.ts';
import type { Ahead } from './ahead.ts';
import { decode, mayBePlan, padded, paddedBuffer, type Text } from './bytes.ts';
import { compareFast } from './json/fast-patterns.ts';

const headSize = 64 * 1024;

/** More than a Buffer of every supported Node takes, and fifty times the largest plan that we know of. */
export const largest = 2 ** 31 - 4096;

/** Looks at the first bytes of a file (all of them with `whole`), to say why the rest need not be read. */
export type Look = (head: Buffer, whole: boolean) => Problem | null;

/** A file as text that can be scanned. Its first bytes are looked at before the rest is read. @param room for so many bytes, padded. @throws ProblemError */
export function loadFile(absolute: string, path: string, look: Look, room = paddedBuffer): Text {
  let file: number;
  try {
    file = openSync(absolute, 'r');
  } catch (error) {
    throw new ProblemError(openProblem(error, path));
  }
  try {
    const { size } = fstatSync(file);
    if (size > largest) throw new ProblemError(tooLarge(path, size));
    const buffer = room(size);
    const first = fill(file, buffer, 0, Math.min(size, headSize));
    const problem = look(buffer.subarray(0, first), first === size);
    if (problem !== null) throw new ProblemError(problem);
    return whole(file, buffer, first + fill(file, buffer, first, size), size, path);
  } catch (error) {
    throw error instanceof ProblemError ? error : new ProblemError(openProblem(error, path));
  } finally {
    closeSync(file);
  }
}

/** `loadFile` of one that is being read already. @throws ProblemError */
export async function loadAhead({ file, size, buffer, memory, first, all }: Ahead, path: string, look: Look): Promise<Text> {
  try {
    if (memory !== null) compareFast(memory, buffer.length);
    const problem = look(buffer.subarray(0, first), first === size);
    if (problem !== null) throw new ProblemError(problem);
    return whole(file, buffer, await all, size, path);
  } catch (error) {
    throw error instanceof ProblemError ? error : new ProblemError(openProblem(error, path));
  } finally {
    closeSync(file);
  }
}

function whole(file: number, buffer: Buffer, length: number, size: number, path: string): Text {
  if (length !== size || readSync(file, Buffer.alloc(1), 0, 1, size) > 0) {
    throw new ProblemError({ code: 'input-changed', message: `${path} changed while it was read`, where: path, hint: 'wait until it is written, then check it again' });
  }
  return decode(buffer, length, path);
}

/** Bytes; 0 for a file that cannot be read, of which more is told when it is. */
export function sizeOf(absolute: string): number {
  return statSync(absolute, { throwIfNoEntry: false })?.size ?? 0;
}

/** @throws ProblemError */
export function readWhole(absolute: string, path: string): Buffer {
  try {
    return readFileSync(absolute);
  } catch (error) {
    throw new ProblemError(openProblem(error, path));
  }
}

/** Pipes and standard input, to their end. @throws ProblemError */
export async function readStream(stream: AsyncIterable<Uint8Array>, path: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > largest) throw new ProblemError(tooLarge(path, size));
    }
  } catch (error) {
    throw error instanceof ProblemError ? error : new ProblemError(openProblem(error, path));
  }
  return Buffer.concat(chunks);
}

/** What a stream has given, as `loadFile` gives a file. @throws ProblemError */
export function textOf(bytes: Buffer, path: string, look: Look): Text {
  const head = bytes.subarray(0, headSize);
  const problem = look(head, head.length === bytes.length);
  if (problem !== null) throw new ProblemError(problem);
  return decode(padded(bytes), bytes.length, path);
}

function fill(file: number, buffer: Buffer, from: number, to: number): number {
  let at = from;
  while (at < to) {
    const read = readSync(file, buffer, at, to - at, null);
    if (read === 0) break;
    at += read;
  }
  return at - from;
}

const reasons: Readonly<Record<string, readonly [what: string, next: string]>> = {
  ENOENT: ['does not exist', 'check the path'],
  EACCES: ['cannot be read: permission denied', 'give the user that runs landrail the right to read it'],
  EPERM: ['cannot be read: permission denied', 'give the user that runs landrail the right to read it'],
  ELOOP: ['is a link that leads to itself', 'give the file that is meant'],
  ENOTDIR: ['does not exist: a part of its path is a file', 'check the path'],
  EISDIR: ['is a folder', 'give a file in it'],
};

/** The first bytes of a file, 64 KiB unless fewer are asked for; nothing where it cannot be read, which reading it will tell. */
export function headOf(absolute: string, bytes = headSize): Buffer {
  try {
    const file = openSync(absolute, 'r');
    try {
      // Of as many bytes as there are: thousands of files are looked at before anything is collected. Some that hold something say 0.
      const { size } = fstatSync(file);
      const head = Buffer.allocUnsafe(size === 0 ? bytes : Math.min(bytes, size));
      return head.subarray(0, fill(file, head, 0, head.length));
    } finally {
      closeSync(file);
    }
  } catch {
    return Buffer.alloc(0);
  }
}

export function openProblem(error: unknown, path: string): Problem {
  const code = error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? null) : null;
  const [what, next] = reasons[code ?? ''] ?? [`cannot be read: ${error instanceof Error ? error.message : String(error)}`, 'check the file and the disk'];
  return { code: code === 'ENOENT' || code === 'ENOTDIR' ? 'input-missing' : 'input-unreadable', message: `${path === '-' ? 'standard input' : path} ${what}`, where: path, hint: code === 'ENOENT' ? whereToLook(path, next) : next };
}

/** `Size=t3.small` behind a flag that takes one value is taken for a path. */
function whereToLook(path: string, next: string): string {
  if (/^[A-Za-z_][\w-]*=/.test(path)) return `${next}; a flag takes one value, and is repeated for each: --parameters ${shellWord(path)}, or --var ${shellWord(path)}`;
  return mayBePlan(path) ? `${next}; a plan is made with: terraform show -json tfplan > plan.json` : next;
}

function tooLarge(path: string, size: number): Problem {
  return { code: 'input-too-large', message: `${path} has ${(size / 2 ** 30).toFixed(1)} GiB; landrail reads up to 2 GiB`, where: path, hint: 'plan the parts of the configuration by themselves' };
}
