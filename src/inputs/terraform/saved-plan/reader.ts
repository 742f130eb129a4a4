import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ProblemError, type Problem } from '#model/problem.ts';
import { pathWord } from '#model/shell-word.ts';
import type { OpenedSource, SourceFile, SourceOptions, SourceReader } from '../../format.ts';
import { openProblem } from '../../load.ts';
import type { ValuesFile } from '../../options.ts';
import type { Reading } from '../../reading.ts';
import { PlanArchive } from './archive.ts';
import { JoinedReading } from './joined.ts';
import { openPlanJson } from './plan-json.ts';
import type { PlanSource } from './plan-source.ts';
import { otherPlan } from './same-plan.ts';
import type { SavedPlan } from './saved-plan.ts';

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
    const archive = await PlanArchive.open(file, options);
    const source = await archive.source(options);
    return { path, named, readings: [await readingOf(file, archive, source, options, null)], problems: [] };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { path, named, readings: [], problems: error.problems };
  }
}

/** What a plan tells, with its JSON where somebody gives it, or it takes that. @param beside its JSON, which nobody has named @throws ProblemError */
export async function readingOf(file: SourceFile, archive: PlanArchive, source: PlanSource, options: SourceOptions, beside: SourceFile | null): Promise<Reading> {
  const json = (await jsonOf(file, options)) ?? (beside !== null && archive.takesJson(options) ? { bytes: beside.bytes(), path: beside.path } : null);
  return json === null ? archive.reading(source, options) : shownAs(json, archive.saved, source, file.path, options);
}

/** @throws ProblemError where the JSON is that of another plan */
function shownAs(json: { readonly bytes: Buffer; readonly path: string }, saved: SavedPlan, source: PlanSource, path: string, options: SourceOptions): Reading {
  const { reading, plan } = openPlanJson(json.bytes, json.path, path, options);
  const other = otherPlan(saved, plan);
  if (other !== null) throw new ProblemError({ code: 'plan-json-other', message: `${json.path} is the JSON of another plan than ${path}: ${other}`, where: json.path, hint: `write it again: terraform show -json ${pathWord(path)} > ${pathWord(json.path)}` });
  return new JoinedReading(reading, source, path, []);
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
