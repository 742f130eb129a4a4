import * as z from 'zod/mini';
import { driftVerdicts } from '#model/drift.ts';
import { attributions } from '#model/maker.ts';
import { providers, stages } from '#model/resource.ts';
import { resourceParts } from './finding-schema.ts';
import { about, count, eventParts, text } from './parts.ts';

const event = z.object(eventParts);

const scope = z.object({
  account: z.exactOptional(text),
  subscription: z.exactOptional(text),
  resourceGroup: z.exactOptional(text),
  project: z.exactOptional(text),
  folders: z.exactOptional(z.array(text)),
  compartment: z.exactOptional(text),
  path: z.exactOptional(text),
});

const countsSchema = z.object({
  managed: count, 'modified-outside': count, 'deleted-outside': count, ghost: count, pending: count, child: count, 'service-made': count, default: count,
  unmanaged: count, 'orphaned-or-spoofed': count, ephemeral: count, 'unmanaged-claimed': count, undetermined: count, attempt: count,
});

const itemSchema = z.object({
  verdict: z.enum(driftVerdicts),
  resource: z.object({ ...resourceParts, name: text, scope: about('Its account, subscription, project or compartment, as far as it is known.', scope) }),
  liveType: z.exactOptional(about('Its type as inventories call it, where `resource` has the one of the code and that is another.', text)),
  event: about('The one that the verdict is about: the making of what was made, else the last.', z.nullable(event)),
  created: z.nullable(event),
  last: about('The last that changed or removed it, or tried to make it.', z.nullable(event)),
  declared: about('Where code declares it.', z.nullable(z.object({ input: text, address: text, stage: z.enum(stages) }))),
  live: about('The inventory that has it.', z.nullable(z.object({ input: text }))),
  parent: about('What it belongs to, and how sure that is.', z.nullable(z.object({ id: text, by: z.enum(attributions) }))),
  changed: z.array(z.object({ path: text, declared: z.nullable(text), live: z.nullable(text), member: z.exactOptional(about('One of those at the path, which is in one of both alone.', z.literal(true))) })),
  lived: about('Seconds between its making and its end.', z.nullable(z.number().check(z.minimum(0)))),
  evidence: about('The rows that led to the verdict, in words.', z.array(text)),
  needs: about('What would decide it.', z.nullable(text)),
  terraform: about('Its type and import id in the words of Terraform.', z.nullable(z.object({ type: text, id: text }))),
  ignored: about('The line of an ignore file that leaves it out.', z.nullable(z.object({ where: text, reason: z.nullable(text) }))),
  detections: z.exactOptional(about('Findings of detections that it is part of, by itself or with others: `items` of the others name it.', z.array(z.object({ guardrail: text, fingerprint: text })))),
  remedy: z.exactOptional(
    about(
      'What to do about it; null for what an ignore file leaves out.',
      z.nullable(
        z.object({
          summary: about('One sentence; empty where there is nothing to do.', z.string()),
          import: about('A block of Terraform that takes it into the code.', z.nullable(text)),
          tag: about('A command that sets the tags that rules ask for, with VALUE for what they are to say.', z.nullable(text)),
          noTag: z.exactOptional(about('Why there is no such command, though rules ask for tags.', z.nullable(text))),
          ignore: about('A line of .driftignore that accepts it.', z.nullable(text)),
        }),
      ),
    ),
  ),
});

const coverageSchema = z.object({
  scope: about('aws:111122223333; the cloud alone where nothing tells.', z.string().check(z.regex(/^(?:aws|azure|gcp|oci)(?::|$)/))),
  region: z.nullable(text),
  declared: z.boolean(),
  live: z.boolean(),
  resources: z.object({ declared: count, live: z.nullable(count) }),
  liveIncomplete: z.nullable(text),
  audit: z.nullable(z.object({ from: about('Of the first record; null where nothing was read, and it is known what is missing.', z.nullable(text)), to: z.nullable(text), gaps: z.array(text) })),
});

export const driftSchema = z.object({
  window: about('What the report is about, half open, UTC.', z.object({ from: text, to: text })),
  counts: about('How many of each verdict, those without an item included; what an ignore file leaves out is in none.', countsSchema),
  items: about('All but what is managed and as the code has it.', z.array(itemSchema)),
  coverage: about('What the run could see of each part of a cloud.', z.array(coverageSchema)),
  sources: about(
    'The logs that were read.',
    z.array(
      z.object({
        path: text,
        format: text,
        provider: z.enum(providers),
        scopes: z.array(z.object({ scope: text, region: z.nullable(text), from: z.nullable(text), to: z.nullable(text), records: count, gaps: z.array(text) })),
        records: count,
        malformed: about('Of the records, those that cannot be read for what they are.', count),
        events: count,
        notes: z.array(text),
      }),
    ),
  ),
  launches: z.exactOptional(about('Machines launched in the window, by clock hour.', z.array(z.object({ hour: text, provider: z.enum(providers), scope: z.nullable(text), principal: text, machines: count })))),
});
