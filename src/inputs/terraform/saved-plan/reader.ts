import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ProblemError, type Problem } from '#model/problem.ts';
import { pathWord } from '#model/shell-word.ts';
import type { OpenedSource, SourceFile, SourceOptions, SourceReader } from '../../format.ts';
import { JsonDocument } from '../../json/document.ts';
import { openProblem } from '../../load.ts';
import { Outline } from '../../outline.ts';
import type { ValuesFile } from '../../options.ts';
import type { Reading } from '../../reading.ts';
import { readZip, type ZipEntry } from '../../zip.ts';
import type { StateEntry } from '../state/entry.ts';
import { rawObjects } from '../state/raw-state.ts';
import { JoinedReading } from './joined.ts';
import { openPlanJson } from './plan-json.ts';
import { loadPlanSource, type PlanSource } from './plan-source.ts';
import { SavedPlanReading } from './reading.ts';
import { readSavedPlan, type SavedPlan } from './saved-plan.ts';
import { otherPlan } from './same-plan.ts';
import { SnapshotFiles } from './snapshot-files.ts';

export const reader: SourceReader = { open };

/** Saved plans, each by itself. */
async function* open(files: readonly SourceFile[], options: SourceOptions): AsyncGenerator<OpenedSource> {
  const { planJson } = options;
  if (planJson !== null && files.length > 1) {
    yield { path: planJson.path, named: true, readings: [], problems: [ambiguous(planJson, files)] };
    return;
  }
  for (const file of files) yield await openOne(file, options);
}

async function openOne(file: SourceFile, options: SourceOptions): Promise<OpenedSource> {
  const { path } = file;
  const named = file.given === 'file';
  try {
    const bytes = file.bytes();
    const entries = await readZip(bytes, path);
    const plan = entries.find((entry) => entry.name === 'tfplan');
    if (plan === undefined) throw new ProblemError({ code: 'plan-malformed', message: `${path} is a zip archive without a plan`, where: path, hint: 'give the file that terraform plan -out=tfplan writes' });
    const saved = readSavedPlan(plan, path);
    const root = options.source?.absolute ?? (file.absolute === '-' ? options.cwd : dirname(file.absolute));
    const workspace = options.terraform.workspace ?? saved.workspace;
    const files = new SnapshotFiles(entries, root, path, options.files);
    const source = await loadPlanSource(root, path, files, [...saved.variables, ...saved.unset.map((name) => ({ name, withheld: true as const }))], { ...options, terraform: { ...options.terraform, environment: [], workspace } });
    const json = await jsonOf(file, options);
    if (json !== null) return { path, named, readings: [shownAs(json, saved, source, path, options)], problems: [] };
    refuseAlone(saved, path, options);
    return { path, named, readings: [new SavedPlanReading(path, bytes.length, saved, source, () => before(entries, path), options)], problems: [] };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { path, named, readings: [], problems: error.problems };
  }
}

/** The objects of the state that the plan was made on, which lies beside it in the archive. @throws ProblemError */
function before(entries: readonly ZipEntry[], path: string): readonly StateEntry[] {
  const bytes = entries.find((entry) => entry.name === 'tfstate')?.bytes();
  if (bytes === undefined) return [];
  const document = new JsonDocument(bytes, bytes.length);
  return rawObjects(new Outline(document, { start: 0, end: bytes.length }), path).entries;
}

/** @throws ProblemError where the JSON is that of another plan */
function shownAs(json: { readonly bytes: Buffer; readonly path: string }, saved: SavedPlan, source: PlanSource, path: string, options: SourceOptions): Reading {
  const { reading, plan } = openPlanJson(json.bytes, json.path, path, options);
  const other = otherPlan(saved, plan);
  if (other !== null) throw new ProblemError({ code: 'plan-json-other', message: `${json.path} is the JSON of another plan than ${path}: ${other}`, where: json.path, hint: `write it again: terraform show -json ${pathWord(path)} > ${pathWord(json.path)}` });
  return new JoinedReading(reading, source, path, []);
}

/** What a saved plan alone does not tell must not pass. @throws ProblemError */
function refuseAlone(saved: SavedPlan, path: string, { document }: SourceOptions): void {
  const hint = `--terraform lets landrail show it; or give its JSON: terraform show -json ${pathWord(path)} > plan.json`;
  if (document) throw new ProblemError({ code: 'saved-plan-document', message: `${path} is a saved plan, and there are policies that read the JSON of plans`, where: path, hint });
  if (saved.invocations > 0) throw new ProblemError({ code: 'saved-plan-actions', message: `${path} invokes ${saved.invocations === 1 ? 'an action' : `${saved.invocations} actions`}, of which a saved plan does not tell what they do`, where: path, hint });
}

/** The plan as Terraform shows it, from the file that was named or from Terraform itself. @throws ProblemError */
async function jsonOf({ absolute, path }: SourceFile, { planJson, showPlan, source }: SourceOptions): Promise<{ readonly bytes: Buffer; readonly path: string } | null> {
  if (planJson !== null) {
    try {
      return { bytes: readFileSync(planJson.absolute), path: planJson.path };
    } catch (error) {
      throw new ProblemError(openProblem(error, planJson.path));
    }
  }
  if (showPlan === null) return null;
  if (absolute === '-') throw new ProblemError({ code: 'input-not-supported', message: 'Terraform shows files only, and this plan came through standard input', where: path, hint: 'give its path' });
  return { bytes: await showPlan(absolute, source?.absolute ?? dirname(absolute)), path };
}

function ambiguous({ path }: ValuesFile, files: readonly SourceFile[]): Problem {
  return { code: 'usage-value', message: `--plan-json names the JSON of one saved plan, and there are ${files.length}: ${files.map((file) => file.path).slice(0, 5).join(', ')}`, where: path, hint: 'name the one that is meant' };
}
