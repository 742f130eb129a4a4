import { eachOf } from './collect/pool.ts';
import type { Answer, Task, Unanswered } from './collect/answer.ts';
import type { Journal } from './collect/journal.ts';
import type { JsonValue } from '#model/json.ts';
import { collectedRows } from '#inputs/inventory/aws/collected-rows.ts';

/** Told before a task, and when it is done. */
export type InventoryProgress = (event: { readonly task: string; readonly done: number; readonly of: number; readonly resources: number }) => void;

export interface Collected {
  readonly resources: number;
  readonly tasks: number;
  /** Of an earlier run that was broken off. */
  readonly resumed: number;
  /** Of this run and those that it resumes. */
  readonly refused: readonly Unanswered[];
  /** What went wrong; the inventory is whole where nothing did. */
  readonly failed: readonly { readonly task: string; readonly error: unknown }[];
}

/** What a collection is told by, and asks of, those who began it. */
export interface Surroundings {
  readonly progress: InventoryProgress;
  readonly now: () => Date;
  /** Of a failure after which nothing more can be asked: credentials that are over. */
  readonly isLocked: (error: unknown) => boolean;
}

/** `landrail inventory`: tasks -> answers -> rows -> a journal, which is the inventory when all are done. */
export async function collect(tasks: readonly Task[], journal: Journal, concurrency: number, { progress, now, isLocked }: Surroundings): Promise<Collected> {
  const failed: Collected['failed'][number][] = [];
  const left = tasks.filter((task) => !journal.has(task.name));
  let done = tasks.length - left.length;
  let locked: unknown;
  await eachOf(left, concurrency, async (task) => {
    if (locked !== undefined) {
      failed.push({ task: task.name, error: locked });
      return;
    }
    progress({ task: task.name, done, of: tasks.length, resources: journal.resources });
    try {
      const { rows, refused } = await foundBy(task);
      journal.add(task.name, rows, refused);
      done += 1;
    } catch (error) {
      // The other tasks need not suffer for it.
      failed.push({ task: task.name, error });
      if (isLocked(error)) locked = error;
    }
    progress({ task: task.name, done, of: tasks.length, resources: journal.resources });
  });
  if (failed.length === 0) journal.finish({ finished: now().toISOString(), resources: journal.resources });
  else journal.leave();
  return { resources: journal.resources, tasks: tasks.length, resumed: tasks.length - left.length, refused: journal.refused, failed };
}

async function foundBy(task: Task): Promise<{ readonly rows: readonly JsonValue[]; readonly refused: readonly Unanswered[] }> {
  const rows: JsonValue[] = [];
  const refused: Unanswered[] = [];
  for await (const answer of task.run()) {
    if (isAnswer(answer)) for (const row of collectedRows(answer, (because) => refused.push({ account: answer.account, region: answer.region, call: answer.call, because }))) rows.push(row as unknown as JsonValue);
    else refused.push(answer);
  }
  return { rows, refused };
}

function isAnswer(answer: Answer | Unanswered): answer is Answer {
  return 'data' in answer;
}
