import { logFiles, type LogFile, type Walked } from './files.ts';
import type { Job } from './job.ts';

/** Small files are read together, up to as many bytes, and as many files. */
const jobSize = 2 ** 20;
const jobFiles = 256;

/** The files of paths that were given, in their order. */
export function* jobsOf(paths: readonly string[], walked: Walked): Generator<Job> {
  let files: LogFile[] = [];
  let size = 0;
  for (const file of logFiles(paths, walked)) {
    if (files.length > 0 && (size + file.size > jobSize || files.length === jobFiles || files[0]?.root !== file.root)) {
      yield files;
      files = [];
      size = 0;
    }
    files.push(file);
    size += file.size;
  }
  if (files.length > 0) yield files;
}
