// The naive reader: unpack every file whole, parse it, and look at each record's name.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const listed = new Set(['RunInstances', 'CreateBucket', 'UpdateFunctionCode20150331v2', 'TerminateInstances']);
const files = readdirSync(process.argv[2], { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
let found = 0;
for (const file of files) found += JSON.parse(gunzipSync(readFileSync(file)).toString()).Records.filter((record) => listed.has(record.eventName)).length;
console.log(found);
