import type { Known } from '#model/known.ts';
import type { Scope } from '#model/resource.ts';

/** Where a resource stands, and which argument says so. */
export interface Place {
  readonly region: Known<string>;
  /** `location`, `availability_zone`, `provider aws.west`, `cluster_id of google_container_cluster.main`. */
  readonly path: string;
  readonly zone: Known<string>;
}

/** What an input says of it beside the arguments. */
export interface Standing {
  readonly place: Place;
  readonly scope: Scope;
}
