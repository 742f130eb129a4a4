import { setFlagsFromString } from 'node:v8';
import { readAhead } from './inputs/ahead.ts';
import { switches } from './kept-code.ts';
import { Scripts } from './scripts.ts';

// Becomes dist/cli.js and dist/evaluate-worker.js, which start what stands in the scripts beside them.

const scripts = new Scripts(import.meta.url, true);
if (LANDRAIL_SCRIPT === 'worker') scripts.start('worker');
else {
  // Switches are those of the process.
  setFlagsFromString(switches);
  const [, , command, first] = process.argv;
  scripts.start('landrail', command === 'check' && first?.startsWith('-') === false ? readAhead(first, process.cwd()) : null);
}
