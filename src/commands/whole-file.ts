import { randomBytes } from 'node:crypto';
import { accessSync, chmodSync, chownSync, closeSync, constants, fsyncSync, openSync, readSync, readlinkSync, realpathSync, renameSync, rmSync, statSync, writeFileSync, type Stats } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Problem } from '#model/problem.ts';

/** A file while it is written: what stood in its place stands there until `keep`, and for good after `drop`. */
export interface Draft {
  /** Where to write. */
  readonly path: string;
  readonly keep: () => void;
  readonly drop: () => void;
}

/** Writes a file so that it appears whole or not at all: a disk that is full half way leaves what was there before. @throws the error of the system */
export function writeWhole(path: string, pieces: Iterable<string>): void {
  const draft = draftOf(path);
  try {
    write(draft.path, pieces);
    draft.keep();
  } catch (error) {
    draft.drop();
    throw error;
  }
}

/** Writes a file that must not be there yet: not even a link is followed. @throws the error of the system: EEXIST for one that is there */
export function writeNew(path: string, text: string): void {
  const file = openSync(path, 'wx');
  try {
    writeFileSync(file, text);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

/**
 * A draft beside the file that a path leads to, which `keep` gives its name, with the mode and the owner of what was there. What holds no bytes
 * of its own (a pipe, a device, what /dev/stdout leads to) is written to as it is; so is a file in whose folder nothing may be made.
 * @throws the error of the system
 */
export function draftOf(path: string): Draft {
  const place = placeOf(path);
  const there = place === null ? null : (statSync(place, { throwIfNoEntry: false }) ?? null);
  if (place === null || (there !== null && !there.isFile())) return inPlace(path);
  // A name could be given anew even to what may not be written.
  if (there !== null) accessSync(place, constants.W_OK);
  const beside = join(dirname(place), `.landrail-${randomBytes(8).toString('hex')}.partial`);
  try {
    closeSync(openSync(beside, 'wx', there === null ? 0o666 : 0o600));
  } catch (error) {
    if (there !== null && closed.has((error as NodeJS.ErrnoException).code ?? '')) return inPlace(path);
    throw error;
  }
  return {
    path: beside,
    keep: () => {
      settle(beside);
      if (!(there === null || (there.nlink === 1 && likened(beside, there))) || !renamed(beside, place)) copy(beside, place);
    },
    drop: () => rmSync(beside, { force: true }),
  };
}

/** Of a folder in which nothing may be made. */
const closed: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS', 'ENAMETOOLONG']);

function inPlace(path: string): Draft {
  return { path, keep: () => undefined, drop: () => undefined };
}

function write(path: string, pieces: Iterable<string>): void {
  const file = openSync(path, 'w');
  try {
    for (const piece of pieces) writeFileSync(file, piece);
  } finally {
    closeSync(file);
  }
}

/** Some disks say only here that they are full. */
function settle(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Where links lead to, which stay; null for what the system itself has put there, and for links that lead nowhere. */
function placeOf(path: string, hops = 0): string | null {
  try {
    const place = join(realpathSync.native(dirname(path)), basename(path));
    if (/^\/(?:dev|proc)\//.test(place) || hops > mostHops) return null;
    const to = linkOf(place);
    return to === null ? place : placeOf(resolve(dirname(place), to), hops + 1);
  } catch {
    return null;
  }
}

/** As Linux has it. */
const mostHops = 40;

function linkOf(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}

/** Whether a draft has become what the file was to all who use it. */
function likened(draft: string, { uid, gid, mode }: Stats): boolean {
  try {
    const own = statSync(draft);
    if (own.uid !== uid || own.gid !== gid) chownSync(draft, uid, gid);
    chmodSync(draft, mode & 0o7777);
    return true;
  } catch {
    return false;
  }
}

/** Not of a file that is mounted, or that Windows has open: it keeps its name. */
function renamed(draft: string, place: string): boolean {
  try {
    renameSync(draft, place);
    return true;
  } catch {
    return false;
  }
}

/** What is whole by now goes into a file that must stay the one that it is, as one of several names for instance. */
function copy(draft: string, place: string): void {
  const from = openSync(draft, 'r');
  const buffer = Buffer.allocUnsafe(2 ** 20);
  try {
    const to = openSync(place, 'w');
    try {
      for (let read = readSync(from, buffer); read > 0; read = readSync(from, buffer)) writeFileSync(to, buffer.subarray(0, read));
    } finally {
      closeSync(to);
    }
  } finally {
    closeSync(from);
  }
  rmSync(draft, { force: true });
}

/** What the system has said, in words. */
export function unwritable(code: string, what: string, where: string, error: unknown): Problem {
  const { code: said = '', message } = error as NodeJS.ErrnoException;
  const reason = Object.hasOwn(reasons, said) ? (reasons[said] ?? message) : message;
  return { code, message: `${what} cannot be written: ${reason}`, where, hint: 'check the folder and its rights' };
}

/** By the codes of the system. */
const reasons: Readonly<Record<string, string>> = {
  EISDIR: 'there is a folder of this name',
  ENOTDIR: 'a part of the path is a file, and no folder',
  EEXIST: 'a part of the path is a file, and no folder',
  EACCES: 'it may not be written',
  EPERM: 'it may not be written',
  EROFS: 'it may not be written',
  ENOSPC: 'the disk is full',
  EDQUOT: 'there is no room left for this user',
  EFBIG: 'it is larger than a file may be here',
};
