import type { Coverage } from './coverage.ts';
import type { JsonObject } from './json.ts';
import type { WrittenIgnore } from './waiver.ts';

/** What a reader made of one input file. */
export interface Input {
  /** As the user named it, POSIX separators; `-` for standard input. */
  readonly path: string;
  /** `terraform-plan`, … : a key of the reader registry. */
  readonly format: string;
  /** How many resources were judged. */
  readonly judged: number;
  /** Files in which its resources stand. */
  readonly files: readonly string[];
  /** Of Terraform source, which a call judges and another run may judge without it: the modules of its resources, as `module.app.`. Null for what is judged one way. */
  readonly modules: readonly string[] | null;
  /** Things the reader passed over, with counts, for the report: `3 deletes not judged`. */
  readonly notes: readonly string[];
  /** The raw document, only when a policy asks for it (conftest-style policies). */
  readonly document: JsonObject | null;
  /** Waivers written in the input itself. */
  readonly ignores: readonly WrittenIgnore[];
  /** Of an inventory: what it has shown, sorted. */
  readonly coverage: readonly Coverage[];
  /** In the order of the input; missing where there is none. */
  readonly leftOut?: readonly LeftOut[];
  /** Of Terraform source: missing where none of its plans is among the inputs. */
  readonly plans?: PlansOfSource;
}

/** Plans that were made from a source, which are inputs of the same run. */
export interface PlansOfSource {
  /** As `Input.path`. */
  readonly paths: readonly string[];
  /** Addresses of which a plan tells all that the source does, and decides what that leaves open. */
  readonly decided: ReadonlySet<string>;
}

/** A resource that is written and not made, so that it is not judged: its condition is false, its `count` 0. */
export interface LeftOut {
  readonly address: string;
  /** Empty where none is written. */
  readonly type: string;
  /** One clause, with what would have it judged. */
  readonly because: string;
  /** That alone, as flags: `--parameters Stage=prod`, `--var gpu=true`; `VALUE` stands for one that landrail cannot tell. Null where nothing that a flag gives decides. */
  readonly needs: string | null;
}
