import * as z from 'zod/mini';
import { kinds, providers } from '#model/resource.ts';
import { severities } from '#model/severity.ts';
import { driftSchema } from './drift-schema.ts';
import { findingSchema } from './finding-schema.ts';
import { about, anything, count, text } from './parts.ts';

const problem = z.object({
  code: about('Stable, in kebab-case.', z.string()),
  message: text,
  where: about('file, file:line:column, or null.', z.nullable(text)),
  hint: about('What to do next.', z.nullable(text)),
});

const coverage = about(
  'Of an inventory: what it has shown. What is in no row was not seen, which is not the same as not there.',
  z.array(
    z.object({
      provider: z.enum(providers),
      scope: about('Account, subscription, project or compartment.', z.nullable(text)),
      region: z.nullable(text),
      kind: z.enum(kinds),
      resources: count,
      exported: about('When the inventory is of, ISO 8601.', z.nullable(text)),
      incomplete: about('Why there may be more of it; null where the inventory claims to be whole.', z.nullable(text)),
    }),
  ),
);

const leftOut = about(
  'Resources that are written and not made, so that they were not judged: a condition is false, a count 0, a for_each empty. Missing where there is none.',
  z.array(
    z.object({
      address: text,
      type: about('Empty where none is written.', text),
      because: text,
      needs: about('What would have it judged, as flags; VALUE stands for a value that landrail cannot tell. Null where no flag decides.', z.nullable(text)),
    }),
  ),
);

const guardrailSchema = z.object({
  id: text,
  title: text,
  description: text,
  severity: z.enum(severities),
  detection: about('It tells what is unusual; a guardrail, what a value is.', z.boolean()),
  remediation: z.object({ summary: text, terraform: z.nullable(text), cloudformation: z.nullable(text), cli: z.nullable(text) }),
  references: z.array(text),
  examples: z.nullable(z.object({ bad: text, good: text })),
  origin: about('builtin, or the policy path as it was named.', z.string()),
});

const bySeverity = z.object({ critical: count, high: count, medium: count, low: count, info: count });

const nightSchema = z.object({
  from: text,
  to: text,
  counts: about('How many resources of each verdict of drift; those that there were none of are left out.', z.record(z.string(), count)),
  findings: about('Failing ones; null of a report that was made before they were kept.', z.nullable(bySeverity)),
});

const madeSchema = z.object({
  at: about('UTC, ISO 8601; SOURCE_DATE_EPOCH where it is set.', z.string()),
  options: about('What was asked for, by its name.', z.record(text, text)),
  settings: about('Of the guardrails, by their ids.', z.record(text, anything)),
  digests: about('SHA-256 of the inputs that are files, by their paths.', z.record(text, z.string().check(z.regex(/^[0-9a-f]{64}$/)))),
});

/** `--format json`, schemaVersion 1: what the published schema says, and what `landrail report` reads. Members may be added, so others are allowed. */
export const resultSchema = z.object({
  schemaVersion: z.literal(1),
  tool: z.object({ name: z.literal('landrail'), version: text }),
  command: z.enum(['check', 'drift']),
  verdict: z.enum(['pass', 'fail', 'undecided', 'error', 'empty']),
  exitCode: about('0: nothing at or above --fail-on; 1: findings; 2: an error; 3: nothing was judged.', z.literal([0, 1, 2, 3])),
  summary: z.object({
    resources: about('Resources judged.', count),
    guardrails: about('Guardrails that ran.', count),
    fail: count,
    undecided: count,
    waived: count,
    baselined: count,
    bySeverity: about('Of the failing findings.', bySeverity),
  }),
  inputs: z.array(z.object({ path: text, format: text, resources: count, notes: z.array(text), coverage: z.exactOptional(coverage), leftOut: z.exactOptional(leftOut) })),
  skipped: about('What was passed over in folders, and why.', z.array(z.object({ path: text, because: text }))),
  findings: about('Worst first, then by file, line, address, guardrail and evidence path.', z.array(findingSchema)),
  guardrails: about('Those that ran, by id.', z.array(guardrailSchema)),
  notRun: about('Guardrails that did not run, by id.', z.array(z.object({ id: text, because: text }))),
  notices: about('They change nothing in the verdict.', z.array(problem)),
  errors: z.array(problem),
  drift: about('Of the drift command alone.', z.exactOptional(driftSchema)),
  trend: about('Of drift with a history: reports of nights before this one, the oldest first.', z.exactOptional(z.array(nightSchema))),
  made: about('Where the same run has written a report that says it, html: in all others the same input gives the same bytes.', z.exactOptional(madeSchema)),
});

export type SavedResult = z.infer<typeof resultSchema>;
