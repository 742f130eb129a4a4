import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import { keepCode } from '../src/kept-code.ts';

// keep-code dist/ check …: runs the command as dist/cli.js does, and keeps what V8 compiled on the way: what every check needs is then
// there ready-made, and what none of the given inputs asked for is compiled when it is called.
const [, self = '', dist = '', ...args] = process.argv;
process.argv = [process.execPath, join(dist, 'cli.js'), ...args];
const cli = pathToFileURL(join(dist, 'cli.js'));
const file = join(dist, 'landrail.js');
const source = readFileSync(file, 'latin1');
const script = new Script(source, { filename: file });
const body: (require: NodeJS.Require, url: string) => { readonly roles: { readonly cli: () => Promise<unknown> } } = script.runInThisContext();
process.on('exit', (code) => {
  if (code === 0) writeFileSync(join(dist, 'landrail.v8'), keepCode(source, script.createCachedData()));
  else process.stderr.write(`${self}: ${args.join(' ')} ended with ${code}: no code is kept\n`);
});
void body(createRequire(cli), cli.href).roles.cli();
