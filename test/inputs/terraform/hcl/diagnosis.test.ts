import { mkdtempSync, mkdirSync, cpSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { diagnose, type Question } from '../../../../src/inputs/terraform/hcl/diagnose.ts';
import { DiagnosisThread } from '../../../../src/inputs/terraform/hcl/diagnosis.ts';

const folder = mkdtempSync(join(tmpdir(), 'landrail-diagnosis-'));
const script = pathToFileURL(join(folder, 'diagnose-worker.js'));
const root = (path: string): string => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));

/** As the build does it. */
beforeAll(async () => {
  writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}');
  mkdirSync(join(folder, 'hcl'));
  cpSync(root('node_modules/@cdktn/hcl2json/main.wasm.gz'), join(folder, 'hcl', 'hcl2json.wasm.gz'));
  const url = "const landrailUrl = require('node:url').pathToFileURL(__filename).href;";
  await build({ entryPoints: [root('src/inputs/terraform/hcl/diagnose-worker.ts')], bundle: true, platform: 'node', target: 'node20', format: 'cjs', logLevel: 'silent', banner: { js: url }, define: { 'import.meta.url': 'landrailUrl' }, outfile: fileURLToPath(script) });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const questions = ['a = \n', 'a = 1\n', 'a {\n', 'a = b & c\n', 'a = "\\q"\n', `a = ${'['.repeat(20_000)}\n`, 'b = 2 3\n'].map((text, index): Question => ({ path: `${index}.tf`, text, fault: { offset: 0, what: 'a word too many' } }));

test('a thread says of each file what is said here, in the order in which it is asked', async () => {
  const here = [];
  for (const question of questions) here.push(await diagnose(question));
  const thread = new DiagnosisThread(script);
  expect(await Promise.all(questions.map((question) => thread.diagnose(question)))).toEqual(here);
  expect(here.map((problems) => problems.length)).toEqual([1, 0, 1, 2, 1, 1, 1]);
  // One that had nothing to do is asked again.
  expect(await thread.diagnose(questions[0] as Question)).toEqual(here[0]);
});

test('a thread that cannot start is an error, not a silence', async () => {
  const thread = new DiagnosisThread(new URL('none.js', script));
  await expect(Promise.all(questions.map((question) => thread.diagnose(question)))).rejects.toThrow(/none\.js/);
});
