import { member, type JsonValue } from '#model/json.ts';
import { placeIn, syntaxFault } from '#model/json-places.ts';
import { absent, known, type Known } from '#model/known.ts';
import { ProblemError, type Problem } from '#model/problem.ts';
import { providers } from '#model/resource.ts';
import type { Drift, Result } from '#model/result.ts';
import { faultOf } from './faults.ts';
import { resultSchema, type SavedResult } from './schema.ts';

/** Problems of one file that are told; a file that is wrong throughout is another kind of file. */
const toldFaults = 5;

/**
 * The Result of a run from its JSON report: every report of it has the same bytes as that of the run itself. Values stay in the order in
 * which the file has them. @param file as messages name it. @throws ProblemError with what is no result, and where
 */
export function readSaved(text: string, file: string): Result {
  const document = parsed(text, file);
  const problem = (fault: Omit<Problem, 'where'>, path: readonly PropertyKey[]): Problem => {
    const { line, column } = placeIn(text, path);
    return { ...fault, where: `${file}:${line}:${column}` };
  };
  const other = otherKind(document);
  if (other !== null) throw new ProblemError(problem(other, 'schemaVersion' in Object(document) ? ['schemaVersion'] : []));
  if (isSaved(document)) return resultOf(document);
  const { error } = resultSchema.safeParse(document);
  const version = member(member(document, 'tool'), 'version');
  throw new ProblemError((error?.issues ?? []).slice(0, toldFaults).map((issue) => problem(faultOf(issue, document, typeof version === 'string' ? version : null), issue.path)));
}

function parsed(text: string, file: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    const { line, column, message } = syntaxFault(text);
    const cut = message === 'ends too early' || message.startsWith('has a text that is never closed');
    throw new ProblemError({ code: 'result-syntax', message: text.trim() === '' ? 'the saved result is empty' : `the saved result ${message}`, where: `${file}:${line}:${column}`, hint: cut ? 'it was not written completely: let the run write it again with --format json=FILE' : 'name what landrail wrote with --format json=FILE' });
  }
}

const madeByUs = 'name what landrail check or drift wrote with --format json=FILE';

/** What the file is in place of a result of this version; null where it claims to be one. */
function otherKind(document: JsonValue): Omit<Problem, 'where'> | null {
  const version = member(document, 'schemaVersion');
  if (member(member(document, 'tool'), 'name') === 'landrail' && version !== undefined) {
    if (version === 1) return null;
    const newer = typeof version === 'number' && version > 1;
    return { code: 'result-version', message: `schemaVersion is ${JSON.stringify(version)}; this landrail reads 1`, hint: newer ? 'install a newer landrail' : madeByUs };
  }
  const is = Object.entries(marks).find(([key]) => member(document, key) !== undefined)?.[1] ?? null;
  return { code: 'result-foreign', message: `the file is not a landrail result${is === null ? '' : `, but ${is.what}`}`, hint: is?.hint ?? madeByUs };
}

/** By members that only they have. */
const marks: Readonly<Record<string, { readonly what: string; readonly hint: string }>> = {
  runs: { what: 'SARIF', hint: `a report is made from JSON: ${madeByUs}` },
  'landrail-baseline': { what: 'a baseline', hint: madeByUs },
  resource_changes: { what: 'a Terraform plan', hint: 'judge it: landrail check FILE' },
  planned_values: { what: 'a Terraform plan', hint: 'judge it: landrail check FILE' },
  terraform_version: { what: 'a Terraform state', hint: 'judge it: landrail check FILE' },
  Records: { what: 'an audit log', hint: 'give it to landrail drift --audit FILE' },
};

function isSaved(document: unknown): document is SavedResult {
  return resultSchema.safeParse(document).success;
}

function resultOf({ tool, command, verdict, exitCode, summary, inputs, skipped, findings, guardrails, notRun, notices, errors, drift, trend, made }: SavedResult): Result {
  return {
    tool, command, verdict, exitCode, summary, inputs, skipped,
    findings: findings.map((finding) => ({ ...finding, related: finding.related.map(({ snippet, ...place }) => (snippet === null ? place : { ...place, snippet })) })),
    guardrails, notRun, notices, errors,
    ...(drift === undefined ? {} : { drift: driftOf(drift) }),
    ...(trend === undefined ? {} : { trend }),
    ...(made === undefined ? {} : { made }),
  };
}

function driftOf({ window, counts, items, coverage, sources, launches }: NonNullable<SavedResult['drift']>): Drift {
  return {
    window,
    counts,
    items: items.map(({ resource: { scope, ...resource }, ...item }) => ({
      ...item,
      resource: {
        ...resource,
        scope: { account: knownIf(scope.account), subscription: knownIf(scope.subscription), resourceGroup: knownIf(scope.resourceGroup), project: knownIf(scope.project), folders: knownIf<readonly string[]>(scope.folders), compartment: knownIf(scope.compartment), path: knownIf(scope.path) },
      },
    })),
    coverage: coverage.map(({ scope, region, resources: { declared, live }, liveIncomplete, audit }) => {
      const provider = providers.find((one) => scope === one || scope.startsWith(`${one}:`)) ?? 'aws';
      return { provider, scope: scope === provider ? null : scope.slice(provider.length + 1), region, declared, live, liveIncomplete, audit };
    }),
    sources,
    ...(launches === undefined ? {} : { launches }),
  };
}

function knownIf<T>(value: T | undefined): Known<T> {
  return value === undefined ? absent : known(value);
}
