import { Correlation } from '#correlate/correlation.ts';
import { DriftIgnore } from '#correlate/drift-ignore.ts';
import { Launches } from '#history/launches.ts';
import { LoggedResources } from '#inputs/inventory/logged.ts';
import { judge } from '#judge/judge.ts';
import { namedByDetections } from '#judge/named.ts';
import type { Evaluated } from '#judge/run.ts';
import type { Problem } from '#model/problem.ts';
import type { Drift, Result } from '#model/result.ts';
import { detect } from '#rego/detect.ts';
import { handedTo } from '#rego/detection-takes.ts';
import { wantedBy } from '#rego/handover.ts';
import { loadDetections } from '#rego/policies.ts';
import { judgeOptions } from './check.ts';
import { joinedItems, judgedEvents, judgeLogged, notLeftOut, ofShown } from './drift-items.ts';
import type { DriftRequest } from './drift-request.ts';
import { declare, emptySides, meet, observe } from './drift-sides.ts';
import { Judging } from './judging.ts';
import { Past } from './past.ts';
import { Told } from './told.ts';

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
  const { events, end } = await observe(correlation, past, handed, told, request);
  // Before all is joined, so that what both need is not in memory at the same time.
  const features = await past.features();
  const live = await meet(correlation, judging, told, request);
  correlation.logs(end.sources);
  // What stood in a cloud when it was accepted: asked before what is known of things is let go.
  const gone = new Set((request.baseline?.entries ?? []).flatMap(({ file, address }) => (file === '' && address !== null && correlation.isGone(address) ? [address] : [])));
  const { items, counts } = joinedItems(correlation, new LoggedResources(wantedBy(judging.run)), handed, window);
  told.note([...(ignores === null ? [] : [...ignores.problems, ...ignores.unused()]), ...correlation.notes.map((message): Problem => ({ code: 'drift-passed-over', message, where: null, hint: null }))]);
  told.fail(emptySides(request, { iac: declared.length, inventory: live.length, audit: end.sources.filter(({ records, malformed }) => records > malformed).length }));

  const judged = [...live, ...(await judgeLogged(items, judging))];
  const launches = new Launches();
  const detected = await detect(judging.engine.for(events.size), judging.sets, { events: judgedEvents(events, judging, features, launches), items: items.filter(({ item }) => item.ignored === null) });
  told.fail(detected.problems);
  await past.learn(events, detected.claims);

  const run: Evaluated = {
    command: 'drift',
    version: request.version,
    inputs: [...declared, ...judged.map(({ input }) => input)],
    skipped: told.skipped,
    gone,
    guardrails: judging.ran(judged),
    notRun: judging.notRun,
    drafts: [...ofShown(judged, items), ...judging.drafts(notLeftOut(detected, items, correlation), namedByDetections(detected.named, judging.waived), new Set())],
    errors: told.errors,
    notices: told.notices,
    recognised: declared.length + judged.reduce((sum, { recognised }) => sum + recognised, 0) + end.sources.reduce((sum, { events: found }) => sum + found, 0),
  };
  const report: Drift = { window, items: items.map(({ item }) => item), counts, sources: end.sources, coverage: correlation.coverage(), ...(handed.launches ? { launches: launches.hours } : {}) };
  return { run, report };
}
