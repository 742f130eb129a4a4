import { parseConfig } from '#config/parse.ts';
import { proposed } from '#config/proposed.ts';
import { defaultBaseline } from '#config/defaults.ts';
import type { Config } from '#config/config.ts';
import type { Options } from '#config/options.ts';
import { Survey } from '#config/survey.ts';
import { openInputs } from '#inputs/open.ts';
import { formatBaseline, parseBaseline } from '#judge/baseline.ts';
import { writeBaseline } from '#judge/baseline-edit.ts';
import { judge } from '#judge/judge.ts';
import { Redactor } from '#judge/redact.ts';
import type { Problem } from '#model/problem.ts';
import type { Proposal } from '#model/proposal.ts';
import type { Result } from '#model/result.ts';
import { proposalText, type FoundToday } from '#reports/proposal.ts';
import { evaluate, judgeOptions, type CheckRequest } from './check.ts';

export interface InitRequest {
  /** As for `check`, without a config. */
  readonly check: CheckRequest;
  /** Options under a config, as `check` will have them. */
  readonly optionsOf: (config: Config) => Options;
}

export interface Proposed {
  readonly proposal: Proposal;
  /** landrail.yaml */
  readonly config: string;
  /** The baseline of what fails still, and how many findings it holds; null where nothing is left, or what was found could not be read whole. */
  readonly baseline: { readonly text: string; readonly findings: number } | null;
  /** What `landrail check` of the same paths says once both files are there, and with the config alone. */
  readonly foretold: Result;
  readonly without: Result;
}

/** Nothing was found that a guardrail could judge: why, as far as it is known. */
export interface Nothing {
  readonly problems: readonly Problem[];
  readonly notices: readonly Problem[];
  readonly skipped: Result['skipped'];
}

/**
 * `landrail init`: what is in use, read as `check` reads it -> the config that allows it -> what that config still finds -> the baseline of
 * it. Writes nothing. @throws ProblemError as `check` does
 */
export async function propose({ check, optionsOf }: InitRequest): Promise<Proposed | Nothing> {
  const { survey, secrets, ...rest } = await look(check);
  if (survey.clouds.size === 0) return rest;
  const redactor = new Redactor(secrets);
  const proposal = proposed(survey, (text) => redactor.text(text) !== text);

  const request = { ...check, options: optionsOf(parsed(proposalText(proposal, new Map()), check)) };
  const run = await evaluate(request);
  const options = judgeOptions(request);
  const without = judge(run, options);
  // One that is there already is what `check` will read. What nobody can tell yet is no finding of today: accepted unseen, a gate that lets
  // nothing undecided pass would be green over it.
  const entries = run.errors.length > 0 || options.baseline !== null ? [] : writeBaseline(run, options).entries.filter(({ verdict }) => verdict === 'fail');
  const text = formatBaseline(entries);
  const baseline = entries.length === 0 ? null : { text, findings: entries.reduce((sum, { count }) => sum + count, 0) };
  const foretold = baseline === null ? without : judge(run, { ...options, baseline: parseBaseline(text, defaultBaseline) });
  return { proposal, config: proposalText(proposal, foundIn(foretold)), baseline, foretold, without };
}

const none = (): boolean => false;

/** The very inputs that `check` opens, told of by their resources alone. */
async function look(request: CheckRequest): Promise<Nothing & { readonly survey: Survey; readonly secrets: ReadonlySet<string> }> {
  const survey = new Survey();
  const secrets = new Set<string>();
  const problems: Problem[] = [];
  const notices: Problem[] = [];
  const skipped: Result['skipped'][number][] = [];
  for await (const opened of openInputs(request.paths, { ...request.input, cwd: request.cwd, strict: false, document: false, attributes: none, relations: none, ahead: null, manyFiles: request.manyFiles })) {
    problems.push(...opened.problems);
    notices.push(...opened.notices);
    skipped.push(...opened.skipped);
    for (const reading of opened.readings) {
      for await (const some of reading.batches) {
        survey.add(some);
        for (const { sensitive } of some) for (const secret of sensitive) secrets.add(secret);
      }
      for (const secret of reading.finish().sensitive) secrets.add(secret);
    }
  }
  return { survey, secrets, problems, notices, skipped };
}

/** What we propose is a config without a fault: anything else is a fault of ours. */
function parsed(text: string, { cwd, now }: CheckRequest): Config {
  const { config, problems } = parseConfig(new TextEncoder().encode(text), { file: 'landrail.yaml', folder: cwd, now, read: () => ({ reason: 'is not read' }), display: (path) => path });
  if (config === null) throw new Error(`the proposed config is refused: ${JSON.stringify(problems)}\n${text}`);
  return config;
}

function foundIn({ findings }: Result): FoundToday {
  const found = new Map<string, { readonly fail: number; readonly undecided: number }>();
  for (const { guardrail, original, verdict } of findings) {
    if (verdict === 'waived') continue;
    const { fail, undecided } = found.get(guardrail) ?? { fail: 0, undecided: 0 };
    found.set(guardrail, original === 'fail' ? { fail: fail + 1, undecided } : { fail, undecided: undecided + 1 });
  }
  return found;
}
