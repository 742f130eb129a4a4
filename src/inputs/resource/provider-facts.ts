import type { Known, Unknown } from '#model/known.ts';
import type { Tag } from '#model/resource.ts';

/** What a provider block, or a stack, gives to all of its resources. */
export interface ProviderFacts {
  /** For people: `provider aws.west`. */
  readonly name: string;
  /** False when the input does not say what configures the resource. */
  readonly told: boolean;
  readonly region: Known<string>;
  readonly zone: Known<string>;
  /** AWS account, Azure subscription or Google project. OCI has none. */
  readonly scope: Known<string>;
  /** default_tags, default_labels, the tags of a stack. */
  readonly defaults: DefaultTags;
  /** ignore_tags of AWS: tags that Terraform does not manage. */
  readonly ignored: { readonly keys: ReadonlySet<string>; readonly prefixes: readonly string[] };
}

export interface DefaultTags {
  readonly tags: readonly Tag[];
  /** Keys may exist that nothing in the input tells. */
  readonly open: Unknown | null;
}
