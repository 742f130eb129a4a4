import type { EventRef } from './event.ts';
import type { JsonValue } from './json.ts';
import type { Action, Kind, Provider, SourcePlace, Stage } from './resource.ts';
import type { Severity } from './severity.ts';

/** What one policy says of one resource, before judging: one element of `deny`, `undecided`, `warn`, … */
export interface Claim {
  readonly guardrail: string;
  readonly verdict: 'fail' | 'undecided';
  readonly message: string;
  /** Path of the input that was evaluated. */
  readonly input: string;
  /** Address of the resource; null for a claim about the document as a whole. */
  readonly address: string | null;
  readonly evidence: Evidence;
  /** Overrides the guardrail's own severity, e.g. `warn` rules. */
  readonly severity: Severity | null;
  readonly remediation: string | null;
  /** A place that the policy itself named (conftest's `_loc`). */
  readonly location: SourcePlace | null;
  /** Where the input's source has the argument; null where it has none, or is not read to its end. */
  readonly located: Located | null;
  /** What a detection speaks of; missing for all else, of which the inputs have the resources. */
  readonly detected?: Detected;
}

/** What a claim about an event, or about what became of a resource, is about. */
export interface Detected {
  readonly event: FindingEvent | null;
  /** By which the same is told again on another night, where no resource is named: `aws:111122223333 arn:aws:iam::…:role/ci`. */
  readonly who: string;
  /** Of them: a region, a shape. */
  readonly about: string | null;
  /** Ids of all events that come to it, where they are more than one. */
  readonly events?: readonly string[];
  /** What became of what they made or changed: addresses. */
  readonly items?: readonly string[];
}

/** The event that a finding is about; of several that come to the same the first. */
export interface FindingEvent extends EventRef {
  /** How many others come to the same. */
  readonly more: number;
  /** When the last of them was; null where there is no other. */
  readonly until: string | null;
}

export interface Evidence {
  /** The argument at fault: `instance_type`, `tags.owner`. Empty when the policy named none. */
  readonly path: string;
  /** The offending value; null when it is missing or unknown. */
  readonly actual: JsonValue;
  /** What is allowed, in words or as the list from the config. */
  readonly expected: JsonValue;
  /** What would decide an undecided claim, or what the value came from. */
  readonly refs: readonly string[];
  /** What would decide it, one clause; only for `undecided`. */
  readonly needs: string | null;
}

export interface FindingResource {
  readonly address: string;
  /** As people call it, where the address is what a cloud has drawn: `i-0a1b2c3d4e5f60718`, an OCID. */
  readonly name?: string;
  readonly type: string;
  readonly provider: Provider;
  readonly kind: Kind;
  readonly stage: Stage;
  readonly action: Action;
  readonly id: string | null;
  readonly region: string | null;
}

export interface RelatedPlace extends SourcePlace {
  /** `module call`, `variable default`, `provider block`. */
  readonly role: string;
  /** What stands there, as the source names it: `module.gpu`, `var.type`. */
  readonly name: string | null;
  readonly snippet?: Snippet;
}

/** Lines of a source, ascending, not always neighbours. Never empty. */
export type Snippet = readonly SnippetLine[];

export interface SnippetLine {
  readonly line: number;
  /** Of a very long line the part around the mark. */
  readonly text: string;
  /** What is at fault, as a half-open range of columns of `text`, from 1, in UTF-16 code units. */
  readonly mark: { readonly start: number; readonly end: number } | null;
}

/** What a source says of one argument: where it stands, and the places that its value came from, nearest first. */
export interface Located {
  readonly place: SourcePlace;
  readonly snippet?: Snippet;
  readonly related: readonly RelatedPlace[];
}

export interface FindingWaiver {
  readonly reason: string;
  /** Null for an inline one that names none. */
  readonly owner: string | null;
  readonly ticket: string | null;
  /** `YYYY-MM-DD`, the last day on which it holds (UTC). */
  readonly expires: string;
  /** `landrail.yaml:31:5`, or `gpu.tf:12:3` for an inline one. */
  readonly where: string;
}

/** What tells a fault again in another run. */
export interface FindingIdentity {
  /** The source file where it is known, else the input; relative to the folder of the config. Empty for what lives, which its id tells. */
  readonly file: string;
  /** Without instance keys; null for a fault of the document as a whole. */
  readonly address: string | null;
  /** The argument at fault, without element numbers. */
  readonly path: string;
  /** Of what stands in a module outside of its root module: the folder of that root, as `file`. Each root that calls the module has the fault for itself. */
  readonly root?: string;
}

/** A judged claim: what reports show and the exit code depends on. */
export interface Finding {
  readonly guardrail: string;
  readonly title: string;
  readonly verdict: 'fail' | 'undecided' | 'waived' | 'baselined';
  /** What the verdict was before a waiver or baseline changed it. */
  readonly original: 'fail' | 'undecided';
  readonly severity: Severity;
  /** Advisory guardrails report and never decide the exit code. */
  readonly advisory: boolean;
  readonly message: string;
  readonly input: string;
  readonly resource: FindingResource | null;
  readonly evidence: Evidence;
  readonly location: SourcePlace | null;
  /** Where the whole of its resource stands, where a source has it. No report shows it. */
  readonly block?: SourcePlace;
  readonly snippet: Snippet | null;
  readonly related: readonly RelatedPlace[];
  readonly remediation: string | null;
  readonly references: readonly string[];
  readonly fingerprint: string;
  /** What the fingerprint is made of beside the guardrail, as a baseline holds it; missing in what an older landrail has saved. */
  readonly identity?: FindingIdentity;
  readonly waiver: FindingWaiver | null;
  /** Of a detection. */
  readonly event: FindingEvent | null;
  /** Of one that is about no resource by itself: addresses of what became of all that its events are about, in the drift of the run. Sorted; missing where there is none. */
  readonly items?: readonly string[];
}
