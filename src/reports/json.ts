import type { Finding } from '#model/finding.ts';
import type { RanGuardrail } from '#model/guardrail.ts';
import { isObject, type JsonValue } from '#model/json.ts';
import type { Result } from '#model/result.ts';
import { driftJson } from './drift/json.ts';
import { sorted } from './drift/sections.ts';
import { jsonText } from './escape.ts';

/** The contract for programs, schemaVersion 1: fields are added, never renamed. Two spaces, LF, a newline at the end. */
export function renderJson(result: Result): string {
  const document = {
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
  };
  const text = JSON.stringify(document, null, 2);
  return jsonText(`${/\\ud[89a-f]/.test(text) ? JSON.stringify(document, wellFormed, 2) : text}\n`);
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

/** Lone surrogates, which JSON.stringify writes as escapes, are no Unicode text, and many readers refuse the whole document for one; keys of evidence come from outside too. */
function wellFormed(_key: string, value: JsonValue): JsonValue {
  if (typeof value === 'string') return value.toWellFormed();
  if (!isObject(value) || Object.keys(value).every((key) => key.isWellFormed())) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key.toWellFormed(), item]));
}
