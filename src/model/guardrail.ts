import type { DriftVerdict } from './drift.ts';
import type { Channel, Deed, Outcome, Touch } from './event.ts';
import type { Kind, Provider, Stage } from './resource.ts';
import type { Severity } from './severity.ts';

/** Parts of what a policy sees: regions, zones and scopes; shapes and images; tags of the resource and in it. */
export const leftOut = ['places', 'shapes', 'tags'] as const;
type LeftOut = (typeof leftOut)[number];

/** What the METADATA block of a policy says: the single source of catalogue, `explain`, help texts and SARIF rules. */
export interface Guardrail {
  /** `gpu-shapes`: last part of the package, `_` as `-`; for document policies the package and rule, `main.deny_tags`. */
  readonly id: string;
  /** Rego package, dotted: `landrail.guardrails.gpu_shapes`. */
  readonly package: string;
  readonly title: string;
  readonly description: string;
  readonly severity: Severity;
  readonly remediation: Remediation;
  readonly references: readonly string[];
  readonly examples: { readonly bad: string; readonly good: string } | null;
  /** `required`: without an entry in the config it is listed as not configured and does not run. */
  readonly settings: 'required' | 'optional' | 'none';
  /**
   * `batch`: any slice of the resources; `plan`: all of them at once; `document`: the raw input, as conftest gives it. Of a detection
   * `events`: any slice of what the logs tell; `window`: all of it at once; `drift`: what became of resources.
   */
  readonly reads: 'batch' | 'plan' | 'document' | 'events' | 'window' | 'drift';
  /** The raw `attributes` that it asks for: none, all, or those of these names. */
  readonly attributes: boolean | readonly string[];
  /** Whether it is handed relations and grants; false for one that judges each resource by itself. */
  readonly relations: boolean;
  /** What it is not handed, as it does not look at it: large plans are judged sooner. */
  readonly without: readonly LeftOut[];
  /** Only resources of these kinds, providers and types (`*` stands for any run of characters) are handed over; null = all. */
  readonly kinds: readonly Kind[] | null;
  readonly types: readonly string[] | null;
  /** Of one that reads the plan: what it judges without any other, so that not all need be held. */
  readonly alone?: readonly Alone[];
  readonly providers: readonly Provider[] | null;
  /** Only resources at these stages; null = all. One whose stages no input has does not run. */
  readonly stages: readonly Stage[] | null;
  /** Of a detection: which events and items it is handed; missing for a guardrail. */
  readonly selects?: DetectionSelection;
  /** `builtin` for the shipped pack, else the policy path as the user gave it. */
  readonly origin: string;
}

/** Resources of these types, at these stages; null = all. */
export interface Alone {
  readonly types: readonly string[];
  readonly stages: readonly Stage[] | null;
}

/** Of one that ran, what reports tell of it. */
export interface RanGuardrail extends Pick<Guardrail, 'id' | 'title' | 'description' | 'severity' | 'remediation' | 'references' | 'examples' | 'origin'> {
  /** It tells what is unusual; a guardrail, what a value is. */
  readonly detection: boolean;
}

export function ranGuardrail({ id, title, description, severity, remediation, references, examples, origin, selects }: Guardrail): RanGuardrail {
  return { id, title, description, severity, detection: selects !== undefined, remediation, references, examples, origin };
}

/**
 * An event is handed over for what it touches, or for its deed and the kinds and types of what it is about; one of which the log does not
 * tell what it is about may be about any, and one that may have made something is one that did. Null = all.
 */
export interface DetectionSelection {
  readonly deeds: readonly Deed[] | null;
  readonly touches: readonly Touch[] | null;
  readonly outcomes: readonly Outcome[] | null;
  readonly channels: readonly Channel[] | null;
  readonly claimed: readonly Channel[] | null;
  readonly verdicts: readonly DriftVerdict[] | null;
  /** Events that fit all of it are left out: of a window those that there are hundreds of thousands of, and that tell nothing. */
  readonly except?: Pick<DetectionSelection, 'outcomes' | 'channels'>;
}

/** How to mend it, per tool; empty strings are left out of reports. */
export interface Remediation {
  readonly summary: string;
  readonly terraform: string | null;
  readonly cloudformation: string | null;
  readonly cli: string | null;
}
