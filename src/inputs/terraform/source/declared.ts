import type { JsonObject, JsonValue } from '#model/json.ts';
import type { Known, Unknown } from '#model/known.ts';
import type { SourcePlace } from '#model/resource.ts';
import type { Mask } from '../../resource/mask.ts';
import type { Block } from '../hcl/syntax.ts';

/** Arguments and nested blocks, evaluated: nested blocks are lists, dynamic ones among them expanded. */
export interface Arguments {
  readonly value: JsonObject;
  readonly mask: Mask | undefined;
  readonly sensitive: JsonValue | undefined;
}

/** An instance of a resource block, as the modules around it make it. */
export interface DeclaredInstance {
  /** `[*]` where count or for_each is not known: one that stands for all. */
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly previousAddress: string | null;
  /** The id under which an `import` block takes it over; absent where it is made anew. */
  readonly imported: Known<string>;
  /** Why it may not be there; null where it is. */
  readonly possible: Unknown | null;
  readonly block: Block;
  /** As the user would name it. */
  readonly file: string;
  stated(): Arguments;
  provider(): DeclaredProvider;
  /** The instances that an argument refers to, by its catalogue path: `network_interface[].subnet_id`. */
  references(path: string): readonly Reference[];
}

/** Where a block stands, as a resource has it. */
export type BlockPlace = { readonly source: SourcePlace; readonly lastLine: number };

export function blockPlace({ file, block: { headerRange: { start, end }, range } }: Pick<DeclaredInstance, 'file' | 'block'>): BlockPlace {
  return { source: { file, line: start.line, column: start.column, endLine: end.line, endColumn: end.column }, lastLine: range.end.line };
}

export interface Reference {
  /** Of an instance of the same configuration. */
  readonly address: string;
  /** What of it is referred to first; empty for the whole. */
  readonly attribute: string;
}

/** The provider configuration that really applies, through aliases and modules. */
export interface DeclaredProvider {
  /** For people: `aws`, `aws.west`, `module.edge.aws`. */
  readonly label: string;
  /** Within the module of its block. */
  readonly local: string;
  /** Without arguments where there is no block: the environment configures it. */
  stated(): Arguments;
  /** Why nobody can tell which one applies; null where it can be told. */
  readonly because: Unknown | null;
}
