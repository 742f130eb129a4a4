import type { JsonValue } from '#model/json.ts';
import type { CompiledEntry, EntrySpec } from '#rego/compiled.ts';
import { hostBuiltinNames } from '#rego/builtins/names.ts';
import { openCompiler, type Compiler } from '#rego/compiler.ts';

export interface TestModule {
  readonly wasm: Uint8Array<ArrayBuffer>;
  readonly entries: readonly CompiledEntry[];
}

let opened: Promise<Compiler> | null = null;

/** One compiler for all modules of a test file: starting it takes a second. */
export function compiler(): Promise<Compiler> {
  opened ??= openCompiler();
  return opened;
}

/** Compiles Rego texts, as they would stand in files of their own, into one module. */
export async function compileModule(texts: readonly string[], entries: readonly EntrySpec[], more: { readonly print?: boolean } = {}): Promise<TestModule> {
  const modules = texts.map((text, index) => ({ path: `policy-${index}.rego`, text }));
  return (await compiler()).compile({ modules, entries, hostBuiltins: hostBuiltinNames, strict: false, ...more });
}

/** What OPA's own evaluator, in Go, says of `query` for each input. */
export async function oracle(texts: readonly string[], query: string, inputs: readonly JsonValue[], nowMs?: number) {
  const modules = texts.map((text, index) => ({ path: `policy-${index}.rego`, text }));
  return (await compiler()).eval({ modules, query, inputs, hostBuiltins: hostBuiltinNames, strict: false, ...(nowMs === undefined ? {} : { nowMs }) });
}
