import type { Finding } from '#model/finding.ts';
import { ranGuardrail } from '#model/guardrail.ts';
import { byCodePoint } from '#model/json.ts';
import type { Result } from '#model/result.ts';
import { BaselineBook, howMet, seenIn } from './baseline-book.ts';
import { baselined } from './drafts.ts';
import { Exceptions } from './exceptions.ts';
import { inReportOrder } from './order.ts';
import type { Evaluated, JudgeOptions } from './run.ts';
import { summarise, verdictOf } from './verdict.ts';

/** What `--strict` does not let pass: it silences nothing, or not what it says. */
const staleCodes = new Set(['waiver-expired', 'waiver-unused', 'waiver-ambiguous', 'baseline-expired', 'baseline-stale', 'ignore-invalid', 'ignore-refused', 'ignore-expired', 'ignore-unused']);

/** What a run that has not seen everything cannot know. */
const seenAllCodes = new Set(['waiver-unused', 'baseline-stale', 'ignore-unused']);

/** Drafts to the Result that every report renders. Pure: the same drafts and options give the same Result. */
export function judge(run: Evaluated, options: JudgeOptions): Result {
  const exceptions = new Exceptions(run, options);
  const baseline = new BaselineBook(options.baseline, options.now);
  const findings = inReportOrder(run.drafts).map((draft): Finding => {
    const { finding } = draft;
    const waiver = exceptions.waiverOf(draft);
    const covered = options.baseline !== null && baseline.covers(baselined(draft), howMet(draft, waiver !== null));
    if (waiver !== null) return { ...finding, verdict: 'waived', waiver };
    return covered ? { ...finding, verdict: 'baselined' } : finding;
  });

  const resources = run.inputs.reduce((count, input) => count + input.judged, 0);
  const documents = run.inputs.some((input) => input.document !== null) && run.guardrails.some((guardrail) => guardrail.reads === 'document');
  const evaluated = run.guardrails.length > 0 && ((run.recognised ?? resources) > 0 || documents);
  const seenAll = evaluated && run.errors.length === 0;
  const announced = [...exceptions.announcements(), ...(options.baseline === null ? [] : baseline.announcements(seenIn(run, options.base)))].filter((notice) => seenAll || !seenAllCodes.has(notice.code));
  const stale = options.strict ? announced.filter((notice) => staleCodes.has(notice.code)) : [];
  const errors = [...run.errors, ...stale];
  return {
    tool: { name: 'landrail', version: run.version },
    command: run.command,
    ...verdictOf(findings, { evaluated, errors: errors.length }, options),
    summary: summarise(findings, resources, run.guardrails.length),
    inputs: run.inputs.map(({ path, format, judged, notes, coverage, leftOut }) => ({ path, format, resources: judged, notes, ...(coverage.length === 0 ? {} : { coverage }), ...(leftOut === undefined ? {} : { leftOut }) })),
    skipped: run.skipped,
    findings,
    guardrails: run.guardrails.map(ranGuardrail).sort((a, b) => byCodePoint(a.id, b.id)),
    notRun: [...run.notRun].sort((a, b) => byCodePoint(a.id, b.id)),
    notices: [...run.notices, ...announced.filter((notice) => !stale.includes(notice))],
    errors,
  };
}
