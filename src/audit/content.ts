/** What a file holds, by its first bytes, unpacked. */
export type Content = { readonly as: 'json' } | { readonly as: 'csv'; readonly separator: string } | { readonly as: 'other'; readonly because: string };

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

const magics: readonly (readonly [magic: string, because: string])[] = [
  ['PAR1', 'Parquet, which landrail does not read: query it (Athena, Lake) and give the rows as JSON or CSV'],
  ['Obj\u0001', 'Avro, which landrail does not read: give the records as JSON lines'],
  ['PK\u0003\u0004', 'a zip archive: unpack it first'],
  ['BZh', 'a bzip2 archive: unpack it first, or pack it with gzip'],
  ['\u0028\u00b5\u002f\u00fd', 'a zstd archive: unpack it first, or pack it with gzip'],
  ['\u00fd7zXZ', 'an xz archive: unpack it first, or pack it with gzip'],
  ['\u001f\u008b', 'an archive within an archive: unpack it first'],
];

/** Why a file that holds nothing else, as far as was looked, is no log. */
export const blank = 'nothing but white space';

/** A line with at least two names of columns; the portal of Azure writes a zone behind some: `TimeGenerated [UTC]`. */
const csvHead = /^(?:"[\w .()@:/[\]-]+"|[A-Za-z_@][\w .()@:/[\]-]*)(?:([,;\t|])(?:"[\w .()@:/[\]-]*"|[\w .()@:/[\]-]*))(?:\1(?:"[\w .()@:/[\]-]*"|[\w .()@:/[\]-]*))*\r?$/;

/** By byte order mark, else by where the zero bytes of the first two characters stand: what PowerShell redirects is UTF-16. */
export function encodingOf(head: Uint8Array): { readonly encoding: Encoding; readonly mark: number } {
  const [a, b, c, d] = head;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', mark: 3 };
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', mark: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', mark: 2 };
  if (b === 0 && d === 0 && a !== 0 && c !== 0) return { encoding: 'utf-16le', mark: 0 };
  if (a === 0 && c === 0 && b !== 0 && d !== 0) return { encoding: 'utf-16be', mark: 0 };
  return { encoding: 'utf-8', mark: 0 };
}

/** @param piece its first piece, as UTF-8 without a mark */
export function contentOf(piece: Buffer): Content {
  // Somebody may have put any number of spaces before a log.
  const start = Math.max(0, piece.findIndex((byte) => byte !== 0x20 && (byte < 0x09 || byte > 0x0d)));
  const head = piece.subarray(start, start + 4096);
  const raw = head.toString('latin1');
  const magic = magics.find(([bytes]) => raw.startsWith(bytes));
  if (magic !== undefined) return { as: 'other', because: magic[1] };
  const text = head.toString('utf8').trimStart();
  if (text === '') return { as: 'other', because: head.length === 0 ? 'empty' : blank };
  if (text.startsWith('{') || text.startsWith('[')) return { as: 'json' };
  const line = text.slice(0, text.indexOf('\n') < 0 ? undefined : text.indexOf('\n'));
  const separator = csvHead.exec(line)?.[1];
  if (separator !== undefined) return { as: 'csv', separator };
  // Lines of a log may begin with something else than records: a query, a prompt, a time.
  if (/^\s*[{[]\s*["{\]]/m.test(text) && !/^\s*</.test(text)) return { as: 'json' };
  const strange = Array.from(text.slice(0, 200)).filter((one) => (one < ' ' && !/\s/.test(one)) || one === '\ufffd').length;
  if (strange > 8) return { as: 'other', because: 'binary data' };
  const shown = line.trim();
  return { as: 'other', because: `no log: it begins with "${shown.length > 40 ? `${shown.slice(0, 40)}…` : shown}"` };
}

/** Pieces of any encoding as UTF-8, the mark taken off. */
export class Utf8 {
  readonly #decoder: InstanceType<typeof TextDecoder> | null;
  #mark: number;

  constructor(head: Uint8Array) {
    const { encoding, mark } = encodingOf(head);
    this.#decoder = encoding === 'utf-8' ? null : new TextDecoder(encoding);
    this.#mark = mark;
  }

  of(piece: Buffer): Buffer {
    const bytes = piece.subarray(this.#mark);
    this.#mark = 0;
    return this.#decoder === null ? bytes : Buffer.from(this.#decoder.decode(bytes, { stream: true }));
  }
}
