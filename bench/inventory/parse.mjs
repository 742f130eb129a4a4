// The bare-Node baseline: read JSON lines one by one, and parse each.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

let rows = 0;
for await (const line of createInterface({ input: createReadStream(process.argv[2]) })) {
  JSON.parse(line);
  rows += 1;
}
console.log(rows);
