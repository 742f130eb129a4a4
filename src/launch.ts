import { setFlagsFromString } from 'node:v8';
import { readAhead } from './inputs/ahead.ts';
import { switches } from './kept-code.ts';
import { Thread, threadOptions } from './rego/thread.ts';
import { Scripts } from './scripts.ts';
import { giveWay, helpers } from './threads.ts';

// Becomes dist/cli.js, dist/action.js and dist/evaluate-worker.js, which start what stands in the scripts beside them.

const scripts = new Scripts(import.meta.url, true);
if (LANDRAIL_SCRIPT === 'worker') scripts.start('worker');
else {
  const [, , command, first] = process.argv;
  // Those of V8, before there are any that read or judge.
  const threads = helpers();
  const ahead = LANDRAIL_SCRIPT === 'action' || command !== 'check' || first === undefined || first.startsWith('-') ? null : readAhead(first, process.cwd());
  if (ahead !== null) {
    giveWay(threads);
    scripts.start('landrail', ahead, startThread());
  } else {
    scripts.load('landrail');
    useSwitches();
    if (LANDRAIL_SCRIPT === 'action') scripts.act();
    else scripts.start('landrail');
  }
}

/** What is read ahead is large enough to be judged in a thread: it starts while this one does. */
function startThread(): Thread {
  const { Worker } = process.getBuiltinModule('node:worker_threads');
  const worker = new Worker(new URL('evaluate-worker.js', import.meta.url), threadOptions);
  worker.once('online', useSwitches);
  return new Thread(worker);
}

/** Switches are those of the process. What Node has kept of its own scripts, of which a thread needs many, V8 takes over without them alone. */
function useSwitches(): void {
  setFlagsFromString(switches);
}
