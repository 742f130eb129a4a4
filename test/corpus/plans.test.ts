import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '../../src/model/result.ts';
import { jsonOf } from '../reports/json-text.ts';
import { scratchFolder } from '../commands/landrail.ts';
import { corpus, filesBelow, plans, readJson } from './corpus.ts';
import { assetLists, empty, nothingToJudge, otherFiles, refused } from './expectations.ts';
import { judged } from './judged.ts';
import { addressesOf, secretsOf } from './raw-plan.ts';

const all = filesBelow(plans, /(\.json|\/tfplan|\/tfplan\.out)$/);
const files = all.filter((file) => !assetLists.test(file));
const judgements = new Map<string, Result>();

beforeAll(async () => {
  // What check() throws is a fault of config or policies, never of an input: here it fails all of these tests.
  for (const file of files) judgements.set(file, await judged(file));
});

const withExit = (code: number): readonly [file: string, result: Result][] => [...judgements].filter(([, result]) => result.exitCode === code);
const judgedIn = (result: Result): number => result.inputs.reduce((sum, input) => sum + input.resources, 0);

describe.skipIf(corpus === null)('every file of the corpus of plans', () => {
  it('is there', () => expect(files.length).toBeGreaterThan(280));

  it('are no asset lists, which are inventories: 50 files', async () => {
    const lists = all.filter((file) => assetLists.test(file));
    expect(lists).toHaveLength(50);
    for (const file of lists) expect((await judged(file)).inputs.map(({ format }) => format)).toEqual(['gcp-assets']);
  });

  it('is refused with a reason, or read whole', () => {
    const expected = Object.fromEntries([
      ...files.flatMap((file) => otherFiles.filter((other) => other.paths.test(file)).map(({ code }) => [file, `${code}, 0 judged`])),
      ...Object.entries(refused).map(([file, { code, judged: count = 0 }]) => [file, `${code}, ${count} judged`]),
    ]);
    const actual = withExit(2).map(([file, result]) => [file, `${result.errors.map((error) => error.code).join(' ')}, ${judgedIn(result)} judged`]);
    expect(Object.fromEntries(actual)).toEqual(expected);
  });

  it.each(otherFiles)('$because: $count files', ({ paths, count }) => {
    expect(files.filter((file) => paths.test(file))).toHaveLength(count);
  });

  it('says where an error stands and what to do next', () => {
    const mute = withExit(2).flatMap(([file, { errors }]) => errors.filter((error) => error.where === null || error.hint === null || !error.message.includes(file.split('/').at(-1) ?? file)).map(({ code }) => `${file}: ${code}`));
    expect(mute).toEqual([]);
  });

  it('is empty only when it holds no resource of a cloud', () => {
    expect(withExit(3).map(([file]) => file).sort()).toEqual(Object.keys(empty).sort());
  });

  it('is never silently empty', () => {
    const silent = [...judgements].flatMap(([file, result]) =>
      result.inputs.filter((input) => input.resources === 0 && input.notes.length === 0 && result.errors.length === 0).map((input) => `${file} (${input.path})`));
    expect(silent).toEqual([]);
  });

  it('passes without judging anything only what removes or leaves alone what is there', () => {
    const idle = withExit(0).filter(([, result]) => judgedIn(result) === 0);
    expect(Object.fromEntries(idle.map(([file, { inputs }]) => [file, inputs.flatMap((input) => input.notes).join('; ')]))).toEqual(nothingToJudge);
  });

  it('has its findings at addresses of the plan', () => {
    const strange = [...judgements].flatMap(([file, { findings }]) => {
      if (findings.length === 0 || isSaved(file)) return [];
      const addresses = addressesOf(readJson(`${plans}/${file}`));
      return findings.filter(({ resource }) => resource === null || !addresses.has(resource.address)).map(({ guardrail, resource }) => `${file}: ${guardrail} ${resource?.address ?? '-'}`);
    });
    expect(strange).toEqual([]);
  });

  it('says of everything undecided what would decide it', () => {
    const vague = [...judgements].flatMap(([file, { findings }]) =>
      findings.filter(({ original, evidence }) => (original === 'undecided') !== (evidence.needs !== null && evidence.needs !== '')).map(({ guardrail, resource }) => `${file}: ${guardrail} ${resource?.address ?? '-'}`));
    expect(vague).toEqual([]);
  });

  it('gives the same report twice, byte for byte', async () => {
    const differing: string[] = [];
    for (const [file, result] of judgements) if (judgedIn(result) > 0 && jsonOf(await judged(file)) !== jsonOf(result)) differing.push(file);
    expect(differing).toEqual([]);
  });
});

/** No JSON: what is read of saved plans is compared with Terraform's JSON in test/inputs/terraform/saved-plan. */
function isSaved(file: string): boolean {
  return /(^|\/)tfplan(\.out)?$/.test(file);
}

describe('sensitive values of the corpus', () => {
  const cache = scratchFolder('corpus-cache');
  const printsEverything = fileURLToPath(new URL('prints-everything', import.meta.url));
  const secretive = files
    .filter((file) => !isSaved(file) && !(file in refused) && !otherFiles.some((other) => other.paths.test(file)))
    .map((file) => ({ file, secrets: secretsOf(readJson(`${plans}/${file}`)) }))
    .filter(({ secrets }) => secrets.length > 0);

  it.skipIf(corpus === null)('are there', () => expect(secretive.length).toBeGreaterThan(5));

  it.each(secretive)('stay out of the report of $file, even when a policy prints the whole document', async ({ file, secrets }) => {
    const result = await judged(file, { policy: [printsEverything], env: { XDG_CACHE_HOME: cache } });
    // What a policy says of itself is no value of a plan, though it may have a word in common with one.
    const report = jsonOf({ ...result, guardrails: [] });
    expect(report).toContain('the whole document');
    // A short one counts as a word of its own: "two" is no secret inside of "network".
    expect(secrets.filter((secret) => new RegExp(`(?<!\\w)${secret.replaceAll(/[^\w]/g, '\\$&')}(?!\\w)`).test(report))).toEqual([]);
  });
});
