import { resolve } from 'node:path';
import { ProblemError } from '#model/problem.ts';
import { exportEvents } from '../../history.ts';
import type { Io } from '../io.ts';
import { draftOf, unwritable, type Draft } from '../whole-file.ts';

/** Whole or not at all, as every file. */
export async function exported(history: Parameters<typeof exportEvents>[0], shown: string, io: Io): Promise<number> {
  let draft: Draft | null = null;
  try {
    draft = draftOf(resolve(io.cwd, shown));
    const rows = await exportEvents(history, { path: draft.path, shown });
    draft.keep();
    return rows;
  } catch (error) {
    draft?.drop();
    throw error instanceof ProblemError ? error : new ProblemError(unwritable('history-export', shown, shown, error));
  }
}
