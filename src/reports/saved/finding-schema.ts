import * as z from 'zod/mini';
import { kinds, providers, stages } from '#model/resource.ts';
import { severities } from '#model/severity.ts';
import { about, anything, count, eventParts, position, snippet, text } from './parts.ts';

const end = { endLine: z.exactOptional(position), endColumn: z.exactOptional(position) };

export const resourceParts = {
  address: text,
  type: text,
  provider: z.enum(providers),
  kind: z.enum(kinds),
  stage: z.enum(stages),
  action: z.enum(['create', 'update', 'replace', 'delete', 'no-op', 'read', 'import', 'forget', 'exists']),
  id: z.nullable(text),
  region: z.nullable(text),
};

export const findingSchema = z.object({
  guardrail: text,
  title: text,
  verdict: z.enum(['fail', 'undecided', 'waived', 'baselined']),
  original: about('The verdict before a waiver or the baseline changed it.', z.enum(['fail', 'undecided'])),
  severity: z.enum(severities),
  advisory: about('Reported, and never decides the exit code.', z.boolean()),
  message: text,
  input: about('The path of the input, as it was named.', z.string()),
  resource: z.nullable(z.object({ ...resourceParts, name: about('As people call it, where the address is what a cloud has drawn.', z.exactOptional(text)) })),
  evidence: z.object({
    path: about('The argument at fault, as the source names it; empty where the policy names none.', z.string()),
    actual: about('Any value; null where it is missing or not known.', anything),
    expected: about('What is allowed: any value, or a text in words.', anything),
    refs: about('What the value came from, or what would decide it.', z.array(text)),
    needs: about('Why it is not decided.', z.nullable(text)),
  }),
  location: z.nullable(about('Counted from 1, columns in UTF-16 code units.', z.object({ file: text, line: position, column: position, ...end }))),
  snippet: z.nullable(snippet),
  related: about(
    'What the value came from, nearest first.',
    z.array(
      z.object({
        file: text,
        line: position,
        column: position,
        role: about('What the place is: variable default, module call.', z.string()),
        name: about('What stands there, as the source names it: var.type.', z.nullable(text)),
        snippet: z.nullable(snippet),
        ...end,
      }),
    ),
  ),
  remediation: z.nullable(text),
  references: z.array(text),
  fingerprint: about('The same for the same fault in every run; it depends on no line number.', z.string().check(z.regex(/^[0-9a-f]{32}$/))),
  identity: about('What it is told by again in another run, as a baseline holds it: no line, no instance key, no element number.', z.exactOptional(z.object({ file: about('Relative to the folder of landrail.yaml; empty for what lives.', z.string()), address: z.nullable(text), path: text, root: about('Of what stands in a module outside of its root module: the folder of that root. Each root that calls the module has the fault for itself.', z.exactOptional(text)) }))),
  waiver: z.nullable(
    z.object({
      reason: text,
      owner: about('Null for an inline waiver that names none.', z.nullable(text)),
      ticket: z.nullable(text),
      expires: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/)),
      where: about('Where it is written: file:line:column.', z.string()),
    }),
  ),
  event: about(
    'Of the drift command: what was done, of several events that come to the same the first.',
    z.nullable(z.object({ ...eventParts, more: about('How many other events come to the same.', count), until: about('When the last of them was.', z.nullable(text)) })),
  ),
  items: z.exactOptional(about('Of a detection that is about no resource by itself: addresses of what became of all that its events are about, in `drift.items`.', z.array(text))),
});
