import type { Finding } from '#model/finding.ts';
import type { RanGuardrail } from '#model/guardrail.ts';
import type { Result } from '#model/result.ts';
import { driftJson } from './drift/json.ts';
import { sorted } from './drift/sections.ts';
import { jsonDocument } from './json-document.ts';

/** The contract for programs, schemaVersion 1: fields are added, never renamed. */
export function renderJson(result: Result): Iterable<string> {
  return jsonDocument({
    schemaVersion: 1,
    tool: result.tool,
    command: result.command,
    verdict: result.verdict,
    exitCode: result.exitCode,
    summary: result.summary,
    inputs: result.inputs,
    skipped: result.skipped,
    findings: result.findings.map(findingJson),
    guardrails: result.guardrails.map(guardrailJson),
    notRun: result.notRun,
    notices: result.notices,
    errors: result.errors,
    ...(result.drift === undefined ? {} : { drift: driftJson(result.drift, sorted(result, result.drift)) }),
    ...(result.trend === undefined ? {} : { trend: result.trend }),
    ...(result.made === undefined ? {} : { made: result.made }),
  });
}

/** A finding as programs get it. */
export function findingJson(finding: Finding): object {
  return {
    guardrail: finding.guardrail,
    title: finding.title,
    verdict: finding.verdict,
    original: finding.original,
    severity: finding.severity,
    advisory: finding.advisory,
    message: finding.message,
    input: finding.input,
    resource: finding.resource,
    evidence: finding.evidence,
    location: finding.location,
    snippet: finding.snippet,
    related: finding.related.map((place) => ({ ...place, snippet: place.snippet ?? null })),
    remediation: finding.remediation,
    references: finding.references,
    fingerprint: finding.fingerprint,
    identity: finding.identity,
    waiver: finding.waiver,
    event: finding.event,
    ...(finding.items === undefined ? {} : { items: finding.items }),
  };
}

function guardrailJson({ id, title, description, severity, detection, remediation: { summary, terraform, cloudformation, cli }, references, examples, origin }: RanGuardrail): object {
  return { id, title, description, severity, detection, remediation: { summary, terraform, cloudformation, cli }, references, examples, origin };
}
