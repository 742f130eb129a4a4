import { gzipSync } from 'node:zlib';

/** One member of a tar archive under construction. */
export interface Member {
  readonly name: string;
  readonly content?: string | Uint8Array;
  /** `0` file, `5` folder, `2` symbolic link, `x` pax header, `L` long name. */
  readonly type?: string;
  readonly prefix?: string;
}

function field(header: Buffer, text: string, at: number, size: number): void {
  header.write(text, at, size, 'utf8');
}

/** A tar archive in the ustar format. */
export function tar(members: readonly Member[]): Buffer {
  const parts = members.flatMap(({ name, content = '', type = '0', prefix = '' }) => {
    const bytes = Buffer.from(content);
    const header = Buffer.alloc(512);
    field(header, name, 0, 100);
    field(header, '0000644\0', 100, 8);
    field(header, `${bytes.length.toString(8).padStart(11, '0')}\0`, 124, 12);
    field(header, '        ', 148, 8);
    field(header, type, 156, 1);
    field(header, 'ustar\x0000', 257, 8);
    field(header, prefix, 345, 155);
    const sum = header.reduce((total, byte) => total + byte, 0);
    field(header, `${sum.toString(8).padStart(6, '0')}\0 `, 148, 8);
    return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
  });
  return Buffer.concat([...parts, Buffer.alloc(1024)]);
}

/** A pax extended header that names the member after it. */
export function paxName(path: string): Member {
  const text = ` path=${path}\n`;
  const body = Buffer.byteLength(text);
  let length = body + 1;
  while (length !== body + String(length).length) length = body + String(length).length;
  return { name: 'PaxHeader', type: 'x', content: `${length}${text}` };
}

export const bundle = (members: readonly Member[]): Buffer => gzipSync(tar(members));
