/** What is wrong with an archive; its reader says which archive it is. */
export class TarError extends Error {}

export interface TarFile {
  /** Without a leading `/` or `./`, never with `..`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

const block = 512;

/** NUL-padded text of a header field. */
function text(field: Uint8Array): string {
  const end = field.indexOf(0);
  return new TextDecoder().decode(end === -1 ? field : field.subarray(0, end));
}

/** Octal digits, or base 256 where the first bit is set (GNU). */
function number(field: Uint8Array, what: string): number {
  const first = field[0] ?? 0;
  if (first & 0x80) {
    let value = first & 0x7f;
    for (const byte of field.subarray(1)) value = value * 256 + byte;
    if (!Number.isSafeInteger(value)) throw new TarError(`a header has an impossible ${what}`);
    return value;
  }
  const digits = text(field).trim();
  if (!/^[0-7]*$/.test(digits)) throw new TarError(`a header has no readable ${what}`);
  return digits === '' ? 0 : Number.parseInt(digits, 8);
}

/** The sum of all bytes of the header, its own field counted as spaces. */
function checksum(header: Uint8Array): number {
  return header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 32 : byte), 0);
}

/** Records of a pax extended header, `"<length> <key>=<value>\n"` each (POSIX.1-2001 pax, section "Extended Header"). */
function paxRecords(bytes: Uint8Array): Map<string, string> {
  const records = new Map<string, string>();
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(32, at);
    const length = space === -1 ? Number.NaN : Number(text(bytes.subarray(at, space)));
    if (!Number.isInteger(length) || length <= space - at || at + length > bytes.length) throw new TarError('a pax header is damaged');
    const record = text(bytes.subarray(space + 1, at + length - 1));
    const equals = record.indexOf('=');
    if (equals > 0) records.set(record.slice(0, equals), record.slice(equals + 1));
    at += length;
  }
  return records;
}

function safePath(name: string): string {
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) throw new TarError(`the name ${JSON.stringify(name)} points outside of the archive`);
  return parts.join('/');
}

/**
 * The regular files of a tar archive (ustar, pax, and GNU's long names), in their order. Nothing is written anywhere.
 * @throws TarError for damage, links and devices, names that lead outside, names that come twice, and too many files.
 */
export function readTar(archive: Uint8Array, maxFiles: number): readonly TarFile[] {
  const files = new Map<string, TarFile>();
  let extended = new Map<string, string>();
  let longName: string | null = null;
  for (let at = 0; at < archive.length;) {
    const header = archive.subarray(at, at + block);
    if (header.length < block) throw new TarError('it ends in the middle of a header');
    if (header.every((byte) => byte === 0)) break;
    if (number(header.subarray(148, 156), 'checksum') !== checksum(header)) throw new TarError('a header does not match its checksum');

    const type = String.fromCharCode(header[156] ?? 0);
    const size = Number(extended.get('size') ?? number(header.subarray(124, 136), 'size'));
    const start = at + block;
    if (!Number.isSafeInteger(size) || size < 0 || start + size > archive.length) throw new TarError('it ends in the middle of a file');
    const bytes = archive.subarray(start, start + size);
    at = start + Math.ceil(size / block) * block;

    if (type === 'x') {
      extended = paxRecords(bytes);
      continue;
    }
    if (type === 'L') {
      longName = text(bytes);
      continue;
    }
    if (type === 'g') continue;

    const prefix = text(header.subarray(257, 263)).startsWith('ustar') && header[262] === 0 ? text(header.subarray(345, 500)) : '';
    const short = text(header.subarray(0, 100));
    const name = extended.get('path') ?? longName ?? (prefix === '' ? short : `${prefix}/${short}`);
    extended = new Map();
    longName = null;
    if (type === '5') continue;
    if (type !== '0' && type !== '\0' && type !== '7') throw new TarError(`${JSON.stringify(name)} is a link or a device, not a file`);
    const path = safePath(name);
    if (path === '') throw new TarError('a file has no name');
    if (files.has(path)) throw new TarError(`the name ${JSON.stringify(path)} comes twice`);
    if (files.size >= maxFiles) throw new TarError(`it holds more than ${maxFiles} files`);
    files.set(path, { path, bytes });
  }
  return [...files.values()];
}
