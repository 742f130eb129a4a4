import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '#config/load.ts';
import { withCompared } from '../../build/docs/compared.ts';
import { pages } from '../../build/docs/pages.ts';
import { landrail, root, scratchFolder } from '../commands/landrail.ts';
import { blocksOf, exchangesOf, tableWith } from './markdown.ts';
import { noShell, Reader } from './reader.ts';

/** UPDATE=1 writes into the documents what their commands print now; read the difference before committing it. */
const update = process.env['UPDATE'] === '1';
const plan = readFileSync(new URL('plan.json', import.meta.url), 'utf8');
const main = blocksOf(readFileSync(join(root, 'README.md'), 'utf8')).find(({ file }) => file === 'main.tf')?.text ?? '';
const made = pages(root);
const written = readdirSync(join(root, 'docs')).filter((file) => file.endsWith('.md') && !made.has(file)).map((file) => `docs/${file}`);

if (noShell !== null) console.log(`skipped: the commands of CONTRIBUTING.md and docs/ (${noShell})`);

/** Documents that a reader follows from top to bottom in a folder of their own, with main.tf of the README and its plan. */
describe.each(['CONTRIBUTING.md', ...written])('%s', (file) => {
  const path = join(root, file);
  const text = readFileSync(path, 'utf8');
  const blocks = blocksOf(text);
  const commands = blocks.filter(({ language }) => language === 'console').flatMap((block) => exchangesOf(block).map((exchange) => ({ ...exchange, block })));
  const printed: string[] = [];

  beforeAll(() => {
    if (noShell !== null) return;
    const reader = new Reader(scratchFolder('documents'));
    reader.write('plan.json', plan);
    reader.write('main.tf', main);
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

  it('every block of code is a file', () => {
    expect(blocks.filter(({ language, file: named }) => ['rego', 'yaml', 'hcl', 'json', 'js'].includes(language) && named === null).map(({ line }) => line)).toEqual([]);
  });

  it('every landrail.yaml is one without a fault', async () => {
    for (const { text } of blocks.filter(({ file: named }) => named?.endsWith('landrail.yaml') === true)) {
      const folder = scratchFolder('documents-config');
      writeFileSync(join(folder, 'landrail.yaml'), text);
      const { notices } = await loadConfig({ cwd: folder, path: 'landrail.yaml', now: new Date('2026-11-23') });
      expect(notices).toEqual([]);
    }
  });
});

const page = (name: string): string => readFileSync(join(root, 'docs', name), 'utf8');

it('docs/commands.md has every command, with a line for every flag', () => {
  const listed = (help: string): readonly string[] => (/^Commands:\n((?: {2}.*\n)+)/m.exec(help)?.[1] ?? '').split('\n').flatMap((line) => /^ {2}(\w+)/.exec(line)?.[1] ?? []);
  const commands = listed(landrail(['--help']).stdout).flatMap((name) => {
    const below = listed(landrail([name, '--help']).stdout);
    return below.length === 0 ? [name] : below.map((one) => `${name} ${one}`);
  });
  const shown = blocksOf(page('commands.md')).flatMap((block) => exchangesOf(block).map(({ command }) => command));
  expect(shown).toEqual(['landrail --help', ...commands.map((command) => `landrail ${command} --help --verbose`)]);
});

it('docs/drift.md lists the detections that ship', () => {
  const [, listed = ''] = landrail(['policy', 'list'], { cwd: scratchFolder('documents-list') }).stdout.split('\nDetections of landrail drift:\n');
  expect(tableWith(page('drift.md'), 'detection').map(([id]) => id?.replaceAll('`', '')).sort()).toEqual(listed.trimEnd().split('\n').map((line) => line.split(' ')[0]));
});

it('docs/drift.md has what is compared as the catalogue has it (npm run docs writes it)', () => {
  expect(page('drift.md')).toBe(withCompared(page('drift.md')));
  expect(tableWith(page('drift.md'), 'types').flatMap(([, types, compared]) => (types?.includes('`aws_security_group`') === true ? [compared] : []))).toEqual(['`ingress`, `egress`']);
});

it('docs/policies.md shows a guardrail whose tests reach every line, formatted', () => {
  const reader = new Reader(scratchFolder('documents-policies'));
  for (const { file, text } of blocksOf(page('policies.md'))) if (file?.startsWith('policies/') === true) reader.write(file, text);
  expect(landrail(['policy', 'test', 'policies', '--threshold', '100'], { cwd: reader.folder })).toMatchObject({ status: 0, stderr: '' });
  expect(landrail(['policy', 'fmt', '--check', 'policies'], { cwd: reader.folder })).toMatchObject({ status: 0, stdout: '', stderr: '' });
});

it('docs/reports.md names the schema where the package has it', () => {
  expect(page('reports.md')).toContain('`dist/schema/result.schema.json`');
  expect(existsSync(join(root, 'dist/schema/result.schema.json'))).toBe(true);
});
