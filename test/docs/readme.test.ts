import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadConfig } from '#config/load.ts';
import { landrail, root, scratchFolder } from '../commands/landrail.ts';
import { blocksOf, exchangesOf, tableWith, type Block } from './markdown.ts';
import { Reader, noShell } from './reader.ts';

/** UPDATE=1 writes into README.md what the commands print now; read the difference before committing it. */
const update = process.env['UPDATE'] === '1';
const path = join(root, 'README.md');
const readme = readFileSync(path, 'utf8');
const blocks = blocksOf(readme);
const scratch = scratchFolder('readme');
const packageJson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly version: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};

/** The plan that Terraform makes of the README's main.tf; plans.test.ts makes it again. */
const plan = readFileSync(new URL('plan.json', import.meta.url), 'utf8');

const ofLanguage = (...languages: readonly string[]): readonly Block[] => blocks.filter((block) => languages.includes(block.language));
const named = (extension: string): readonly Block[] => blocks.filter((block) => block.file?.endsWith(extension));
const commands = ofLanguage('console').flatMap((block) => exchangesOf(block).map((exchange) => ({ ...exchange, block })));

if (noShell !== null) console.log(`skipped: the commands of README.md (${noShell})`);

describe.skipIf(noShell !== null)('the commands of README.md', () => {
  const printed: string[] = [];

  // In the order of the document: a file is there once it was shown, and what a command leaves behind stays.
  beforeAll(() => {
    const reader = new Reader(scratch);
    reader.write('plan.json', plan);
    for (const block of blocks) {
      if (block.file !== null) reader.write(block.file, block.text);
      if (block.language === 'console') for (const { command } of exchangesOf(block)) printed.push(reader.type(command).output);
    }
  });

  it.each(commands.map((one, index) => ({ ...one, index, line: one.block.line })))('line $line: $command', ({ output, index }) => {
    expect(printed[index]).toBe(update ? printed[index] : output);
  });

  afterAll(() => {
    if (!update) return;
    const lines = readme.split('\n');
    for (const block of [...ofLanguage('console')].reverse()) {
      const text = commands.flatMap((one, index) => (one.block === block ? [`$ ${one.command}\n${printed[index] ?? ''}`] : [])).join('');
      lines.splice(block.line, block.text.split('\n').length - 1, ...text.trimEnd().split('\n'));
    }
    writeFileSync(path, lines.join('\n'));
  });

  it('scripts for a gate know their flags', () => {
    const reader = new Reader(join(scratch, 'gate'));
    reader.write('plan.json', plan);
    for (const { text } of named('main.tf')) reader.write('main.tf', text);
    const steps = named('.github/workflows/guardrails.yaml').flatMap((block) => workflowSteps(block.text));
    const lines = [...ofLanguage('sh').flatMap((block) => block.text.split('\n')), ...steps].filter((line) => line.startsWith('npx landrail '));
    expect(lines).toEqual(['npx landrail check .', 'npx landrail init', 'npx landrail explain gpu-shapes', 'npx landrail check plan.json', 'npx landrail check plan.json --source .']);
    // There is no terminal at which init could ask.
    expect(lines.map((line) => [line, reader.type(line.replace(/ init$/, ' init --dry-run')).status])).toEqual(lines.map((line) => [line, line.includes(' check ') ? 1 : 0]));
  });
});

function workflowSteps(text: string): readonly string[] {
  const workflow = parse(text) as { readonly jobs: Readonly<Record<string, { readonly steps: readonly { readonly run?: string }[] }>> };
  return Object.values(workflow.jobs).flatMap((job) => job.steps.flatMap((step) => (step.run === undefined ? [] : [step.run])));
}

describe('the files of README.md', () => {
  it('landrail.yaml is a config without a fault', async () => {
    const configs = named('landrail.yaml');
    expect(configs).toHaveLength(1);
    for (const { text } of configs) {
      writeFileSync(join(scratch, 'landrail.yaml'), text);
      const { notices } = await loadConfig({ cwd: scratch, path: 'landrail.yaml', now: new Date('2026-11-23') });
      expect(notices).toEqual([]);
    }
  });

  it('landrail.yaml names the schema where the package has it', () => {
    const [, schema = ''] = /\$schema=\.\/node_modules\/landrail\/(\S+)/.exec(named('landrail.yaml')[0]?.text ?? '') ?? [];
    expect(existsSync(join(root, schema))).toBe(true);
  });

  it('every block of Rego and YAML is a file', () => {
    expect(ofLanguage('rego', 'yaml', 'hcl', 'js').filter((block) => block.file === null).map((block) => block.line)).toEqual([]);
  });
});

describe('what README.md says of the project', () => {
  it('exit codes are those of check --help', () => {
    const [, codes = ''] = landrail(['check', '--help']).stdout.split('Exit codes:\n');
    const rows = tableWith(readme, 'exit code').map(([code, meaning]) => `  ${code}  ${meaning?.replaceAll('`', '')}\n`);
    expect(rows.join('')).toBe(codes);
  });

  it('guardrails are those that ship', () => {
    const [listed = ''] = landrail(['policy', 'list'], { cwd: new Reader(join(scratch, 'list')).folder }).stdout.split('\nDetections');
    const shipped = listed.trimEnd().split('\n').map((line) => `${line.split(' ')[0]} ${line.endsWith('(needs settings)') ? 'yes' : 'no'}`);
    expect(tableWith(readme, 'needs settings').map(([id, , settings]) => `${id?.replaceAll('`', '')} ${settings}`).sort()).toEqual(shipped);
  });

  it('dependencies are those of package.json, and the Go module', () => {
    const rows = tableWith(readme, 'dependency').flatMap(([names]) => [...(names ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1]));
    expect(rows.sort()).toEqual([...Object.keys(packageJson.devDependencies), 'github.com/open-policy-agent/opa'].sort());
  });

  it('npm scripts and the name of the package are real', () => {
    for (const [, script = ''] of readme.matchAll(/npm run ([\w:]+)/g)) expect(Object.keys(packageJson.scripts)).toContain(script);
    expect(new Set([...readme.matchAll(/landrail-(\d[\w.-]*)\.tgz/g)].map((match) => match[1]))).toEqual(new Set([packageJson.version]));
  });
});
