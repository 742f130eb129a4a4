import { readAudit, type AuditEnd } from '#audit/read.ts';
import type { Window } from '#config/window.ts';
import { attributesFor } from '#correlate/arguments.ts';
import { Correlation, type Joined } from '#correlate/correlation.ts';
import { DriftIgnore, type IgnoreFile } from '#correlate/drift-ignore.ts';
import { Stacks } from '#correlate/stacks.ts';
import { isJudged, isOfWindow, itemOrder } from '#correlate/verdicts.ts';
import type { HistoryPlace } from '#history/file.ts';
import { Launches } from '#history/launches.ts';
import type { Observation } from '#history/observation.ts';
import { LoggedResources } from '#inputs/inventory/logged.ts';
import { openInputs } from '#inputs/open.ts';
import type { InputOptions } from '#inputs/options.ts';
import { noSource, type Reading } from '#inputs/reading.ts';
import { judge } from '#judge/judge.ts';
import { namedByDetections } from '#judge/named.ts';
import type { Evaluated } from '#judge/run.ts';
import type { Features } from '#model/features.ts';
import type { Input } from '#model/input.ts';
import { byCodePoint } from '#model/json.ts';
import type { JudgedEvent, JudgedItem } from '#model/judged.ts';
import type { Problem } from '#model/problem.ts';
import type { Resource } from '#model/resource.ts';
import type { Drift, Result, Skipped } from '#model/result.ts';
import { detect } from '#rego/detect.ts';
import { handedTo, type Handed } from '#rego/detection-takes.ts';
import { wantedBy } from '#rego/handover.ts';
import { loadDetections } from '#rego/policies.ts';
import { judgeOptions, type CheckRequest } from './check.ts';
import { Judging, type Judged } from './judging.ts';
import { KeptEvents } from './kept-events.ts';
import { Past } from './past.ts';

/** A report of what drifted, resolved: nothing below reads flags, the environment or the clock. */
export interface DriftRequest extends Omit<CheckRequest, 'paths' | 'ahead'> {
  /** Paths of what code declares, of what exists, of what was done. */
  readonly iac: readonly string[];
  readonly inventory: readonly string[];
  readonly audit: readonly string[];
  /** Files of lines that leave resources out. */
  readonly ignores: readonly IgnoreFile[];
  readonly window: Window;
  /** Null: nothing is known of before. */
  readonly history: HistoryPlace | null;
  /** Whether the history takes in what this run has read. */
  readonly learn: boolean;
}

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
  const correlation = new Correlation({ pipelines: options.config.drift.pipelines.length > 0, ignores });
  const told = new Told([...options.notices, ...judging.notices, ...past.notices]);

  const declared = await declare(correlation, told, request);
  const handed = handedTo(judging.sets);
  const logged = new LoggedResources(wantedBy(judging.run));
  const { events, end } = await observe(correlation, past, handed, told, request);
  const { live, joined } = await meet(correlation, judging, told, request);
  correlation.logs(end.sources);
  joined.push(...correlation.finish());
  told.notices.push(...(ignores === null ? [] : [...ignores.problems, ...ignores.unused()]), ...correlation.notes.map((message): Problem => ({ code: 'drift-passed-over', message, where: null, hint: null })));

  for (const problem of emptySides(request, { iac: declared.length, inventory: live.length, audit: end.sources.filter(({ records, malformed }) => records > malformed).length })) told.errors.add(problem);

  const items = joined.filter(({ item }) => isOfWindow(item, window.from)).map((one) => judgedItem(one, logged, handed)).toSorted((a, b) => itemOrder(a.item, b.item));
  const counts = countsIn(correlation.counts, joined, window.from);
  const made = await judgeLogged(items, judging);
  const features = await past.features();
  const launches = new Launches();
  const detected = await detect(judging.engine.for(events.size), judging.sets, { events: judgedEvents(events, judging, features, launches), items: items.filter(({ item }) => item.ignored === null) });
  for (const problem of detected.problems) told.errors.add(problem);

  const addresses = new Set(items.filter(({ item }) => isJudged(item)).map(({ item }) => item.resource.address));
  const judged = [...live, ...made];
  await past.learn(events, detected.claims);
  const run: Evaluated = {
    command: 'drift',
    version: request.version,
    inputs: [...declared, ...judged.map(({ input }) => input)],
    skipped: told.skipped,
    guardrails: [...judging.ran(judged.map(({ stages }) => stages)).filter(({ selects }) => selects === undefined), ...judging.run.filter(({ selects }) => selects !== undefined)],
    notRun: judging.notRun,
    // What is managed was judged where it is declared.
    drafts: [...judged.flatMap(({ drafts }) => drafts).filter(({ named }) => named !== null && addresses.has(named.resource.address)), ...judging.drafts(detected.claims, namedByDetections(detected.named, judging.waived), new Set())],
    errors: [...told.errors],
    notices: told.notices,
    recognised: declared.length + judged.reduce((sum, { recognised }) => sum + recognised, 0) + end.sources.reduce((sum, { events: found }) => sum + found, 0),
  };
  const report: Drift = { window, items: items.map(({ item }) => item), counts, sources: end.sources, coverage: correlation.coverage(), ...(judging.run.some(({ id }) => id === 'launch-spike') ? { launches: launches.hours } : {}) };
  return { run, report };
}

/** A side that was given and holds nothing of its kind was not compared: what the report does not say of it is no good news. */
function emptySides(request: DriftRequest, read: Readonly<Record<'iac' | 'inventory' | 'audit', number>>): readonly Problem[] {
  const kinds = { iac: 'state, plan, Terraform source or template', inventory: 'inventory', audit: 'audit log' } as const;
  return (['iac', 'inventory', 'audit'] as const).flatMap((side): readonly Problem[] => {
    if (request[side].length === 0 || read[side] > 0) return [];
    return [{ code: 'drift-side-empty', message: `--${side} gives nothing to compare: no ${kinds[side]} was read from ${request[side].join(', ')}`, where: request[side][0] ?? null, hint: `name a path that holds one, or leave --${side} out: then it is told as a blind spot` }];
  });
}

/** A side compared with itself would always be as it should. */
function misplaced(path: string, side: 'iac' | 'inventory'): Problem {
  const [is, other] = side === 'iac' ? ['tells what exists, and no code', 'inventory'] : ['is code, and tells nothing of what exists', 'iac'];
  return { code: 'drift-side', message: `${path} ${is}, but it is given as --${side}`, where: path, hint: `give it as --${other}` };
}

/** A change that has left nothing to see is over; what is of an earlier night counts no more. */
function countsIn(all: Drift['counts'], joined: readonly Joined[], from: string): Drift['counts'] {
  const counts = { ...all };
  for (const { item } of joined) {
    if (isOfWindow(item, from)) continue;
    counts[item.verdict] -= 1;
    if (item.verdict === 'modified-outside') counts.managed += 1;
  }
  return counts;
}

/** What readers say beside what they read. */
class Told {
  readonly errors = new Set<Problem>();
  readonly notices: Problem[];
  readonly skipped: Skipped[] = [];

  constructor(notices: readonly Problem[]) {
    this.notices = [...notices];
  }

  add({ problems, notices, skipped }: { readonly problems: readonly Problem[]; readonly notices: readonly Problem[]; readonly skipped: readonly Skipped[] }): void {
    for (const problem of problems) this.errors.add(problem);
    this.notices.push(...notices);
    this.skipped.push(...skipped);
  }

  /** Parts that could not be read: an error where the input was named. */
  unread(problems: readonly Problem[], lenient: boolean): void {
    if (lenient) this.notices.push(...problems);
    else for (const problem of problems) this.errors.add(problem);
  }
}

async function declare(correlation: Correlation, told: Told, request: DriftRequest): Promise<readonly Input[]> {
  const { cwd, options, manyFiles } = request;
  const inputs: Input[] = [];
  const stacks = new Stacks();
  if (request.iac.length === 0) return inputs;
  for await (const opened of openInputs(request.iac, { ...request.input, all: true, declares: true, everyFile: true, document: false, attributes: asked, relations: () => true, cwd, strict: options.strict, ahead: null, manyFiles })) {
    told.add(opened);
    for (const { path, format, batches, finish } of opened.readings.map(unbound)) {
      let count = 0;
      let exists = false;
      for await (const resources of batches) {
        for (const resource of resources) {
          if (resource.stage === 'inventory') exists = true;
          else if (!stacks.take(resource, path)) correlation.declare(resource, path);
        }
        count += resources.length;
      }
      if (exists) told.errors.add(misplaced(path, 'iac'));
      const { notes, problems, unread, coverage } = finish();
      for (const problem of problems) told.errors.add(problem);
      told.unread(unread, opened.lenient);
      inputs.push({ path, format, judged: 0, files: [], notes: [`${count} ${count === 1 ? 'resource' : 'resources'} declared`, ...notes], document: null, ignores: [], coverage });
    }
  }
  for (const [resource, path] of stacks.settled()) correlation.declare(resource, path);
  return inputs;
}

/** Arguments that tell what belongs to what. */
function asked(resource: Pick<Resource, 'type'>): false | readonly string[] {
  const names = attributesFor(resource);
  return names.length === 0 ? false : names;
}

/** Beside those that policies ask for. */
function alsoAsked(policies: InputOptions['attributes']): InputOptions['attributes'] {
  return (resource) => {
    const [theirs, ours] = [policies(resource), asked(resource)];
    return theirs === true || ours === false ? theirs : theirs === false ? ours : [...new Set([...theirs, ...ours])];
  };
}

/** Events of the window that a detection may be handed, and what their records tell of resources. All that came before only tells who made what. */
async function observe(correlation: Correlation, past: Past, handed: Handed, told: Told, request: DriftRequest): Promise<{ readonly events: KeptEvents; readonly end: AuditEnd }> {
  const { window, options } = request;
  // Of a record that two of them hold the first copy is told of: the same one, in whatever order they were given.
  const log = readAudit([...new Set(request.audit)].toSorted(byCodePoint), { pipelines: options.config.drift.pipelines });
  const events = new KeptEvents();
  // A history remembers no arguments and no relations.
  const logged = new LoggedResources({ attributes: () => false, relations: () => false });
  for await (const batch of log.batches()) {
    const taken: Observation[] = [];
    for (const event of batch.events) {
      if (event.time >= window.to) continue;
      correlation.observe(event);
      const isHanded = event.time >= window.from && handed.event(event);
      if (isHanded) events.add(event);
      if (isHanded || past.takes(event)) taken.push({ event, resources: past.asks(event) ? logged.about(event) : [] });
    }
    await past.add(taken);
  }
  const end = log.finish();
  told.add(end);
  return { events, end };
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

/** Inventories are judged whole, as a check judges them: what a network has beside itself decides about it. */
async function meet(correlation: Correlation, judging: Judging, told: Told, request: DriftRequest): Promise<{ readonly live: readonly Judged[]; readonly joined: Joined[] }> {
  const { cwd, options, manyFiles } = request;
  const live: Judged[] = [];
  const joined: Joined[] = [];
  if (request.inventory.length === 0) return { live, joined };
  for await (const opened of openInputs(request.inventory, { ...request.input, ...wantedBy(judging.run), attributes: alsoAsked(wantedBy(judging.run).attributes), everyRow: true, everyFile: true, cwd, strict: options.strict, ahead: null, manyFiles }, (size) => judging.engine.expect(size))) {
    told.add(opened);
    for (const reading of opened.readings) {
      let isCode = false;
      const one = await judging.judge(met(reading, (resource) => {
        if (resource.stage !== 'inventory') {
          isCode = true;
          return;
        }
        const found = correlation.meet(resource, reading.path);
        if (found !== null) joined.push(found);
      }));
      if (isCode) told.errors.add(misplaced(reading.path, 'inventory'));
      for (const problem of one.problems) told.errors.add(problem);
      told.unread(one.unread, opened.lenient);
      correlation.inventories(one.input.coverage);
      live.push(one);
    }
  }
  return { live, joined };
}

/** The same reading, of which each resource is shown as it passes. */
function met(reading: Reading, show: (resource: Resource) => void): Reading {
  const { path, format, size } = reading;
  async function* batches(): AsyncGenerator<readonly Resource[]> {
    for await (const resources of reading.batches) {
      for (const resource of resources) show(resource);
      yield resources;
    }
  }
  return { path, format, size, batches: batches(), finish: () => reading.finish() };
}

/** A reading in parts. */
function unbound(reading: Reading): Pick<Reading, 'path' | 'format' | 'batches' | 'finish'> {
  return { path: reading.path, format: reading.format, batches: reading.batches, finish: () => reading.finish() };
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
