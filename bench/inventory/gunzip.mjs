// The bare-Node baseline: unpack a document, and parse it.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

console.log(Object.keys(JSON.parse(gunzipSync(readFileSync(process.argv[2])).toString())).length);
