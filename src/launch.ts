import { setFlagsFromString } from 'node:v8';
import { switches } from './kept-code.ts';
import { Scripts } from './scripts.ts';

// Becomes dist/cli.js and dist/evaluate-worker.js, which start what stands in the scripts beside them.

// Switches are those of the process.
if (LANDRAIL_SCRIPT === 'landrail') setFlagsFromString(switches);
new Scripts(import.meta.url, true).start(LANDRAIL_SCRIPT);
