import type { Finding } from '#model/finding.ts';
import type { Result } from '#model/result.ts';
import { csvCell } from '../escape.ts';
import { messageOf } from '../drift/deed.ts';
import { valueText } from '../words.ts';

const columns: Readonly<Record<string, (finding: Finding) => string | number | null | undefined>> = {
  verdict: (one) => one.verdict,
  severity: (one) => one.severity,
  advisory: (one) => String(one.advisory),
  guardrail: (one) => one.guardrail,
  title: (one) => one.title,
  message: messageOf,
  provider: (one) => one.resource?.provider,
  region: (one) => one.resource?.region,
  kind: (one) => one.resource?.kind,
  type: (one) => one.resource?.type,
  address: (one) => one.resource?.address,
  name: (one) => one.resource?.name,
  action: (one) => one.resource?.action,
  file: (one) => one.location?.file ?? one.input,
  line: (one) => one.location?.line,
  column: (one) => one.location?.column,
  path: (one) => one.evidence.path,
  actual: (one) => valueText(one.evidence.actual),
  expected: (one) => (typeof one.evidence.expected === 'string' ? one.evidence.expected : valueText(one.evidence.expected)),
  needs: (one) => one.evidence.needs,
  event: (one) => one.event?.name,
  time: (one) => one.event?.time,
  principal: (one) => one.event?.principal,
  remediation: (one) => one.remediation,
  waived_until: (one) => one.waiver?.expires,
  waiver_reason: (one) => one.waiver?.reason,
  fingerprint: (one) => one.fingerprint,
  actor: (one) => one.event?.actor,
  caller_address: (one) => one.event?.address,
  items: (one) => one.items?.join('; '),
  input: (one) => one.input,
};

/** RFC 4180, a row for each finding, whatever its verdict: for sheets. Errors are rows too, as a sheet without findings would look clean. */
export function renderCsv(result: Result): string {
  const names = Object.keys(columns);
  const errors = result.errors.map((error) => names.map((name) => ({ verdict: 'error', guardrail: error.code, message: error.message, file: error.where, remediation: error.hint })[name] ?? null));
  const rows = [names, ...errors, ...result.findings.map((finding) => Object.values(columns).map((of) => of(finding)))];
  return rows.map((row) => `${row.map((cell) => csvCell(cell == null ? '' : String(cell))).join(',')}\r\n`).join('');
}
