import type { JsonObject } from '#model/json.ts';

/** One call of a cloud's API, where it was asked. */
export interface Asked {
  readonly account: string;
  readonly region: string;
  /** `ec2:DescribeInstances`: as IAM names the right to it. */
  readonly call: string;
}

/** What one page of a call says, as the CLI would print it. */
export interface Answer extends Asked {
  readonly data: JsonObject;
  /** Tags of the region by ARN, for answers that list none; null where they could not be had. */
  readonly tags: ReadonlyMap<string, JsonObject[]> | null;
}

/** A call that gave nothing, and why: `not authorized to perform eks:ListClusters`. */
export interface Unanswered extends Asked {
  readonly because: string;
}

/** Work that is done or not as a whole, and that a resumed run does not do again. */
export interface Task {
  /** Unique in a run: `111122223333 eu-west-1 ec2`. */
  readonly name: string;
  run(): AsyncIterable<Answer | Unanswered>;
}
