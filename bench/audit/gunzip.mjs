// The bare-Node baseline: unpack every file, as many at once as there are cores, and look at nothing.
import { createReadStream, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';

const files = readdirSync(process.argv[2], { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
let bytes = 0;
async function work() {
  for (let file = files.pop(); file !== undefined; file = files.pop()) {
    for await (const piece of createReadStream(file, { highWaterMark: 2 ** 18 }).pipe(createGunzip({ chunkSize: 2 ** 20 }))) bytes += piece.length;
  }
}
await Promise.all(Array.from({ length: availableParallelism() }, work));
console.log(bytes);
