import { ProblemError } from '#model/problem.ts';
import type { Beside, OpenedSource, SourceFile, SourceOptions } from '../../format.ts';
import type { Reading } from '../../reading.ts';
import { PlanArchive } from '../saved-plan/archive.ts';
import { joinSaved, joinShown, type Joined, type PlannedRoot } from './join.ts';
import { Planned, type PlanOfRoot } from './planned.ts';
import { ShownPlan } from './shown-plan.ts';

/** Plans in the folder of a root module, and what its source need not be judged for because of them. */
export interface PlansBeside {
  readonly opened: readonly OpenedSource[];
  /** Null where none of them is of it. */
  readonly planned: Planned | null;
}

/** A saved plan and its JSON are one. @param root null where the folder is no root module of this run */
export async function openBeside(plans: readonly Beside[], root: PlannedRoot | null, options: SourceOptions): Promise<PlansBeside> {
  const opened: OpenedSource[] = [];
  const joined: PlanOfRoot[] = [];
  const tell = async ({ path, given }: SourceFile, open: () => Promise<readonly Reading[]>): Promise<void> => {
    const its = { path, named: given === 'file' };
    try {
      opened.push({ ...its, readings: await open(), problems: [] });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      opened.push({ ...its, readings: [], problems: error.problems });
    }
  };
  const take = ({ reading, plan }: Joined): readonly Reading[] => {
    if (plan !== null) joined.push(plan);
    return [reading];
  };
  const shown = new Set<ShownPlan>();
  for (const { file } of plans.filter(({ format }) => format === 'terraform-plan')) {
    await tell(file, async () => {
      const its = await ShownPlan.in(file, options);
      if (!(its instanceof ShownPlan)) return its;
      shown.add(its);
      return [];
    });
  }
  for (const { file } of plans.filter(({ format }) => format === 'terraform-saved-plan')) {
    await tell(file, async () => {
      const archive = await PlanArchive.open(file, options);
      const its = [...shown].filter((one) => one.isOf(archive.saved));
      for (const one of its) shown.delete(one);
      return take(await joinSaved(file, archive, its, root, options));
    });
  }
  for (const one of shown) await tell(one.file, async () => take(await joinShown(one, root, options)));
  return { opened: opened.filter(({ readings, problems }) => readings.length + problems.length > 0), planned: joined.length === 0 ? null : new Planned(joined) };
}
