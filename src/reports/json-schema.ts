import { driftVerdicts } from '#model/drift.ts';
import { channels, outcomes } from '#model/event.ts';
import { attributions } from '#model/maker.ts';
import { kinds, providers, stages } from '#model/resource.ts';
import { severities } from '#model/severity.ts';

const text = { type: 'string' };
const count = { type: 'integer', minimum: 0 };
const nullable = (schema: object): object => ({ anyOf: [schema, { type: 'null' }] });
const list = (items: object): object => ({ type: 'array', items });

const about = (description: string, schema: object): object => ({ description, ...schema });

/** All named fields are required but for `optional` ones; fields may be added within schemaVersion 1, so others are allowed. */
function record(properties: Readonly<Record<string, object>>, optional: Readonly<Record<string, object>> = {}): object {
  return { type: 'object', properties: { ...properties, ...optional }, required: Object.keys(properties) };
}

const problem = record({
  code: about('Stable, in kebab-case.', text),
  message: text,
  where: about('file, file:line:column, or null.', nullable(text)),
  hint: about('What to do next.', nullable(text)),
});
const position = { type: 'integer', minimum: 1 };
const place = about('Counted from 1, columns in UTF-16 code units.', record({ file: text, line: position, column: position }, { endLine: position, endColumn: position }));

const snippet = about(
  'Lines of the source, ascending; of a very long line the part around the mark. The mark is what is at fault: columns of `text`, half-open.',
  { type: 'array', minItems: 1, items: record({ line: position, text, mark: nullable(record({ start: position, end: position })) }) },
);

const recordPlace = record({ file: text, record: about('Counted from 1 within the file.', { type: 'integer', minimum: 1 }) });

const eventParts = {
  id: text,
  time: about('UTC, ISO 8601 with milliseconds.', text),
  name: about('As the log names it: RunInstances, Microsoft.Compute/virtualMachines/write.', text),
  outcome: { enum: outcomes },
  principal: about('By which the same one is told again: ARN, UPN, e-mail, OCID.', text),
  actor: about('Whom to speak to.', text),
  channel: { enum: channels },
  claimed: about('By what the call says it was made.', { enum: channels }),
  source: recordPlace,
};
const event = record(eventParts);

const finding = record({
  guardrail: text,
  title: text,
  verdict: { enum: ['fail', 'undecided', 'waived', 'baselined'] },
  original: about('The verdict before a waiver or the baseline changed it.', { enum: ['fail', 'undecided'] }),
  severity: { enum: severities },
  advisory: about('Reported, and never decides the exit code.', { type: 'boolean' }),
  message: text,
  input: about('The path of the input, as it was named.', text),
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
    }, { name: about('As people call it, where the address is what a cloud has drawn.', text) }),
  ),
  evidence: record({
    path: about('The argument at fault, as the source names it; empty where the policy names none.', text),
    actual: about('Any value; null where it is missing or not known.', {}),
    expected: about('What is allowed: any value, or a text in words.', {}),
    refs: about('What the value came from, or what would decide it.', list(text)),
    needs: about('Why it is not decided.', nullable(text)),
  }),
  location: nullable(place),
  snippet: nullable(snippet),
  related: about(
    'What the value came from, nearest first.',
    list(
      record(
        { file: text, line: position, column: position, role: about('What the place is: variable default, module call.', text), name: about('What stands there, as the source names it: var.type.', nullable(text)), snippet: nullable(snippet) },
        { endLine: position, endColumn: position },
      ),
    ),
  ),
  remediation: nullable(text),
  references: list(text),
  fingerprint: about('The same for the same fault in every run; it depends on no line number.', { type: 'string', pattern: '^[0-9a-f]{32}$' }),
  waiver: nullable(
    record({
      reason: text,
      owner: about('Null for an inline waiver that names none.', nullable(text)),
      ticket: nullable(text),
      expires: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
      where: about('Where it is written: file:line:column.', text),
    }),
  ),
  event: about(
    'Of the drift command: what was done, of several events that come to the same the first.',
    nullable(record({ ...eventParts, more: about('How many other events come to the same.', count), until: about('When the last of them was.', nullable(text)) })),
  ),
});

const coverage = about(
  'Of an inventory: what it has shown. What is in no row was not seen, which is not the same as not there.',
  list(
    record({
      provider: { enum: providers },
      scope: about('Account, subscription, project or compartment.', nullable(text)),
      region: nullable(text),
      kind: { enum: kinds },
      resources: count,
      exported: about('When the inventory is of, ISO 8601.', nullable(text)),
      incomplete: about('Why there may be more of it; null where the inventory claims to be whole.', nullable(text)),
    }),
  ),
);

const driftItem = record({
  verdict: { enum: driftVerdicts },
  resource: record({ address: text, type: text, provider: { enum: providers }, kind: { enum: kinds }, stage: { enum: stages }, action: text, id: nullable(text), region: nullable(text), name: text, scope: about('Its account, subscription, project or compartment, as far as it is known.', { type: 'object' }) }),
  event: about('The one that the verdict is about: the making of what was made, else the last.', nullable(event)),
  created: nullable(event),
  last: about('The last that changed or removed it, or tried to make it.', nullable(event)),
  declared: about('Where code declares it.', nullable(record({ input: text, address: text, stage: { enum: stages } }))),
  live: about('The inventory that has it.', nullable(record({ input: text }))),
  parent: about('What it belongs to, and how sure that is.', nullable(record({ id: text, by: { enum: attributions } }))),
  changed: list(record({ path: text, declared: nullable(text), live: nullable(text) })),
  lived: about('Seconds between its making and its end.', nullable({ type: 'number', minimum: 0 })),
  evidence: about('The rows that led to the verdict, in words.', list(text)),
  needs: about('What would decide it.', nullable(text)),
  terraform: about('Its type and import id in the words of Terraform.', nullable(record({ type: text, id: text }))),
  ignored: about('The line of an ignore file that leaves it out.', nullable(record({ where: text, reason: nullable(text) }))),
});

const drift = about(
  'Of the drift command alone.',
  record({
    window: about('What the report is about, half open, UTC.', record({ from: text, to: text })),
    counts: about('How many of each verdict, those without an item included.', record(Object.fromEntries(driftVerdicts.map((verdict) => [verdict, count])))),
    items: about('All but what is managed and as the code has it.', list(driftItem)),
    coverage: about(
      'What the run could see of each part of a cloud.',
      list(record({
        scope: about('aws:111122223333; the cloud alone where nothing tells.', text),
        region: nullable(text),
        declared: { type: 'boolean' },
        live: { type: 'boolean' },
        resources: record({ declared: count, live: nullable(count) }),
        liveIncomplete: nullable(text),
        audit: nullable(record({ from: text, to: text, gaps: list(text) })),
      })),
    ),
    sources: about(
      'The logs that were read.',
      list(record({ path: text, format: text, provider: { enum: providers }, scopes: list(record({ scope: text, region: nullable(text), from: text, to: text, records: count, gaps: list(text) })), records: count, malformed: about('Of the records, those that cannot be read for what they are.', count), events: count, notes: list(text) })),
    ),
  }),
);

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
      exitCode: about('0: nothing at or above --fail-on; 1: findings; 2: an error; 3: nothing was judged.', { enum: [0, 1, 2, 3] }),
      summary: record({
        resources: about('Resources judged.', count),
        guardrails: about('Guardrails that ran.', count),
        fail: count,
        undecided: count,
        waived: count,
        baselined: count,
        bySeverity: about('Of the failing findings.', record({ critical: count, high: count, medium: count, low: count, info: count })),
      }),
      inputs: list(record({ path: text, format: text, resources: count, notes: list(text) }, { coverage })),
      skipped: about('What was passed over in folders, and why.', list(record({ path: text, because: text }))),
      findings: about('Worst first, then by file, line, address, guardrail and evidence path.', list(finding)),
      guardrails: about('Those that ran, by id.', list(record({ id: text, title: text, severity: { enum: severities }, origin: text }))),
      notRun: about('Guardrails that did not run, by id.', list(record({ id: text, because: text }))),
      notices: about('They change nothing in the verdict.', list(problem)),
      errors: list(problem),
    }, { drift }),
  };
}
