import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ProblemError } from '#model/problem.ts';
import type { Result } from '#model/result.ts';
import { readSaved } from '#reports/saved/read.ts';
import type { Io } from './io.ts';

/** Bytes of JSON: more than this is no text that Node could hold. */
const mostBytes = 500_000_000;

/** The Result of an earlier run, from what it wrote with `--format json`, packed by gzip or not; `-` is standard input. @throws ProblemError */
export async function savedResult(path: string, io: Pick<Io, 'cwd' | 'stdin'>): Promise<Result> {
  const name = path === '-' ? 'stdin' : path;
  return readSaved(textOf(unpacked(await bytesOf(path, io), name), name), name);
}

async function bytesOf(path: string, { cwd, stdin }: Pick<Io, 'cwd' | 'stdin'>): Promise<Buffer> {
  if (path === '-') {
    const pieces: Uint8Array[] = [];
    for await (const piece of stdin()) pieces.push(piece);
    return Buffer.concat(pieces);
  }
  try {
    return await readFile(resolve(cwd, path));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'does not exist' : code === 'EISDIR' ? 'is a folder' : `cannot be read: ${message}`;
    throw new ProblemError({ code: 'result-file', message: `the saved result ${path} ${why}`, where: path, hint: code === 'EISDIR' ? 'name the file in it' : 'make it with landrail check --format json=FILE' });
  }
}

function unpacked(bytes: Buffer, name: string): Buffer {
  let text = bytes;
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    try {
      text = gunzipSync(bytes, { maxOutputLength: mostBytes + 1 });
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(name);
      throw new ProblemError({ code: 'result-packed', message: `${name} is packed by gzip, and ${code === 'Z_BUF_ERROR' ? 'cut off' : `damaged: ${message}`}`, where: name, hint: 'pack it again, or name the file that is not packed' });
    }
  }
  if (text.length > mostBytes) throw tooLarge(name);
  return text;
}

function tooLarge(name: string): ProblemError {
  return new ProblemError({ code: 'result-large', message: `${name} holds more than ${mostBytes / 1_000_000} MB`, where: name, hint: 'let the run write the report itself: --format NAME=FILE' });
}

/** UTF-8, or UTF-16 with its mark, as Windows PowerShell 5 writes what is piped into a file. */
function textOf(bytes: Buffer, name: string): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new ProblemError({ code: 'result-encoding', message: `${name} is not ${encoding.toUpperCase()} text`, where: name, hint: 'name what landrail wrote with --format json=FILE' });
  }
}
