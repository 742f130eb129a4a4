import type { Pipeline } from '#audit/pipelines.ts';
import { readAudit, type AuditEnd } from '#audit/read.ts';
import type { HistoryPlace } from '#history/file.ts';
import { History, type Taken } from '#history/history.ts';
import { LoggedResources } from '#inputs/inventory/logged.ts';

export { approve, forget, forgetBefore, type ValueKey } from '#history/known.ts';
export { exportEvents, statusOf } from '#history/status.ts';

/** `landrail history`: the file is changed when the work is done, and as it was where it fails. @throws ProblemError of a file that cannot be used */
export async function withHistory<T>(place: HistoryPlace, work: (history: History) => Promise<T>): Promise<T> {
  const history = await History.open(place);
  try {
    const result = await work(history);
    await history.commit();
    return result;
  } catch (error) {
    await history.close();
    throw error;
  }
}

/** `landrail history import`: events of logs, without a report. Those that the history has already change nothing. */
export async function importLogs(history: History, paths: readonly string[], pipelines: readonly Pipeline[]): Promise<Taken & { readonly end: AuditEnd }> {
  const logged = new LoggedResources({ attributes: () => false, relations: () => false });
  const log = readAudit(paths, { pipelines });
  for await (const { events } of log.batches()) await history.add(events.map((event) => ({ event, resources: logged.observed(event) })));
  return { ...(await history.take()), end: log.finish() };
}
