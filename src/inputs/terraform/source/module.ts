import type { Problem } from '#model/problem.ts';
import type { Asked } from '../hcl/parse.ts';
import type { Attribute, Block, Expression, File } from '../hcl/syntax.ts';

/** What the files of one folder declare; nothing is evaluated. The same folder called twice is one of these. */
export interface Module {
  readonly absolute: string;
  /** The folder as the user would name it. */
  readonly path: string;
  readonly files: readonly ModuleFile[];
  /** Files that cannot be read, and what Terraform refuses. What else the module declares stands. */
  readonly problems: readonly Problem[];
  /** What is wrong with files that Terraform refuses. */
  readonly asked: readonly Asked[];
  /** A file is missing from it: what is not declared may be declared there. */
  readonly broken: boolean;
  readonly variables: ReadonlyMap<string, Variable>;
  readonly locals: ReadonlyMap<string, Local>;
  readonly outputs: ReadonlyMap<string, Output>;
  /** By `type.name`, `data.type.name` or `ephemeral.type.name`, in the order of the files. */
  readonly resources: ReadonlyMap<string, ResourceBlock>;
  readonly calls: ReadonlyMap<string, ModuleCall>;
  /** By local name, or `name.alias`. */
  readonly providers: ReadonlyMap<string, ProviderBlock>;
  readonly requirements: ReadonlyMap<string, Requirement>;
  readonly moves: readonly Declared[];
  readonly imports: readonly Declared[];
  /** Arguments and nested blocks that an override file put into a block of another file. */
  readonly strangers: ReadonlyMap<Attribute | Block, string>;
}

export interface ModuleFile {
  /** As the user would name it. */
  readonly path: string;
  readonly text: string;
  /** Merged into what the others say, not added to it. */
  readonly override: boolean;
  /** Null where it could not be parsed. */
  readonly tree: File | null;
}

export interface Declared {
  /** The file of the block, as the user would name it. */
  readonly file: string;
  readonly block: Block;
}

export interface Variable extends Declared {
  readonly name: string;
  readonly type: Attribute | null;
  readonly default: Attribute | null;
  /** Or ephemeral: what is kept nowhere is shown nowhere. */
  readonly sensitive: boolean;
  readonly nullable: boolean;
  readonly validations: readonly Block[];
}

export interface Local {
  readonly name: string;
  readonly file: string;
  readonly attribute: Attribute;
}

export interface Output extends Declared {
  readonly name: string;
  readonly value: Attribute | null;
  readonly sensitive: boolean;
}

export type Mode = 'managed' | 'data' | 'ephemeral';

/** What `count` and `for_each` make several of. */
export interface Repeated extends Declared {
  readonly count: Attribute | null;
  readonly forEach: Attribute | null;
}

export interface ResourceBlock extends Repeated {
  readonly mode: Mode;
  readonly type: string;
  readonly name: string;
  /** Within its module. */
  readonly address: string;
  readonly provider: Attribute | null;
  /** OpenTofu's `lifecycle { enabled = … }`. */
  readonly enabled: Attribute | null;
}

export interface ModuleCall extends Repeated {
  readonly name: string;
  readonly source: Attribute | null;
  readonly providers: Attribute | null;
  readonly enabled: Attribute | null;
}

export interface ProviderBlock extends Declared {
  readonly name: string;
  readonly alias: string | null;
  readonly forEach: Attribute | null;
}

/** One line of `required_providers`. */
export interface Requirement {
  /** `hashicorp/aws`, without a host. */
  readonly source: string;
  /** `configuration_aliases`: `aws.west`. */
  readonly aliases: readonly string[];
}

export function argument(block: Block, name: string): Attribute | null {
  return block.body.attributes.find((one) => one.name === name) ?? null;
}

/** A string or bare word that does not depend on anything; null for all else. */
export function constantText(value: Expression | undefined): string | null {
  if (value?.kind === 'literal' && typeof value.value === 'string') return value.value;
  return value?.kind === 'variable' ? value.name : null;
}
