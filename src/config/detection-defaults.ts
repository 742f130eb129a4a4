import type { JsonObject } from '#model/json.ts';
import { freeze } from './config.ts';

/** Settings of other tools that may be chosen in place of ours. */
export const presets = ['splunk'] as const;
export type Preset = (typeof presets)[number];

const byHand = ['console', 'cli', 'sdk', 'unknown'];
const unseen: JsonObject = { of: 'launches', 'learned-after-hours': 0, quarantine: true };

/** What the settings of a detection say where the file is silent. */
const ours: Readonly<Record<string, JsonObject>> = freeze({
  'unmanaged-creation': {},
  'manual-creation': { channels: byHand },
  'modified-outside': {},
  'deleted-outside': {},
  'orphaned-or-spoofed-apply': {},
  'pipeline-credential-misuse': {},
  'ephemeral-resource': { 'max-hours': 24 },
  'failed-launch-probe': { denied: 3, regions: 2, 'within-hours': 24 },
  'code-update-outside-pipeline': {},
  'new-privileged-identity': { 'within-hours': 24 },
  'network-hygiene': {},
  'previously-unseen-user': { ...unseen, days: 7 },
  'previously-unseen-region': { ...unseen, days: 14 },
  'previously-unseen-image': { ...unseen, days: 7 },
  'previously-unseen-instance-type': { ...unseen, days: 14 },
  'launch-spike': { forms: ['density', 'stdev'], 'times-mean': 5.298, stdevs: 4, 'min-hours': 16, 'min-machines': 4, model: 'principal' },
  'high-compute-launch': { channels: [...byHand, 'terraform', 'cloudformation', 'pulumi'], accelerators: 1 },
  'mining-shaped-launches': { regions: 3, 'within-minutes': 30, vcpus: 64, machines: 10, 'lived-minutes': 60, signs: 2 },
  'forged-maker-tag': {},
});

/**
 * The settings of Splunk's analytic story "Cloud Cryptomining" (splunk/security_content, detections/cloud and baselines): whatever is
 * made counts, a value is new for the 24 hours after it was first seen and known from then on, and the hours of a user are held against
 * those of all users together. Its shortcomings are not among its settings: machines are counted, failures are not, and histories are of
 * one account each.
 */
const splunk: Readonly<Record<string, JsonObject>> = freeze({
  'previously-unseen-user': { of: 'creations', days: 7, 'learned-after-hours': 24, quarantine: false },
  'previously-unseen-region': { of: 'creations', days: 14, 'learned-after-hours': 24, quarantine: false },
  'previously-unseen-image': { of: 'creations', days: 7, 'learned-after-hours': 24, quarantine: false },
  'previously-unseen-instance-type': { of: 'creations', days: 14, 'learned-after-hours': 24, quarantine: false },
  'launch-spike': { forms: ['density'], 'times-mean': 5.298, 'min-hours': 16, 'min-machines': 1, model: 'everybody' },
});

/** Ids of the detections that ship. A check names them without loading them. */
export const detectionIds: readonly string[] = Object.keys(ours).sort();

/** `detections` of data.settings: what the file says, over the preset, over the defaults. */
export function filledDetections(written: Readonly<Record<string, JsonObject>>, preset: Preset | null): Readonly<Record<string, JsonObject>> {
  const ids = [...new Set([...detectionIds, ...Object.keys(written)])].sort();
  return Object.fromEntries(ids.map((id) => [id, { level: 'mandatory', ...of(ours, id), ...(preset === null ? {} : of(splunk, id)), ...of(written, id) }]));
}

function of(table: Readonly<Record<string, JsonObject>>, id: string): JsonObject {
  return Object.hasOwn(table, id) ? (table[id] as JsonObject) : {};
}
