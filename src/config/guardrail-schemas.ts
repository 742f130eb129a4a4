import * as z from 'zod/mini';
import { kinds, providers } from '#model/resource.ts';
import { address, checked, glob, globs, level, listOf, pattern, severity, text, whole } from './fields.ts';
import type { Fault } from './glob.ts';

const common = {
  level: z.optional(level.check(z.describe('mandatory decides the exit code, advisory only reports, off does not run'))),
  severity: z.optional(severity.check(z.describe("Replaces the guardrail's own severity"))),
};

const kind = z.enum(kinds);
const provider = z.enum(providers);
const allowDeny = { allow: z.optional(globs.check(z.describe('Everything else fails'))), deny: z.optional(globs.check(z.describe('Fails even when it is allowed'))) };

/** Refuses an object with none of `keys`: it would judge nothing and look as if it did. A guardrail that is off may be empty. */
function needs(keys: readonly string[]): z.core.$ZodCheck<Record<string, unknown>> {
  return checked<Record<string, unknown>>('config-empty', (settings) =>
    settings['level'] === 'off' || keys.some((key) => settings[key] !== undefined) ? null : { message: 'judges nothing', hint: `add ${keys.length > 1 ? 'one of ' : ''}${keys.join(', ')}` });
}

/** The size of a flexible server of Azure with its tier, as azurerm writes it: names are compared without it, so that this one would match nothing. */
function tierFault(name: string): Fault | null {
  const [, size] = /^[^_]+_(Standard_.*)$/i.exec(name) ?? [];
  if (size !== undefined) return { message: 'has a tier in front of the size', hint: `write the size alone, which is the same in Terraform and in Azure: ${size}` };
  const [, tier] = /^(B|GP|MO)_S?t?a?n?d?a?r?d?[*?]/i.exec(name) ?? [];
  return tier === undefined ? null : { message: 'has a tier in front of what may be a size', hint: `write Standard_* for flexible servers, whose tier is not in their name, and ${tier.toUpperCase()}_Gen5_* or ${tier.toUpperCase()}_S_* for other databases` };
}

const shapeGlobs = listOf(glob.check(checked('config-glob', tierFault)));
const allowDenyShapes = { allow: z.optional(shapeGlobs.check(z.describe('Everything else fails'))), deny: z.optional(shapeGlobs.check(z.describe('Fails even when it is allowed'))) };
const shapes = z.strictObject(allowDenyShapes).check(needs(['allow', 'deny']));
const instanceTypes = z
  .strictObject({ ...allowDenyShapes, kinds: z.optional(z.partialRecord(kind, shapes).check(z.describe('Lists for one kind of resource, in place of those beside it'))) })
  .check(needs(['allow', 'deny', 'kinds']));
const places = z.strictObject(allowDeny).check(needs(['allow', 'deny']));
const cloudPlaces = { aws: z.optional(places), azure: z.optional(places), gcp: z.optional(places), oci: z.optional(places) };

/** Lists of what may be used, each with a `deny-` twin. */
function scopeLists<K extends string>(names: readonly K[]): z.ZodMiniOptional<z.ZodMiniObject<Record<K | `deny-${K}`, z.ZodMiniOptional<typeof globs>>, z.core.$strict>> {
  const keys = names.flatMap((name) => [name, `deny-${name}` as const]);
  const shape = Object.fromEntries(keys.map((key) => [key, z.optional(globs)])) as Record<K | `deny-${K}`, z.ZodMiniOptional<typeof globs>>;
  return z.optional(z.strictObject(shape).check(needs(keys)));
}

const requiredTag = z.strictObject({
  key: text,
  required: z.optional(z.boolean().check(z.meta({ description: 'false: the tag may be missing, but a value that is there is judged', default: true }))),
  pattern: z.optional(pattern),
  values: z.optional(listOf(z.string()).check(z.describe('Allowed values, exactly as written'))),
  case: z.optional(z.enum(['sensitive', 'insensitive']).check(z.meta({ description: 'Whether capitals count in the key', default: 'sensitive' }))),
  providers: z.optional(listOf(provider)),
  kinds: z.optional(listOf(kind)),
  types: z.optional(globs),
});

const exemption = z
  .strictObject({ type: z.optional(glob), address: z.optional(address), provider: z.optional(provider), scope: z.optional(glob) })
  .check(needs(['type', 'address', 'provider', 'scope']));

/** Settings of the guardrails that ship. */
export const guardrailSchemas = {
  'required-tags': z
    .strictObject({
      ...common,
      tags: z.optional(listOf(requiredTag)),
      kinds: z.optional(listOf(kind).check(z.describe('Kinds of resources that need the tags; default: every taggable one'))),
      exempt: z.optional(listOf(exemption).check(z.describe('Resources that need no tags; all fields of an entry must match'))),
      nested: z.optional(z.boolean().check(z.meta({ description: 'Also judge volumes, launched instances and nodes', default: true }))),
      'tag-policy': z.optional(z.union([text, listOf(text)]).check(z.describe('Tag policies of AWS Organizations (JSON files), relative to this file'))),
    })
    .check(needs(['tags', 'tag-policy'])),
  'instance-types': z
    .strictObject({
      ...common,
      aws: z.optional(instanceTypes),
      azure: z.optional(instanceTypes),
      gcp: z.optional(instanceTypes),
      oci: z.optional(instanceTypes),
      'max-vcpus': z.optional(whole(1).check(z.describe('vCPUs of one machine'))),
    })
    .check(needs([...providers, 'max-vcpus'])),
  'gpu-shapes': z.strictObject({
    ...common,
    allow: z.optional(z.array(glob).check(z.meta({ description: 'Every other shape with an accelerator needs an approval', default: [] }))),
    deny: z.optional(globs),
    'max-count': z.optional(whole(0).check(z.describe('Accelerators of one resource: per machine x machines'))),
  }),
  regions: z
    .strictObject({
      ...common,
      ...cloudPlaces,
      scopes: z.optional(
        listOf(z.strictObject({ scope: glob, ...cloudPlaces }).check(needs(providers))).check(z.describe('Lists for one account, subscription, project or compartment, in place of those beside it')),
      ),
    })
    .check(needs([...providers, 'scopes'])),
  scopes: z
    .strictObject({
      ...common,
      aws: scopeLists(['accounts']),
      azure: scopeLists(['subscriptions', 'resource-groups', 'management-groups']),
      gcp: scopeLists(['folders', 'projects']),
      oci: scopeLists(['compartments']),
    })
    .check(needs(providers)),
  'network-baseline': z.strictObject(common),
  'duplicate-management': z.strictObject(common),
  'privileged-identity': z.strictObject({
    ...common,
    roles: z.optional(globs.check(z.describe('Roles that count as privileged; replaces the built-in list'))),
    'allow-principals': z.optional(globs),
    'within-hours': z.optional(whole(1).check(z.meta({ description: 'How far apart creation and grant may lie to be one act', default: 24 }))),
  }),
  'business-justification': z.strictObject({
    ...common,
    vcpus: z.optional(whole(1).check(z.meta({ description: 'vCPUs of one machine from which an approval is needed', default: 64 }))),
    'total-vcpus': z.optional(whole(1).check(z.describe('vCPUs of one resource, all its machines together, from which an approval is needed'))),
    kinds: z.optional(listOf(kind)),
  }),
};

/** Settings of a user's own guardrail: theirs, beside the two that every guardrail has. */
export const ownGuardrailSchema = z.looseObject(common);
