import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { byCodePoint, type JsonValue } from '#model/json.ts';

/** What an entry holds: a JSON part and a binary part (empty where there is none). */
export interface CacheEntry {
  readonly head: JsonValue;
  readonly body: Uint8Array<ArrayBuffer>;
}

// A file is: magic, sha256 of all that follows, length of the JSON part (4 bytes, little-endian), JSON part, binary part.
const magic = new TextEncoder().encode('landrail cache 1');
const checkedFrom = magic.length + 32;
const headFrom = checkedFrom + 4;
const suffix = '.entry';
const maxEntries = 64;

/** Key of an entry that is made of these values alone: same values, same key, on every machine. */
export function cacheKey(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function pack({ head, body }: CacheEntry): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(head));
  const file = new Uint8Array(headFrom + json.length + body.length);
  file.set(magic);
  new DataView(file.buffer).setUint32(checkedFrom, json.length, true);
  file.set(json, headFrom);
  file.set(body, headFrom + json.length);
  file.set(createHash('sha256').update(file.subarray(checkedFrom)).digest(), magic.length);
  return file;
}

/** Null for anything but a whole entry. */
function unpack(file: Uint8Array): CacheEntry | null {
  if (file.length < headFrom || !magic.every((byte, at) => file[at] === byte)) return null;
  const digest = createHash('sha256').update(file.subarray(checkedFrom)).digest();
  if (!digest.equals(file.subarray(magic.length, checkedFrom))) return null;
  const bodyFrom = headFrom + new DataView(file.buffer, file.byteOffset).getUint32(checkedFrom, true);
  return { head: JSON.parse(new TextDecoder().decode(file.subarray(headFrom, bodyFrom))) as JsonValue, body: new Uint8Array(file.subarray(bodyFrom)) };
}

/**
 * Compiled policies on disk, keyed by content. It can only save time: an entry that is damaged, unreadable or missing is a
 * miss, and a folder that cannot be written costs a note. Several processes may use one folder at once, since an entry
 * appears whole (written beside, then renamed) and equal keys have equal content.
 */
export class PolicyCache {
  readonly #folder: string | null;
  readonly #notes = new Set<string>();

  /** @param folder made when needed; null = nothing is kept. */
  constructor(folder: string | null) {
    this.#folder = folder;
  }

  /** What a person may want to know, e.g. that nothing could be kept. */
  get notes(): readonly string[] {
    return [...this.#notes];
  }

  read(key: string): CacheEntry | null {
    if (this.#folder === null) return null;
    try {
      return unpack(readFileSync(join(this.#folder, key + suffix)));
    } catch {
      return null;
    }
  }

  write(key: string, entry: CacheEntry): void {
    if (this.#folder === null) return;
    const draft = join(this.#folder, `${key}.${randomUUID()}.tmp`);
    const target = join(this.#folder, key + suffix);
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      writeFileSync(draft, pack(entry), { mode: 0o600 });
      renameSync(draft, target);
      this.#prune(this.#folder, target);
    } catch (error) {
      attempt(() => rmSync(draft, { force: true }));
      this.#notes.add(`compiled policies could not be kept in ${this.#folder}: ${(error as Error).message}`);
    }
  }

  /** Removes the oldest entries, and drafts that a process left behind when it was killed an hour before this entry or earlier. */
  #prune(folder: string, newest: string): void {
    const names = readdirSync(folder);
    const entries = names.filter((name) => name.endsWith(suffix));
    const drafts = names.filter((name) => name.endsWith('.tmp'));
    if (entries.length <= maxEntries && drafts.length === 0) return;
    const now = statSync(newest).mtimeMs;
    const aged = (list: readonly string[]): readonly { readonly path: string; readonly age: number }[] =>
      list
        .flatMap((name) => {
          const path = join(folder, name);
          const file = attempt(() => statSync(path));
          return file ? [{ path, age: now - file.mtimeMs }] : [];
        })
        .toSorted((a, b) => a.age - b.age || byCodePoint(a.path, b.path));
    for (const { path } of [...aged(entries).slice(maxEntries), ...aged(drafts).filter((draft) => draft.age > 3_600_000)]) attempt(() => rmSync(path, { force: true, recursive: true }));
  }
}

/** Another process may be quicker, or the folder no longer ours. */
function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
