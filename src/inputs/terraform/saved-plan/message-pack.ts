import { WireError } from './protobuf.ts';

/** A value that is not known before the apply. */
export const unknownValue: unique symbol = Symbol('unknown');
export type Unpacked = null | boolean | number | string | Buffer | typeof unknownValue | readonly Unpacked[] | { readonly [key: string]: Unpacked };

const mostDeep = 200;

/**
 * A MessagePack value as Terraform writes one (https://github.com/msgpack/msgpack/blob/master/spec.md): extensions stand for what
 * is not known. Whole numbers that a double cannot hold come as texts. @throws WireError
 */
export function unpack(bytes: Buffer): Unpacked {
  const reader = new Unpacker(bytes);
  const value = reader.value(0);
  if (!reader.done) throw new WireError('a value goes on after its end');
  return value;
}

export function isList(value: Unpacked): value is readonly Unpacked[] {
  return Array.isArray(value);
}

/** A value of any type comes as a list of its type, which alone is written as bytes, and itself. */
export function untyped(value: Unpacked): Unpacked {
  return isList(value) && value.length === 2 && Buffer.isBuffer(value[0]) ? (value[1] as Unpacked) : value;
}

class Unpacker {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.#at === this.#bytes.length;
  }

  value(depth: number): Unpacked {
    if (depth > mostDeep) throw new WireError('a value is nested too deeply');
    const code = this.#number(1);
    if (code < 0x80) return code;
    if (code >= 0xe0) return code - 0x100;
    if (code < 0x90) return this.#map(code & 0x0f, depth);
    if (code < 0xa0) return this.#list(code & 0x0f, depth);
    if (code < 0xc0) return this.#text(code & 0x1f);
    switch (code) {
      case 0xc0: return null;
      case 0xc2: return false;
      case 0xc3: return true;
      case 0xc4: case 0xc5: case 0xc6: return this.#take(this.#number(2 ** (code - 0xc4)));
      case 0xc7: case 0xc8: case 0xc9: return this.#extension(this.#number(2 ** (code - 0xc7)));
      case 0xca: return this.#take(4).readFloatBE();
      case 0xcb: return this.#take(8).readDoubleBE();
      case 0xcc: case 0xcd: case 0xce: return this.#number(2 ** (code - 0xcc));
      case 0xcf: return exact(this.#take(8).readBigUInt64BE());
      case 0xd0: return this.#take(1).readInt8();
      case 0xd1: return this.#take(2).readInt16BE();
      case 0xd2: return this.#take(4).readInt32BE();
      case 0xd3: return exact(this.#take(8).readBigInt64BE());
      case 0xd4: case 0xd5: case 0xd6: case 0xd7: case 0xd8: return this.#extension(2 ** (code - 0xd4));
      case 0xd9: case 0xda: case 0xdb: return this.#text(this.#number(2 ** (code - 0xd9)));
      case 0xdc: case 0xdd: return this.#list(this.#number(2 ** (code - 0xdb)), depth);
      case 0xde: case 0xdf: return this.#map(this.#number(2 ** (code - 0xdd)), depth);
      default: throw new WireError('a value has an unknown form');
    }
  }

  #take(length: number): Buffer {
    if (this.#at + length > this.#bytes.length) throw new WireError('it ends in the middle of a value');
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  #number(size: number): number {
    return this.#take(size).readUIntBE(0, size);
  }

  #text(length: number): string {
    return this.#take(length).toString('utf8');
  }

  #extension(length: number): typeof unknownValue {
    this.#take(length + 1);
    return unknownValue;
  }

  #list(length: number, depth: number): Unpacked {
    const items: Unpacked[] = [];
    for (let index = 0; index < length; index++) items.push(this.value(depth + 1));
    return items;
  }

  #map(length: number, depth: number): Unpacked {
    const members = Object.create(null) as { [key: string]: Unpacked };
    for (let index = 0; index < length; index++) {
      const key = this.value(depth + 1);
      if (typeof key !== 'string') throw new WireError('a key is no text');
      members[key] = this.value(depth + 1);
    }
    return members;
  }
}

function exact(value: bigint): number | string {
  return BigInt(Number(value)) === value && Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
}
