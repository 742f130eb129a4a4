/** Fields of a protobuf message that nobody has described: number -> values in their order. Numbers beyond 2^53 lose their last digits. */
export type Fields = ReadonlyMap<number, readonly (number | Buffer)[]>;

export class WireError extends Error {
  override readonly name = 'WireError';
}

/** One level of a message (https://protobuf.dev/programming-guides/encoding). @throws WireError */
export function fieldsOf(message: Buffer): Fields {
  const fields = new Map<number, (number | Buffer)[]>();
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = message[at++];
      if (byte === undefined) throw new WireError('it ends in the middle of a number');
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new WireError('a number has too many digits');
  };
  const take = (length: number): Buffer => {
    if (at + length > message.length) throw new WireError('it ends in the middle of a field');
    at += length;
    return message.subarray(at - length, at);
  };
  while (at < message.length) {
    const tag = varint();
    const kind = tag % 8;
    const value = kind === 0 ? varint() : kind === 1 ? take(8) : kind === 2 ? take(varint()) : kind === 5 ? take(4) : null;
    if (value === null) throw new WireError(`field ${Math.floor(tag / 8)} has the unknown form ${kind}`);
    const number = Math.floor(tag / 8);
    const known = fields.get(number);
    if (known) known.push(value);
    else fields.set(number, [value]);
  }
  return fields;
}

/** The last value of a field that is a message, a text or bytes; empty where it is missing, as in proto3. */
export function bytesAt(fields: Fields, number: number): Buffer {
  const value = fields.get(number)?.at(-1);
  return typeof value === 'object' ? value : Buffer.alloc(0);
}

export function textAt(fields: Fields, number: number): string {
  return bytesAt(fields, number).toString('utf8');
}

export function numberAt(fields: Fields, number: number): number {
  const value = fields.get(number)?.at(-1);
  return typeof value === 'number' ? value : 0;
}

/** All values of a field of messages. */
export function messagesAt(fields: Fields, number: number): readonly Buffer[] {
  return (fields.get(number) ?? []).filter((value) => typeof value === 'object');
}
