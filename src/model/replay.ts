import type { Finding, FindingResource } from './finding.ts';
import type { JsonObject, JsonValue } from './json.ts';
import type { Known } from './known.ts';
import type { SourcePlace } from './resource.ts';

/** One value that a guardrail was handed of a resource. */
export interface ReplayedValue {
  /** The argument: `instance_type`, `tags.owner`, `provider aws.west`. */
  readonly path: string;
  readonly value: Known<JsonValue>;
  /** What it says beside the value, or where it comes from: `4 x NVIDIA A10G`, `provider aws default_tags`. */
  readonly note: string | null;
  /** Where the source has it; null where there is no source. */
  readonly place: SourcePlace | null;
}

/** One resource of one input, judged by one guardrail once more: what it read, what it said, and what would change its mind. */
export interface Replay {
  readonly guardrail: string;
  readonly title: string;
  readonly input: string;
  readonly format: string;
  readonly resource: FindingResource;
  readonly verdict: 'pass' | 'fail' | 'undecided' | 'waived' | 'baselined' | 'not applicable';
  /** Why the guardrail does not judge it; else null. */
  readonly because: string | null;
  readonly values: readonly ReplayedValue[];
  /** The guardrail's settings that were in force, defaults filled; null where it has none. */
  readonly settings: JsonObject | null;
  /** What it said of this resource, sorted. */
  readonly findings: readonly Finding[];
}
