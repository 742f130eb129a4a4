import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { keepCode, patience } from '../src/kept-code.ts';
import type { roles } from '../src/program.ts';
import { Scripts, type ScriptName } from '../src/scripts.ts';

// keep-code dist/ SCRIPT check …: runs the command as dist/cli.js does, and keeps what V8 compiled of one of its scripts on the way: what
// every check needs is then there ready-made, and what none of the given inputs asked for is compiled when it is called.
const [, self = '', dist = '', name = '', ...args] = process.argv;
process.argv = [process.execPath, join(dist, 'cli.js'), ...args];
setFlagsFromString(patience);
const scripts = new Scripts(pathToFileURL(join(dist, 'cli.js')).href, false);
process.on('exit', (code) => {
  const compiled = scripts.compiled.get(name as ScriptName);
  if (code === 0 && compiled) writeFileSync(join(dist, `${name}.v8`), keepCode(compiled.source, compiled.script.createCachedData()));
  else process.stderr.write(`${self}: ${args.join(' ')} ended with ${code}${compiled ? '' : ` without ${name}`}: no code is kept\n`);
});
const program = scripts.load('landrail') as { readonly roles: typeof roles };
void program.roles.cli();
