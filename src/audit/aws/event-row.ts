import type { Deed, Touch } from '#model/event.ts';

/** A call and what its record tells. Paths: see paths.ts. */
export interface EventRow {
  /** Of the reference on audit events, 2.1. */
  readonly row: number;
  /** Event source without `.amazonaws.com`: many services have calls of one name. */
  readonly service: string;
  /** Without a version (`20150331v2`). */
  readonly names: readonly string[];
  readonly deed: Deed;
  readonly touches?: Touch;
  /** Success means that the cloud has begun, and no record says how it ended. */
  readonly begins?: true;
  /** It writes whether or not the thing was there; no record says which. */
  readonly puts?: true;
  /** The tags that it sets take the place of all that were there. */
  readonly replaces?: true;
  /** A path that must lead somewhere, where services of two ages have calls of one name. */
  readonly when?: string;
  readonly subjects: readonly SubjectRow[];
  readonly grants?: readonly GrantRow[];
  /** The service's own page on the call, for the members of its request and its answer. */
  readonly source: string;
  /** No public record of it was found: all paths are those of the page. */
  readonly unseen?: true;
}

export interface SubjectRow {
  /** In CloudFormation's words; `$` for what the id of something of EC2 says, `@` for what an ARN says. */
  readonly type: string;
  /** A member whose value makes it another type, as in the answers of the inventory: the engine of a database. */
  readonly engine?: string;
  /** A list: one subject an element, which is `item`. */
  readonly each?: string;
  /** A list whose elements have such lists in them: they are `parent`. */
  readonly within?: string;
  /** Only where nothing else of the row came out: a launch that failed, an answer that is cut off. */
  readonly otherwise?: true;
  /** Paths of ARNs; `ec2:*:*:volume/{$}` for ARNs that the catalogue does not put together, with names of `parts` in braces, and the plain id for `$`. */
  readonly arn?: readonly string[];
  /** The plain id, or the name where that is the id. An ARN is cut to its last part. */
  readonly id?: string;
  /** Further names by which the catalogue's ARN and aliases are put together: `ClusterName` -> `req.clusterName`. */
  readonly parts?: Readonly<Record<string, string>>;
  /** Texts that name it as well. */
  readonly aliases?: readonly string[];
  readonly name?: string;
  readonly zone?: string;
  /** A region or ARN that says more than the record's. */
  readonly region?: string;
  /** CloudFormation's property (`A.B` in another) -> path; with `*` before it a list of all that it leads to, with `#` a number, with `,` a list from a text with commas, with `=` before it a text of ours. */
  readonly values?: Readonly<Record<string, string>>;
  /** Objects whose members are the properties, in CloudFormation's words but for their capitals. */
  readonly whole?: readonly string[];
  /** Tags; `[volume]` before the path of a list of tag specifications. Where there is no path, records do not tell tags. */
  readonly tags?: string;
  /** Machines: paths whose numbers are added up; alternatives as usual, `1` for one. Left out: it is none. */
  readonly count?: string;
  /** The ARN of what made it, as in the catalogue (`ec2:*:*:instance/{…}` with a path in the braces). */
  readonly madeBy?: string;
}

export interface GrantRow {
  /** A path, or an ARN to be put together of one: `iam::*:role/{req.roleName}`. */
  readonly principal: string;
  readonly role: string;
  /** A policy document from which roles are read, beside what `role` names. */
  readonly document?: string;
}
