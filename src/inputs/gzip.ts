import { constants, createGunzip, gunzipSync } from 'node:zlib';
import { ProblemError, type Problem } from '#model/problem.ts';

/** What the first bytes of an archive hold, as far as it goes; nothing where it is damaged, which unpacking it will tell. */
export function unzippedHead(head: Buffer): Buffer {
  try {
    return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return Buffer.alloc(0);
  }
}

/** @param most bytes that it may unpack to @throws ProblemError for what is damaged, cut off or larger */
export function unzipped(bytes: Buffer, path: string, most: number): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: most });
  } catch (error) {
    throw new ProblemError(gzipProblem(error, path, most));
  }
}

/** The same, piece by piece. @throws ProblemError while it is read */
export async function* unzippedStream(stream: NodeJS.ReadableStream, path: string): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: 1024 * 1024 });
  stream.on('error', (error) => gunzip.destroy(error));
  try {
    for await (const chunk of stream.pipe(gunzip)) yield chunk as Buffer;
  } catch (error) {
    throw error instanceof ProblemError ? error : new ProblemError(gzipProblem(error, path, 0));
  }
}

function gzipProblem(error: unknown, path: string, most: number): Problem {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  if (code === 'ERR_BUFFER_TOO_LARGE') return { code: 'input-too-large', message: `${path} unpacks to more than ${(most / 2 ** 30).toFixed(1)} GiB`, where: path, hint: 'export it in parts' };
  if (code === 'Z_BUF_ERROR') return { code: 'input-truncated', message: `${path} is a gzip archive that ends too early`, where: path, hint: 'it was not downloaded or written completely; fetch it again' };
  return { code: 'input-unreadable', message: `${path} is a gzip archive that cannot be unpacked: ${error instanceof Error ? error.message : String(error)}`, where: path, hint: 'fetch it again' };
}
