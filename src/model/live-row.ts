import type { JsonObject } from './json.ts';
import type { Known } from './known.ts';
import type { Maker } from './maker.ts';
import type { Scope } from './resource.ts';

/**
 * One resource as an answer of its cloud tells it, in the words of the catalogue: for AWS the type and properties of CloudFormation,
 * for Azure the type and body of Azure Resource Manager, for Google the asset type and the API's own object, for OCI Terraform's names.
 * Plain data: what the collector writes and what is read of other tools' exports is the same.
 */
export interface LiveRow {
  readonly type: string;
  /** ARN, ARM id in lower case, full resource name, OCID: the name by which it is told from all others, and its address. */
  readonly id: string;
  /** Other names by which logs, states and other inventories know it. */
  readonly aliases: readonly string[];
  readonly name: string;
  readonly region: Known<string>;
  /** Where the region was read: `Placement.AvailabilityZone`, `Arn`. */
  readonly regionPath: string;
  readonly zone: Known<string>;
  readonly scope: Scope;
  readonly values: JsonObject;
  /** Arguments that this kind of answer does not tell, and why: `Tags` -> `lambda list-functions does not list tags`. */
  readonly untold: Readonly<Record<string, string>>;
  /** Why it may have arguments that the answer leaves out; null where an argument that is not there is not set. */
  readonly partial: string | null;
  /** Its state, where there is nothing left to judge: `terminated`. */
  readonly gone: string | null;
  /** The id of what made it and answers for it: an auto-scaling group, a node group; null where somebody made it. */
  readonly madeBy: string | null;
  /** All that says who made it, `madeBy` and what stands between, the surest first; missing where it is `madeBy` alone, by what is no tag. */
  readonly makers?: readonly Maker[] | undefined;
  /** Ids of what it made that made others in turn, and for which it answers: the instance groups of a node pool. */
  readonly makes?: readonly string[] | undefined;
  /** What its machines are told by, and nothing else: rows that agree in it have the same. */
  readonly machines?: string | undefined;
  /** When the cloud recorded it, ISO 8601. */
  readonly recorded: string | null;
}
