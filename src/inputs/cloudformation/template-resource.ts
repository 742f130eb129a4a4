import type { JsonValue } from '#model/json.ts';
import type { Known, Unknown } from '#model/known.ts';
import type { Action, SourcePlace, Tag } from '#model/resource.ts';
import type { Mask } from '../resource/mask.ts';

/** A resource of a template, resolved as far as it can be, or a change of a change set. */
export interface TemplateResource {
  /** `Web`; in a nested stack `Network/Vpc`; of a stack set, per region, `Fleet[eu-west-1]/Bucket`; one for each element of a list that is not known, `Topic[*]`. */
  readonly address: string;
  readonly logicalId: string;
  /** As written: types of SAM stay what they are. */
  readonly type: string;
  readonly action: Action;
  /** Its properties: what is not known is missing in maps and null in lists, and has its place in the mask. */
  readonly value: JsonValue | undefined;
  readonly mask: Mask | undefined;
  readonly metadata: JsonValue | undefined;
  /** What would decide its condition; it is judged as if it were made. Null where it is made. */
  readonly conditional: Unknown | null;
  /** Of what exists already: its physical id. */
  readonly id: string | null;
  /** Its logical id; null where the input has no source. */
  readonly source: SourcePlace | null;
  /** Of its block. */
  readonly lastLine?: number;
  /** The same for all resources of one stack. */
  readonly stack: StackFacts;
  /** Properties of a serverless resource that are written as functions. */
  readonly functions?: ReadonlySet<string>;
  /** Set where SAM makes it beside a resource that is written. */
  readonly made?: MadeBeside;
}

export interface MadeBeside {
  /** The address of the other one. */
  readonly by: string;
  /** Where it is written in the properties of the other one: `Events.Nightly`. */
  readonly at: string;
  /** Where its tags are written there; null where it is given none. */
  readonly tagsAt: string | null;
  /** Its tags are those of the other one, and judged there. */
  readonly judgedThere: boolean;
}

/** What a stack is deployed with. */
export interface StackFacts {
  /** Of a nested stack its address, `Network`; empty for the root. */
  readonly path: string;
  readonly stackName: string | null;
  readonly region: Known<string>;
  readonly account: Known<string>;
  /** Its own tags and those that it inherits, origin `stack tags`. */
  readonly tags: readonly Tag[];
  /** Why it may have more tags than these. */
  readonly tagsOpen: Unknown | null;
}
