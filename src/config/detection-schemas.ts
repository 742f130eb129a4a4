import * as z from 'zod/mini';
import { channels } from '#model/event.ts';
import { kinds } from '#model/resource.ts';
import { globs, level, listOf, severity, whole } from './fields.ts';

const common = {
  level: z.optional(level.check(z.describe('mandatory decides the exit code, advisory only reports, off does not run'))),
  severity: z.optional(severity.check(z.describe("Replaces the detection's own severity"))),
  'allow-principals': z.optional(globs.check(z.describe('Whose calls are not looked at: ARNs, UPNs, e-mails, OCIDs'))),
};

const ofKinds = { kinds: z.optional(listOf(z.enum(kinds)).check(z.describe('Kinds of resources; default: all'))) };
const byChannels = { channels: z.optional(listOf(z.enum(channels)).check(z.describe('Ways in which calls are made that count'))) };

function count(description: string, least = 1): z.ZodMiniOptional<z.ZodMiniNumberFormat> {
  return z.optional(whole(least).check(z.describe(description)));
}

const unseen = {
  ...common,
  days: count('How far the history must reach back before anything in it counts as new'),
  of: z.optional(z.enum(['launches', 'creations']).check(z.describe('launches: machines and what runs on them; creations: whatever is made'))),
  'learned-after-hours': count('How long a value stays new after it was first seen', 0),
  quarantine: z.optional(z.boolean().check(z.describe('Whether a value that has alerted stays new until it is approved'))),
};

/** Settings of the detections that ship; their ids. */
export const detectionSchemas = {
  'unmanaged-creation': z.strictObject({ ...common, ...ofKinds }),
  'manual-creation': z.strictObject({ ...common, ...ofKinds, ...byChannels }),
  'modified-outside': z.strictObject({ ...common, ...ofKinds, 'ignore-paths': z.optional(globs.check(z.describe('Arguments whose changes are not reported'))) }),
  'deleted-outside': z.strictObject({ ...common, ...ofKinds }),
  'orphaned-or-spoofed-apply': z.strictObject({ ...common, ...ofKinds }),
  'pipeline-credential-misuse': z.strictObject(common),
  'ephemeral-resource': z.strictObject({ ...common, ...ofKinds, 'max-hours': count('What lives longer than this is no short life') }),
  'failed-launch-probe': z.strictObject({
    ...common,
    denied: count('Denied launches of one principal from which they are reported'),
    regions: count('Regions in which one principal is denied from which that is reported'),
    'within-hours': count('How far apart the enabling of a region, or a request for more quota, and a launch may lie to be one act'),
  }),
  'code-update-outside-pipeline': z.strictObject(common),
  'new-privileged-identity': z.strictObject({
    ...common,
    roles: z.optional(globs.check(z.describe('Roles that count as privileged; replaces the built-in list'))),
    'within-hours': count('How far apart creation and grant may lie to be one act'),
  }),
  'network-hygiene': z.strictObject(common),
  'previously-unseen-user': z.strictObject(unseen),
  'previously-unseen-region': z.strictObject(unseen),
  'previously-unseen-image': z.strictObject(unseen),
  'previously-unseen-instance-type': z.strictObject(unseen),
  'launch-spike': z.strictObject({
    ...common,
    forms: z.optional(listOf(z.enum(['density', 'stdev'])).check(z.describe('density: beyond a bound of an exponential distribution; stdev: beyond the mean by a number of standard deviations'))),
    'times-mean': z.optional(z.number().check(z.positive(), z.describe('Bound of the density form in means: -ln(p), 5.298 for p = 0.005, 7.601 for p = 0.0005'))),
    stdevs: z.optional(z.number().check(z.positive(), z.describe('Bound of the stdev form'))),
    'min-hours': count('Hours that the history must hold of the same four-hour block of the day'),
    'min-machines': count('Fewer machines in an hour are no spike'),
    model: z.optional(z.enum(['principal', 'everybody']).check(z.describe('Whose earlier hours an hour is compared with'))),
  }),
  'high-compute-launch': z.strictObject({
    ...common,
    ...byChannels,
    vcpus: count('vCPUs of one machine from which it is reported; default: vcpus of business-justification'),
    'total-vcpus': count('vCPUs of all machines of one call from which it is reported'),
    accelerators: count('Accelerators of one call from which it is reported'),
  }),
  'mining-shaped-launches': z.strictObject({
    ...common,
    regions: count('Regions in which one principal launches within the minutes'),
    'within-minutes': count('Length of the span of time'),
    vcpus: count('vCPUs of a machine that is one of the largest'),
    machines: count('Machines of one principal within the minutes'),
    'lived-minutes': count('A machine that is ended sooner lived a short life'),
    signs: count('How many of the signs must come together'),
  }),
  'forged-maker-tag': z.strictObject({ ...common, tags: z.optional(globs.check(z.describe('Tags by which a service marks what it makes, and that anybody can set'))) }),
};

/** Settings of a user's own detection: theirs, beside those that every detection has. */
export const ownDetectionSchema = z.looseObject(common);
