import { detectionIds } from '#config/detection-defaults.ts';
import { unknownGuardrails, unknownInIgnores } from '#config/guardrail-names.ts';
import type { Options } from '#config/options.ts';
import type { Ahead } from '#inputs/ahead.ts';
import { inSource } from '#inputs/excerpt.ts';
import { FlagUse } from '#inputs/flag-use.ts';
import { openInputs } from '#inputs/open.ts';
import type { InputOptions } from '#inputs/options.ts';
import type { Reading, ReadingEnd } from '#inputs/reading.ts';
import type { Baseline } from '#judge/baseline.ts';
import { draftsOf, type Draft } from '#judge/drafts.ts';
import { enabledGuardrails } from '#judge/enabled.ts';
import { judge } from '#judge/judge.ts';
import { namedOf, waivedTags, type Named } from '#judge/named.ts';
import type { Evaluated, JudgeOptions } from '#judge/run.ts';
import type { Claim } from '#model/finding.ts';
import type { Guardrail } from '#model/guardrail.ts';
import type { Input } from '#model/input.ts';
import { owned } from '#model/owned.ts';
import { ProblemError, type Problem } from '#model/problem.ts';
import type { Resource, Stage } from '#model/resource.ts';
import type { Result, Skipped } from '#model/result.ts';
import { Batcher, type InputBatch } from '#rego/batches.ts';
import { claimsOf } from '#rego/claims.ts';
import { leftOut, wantedBy } from '#rego/handover.ts';
import { Engine } from '#rego/engine.ts';
import { evaluateAll, type Evaluator } from '#rego/evaluate.ts';
import { loadPack, type Policy, type PolicySet } from '#rego/policies.ts';
import type { UserPolicies } from '#rego/user-policies.ts';

export { readAhead, type Ahead } from '#inputs/ahead.ts';

/** A check, resolved: nothing below reads flags, the environment or the clock. */
export interface CheckRequest {
  readonly paths: readonly string[];
  readonly options: Options;
  readonly baseline: Baseline | null;
  readonly input: Omit<InputOptions, 'cwd' | 'strict' | 'document' | 'attributes' | 'relations' | 'ahead' | 'manyFiles'>;
  /** A file among the paths that is being read already. */
  readonly ahead: Ahead | null;
  /** Told when many files of source are about to be read. */
  readonly manyFiles: () => void;
  readonly policies: Pick<UserPolicies, 'dataFiles' | 'regoVersion' | 'namespaces' | 'cacheFolder'>;
  /** Absolute. */
  readonly cwd: string;
  readonly now: Date;
  readonly version: string;
  /** Told as resources are judged: the input, and how many of it so far. */
  readonly progress: (path: string, resources: number) => void;
}

/**
 * `landrail check`: policies and inputs to one Result.
 * @throws ProblemError when nothing can be judged: faults of policies, settings for guardrails that nobody has.
 */
export async function check(request: CheckRequest): Promise<Result> {
  return judge(await evaluate(request), judgeOptions(request));
}

/** Policies and inputs -> findings that no waiver has been held against. @throws ProblemError as `check` does. */
export async function evaluate(request: CheckRequest): Promise<Evaluated> {
  const engine = new Engine();
  try {
    return await evaluateWith(engine, request);
  } finally {
    // Not waited for: nothing depends on its end.
    void engine.close();
  }
}

async function evaluateWith(engine: Engine, request: CheckRequest): Promise<Evaluated> {
  const { options, cwd, version } = request;
  const sets = await openPolicies(request);
  const { guardrails, detections } = policiesIn(sets);
  const { run, notRun } = enabledGuardrails(guardrails, options.settings);
  const rules: Rules = { guardrails: new Map(run.map((guardrail) => [guardrail.id, guardrail])), waived: waivedTags(options.waivers), judging: judgeOptions(request) };
  const active = sets.map((set) => ({ ...set, policies: set.policies.filter((policy) => run.includes(policy.guardrail)) }));

  const judged: Judged[] = [];
  const skipped: Skipped[] = [];
  const errors = new Set<Problem>();
  const notices: Problem[] = [...options.notices, ...sets.flatMap((set) => set.warnings), ...sets.flatMap((set) => set.notes.map(note))];
  const flags = new FlagUse(request.input);
  engine.load({ sets: active, settings: options.settings, policyTimeoutMs: options.policyTimeoutMs, now: request.now });
  for await (const opened of openInputs(request.paths, { ...request.input, ...flags.options, ...wantedBy(run), cwd, strict: options.strict, ahead: request.ahead, manyFiles: request.manyFiles }, (size) => engine.expect(size))) {
    for (const problem of opened.problems) errors.add(problem);
    notices.push(...opened.notices);
    skipped.push(...opened.skipped);
    for (const reading of opened.readings) {
      const one = await judgeReading(reading, active, rules, engine.for(reading.size), request.progress);
      judged.push(one);
      for (const problem of one.unread) {
        if (opened.lenient) notices.push(problem);
        else errors.add(problem);
      }
    }
  }
  for (const problem of judged.flatMap((one) => one.problems)) errors.add(problem);
  notices.push(...flags.unused(new Set(judged.map(({ input }) => input.format))));
  const written = judged.flatMap((one) => one.input.ignores);
  for (const problem of options.ignores ? unknownInIgnores(written, guardrails.map(({ id }) => id), [...detectionIds, ...detections.map(({ id }) => id)]) : ignoredIgnores(written.length)) {
    if (options.strict && options.ignores) errors.add(problem);
    else notices.push(problem);
  }
  return {
    command: 'check',
    version,
    inputs: judged.map(({ input }) => (options.ignores ? input : { ...input, ignores: [] })),
    skipped,
    // One that asks for stages of which no input was had nothing to judge.
    guardrails: run.filter(({ stages }) => stages === null || judged.some((one) => stages.some((stage) => one.stages.has(stage)))),
    notRun: [...notRun, ...detections.map(({ id }) => ({ id, because: 'judges what drift finds' }))],
    drafts: judged.flatMap((one) => one.drafts),
    errors: distinct([...errors]),
    notices: [...notices, ...judged.flatMap((one) => exceptedNotices(one.excepted))],
    recognised: judged.reduce((count, one) => count + one.recognised, 0),
  };
}

export function judgeOptions({ options, baseline, cwd, now }: CheckRequest): JudgeOptions {
  const { failOn, undecided, exitZero, waivers, settings, strict, config } = options;
  return { failOn, undecided, exitZero, waivers, waiverPolicy: config.waiverPolicy, settings, strict, baseline, base: { cwd, folder: config.folder }, now };
}

/** The shipped pack, then the user's own policies. */
async function openPolicies({ options, policies, cwd }: CheckRequest): Promise<readonly PolicySet[]> {
  const pack = loadPack();
  const taken = new Set([...pack.policies.map((policy) => policy.guardrail.id), ...detectionIds]);
  const own = options.policies.length === 0 ? [] : [await (await import('#rego/user-policies.ts')).openUserPolicies({ ...policies, paths: options.policies, cwd, taken })];
  const sets = [pack, ...own];
  const { guardrails, detections } = policiesIn(sets);
  const unknown = unknownGuardrails(options.config.mentions, guardrails.map(({ id }) => id), [...detectionIds, ...detections.map(({ id }) => id)]);
  if (unknown.length > 0) throw new ProblemError(unknown);
  return sets;
}

/** A check runs the guardrails alone; the detections among them are the user's own. */
function policiesIn(sets: readonly PolicySet[]): { readonly guardrails: readonly Guardrail[]; readonly detections: readonly Guardrail[] } {
  const all = sets.flatMap((set) => set.policies.map((policy) => policy.guardrail));
  return { guardrails: all.filter(({ selects }) => selects === undefined), detections: all.filter(({ selects }) => selects !== undefined) };
}

interface Judged {
  readonly input: Input;
  readonly drafts: readonly Draft[];
  /** What document policies except by a rule of their own. */
  readonly excepted: readonly Claim[];
  readonly problems: readonly Problem[];
  /** Parts of the input that could not be read. */
  readonly unread: readonly Problem[];
  readonly recognised: number;
  readonly stages: ReadonlySet<Stage>;
}

/** What is the same for all inputs. */
interface Rules {
  /** Those that run, by id. */
  readonly guardrails: ReadonlyMap<string, Guardrail>;
  /** Keys of tags that waivers ask for. */
  readonly waived: ReadonlySet<string>;
  readonly judging: JudgeOptions;
}

/**
 * One input: read, written as batches, evaluated, all three at the same time. Of a resource is kept what reports say of it, and only where
 * a policy has named it.
 */
async function judgeReading(reading: Reading, sets: readonly PolicySet[], rules: Rules, evaluator: Evaluator, progress: CheckRequest['progress']): Promise<Judged> {
  const seen = new Seen();
  const named = new Map<string, Named>();
  const claims: Claim[] = [];
  const excepted: Claim[] = [];
  const problems: Problem[] = [];
  for await (const { batch, results } of evaluateAll(evaluator, batchesOf(reading, new Batcher(sets, reading.path), seen))) {
    const before = claims.length;
    for (const result of results) {
      if ('problem' in result) {
        problems.push(result.problem);
        continue;
      }
      const said = claimsOf(result.value, policyOf(sets, batch.module, result.id), reading.path);
      claims.push(...said.claims);
      excepted.push(...said.excepted);
      problems.push(...said.problems);
    }
    const addresses = new Set(claims.slice(before).map((claim) => claim.address));
    for (const resource of batch.resources) if (addresses.has(resource.address) && !named.has(resource.address)) named.set(resource.address, namedOf(resource, rules.waived));
    progress(reading.path, seen.resources);
  }
  const { end } = seen;
  if (end === null) throw new Error(`${reading.path} was not read to its end`);
  problems.push(...end.problems);
  const input: Input = {
    path: reading.path,
    format: reading.format,
    // Of several records of one resource the newest counts.
    judged: Math.max(0, seen.resources - end.superseded.size),
    files: [...seen.files],
    // They speak of what is in the input, which is let go.
    notes: end.notes.map(owned),
    document: end.document,
    ignores: end.ignores,
    coverage: end.coverage,
  };
  // The place in the source is looked up here, so that a source need not be kept until the last input is judged.
  const said = claims.filter(({ address }) => address === null || !end.superseded.has(address)).map((claim) => inSource(claim, end));
  const drafts = draftsOf({ claims: said, named, sensitive: new Set([...end.sensitive, ...seen.sensitive]) }, rules.guardrails, rules.judging);
  return { input, drafts, excepted, problems, unread: end.document === null ? [...end.unread, ...leftOut(sets.flatMap((set) => set.policies.map((policy) => policy.guardrail)), reading)] : end.unread, recognised: end.recognised, stages: seen.stages };
}

/** What has passed of an input that is being read. */
class Seen {
  resources = 0;
  readonly files = new Set<string>();
  readonly sensitive = new Set<string>();
  readonly stages = new Set<Stage>();
  end: ReadingEnd | null = null;

  add(resources: readonly Resource[]): void {
    this.resources += resources.length;
    for (const { source, sensitive, stage } of resources) {
      this.stages.add(stage);
      if (source !== null) this.files.add(source.file);
      for (const secret of sensitive) this.sensitive.add(secret);
    }
  }
}

async function* batchesOf(reading: Reading, batcher: Batcher, seen: Seen): AsyncGenerator<InputBatch> {
  for await (const some of reading.batches) {
    seen.add(some);
    yield* batcher.add(some);
  }
  seen.end = reading.finish();
  yield* batcher.finish(seen.end.document);
}

function policyOf(sets: readonly PolicySet[], module: number, id: string): Policy {
  const policy = sets[module]?.policies.find((one) => one.guardrail.id === id);
  if (policy === undefined) throw new Error(`module ${module} has no policy ${id}`);
  return policy;
}

/** A policy meets the same fault in every batch. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

function exceptedNotices(excepted: readonly Claim[]): readonly Problem[] {
  const counts = new Map<string, number>();
  for (const claim of excepted) counts.set(claim.guardrail, (counts.get(claim.guardrail) ?? 0) + 1);
  return [...counts].map(([id, count]) => ({ code: 'policy-excepted', message: `${id} excepts ${count} ${count === 1 ? 'finding' : 'findings'} of its own`, where: null, hint: null }));
}

function ignoredIgnores(count: number): readonly Problem[] {
  if (count === 0) return [];
  return [{ code: 'ignores-off', message: `--no-ignores: ${count === 1 ? '1 inline ignore does' : `${count} inline ignores do`} not hold in this run`, where: null, hint: null }];
}

function note(message: string): Problem {
  return { code: 'policy-note', message, where: null, hint: null };
}
