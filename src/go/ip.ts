/** Whether an IPv6 address stands for an IPv4 one: ::ffff:a.b.c.d. */
export function mapped(value: bigint): boolean {
  return value >> 32n === 0xffffn;
}

/** An address by its number, as Go's net.IP prints it. */
export function written(bits: 32 | 128, value: bigint): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join('.');
  if (mapped(value)) return written(32, value & 0xffffffffn);
  const all = Array.from({ length: 8 }, (_, index) => Number((value >> BigInt(112 - 16 * index)) & 0xffffn));
  let start = -1;
  let length = 1;
  for (let from = 0; from < 8; from++) {
    let to = from;
    while (to < 8 && all[to] === 0) to++;
    if (to - from > length) [start, length] = [from, to - from];
  }
  return start < 0 ? hexGroups(all) : `${hexGroups(all.slice(0, start))}::${hexGroups(all.slice(start + length))}`;
}

function hexGroups(part: readonly number[]): string {
  return part.map((group) => group.toString(16)).join(':');
}
