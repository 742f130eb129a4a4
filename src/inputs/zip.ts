import { ProblemError } from '#model/problem.ts';

/** One file of an archive; its content is unpacked when it is asked for. */
export interface ZipEntry {
  readonly name: string;
  /** Unpacked, as the archive says. */
  readonly size: number;
  /** @throws ProblemError */
  bytes(): Buffer;
}

/** More is no plan, but made to exhaust whoever unpacks it. */
const most = { entries: 20_000, entry: 64 * 2 ** 20, all: 512 * 2 ** 20 };

const signature = { end: 0x06054b50, directory: 0x02014b50, file: 0x04034b50 };
const endSize = 22;
/** Of the mode that Unix gives an entry. */
const [fileType, link] = [0o170000, 0o120000];
const longestComment = 0xffff;

/**
 * The files of a zip archive (PKWARE APPNOTE 6.3: central directory, stored or deflated, no encryption, no ZIP64), in its order.
 * Nothing is unpacked beyond the size that the directory tells, and that has its bound.
 * @throws ProblemError for what is no such archive, naming `path`
 */
export async function readZip(archive: Buffer, path: string): Promise<readonly ZipEntry[]> {
  // Loaded by the runs that need it.
  const { crc32, inflateRawSync } = await import('node:zlib');
  const broken = (what: string): ProblemError => new ProblemError({ code: 'input-zip', message: `${path} is a damaged zip archive: ${what}`, where: path, hint: 'write it again: terraform plan -out=tfplan' });
  const refused = (what: string): ProblemError => new ProblemError({ code: 'input-zip', message: `${path} is a zip archive that cannot be a saved plan: ${what}`, where: path, hint: 'give the file that terraform plan -out=tfplan writes' });

  const end = endOf(archive);
  if (end < 0) throw broken('its directory is missing; the file was cut off');
  const count = archive.readUInt16LE(end + 10);
  const directory = archive.readUInt32LE(end + 16);
  if (count === 0xffff || directory === 0xffffffff) throw refused('it has the form ZIP64');
  if (count > most.entries) throw refused(`it holds ${count} files`);

  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  let all = 0;
  let at = directory;
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || archive.readUInt32LE(at) !== signature.directory) throw broken(`entry ${index + 1} of its directory is not there`);
    const [flags, method, sum, packed, size] = [archive.readUInt16LE(at + 8), archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 16), archive.readUInt32LE(at + 20), archive.readUInt32LE(at + 24)];
    const nameEnd = at + 46 + archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + 46, nameEnd);
    const start = archive.readUInt32LE(at + 42);
    const isLink = ((archive.readUInt32LE(at + 38) >>> 16) & fileType) === link;
    at = nameEnd + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
    if (names.has(name)) throw broken(`it holds ${JSON.stringify(name)} twice`);
    names.add(name);
    if (!isInside(name)) throw refused(`${JSON.stringify(name)} is no path inside of it`);
    if (isLink) throw refused(`${JSON.stringify(name)} is a link`);
    all += size;
    if ((flags & 1) !== 0) throw refused(`${JSON.stringify(name)} is encrypted`);
    if (method !== 0 && method !== 8) throw refused(`${JSON.stringify(name)} is packed by method ${method}`);
    if (size > most.entry || all > most.all) throw refused(`unpacked it would take more than ${(size > most.entry ? most.entry : most.all) / 2 ** 20} MiB`);
    const bytes = (): Buffer => {
      if (start + 30 > end || archive.readUInt32LE(start) !== signature.file) throw broken(`${JSON.stringify(name)} is not where its directory says`);
      // The local header has a name and an extra field of its own length.
      const from = start + 30 + archive.readUInt16LE(start + 26) + archive.readUInt16LE(start + 28);
      if (from + packed > end) throw broken(`${JSON.stringify(name)} is cut off`);
      const content = archive.subarray(from, from + packed);
      let unpacked: Buffer;
      try {
        unpacked = method === 0 ? content : size === 0 ? Buffer.alloc(0) : inflateRawSync(content, { maxOutputLength: size });
      } catch {
        throw broken(`${JSON.stringify(name)} cannot be unpacked`);
      }
      if (unpacked.length !== size || crc32(unpacked) !== sum) throw broken(`${JSON.stringify(name)} is not what its directory says`);
      return unpacked;
    };
    entries.push({ name, size, bytes });
  }
  return entries;
}

/** Nothing is ever written where an entry says that it lies. One that says it lies elsewhere was made by somebody who hopes so. */
function isInside(name: string): boolean {
  // oxlint-disable-next-line no-control-regex
  if (/[\\\0]|^[A-Za-z]:/.test(name)) return false;
  return name.replace(/\/$/, '').split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

/** The end record, searched from the back: a comment may follow it. -1 where there is none. */
function endOf(archive: Buffer): number {
  for (let at = archive.length - endSize; at >= Math.max(0, archive.length - endSize - longestComment); at--) {
    if (archive.readUInt32LE(at) === signature.end && at + endSize + archive.readUInt16LE(at + 20) === archive.length) return at;
  }
  return -1;
}
