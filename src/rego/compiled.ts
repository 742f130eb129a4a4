import type { JsonObject, JsonValue } from '#model/json.ts';

export type RegoVersion = 'v0' | 'v1';

/** One Rego file: its path as the user would name it, and its text. */
export interface RegoModule {
  readonly path: string;
  readonly text: string;
  /** Overrides the version of the request; bundles may mix versions. */
  readonly regoVersion?: RegoVersion;
}

/** Rows and columns count from 1; a column 0 is the end of the file, an empty file no place at all. */
export interface Place {
  readonly file: string;
  readonly row: number;
  readonly col: number;
}

/** A fault in somebody's Rego, as OPA codes it (`rego_parse_error`, …) or as we do (`rego_unsupported_builtin`, `rego_entry_error`, `rego_reserved_package`). */
export interface RegoProblem extends Place {
  readonly code: string;
  readonly message: string;
}

/** `errors` stop a policy from running; `warnings` are what only OPA's strict mode minds, such as an unused import. */
export interface Checked {
  readonly errors: readonly RegoProblem[];
  readonly warnings: readonly RegoProblem[];
}

/** Rules of one package that are evaluated together. */
export interface EntrySpec {
  readonly id: string;
  /** Dotted, without `data.`: `landrail.guardrails.gpu_shapes`. */
  readonly package: string;
  /** Names of rules, the first part where a name has several (`deny` for `deny.network`). Functions cannot be asked for. */
  readonly rules: readonly string[];
}

/** Where an entry stands in the module. Its result is an object with one key per rule that is defined: `{"deny": [], "undecided": [{…}]}`. */
export interface CompiledEntry extends EntrySpec {
  readonly entrypoint: string;
}

export interface CompiledModule {
  readonly wasm: Uint8Array<ArrayBuffer>;
  readonly entries: readonly CompiledEntry[];
  readonly warnings: readonly RegoProblem[];
}

export interface RuleOutline {
  readonly name: string;
  /** The constant part of the whole name: `deny.network`. */
  readonly ref: string;
  readonly kind: 'complete' | 'partial-set' | 'partial-object' | 'function';
  readonly default: boolean;
  readonly at: Place;
}

/** One METADATA block. */
export interface Annotation {
  readonly scope: 'rule' | 'document' | 'package' | 'subpackages';
  /** What it describes, without `data.`. */
  readonly path: string;
  /** Absent when it describes a package. */
  readonly rule?: string;
  readonly at: Place;
  /** OPA's own JSON of the block: scope, title, description, related_resources, authors, organizations, entrypoint, custom, … */
  readonly metadata: JsonObject;
}

export interface ModuleOutline {
  readonly path: string;
  readonly package: string;
  /** Of the package clause. */
  readonly at: Place;
  readonly rules: readonly RuleOutline[];
  readonly imports: readonly { readonly path: string; readonly alias?: string; readonly at: Place }[];
  /** Documents under `data` that the module names, imports included, each as far as it is constant and without `data.`; sorted. */
  readonly references: readonly string[];
  readonly annotations: readonly Annotation[];
}

/** The modules that parse, in the order of the request, and the problems of the others. */
export interface Inspection {
  readonly modules: readonly ModuleOutline[];
  readonly problems: readonly RegoProblem[];
}

export interface TestResult {
  readonly package: string;
  readonly name: string;
  readonly at: Place;
  readonly outcome: 'pass' | 'fail' | 'error' | 'skip';
  readonly durationNs: number;
  /** What print() wrote. */
  readonly output: string;
  readonly error?: RegoProblem;
  /** The cases of a data-driven test (`test_x[note] if …`); empty for an ordinary one. */
  readonly cases: readonly { readonly name: readonly string[]; readonly outcome: 'pass' | 'fail' }[];
}

/** Lines that hold an expression or a rule head; spans are pairs of first and last line. */
export interface FileCoverage {
  readonly path: string;
  readonly covered: readonly (readonly [number, number])[];
  readonly notCovered: readonly (readonly [number, number])[];
  readonly coveredLines: number;
  readonly notCoveredLines: number;
}

export interface TestReport {
  /** Sorted by place. */
  readonly results: readonly TestResult[];
  /** Sorted by path, test files included; empty unless coverage was asked for. */
  readonly coverage: readonly FileCoverage[];
  readonly warnings: readonly RegoProblem[];
}

/** What OPA's own evaluator says for one input. No result at all means undefined. */
export interface Evaluation {
  readonly results: readonly { readonly expressions: readonly JsonValue[]; readonly bindings: JsonObject }[];
  readonly error?: RegoProblem;
}

/** The built-in functions of the OPA version inside the compiler. */
export interface BuiltinTable {
  /** Linked into every module. */
  readonly native: readonly string[];
  /** Rewritten by the compiler; never called. */
  readonly erased: readonly string[];
  /** What a host may implement, with the number of arguments. */
  readonly host: { readonly [name: string]: number };
  readonly forbidden: readonly string[];
}
