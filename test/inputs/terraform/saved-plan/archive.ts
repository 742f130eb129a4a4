import { crc32, deflateRawSync } from 'node:zlib';

/** What a test may want to be wrong. */
export interface Packed {
  readonly name: string;
  readonly content: string | Buffer;
  readonly stored?: boolean;
  readonly flags?: number;
  readonly method?: number;
  /** As the directory tells it. */
  readonly size?: number;
  readonly sum?: number;
  /** Of Unix. */
  readonly mode?: number;
}

/** A zip archive. */
export function zip(files: readonly Packed[], comment = ''): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, stored = false, flags = 0, method = stored ? 0 : 8, size, sum, mode = 0o100644 } of files) {
    const plain = Buffer.from(content);
    const packed = stored ? plain : deflateRawSync(plain);
    const named = Buffer.from(name);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(method, 8);
    head.writeUInt16LE(named.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(sum ?? crc32(plain), 16);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(size ?? plain.length, 24);
    entry.writeUInt16LE(named.length, 28);
    entry.writeUInt32LE(mode * 2 ** 16, 38);
    entry.writeUInt32LE(offset, 42);
    locals.push(head, named, packed);
    directory.push(entry, named);
    offset += head.length + named.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...locals, listed, end, Buffer.from(comment)]);
}

export type Field = readonly [number: number, value: number | string | Buffer];

/** A protobuf message. */
export function message(...fields: readonly Field[]): Buffer {
  return Buffer.concat(fields.flatMap(([number, value]) => (typeof value === 'number' ? [varint(number * 8), varint(value)] : [varint(number * 8 + 2), varint(Buffer.from(value).length), Buffer.from(value)])));
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) + 0x80);
  return Buffer.from([...bytes, rest]);
}

/** A text in MessagePack, of up to 31 bytes. */
export function packedText(text: string): Buffer {
  return Buffer.concat([Buffer.from([0xa0 + Buffer.byteLength(text)]), Buffer.from(text)]);
}

/** A variable that was set: a list of its type, as bytes, and its value. */
export function variable(name: string, value: Buffer, type = '"string"'): Field {
  const typed = Buffer.concat([Buffer.from([0x92, 0xc4, type.length]), Buffer.from(type), value]);
  return [2, message([1, name], [2, message([1, typed])])];
}

/** @param after in MessagePack */
export function change(address: string, action: number, after?: Buffer): Field {
  return [3, message([13, address], [9, message([1, action], ...(after === undefined ? [] : [[2, message([1, after])] as const]))])];
}

export interface Made {
  readonly fields?: readonly Field[];
  readonly files?: Readonly<Record<string, string>>;
  readonly modules?: string;
}

/** A saved plan of Terraform 1.11 that creates a payroll queue. */
export function savedPlan({ fields = [change('aws_sqs_queue.payslips', 1)], files = { 'm-/main.tf': 'resource "aws_sqs_queue" "payslips" {\n}\n' }, modules = '[{"Key": "", "Dir": "."}]' }: Made = {}): Buffer {
  return zip([
    { name: 'tfplan', content: message([1, 3], [14, '1.11.4'], [26, 1], ...fields) },
    { name: 'tfstate', content: '{}' },
    ...Object.entries(files).map(([name, content]) => ({ name: `tfconfig/${name}`, content })),
    { name: 'tfconfig/modules.json', content: modules },
  ]);
}
