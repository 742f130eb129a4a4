import * as z from 'zod/mini';
import { severities } from '#model/severity.ts';
import { checked, day, severity, target, text, whole } from './fields.ts';
import { presets } from './detection-defaults.ts';
import { detectionSchemas, ownDetectionSchema } from './detection-schemas.ts';
import { guardrailSchemas, ownGuardrailSchema } from './guardrail-schemas.ts';

export const undecidedModes = ['warn', 'fail', 'ignore'] as const;

const guardrailId = z.string().check(
  checked('config-value', (id) => (/^[\w.*?-]+$/.test(id) ? null : { message: 'is not a guardrail id', hint: 'write an id such as gpu-shapes, or a glob such as team-*' })),
  z.describe('Id of a guardrail or detection; * is any text'),
);

const waiver = z.strictObject({
  guardrail: guardrailId,
  resource: target.check(z.describe('Address or id, of detections also a principal, with * for any text; or tag:key=value')),
  reason: text,
  owner: text,
  ticket: z.optional(text),
  expires: day.check(z.describe('The last day on which it holds, in UTC')),
});

const pipeline = z
  .strictObject({ aws: z.optional(text), azure: z.optional(text), gcp: z.optional(text), oci: z.optional(text) })
  .check(
    checked<object>('config-empty', (one) => (Object.keys(one).length > 0 ? null : { message: 'names no principal', hint: 'add one of aws, azure, gcp, oci' })),
    z.describe('A principal that is allowed to create resources; * is any text'),
  );

/** landrail.yaml, version 1. Unknown keys are refused everywhere but in a user's own guardrails and detections. */
export const configSchema = z.strictObject({
  $schema: z.optional(z.string()),
  version: z.literal(1),
  policies: z.optional(z.array(text).check(z.describe('Policies beside the built-in pack: folders, files, bundles (.tar.gz), relative to this file'))),
  'fail-on': z.optional(severity.check(z.meta({ description: `Lowest severity that fails: ${severities.join(', ')}`, default: 'medium' }))),
  undecided: z.optional(z.enum(undecidedModes).check(z.meta({ description: 'What an undecided finding does to the exit code', default: 'warn' }))),
  baseline: z.optional(text.check(z.meta({ description: 'Baseline file, relative to this file', default: '.landrail/baseline.json' }))),
  guardrails: z.optional(
    z.catchall(
      z.strictObject(Object.fromEntries(Object.entries(guardrailSchemas).map(([id, schema]) => [id, z.optional(schema)])) as { [K in keyof typeof guardrailSchemas]: z.ZodMiniOptional<(typeof guardrailSchemas)[K]> }),
      ownGuardrailSchema,
    ),
  ),
  detections: z.optional(
    z.catchall(
      z.strictObject(Object.fromEntries(Object.entries(detectionSchemas).map(([id, schema]) => [id, z.optional(schema)])) as { [K in keyof typeof detectionSchemas]: z.ZodMiniOptional<(typeof detectionSchemas)[K]> }),
      ownDetectionSchema,
    ),
  ),
  waivers: z.optional(z.array(waiver)),
  'waiver-policy': z.optional(
    z.strictObject({
      'max-days': z.optional(whole(1).check(z.describe('How many days ahead a waiver may expire'))),
      'require-ticket': z.optional(z.boolean()),
    }),
  ),
  drift: z.optional(
    z.strictObject({
      pipelines: z.optional(z.array(pipeline)),
      ignore: z.optional(z.array(text)),
      history: z.optional(text),
      compat: z.optional(z.enum(presets).check(z.describe('Settings of another tool, where detections has none'))),
    }),
  ),
});

export type RawConfig = z.output<typeof configSchema>;
