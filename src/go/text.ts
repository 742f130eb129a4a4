/** By code point, as Go compares UTF-8; `<` compares UTF-16 units and puts U+1F600 before U+FF01. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index++) {
    const x = a.charCodeAt(index);
    const y = b.charCodeAt(index);
    if (x !== y) return x >= 0xd800 && y >= 0xd800 ? afterSurrogates(x) - afterSurrogates(y) : x - y;
  }
  return a.length - b.length;
}

function afterSurrogates(unit: number): number {
  return unit <= 0xdfff ? unit + 0x2000 : unit - 0x800;
}
