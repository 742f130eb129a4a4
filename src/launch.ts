import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { keptCode } from './kept-code.ts';
import type { roles } from './program.ts';

// Becomes dist/cli.js and dist/evaluate-worker.js. All code is one script beside them, and what V8 made of it at build time is there
// too: to take that over costs a third of what it takes to parse and to compile the script again.

type Body = (require: NodeJS.Require, url: string) => { readonly roles: typeof roles };

const file = new URL('./landrail.js', import.meta.url);
// The build writes ASCII: read like this, a character is a byte in memory too.
const source = readFileSync(file, 'latin1');
const cachedData = keptCode(source, new URL('./landrail.v8', import.meta.url));
// What another V8 has made, or this one with other switches, is refused by it and the script compiled as always.
const script = new Script(source, { filename: fileURLToPath(file), ...(cachedData === null ? {} : { cachedData }) });
const body: Body = script.runInThisContext();
void body(createRequire(import.meta.url), import.meta.url).roles[LANDRAIL_ROLE]();
