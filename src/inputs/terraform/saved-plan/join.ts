import { ProblemError, type Problem } from '#model/problem.ts';
import type { SourceOptions } from '../../format.ts';
import type { ValuesFile } from '../../options.ts';
import type { Outline } from '../../outline.ts';
import type { Reading } from '../../reading.ts';
import { plansIn } from '../plan/detect.ts';
import { Plan } from '../plan/plan.ts';
import { JoinedReading, otherSource } from './joined.ts';
import { changedIn, variablesIn } from './plan-json.ts';
import { loadPlanSource } from './plan-source.ts';

/** Plans in JSON with the source that they were made from, evaluated with the values that each was made with; a plan that cannot be joined is judged without. */
export async function joinToSource(readings: readonly Reading[], whole: Outline, folder: ValuesFile, options: SourceOptions): Promise<{ readonly readings: readonly Reading[]; readonly problems: readonly Problem[] }> {
  const places = plansIn(whole);
  const problems: Problem[] = [];
  const joined: Reading[] = [];
  for (const [index, reading] of readings.entries()) {
    const place = places[index];
    const plan = place === undefined ? null : new Plan(place.plan);
    const changed = plan === null ? [] : changedIn(plan);
    const source = await loadPlanSource(folder.absolute, folder.path, options.files, plan === null ? [] : variablesIn(plan), options).catch((error: unknown) => {
      if (!(error instanceof ProblemError)) throw error;
      problems.push(...error.problems);
      return null;
    });
    const other = source === null ? null : otherSource(source, folder.path, changed, reading.path);
    problems.push(...(source?.problems ?? []), ...(other === null ? [] : [other]));
    joined.push(source === null || other !== null ? reading : new JoinedReading(reading, source, folder.path, changed));
  }
  return { readings: joined, problems };
}
