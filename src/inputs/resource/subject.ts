import type { TypeFacts, TypeLookup } from '#catalog/facts.ts';
import type { JsonObject, JsonValue } from '#model/json.ts';
import type { Known } from '#model/known.ts';
import type { Provider, Stage } from '#model/resource.ts';
import type { Entry } from './entry.ts';
import type { Mask } from './mask.ts';
import type { ProviderFacts } from './provider-facts.ts';
import type { Standing } from './standing.ts';
import type { Values } from './values.ts';

/** One resource of an input while it is read: all that is asked to make a `Resource` of it. A format supplies these. */
export interface Subject {
  readonly entry: Entry;
  readonly format: FormatWords;
  readonly types: TypeLookup;
  readonly cloud: Provider;
  /** Null for a type that the catalogue does not know. */
  readonly facts: TypeFacts | null;
  readonly values: Values;
  readonly provider: ProviderFacts;
  /** Where it stands, as an inventory says beside its arguments; elsewhere the arguments and the provider tell. */
  readonly standing?: Standing;
  readonly identity: () => Identity;
  /** Resources of the input that an argument refers to: `subnet_id`, `network_interface[].subnet_id`. */
  readonly targets: (path: string) => readonly Target[];
  /** What a text that is not known whole is the JSON of, as far as the input tells; null where it does not. */
  readonly document?: (text: Known<JsonValue>, mask: Mask | undefined) => WrittenDocument | null;
  /** The values of another resource, such as a target. */
  readonly valuesOf: (entry: Entry) => JsonValue | undefined;
  /** Another resource of the input, with all that may be asked of it; null for one of no cloud that landrail judges. */
  readonly other: (entry: Entry) => Subject | null;
}

/** A document whose parts are known or not one by one. */
export interface WrittenDocument {
  readonly value: JsonObject;
  readonly mask: Mask | undefined;
  /** What a part that is not known may refer to without being anything at all: attributes of resources. */
  readonly own: Pick<ReadonlySet<string>, 'has'>;
}

/** What is said of resources differs between formats in these words alone. */
export interface FormatWords {
  readonly stage: Stage;
  /** As in `is not in the plan`. */
  readonly noun: string;
  /** Why a value is not known where nothing more is said: `known after apply`. */
  readonly because: string;
}

/** The provider's id, and other names by which logs, states and inventories know the resource; null and none for what is still to be made. */
export interface Identity {
  readonly id: string | null;
  readonly aliases: readonly string[];
  readonly name: string;
}

/** A resource that an argument refers to. */
export interface Target {
  /** Of the instance where it can be told, else of the block: `module.net.aws_subnet.private`. */
  readonly address: string;
  readonly type: string;
  /** What of it is referred to first: `id`, `vpc_config`; empty where an index that is not constant hides it. */
  readonly attribute: string;
  /** Null when the input does not list it: it is unchanged and left out, or a mock. */
  readonly entry: Entry | null;
}

/** The resources of an input, and what is made of them on demand. */
export interface Subjects {
  readonly types: TypeLookup;
  readonly entries: Iterable<Entry>;
  /** Null for a resource of no cloud that landrail judges. */
  of(entry: Entry): Subject | null;
}
