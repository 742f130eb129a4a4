import type { JsonObject } from '#model/json.ts';
import type { Provider } from '#model/resource.ts';
import type { Severity } from '#model/severity.ts';
import type { Waiver, WaiverPolicy } from '#model/waiver.ts';

export type Undecided = 'warn' | 'fail' | 'ignore';

/** landrail.yaml, validated; or what holds without one. Frozen and serialisable. */
export interface Config {
  /** As messages name it: relative to the working directory, or as it was given. Null when there is none. */
  readonly file: string | null;
  /** Absolute: relative paths in the config start here. The working directory when there is no config. */
  readonly folder: string;
  /** As written, relative to `folder`. */
  readonly policies: readonly string[];
  readonly failOn: Severity | null;
  readonly undecided: Undecided | null;
  /** As written, relative to `folder`. */
  readonly baseline: string | null;
  readonly waivers: readonly Waiver[];
  readonly waiverPolicy: WaiverPolicy;
  /**
   * `data.settings` of every policy: keys as in the file, defaults filled. `guardrails` holds the settings of each guardrail
   * that the config names, and the defaults of the shipped ones that run without any.
   */
  readonly settings: Settings;
  /** `detections` as written: what stands for the rest depends on the preset. */
  readonly detections: Readonly<Record<string, JsonObject>>;
  /** Whose settings stand for what `detections` leaves out. */
  readonly compat: 'splunk' | null;
  readonly drift: DriftConfig;
  /** Ids with an entry of their own under `guardrails`, sorted. */
  readonly configured: readonly string[];
  /** Where the config speaks of guardrails: an id that no policy has is a fault (guardrail-names.ts). */
  readonly mentions: readonly GuardrailMention[];
  /** `file:line:col` of each top-level setting, by its key. */
  readonly places: Readonly<Record<string, string>>;
}

/** Guardrails and detections by their ids. */
export type Settings = JsonObject & { readonly guardrails: Readonly<Record<string, JsonObject>>; readonly detections: Readonly<Record<string, JsonObject>> };
export interface DriftConfig {
  /** Principals that may create resources, by cloud; `*` is any text. */
  readonly pipelines: readonly { readonly [cloud in Provider]?: string | undefined }[];
  /** Ignore files as written, relative to `folder`; null where the file names none. */
  readonly ignore: readonly string[] | null;
  /** As written, relative to `folder`. */
  readonly history: string | null;
}

export interface GuardrailMention {
  /** An id; in a waiver it may be a glob. */
  readonly id: string;
  readonly in: 'guardrails' | 'detections' | 'waiver' | 'ignore';
  readonly where: string;
}

/** Makes a value and all that hangs on it immutable. */
export function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) freeze(part);
  }
  return value;
}
