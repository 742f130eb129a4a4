import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { ProblemError, type Problem } from '#model/problem.ts';
import { decode, padded, paddedBuffer, type Text } from './bytes.ts';
import { headProblem } from './head.ts';

const headSize = 64 * 1024;

/** More than a Buffer of every supported Node takes, and fifty times the largest plan that we know of. */
const largest = 2 ** 31 - 4096;

/** A file as text that can be scanned. Its first bytes are looked at before the rest is read. @throws ProblemError */
export function loadFile(absolute: string, path: string): Text {
  let file: number;
  try {
    file = openSync(absolute, 'r');
  } catch (error) {
    throw new ProblemError(openProblem(error, path));
  }
  try {
    const { size } = fstatSync(file);
    if (size > largest) throw new ProblemError(tooLarge(path, size));
    const buffer = paddedBuffer(size);
    const first = fill(file, buffer, 0, Math.min(size, headSize));
    const problem = headProblem(buffer.subarray(0, first), first === size, path);
    if (problem !== null) throw new ProblemError(problem);
    const length = first + fill(file, buffer, first, size);
    if (length !== size || readSync(file, Buffer.alloc(1), 0, 1, null) > 0) {
      throw new ProblemError({ code: 'input-changed', message: `${path} changed while it was read`, where: path, hint: 'wait until it is written, then check it again' });
    }
    return decode(buffer, length, path);
  } catch (error) {
    throw error instanceof ProblemError ? error : new ProblemError(openProblem(error, path));
  } finally {
    closeSync(file);
  }
}

/** Pipes and standard input: read to their end first. @throws ProblemError */
export async function loadStream(stream: AsyncIterable<Uint8Array>, path: string): Promise<Text> {
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
  const whole = Buffer.concat(chunks);
  const head = whole.subarray(0, headSize);
  const problem = headProblem(head, head.length === whole.length, path);
  if (problem !== null) throw new ProblemError(problem);
  return decode(padded(whole), whole.length, path);
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
  ENOENT: ['does not exist', 'check the path; a plan is made with: terraform show -json tfplan > plan.json'],
  EACCES: ['cannot be read: permission denied', 'give the user that runs landrail the right to read it'],
  EPERM: ['cannot be read: permission denied', 'give the user that runs landrail the right to read it'],
  ELOOP: ['is a link that leads to itself', 'give the file that is meant'],
  ENOTDIR: ['does not exist: a part of its path is a file', 'check the path'],
  EISDIR: ['is a folder', 'give a file in it'],
};

export function openProblem(error: unknown, path: string): Problem {
  const code = error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? null) : null;
  const [what, next] = reasons[code ?? ''] ?? [`cannot be read: ${error instanceof Error ? error.message : String(error)}`, 'check the file and the disk'];
  return { code: code === 'ENOENT' || code === 'ENOTDIR' ? 'input-missing' : 'input-unreadable', message: `${path === '-' ? 'standard input' : path} ${what}`, where: path, hint: next };
}

function tooLarge(path: string, size: number): Problem {
  return { code: 'input-too-large', message: `${path} has ${(size / 2 ** 30).toFixed(1)} GiB; landrail reads up to 2 GiB`, where: path, hint: 'plan the parts of the configuration by themselves' };
}
