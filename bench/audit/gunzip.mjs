// The bare-Node baseline: unpack every file, so many at once, and look at nothing.
import { createReadStream, readdirSync } from 'node:fs';
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
await Promise.all(Array.from({ length: Number(process.argv[3]) }, work));
console.log(bytes);
