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
  /** `batch`: any slice of the resources; `plan`: all of them at once; `document`: the raw input, as conftest gives it. */
  readonly reads: 'batch' | 'plan' | 'document';
  /** The raw `attributes` that it asks for: none, all, or those of these names. */
  readonly attributes: boolean | readonly string[];
  /** Whether it is handed relations and grants; false for one that judges each resource by itself. */
  readonly relations: boolean;
  /** What it is not handed, as it does not look at it: large plans are judged sooner. */
  readonly without: readonly LeftOut[];
  /** Only resources of these kinds, providers and types (`*` stands for any run of characters) are handed over; null = all. */
  readonly kinds: readonly Kind[] | null;
  readonly types: readonly string[] | null;
  /** Of one that reads the plan: types whose resources it judges without any other, so that they need not all be held. */
  readonly alone?: readonly string[];
  readonly providers: readonly Provider[] | null;
  /** Only resources at these stages; null = all. One whose stages no input has does not run. */
  readonly stages: readonly Stage[] | null;
  /** `builtin` for the shipped pack, else the policy path as the user gave it. */
  readonly origin: string;
}

/** How to mend it, per tool; empty strings are left out of reports. */
export interface Remediation {
  readonly summary: string;
  readonly terraform: string | null;
  readonly cloudformation: string | null;
  readonly cli: string | null;
}
