import { Correlation } from '#correlate/correlation.ts';
import { DriftIgnore } from '#correlate/drift-ignore.ts';
import type { Joined } from '#correlate/met.ts';
import { withItems } from '#correlate/incidents.ts';
import { isJudged, isOfWindow, itemOrder } from '#correlate/verdicts.ts';
import { Launches } from '#history/launches.ts';
import { LoggedResources } from '#inputs/inventory/logged.ts';
import { noSource } from '#inputs/reading.ts';
import { judge } from '#judge/judge.ts';
import { namedByDetections } from '#judge/named.ts';
import type { Evaluated } from '#judge/run.ts';
import type { DriftVerdict } from '#model/drift.ts';
import type { Features } from '#model/features.ts';
import type { JudgedEvent, JudgedItem } from '#model/judged.ts';
import type { Problem } from '#model/problem.ts';
import type { Resource } from '#model/resource.ts';
import type { Drift, Result } from '#model/result.ts';
import { detect } from '#rego/detect.ts';
import { handedTo, type Handed } from '#rego/detection-takes.ts';
import { wantedBy } from '#rego/handover.ts';
import { loadDetections } from '#rego/policies.ts';
import { judgeOptions } from './check.ts';
import { Judging, type Judged } from './judging.ts';
import type { KeptEvents } from './kept-events.ts';
import { Past } from './past.ts';
import type { DriftRequest } from './drift-request.ts';
import { declare, emptySides, meet, observe, Told } from './drift-sides.ts';

/**
 * `landrail drift`: what code declares, what the logs tell and what exists, joined; what no code made, or somebody changed, judged by the
 * guardrails; what happened, by the detections.
 * @throws ProblemError when nothing can be judged: faults of policies, of settings, of the history
 */
export async function drift(request: DriftRequest): Promise<Result> {
  return opened(request, async (judging, past) => {
    const { run, report } = await compared(judging, past, request);
    const result = judge(run, judgeOptions(request));
    const trend = await past.remember({ counts: report.counts, findings: result.summary.bySeverity });
    return { ...result, drift: report, ...(trend.length === 0 ? {} : { trend }) };
  });
}

/** The same before it is judged, for who writes a baseline; the history learns nothing of it. @throws ProblemError as `drift` */
export async function evaluateDrift(request: DriftRequest): Promise<Evaluated> {
  return opened({ ...request, learn: false }, async (judging, past) => (await compared(judging, past, request)).run);
}

async function opened<T>(request: DriftRequest, work: (judging: Judging, past: Past) => Promise<T>): Promise<T> {
  const judging = await Judging.open({ ...request, judging: judgeOptions(request) }, [loadDetections()]);
  try {
    const past = await Past.open(request.history, request.window);
    try {
      const result = await work(judging, past);
      await (request.learn ? past.commit() : past.close());
      return result;
    } catch (error) {
      await past.close();
      throw error;
    }
  } finally {
    void judging.engine.close();
  }
}

async function compared(judging: Judging, past: Past, request: DriftRequest): Promise<{ readonly run: Evaluated; readonly report: Drift }> {
  const { options, window } = request;
  const ignores = request.ignores.length === 0 ? null : new DriftIgnore(request.ignores, request.now.toISOString().slice(0, 10));
  const correlation = new Correlation({ pipelines: options.config.drift.pipelines.length > 0, ignores, logs: request.audit.length > 0 });
  const told = new Told([...options.notices, ...judging.notices, ...past.notices]);

  const declared = await declare(correlation, told, request);
  const handed = handedTo(judging.sets);
  const logged = new LoggedResources(wantedBy(judging.run));
  const { events, end } = await observe(correlation, past, handed, told, request);
  // Before all is joined, so that what both need is not in memory at the same time.
  const features = await past.features();
  const live = await meet(correlation, judging, told, request);
  correlation.logs(end.sources);
  const items: JudgedItem[] = [];
  const over: DriftVerdict[] = [];
  // One by one: of hundreds of thousands that only logs tell of, what their records tell is let go when it has served.
  for (const one of correlation.finish()) {
    if (isOfWindow(one.item, window.from)) items.push(judgedItem(one, logged, handed));
    else if (one.item.ignored === null) over.push(one.item.verdict);
  }
  items.sort((a, b) => itemOrder(a.item, b.item));
  const counts = countsIn(correlation.counts, over);
  told.notices.push(...(ignores === null ? [] : [...ignores.problems, ...ignores.unused()]), ...correlation.notes.map((message): Problem => ({ code: 'drift-passed-over', message, where: null, hint: null })));

  for (const problem of emptySides(request, { iac: declared.length, inventory: live.length, audit: end.sources.filter(({ records, malformed }) => records > malformed).length })) told.errors.add(problem);

  const made = await judgeLogged(items, judging);
  const launches = new Launches();
  const detected = await detect(judging.engine.for(events.size), judging.sets, { events: judgedEvents(events, judging, features, launches), items: items.filter(({ item }) => item.ignored === null) });
  for (const problem of detected.problems) told.errors.add(problem);

  // Of several records of one thing that is said which its item is of.
  const shown = new Map(items.filter(({ item }) => isJudged(item)).map(({ item }) => [item.resource.address, item.live?.input ?? null]));
  const isShown = (address: string, input: string): boolean => shown.has(address) && [input, null].includes(shown.get(address) ?? null);
  const judged = [...live, ...made];
  await past.learn(events, detected.claims);
  // What is left out is so with all that is said of it. What the caller did beside it is no part of that.
  const leftOut = new Set(detected.named.flatMap((one) => ('item' in one || !correlation.ignores(one) ? [] : [one.address])));
  const shownItems = items.map(({ item }) => item).filter(({ ignored }) => ignored === null);
  const claims = withItems(detected.claims.filter(({ address }) => address === null || !leftOut.has(address)), shownItems);
  const run: Evaluated = {
    command: 'drift',
    version: request.version,
    inputs: [...declared, ...judged.map(({ input }) => input)],
    skipped: told.skipped,
    guardrails: [...judging.ran(judged.map(({ stages }) => stages)).filter(({ selects }) => selects === undefined), ...judging.run.filter(({ selects }) => selects !== undefined)],
    notRun: judging.notRun,
    // What is managed was judged where it is declared.
    drafts: [...judged.flatMap(({ drafts, input }) => drafts.filter(({ named }) => named !== null && isShown(named.resource.address, input.path))), ...judging.drafts(claims, namedByDetections(detected.named, judging.waived), new Set())],
    errors: [...told.errors],
    notices: told.notices,
    recognised: declared.length + judged.reduce((sum, { recognised }) => sum + recognised, 0) + end.sources.reduce((sum, { events: found }) => sum + found, 0),
  };
  const report: Drift = { window, items: items.map(({ item }) => item), counts, sources: end.sources, coverage: correlation.coverage(), ...(handed.launches ? { launches: launches.hours } : {}) };
  return { run, report };
}

/** A change that has left nothing to see is over; what is of an earlier night counts no more. */
function countsIn(all: Drift['counts'], over: readonly DriftVerdict[]): Drift['counts'] {
  const counts = { ...all };
  for (const verdict of over) {
    counts[verdict] -= 1;
    if (verdict === 'modified-outside') counts.managed += 1;
  }
  return counts;
}

/** Events of the window, as detections judge them. Launches are counted as they pass: all of them do while a detection asks for them. */
function* judgedEvents(events: KeptEvents, judging: Judging, features: ReadonlyMap<string, Features> | null, launches: Launches): Generator<JudgedEvent> {
  const logged = new LoggedResources(wantedBy(judging.run.filter(({ selects }) => selects !== undefined)));
  for (const event of events) {
    const resources = logged.about(event);
    launches.add({ event, resources });
    yield { event, resources, features: features?.get(event.id) ?? null };
  }
}

/** What policies judge of an item: as an inventory has it, else as the record of a call tells it. */
function judgedItem({ item, judged }: Joined, logged: LoggedResources, handed: Handed): JudgedItem {
  if (judged === null || !('values' in judged)) return { item, resource: judged };
  // Of what no policy is handed nothing is made.
  if (!isJudged(item) && !handed.item(item)) return { item, resource: null };
  return { item, resource: logged.of(judged, item.resource.provider, item.resource.action) };
}

/** What only logs tell of: as the calls asked for it, file by file. */
async function judgeLogged(items: readonly JudgedItem[], judging: Judging): Promise<readonly Judged[]> {
  const byFile = new Map<string, Resource[]>();
  for (const { item, resource } of items) {
    const file = (item.created ?? item.last)?.source.file;
    if (item.live !== null || resource === null || resource.stage !== 'event' || file === undefined || !isJudged(item)) continue;
    const resources = byFile.get(file);
    if (resources) resources.push(resource);
    else byFile.set(file, [resource]);
  }
  const judged: Judged[] = [];
  for (const [path, resources] of byFile) {
    judged.push(await judging.judge({ path, format: 'audit-log', size: 0, batches: [resources], finish: () => ({ recognised: resources.length, notes: [], problems: [], document: null, sensitive: [], ...noSource }) }));
  }
  return judged;
}
