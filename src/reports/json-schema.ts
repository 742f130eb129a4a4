import { kinds, providers, stages } from '#model/resource.ts';
import { severities } from '#model/severity.ts';

const text = { type: 'string' };
const count = { type: 'integer', minimum: 0 };
const nullable = (schema: object): object => ({ anyOf: [schema, { type: 'null' }] });
const list = (items: object): object => ({ type: 'array', items });

/** All named fields are required; fields may be added within schemaVersion 1, so others are allowed. */
function record(properties: Readonly<Record<string, object>>): object {
  return { type: 'object', properties, required: Object.keys(properties) };
}

const problem = record({ code: text, message: text, where: nullable(text), hint: nullable(text) });
const place = record({ file: text, line: { type: 'integer', minimum: 1 }, column: { type: 'integer', minimum: 1 } });

const finding = record({
  guardrail: text,
  title: text,
  verdict: { enum: ['fail', 'undecided', 'waived', 'baselined'] },
  original: { enum: ['fail', 'undecided'] },
  severity: { enum: severities },
  advisory: { type: 'boolean' },
  message: text,
  input: text,
  resource: nullable(
    record({
      address: text,
      type: text,
      provider: { enum: providers },
      kind: { enum: kinds },
      stage: { enum: stages },
      action: { enum: ['create', 'update', 'replace', 'delete', 'no-op', 'read', 'import', 'forget', 'exists'] },
      id: nullable(text),
      region: nullable(text),
    }),
  ),
  evidence: record({ path: text, actual: {}, expected: {}, refs: list(text), needs: nullable(text) }),
  location: nullable(place),
  related: list(record({ file: text, line: { type: 'integer', minimum: 1 }, column: { type: 'integer', minimum: 1 }, role: text })),
  remediation: nullable(text),
  references: list(text),
  fingerprint: { type: 'string', pattern: '^[0-9a-f]{32}$' },
  waiver: nullable(record({ reason: text, owner: text, ticket: nullable(text), expires: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' } })),
  event: { type: 'null' },
});

/** The published schema of `--format json`. */
export function resultJsonSchema(): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'landrail result',
    ...record({
      schemaVersion: { const: 1 },
      tool: record({ name: { const: 'landrail' }, version: text }),
      command: { enum: ['check', 'drift'] },
      verdict: { enum: ['pass', 'fail', 'undecided', 'error', 'empty'] },
      exitCode: { enum: [0, 1, 2, 3] },
      summary: record({
        resources: count,
        guardrails: count,
        fail: count,
        undecided: count,
        waived: count,
        baselined: count,
        bySeverity: record({ critical: count, high: count, medium: count, low: count, info: count }),
      }),
      inputs: list(record({ path: text, format: text, resources: count, notes: list(text) })),
      findings: list(finding),
      guardrails: list(record({ id: text, title: text, severity: { enum: severities }, origin: text })),
      notRun: list(record({ id: text, because: text })),
      notices: list(problem),
      errors: list(problem),
    }),
  };
}
