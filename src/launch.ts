import { setFlagsFromString } from 'node:v8';
import { readAhead } from './inputs/ahead.ts';
import { switches } from './kept-code.ts';
import { Scripts } from './scripts.ts';
import { giveWay, helpers } from './threads.ts';

// Becomes dist/cli.js, dist/action.js and dist/evaluate-worker.js, which start what stands in the scripts beside them.

const scripts = new Scripts(import.meta.url, true);
if (LANDRAIL_SCRIPT === 'worker') scripts.start('worker');
else {
  // Switches are those of the process.
  setFlagsFromString(switches);
  const [, , command, first] = process.argv;
  if (LANDRAIL_SCRIPT === 'action') scripts.act();
  else if (command !== 'check' || first === undefined || first.startsWith('-')) scripts.start('landrail');
  else {
    // Those of V8, before there are any that read or judge.
    const threads = helpers();
    const ahead = readAhead(first, process.cwd());
    if (ahead !== null) giveWay(threads);
    scripts.start('landrail', ahead);
  }
}
