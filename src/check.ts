import { unknownInIgnores } from '#config/guardrail-names.ts';
import type { Options } from '#config/options.ts';
import type { Ahead } from '#inputs/ahead.ts';
import { FlagUse } from '#inputs/flag-use.ts';
import { openInputs } from '#inputs/open.ts';
import type { InputOptions } from '#inputs/options.ts';
import type { Baseline } from '#judge/baseline.ts';
import { judge } from '#judge/judge.ts';
import type { Evaluated, JudgeOptions } from '#judge/run.ts';
import { toldOnce } from '#judge/told-once.ts';
import type { Claim } from '#model/finding.ts';
import type { Problem } from '#model/problem.ts';
import type { Result } from '#model/result.ts';
import { wantedBy } from '#rego/handover.ts';
import type { Thread } from '#rego/thread.ts';
import type { UserPolicies } from '#rego/user-policies.ts';
import { Judging, type Judged } from './judging.ts';
import { unknownRegions } from './region-flags.ts';
import { Told } from './told.ts';

export { readAhead, type Ahead } from '#inputs/ahead.ts';
export type { Thread } from '#rego/thread.ts';

/** A check, resolved: nothing below reads flags, the environment or the clock. */
export interface CheckRequest {
  readonly paths: readonly string[];
  readonly options: Options;
  readonly baseline: Baseline | null;
  readonly input: Omit<InputOptions, 'cwd' | 'strict' | 'document' | 'attributes' | 'relations' | 'ahead' | 'manyFound' | 'manyFiles'>;
  /** A file among the paths that is being read already. */
  readonly ahead: Ahead | null;
  /** An evaluation thread that runs already. */
  readonly thread: Thread | null;
  /** Told when many files were found, and how many. */
  readonly manyFound: (files: number) => void;
  /** Told when many files of source are about to be read, and how many. */
  readonly manyFiles: (files: number) => void;
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
  const judging = await Judging.open({ ...request, judging: judgeOptions(request) });
  try {
    return await evaluateWith(judging, request);
  } finally {
    // Not waited for: nothing depends on its end.
    void judging.engine.close();
  }
}

async function evaluateWith(judging: Judging, request: CheckRequest): Promise<Evaluated> {
  const { options, cwd, version } = request;
  const judged: Judged[] = [];
  const told = new Told([...options.notices, ...judging.notices]);
  let whole = request.input.inputType === null;
  const flags = new FlagUse(request.input);
  const manyFiles = async (files: number): Promise<void> => {
    request.manyFiles(files);
    await judging.engine.expectMany();
  };
  const inputs = openInputs(request.paths, { ...request.input, ...flags.options, ...wantedBy(judging.run), cwd, strict: options.strict, ahead: request.ahead, manyFound: request.manyFound, manyFiles }, (size) => judging.engine.expect(size));
  for await (const { opened, judged: its } of judging.each(inputs)) {
    told.add(opened);
    whole &&= !opened.partial && its.every(({ unread, problems }) => unread.length + problems.length === 0);
    for (const one of its) {
      judged.push(one);
      told.unread(one.unread, opened.lenient);
    }
  }
  for (const { problems } of judged) told.fail(problems);
  told.note(unknownRegions(request.input.providerRegions));
  told.note(flags.unused(new Set(judged.map(({ input }) => input.format))));
  const written = judged.flatMap((one) => one.input.ignores);
  if (options.ignores) told.unread(unknownInIgnores(written, ...judging.known), !options.strict);
  else told.note(ignoredIgnores(written.length));
  told.note(exceptedNotices(judged.flatMap(({ excepted }) => excepted)));
  return {
    command: 'check',
    version,
    inputs: judged.map(({ input }) => (options.ignores ? input : { ...input, ignores: [] })),
    skipped: told.skipped,
    // What could not be read may have made anything.
    walked: whole ? request.paths : [],
    guardrails: judging.ran(judged),
    notRun: judging.notRun,
    drafts: toldOnce(judged),
    errors: told.errors,
    notices: told.notices,
    recognised: judged.reduce((count, one) => count + one.recognised, 0),
  };
}

export function judgeOptions({ options, baseline, cwd, now }: Pick<CheckRequest, 'options' | 'baseline' | 'cwd' | 'now'>): JudgeOptions {
  const { failOn, undecided, exitZero, waivers, settings, strict, config } = options;
  return { failOn, undecided, exitZero, waivers, waiverPolicy: config.waiverPolicy, settings, strict, baseline, base: { cwd, folder: config.folder }, now };
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
