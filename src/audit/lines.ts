import { Utf8 } from './content.ts';
import type { LogFile } from './files.ts';
import type { UnpackLimits } from './archive.ts';
import { unpacking } from './unpack.ts';

const newline = 0x0a;

/** The lines, from 1, in which bytes of an unpacked file stand. It is read again: nobody counts lines where nothing is wrong. @param offsets ascending or not */
export async function linesAt(file: LogFile, offsets: readonly number[], limits: UnpackLimits): Promise<readonly number[]> {
  const order = [...offsets.keys()].sort((a, b) => (offsets[a] as number) - (offsets[b] as number));
  const out = offsets.map(() => 1);
  const pieces = unpacking(file, limits);
  let utf8: Utf8 | null = null;
  let line = 1;
  let before = 0;
  let next = 0;
  for (let piece = await pieces.next(); piece !== null && next < order.length; piece = await pieces.next()) {
    utf8 ??= new Utf8(piece);
    const bytes = utf8.of(piece);
    let at = 0;
    for (; next < order.length; next++) {
      const wanted = (offsets[order[next] as number] as number) - before;
      for (let found = bytes.indexOf(newline, at); found >= 0 && found < wanted; found = bytes.indexOf(newline, at)) {
        line++;
        at = found + 1;
      }
      if (wanted > bytes.length) break;
      out[order[next] as number] = line;
    }
    for (let found = bytes.indexOf(newline, at); found >= 0; found = bytes.indexOf(newline, found + 1)) line++;
    before += bytes.length;
  }
  for (; next < order.length; next++) out[order[next] as number] = line;
  pieces.stop();
  return out;
}
