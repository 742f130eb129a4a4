import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { root, scratchFolder } from '../commands/landrail.ts';
import { blocksOf, exchangesOf, localLinks } from './markdown.ts';
import { noShell, Reader } from './reader.ts';

/** UPDATE=1 writes into the documents what their commands print now; read the difference before committing it. */
const update = process.env['UPDATE'] === '1';
const plan = readFileSync(new URL('plan.json', import.meta.url), 'utf8');

if (noShell !== null) console.log(`skipped: the commands of CONTRIBUTING.md and docs/ (${noShell})`);

/** Documents that a reader follows from top to bottom in a folder of their own, with the plan of the README beside them. */
describe.each(['CONTRIBUTING.md', 'docs/coming-from.md'])('%s', (file) => {
  const path = join(root, file);
  const text = readFileSync(path, 'utf8');
  const blocks = blocksOf(text);
  const commands = blocks.filter(({ language }) => language === 'console').flatMap((block) => exchangesOf(block).map((exchange) => ({ ...exchange, block })));
  const printed: string[] = [];

  beforeAll(() => {
    if (noShell !== null) return;
    const reader = new Reader(scratchFolder('documents'));
    reader.write('plan.json', plan);
    for (const block of blocks) {
      if (block.file !== null) reader.write(block.file, block.text);
      if (block.language === 'console') for (const { command } of exchangesOf(block)) printed.push(reader.type(command).output);
    }
    if (!update) return;
    const lines = text.split('\n');
    for (const block of blocks.filter(({ language }) => language === 'console').reverse()) {
      const said = commands.flatMap((one, index) => (one.block === block ? [`$ ${one.command}\n${printed[index] ?? ''}`] : [])).join('');
      lines.splice(block.line, block.text.split('\n').length - 1, ...said.trimEnd().split('\n'));
    }
    writeFileSync(path, lines.join('\n'));
  });

  it.skipIf(noShell !== null).each(commands.map((one, index) => ({ ...one, index, line: one.block.line })))('line $line: $command', ({ output, index }) => {
    expect(printed[index]).toBe(update ? printed[index] : output);
  });

  it('has links that lead somewhere', () => {
    expect(localLinks(text).filter((target) => !existsSync(join(path, '..', target.replace(/#.*/, ''))))).toEqual([]);
  });

  it('every block of code is a file', () => {
    expect(blocks.filter(({ language, file: named }) => ['rego', 'yaml', 'hcl', 'json', 'js'].includes(language) && named === null).map(({ line }) => line)).toEqual([]);
  });
});
