/** The bytes in memory that threads share: the same when they are there already. */
export function sharedBytes(bytes: Uint8Array): Uint8Array {
  if (bytes.buffer instanceof SharedArrayBuffer) return bytes;
  const out = new Uint8Array(new SharedArrayBuffer(bytes.length));
  out.set(bytes);
  return out;
}

/**
 * JSON text as UTF-8 in shared memory. Half a surrogate pair, which JSON can write (`\ud83d`) and UTF-8 and Rego cannot, becomes
 * U+FFFD: what it stands in is still judged.
 */
export function inputBytes(json: string): Uint8Array {
  const text = wellFormed(json);
  const size = Buffer.byteLength(text);
  const memory = new SharedArrayBuffer(size);
  Buffer.from(memory).write(text);
  return new Uint8Array(memory);
}

/** JSON.stringify writes a lone surrogate as an escape, lower-case, and a pair as it is. */
export function wellFormed(json: string): string {
  if (!json.includes('\\ud')) return json;
  return json.replace(/\\(?:u(d[89a-f][0-9a-f]{2})|.)/gs, (escape, surrogate: string | undefined) => (surrogate === undefined ? escape : '\ufffd'));
}
