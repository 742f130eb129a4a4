import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { isMainThread, parentPort } from 'node:worker_threads';
import { keepCode, switches } from '../src/kept-code.ts';
import { Scripts, type ScriptName } from '../src/scripts.ts';

// keep-code dist/ SCRIPT check …: runs the command as dist/cli.js does, and keeps what V8 compiled of one of its scripts on the way: what
// every check needs is then there ready-made, and what none of the given inputs asked for is compiled when it is called. The script of
// evaluation threads is kept by the thread, for which this file stands in for dist/evaluate-worker.js.
const [, self = '', dist = '', given = '', ...args] = process.argv;
const name = given as ScriptName;
const scripts = new Scripts(pathToFileURL(join(dist, 'cli.js')).href, false);

function keep(): boolean {
  const compiled = scripts.compiled.get(name);
  if (compiled) writeFileSync(join(dist, `${name}.v8`), keepCode(compiled.source, compiled.script.createCachedData()));
  return compiled !== undefined;
}

if (isMainThread) {
  // What is loaded later is taken over in a process with our switches (see src/launch.ts).
  if (name === 'readers') {
    scripts.load('landrail');
    setFlagsFromString(switches);
  }
  process.on('exit', (code) => {
    if (name === 'worker' || (code === 0 && keep())) return;
    process.stderr.write(`${self}: ${args.join(' ')} ended with ${code}: no code is kept of ${name}\n`);
  });
  process.argv = [process.execPath, join(dist, 'cli.js'), ...args];
  scripts.start('landrail');
} else if (parentPort) {
  // Before the answer, after which the thread may be ended.
  const answer = parentPort.postMessage.bind(parentPort);
  parentPort.postMessage = (message) => {
    keep();
    answer(message);
  };
  scripts.start('worker');
}
