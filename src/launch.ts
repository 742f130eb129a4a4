import { setFlagsFromString } from 'node:v8';
import { patience } from './kept-code.ts';
import type { roles } from './program.ts';
import { Scripts } from './scripts.ts';

// Becomes dist/cli.js and dist/evaluate-worker.js, which start what stands in the scripts beside them.

// Switches are those of the process.
if (LANDRAIL_ROLE === 'cli') setFlagsFromString(patience);
const program = new Scripts(import.meta.url, true).load('landrail') as { readonly roles: typeof roles };
void program.roles[LANDRAIL_ROLE]();
