import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

// dist/landrail.v8 is what V8 made of dist/landrail.js: a head of a fixed length, so that what follows is aligned, then the data.
// V8 itself looks at no more than its version, its switches and the length of the script, and crashes on damaged data; so the head
// says what the data was made of and by what, and holds a digest of it and of the switches of the build.

/**
 * V8 optimises a function after it has run for a while, and most functions of a run do not run for much longer than that: what it spends
 * is lost. To wait more than twice as long, and to build less of what a function calls into it, takes a sixth off the processor time of a
 * large plan, and nothing is slower for it. The room for what is new is full of what stays when a run begins, and is gone through again
 * and again while it doubles from 1 MB: to let it grow to what it needs at once takes a tenth off ten files of source.
 * Later releases count calls in its place: they lack the first switch, say so on stderr and leave out what follows, so they get none.
 * V8 takes over only what was made with the same switches: what is loaded at the start, Node's own scripts among it, without any.
 */
export const switches = process.versions.node.startsWith('20.') ? '--interrupt-budget=320000 --max-inlined-bytecode-size-cumulative=200 --semi-space-growth-factor=8' : '';

const headLength = 256;

/** The last line of the script is a comment with the digest of all that is before it. */
function head(source: string, data: Uint8Array): Buffer {
  const made = `landrail code 1\n${process.version} ${process.platform} ${process.arch}\n${source.slice(source.lastIndexOf('\n//') + 3).trim()}`;
  return Buffer.from(`${made}\n${createHash('sha256').update(switches).update(data).digest('hex')}\n`.padEnd(headLength));
}

/** For the build. */
export function keepCode(source: string, data: Uint8Array): Uint8Array {
  return Buffer.concat([head(source, data), data]);
}

/** What was kept of this script by this Node; null where that is not there whole. */
export function keptCode(source: string, file: URL): Uint8Array | null {
  let kept: Buffer;
  try {
    kept = readFileSync(file);
  } catch {
    return null;
  }
  const data = kept.subarray(headLength);
  return data.length > 0 && kept.subarray(0, headLength).equals(head(source, data)) ? data : null;
}
