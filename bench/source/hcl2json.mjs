// What HashiCorp's own parser needs for the same files, in one process: read each, turn it into JSON, nothing else.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@cdktn/hcl2json';

const folder = process.argv[2];
const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name.endsWith('.tf'));
let refused = 0;
for (const entry of files) {
  const path = join(entry.parentPath ?? entry.path, entry.name);
  try {
    await parse(path, readFileSync(path, 'utf8'));
  } catch {
    refused += 1;
  }
}
if (files.length === 0 || refused === files.length) throw new Error(`nothing was parsed in ${folder}`);
