import { detectionIds } from '#config/detection-defaults.ts';
import { unknownGuardrails } from '#config/guardrail-names.ts';
import type { Options } from '#config/options.ts';
import { inSource } from '#inputs/excerpt.ts';
import type { Reading, ReadingEnd } from '#inputs/reading.ts';
import { moduleOf } from '#judge/address.ts';
import { Drafting, draftsOf, type Draft } from '#judge/drafts.ts';
import { enabledGuardrails } from '#judge/enabled.ts';
import { namedOf, waivedTags, type Named } from '#judge/named.ts';
import type { JudgeOptions } from '#judge/run.ts';
import type { Claim } from '#model/finding.ts';
import type { Guardrail } from '#model/guardrail.ts';
import type { Input } from '#model/input.ts';
import { owned } from '#model/owned.ts';
import { ProblemError, type Problem } from '#model/problem.ts';
import type { Resource, Stage } from '#model/resource.ts';
import type { Result } from '#model/result.ts';
import { Batcher, type InputBatch } from '#rego/batches.ts';
import { claimsOf } from '#rego/claims.ts';
import { Engine } from '#rego/engine.ts';
import { evaluateAll, type Evaluator } from '#rego/evaluate.ts';
import { leftOut } from '#rego/handover.ts';
import { loadPack, type Policy, type PolicySet } from '#rego/policies.ts';
import type { Thread } from '#rego/thread.ts';
import type { UserPolicies } from '#rego/user-policies.ts';

/** What decides how inputs are judged, whatever they are. */
export interface JudgingRequest {
  readonly options: Options;
  readonly policies: Pick<UserPolicies, 'dataFiles' | 'regoVersion' | 'namespaces' | 'cacheFolder'>;
  readonly judging: JudgeOptions;
  /** Absolute. */
  readonly cwd: string;
  readonly now: Date;
  /** An evaluation thread that runs already. */
  readonly thread?: Thread | null | undefined;
  /** Told as resources are judged: the input, and how many of it so far. */
  readonly progress: (path: string, resources: number) => void;
}

/** Bytes of inputs that are read before the first of them is judged. */
const mostAhead = 2 ** 15;

/** One input, judged. */
export interface Judged {
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

/** The policies of a run and the engine that evaluates them: what the commands that judge share. */
export class Judging {
  /** Those that run, by module. */
  readonly sets: readonly PolicySet[];
  readonly run: readonly Guardrail[];
  /** Those among them that judge events and what has drifted. */
  readonly detections: readonly Guardrail[];
  readonly notRun: Result['notRun'];
  readonly notices: readonly Problem[];
  readonly engine = new Engine();
  /** Ids of guardrails and of detections, whether they run or not. */
  readonly known: Known;
  readonly #request: JudgingRequest;
  readonly #guardrails: ReadonlyMap<string, Guardrail>;
  /** Keys of tags that waivers ask for. */
  readonly waived: ReadonlySet<string>;

  private constructor(sets: readonly PolicySet[], request: JudgingRequest, detecting: boolean) {
    const { options } = request;
    const { guardrails, detections } = policiesIn(sets);
    const { run, notRun } = enabledGuardrails(detecting ? [...guardrails, ...detections] : guardrails, options.settings);
    this.known = knownIn(sets);
    this.run = run;
    this.detections = run.filter(isDetection);
    this.notRun = detecting ? notRun : [...notRun, ...detections.map(({ id }) => ({ id, because: 'left to landrail drift' }))];
    this.notices = [...sets.flatMap((set) => set.warnings), ...sets.flatMap((set) => set.notes.map(note))];
    this.sets = sets.map((set) => ({ ...set, policies: set.policies.filter((policy) => run.includes(policy.guardrail)) }));
    this.waived = waivedTags(options.waivers);
    this.#guardrails = new Map(run.map((guardrail) => [guardrail.id, guardrail]));
    this.#request = request;
    this.engine.load({ sets: this.sets, settings: options.settings, policyTimeoutMs: options.policyTimeoutMs, now: request.now, thread: request.thread });
  }

  /**
   * The shipped pack, `more` that ships, then the user's own policies. With detections among them these run too.
   * @throws ProblemError for faults of policies, and for settings of guardrails that nobody has
   */
  static async open(request: JudgingRequest, more: readonly PolicySet[] = []): Promise<Judging> {
    const { options, policies, cwd } = request;
    const pack = loadPack();
    const taken = new Set([...pack.policies.map((policy) => policy.guardrail.id), ...detectionIds]);
    const own = options.policies.length === 0 ? [] : [await (await import('#rego/user-policies.ts')).openUserPolicies({ ...policies, paths: options.policies, cwd, taken })];
    const sets = [pack, ...more, ...own];
    const unknown = unknownGuardrails(options.config.mentions, ...knownIn(sets));
    if (unknown.length > 0) throw new ProblemError(unknown);
    return new Judging(sets, request, more.length > 0);
  }

  /** Detections, behind guardrails that had something to judge: one that asks for stages of which no input was had nothing. */
  ran(judged: readonly Judged[]): readonly Guardrail[] {
    const guardrails = this.run.filter((one) => !isDetection(one) && (one.stages === null || judged.some(({ stages }) => one.stages?.some((stage) => stages.has(stage)))));
    return [...guardrails, ...this.detections];
  }

  /** What was opened, and its readings judged, in order. While threads judge readings that stand apart, the next ones are opened and read. */
  async *each<T extends { readonly readings: readonly Reading[] }>(inputs: AsyncIterable<T>): AsyncGenerator<{ readonly opened: T; readonly judged: readonly Judged[] }> {
    const ahead: { readonly opened: T; readonly judged: Promise<readonly Judged[]>; readonly size: number }[] = [];
    let size = 0;
    for await (const opened of inputs) {
      const one = { opened, judged: this.#judgeAll(opened.readings), size: opened.readings.reduce((sum, reading) => sum + reading.size, 0) };
      // Its turn may come after another one has failed.
      one.judged.catch(() => undefined);
      ahead.push(one);
      size += one.size;
      const most = this.engine.many && opened.readings.every(({ apart }) => apart === true) ? mostAhead : 0;
      for (let next = ahead[0]; next !== undefined && size > most; next = ahead[0]) {
        yield { opened: next.opened, judged: await next.judged };
        ahead.shift();
        size -= next.size;
      }
    }
    for (const { opened, judged } of ahead) yield { opened, judged: await judged };
  }

  async #judgeAll(readings: readonly Reading[]): Promise<readonly Judged[]> {
    const judged: Judged[] = [];
    for (const reading of readings) judged.push(await this.judge(reading));
    return judged;
  }

  /**
   * One input: read, written as batches, evaluated, all three at the same time. Of a resource is kept what reports say of it, and only where
   * a policy has named it.
   */
  async judge(reading: Reading): Promise<Judged> {
    const { sets } = this;
    const evaluator: Evaluator = this.engine.for(reading.size);
    const seen = new Seen(reading.format);
    const named = new Map<string, Named>();
    let claims: Claim[] = [];
    let drafting: Drafting | null = null;
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
      if (addresses.size > 0) for (const resource of batch.resources) {
        const { address } = resource;
        if (addresses.has(address) && !named.has(address)) named.set(address, namedOf(resource, this.waived));
      }
      batch.done();
      this.#request.progress(reading.path, seen.resources);
      if (seen.end === null || seen.end.renamed.size > 0) continue;
      // The last batches are being evaluated: meanwhile what the others said of resources that are here becomes findings.
      const isHere = ({ address }: Claim): boolean => address === null || named.has(address);
      drafting ??= this.#drafting(named, seen, seen.end);
      drafting.add(saidOf(claims.filter(isHere), seen.end));
      claims = claims.filter((claim) => !isHere(claim));
    }
    const { end } = seen;
    if (end === null) throw new Error(`${reading.path} was not read to its end`);
    problems.push(...end.problems);
    const input: Input = {
      path: reading.path,
      format: reading.format,
      // Of several records of one resource the newest counts; what a plan decides is counted there.
      judged: Math.max(0, seen.resources - end.superseded.size - (end.plans?.decided.size ?? 0)),
      files: [...seen.files],
      modules: seen.modules === null ? null : [...seen.modules],
      // They speak of what is in the input, which is let go.
      notes: end.notes.map(owned),
      document: end.document,
      ignores: end.ignores,
      coverage: end.coverage,
      ...(end.plans === undefined ? {} : { plans: end.plans }),
      ...(end.leftOut === undefined || end.leftOut.length === 0 ? {} : { leftOut: end.leftOut }),
    };
    for (const [record, address] of end.renamed) {
      const one = named.get(record);
      if (one !== undefined) named.set(address, { ...one, resource: { ...one.resource, address } });
    }
    drafting ??= this.#drafting(named, seen, end);
    drafting.add(saidOf(claims, end));
    return { input, drafts: drafting.drafts, excepted, problems, unread: end.document === null ? [...end.unread, ...leftOut(this.run, reading)] : end.unread, recognised: end.recognised, stages: seen.stages };
  }

  #drafting(named: ReadonlyMap<string, Named>, seen: Seen, end: ReadingEnd): Drafting {
    return new Drafting({ named, root: end.root ?? null, sensitive: new Set([...end.sensitive, ...seen.sensitive]) }, this.#guardrails, this.#request.judging);
  }

  drafts(claims: readonly Claim[], named: ReadonlyMap<string, Named>, sensitive: ReadonlySet<string>): readonly Draft[] {
    return draftsOf({ claims, named, sensitive }, this.#guardrails, this.#request.judging);
  }
}

/** The place in the source is looked up here, so that a source need not be kept until the last input is judged. */
function saidOf(claims: readonly Claim[], end: ReadingEnd): readonly Claim[] {
  const said = claims.filter(({ address }) => address === null || !end.superseded.has(address)).map((claim) => inSource(underItsName(claim, end.renamed), end));
  const { concerns } = end;
  return concerns === null ? said : said.filter(({ address, located }) => concerns(address, located));
}

/** Whoever waives or records a finding knows the resource, not which of its records was the newest tonight. */
function underItsName(claim: Claim, renamed: ReadonlyMap<string, string>): Claim {
  const address = claim.address === null ? undefined : renamed.get(claim.address);
  return address === undefined ? claim : { ...claim, address };
}

type Known = readonly [guardrails: readonly string[], detections: readonly string[]];

function policiesIn(sets: readonly PolicySet[]): { readonly guardrails: readonly Guardrail[]; readonly detections: readonly Guardrail[] } {
  const all = sets.flatMap((set) => set.policies.map((policy) => policy.guardrail));
  return { guardrails: all.filter((one) => !isDetection(one)), detections: all.filter(isDetection) };
}

function isDetection({ selects }: Guardrail): boolean {
  return selects !== undefined;
}

function knownIn(sets: readonly PolicySet[]): Known {
  const { guardrails, detections } = policiesIn(sets);
  return [guardrails.map(({ id }) => id), [...new Set([...detectionIds, ...detections.map(({ id }) => id)])]];
}

/** What has passed of an input that is being read. */
class Seen {
  resources = 0;
  readonly files = new Set<string>();
  readonly modules: Set<string> | null;
  readonly sensitive = new Set<string>();
  readonly stages = new Set<Stage>();
  end: ReadingEnd | null = null;

  constructor(format: string) {
    this.modules = format === 'terraform-source' ? new Set() : null;
  }

  add(resources: readonly Resource[]): void {
    this.resources += resources.length;
    for (const { address, source, sensitive, stage } of resources) {
      this.modules?.add(moduleOf(address));
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

function note(message: string): Problem {
  return { code: 'policy-note', message, where: null, hint: null };
}
