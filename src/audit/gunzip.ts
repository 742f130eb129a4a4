import { constants, createGunzip, gzipSync } from 'node:zlib';

/**
 * What stands behind a stream of zlib, and behind its synchronous functions. It is in no documentation: it is asked whether it works before
 * it is used.
 */
interface Handle {
  writeSync(flush: number, input: Uint8Array, from: number, size: number, out: Uint8Array, outFrom: number, outSize: number): void;
  reset(): void;
  onerror: (message: string, errno: number, code: string) => void;
}

/**
 * Unpacks gzip in this thread, into memory that it is given. A stream asks for new memory with each piece, and for a turn of other threads and
 * of this one: with what is done to the pieces that costs more than to unpack them.
 */
export class Gunzip {
  readonly #handle: Handle;
  /** Room in the output, then bytes of the input, that the last call has left. */
  readonly #left: Uint32Array;
  #error: NodeJS.ErrnoException | null = null;

  /** @throws where this Node has another one behind its streams: `isThere` tells */
  constructor() {
    const { _handle: handle, _writeState: left } = createGunzip({ chunkSize: constants.Z_MIN_CHUNK }) as unknown as { readonly _handle: Handle; readonly _writeState: Uint32Array };
    this.#handle = handle;
    this.#left = left;
    const fail: Handle['onerror'] = (message, errno, code) => (this.#error = Object.assign(new Error(message), { errno, code }));
    Object.assign(handle, { onerror: fail });
  }

  static get isThere(): boolean {
    return (isThere ??= works());
  }

  /** Begins with another archive. */
  begin(): void {
    this.#error = null;
    this.#handle.reset();
  }

  /**
   * As much as there is input or room for. Both are left over only behind the end of the archive.
   * @throws what is wrong with the archive
   */
  unpack(input: Uint8Array, from: number, to: number, out: Uint8Array, outFrom: number): { readonly read: number; readonly written: number } {
    return this.#write(constants.Z_NO_FLUSH, input, from, to, out, outFrom);
  }

  /** Behind the last byte of the input, when all of the output has been taken. @throws where the archive has not ended */
  end(out: Uint8Array): void {
    this.#write(constants.Z_FINISH, out, 0, 0, out, 0);
  }

  #write(flush: number, input: Uint8Array, from: number, to: number, out: Uint8Array, outFrom: number): { readonly read: number; readonly written: number } {
    this.#handle.writeSync(flush, input, from, to - from, out, outFrom, out.length - outFrom);
    if (this.#error !== null) throw this.#error;
    const [room, rest] = this.#left as unknown as readonly [number, number];
    return { read: to - from - rest, written: out.length - outFrom - room };
  }
}

let isThere: boolean | null = null;

/** Two members with zeros behind them, in three pieces; and whether an archive that ends too early is told. */
function works(): boolean {
  try {
    const gunzip = new Gunzip();
    const input = Buffer.concat([gzipSync('land'), gzipSync('rail'), Buffer.alloc(2)]);
    const out = Buffer.alloc(16);
    const first = gunzip.unpack(input, 0, 5, out, 0);
    const second = gunzip.unpack(input, 5, input.length, out.subarray(0, 6), 0);
    const third = gunzip.unpack(input, 5 + second.read, input.length, out, 6);
    gunzip.end(out);
    if (first.read !== 5 || first.written !== 0 || second.written !== 6 || third.written !== 2 || 7 + second.read + third.read !== input.length || out.toString('latin1', 0, 9) !== 'landrail\0') return false;
    gunzip.begin();
    gunzip.unpack(input, 0, 15, out, 0);
    return throws(() => gunzip.end(out));
  } catch {
    return false;
  }
}

function throws(call: () => void): boolean {
  try {
    call();
    return false;
  } catch {
    return true;
  }
}
