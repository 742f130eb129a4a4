import type { JsonObject, JsonValue } from '#model/json.ts';
import { freeze, type Config } from './config.ts';
import { filledDetections } from './detection-defaults.ts';
import { addressGlob } from './glob.ts';

/** Where `landrail baseline write` writes, relative to the config's folder. */
export const defaultBaseline = '.landrail/baseline.json';

/** What a shipped guardrail's settings say where the file is silent. */
export const guardrailDefaults: Readonly<Record<string, JsonObject>> = freeze({
  'required-tags': { nested: true },
  'gpu-shapes': { allow: [] },
  'privileged-identity': { 'within-hours': 24 },
  'business-justification': { vcpus: 64 },
});

/** The shipped guardrails that judge without a config. */
export const runsWithoutConfig: readonly string[] = ['business-justification', 'duplicate-management', 'gpu-shapes', 'network-baseline', 'privileged-identity'];

const tagDefaults: JsonObject = freeze({ case: 'sensitive', required: true });

/** `guardrails` of data.settings: what the file says, over the defaults. */
export function filledGuardrails(written: Readonly<Record<string, JsonObject>>): Readonly<Record<string, JsonObject>> {
  const ids = [...new Set([...runsWithoutConfig, ...Object.keys(written)])].sort();
  return Object.fromEntries(ids.map((id) => [id, filled(id, Object.hasOwn(written, id) ? (written[id] as JsonObject) : {})]));
}

function filled(id: string, settings: JsonObject): JsonObject {
  const defaults = Object.hasOwn(guardrailDefaults, id) ? guardrailDefaults[id] : {};
  const whole: JsonObject = { level: 'mandatory', ...defaults, ...settings };
  if (id !== 'required-tags') return whole;
  const tags = (Array.isArray(whole['tags']) ? whole['tags'] : []) as readonly JsonValue[];
  const exempt = whole['exempt'] as readonly JsonObject[] | undefined;
  return {
    ...whole,
    tags: tags.map((tag) => ({ ...tagDefaults, ...(tag as JsonObject) })),
    ...(exempt === undefined ? {} : { exempt: exempt.map((one) => (typeof one['address'] === 'string' ? { ...one, address: addressGlob(one['address']) } : one)) }),
  };
}

/** What holds when there is no landrail.yaml. */
export function defaultConfig(folder: string): Config {
  return freeze<Config>({
    file: null,
    folder,
    policies: [],
    failOn: null,
    undecided: null,
    baseline: null,
    waivers: [],
    waiverPolicy: { maxDays: null, requireTicket: false },
    settings: { version: 1, guardrails: filledGuardrails({}), detections: filledDetections({}, null) },
    detections: {},
    compat: null,
    drift: { pipelines: [], ignore: null, history: null },
    configured: [],
    mentions: [],
    places: {},
  });
}
