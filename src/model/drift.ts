import type { EventRef } from './event.ts';
import type { FindingResource } from './finding.ts';
import type { Maker } from './maker.ts';
import type { Provider, Scope, Stage } from './resource.ts';

/** What became of a resource, by what code declares, what exists and what the logs tell of it. */
export const driftVerdicts = [
  'managed', 'modified-outside', 'deleted-outside', 'ghost', 'pending', 'child', 'service-made', 'default',
  'unmanaged', 'orphaned-or-spoofed', 'ephemeral', 'unmanaged-claimed', 'undetermined', 'attempt',
] as const;
export type DriftVerdict = (typeof driftVerdicts)[number];

export type { EventRef };

/** One resource and the verdict on it. */
export interface DriftItem {
  readonly verdict: DriftVerdict;
  readonly resource: FindingResource & { readonly name: string; readonly scope: Scope };
  /** Its type as inventories call it, where `resource` has the one of the code and that is another. */
  readonly liveType?: string;
  /** Where code declares it. */
  readonly declared: { readonly input: string; readonly address: string; readonly stage: Stage } | null;
  /** The inventory that has it. */
  readonly live: { readonly input: string } | null;
  /** Made by; where more than one could be, the newest. */
  readonly created: EventRef | null;
  /** The last that changed or removed it, or tried to make it. */
  readonly last: EventRef | null;
  /** What it belongs to, for `child` and `service-made`. */
  readonly parent: Maker | null;
  /** Arguments in which what exists is not what code declares: `instance_type`, `tags.owner`. Sorted. `member`: one of those at `path`, which is in one of both alone. */
  readonly changed: readonly { readonly path: string; readonly declared: string | null; readonly live: string | null; readonly member?: true }[];
  /** Seconds between its making and its end, where both are known. */
  readonly lived: number | null;
  /** The rows that led to the verdict, in words. */
  readonly evidence: readonly string[];
  /** For `undetermined`: what would decide it. */
  readonly needs: string | null;
  /** Its type and import id in Terraform's words, where they are known. */
  readonly terraform: { readonly type: string; readonly id: string } | null;
  /** The line of an ignore file that leaves it out of the verdict. */
  readonly ignored: { readonly where: string; readonly reason: string | null } | null;
}

/** Machines that one principal has launched in one clock hour. */
export interface LaunchHour {
  /** Where it begins, UTC, ISO 8601. */
  readonly hour: string;
  readonly provider: Provider;
  /** Account, subscription, project or compartment; null where nothing tells. */
  readonly scope: string | null;
  readonly principal: string;
  readonly machines: number;
}

/** What a run could see of one part of a cloud: which of the three sides was there, and how whole. */
export interface DriftCoverage {
  readonly provider: Provider;
  /** Account, subscription, project or compartment; null where nothing tells. */
  readonly scope: string | null;
  readonly region: string | null;
  readonly declared: number;
  readonly live: number | null;
  /** Why there may be more than `live`. */
  readonly liveIncomplete: string | null;
  /** From when to when its records are; null where all that is known is what is missing. */
  readonly audit: { readonly from: string | null; readonly to: string | null; readonly gaps: readonly string[] } | null;
}
